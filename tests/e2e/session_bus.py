"""A session bus with an unlocked gnome-keyring of its own, for programs that run as real processes.

Debian: `gnome-keyring dbus-x11`. Everything of it lives in one folder and ends with the block. gnome-keyring dies now
and then of a client that came and went; the bus then starts it again, unlocked, as a desktop's log-on would.
"""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.peers.presence import need_programs

START_S = 20.0
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "QT_QPA_PLATFORM", "COVERAGE_PROCESS_START")
_KEYRING = """\
echo $$ >> "{home}/keyring.pids"
exec gnome-keyring-daemon --unlock --foreground --components=secrets < "{home}/password"
"""


@contextmanager
def unlocked_keyring(home: Path) -> Iterator[Mapping[str, str]]:
    """The environment of a user who has logged on; nothing of the tester's own is in it."""
    need_programs("Secret Service (gnome-keyring)", "dbus-daemon", "gnome-keyring-daemon")
    pids = _describe_keyring(home)
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "XDG_DATA_HOME": str(home / "data")}
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    )
    try:
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        _start_secrets(environment)
        yield environment
    finally:
        for number in pids.read_text().split():
            with suppress(ProcessLookupError):
                os.kill(int(number), signal.SIGTERM)
        bus.terminate()
        bus.communicate(timeout=START_S)


def _describe_keyring(home: Path) -> Path:
    """Tells the bus how to start the Secret Service; the file in which it will write its process numbers."""
    service = home / "data" / "dbus-1" / "services" / "org.freedesktop.secrets.service"
    service.parent.mkdir(parents=True)
    service.write_text(f"[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/bin/sh {home / 'keyring.sh'}\n")
    (home / "password").write_text("pw\n")
    (home / "keyring.sh").write_text(_KEYRING.format(home=home))
    pids = home / "keyring.pids"
    pids.touch()
    return pids


def _start_secrets(environment: Mapping[str, str]) -> None:
    """Returns once the Secret Service answers on the bus."""
    asked = ["dbus-send", "--session", "--print-reply", f"--reply-timeout={START_S * 1_000:.0f}"]
    asked += ["--dest=org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.DBus.Peer.Ping"]
    subprocess.run(asked, env=environment, stdout=subprocess.DEVNULL, check=True)
