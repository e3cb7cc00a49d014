"""The packaging scripts import each other from their own folder; so do their tests."""

import sys
from pathlib import Path

# behind everything installed: `build` there is a script of ours, elsewhere a package
sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
