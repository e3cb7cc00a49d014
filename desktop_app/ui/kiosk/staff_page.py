"""Behind the PIN: what waits here, the kiosk's settings, and the way out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.config.settings import Settings
from desktop_app.ui.parts.buttons import IconPush
from desktop_app.ui.parts.labels import Notice, quiet, title
from desktop_app.ui.parts.sync_words import SyncLine
from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .measures import gaps

_IDLE_CHOICES_S: Final = (30, 45, 60, 90, 120, 180, 300)
_COLUMN_WIDEST_CONTROLS: Final = 17
_KEYS: Final = ("language", "kiosk.idle_s", "kiosk.touch_keyboard", "kiosk.monitor")


@dataclass(frozen=True, slots=True)
class Screens:
    """The machine's screens: `kiosk.monitor` value by what a person sees."""

    named: Sequence[tuple[str, str]] = ()


class StaffPage(QScrollArea):
    """`settingChosen` carries a key and a value."""

    settingChosen = Signal(str, object)
    pinChangeAsked = Signal()
    sendAsked = Signal()
    backAsked = Signal()
    leaveAsked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("staffPage")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._screens = Screens()
        self._title = title("")
        self._state, self._hint = QLabel(), quiet()
        self._state.setObjectName("staffState")
        self._state.setWordWrap(True)
        self.notice, self._told = Notice(theme), Notice(theme)
        self._managed = Notice(theme)
        self._managed.setObjectName("staffManaged")
        self._locked: Sequence[str] = ()
        self._labels: dict[str, QLabel] = {}
        self._boxes: dict[str, QComboBox] = {}
        self._send = IconPush(theme, "retry", "staffSend", self.sendAsked.emit)
        self._pin = IconPush(theme, "lock", "staffPin", self.pinChangeAsked.emit)
        self._back = IconPush(theme, "back", "staffBack", self.backAsked.emit, "primary")
        self._leave = IconPush(theme, "close", "staffLeave", self.leaveAsked.emit, "danger")
        self._arrange(theme)
        self.retranslate()

    def show_state(self, line: SyncLine) -> None:
        """What waits here and why; the attendant may know of the network."""
        self._state.setText(line.text)
        tell_style(self._state, tone=line.tone or None)
        self._hint.setText(line.hint)
        self._hint.setVisible(bool(line.hint))

    def tell(self, text: str) -> None:
        """What happened to the outbox since somebody last looked; '' for nothing."""
        self._told.say(text, "attention")

    def show_settings(self, settings: Settings, managed: Mapping[str, bool], screens: Screens) -> None:
        """The values in force; those of the organisation are locked."""
        self._screens = screens
        values: dict[str, str | int] = {
            "language": settings.language,
            "kiosk.idle_s": settings.kiosk_idle_s,
            "kiosk.touch_keyboard": settings.kiosk_touch_keyboard,
            "kiosk.monitor": settings.kiosk_monitor,
        }
        for key, box in self._boxes.items():
            box.blockSignals(True)
            box.clear()
            choices = self._choices(key)
            if values[key] not in [value for value, _ in choices]:
                choices.append((values[key], self._unlisted(key, values[key])))
            for value, words in choices:
                box.addItem(words, value)
            box.setCurrentIndex(next(place for place, (value, _) in enumerate(choices) if value == values[key]))
            box.setEnabled(not managed.get(key, False))
            box.blockSignals(False)
        self._pin.setEnabled(not managed.get("kiosk.pin_hash", False))
        self._locked = [key for key in (*_KEYS, "kiosk.pin_hash") if managed.get(key, False)]
        self._tell_locked()

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._title.setText(self.tr("For the attendant"))
        words = {
            "language": self.tr("Language"),
            "kiosk.idle_s": self.tr("Wiped after"),
            "kiosk.touch_keyboard": self.tr("Touch keyboard"),
            "kiosk.monitor": self.tr("Screen"),
        }
        for key, label in self._labels.items():
            label.setText(words[key])
            self._boxes[key].setAccessibleName(words[key])
        self._send.setText(self.tr("Send now"))
        self._pin.setText(self.tr("Change the PIN"))
        self._back.setText(self.tr("Back to the kiosk"))
        self._leave.setText(self.tr("Leave Paraphe"))
        self._tell_locked()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _tell_locked(self) -> None:
        """Whose the locked settings are: once for the eye, at each of them for a screen reader."""
        theirs = self.tr("Managed by your organisation")
        names = {key: label.text() for key, label in self._labels.items()} | {"kiosk.pin_hash": self.tr("PIN")}
        locked = ", ".join(names[key] for key in self._locked)
        names_them = self.tr("Managed by your organisation: {0}").format(locked)
        self._managed.say(names_them if locked else "", "quiet", "lock")
        for key, box in self._boxes.items():
            box.setAccessibleDescription(theirs if key in self._locked else "")
        self._pin.setAccessibleDescription(theirs if "kiosk.pin_hash" in self._locked else "")

    def _choices(self, key: str) -> list[tuple[str | int, str]]:
        if key == "language":
            return [("auto", self.tr("As the system")), ("fr", "Français"), ("en", "English")]
        if key == "kiosk.idle_s":
            return [(seconds, self._unlisted(key, seconds)) for seconds in _IDLE_CHOICES_S]
        if key == "kiosk.touch_keyboard":
            return [
                ("auto", self.tr("The system's, else ours")),
                ("system", self.tr("The system's")),
                ("own", self.tr("Ours")),
                ("off", self.tr("None")),
            ]
        return [("", self.tr("The main one")), *self._screens.named]

    def _unlisted(self, key: str, value: str | int) -> str:
        return self.tr("{0} seconds").format(value) if key == "kiosk.idle_s" else str(value)

    def _arrange(self, theme: Theme) -> None:
        between = gaps(theme.measures)
        grid = QGridLayout()
        grid.setHorizontalSpacing(between.room)
        grid.setVerticalSpacing(between.room)
        for place, key in enumerate(_KEYS):
            label, box = QLabel(), QComboBox()
            tell_style(label, role="label")
            box.setObjectName(f"staff_{key}")
            box.activated.connect(lambda index, key=key: self.settingChosen.emit(key, self._boxes[key].itemData(index)))
            label.setBuddy(box)
            self._labels[key], self._boxes[key] = label, box
            field = QVBoxLayout()
            field.setSpacing(between.near // 2)
            field.addWidget(label)
            field.addWidget(box)
            row, column = divmod(place, 2)
            grid.addLayout(field, row, column)
            grid.setColumnStretch(column, 1)
        content = QWidget()
        tell_style(content, role="page")
        centre = QHBoxLayout(content)
        centre.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        inner.setMaximumWidth(_COLUMN_WIDEST_CONTROLS * theme.measures.control)
        centre.addWidget(inner)
        column_of_page = QVBoxLayout(inner)
        column_of_page.setContentsMargins(between.wide, between.room, between.wide, between.room)
        column_of_page.setSpacing(between.gap)
        for widget in (self._title, self._state, self._hint, self._told, self.notice):
            column_of_page.addWidget(widget)
        column_of_page.addSpacing(between.near)
        column_of_page.addLayout(grid)
        column_of_page.addWidget(self._managed)
        column_of_page.addStretch(1)
        for pair in ((self._send, self._pin), (self._leave, self._back)):
            row_of_buttons = QHBoxLayout()
            row_of_buttons.setSpacing(between.room)
            for button in pair:
                row_of_buttons.addWidget(button, 1)
            column_of_page.addLayout(row_of_buttons)
        self.setWidget(content)
