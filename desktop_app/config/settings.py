"""The one table of settings. Types, limits, defaults, documentation and the Windows policies all come from it."""

# ruff: noqa: RUF001 - French has an apostrophe of its own

from typing import Any, NamedTuple

from . import checks
from .setting import Choice, Kind, Setting, Value, Words

_rows: list[Setting] = []


def _row(key: str, kind: Kind, default: Value, english: Words, french: Words, **limits: Any) -> Any:
    """A field's default; its row comes into the table."""
    _rows.append(Setting(key, kind, default, english, french, **limits))
    return default


class Settings(NamedTuple):
    """The values in force. A key's dots are underscores here: `ink.colour` is `ink_colour`."""

    api_url: str = _row(
        "api_url",
        Kind.TEXT,
        "",
        Words(
            "Service URL",
            "The URL of the interventions service with its path, for example https://api.example.org/main. "
            "Only https, or http to this machine itself.",
        ),
        Words(
            "URL du service",
            "L’URL du service des interventions avec son chemin, par exemple https://api.example.org/main. "
            "Uniquement en https, ou en http vers cette machine même.",
        ),
        check=checks.api_url,
    )
    language: str = _row(
        "language",
        Kind.CHOICE,
        "auto",
        Words("Language", "The language of the window."),
        Words("Langue", "La langue de la fenêtre."),
        choices={
            "auto": Choice("As the system", "Comme le système"),
            "fr": Choice("Français", "Français"),
            "en": Choice("English", "English"),
        },
    )
    session_reuse: str = _row(
        "session_reuse",
        Kind.CHOICE,
        "ask",
        Words(
            "A second sign-off under one session",
            "What happens when a session that already has a sign-off is used again: ask, allow it or refuse it.",
        ),
        Words(
            "Deuxième signature sous une même session",
            "Ce qui se passe lorsqu’une session qui a déjà une signature sert à nouveau : demander, autoriser ou "
            "refuser.",
        ),
        choices={
            "ask": Choice("Ask", "Demander"),
            "allow": Choice("Allow", "Autoriser"),
            "refuse": Choice("Refuse", "Refuser"),
        },
    )
    ink_colour: str = _row(
        "ink.colour",
        Kind.CHOICE,
        "black",
        Words("Ink colour", "The colour of the signature on screen and in the picture that is sent."),
        Words("Couleur de l’encre", "La couleur de la signature à l’écran et dans l’image envoyée."),
        choices={"black": Choice("Black", "Noir"), "blue": Choice("Blue", "Bleu")},
    )
    ink_typed: bool = _row(
        "ink.typed",
        Kind.SWITCH,
        False,
        Words("Allow typed signatures", "People who cannot draw may have their name written in a script font."),
        Words(
            "Autoriser les signatures tapées",
            "Les personnes qui ne peuvent pas dessiner peuvent faire écrire leur nom dans une police manuscrite.",
        ),
    )
    ink_import: bool = _row(
        "ink.import",
        Kind.SWITCH,
        False,
        Words("Allow imported signatures", "On a workstation, a signature may be taken from a picture file."),
        Words(
            "Autoriser les signatures importées",
            "Sur un poste de travail, une signature peut être prise dans un fichier image.",
        ),
    )
    sync_max_in_flight: int = _row(
        "sync.max_in_flight",
        Kind.NUMBER,
        4,
        Words("Sign-offs sent at once", "How many sign-offs of different sessions are sent at the same time."),
        Words(
            "Signatures envoyées à la fois", "Combien de signatures de sessions différentes sont envoyées en parallèle."
        ),
        least=1,
        most=16,
    )
    sync_proxy: str = _row(
        "sync.proxy",
        Kind.TEXT,
        "",
        Words(
            "Proxy",
            "Empty: the system's proxy settings, automatic configuration included. direct: never a proxy. "
            "Otherwise an HTTP proxy, for example http://proxy.example.org:8080.",
        ),
        Words(
            "Proxy",
            "Vide : les réglages du système, configuration automatique comprise. direct : jamais de proxy. "
            "Sinon un proxy HTTP, par exemple http://proxy.example.org:8080.",
        ),
        check=checks.proxy,
    )
    sync_upload_hosts: tuple[str, ...] = _row(
        "sync.upload_hosts",
        Kind.TEXTS,
        (),
        Words(
            "Hosts that signatures may be uploaded to",
            "Host names, with * for any part, for example *.s3.eu-west-3.amazonaws.com. Empty: any https host that "
            "the service names.",
        ),
        Words(
            "Hôtes vers lesquels les signatures peuvent être déposées",
            "Noms d’hôtes, * remplaçant une partie, par exemple *.s3.eu-west-3.amazonaws.com. Vide : tout hôte https "
            "que le service indique.",
        ),
        check=checks.host_patterns,
    )
    outbox_receipt_days: int = _row(
        "outbox.receipt_days",
        Kind.NUMBER,
        30,
        Words(
            "Days that receipts are kept", "A receipt holds ids, times and hashes of what was sent, no personal data."
        ),
        Words(
            "Conservation des reçus, en jours",
            "Un reçu contient les identifiants, heures et empreintes de ce qui est parti, aucune donnée personnelle.",
        ),
        least=1,
        most=3_650,
    )
    outbox_alert_days: int = _row(
        "outbox.alert_days",
        Kind.NUMBER,
        3,
        Words(
            "Days before a waiting sign-off is pointed out",
            "A sign-off that waits longer is shown as such; it is never deleted.",
        ),
        Words(
            "Jours avant qu’une signature en attente soit signalée",
            "Une signature qui attend plus longtemps est signalée ; elle n’est jamais supprimée.",
        ),
        least=1,
        most=365,
    )
    outbox_recovery_key: str = _row(
        "outbox.recovery_key",
        Kind.TEXT,
        "",
        Words(
            "Recovery key",
            "An X25519 public key in base64. The outbox's key is then also kept sealed to it, so that whoever has "
            "the private key can recover sign-offs from a machine whose credential store was reset.",
        ),
        Words(
            "Clé de récupération",
            "Une clé publique X25519 en base64. La clé de la boîte d’envoi est alors aussi conservée scellée pour "
            "elle : le détenteur de la clé privée peut récupérer les signatures d’une machine dont le coffre "
            "d’identifiants a été réinitialisé.",
        ),
        check=checks.recovery_key,
        by_person=False,
    )
    kiosk_enabled: bool = _row(
        "kiosk.enabled",
        Kind.SWITCH,
        False,
        Words("Kiosk", "Paraphe starts as a kiosk: full screen, one question a page."),
        Words("Borne", "Paraphe démarre en mode borne : plein écran, une question par page."),
    )
    kiosk_idle_s: int = _row(
        "kiosk.idle_s",
        Kind.NUMBER,
        60,
        Words(
            "Seconds before an abandoned visit is wiped",
            "After that long without a touch a kiosk counts down and then wipes everything typed and drawn.",
        ),
        Words(
            "Secondes avant l’effacement d’une visite abandonnée",
            "Passé ce délai sans contact, la borne lance un décompte puis efface tout ce qui a été saisi et dessiné.",
        ),
        least=15,
        most=3_600,
    )
    kiosk_monitor: str = _row(
        "kiosk.monitor",
        Kind.TEXT,
        "",
        Words("Kiosk screen", "The name or number (from 1) of the screen a kiosk fills; empty: the primary one."),
        Words("Écran de la borne", "Le nom ou le numéro (à partir de 1) de l’écran de la borne ; vide : le principal."),
    )
    kiosk_pin_hash: str = _row(
        "kiosk.pin_hash",
        Kind.TEXT,
        "",
        Words(
            "Kiosk administrator's PIN, hashed",
            "The Argon2id hash of the PIN (at least 6 digits) that leaves the kiosk and opens its settings.",
        ),
        Words(
            "Code de l’administrateur de la borne, haché",
            "L’empreinte Argon2id du code (au moins 6 chiffres) qui quitte la borne et ouvre ses réglages.",
        ),
        check=checks.pin_hash,
    )
    kiosk_touch_keyboard: str = _row(
        "kiosk.touch_keyboard",
        Kind.CHOICE,
        "auto",
        Words("Touch keyboard", "The system's, and Paraphe's own where none appears, unless another is chosen."),
        Words(
            "Clavier tactile",
            "Celui du système, ou celui de Paraphe s’il n’apparaît pas, sauf choix contraire.",
        ),
        choices={
            "auto": Choice("Automatic", "Automatique"),
            "system": Choice("The system's", "Celui du système"),
            "own": Choice("Paraphe's own", "Celui de Paraphe"),
            "off": Choice("None", "Aucun"),
        },
    )
    links_enabled: bool = _row(
        "links.enabled",
        Kind.SWITCH,
        False,
        Words("Session links", "A link paraphe:session?token=... may bring a session to a workstation."),
        Words("Liens de session", "Un lien paraphe:session?token=... peut apporter une session à un poste de travail."),
    )
    notice: str = _row(
        "notice",
        Kind.TEXT,
        "",
        Words("Privacy notice", "One line above the signature that says what becomes of it; empty: the built-in line."),
        Words(
            "Mention de confidentialité",
            "Une ligne au-dessus de la signature qui dit ce qu’elle devient ; vide : la mention d’origine.",
        ),
    )


TABLE: dict[str, Setting] = {row.key: row for row in _rows}
"""Every setting by its key, in the order of the class."""
