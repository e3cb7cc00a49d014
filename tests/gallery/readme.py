"""The pictures of the README: a signed form, the kiosk's sheet, the outbox; English, light, small files."""

from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QSize, Qt

from desktop_app.ui.app import build_application
from desktop_app.ui.parts.theme.tokens import KIOSK, WORKSTATION
from tests.gallery import kiosk, pictures
from tests.gallery.wanted import be_quiet

FOLDER: Final = Path(__file__).parents[2] / "packaging" / "pictures"
COLOURS: Final = 256
WORKSTATION_PX: Final = (1_180, 760)
KIOSK_PX: Final = QSize(1_024, 600)


def draw() -> None:
    """Writes the three."""
    be_quiet()
    app = build_application(["gallery"], language="en", measures=WORKSTATION)
    app.theme.choose(Qt.ColorScheme.Light)
    pictures.GOOD = pictures.GOOD._replace(action_comment="Filter replaced, pressure checked: 2.1 bar.")
    for scene, name in ((pictures.filled, "window"), (pictures.outbox_full, "outbox")):
        pictures.one(app, scene, WORKSTATION_PX, FOLDER / f"{name}.png")
        _make_small(FOLDER / f"{name}.png")
    app.theme.resize(KIOSK)
    kiosk._draw(app, kiosk.signed, "en", KIOSK_PX, FOLDER / "kiosk.png")
    _make_small(FOLDER / "kiosk.png")


def _make_small(file: Path) -> None:
    """A palette is enough for a window."""
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(file, optimize=True)
