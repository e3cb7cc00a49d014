"""A session bus with an unlocked gnome-keyring of its own, for programs that run as real processes.

Debian: `gnome-keyring dbus-x11`. Everything of it lives in one folder and ends with the block.
"""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.peers.presence import need_programs

START_S = 20.0
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "QT_QPA_PLATFORM", "COVERAGE_PROCESS_START")


@contextmanager
def unlocked_keyring(home: Path) -> Iterator[Mapping[str, str]]:
    """The environment of a user who has logged on; nothing of the tester's own is in it."""
    need_programs("Secret Service (gnome-keyring)", "dbus-daemon", "gnome-keyring-daemon")
    home.mkdir(parents=True, exist_ok=True)
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "XDG_DATA_HOME": str(home / "data")}
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    )
    started: list[subprocess.Popen[str] | subprocess.Popen[bytes]] = [bus]
    try:
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        keyring = subprocess.Popen(
            ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        started.append(keyring)
        assert keyring.stdin is not None
        keyring.stdin.write(b"pw\n")
        keyring.stdin.close()
        _wait_for_secrets(environment)
        yield environment
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(START_S)
            if process.stdout is not None:
                process.stdout.close()


def _wait_for_secrets(environment: Mapping[str, str]) -> None:
    """Returns once somebody owns the Secret Service's name on the bus."""
    asked = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]
    asked += ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        answer = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)
        if "true" in answer.stdout:
            return
        time.sleep(0.05)
    raise RuntimeError("gnome-keyring did not come up")
