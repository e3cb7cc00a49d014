"""The scripted demonstration, against a pretended program."""

from pathlib import Path

from PySide6.QtCore import QTimer

from desktop_app.domain.delivery import State
from desktop_app.ui.demo import Script, play
from desktop_app.ui.workstation.main_window import MainWindow
from tests.ui.conftest import token_of
from tests.ui.pretend import PretendDesk, PretendParts

RECORDING = Path(__file__).parents[2] / "resources" / "ink" / "tablet-1.json"


def deliver(desk: PretendDesk) -> None:
    import hashlib  # noqa: PLC0415 - for this alone

    for index, delivery in enumerate(desk.deliveries):
        jpeg = desk.jpegs.get(delivery.id, b"")
        desk.deliveries[index] = delivery._replace(
            state=State.SENT, size_bytes=len(jpeg), sha256=hashlib.sha256(jpeg).hexdigest()
        )


def script_for(parts: PretendParts, shots: Path, said: list[str], tamper: bytes = b"") -> Script:
    def stored(name: str) -> bytes | None:
        jpeg = parts.desk.jpegs.get(name.removeprefix("signature-").removesuffix(".jpg"))
        return None if jpeg is None else jpeg + tamper

    return Script(token_of(), RECORDING, stored, shots, said.append)


def test_it_fills_signs_sends_compares_and_leaves_pictures(
    window: MainWindow, parts: PretendParts, tmp_path: Path
) -> None:
    said: list[str] = []
    sign = parts.desk.sign

    def sign_and_know(*args: object) -> object:
        made = sign(*args)  # type: ignore[arg-type]
        deliver(parts.desk)
        return parts.desk.deliveries[-1] if made else made

    parts.desk.sign = sign_and_know  # type: ignore[assignment]
    assert play(window, script_for(parts, tmp_path, said)) == 0, said
    assert [line.split(".")[0] for line in said] == ["1", "2", "3", "4", "5", "6", "7"]
    assert len(list(tmp_path.glob("*.png"))) == 4
    assert all(file.stat().st_size > 10_000 for file in tmp_path.glob("*.png"))


def test_it_fails_where_other_bytes_are_stored(window: MainWindow, parts: PretendParts, tmp_path: Path) -> None:
    said: list[str] = []
    timer = QTimer(window, interval=100)
    timer.timeout.connect(lambda: deliver(parts.desk))
    timer.start()
    assert play(window, script_for(parts, tmp_path, said, tamper=b"x")) == 1
    assert said[-1] == "FAILED: the stored object is not what was drawn"
