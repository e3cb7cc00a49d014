"""The sender's lock: one at a time, and it dies with its holder."""

import errno
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.domain.errors import EnvironmentFault, NotNow, ParapheError
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


def refuse_locks(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """The system's own call, on a place that answers so."""

    def refuse(*_: object) -> None:
        raise OSError(number, "refused")

    if sys.platform == "win32":
        monkeypatch.setattr("msvcrt.locking", refuse)
    else:
        monkeypatch.setattr("fcntl.flock", refuse)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (0, "another_sender"),
        (errno.EWOULDBLOCK, "another_sender"),
        (errno.EACCES, "another_sender"),
        (errno.EDEADLK, "another_sender"),
        (errno.ENOLCK, "profile_without_locks"),
        (errno.EOPNOTSUPP, "profile_without_locks"),
        (errno.EINVAL, "profile_without_locks"),
        (errno.EIO, "profile_without_locks"),
    ],
)
def test_a_place_without_locks_is_no_other_sender(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    refuse_locks(monkeypatch, number)
    with pytest.raises(ParapheError) as caught, FileLock(tmp_path / "lock").hold():
        pytest.fail("nobody holds it")
    assert caught.value.code == code
    assert isinstance(caught.value, NotNow) is (code == "another_sender")


def test_a_lock_that_cannot_be_given_back_goes_with_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = FileLock(tmp_path / "lock")
    with monkeypatch.context() as on_a_share, lock.hold():
        refuse_locks(on_a_share, errno.EIO)
    with lock.hold():
        pass
