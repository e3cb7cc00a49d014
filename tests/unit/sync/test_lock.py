"""The sender's lock: one at a time, and it dies with its holder."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.domain.errors import EnvironmentFault, NotNow
from desktop_app.sync.lock import FileLock

HOLD = """
import sys, time
from pathlib import Path
from desktop_app.sync.lock import FileLock
with FileLock(Path(sys.argv[1])).hold():
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_holder_is_refused_at_once(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with FileLock(lock).hold(), pytest.raises(NotNow, match="another_sender"), FileLock(lock).hold():
        pass
    with FileLock(lock).hold():
        pass


def test_it_is_given_back_when_the_block_raises(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    with pytest.raises(ZeroDivisionError), lock.hold():
        raise ZeroDivisionError
    with lock.hold():
        pass


def test_it_dies_with_the_process_that_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3])
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(NotNow, match="another_sender"), FileLock(path).hold():
            pass
        holder.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        holder.wait(10)
    with FileLock(path).hold():
        pass


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="profile_read_only"), FileLock(tmp_path / "none" / "lock").hold():
        pass
