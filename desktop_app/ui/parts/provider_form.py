"""The provider's form: names and e-mail, and the two comments; a kiosk shows them in two steps."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.form import Form

from .field import Field
from .theme.theme import Theme
from .theme.tokens import GAP, ROOM

NAMES: Final = ("first_name", "last_name", "email")
COMMENTS: Final = ("action_comment", "comment")
_OBJECT_NAMES: Final = {
    "first_name": "firstName",
    "last_name": "lastName",
    "email": "email",
    "action_comment": "actionComment",
    "comment": "comment",
}


class ProviderForm(QWidget):
    """Some or all fields of `domain.form.Form`.

    `changed` follows every keystroke; `finished` is Enter in the last line of the fields shown.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, theme: Theme, names: tuple[str, ...] = NAMES + COMMENTS) -> None:
        super().__init__()
        self.fields = {name: Field(theme, name, _OBJECT_NAMES[name]) for name in names}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        pair = QHBoxLayout()
        pair.setSpacing(ROOM)
        for name, field in self.fields.items():
            if name in {"first_name", "last_name"}:
                at_top = QVBoxLayout()
                at_top.addWidget(field)
                at_top.addStretch(1)
                pair.addLayout(at_top, 1)
                if name == "last_name":
                    column.addLayout(pair)
            else:
                column.addWidget(field, 1 if name in COMMENTS else 0)
            field.changed.connect(self.changed)
            field.done.connect(lambda name=name: self._move_on(name))

    def form(self) -> Form:
        """What was typed, as it would be sent; fields not shown are ''."""
        texts = {name: self.fields[name].value() if name in self.fields else "" for name in NAMES + COMMENTS}
        return Form(**texts)

    def problems(self) -> dict[str, str]:
        """Code by field, in the order of the page."""
        return {name: code for name, field in self.fields.items() if (code := field.problem())}

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(field.text() for field in self.fields.values())

    def set_form(self, form: Form) -> None:
        """Fills the fields; undo does not bring back what stood there."""
        for name, field in self.fields.items():
            field.set_text(getattr(form, name))

    def clear(self) -> None:
        """Empties the fields, with no way back."""
        self.set_form(Form("", ""))

    def review(self) -> None:
        """Says of every field what is wrong, and goes to the first such one."""
        for field in self.fields.values():
            field.review()
        for name in self.problems():
            self.fields[name].editor.setFocus()
            return

    def focus_first(self) -> None:
        """Goes to the first field."""
        next(iter(self.fields.values())).editor.setFocus()

    def _move_on(self, name: str) -> None:
        names = list(self.fields)
        following = names[names.index(name) + 1 :]
        if following:
            self.fields[following[0]].editor.setFocus()
        else:
            self.finished.emit()
