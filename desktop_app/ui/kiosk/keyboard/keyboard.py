"""The panel of keys along the lower edge: AZERTY or QWERTY, digits, e-mail; shift, dead keys, long press.

A touch between two keys is the nearer one's: see `reach`.
"""

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import NEAR

from . import sender
from .accents import DEAD, compose, offered
from .accents_row import AccentsRow
from .keys import ICONS, KeyButton
from .layouts import DIGITS, Act, Layout, Row, letters
from .reach import Reach

_GAP_CONTROLS: Final = 0.1  # of a control's height, between keys
_BORDER_PX: Final = 1  # the line above the keys
_PARTS_PER_WIDTH: Final = 12  # grid columns of one letter's width: widths are quarters or twelfths


class Keyboard(QFrame):
    """`hideAsked` is its own key. Types into whatever field has the focus."""

    hideAsked = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, key_px: int, french: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("keyboard")
        tell_style(self, role="keyboard")
        self._theme, self._key_px, self._french = theme, key_px, french
        self._mail = self._digits = self._tall = False
        self._shift = self._capitals = False  # capitals: the field begins with one
        self._waiting = ""  # a dead key's accent
        self._gap_px = round(_GAP_CONTROLS * theme.measures.control)
        self._keys: list[KeyButton] = []
        self._rows: list[QWidget] = []
        self._accents = AccentsRow(parent)
        self._accents.chosen.connect(self._chosen)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(NEAR, NEAR, NEAR, NEAR)
        self._column.setSpacing(self._gap_px)
        self._reach = Reach(self, lambda: self._keys)
        self._build()

    @property
    def layout_name(self) -> str:
        """Which layout is shown."""
        return self._layout().name

    def key_height_px(self) -> int:
        """Logical pixels; at least 12 mm."""
        return self._key_px

    def suit(self, hints: Qt.InputMethodHint) -> None:
        """Shows what a field needs: the e-mail's signs, or digits."""
        hint = Qt.InputMethodHint
        mail = bool(hints & (hint.ImhEmailCharactersOnly | hint.ImhUrlCharactersOnly))
        digits = bool(hints & (hint.ImhDigitsOnly | hint.ImhFormattedNumbersOnly | hint.ImhDialableCharactersOnly))
        self._capitals = not (mail or digits or hints & hint.ImhNoAutoUppercase)
        self._cancel_accent()
        self._show(mail=mail, digits=digits)
        self.text_changed()

    def text_changed(self) -> None:
        """Whoever typed: a capital begins a text, and nothing that is there already is followed by one."""
        field = sender.focused_field()
        if field is None or self._waiting:
            return
        shift = self._capitals and sender.begins(field)
        if shift != self._shift:  # a scanner types hundreds of characters at once
            self._shift = shift
            self._label()

    def set_french(self, *, french: bool) -> None:
        """AZERTY or QWERTY."""
        if french != self._french:
            self._french = french
            self._build()

    def set_tall(self, *, tall: bool) -> None:
        """Whether the screen has the height for one row more."""
        if tall != self._tall:
            self._tall = tall
            self._build()

    def forget(self) -> None:
        """As it was before anybody typed."""
        self._cancel_accent()
        self._accents.hide()
        self._shift = self._capitals = False
        self._show(mail=False, digits=False)

    def hideEvent(self, event: QHideEvent) -> None:
        """What it offered goes with it."""
        self._accents.hide()
        super().hideEvent(event)

    def _layout(self) -> Layout:
        return DIGITS if self._digits else letters(french=self._french, mail=self._mail)

    def _show(self, *, mail: bool, digits: bool) -> None:
        if (mail, digits) != (self._mail, self._digits):
            self._mail, self._digits = mail, digits
            self._build()
        else:
            self._label()

    def _build(self) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows, self._keys = [], []
        layout = self._layout()
        rows = ((layout.extra,) if self._tall and layout.extra else ()) + layout.rows
        for keys in rows:
            made = self._row(keys)
            self._rows.append(made)
            self._column.addWidget(made)
        self.setFixedHeight(len(rows) * (self._key_px + self._gap_px) - self._gap_px + 2 * NEAR + _BORDER_PX)
        self._label()

    def _row(self, row: Row) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._gap_px)
        for key in row:
            button = KeyButton(self._theme, key, ICONS.get(key.act))
            button.setFixedHeight(self._key_px)
            button.tapped.connect(self._tapped)
            button.held.connect(self._held)
            button.slid.connect(lambda _, place: self._accents.slide_to(place))
            button.let_go.connect(lambda _, place: self._accents.let_go(place))
            self._keys.append(button)
            line.addWidget(button, round(key.width * _PARTS_PER_WIDTH))
        return holder

    def _label(self) -> None:
        names = {
            Act.SHIFT: self.tr("Shift"),
            Act.BACKSPACE: self.tr("Backspace"),
            Act.ENTER: self.tr("Enter"),
            Act.HIDE: self.tr("Hide the keyboard"),
            Act.OTHER_LETTERS: self.tr("AZERTY or QWERTY"),
            Act.DIGITS: self.tr("Digits and signs"),
            Act.LETTERS: self.tr("Letters"),
        }
        for button in self._keys:
            key = button.key
            if key.act is Act.DIGITS:
                button.show_text("?123")
            elif key.act is Act.LETTERS:
                button.show_text("ABC")
            else:
                button.show_text(self._cased(key.text))
            spoken = self.tr("Space") if key.text == " " else self._cased(key.text)
            button.setAccessibleName(names.get(key.act, spoken))
            lit = (key.act is Act.SHIFT and self._shift) or (key.act is Act.DEAD and bool(self._waiting))
            tell_style(button, tone="chosen" if lit else None)

    def _cased(self, text: str) -> str:
        return text.upper() if self._shift and len(text) == 1 and len(text.upper()) == 1 else text

    def _tapped(self, button: KeyButton) -> None:
        self._accents.hide()
        act = button.key.act
        if act is Act.TYPE:
            self._type(self._cased(button.key.text))
        elif act is Act.DEAD:
            self._accent(button.key.text)
        elif act is Act.SHIFT:
            self._shift = not self._shift
            self._label()
        elif act is Act.BACKSPACE:
            if not self._cancel_accent():
                sender.press(Qt.Key.Key_Backspace)
        elif act is Act.ENTER:
            self._cancel_accent()
            sender.press(Qt.Key.Key_Return)
        elif act in {Act.DIGITS, Act.LETTERS}:
            self._show(mail=self._mail, digits=act is Act.DIGITS)
        elif act is Act.OTHER_LETTERS:
            self._french = not self._french
            self._digits = False
            self._build()
        else:
            self.hideAsked.emit()

    def _type(self, text: str) -> None:
        dead, self._waiting = self._waiting, ""
        if dead:
            sender.show_waiting("")
            text = compose(dead, text)
        sender.type_text(text)
        self._shift = False
        self._label()

    def _chosen(self, text: str) -> None:
        if text in DEAD:
            self._accent(text)
        else:
            self._type(text)

    def _accent(self, dead: str) -> None:
        if self._waiting == dead:  # twice: the accent itself
            self._type(" ")
            return
        self._waiting = dead
        sender.show_waiting(dead)
        self._label()

    def _cancel_accent(self) -> bool:
        """Whether an accent was waiting."""
        waited, self._waiting = bool(self._waiting), ""
        if waited:
            sender.show_waiting("")
            self._label()
        return waited

    def _held(self, button: KeyButton) -> None:
        choices = offered(self._cased(button.key.text)) if button.key.act is Act.TYPE else ()
        if button.key.act is Act.DEAD:
            choices = tuple(accent for accent in DEAD if accent != button.key.text)
        if not choices:
            return
        button.choosing()
        corner = self._accents.over.mapFromGlobal(button.mapToGlobal(QPoint(0, 0)))
        self._accents.offer(choices, QRect(corner, button.size()), self._key_px)
