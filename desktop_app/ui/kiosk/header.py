"""The line along the top: Back on the left, the question in the middle, Next on the right, always in the same place."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout

from desktop_app.ui.parts.buttons import IconPush
from desktop_app.ui.parts.labels import quiet, title
from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .flow import STEPS, Page, step
from .measures import Gaps, gaps


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
        self._question = title("")
        self._question.setObjectName("question")
        self._question.setWordWrap(True)
        for label in (self._step, self._question):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._progress = QProgressBar()
        self._progress.setObjectName("progress")
        self._progress.setTextVisible(False)
        self._progress.setRange(0, len(STEPS))
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
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._step)
        middle.addWidget(self._question)
        row = QHBoxLayout()
        row.setContentsMargins(between.wide, between.gap, between.wide, between.gap)
        row.setSpacing(between.gap)
        row.addWidget(self.back)
        row.addLayout(middle, 1)
        row.addWidget(self.next)
        row.addWidget(self.sign)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(between.near)
        column.addLayout(row)
        column.addWidget(self._progress)

    @property
    def question_label(self) -> QLabel:
        """For tests and screen readers: the page's title."""
        return self._question
