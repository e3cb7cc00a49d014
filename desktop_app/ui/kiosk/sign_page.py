"""Please sign: the sheet takes what the screen has."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.parts.labels import Notice
from desktop_app.ui.parts.pad_card import PadCard
from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .measures import gaps

_LINE: Final = 1.5  # of its font's size


class SignPage(QWidget):
    """`inkChanged` follows every change of what would be signed."""

    inkChanged = Signal()

    def __init__(self, theme: Theme, notice: str) -> None:
        super().__init__()
        tell_style(self, role="page")
        self.card = PadCard(theme, notice, titled=False)
        self.pad = self.card.pad
        self.notice = Notice(theme)
        self.notice.setFixedHeight(round(_LINE * theme.measures.help))
        policy = self.notice.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # it goes with the first sample: the sheet must not move under the pen
        self.notice.setSizePolicy(policy)
        between = gaps(theme.measures)
        column = QVBoxLayout(self)
        column.setContentsMargins(between.wide, between.gap, between.wide, between.gap)
        column.setSpacing(between.near)
        column.addWidget(self.notice)
        column.addWidget(self.card, 1)
        self.card.inkChanged.connect(self._changed)

    def review(self) -> bool:
        """Whether there is a signature; says so where there is none."""
        if self.card.problem() is None:
            return True
        words = self.tr("Please sign on the line first.") if self.pad.isEmpty() else self.tr("Please sign in full.")
        self.notice.say(words)
        return False

    def wipe(self) -> None:
        """An empty sheet, with no way back."""
        self.pad.wipe()
        self.card.set_signer("")
        self.notice.say("")

    def _changed(self) -> None:
        self.notice.say("")
        self.inkChanged.emit()
