"""Draws every page and state of workstation and kiosk in each language, scheme and scale, and sheets of them all.

    python -m tests.gallery DIR [WORD…]     only the pictures whose path holds one of the words
    python -m tests.gallery --readme        the pictures of the README, into packaging/pictures

One process a scale, since Qt reads it once; at the one between, the light scheme alone. Nothing is compared: somebody
looks at the pictures.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

SCALES = (100, 150, 200)  # per cent
SCALE = "PARAPHE_GALLERY_SCALE"


def main(arguments: list[str]) -> int:
    """0 once every picture is there."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.gallery", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, help="where the pictures go")
    parser.add_argument("words", metavar="WORD", nargs="*", help="only pictures whose path holds one of these")
    parser.add_argument("--readme", action="store_true", help="the README's pictures, and no DIR")
    chosen = parser.parse_args(arguments)
    if (chosen.folder is None) != chosen.readme:
        parser.error("either DIR or --readme")
    scale = os.environ.get(SCALE)
    if scale is not None:
        return drawn(chosen.folder, chosen.words, int(scale))
    for each in (100,) if chosen.readme else SCALES:
        environment = {**os.environ, "QT_SCALE_FACTOR": str(each / 100), SCALE: str(each)}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        subprocess.run([sys.executable, "-m", "tests.gallery", *arguments], env=environment, check=True)
    if not chosen.readme:
        from tests.gallery import sheets  # noqa: PLC0415 - Pillow, at the end

        sheets.make(chosen.folder)
    return 0


def drawn(folder: Path | None, words: list[str], scale: int) -> int:
    """The pictures of one scale; those of the README where there is no folder."""
    from tests.gallery import kiosk, pictures, readme  # noqa: PLC0415 - Qt only where it is drawn

    if folder is None:
        readme.draw()
        return 0
    count = pictures.draw(folder, scale, words) + kiosk.draw(folder, scale, words)
    sys.stdout.write(f"{count} pictures at {scale} %\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
