"""What a person sees of a step, and a step's failure."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class StepFailed(Exception):
    """A step did not work; the text says what to do about it."""


def say(text: str) -> None:
    """Print one line of progress at once, so that it stands before what a child prints."""
    print(f"-- {text}", flush=True)


def run(command: Sequence[str], *, why: str, environment: Mapping[str, str] | None = None) -> None:
    """Run a command whose failure ends everything; its output is shown then, and only then.

    Raises:
        StepFailed: it could not be started, or did not end with 0.
    """
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except OSError as error:
        raise StepFailed(f"{why}: {command[0]} could not be started ({error.strerror}).") from error
    if done.returncode:
        sys.stdout.buffer.write(done.stdout)
        sys.stdout.flush()
        raise StepFailed(f"{why} failed; this was the command:\n  {' '.join(command)}")
