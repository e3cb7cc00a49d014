"""The doctor finds what is wrong, says it in words, and changes nothing."""

import base64
import json
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.config.layers import Configuration, Managed, load, nobody, set_values
from desktop_app.config.paths import Paths
from desktop_app.config.settings import Settings
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.outbox.opening import open_outbox
from desktop_app.practice.faults import read_faults
from desktop_app.practice.server import PracticeServer
from desktop_app.remote.network import Network
from desktop_app.remote.target import Target
from desktop_app.support.checkup import Checkup
from desktop_app.support.doctor import examine
from desktop_app.support.findings import Finding, Verdict, exit_code, told
from desktop_app.support.network_checks import storage_url
from desktop_app.support.place import Place, on_linux
from desktop_app.sync.desk import Desk
from desktop_app.vault import MemoryBackend, Vault
from desktop_app.wiring import SystemClock


class WindowsLike(MemoryBackend):
    """Takes 2,560 bytes of UTF-16 an entry, as Windows does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password.encode("utf-16-le")) > 2_560:
            raise OSError(1783, "stub received bad data")
        super().set_password(service, username, password)


def jwt(**claims: object) -> Token:
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return Token(f"eyJhbGciOiJub25lIn0.{body}.c2ln")


class Patient:
    """A machine to examine: everything is well until a test says otherwise."""

    def __init__(self, folder: Path, api_url: str = "") -> None:
        self.paths = Paths(folder / "profile")
        self.paths.make()
        self.backend = WindowsLike()
        self.vault = Vault(self.backend, "patient")
        if api_url:
            set_values(self.paths, {"api_url": api_url, "sync.proxy": "direct"}, load(self.paths))
            self.vault.set_account(origin(api_url), jwt(exp=4_000_000_000))
        self.checkup = Checkup(
            paths=self.paths,
            load_configuration=lambda: load(self.paths, nobody),
            open_vault=lambda: self.vault,
            make_network=_network,
            now=lambda: datetime.now(UTC),
            place=lambda _: Place("ext4"),
            timeout_s=5.0,
        )

    def examined(self, **changes: object) -> dict[str, Finding]:
        """Findings by their code."""
        checkup = replace(self.checkup, **changes)  # type: ignore[arg-type]  # fields of the checkup, by name
        return {finding.code: finding for finding in examine(checkup)}


def _network(settings: Settings) -> Network:
    return Network("0", proxy=settings.sync_proxy)


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


@pytest.fixture
def patient(tmp_path: Path, practice: PracticeServer) -> Patient:
    return Patient(tmp_path, practice.api_url)


def test_a_healthy_machine_has_nothing_to_be_told(patient: Patient, practice: PracticeServer) -> None:
    before = dict(patient.backend.secrets)
    found = patient.examined()
    assert {finding.verdict for finding in found.values()} == {Verdict.FINE}
    assert exit_code(found.values()) == 0
    assert set(found) >= {"doctor_vault", "doctor_account", "doctor_api", "doctor_clock", "doctor_storage"}
    assert patient.backend.secrets == before
    assert practice.executions == ()
    assert practice.patches == {}
    assert not patient.paths.outbox_file.exists()


def test_everything_is_said_in_words_and_json(patient: Patient) -> None:
    found = list(patient.examined().values())
    assert len(told(found).splitlines()) == len(found)
    for finding in found:
        assert finding.words != finding.code
        assert set(finding.as_json()) == {"check", "verdict", "code", "message", "facts"}
        assert json.dumps(finding.as_json())


def test_nothing_is_set_up(tmp_path: Path) -> None:
    found = Patient(tmp_path).examined()
    assert found["api_url_missing"].verdict is Verdict.PERSON
    assert found["account_token_missing"].verdict is Verdict.PERSON
    assert "doctor_nowhere_to_go" in found
    assert exit_code(found.values()) == 3


def test_no_network_passes_by_itself(patient: Patient, practice: PracticeServer) -> None:
    practice.stop()
    found = patient.examined()
    assert found["offline"].verdict is Verdict.LATER
    assert exit_code(found.values()) == 4


def test_a_portal_in_between_is_named(patient: Patient, practice: PracticeServer) -> None:
    practice.faults = read_faults(b'{"faults": [{"on": "both", "do": "html"}]}')
    assert patient.examined()["something_between"].verdict is Verdict.LATER


@pytest.mark.parametrize("fault", ["garbled", "cut", "huge", "drop_before"])
def test_hostile_answers_are_findings(patient: Patient, practice: PracticeServer, fault: str) -> None:
    practice.faults = read_faults(json.dumps({"faults": [{"on": "both", "do": fault}]}).encode())
    found = patient.examined()
    assert exit_code(found.values()) in (0, 4)
    assert "doctor_check_failed" not in found


def test_a_server_that_says_nothing_is_not_waited_for(patient: Patient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        set_values(patient.paths, {"api_url": f"http://127.0.0.1:{mute.getsockname()[1]}"}, load(patient.paths))
        assert "timed_out" in patient.examined(timeout_s=0.5)


def test_a_clock_that_is_off_needs_a_person(patient: Patient, practice: PracticeServer) -> None:
    practice.faults = read_faults(b'{"faults": [{"on": "both", "do": "clock", "offset_s": -7200}]}')
    finding = patient.examined()["doctor_clock_off"]
    assert (finding.verdict, finding.facts["minutes"]) == (Verdict.PERSON, 120)


@pytest.mark.parametrize(
    ("token", "code", "verdict"),
    [
        (jwt(exp=1_000_000_000), "doctor_account_expired", Verdict.PERSON),
        (
            jwt(exp=int((datetime.now(UTC) + timedelta(days=2)).timestamp())),
            "doctor_account_expires_soon",
            Verdict.KNOW,
        ),
        (Token("opaque"), "doctor_account_endless", Verdict.FINE),
    ],
)
def test_the_account_tokens_end(
    patient: Patient, practice: PracticeServer, token: Token, code: str, verdict: Verdict
) -> None:
    patient.vault.set_account(origin(practice.api_url), token)
    assert patient.examined()[code].verdict is verdict


def test_a_token_of_another_service_is_named(patient: Patient) -> None:
    patient.vault.set_account("https://elsewhere.example", Token("t"))
    assert patient.examined()["doctor_account_elsewhere"].facts["origin"] == "https://elsewhere.example"


@pytest.mark.parametrize("code", ["vault_locked", "vault_missing", "vault_failed", "vault_refused"])
def test_a_credential_store_that_cannot_be_used_is_told_once(patient: Patient, code: str) -> None:
    def none() -> Vault:
        raise EnvironmentFault(code, name="keyrings.alt", kind="error")

    checkup = replace(patient.checkup, open_vault=none)
    assert [finding.code for finding in examine(checkup)].count(code) == 1
    assert ("doctor_vault_unattended" in patient.examined(open_vault=none)) == (code != "vault_refused")


def test_a_store_that_forgets_is_found_out(patient: Patient) -> None:
    class Forgetful(MemoryBackend):
        def set_password(self, service: str, username: str, password: str) -> None:
            del service, username, password

    assert "vault_not_kept" in patient.examined(open_vault=lambda: Vault(Forgetful(), "p"))


def test_unreadable_settings_do_not_hide_the_rest(patient: Patient) -> None:
    patient.paths.settings_file.write_text("not = [toml")
    found = patient.examined()
    assert found["settings_syntax"].verdict is Verdict.PERSON
    assert {"doctor_vault", "doctor_disk"} <= set(found)


def test_policies_in_force_are_listed_and_ignored_ones_told(patient: Patient) -> None:
    def configured() -> Configuration:
        return load(patient.paths, lambda: Managed(notices=(("machine_settings_ignored", {"file": "F"}),)))

    assert patient.examined(load_configuration=configured)["machine_settings_ignored"].verdict is Verdict.KNOW
    assert "doctor_unmanaged" in patient.examined()


@pytest.mark.parametrize(
    ("place", "code"),
    [(Place("cifs", remote=True), "doctor_profile_remote"), (Place("tmpfs", volatile=True), "doctor_profile_volatile")],
)
def test_a_profile_that_will_not_stay_is_told(patient: Patient, place: Place, code: str) -> None:
    assert patient.examined(place=lambda _: place)[code].verdict is Verdict.KNOW


@pytest.mark.skipif(sys.platform == "win32", reason="reads Linux's mounts")
def test_where_a_profile_lies_is_read_from_the_mounts() -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\n//srv/x /home/ann/My\\040Share cifs rw 0 0\n"
        "tmpfs /dev/shm tmpfs rw 0 0\n"
    )
    assert on_linux(Path("/var/lib/p"), mounts) == Place("ext4")
    assert on_linux(Path("/home/ann/p"), mounts) == Place("nfs4", remote=True)
    assert on_linux(Path("/home/ann/My Share/p"), mounts) == Place("cifs", remote=True)
    assert on_linux(Path("/dev/shm/p"), mounts) == Place("tmpfs", volatile=True)
    assert on_linux(Path("/tmp/p"), mounts).volatile


def test_a_profile_that_cannot_be_written_is_found(tmp_path: Path) -> None:
    patient = Patient(tmp_path)
    (tmp_path / "file").write_text("")
    assert "doctor_disk_unwritable" in patient.examined(paths=Paths(tmp_path / "file" / "profile"))


def sign(patient: Patient, api_url: str) -> None:
    store = open_outbox(patient.paths.outbox_file, patient.vault).store
    Desk(store, SystemClock()).sign(Form("Ann", "Bo"), b"\xff\xd8jpeg", Token("s"), api_url)
    store.close()


def test_sign_offs_that_wait_too_long_are_told(patient: Patient, practice: PracticeServer) -> None:
    sign(patient, practice.api_url)
    assert patient.examined()["doctor_outbox"].facts["waiting"] == 1
    later = patient.examined(now=lambda: datetime.now(UTC) + timedelta(days=4))
    assert later["doctor_outbox_old"].verdict is Verdict.PERSON


def test_a_damaged_outbox_is_told_and_left_alone(patient: Patient, practice: PracticeServer) -> None:
    sign(patient, practice.api_url)
    data = bytearray(patient.paths.outbox_file.read_bytes())
    data[3_000:5_000] = b"\x5a" * 2_000
    patient.paths.outbox_file.write_bytes(data)
    assert "outbox_damaged" in patient.examined()
    assert patient.paths.outbox_file.read_bytes() == bytes(data)


@pytest.mark.parametrize(
    ("api", "hosts", "url"),
    [
        ("https://x.execute-api.eu-west-3.amazonaws.com/main", (), "https://s3.eu-west-3.amazonaws.com/"),
        ("https://api.example.org/main", (), None),
        ("https://api.example.org/main", ("*.s3.example.org",), "https://s3.example.org/"),
        ("https://api.example.org/main", ("b-*.example.org", "c.example.org"), "https://c.example.org/"),
        ("http://127.0.0.1:8000/main", ("c.example.org",), "http://127.0.0.1:8000/"),
    ],
)
def test_where_signatures_will_go_is_known_beforehand(api: str, hosts: tuple[str, ...], url: str | None) -> None:
    assert storage_url(Target.parse(api), hosts) == url


def test_person_wins_over_later() -> None:
    findings = [Finding("a", Verdict.LATER, "offline"), Finding("b", Verdict.PERSON, "rejected")]
    assert exit_code(findings) == 3
    assert exit_code(findings[:1]) == 4
    assert exit_code([Finding("c", Verdict.KNOW, "offline")]) == 0
