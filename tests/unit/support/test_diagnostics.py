"""The diagnostics file is useful and holds no secret, wherever secrets were planted."""

import base64
import json
import logging
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from desktop_app.config.layers import load, nobody
from desktop_app.config.paths import Paths
from desktop_app.config.settings import Settings
from desktop_app.domain.delivery import AuditEntry, State
from desktop_app.domain.errors import EnvironmentFault, InvalidInput
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.logs import CrashReports, set_up, tear_down
from desktop_app.outbox.opening import open_outbox
from desktop_app.remote.network import Network
from desktop_app.support import diagnostics
from desktop_app.support.checkup import Checkup
from desktop_app.support.diagnostics import pack
from desktop_app.support.place import Place
from desktop_app.support.versions import versions
from desktop_app.sync.desk import Desk
from desktop_app.vault import Vault, memory_vault
from desktop_app.wiring import SystemClock

JPEG = b"\xff\xd8\xff\xe0 the picture of somebody's signature"
URL = "https://bucket-of-ours.s3.amazonaws.com/x.jpg?X-Amz-Signature=feedbeef"
SECRETS = {
    "account": "opaque-account-token-7731",
    "session": "opaque-session-token-4242",
    "first": "Zoé-Éléonore",
    "last": "Li",
    "email": "zoe.li@maintenance.example",
    "action": 'Ventil "B7"\ngetauscht',
    "comment": "Schlüssel liegt bei Frau Quastenberg",
    "words": "user zoe-internal-id is not allowed",
    "pin": "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$c29tZWhhc2g",
    "host": "secret-deployment.execute-api.eu-west-3.amazonaws.com",
    "proxy": "proxy.inside-of-the-office.example",
}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    made = Paths(tmp_path / "profile")
    made.make()
    return made


@pytest.fixture
def checkup(paths: Paths) -> Checkup:
    vault = memory_vault()

    def make_network(settings: Settings) -> Network:
        return Network("0", proxy=settings.sync_proxy)

    return Checkup(
        paths=paths,
        load_configuration=lambda: load(paths, nobody),
        open_vault=lambda: vault,
        make_network=make_network,
        now=lambda: datetime.now(UTC),
        place=lambda _: Place("ext4"),
        timeout_s=0.5,
    )


def plant(checkup: Checkup) -> None:
    """Secrets in every place that the program has, and in logs and crash reports that should never have held them."""
    paths, vault = checkup.paths, checkup.vault
    paths.settings_file.write_text(
        f'api_url = "https://{SECRETS["host"]}/main"\nnotice = "{SECRETS["comment"]}"\n'
        f'[kiosk]\npin_hash = "{SECRETS["pin"]}"\n[sync]\nproxy = "{SECRETS["proxy"]}:1"\n',
        encoding="utf-8",
    )
    vault.set_account(f"https://{SECRETS['host']}", Token(SECRETS["account"]))
    vault.set_session(Token(SECRETS["session"]))
    _sign(checkup, vault)
    everything = [*SECRETS.values(), URL]
    handler = set_up(paths.logs_dir)  # knows no value: only the diagnostics' own redactor can save us
    level = logging.getLogger("paraphe").level
    for secret in everything:
        logging.getLogger("paraphe.test").warning("planted %s", secret)
        logging.getLogger("paraphe.test").warning("planted %r", {"v": secret})
        logging.getLogger("paraphe.test").warning("planted %s", quote(secret, safe=""))
    tear_down(handler)
    logging.getLogger("paraphe").setLevel(level)
    for secret in everything:
        CrashReports(paths.logs_dir).write(RuntimeError(secret))
        with (paths.logs_dir / "paraphe.log.1").open("a", encoding="utf-8") as old:
            old.write(f"{secret}\n{json.dumps(secret)}\n{json.dumps(secret, ensure_ascii=False)}\n")
    (paths.logs_dir / "picture.log").write_text(base64.b64encode(JPEG * 3).decode())


