"""Draws every page and state of workstation and kiosk in each language, scheme and scale, and sheets of them all.

    python -m tests.gallery DIR [WORD…]     only the pictures whose path holds one of the words
    python -m tests.gallery --readme        the pictures of the README, into packaging/pictures

One process a scale, since Qt reads it once; at the one between, the light scheme alone. Nothing is compared: somebody
looks at the pictures.
"""

import os
import subprocess
import sys
from pathlib import Path

SCALES = (100, 150, 200)  # per cent
SCALE = "PARAPHE_GALLERY_SCALE"


def main(arguments: list[str]) -> int:
    """0 once every picture is there."""
    scale = os.environ.get(SCALE)
    if scale is not None:
        return drawn(arguments, int(scale))
    if not arguments:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    for each in SCALES if arguments[0] != "--readme" else (100,):
        environment = {**os.environ, "QT_SCALE_FACTOR": str(each / 100), SCALE: str(each)}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        subprocess.run([sys.executable, "-m", "tests.gallery", *arguments], env=environment, check=True)
    if arguments[0] != "--readme":
        from tests.gallery import sheets  # noqa: PLC0415 - Pillow, at the end

        sheets.make(Path(arguments[0]))
    return 0


def drawn(arguments: list[str], scale: int) -> int:
    """The pictures of one scale."""
    from tests.gallery import kiosk, pictures, readme  # noqa: PLC0415 - Qt only where it is drawn

    if arguments[0] == "--readme":
        readme.draw()
        return 0
    folder, words = Path(arguments[0]), arguments[1:]
    count = pictures.draw(folder, scale, words) + kiosk.draw(folder, scale, words)
    sys.stdout.write(f"{count} pictures at {scale} %\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
