"""Runs a command and answers with its exit code.

0 done; 1 our bug; 2 bad usage, invalid input or a machine that does not allow it; 3 needs a person; 4 not finished.
Only `sync` and `doctor` answer 3 and 4; anywhere else an error that would is told with 2.
"""

import importlib
import os
import sys
from collections.abc import Callable, Sequence

from desktop_app.domain.errors import ParapheError

from .codes import BUG, DONE, INTERRUPTED, REFUSED
from .context import Context, Machine
from .output import Console
from .parser import parse

_WITHOUT_PROFILE = frozenset({"practice:practice", "demo:demo"})  # they touch nobody's profile


def main(arguments: Sequence[str] | None = None, console: Console | None = None, machine: Machine | None = None) -> int:
    """`paraphe ARGUMENTS…`; the exit code. Tests hand in a console and a machine of their own."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    shown = console or Console()
    shown.json = shown.json or "--json" in given
    try:
        return _run(given, shown, machine or Machine())
    except SystemExit as ended:  # argparse has printed help or the version
        return ended.code if isinstance(ended.code, int) else DONE
    except ParapheError as error:
        return _failed(shown, error, REFUSED)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`paraphe outbox list | head`): nothing more can be told, and that is no bug.
        _fall_silent()
        return DONE


def _run(arguments: Sequence[str], console: Console, machine: Machine) -> int:
    options = parse(arguments)
    context = Context(options, console, machine)
    if options.run in _WITHOUT_PROFILE:
        return _command(options.run)(context)
    with context.observed():
        try:
            return _command(options.run)(context)
        except (ParapheError, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 - a bug of ours ends here, loudly
            report = context.crashes.write(error)
            return _failed(console, ParapheError("our_bug", file=report or context.paths.logs_dir), BUG)


def _failed(console: Console, error: ParapheError, code: int) -> int:
    """Tells an error where anybody still listens."""
    try:
        console.failed(error)
    except (BrokenPipeError, ParapheError):
        _fall_silent()
    return code


def _fall_silent() -> None:
    """Else Python writes what is left once more at its end, and complains of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _command(name: str) -> Callable[[Context], int]:
    module, _, function = name.partition(":")
    found: Callable[[Context], int] = getattr(importlib.import_module(f"{__package__}.{module}"), function)
    return found
