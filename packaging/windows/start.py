"""Where the frozen program starts: the same ``main`` as ``python -m desktop_app``."""

import sys

if __name__ == "__main__":
    from desktop_app.cli.main import main

    sys.exit(main())
