"""Has the system open `paraphe:` links with this program, or with none, as the setting is."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from desktop_app.config.paths import default_profile
from desktop_app.ui.link_handler import follow_setting, program_command

if TYPE_CHECKING:
    from desktop_app.ui.ports import Parts

    from .main_window import MainWindow

_log = logging.getLogger("paraphe.links")


def register_links(window: MainWindow) -> None:
    """In the background: the system's tools take their time. Where settings cannot change, nothing is registered."""
    if window.preferences is None:
        return
    profile, allowed = window.preferences.paths.profile, window.settings.links_enabled

    def register(_parts: Parts) -> None:
        follow_setting(program_command(None if profile == default_profile() else profile), allowed=allowed)

    window.bridge.call(register, on_error=_not_registered)


def _not_registered(error: Exception) -> None:
    _log.warning("links could not be registered: %s", type(error).__name__)