def _sign(checkup: Checkup, vault: Vault) -> None:
    store = open_outbox(checkup.paths.outbox_file, vault).store
    form = Form(SECRETS["first"], SECRETS["last"], SECRETS["email"], SECRETS["action"], SECRETS["comment"])
    desk = Desk(store, SystemClock())
    delivery = desk.sign(form, JPEG, Token(SECRETS["session"]), f"https://{SECRETS['host']}/main")
    executed = store.apply(
        delivery._replace(state=State.EXECUTED),
        AuditEntry(datetime.now(UTC), delivery.id, "executed"),
        url=PresignedUrl(URL, None, ("host",)),
        words=SECRETS["words"],
    )
    assert executed.state is State.EXECUTED
    store.close()


def test_no_secret_is_in_the_file_wherever_it_was_planted(checkup: Checkup, tmp_path: Path) -> None:
    plant(checkup)
    file = tmp_path / "diagnostics.zip"
    names = pack(file, checkup)
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == names
        texts = {name: archive.read(name).decode("utf-8") for name in names}
    assert {"logs/paraphe.log", "logs/paraphe.log.1", "doctor.json", "settings.json", "sign-offs.json"} <= set(names)
    assert any(name.startswith("logs/crash-") for name in names)
    for name, text in texts.items():
        for what, secret in {**SECRETS, "url": URL, "home": str(Path.home())}.items():
            forms = {secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1], quote(secret)}
            forms |= set(secret.splitlines())
            for form in forms:
                found = f" {form} " in text or f"'{form}'" in text if len(form) < 4 else form in text
                assert not found, f"{what} in {name}"
        assert base64.b64encode(JPEG).decode()[:40] not in text
        assert "feedbeef" not in text


