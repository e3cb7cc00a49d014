"""Runs a window in this process and tells when it was first painted: `paraphe ARGUMENTS...` or `bare CLASSES`.

Prints one line of JSON at the first paint, then one for each line on standard input: what has fired in the event loop
since the line before. Ends with the standard input. Time is the machine's monotonic clock, the same for all processes.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder

UNSHIPPED = ("click", "rich", "pygments")


class WhenAsked(MetaPathFinder):
    """Begins to observe where the program is about to import Qt: what it imports before comes before here, too."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:  # noqa: ARG002 - its signature
        if name == "desktop_app.ui.app":
            sys.meta_path.remove(self)
            from tests.benchmarks.window_observer import observe  # noqa: PLC0415 - imports Qt

            observe()


class Unshipped(MetaPathFinder):
    """Hides what only the tests have installed: where httpx finds click and rich, it takes them in for a command line.

    Paraphe is installed without them (packaging/requirements/app.txt).
    """

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:  # noqa: ARG002 - its signature
        if name in UNSHIPPED:
            raise ModuleNotFoundError(name, name=name)


def main(arguments: Sequence[str]) -> int:
    if arguments[0] == "bare":
        from tests.benchmarks.window_observer import show_bare  # noqa: PLC0415 - imports Qt

        return show_bare(arguments[1])
    sys.meta_path[:0] = [WhenAsked(), Unshipped()]
    sys.argv = ["paraphe", *arguments[1:]]
    from desktop_app.__main__ import main as paraphe  # noqa: PLC0415 - what is measured, this import included

    return paraphe()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
