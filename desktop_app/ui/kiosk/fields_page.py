"""A page of fields: names and e-mail, or the two comments; beside each other where the height is short."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.parts.field import Field
from desktop_app.ui.parts.provider_form import COMMENTS, NAMES
from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .measures import gaps

OBJECT_NAMES: Final = {
    "first_name": "firstName",
    "last_name": "lastName",
    "email": "email",
    "action_comment": "actionComment",
    "comment": "comment",
}
_FORGET: Final = Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhSensitiveData
"""No keyboard learns what a visitor typed."""
_COLUMN_WIDEST_CONTROLS: Final = 17
_BESIDE_FROM_CONTROLS: Final = 15
_TWO_LINES_FROM_CONTROLS: Final = 4.5  # of a control's height: two lines of fields with their words fit


class FieldsPage(QScrollArea):
    """`changed` follows every keystroke; `finished` is Enter in the last line."""

    changed = Signal()
    finished = Signal()

    def __init__(self, theme: Theme, names: tuple[str, ...]) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fields = {name: Field(theme, name, OBJECT_NAMES[name], own=True) for name in names}
        self._comments = names == COMMENTS
        between = gaps(theme.measures)
        content = QWidget()
        tell_style(content, role="page")
        centre = QHBoxLayout(content)
        centre.setContentsMargins(between.wide, between.room, between.wide, between.room)
        inner = QWidget()
        inner.setMaximumWidth(_COLUMN_WIDEST_CONTROLS * theme.measures.control)
        centre.addWidget(inner)
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom, inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(between.gap)
        self._fill()
        self.setWidget(content)

    def problems(self) -> dict[str, str]:
        """Code by field, in the order of the page."""
        return {name: code for name, field in self.fields.items() if (code := field.problem())}

    def values(self) -> dict[str, str]:
        """What was typed, as it would be sent."""
        return {name: field.value() for name, field in self.fields.items()}

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(field.text() for field in self.fields.values())

    def wipe(self) -> None:
        """Empties the fields, with no way back."""
        for field in self.fields.values():
            field.set_text("")

    def review(self) -> None:
        """Says of every field what is wrong, and goes to the first such one."""
        for field in self.fields.values():
            field.review()
        first = next(iter(self.problems()), None)
        if first is not None:
            self.fields[first].editor.setFocus()

    def focus_first(self) -> None:
        """Goes to the first field."""
        next(iter(self.fields.values())).editor.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height, as when a keyboard comes."""
        super().resizeEvent(event)
        self._arrange()

    def _fill(self) -> None:
        names = list(self.fields)
        for place, field in enumerate(self.fields.values()):
            field.editor.setInputMethodHints(field.editor.inputMethodHints() | _FORGET)
            if self._comments:
                field.editor.setMinimumHeight(self._theme.measures.control)
            field.changed.connect(self.changed)
            following = self.fields[names[place + 1]] if place + 1 < len(names) else None
            field.done.connect(self.finished if following is None else following.editor.setFocus)
        if self._comments:
            for field in self.fields.values():
                self._lines.addWidget(field, 1)
            return
        between = gaps(self._theme.measures)
        pair = QHBoxLayout()
        pair.setSpacing(between.room)
        for name in NAMES[:2]:
            pair.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(pair, 2)
        self._lines.addWidget(self.fields[NAMES[2]], 1, Qt.AlignmentFlag.AlignTop)
        self._lines.addStretch(0)

    def _arrange(self) -> None:
        if self._comments:
            beside = self.width() >= self._theme.measures.control * _BESIDE_FROM_CONTROLS
        else:
            beside = self.height() < self._theme.measures.control * _TWO_LINES_FROM_CONTROLS
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._lines.direction() != direction:
            self._lines.setDirection(direction)
            between = gaps(self._theme.measures)
            self._lines.setSpacing(between.room if beside else between.gap)
        if not self._comments:
            self._lines.setStretch(2, 0 if beside else 10)


def lead(text_role: str = "lead") -> QLabel:
    """Words beneath a question."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    tell_style(made, role=text_role)
    return made


def column_of(page: QWidget, theme: Theme) -> QVBoxLayout:
    """A page's column with the kiosk's margins."""
    between = gaps(theme.measures)
    made = QVBoxLayout(page)
    made.setContentsMargins(between.wide, between.room, between.wide, between.room)
    made.setSpacing(between.room)
    return made
