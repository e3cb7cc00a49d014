"""Turns the drawings among the frozen program's resources into recordings, and those of the style sheet into pictures.

Run by the Python that is frozen: ``python drawings.py CHECKOUT FOLDER``. The drawings themselves go.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

PICTURE_PX = 96  # larger than any box's arrow or tick, on any screen


def main(checkout: str, icons_folder: str) -> int:
    """Does so for every file of the folder."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, checkout)
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the platform is chosen by now

    from desktop_app.ui.parts.theme import icons, recorded, sheet  # noqa: PLC0415 - the checkout is known only now

    running = QApplication([])
    for file in sorted(Path(icons_folder).glob("*.svg")):
        drawing = file.read_bytes()
        if file.stem in sheet.DRAWINGS:
            assert icons.pixmap(file, "#000000", PICTURE_PX, 1).save(str(file.with_suffix(".png")))  # noqa: S101 - ours
        else:
            file.with_suffix(recorded.SUFFIX).write_bytes(recorded.recording(drawing, icons.INK))
        file.unlink()
    del running
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
