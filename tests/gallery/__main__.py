"""Draws every page and state of workstation and kiosk in each language, scheme and scale.

    python -m tests.gallery DIR

One process a scale, since Qt reads it once. Nothing is compared: somebody looks at the pictures.
"""

import os
import subprocess
import sys
from pathlib import Path

SCALES = (1, 2)


def main(arguments: list[str]) -> int:
    """0 once every picture is there."""
    if len(arguments) == 1:
        for scale in SCALES:
            environment = {**os.environ, "QT_SCALE_FACTOR": str(scale)}
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
            subprocess.run(
                [sys.executable, "-m", "tests.gallery", arguments[0], str(scale)], env=environment, check=True
            )
        return 0
    from tests.gallery import kiosk, pictures  # noqa: PLC0415 - Qt only where it is drawn

    folder, scale = Path(arguments[0]), int(arguments[1])
    count = pictures.draw(folder, scale) + kiosk.draw(folder, scale)
    sys.stdout.write(f"{count} pictures at {arguments[1]}00 %\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
