"""One window a profile: a second start brings the first to the front and hands it its link.

Who is first is told by a lock in the profile, which dies with its holder. The socket between the two is opened once
the window is on screen: QtNetwork takes 10 ms to import.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import EnvironmentFault, NotNow
from desktop_app.sync.lock import FileLock

if TYPE_CHECKING:
    from pathlib import Path

    from .instance_socket import Listener

_STARTS_WITHIN_S: Final = 5.0


class SingleInstance(QObject):
    """`asked` carries the other start's link, '' for none."""

    asked = Signal(str)

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._held = ExitStack()
        self._listener: Listener | None = None

    def claim(self, link: str = "") -> bool:
        """Whether this is the first one; otherwise the first has been asked to come forward."""
        try:
            self._held.enter_context(FileLock(self._profile / "window.lock").hold())
        except NotNow:
            return not self._tell_first(link, _STARTS_WITHIN_S)
        except EnvironmentFault:  # a profile that cannot be written or locked: only the socket can tell
            return not self._tell_first(link, 0)
        return True

    def listen(self) -> None:
        """From now on a second start is heard; what came before is waiting."""
        from .instance_socket import Listener  # noqa: PLC0415 - QtNetwork, behind the first paint

        self._listener = Listener(self._profile, self)
        self._listener.asked.connect(self.asked)

    def release(self) -> None:
        """The next start is the first one."""
        if self._listener is not None:
            self._listener.close()
        self._held.close()

    def _tell_first(self, link: str, within_s: float) -> bool:
        from .instance_socket import tell_first  # noqa: PLC0415 - QtNetwork, for a second start only

        return tell_first(self._profile, link, within_s)
