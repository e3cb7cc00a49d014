"""The workstation's window: the head, the pages, the foot, and what binds them to the background."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.errors import EnvironmentFault
from desktop_app.ui.app import Application
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.parts.backlog import Backlog
from desktop_app.ui.parts.banner import Banner
from desktop_app.ui.parts.sync_words import SyncLine, sync_line
from desktop_app.ui.parts.theme.theme import tell_style
from desktop_app.ui.parts.words import say, say_error

from .ask import Leaving, ask_leaving, ask_reuse
from .bottom_bar import BottomBar
from .errands import Diagnostics, Errands
from .header import SIGN, Header
from .pages import Pages
from .sign_page import SignPage
from .signing import Signing

if TYPE_CHECKING:
    from desktop_app.config.settings import Settings
    from desktop_app.domain.delivery import Counts
    from desktop_app.domain.session import Token
    from desktop_app.ui.ports import Parts
    from desktop_app.ui.preferences import Preferences

FIRST_SIZE_PX = (1180, 760)
SMALLEST_PX = (760, 520)
_CALM_MS = 100  # how often the foot is drawn anew while a backlog drains
_AFTER_PAINT_MS = 150
_UNPAINTED_MS = 1_000  # a window that is covered or minimised is never painted: the background begins all the same
_FRAME_PX = 40  # what a title bar takes of the screen: the foot with its button must be seen


class Start(NamedTuple):
    """What the window starts with, known before anything is opened. `make_parts` has run in the bridge."""

    settings: Settings
    preferences: Preferences | None = None  # None: settings cannot be changed here
    diagnostics: Diagnostics | None = None
    crashed: bool = False  # the last run ended in a crash
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


class MainWindow(QMainWindow):
    """Build it, show it, start the bridge. `painted` comes once, after the first paint."""

    painted = Signal()
    leaving = Signal()
    hiddenToTray = Signal()
    countsShown = Signal(object)  # Counts, not more often than the foot is drawn

    def __init__(self, app: Application, bridge: Bridge, start: Start) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Paraphe")
        self.app, self.bridge = app, bridge
        self.now = start.now
        self.settings = start.settings
        self.preferences, self.diagnostics = start.preferences, start.diagnostics
        self._backlog = Backlog()
        self.counts: Counts | None = None
        self.offline: str | None = None
        self._offline_since: datetime | None = None
        self.has_tray = False
        self._painted = False
        self._lost = False  # whether the background could not be opened
        self.page = SignPage(app.theme, start.settings.notice, start.now)
        self.header, self.bar, self.banner = Header(app.theme), BottomBar(app.theme), Banner(app.theme)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.page)
        self._assemble()
        self.signing = Signing(self.page, self.bar, bridge, lambda uses: ask_reuse(self, uses), self)
        self.pages = Pages(self)
        self.errands = Errands(self)
        self.header.offer_settings(possible=start.preferences is not None)
        self.apply_settings(start.settings)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._show_sync)
        self._connect()
        self._show_sync()
        if start.crashed:
            self.say_crashed()

    def apply_settings(self, settings: Settings) -> None:
        """Settings changed, at the start or by a person."""
        self.settings = settings
        self.signing.reuse, self.signing.api_url = settings.session_reuse, settings.api_url
        self.signing.ink_colour = settings.ink_colour
        self.page.pad.setColour(settings.ink_colour)
        self.page.card.set_notice(settings.notice)
        self.page.card.allow(typed=settings.ink_typed, imported=settings.ink_import)
        self.signing.refresh()

    def say_crashed(self) -> None:
        """The last run ended in a crash: says so, and offers the report."""
        actions = [(self.tr("Save a report"), self.errands.save_diagnostics)] if self.diagnostics else []
        self.banner.say(self.tr("Paraphe ended unexpectedly last time. Saved sign-offs are safe."), actions=actions)

    def show_page(self, name: str) -> None:
        """Opens a page; it is made when it is opened for the first time."""
        widget = self.page if name == SIGN else self.pages.widget(name)
        self.stack.setCurrentWidget(widget)
        self.header.show_page(name)
        self.bar.show_sign_parts(shown=name == SIGN)

    def come_forward(self) -> None:
        """In front of everything, from wherever it was."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - see `by_number`

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """Goes without a question: what is saved is safe."""
        self.leaving.emit()
        self.hide()

    def _assemble(self) -> None:
        central = QWidget()
        tell_style(central, role="page")
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        column.addWidget(self.bar)
        self.setCentralWidget(central)
        room = self.screen().availableGeometry()
        self.setMinimumSize(min(SMALLEST_PX[0], room.width()), min(SMALLEST_PX[1], room.height() - _FRAME_PX))
        self.resize(min(FIRST_SIZE_PX[0], room.width()), min(FIRST_SIZE_PX[1], room.height() - _FRAME_PX))

    def _connect(self) -> None:
        self.header.pageAsked.connect(self.show_page)
        self.bar.outboxAsked.connect(lambda: self.show_page("outbox"))
        self.header.handOverAsked.connect(self.errands.hand_over)
        self.signing.signed.connect(lambda *_: self._send_at_once())
        self.page.card.typeAsked.connect(self.errands.type_name)
        self.page.card.importAsked.connect(self.errands.import_picture)
        self.bar.receiptAsked.connect(self.errands.receipt)
        self.bridge.ready.connect(self._ready)
        self.bridge.failed.connect(self._failed)
        self.bridge.engineChanged.connect(self._engine_changed)
        self.bridge.deliveryChanged.connect(lambda _: self._calm.start() if not self._calm.isActive() else None)
        self.bridge.noticed.connect(self._noticed)
        self.bridge.unexpected.connect(lambda error: self.banner.say(say_error(error), "error"))

    def _listen_to_keys(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut  # noqa: PLC0415 - 80 enum members, behind the first paint

        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._sign_off_by_key)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self, lambda: self.show_page("help"))
        QShortcut(QKeySequence("Ctrl+O"), self, lambda: self.show_page("outbox"))

    def _send_at_once(self) -> None:
        """The sender looks only now and then by itself, and the foot must not say meanwhile that nothing waits."""
        self.bridge.wake("signed")
        self.bridge.call(lambda parts: parts.desk.counts(), lambda counts: self._engine_changed(counts, self.offline))

    def _sign_off_by_key(self) -> None:
        if self.stack.currentWidget() is self.page:
            self.signing.sign_off()

    def _ready(self, parts: Parts) -> None:
        if self._lost:
            self._lost = False
            self.signing.block("")
            self.banner.silence()
        self.bridge.call(_opening, self._opened)
        self._noticed(tuple(parts.notices))

    def _noticed(self, codes: tuple[str, ...]) -> None:
        if codes:
            self.banner.say("\n".join(say(code) for code in codes))

    def _opened(self, state: _Opened) -> None:
        if state.session is not None and self.page.session.token is None:
            self.signing.use_session(state.session, state.uses)
        if not self.signing.begun and self.stack.currentWidget() is self.page:
            self._focus_first()
        self._engine_changed(state.counts, self.offline)

    def _focus_first(self) -> None:
        if self.page.session.token is None:
            self.page.session.field.setFocus()
        else:
            self.page.form.focus_first()

    def _failed(self, error: Exception) -> None:
        self._lost, self.counts = True, None
        self._show_sync()
        self.signing.block(say_error(error))
        stays = isinstance(error, EnvironmentFault)
        self.banner.say(say_error(error), "error", [(self.tr("Try again"), self.bridge.reopen)], stays=stays)

    def _engine_changed(self, counts: Counts, offline: str | None) -> None:
        if offline and not self.offline:
            self._offline_since = self.now()
        self.counts, self.offline = counts, offline
        self._backlog.note(self.now(), counts.waiting)
        if not self._calm.isActive():
            self._calm.start()

    def _show_sync(self) -> None:
        if self._lost:
            self.bar.show_sync(SyncLine(self.tr("The outbox is not open"), "", "error", "error"))
            return
        line = sync_line(self.counts, self.offline, self._offline_since, self.now())
        progress = "" if self.offline else self._backlog.words()
        self.bar.show_sync(line._replace(text=f"{line.text} · {progress}") if progress else line)
        if self.counts is not None:
            self.countsShown.emit(self.counts)

    # Qt's calls

    def showEvent(self, event: QShowEvent) -> None:
        """The first paint is the next thing that happens; everything else comes after it."""
        super().showEvent(event)
        QTimer.singleShot(_UNPAINTED_MS, self, self._after_paint)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first one begins what was kept out of its way."""
        super().paintEvent(event)
        if not self._painted:
            QTimer.singleShot(0, self, self._after_paint)

    def _after_paint(self) -> None:
        if not self._painted:
            self._painted = True
            self.page.card.print_date()
            self._listen_to_keys()
            self.painted.emit()
            QTimer.singleShot(_AFTER_PAINT_MS, self, self.pages.prepare)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.signing.refresh()
            self._show_sync()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Says how many wait and that they are safe; offers to go on in the tray."""
        waiting = self.counts.waiting if self.counts else 0
        match ask_leaving(self, waiting, begun=self.signing.begun, tray=self.has_tray):
            case Leaving.STAY:
                event.ignore()
            case Leaving.TRAY:
                event.ignore()
                self.hide()
                self.hiddenToTray.emit()
            case Leaving.LEAVE:
                self.leaving.emit()
                event.accept()


class _Opened(NamedTuple):
    """What stands in the outbox and the credential store when the window opens."""

    session: Token | None
    uses: int
    counts: Counts


def _opening(parts: Parts) -> _Opened:
    session = parts.vault.session()
    uses = parts.desk.session_use(session) if session is not None else 0
    return _Opened(session, uses, parts.desk.counts())
