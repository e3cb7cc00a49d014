"""A drawing that was recorded for the Windows program looks as the drawing itself does."""

from pathlib import Path

import pytest

from desktop_app.config.paths import resource
from desktop_app.ui.parts.theme import icons, recorded, sheet

DRAWINGS = sorted(resource("icons").glob("*.svg"))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
@pytest.mark.parametrize(("side_px", "ratio"), [(16, 1.0), (24, 1.5), (17, 1.25), (40, 2.0)])
def test_a_recording_is_painted_as_its_drawing(file: Path, side_px: int, ratio: float, tmp_path: Path) -> None:
    (tmp_path / f"{file.stem}.picture").write_bytes(recorded.recording(file.read_bytes(), icons.INK))
    drawn, played = (
        icons.pixmap(place / file.name, "#1D4ED8", side_px, ratio, (3, 2)).toImage()
        for place in (file.parent, tmp_path)
    )
    assert drawn.size() == played.size()
    assert drawn.format() == played.format()
    pairs = zip(bytes(drawn.constBits()), bytes(played.constBits()), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 8, "of 255, by rounding the colour of an edge"
    assert any(played.constBits()), "an empty picture looks like any other"


def test_the_sheets_drawings_are_there() -> None:
    assert set(sheet.DRAWINGS) <= {file.stem for file in DRAWINGS}
