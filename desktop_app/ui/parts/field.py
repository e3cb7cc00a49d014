"""One field: its name above, the editor, and beneath it what is wrong or how much room is left."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.domain.form import FIELD_LIMITS, field_problem, normalised

from . import field_words
from .by_number import EMAIL, MANY_LINES, NEVER, NO_UPPERCASE, RIGHT, TOP
from .email_rule import email_problem
from .labels import Notice
from .theme.theme import Theme, tell_style
from .theme.tokens import TIGHT

_LINES: Final = ("first_name", "last_name", "email")
_OPTIONAL: Final = ("email", "action_comment", "comment")
_COUNT_FROM: Final = 0.8  # of the limit: before that a counter only distracts
_HINTS: Final = {
    "email": EMAIL | NO_UPPERCASE,
    "action_comment": MANY_LINES,
    "comment": MANY_LINES,
}
_PARAGRAPH_ENDS = str.maketrans({"\u2029": "\n", "\u2028": "\n"})


class Field(QWidget):
    """The field `name` of `domain.form.Form`. `changed` follows every keystroke, `done` is Enter."""

    changed = Signal()
    done = Signal()

    def __init__(self, theme: Theme, name: str, object_name: str, *, own: bool = False) -> None:
        """`own`: it is filled in by the person whom it is about."""
        super().__init__()
        self.name = name
        self._own = own
        self._reviewed = False  # "required" is said once the person has been here
        self._label = QLabel()
        tell_style(self._label, role="label")
        self._extra = QLabel()
        tell_style(self._extra, role="help")
        self.editor = self._made_editor(theme)
        self.editor.setObjectName(object_name)
        self.editor.installEventFilter(self)
        self._label.setBuddy(self.editor)
        self._problem = Notice(theme)
        self._counter = QLabel()
        tell_style(self._counter, role="help")
        self._counter.setProperty("alignment", RIGHT | TOP)
        self._arrange()
        self.retranslate()

    def text(self) -> str:
        """What was typed, untouched but for line ends: a QPlainTextEdit's plain text would lose hard spaces."""
        if isinstance(self.editor, QLineEdit):
            return self.editor.text()
        if not self.editor.toPlainText():  # spares the first paint the document's classes
            return ""
        return self.editor.document().toRawText().translate(_PARAGRAPH_ENDS)

    def value(self) -> str:
        """What would be sent."""
        return normalised(self.name, self.text())

    def set_text(self, text: str) -> None:
        """Puts `text` there and forgets what was before: undo does not bring it back."""
        self._reviewed = False
        if isinstance(self.editor, QLineEdit):
            self.editor.setText(text)
        else:
            self.editor.setPlainText(text)
        self._show()

    def problem(self) -> str | None:
        """The code of what is wrong, or None."""
        value = self.value()
        return field_problem(self.name, value) or (email_problem(value) if self.name == "email" else None)

    def review(self) -> None:
        """Says what is wrong even where the person has not been yet."""
        self._reviewed = True
        self._show()

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._label.setText(field_words.label(self.name))
        self._extra.setText(self.tr("optional") if self.name in _OPTIONAL else "")
        self.editor.setAccessibleName(field_words.label(self.name))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the field shows what is wrong; Tab leaves a comment instead of standing in it."""
        if event.type() == QEvent.Type.FocusOut and self.text():
            self.review()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._is_enter(event):
            self.done.emit()
            return True
        return super().eventFilter(watched, event)

    def _is_enter(self, event: QKeyEvent) -> bool:
        """Enter moves on; in a comment, where it is a new line, only a line edit's does."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - see `by_number`

        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        return enter and isinstance(self.editor, QLineEdit) and event.modifiers() in {
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        }  # fmt: skip

    def _made_editor(self, theme: Theme) -> QLineEdit | QPlainTextEdit:
        made: QLineEdit | QPlainTextEdit
        if self.name in _LINES:
            made = QLineEdit()
            made.textChanged.connect(self._typed)
        else:
            made = _Comment()
            made.setTabChangesFocus(True)
            made.setMinimumHeight(2 * theme.measures.control)
            made.setProperty("horizontalScrollBarPolicy", NEVER)
            made.textChanged.connect(self._typed)
        made.setProperty("inputMethodHints", _HINTS.get(self.name, 0))
        return made

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._label)
        top.addStretch(1)
        top.addWidget(self._extra)
        below = QHBoxLayout()
        below.addWidget(self._problem, 1)
        below.addStretch(0)
        below.addWidget(self._counter, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addLayout(top)
        column.addWidget(self.editor, 0 if self.name in _LINES else 1)
        column.addLayout(below)

    def _typed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        length, limit = len(self.value()), FIELD_LIMITS[self.name]
        code = self.problem()
        unripe = code in {"required", "email_invalid"} and not self._reviewed
        words = field_words.problem(self.name, code, length, own=self._own) if code and not unripe else ""
        self._problem.say(words)
        self._counter.setText(field_words.count(length, limit) if length >= limit * _COUNT_FROM else "")
        self._counter.setVisible(bool(self._counter.text()))
        tell_style(self._counter, tone="error" if length > limit else None)
        tell_style(self.editor, tone="error" if words else None)
        self.editor.setAccessibleDescription(words or field_words.description(self.name))


class _Comment(QPlainTextEdit):
    """Asks for a few lines and takes what is left."""

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(240, self.minimumHeight())
