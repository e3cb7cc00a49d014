"""`paraphe`: opens the window, or the kiosk."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from desktop_app.domain.errors import EnvironmentFault, ParapheError
from desktop_app.messages import sentence_of

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.sync.ports import Watcher
    from desktop_app.ui.ports import Parts

    from .context import Context

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def window(context: Context) -> int:
    """Runs until the window is closed."""
    need_screen()
    try:
        settings = context.configuration.settings
    except ParapheError as error:
        if _unseen(sys.stderr):
            from desktop_app.ui.refusal import KIOSK_WITHIN_S, show_refusal  # noqa: PLC0415 - imports Qt

            show_refusal(sentence_of(error), within_s=KIOSK_WITHIN_S if context.options.kiosk else None)
        raise
    from desktop_app.ui import binding, collector  # noqa: PLC0415 - imports Qt

    collector.hold()
    binding.load()
    from desktop_app.ui.preferences import Preferences  # noqa: PLC0415 - not for the other commands
    from desktop_app.ui.start import Opening, run  # noqa: PLC0415 - imports Qt

    def make(watcher: Watcher) -> Parts:
        """Made anew whenever settings change, so they are read anew here."""
        from desktop_app.ui.system_proxy import system_proxy  # noqa: PLC0415 - behind the first paint
        from desktop_app.wiring import build  # noqa: PLC0415 - as above

        return build(
            context.paths,
            organisation=context.organisation,
            vault=context.vault,
            watcher=watcher,
            proxy_for=system_proxy,
            redactor=context.redactor,
        )

    def diagnostics(file: Path) -> object:
        from desktop_app.support.diagnostics import pack  # noqa: PLC0415 - when somebody asks for it

        return pack(file, context.checkup())

    preferences = Preferences(context.paths, context.organisation)
    if context.options.kiosk or settings.kiosk_enabled:
        from desktop_app.ui.kiosk.start import KioskOpening, run_kiosk  # noqa: PLC0415 - not for a workstation

        return run_kiosk(KioskOpening(settings, make, preferences))

    crashed = bool(context.crashes.unseen())
    context.crashes.mark_seen()
    return run(
        Opening(
            settings=settings,
            make=make,
            preferences=preferences,
            diagnostics=diagnostics,
            crashed=crashed,
            link=context.options.link or "",
            in_tray=context.options.tray,
            first_run=not settings.api_url and not context.paths.settings_file.exists(),
        )
    )


def _unseen(stream: TextIO | None) -> bool:
    """Whether nobody reads what is printed: started from a menu, or a program of Windows without a console."""
    return stream is None or not stream.isatty()


def need_screen() -> None:
    """Raises EnvironmentFault `no_screen` where Qt would abort the process."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _SCREENS):
        raise EnvironmentFault("no_screen")
