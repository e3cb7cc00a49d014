"""What is running: Paraphe, Python, the system, and the packages that came along."""

import importlib.metadata
import json
import platform
import sys
from pathlib import Path

from desktop_app import __version__

BILL = "bom.cdx.json"  # beside the frozen program, which carries the metadata of few packages only
_PACKAGES = ("PySide6-Essentials", "httpx", "httpcore", "keyring", "Pillow", "cryptography", "truststore", "tomlkit")


def versions() -> dict[str, object]:
    """For the diagnostics; a package whose version is not known has None."""
    frozen = getattr(sys, "frozen", False)
    return {
        "paraphe": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "packages": _billed(Path(sys.executable).with_name(BILL)) if frozen else _installed(),
    }


def _installed() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name in _PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = None
    return found


def _billed(bill: Path) -> dict[str, str | None]:
    """Everything that the bill of materials names with a version; nothing where somebody has removed or changed it."""
    try:
        components = json.loads(bill.read_text(encoding="utf-8"))["components"]
        return {str(one["name"]): str(one["version"]) for one in components if "version" in one}
    except (OSError, ValueError, LookupError, TypeError):
        return {}