def test_nothing_is_left_of_a_secret_that_a_long_log_is_cut_in(
    checkup: Checkup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkup.vault.set_session(Token(SECRETS["session"]))
    checkup.paths.logs_dir.mkdir()
    line = f"planted {SECRETS['session']} and more\n".encode()
    (checkup.paths.logs_dir / "old.log").write_bytes(line * 3)
    for kept in (len(line), len(line) + len("and more\n"), len(line) + len("token-4242 and more\n"), 2 * len(line) - 1):
        monkeypatch.setattr(diagnostics, "_FILE_MAX_BYTES", kept)
        pack(tmp_path / f"{kept}.zip", checkup)
        with zipfile.ZipFile(tmp_path / f"{kept}.zip") as archive:
            assert archive.read("logs/old.log") == b"planted [struck] and more\n"


def test_what_support_needs_is_there(checkup: Checkup, tmp_path: Path) -> None:
    plant(checkup)
    file = tmp_path / "diagnostics.zip"
    pack(file, checkup)
    with zipfile.ZipFile(file) as archive:
        settings = json.loads(archive.read("settings.json"))
        states = json.loads(archive.read("sign-offs.json"))
        doctor = json.loads(archive.read("doctor.json"))
        versions = json.loads(archive.read("versions.json"))
        log = archive.read("logs/paraphe.log").decode()
    assert settings["api_url"] == {"value": "set", "origin": "user"}
    assert settings["kiosk.idle_s"] == {"value": 60, "origin": "default"}
    assert [state["state"] for state in states] == ["executed"]
    assert {finding["check"] for finding in doctor} >= {"version", "disk", "credential store", "sign-offs"}
    assert versions["packages"]["httpx"]
    assert "planted" in log


def test_neither_whose_machine_it_is_nor_where_it_sends_to_is_in_the_file(
    tmp_path: Path, checkup: Checkup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "Jean.Dupont")
    checkup.paths = Paths(tmp_path / "share" / "jean.dupont" / "Paraphe")  # a redirected profile: not below home
    checkup.paths.make()
    checkup.load_configuration = lambda: load(checkup.paths, nobody)
    checkup.make_network = lambda _: Network("0", proxy="proxy-of-the-system.example:8080")
    checkup.paths.settings_file.write_text(
        'api_url = "https://api.tenant.example/main"\n[sync]\n'
        'upload_hosts = ["bucket-of-tenant.s3.storage.example", "*.depot.example", "*"]\n'
    )
    handler = set_up(checkup.paths.logs_dir)
    level = logging.getLogger("paraphe").level
    hosts = ("bucket-of-tenant.s3.storage.example", "their-bucket.depot.example", "proxy-of-the-system.example")
    long = "/" + "a" * 80 + "/jean.dupont/Paraphe"  # the log strikes out the first half by itself
    for text in ("JEAN.DUPONT signed", long, str(checkup.paths.profile), *(f"no way to {host}" for host in hosts)):
        logging.getLogger("paraphe.test").warning(text)
    tear_down(handler)
    logging.getLogger("paraphe").setLevel(level)
    file = tmp_path / "d.zip"
    pack(file, checkup)
    with zipfile.ZipFile(file) as archive:
        texts = {name: archive.read(name).decode("utf-8").lower() for name in archive.namelist()}
    assert "doctor_proxy_unreachable" in texts["doctor.json"]
    assert texts["logs/paraphe.log"].count("no way to [struck]") == 3
    for name, text in texts.items():
        for told in ("jean", "dupont", "tenant", "bucket", "depot", "proxy-of-the-system"):
            assert told not in text, f"{told} in {name}"


def test_an_account_that_is_called_as_a_setting_is_leaves_the_file_readable(
    checkup: Checkup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "Kiosk")
    pack(tmp_path / "d.zip", checkup)
    with zipfile.ZipFile(tmp_path / "d.zip") as archive:
        assert "kiosk.idle_s" in json.loads(archive.read("settings.json"))


@pytest.mark.parametrize(
    ("bill", "packages"),
    [
        (
            {
                "components": [
                    {"type": "platform", "name": "CPython", "version": "3.11.9"},
                    {"type": "library", "name": "PySide6_Essentials", "version": "6.11.3"},
                    {"type": "file", "name": "_internal/python311.dll"},
                ]
            },
            {"CPython": "3.11.9", "PySide6_Essentials": "6.11.3"},
        ),
        ({"components": None}, {}),
        (None, {}),
    ],
)
def test_a_frozen_program_knows_its_packages_by_its_bill_of_materials(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bill: object, packages: object
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "paraphe.exe"))
    if bill is not None:
        (tmp_path / "bom.cdx.json").write_text(json.dumps(bill))
    assert versions()["packages"] == packages


def test_a_profile_without_anything_can_be_packed(checkup: Checkup, tmp_path: Path) -> None:
    assert "versions.json" in pack(tmp_path / "d.zip", checkup)


def test_a_file_that_is_there_is_not_overwritten(checkup: Checkup, tmp_path: Path) -> None:
    file = tmp_path / "d.zip"
    file.write_text("mine")
    with pytest.raises(InvalidInput) as caught:
        pack(file, checkup)
    assert caught.value.code == "file_exists"
    assert file.read_text() == "mine"


def test_a_folder_that_is_not_there_is_told(checkup: Checkup, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        pack(tmp_path / "absent" / "d.zip", checkup)
    assert caught.value.code == "file_not_writable"


def test_without_a_credential_store_it_is_packed_all_the_same(checkup: Checkup, tmp_path: Path) -> None:
    plant(checkup)

    def none() -> Vault:
        raise EnvironmentFault("vault_locked")

    checkup.__dict__.pop("vault", None)
    checkup.open_vault = none
    file = tmp_path / "d.zip"
    pack(file, checkup)
    with zipfile.ZipFile(file) as archive:
        assert json.loads(archive.read("sign-offs.json")) == {"error": "vault_locked"}
