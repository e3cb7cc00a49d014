"""The bar at the head: the program's name, and the way to its pages."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel

from desktop_app.ui.parts.buttons import IconTool
from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import GAP, NEAR, TIGHT, WIDE

SIGN, OUTBOX, SETTINGS, HELP = "sign", "outbox", "settings", "help"
_ICONS = {SIGN: "pen", OUTBOX: "outbox", SETTINGS: "settings", HELP: "help"}
_MARK_PX = 22
_WORDS_FROM_PX = 680


class Header(QFrame):
    """`pageAsked` names a page; `handOverAsked` is the button that gives the screen to the provider."""

    pageAsked = Signal(str)
    handOverAsked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        tell_style(self, role="head")
        mark = QLabel()
        mark.setPixmap(theme.app_icon().pixmap(QSize(_MARK_PX, _MARK_PX)))
        mark.setAccessibleName("Paraphe")
        self._name = QLabel("Paraphe")
        tell_style(self._name, role="section")
        self._hand_over = IconTool(theme, "handover", "handOver", words=True)
        self._hand_over.clicked.connect(self.handOverAsked)
        self._showing = False
        self._group = QButtonGroup(self)
        self._tools = {page: IconTool(theme, icon, f"show_{page}", "nav", words=True) for page, icon in _ICONS.items()}
        row = QHBoxLayout(self)
        row.setContentsMargins(WIDE, NEAR, WIDE - NEAR, NEAR)
        row.setSpacing(TIGHT)
        row.addWidget(mark)
        row.addSpacing(NEAR)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._hand_over)
        row.addSpacing(GAP)
        for page, tool in self._tools.items():
            self._group.addButton(tool)
            # not `clicked`: assistive technology toggles what can be checked
            tool.toggled.connect(lambda checked, page=page: self._toggled(page, checked=checked))
            row.addWidget(tool)
        self.show_page(SIGN)
        self.retranslate()

    def show_page(self, page: str) -> None:
        """Marks the page that is open."""
        self._showing = True
        self._tools[page].setChecked(True)
        self._showing = False
        self._hand_over.setVisible(page == SIGN)

    def _toggled(self, page: str, *, checked: bool) -> None:
        if checked and not self._showing:
            self.pageAsked.emit(page)

    def offer_settings(self, *, possible: bool) -> None:
        """Whether there are settings to change."""
        self._tools[SETTINGS].setVisible(possible)

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._hand_over.name(self.tr("Hand over"), self.tr("Give the screen to the person who signs"))
        names = {
            SIGN: self.tr("Sign off"),
            OUTBOX: self.tr("Outbox"),
            SETTINGS: self.tr("Settings"),
            HELP: self.tr("Help"),
        }
        for page, tool in self._tools.items():
            tool.name(names[page])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Icons alone on the smallest screens."""
        for tool in (self._hand_over, *self._tools.values()):
            tool.show_words(shown=self.width() >= _WORDS_FROM_PX)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
