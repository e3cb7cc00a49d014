"""`python -m desktop_app` and the installed `paraphe`."""

import os
import sys

from desktop_app.cli import main as command_line

_OWNER_ONLY = 0o077


def main() -> int:
    """Runs `paraphe`; the exit code. Whatever it writes is for this user alone."""
    os.umask(_OWNER_ONLY)
    return command_line.main()


if __name__ == "__main__":
    sys.exit(main())
