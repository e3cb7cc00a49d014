"""The vault in a real Secret Service: gnome-keyring on a session bus of its own, unlocked, locked, and not there."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

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
