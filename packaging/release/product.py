"""What the product is called, where the build puts things, and the identifiers that must never change."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = ROOT / "packaging" / "windows"
ICON = ROOT / "resources" / "icons" / "paraphe.ico"
BUILD = ROOT / "build" / "windows"
# The installed program: one folder with both faces of paraphe.exe and everything they need.
ONE_DIR = BUILD / "Paraphe"

NAME = "Paraphe"
PUBLISHER = "Paraphe"
# Windows Installer knows versions of one product by this; a new one would install a second Paraphe beside the first.
UPGRADE_CODE = "8B6E4B52-6C0E-4B0B-9D43-0B6A2C7B9F15"


def version() -> str:
    """The version in ``desktop_app/__init__.py``, the only place where it stands."""
    text = (ROOT / "desktop_app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([0-9.]+)"$', text, re.MULTILINE)
    assert found  # noqa: S101 -- a mistake in our own file
    return found[1]


def four_numbers(number: str) -> tuple[int, int, int, int]:
    """A version as Windows wants it: ``0.1.0`` is ``(0, 1, 0, 0)``."""
    numbers = [int(part) for part in number.split(".")] + [0, 0, 0, 0]
    return numbers[0], numbers[1], numbers[2], numbers[3]
