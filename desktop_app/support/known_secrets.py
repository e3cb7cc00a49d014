"""Everything that the diagnostics are searched for: what this profile still knows, and whose machine it is."""

import getpass
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from desktop_app.config.layers import Layer
from desktop_app.config.settings import TABLE, Settings
from desktop_app.domain.delivery import Delivery
from desktop_app.domain.errors import ParapheError
from desktop_app.domain.origin import split_url
from desktop_app.outbox.opening import open_for_reading
from desktop_app.outbox.reader import Reader

from .checkup import Checkup
from .findings import Finding

SIGNOFFS_MAX = 2_000
_PIECE_MIN = 4  # of a host's pattern; "*.com" names nobody
_HOST_FACTS = ("host", "proxy", "subject")
# An account that is called so is no person, and the file would be unreadable without these words.
_OWN_WORDS = frozenset({"paraphe", *Layer, *(word for key in TABLE for word in re.split(r"[._]", key))})


def known_secrets(checkup: Checkup, findings: Iterable[Finding]) -> Iterator[str]:
    """Texts, long and short ones, some of them more than once."""
    yield from _machine(checkup)
    yield from _hosts(findings)
    with suppress(ParapheError):
        yield from _settings(checkup.configuration.settings)
    with suppress(ParapheError):
        vault = checkup.vault
        account_origin = vault.account_origin()
        account = vault.account(account_origin) if account_origin is not None else None
        yield from (token.value for token in (account, vault.session()) if token is not None)
    if not checkup.paths.outbox_file.exists():
        return
    with suppress(ParapheError), closing(open_for_reading(checkup.paths.outbox_file, checkup.vault)) as reader:
        for row in newest(reader):
            with suppress(ParapheError):
                yield from _signoff(reader, row.id)


def newest(reader: Reader) -> Iterator[Delivery]:
    """The newest deliveries, SIGNOFFS_MAX at most."""
    shown, before = 0, None
    while shown < SIGNOFFS_MAX and (page := reader.page(limit=500, before=before)):
        yield from page
        shown, before = shown + len(page), page[-1].id


def _machine(checkup: Checkup) -> Iterator[str]:
    """Folders that tell a person's name, and the name: a profile may lie far from home, on a share."""
    home = Path.home()
    for folder in (home, checkup.paths.profile, Path(tempfile.gettempdir())):
        yield from (str(folder), folder.as_posix())
    names = {home.name}
    with suppress(OSError, KeyError, ImportError):  # of an account without a name; the last is Windows'
        names.add(getpass.getuser())
    # Its parts too: of a path that the log itself has struck out in the middle, one may be left.
    for name in {part for whole in names for part in (whole, *re.split(r"[\W_]+", whole))}:
        if name.lower() not in _OWN_WORDS:
            yield from {name, name.lower(), name.upper()}


def _hosts(findings: Iterable[Finding]) -> Iterator[str]:
    """What the doctor has found in the system's settings and on the way: a proxy, the storage, a certificate's name."""
    for finding in findings:
        for name in _HOST_FACTS:
            text = str(finding.facts.get(name, ""))
            yield from (text, text.rpartition(":")[0])


def _settings(settings: Settings) -> Iterator[str]:
    yield settings.kiosk_pin_hash
    for url in (settings.api_url, settings.sync_proxy):
        yield from (url, _host(url if "://" in url else f"http://{url}"))
    for pattern in settings.sync_upload_hosts:
        pieces = (piece.strip(".") for piece in re.split(r"[*?\[\]]+", pattern))
        yield from (piece for piece in pieces if len(piece) >= _PIECE_MIN)


def _signoff(reader: Reader, signoff_id: str) -> Iterator[str]:
    for text in reader.form(signoff_id):
        yield from (part for part in (text, *text.splitlines()) if part.strip())
    yield reader.session(signoff_id).value
    url = reader.url(signoff_id)
    if url is not None:
        yield from (url.value, _host(url.value))
    words = reader.words(signoff_id)
    if words:
        yield words


def _host(url: str) -> str:
    parts = split_url(url)
    return (parts.hostname or "") if parts else ""
