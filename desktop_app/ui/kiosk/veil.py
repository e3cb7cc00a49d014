"""What lies over everything: the countdown of an abandoned visit, and the question about a session used before."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.parts.buttons import push
from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .fields_page import lead
from .measures import gaps


class Veil(QFrame):
    """Covers its parent. `accepted` and `refused` are called once, then it is gone."""

    def __init__(self, theme: Theme, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._covered = parent
        self.setObjectName(name)
        tell_style(self, role="veil")
        self._on_yes: Callable[[], object] = lambda: None
        self._on_no: Callable[[], object] = lambda: None
        self._count, self._title, self._words = lead("count"), lead("greeting"), lead()
        self._count.setObjectName(f"{name}Count")
        self.yes: QPushButton = push(f"{name}Yes", self._accept, "primary")
        self.no: QPushButton = push(f"{name}No", self._refuse)
        for button in (self.yes, self.no):
            tell_style(button, tone="large")
        between = gaps(theme.measures)
        column = QVBoxLayout(self)
        column.setContentsMargins(between.vast, between.vast, between.vast, between.vast)
        column.setSpacing(between.room)
        column.addStretch(2)
        for label in (self._count, self._title, self._words):
            column.addWidget(label)
        self._answers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._answers.setSpacing(between.gap)
        self._answers.addStretch(1)
        for button in (self.no, self.yes):
            self._answers.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        self._answers.addStretch(1)
        self._beside_px = 2 * between.vast + between.gap
        column.addSpacing(between.gap)
        column.addLayout(self._answers)
        column.addStretch(3)
        parent.installEventFilter(self)
        self.hide()

    def ask(
        self,
        title: str,
        words: str,
        yes: str,
        no: str = "",
        *,
        on_yes: Callable[[], object] = lambda: None,
        on_no: Callable[[], object] = lambda: None,
    ) -> None:
        """Covers the page with a question; without `no` there is one answer."""
        self._on_yes, self._on_no = on_yes, on_no
        self._count.hide()
        self._title.setText(title)
        self._words.setText(words)
        self.yes.setText(yes)
        self.no.setText(no)
        self.no.setVisible(bool(no))
        self._cover()
        self.show()
        self.raise_()
        self.yes.setFocus()

    def count(self, seconds: int) -> None:
        """Shows a number above the question."""
        self._count.setText(str(seconds))
        self._count.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows its parent's size."""
        if event.type() == QEvent.Type.Resize and watched is self._covered:
            self._cover()
        return False

    def _cover(self) -> None:
        """All of its parent; long answers stand one above the other."""
        self.setGeometry(self._covered.rect())
        widths = [button.sizeHint().width() for button in (self.no, self.yes) if not button.isHidden()]
        beside = sum(widths) + self._beside_px <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._answers.setDirection(direction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is yes, unless the focus is on no."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            (self._refuse if self.no.hasFocus() else self._accept)()
        event.accept()  # nothing beneath hears of a key

    def _accept(self) -> None:
        self.hide()
        self._on_yes()

    def _refuse(self) -> None:
        self.hide()
        self._on_no()
