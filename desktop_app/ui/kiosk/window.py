"""What is seen of the kiosk: pages under one header, the keyboard beneath, veils above; frameless and on top."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent, QScreen
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.parts.provider_form import COMMENTS, NAMES
from desktop_app.ui.parts.theme.theme import Theme

from .attract_page import AttractPage
from .fields_page import FieldsPage
from .flow import Page, step
from .header import Header
from .keyboard.keyboard import Keyboard
from .look import kiosk_sheet
from .measures import chosen_screen, factor, logical_dpi, measures_for, target_px
from .pin_page import PinPage
from .session_page import SessionPage
from .sign_page import SignPage
from .staff_page import StaffPage
from .thanks_page import ThanksPage
from .veil import Veil

_TALL_FROM_CONTROLS: Final = 11.25  # of a control's height


class KioskWindow(QWidget):
    """Refuses to be closed until it is let go. `painted` comes once, after the first paint."""

    painted = Signal()

    def __init__(
        self,
        theme: Theme,
        now: Callable[[], datetime],
        *,
        notice: str = "",
        monitor: str = "",
        size: QSize | None = None,
    ) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("kiosk")
        self.setWindowTitle("Paraphe")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._theme, self._let_go, self._was_painted = theme, False, False
        self._screen = chosen_screen(QGuiApplication.screens(), QGuiApplication.primaryScreen(), monitor)
        size = size or self._screen.size()
        theme.resize(measures_for(size))
        self.header = Header(theme)
        self.attract = AttractPage(theme)
        self.session = SessionPage(theme, now)
        self.names = FieldsPage(theme, NAMES)
        self.comments = FieldsPage(theme, COMMENTS)
        self.sign = SignPage(theme, notice)
        self.thanks = ThanksPage(theme)
        self.pin = PinPage(theme)
        self.staff = StaffPage(theme)
        self.pages: dict[Page, QWidget] = {
            Page.ATTRACT: self.attract,
            Page.SESSION: self.session,
            Page.NAMES: self.names,
            Page.COMMENTS: self.comments,
            Page.SIGN: self.sign,
            Page.THANKS: self.thanks,
        }
        self.stack = QStackedWidget()
        for page in (*self.pages.values(), self.pin, self.staff):
            self.stack.addWidget(page)
        self.keyboard = Keyboard(theme, self, key_px=target_px(logical_dpi(self._screen), factor(size)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(_Room(self.stack), 1)
        column.addWidget(self.keyboard)
        self.session.entry.viewChanged.connect(self._name_session)
        self.question = Veil(theme, self, "question")
        self.countdown = Veil(theme, self, "countdown")
        theme.changed.connect(self._dress)
        self._dress()
        self.show_page(Page.ATTRACT)

    @property
    def monitor(self) -> QScreen:
        """The screen it fills."""
        return self._screen

    def show_page(self, page: Page) -> None:
        """A page of the visit."""
        asks = step(page) > 0
        self.header.setVisible(asks)
        if asks:
            self.header.show_page(page)
        self.stack.setCurrentWidget(self.pages[page])
        self._name_session()

    def show_aside(self, page: QWidget) -> None:
        """A page that belongs to no visit: the PIN, the attendant's."""
        self.header.hide()
        self.stack.setCurrentWidget(page)

    def fill_screen(self) -> None:
        """Covers the chosen screen."""
        self.setScreen(self._screen)
        self.setGeometry(self._screen.geometry())
        self.showFullScreen()

    def let_go(self) -> None:
        """Allows the next close."""
        self._let_go = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only who has been let go may close it: Alt+F4 and a task bar end here."""
        event.setAccepted(self._let_go)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A tall screen has room for one row of keys more."""
        self.keyboard.set_tall(tall=self.height() >= _TALL_FROM_CONTROLS * self._theme.measures.control)
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tells of the first paint, and comes back to the front."""
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)
        if event.type() == QEvent.Type.WindowDeactivate and not self._let_go:
            self.raise_()
        return super().event(event)

    def _name_session(self) -> None:
        """Above the questions that follow the session's own page, which shows its chip."""
        entry = self.session.entry
        if entry.token is None or self.stack.currentWidget() is self.session:
            self.header.session.clear()
        else:
            self.header.session.show_session(entry.token, entry.chip.view)

    def _dress(self) -> None:
        self.setStyleSheet(kiosk_sheet(self._theme.colours, self._theme.measures))


class _Room(QWidget):
    """What header and keyboard leave over. Pages take that much and no more: the screen does not grow."""

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__()
        self._pages = pages
        pages.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size."""
        self._pages.setGeometry(self.rect())
        super().resizeEvent(event)
