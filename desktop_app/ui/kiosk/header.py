"""The line along the top: Back on the left, the question in the middle, Next on the right, always in the same place.

Above the question stand how far the visit is and, once there is one, which session it belongs to.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.parts.buttons import IconPush
from desktop_app.ui.parts.labels import quiet, title
from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .flow import STEPS, Page, step
from .measures import Gaps, gaps
from .session_line import SessionLine


class Header(QFrame):
    """`backAsked`, `nextAsked` and `signAsked` are its buttons."""

    backAsked = Signal()
    nextAsked = Signal()
    signAsked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        tell_style(self, role="head")
        self._page = Page.SESSION
        self._saving = False
        self.back = IconPush(theme, "back", "back", self.backAsked.emit)
        self.next = IconPush(theme, "next", "next", self.nextAsked.emit, "primary")
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.sign = IconPush(theme, "check", "signOff", self.signAsked.emit, "primary")
        for button in (self.back, self.next, self.sign):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._step = quiet()
        self._step.setObjectName("step")
        self._step.setWordWrap(False)
        self.session = SessionLine(theme)
        self._question = title("")
        self._question.setObjectName("question")
        self._question.setWordWrap(True)
        self._question.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._progress = QProgressBar()
        self._progress.setObjectName("progress")
        self._progress.setTextVisible(False)
        self._progress.setRange(0, len(STEPS))
        self._sides = _Side(self.back), _Side(self.next, self.sign)
        self._arrange(gaps(theme.measures))

    def show_page(self, page: Page) -> None:
        """The question of a page that asks something."""
        self._page = page
        last = page is STEPS[-1]
        self.next.setVisible(not last)
        self.sign.setVisible(last)
        self.retranslate()

    def show_saving(self, *, saving: bool) -> None:
        """While the sign-off is on its way to the disk."""
        self._saving = saving
        self.back.setEnabled(not saving)
        self.sign.setEnabled(not saving)
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._question.setText(self.question(self._page))
        self._progress.setValue(step(self._page))
        of = self.tr("{0} of {1}").format(step(self._page), len(STEPS))
        self._step.setText(of)
        self._progress.setAccessibleName(of)
        self.back.setText(self.tr("Back"))
        self.next.setText(self.tr("Next"))
        self.sign.setText(self.tr("Saving…") if self._saving else self.tr("Sign off"))
        self._balance()

    def question(self, page: Page) -> str:
        """What a page asks."""
        return {
            Page.SESSION: self.tr("Which session is it?"),
            Page.NAMES: self.tr("Who are you?"),
            Page.COMMENTS: self.tr("What did you do?"),
            Page.SIGN: self.tr("Please sign"),
        }.get(page, "")

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _arrange(self, between: Gaps) -> None:
        above = QHBoxLayout()
        above.setSpacing(between.gap)
        above.addStretch(1)
        above.addWidget(self._step, 0, Qt.AlignmentFlag.AlignTop)
        above.addWidget(self.session)
        above.addStretch(1)
        middle = QVBoxLayout()
        middle.setSpacing(between.near // 2)  # a capital's accent keeps clear of the line above
        middle.addLayout(above)
        middle.addWidget(self._question)
        row = QHBoxLayout()
        row.setContentsMargins(between.wide, between.gap, between.wide, between.gap)
        row.setSpacing(between.gap)
        row.addWidget(self._sides[0])
        row.addLayout(middle, 1)
        row.addWidget(self._sides[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(between.near)
        column.addLayout(row)
        column.addWidget(self._progress)

    def _balance(self) -> None:
        """Both sides as wide as the wider one, so that the question stands in the screen's middle."""
        width_px = max(side.wanted_px() for side in self._sides)
        for side in self._sides:
            side.setMinimumWidth(width_px)

    @property
    def question_label(self) -> QLabel:
        """For tests and screen readers: the page's title."""
        return self._question


class _Side(QWidget):
    """The room of the buttons of one side, of which one is seen at a time."""

    def __init__(self, *buttons: QPushButton) -> None:
        super().__init__()
        self._buttons = buttons
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        outwards = Qt.AlignmentFlag.AlignLeft if len(buttons) == 1 else Qt.AlignmentFlag.AlignRight
        for button in buttons:
            row.addWidget(button, 0, outwards)

    def wanted_px(self) -> int:
        """The width of the button that is shown."""
        return max(button.sizeHint().width() for button in self._buttons if not button.isHidden())
