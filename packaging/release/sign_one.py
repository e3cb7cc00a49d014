"""Signs the files it is given as the build was told to: makensis runs it on the uninstaller before packing that.

``python sign_one.py FILE…``, with the build's choice in its environment (``release/signing.py``).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(files: Sequence[str]) -> int:
    """Sign, or say what failed."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from release.runtime import BuildFailed  # noqa: PLC0415 - the folder is known only now
    from release.signing import Signing  # noqa: PLC0415

    try:
        Signing.taken_over().sign(map(Path, files))
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
