"""The vault in a real Secret Service: gnome-keyring on a session bus of its own, unlocked, locked, and not there."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from keyring.errors import KeyringLocked, PasswordDeleteError

from desktop_app.vault import MemoryBackend
from desktop_app.vault.secret_service import SecretService
from tests.peers.presence import need_programs

pytestmark = pytest.mark.peer

ROOT = Path(__file__).parents[2]
UNLOCK = "printf 'pw\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "
LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; "
WRITES = """
    from desktop_app.domain.session import Token
    from desktop_app.vault import open_vault
    vault = open_vault("profile")
    vault.set_account("https://api.example", Token("a" * 5_000))
    vault.set_session(Token("s" * 3_000))
    vault.set_session(Token("t" * 16_384))
    vault.store_outbox_key("0123456789abcdef", bytes(range(32)))
    status = vault.status()
    assert status.store == "keyring.backends.SecretService.Keyring", status
    print("written")
"""
READS = """
    from desktop_app.domain.session import Token
    from desktop_app.vault import open_vault
    vault = open_vault("profile")
    assert vault.account("https://api.example") == Token("a" * 5_000)
    assert vault.account("https://api.example.org") is None
    assert vault.session() == Token("t" * 16_384)
    assert vault.outbox_key("0123456789abcdef") == bytes(range(32))
    assert open_vault("other").session() is None
    vault.clear_session()
    vault.clear_account()
    assert vault.session() is None
    assert vault.account_origin() is None
    print("read")
"""
LEFT_OVER = """
    import secretstorage
    bus = secretstorage.dbus_init()
    print(sorted(item.get_label() for item in secretstorage.get_default_collection(bus).get_all_items()))
    bus.close()
"""
OUTBOX = """
    import sys
    from pathlib import Path
    from desktop_app.outbox.opening import open_outbox
    from desktop_app.vault import open_vault
    from tests.unit.outbox.kit import Signer
    path = Path(sys.argv[1])
    store = open_outbox(path, open_vault(path.parent)).store
    signoff = Signer()()
    store.add(signoff)
    store.close()
    opened = open_outbox(path, open_vault(path.parent))
    assert opened.notices == ()
    assert opened.store.load(signoff.id) == signoff
    opened.store.close()
    print("kept")
"""
COUNTED = """
    import secretstorage
    from desktop_app.vault import open_vault
    vault = open_vault("profile")
    made, connect = [], secretstorage.dbus_init
    secretstorage.dbus_init = lambda: made.append(connect()) or made[-1]
    for number in range(3):
        vault.store_outbox_key(f"{number}", bytes(32))
        assert vault.outbox_key(f"{number}") == bytes(32)
    print(len(made))
    made[0].close()  # the bus went away, or the store that had been unlocked died
    assert vault.outbox_key("2") == bytes(32)
    print(len(made))
"""
MUTE = """
    import sys
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import Proxy, open_dbus_connection
    connection = open_dbus_connection()
    Proxy(message_bus, connection).RequestName("org.freedesktop.secrets")
    open(sys.argv[1], "w").close()
    while True:
        connection.receive()  # and never a word
"""
FAILS_SOON = """
    from keyring.backends.SecretService import Keyring
    from desktop_app.domain.errors import EnvironmentFault
    from desktop_app.vault import Vault, secret_service
    from desktop_app.vault.secret_service import SecretService
    secret_service.CALL_S = 0.2
    try:
        Vault(SecretService(Keyring()), "profile").session()
    except EnvironmentFault as fault:
        print(fault.code)
"""
FAILS = """
    from desktop_app.domain.errors import EnvironmentFault
    from desktop_app.vault import open_vault
    try:
        open_vault("profile").session()
    except EnvironmentFault as fault:
        print(fault.code)
"""


def run(home: Path, prepare: str, *scripts: str, bus: bool = True, arguments: tuple[str, ...] = ()) -> list[str]:
    """Runs each script in a process of its own, all on one new session bus; their output."""
    need_programs("Secret Service (gnome-keyring)", "dbus-run-session", "gnome-keyring-daemon")
    home.mkdir(exist_ok=True)
    commands = []
    for number, script in enumerate(scripts):
        file = home / f"script-{number}.py"
        file.write_text(textwrap.dedent(script))
        commands.append(" ".join([sys.executable, "-W", "error", str(file), *arguments]))
    shell = ["bash", "-e", "-c", prepare + "; ".join(commands)]
    environment = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    command = ["dbus-run-session", "--", *shell] if bus else shell
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_secrets_of_any_length_are_kept_by_a_real_store_and_forgotten_on_request(tmp_path: Path) -> None:
    home = tmp_path / "home"
    *said, left = run(home, UNLOCK, WRITES, READS, LEFT_OVER)
    assert said == ["written", "read"]
    # The outbox's key alone is left: a manifest and one part.
    outbox_key = "Paraphe outbox 0123456789abcdef"
    assert left == str([f"Password for 'paraphe' on '{outbox_key} a0'", f"Password for 'paraphe' on '{outbox_key}'"])


def test_an_outbox_opens_again_with_the_key_of_a_real_store(tmp_path: Path) -> None:
    assert run(tmp_path / "home", UNLOCK, OUTBOX, arguments=(str(tmp_path / "profile" / "outbox.db"),)) == ["kept"]


def test_a_locked_store_and_none_at_all_are_told_apart(tmp_path: Path) -> None:
    assert run(tmp_path / "locked", LOCKED, FAILS) == ["vault_locked"]
    assert run(tmp_path / "none", "", FAILS, bus=False) == ["vault_missing"]


def test_one_connection_serves_a_whole_process_and_another_where_it_broke(tmp_path: Path) -> None:
    assert run(tmp_path / "home", UNLOCK, COUNTED) == ["1", "2"]


def test_a_store_that_never_answers_is_said_in_time(tmp_path: Path) -> None:
    mute, ready = tmp_path / "mute.py", tmp_path / "ready"
    mute.write_text(textwrap.dedent(MUTE))
    prepare = f"{sys.executable} {mute} {ready} & until [ -e {ready} ]; do sleep 0.1; done; "
    assert run(tmp_path / "home", prepare, FAILS_SOON) == ["vault_silent"]


class Stumbling(MemoryBackend):
    """Fails as many times as there are errors, each time after it has done what it was asked for."""

    def __init__(self, *errors: Exception) -> None:
        super().__init__()
        self.errors = list(errors)

    def delete_password(self, service: str, username: str) -> None:
        try:
            super().delete_password(service, username)
        except KeyError:
            raise PasswordDeleteError from None
        if self.errors:
            raise self.errors.pop(0)


def test_a_lost_answer_is_asked_for_once_more_but_a_no_is_not() -> None:
    store = SecretService(lost := Stumbling(TimeoutError()))
    store.set_password("s", "u", "p")
    store.delete_password("s", "u")
    assert store.get_password("s", "u") is None
    with pytest.raises(PasswordDeleteError):
        store.delete_password("s", "u")
    assert lost.errors == []
    store = SecretService(locked := Stumbling(KeyringLocked(), TimeoutError()))
    store.set_password("s", "u", "p")
    with pytest.raises(KeyringLocked):
        store.delete_password("s", "u")
    assert len(locked.errors) == 1
