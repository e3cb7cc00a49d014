"""Which modules a start of the window needs until it is painted: told by one that Qt draws into memory.

Run by the Python that is frozen: ``python start_list.py CHECKOUT EMPTY_FOLDER TARGET``. One name a line.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(checkout: str, profile: str, target: str) -> int:
    """Opens the window as ``paraphew.exe`` does and ends with the first paint."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, checkout)
    from desktop_app.cli.main import main as paraphe  # noqa: PLC0415 - the checkout is known only now
    from desktop_app.ui import binding  # noqa: PLC0415

    binding.load()
    from desktop_app.ui import start  # noqa: PLC0415 - PySide6 is loaded by now, as in a start

    opened = start._opened  # noqa: SLF001 - the one place between the window's making and its loop

    def painted() -> None:
        Path(target).write_text("\n".join(sorted(sys.modules)), encoding="utf-8")
        os._exit(0)

    def ending(*arguments: object) -> object:
        made = opened(*arguments)  # type: ignore[arg-type]
        made.window.painted.connect(painted)
        return made

    start._opened = ending  # type: ignore[assignment]  # noqa: SLF001
    paraphe(["--profile", profile])
    return 1  # it never was painted


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
