"""Hatchling's hook: the compiled translations are made before a wheel or an installation in place is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Translations(BuildHookInterface):  # type: ignore[type-arg] # its parameter is hatchling's own matter
    """Writes ``resources/translations/*.qm``, which git ignores and the wheel carries."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 -- hatchling's signature
        """Called before anything is collected."""
        packaging = Path(self.root) / "packaging"
        if not packaging.is_dir():
            return
        sys.path.append(str(packaging))
        from translations import compile_all  # noqa: PLC0415 -- the folder is known only now

        compile_all(Path(self.root) / "resources" / "translations")
