"""The settings' page, made from the one table; what the organisation manages is shown locked."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.config.layers import Configuration
from desktop_app.config.setting import Kind, Setting, Value
from desktop_app.config.settings import TABLE
from desktop_app.domain.errors import ParapheError
from desktop_app.ui.parts.labels import IconLabel, Notice, quiet, section, title
from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import NEAR, ROOM, TIGHT
from desktop_app.ui.parts.words import say_error
from desktop_app.ui.preferences import Preferences

from .account_card import AccountCard
from .narrow_page import NarrowPage

_HIDDEN: Final = ("kiosk.pin_hash",)  # set in the kiosk itself, by its PIN


class SettingsPage(NarrowPage):
    """`applied` carries the configuration after each change."""

    applied = Signal(object)

    def __init__(
        self, theme: Theme, preferences: Preferences, configuration: Configuration, account: AccountCard,
        language: Callable[[], str],
    ) -> None:  # fmt: skip
        super().__init__("settingsPage")
        self._preferences, self._configuration, self._language = preferences, configuration, language
        self._title = title("")
        self.column.addWidget(self._title)
        self.rows: dict[str, SettingRow] = {}
        self._groups: dict[str, QLabel] = {}
        for group, keys in _groups().items():
            card = QFrame()
            tell_style(card, role="card")
            inner = QVBoxLayout(card)
            inner.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
            inner.setSpacing(ROOM)
            self._groups[group] = section("")
            inner.addWidget(self._groups[group])
            for key in keys:
                row = SettingRow(theme, TABLE[key])
                row.chosen.connect(self._write)
                self.rows[key] = row
                inner.addWidget(row)
            if group == "service":
                inner.addWidget(account)
            self.column.addWidget(card)
        self.column.addStretch(1)
        self.retranslate()
        self.show_configuration(configuration)

    def show_configuration(self, configuration: Configuration) -> None:
        """The values in force."""
        self._configuration = configuration
        for key, row in self.rows.items():
            row.show_value(configuration.value(key), managed=configuration.managed(key))

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._title.setText(self.tr("Settings"))
        names = {
            "service": self.tr("Service"),
            "signing": self.tr("Signing"),
            "sending": self.tr("Sending"),
            "kiosk": self.tr("Kiosk"),
        }
        for group, label in self._groups.items():
            label.setText(names[group])
        for row in self.rows.values():
            row.retranslate(self._language())

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _write(self, key: str, value: object) -> None:
        row = self.rows[key]
        try:
            configuration = self._preferences.write({key: TABLE[key].parsed(value)})
        except ParapheError as error:
            row.say(say_error(error))
            return
        row.say("")
        self.show_configuration(configuration)
        self.applied.emit(configuration)


class SettingRow(QWidget):
    """One setting: its name, its control, what it means. `chosen` carries key and new value."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self._shown: Value = setting.default
        self._name, self._explanation, self._managed = QLabel(), quiet(), quiet()
        tell_style(self._name, role="label")
        self._lock = IconLabel(theme, "lock", "quiet", 16)
        self._problem = Notice(theme)
        self.control = self._made_control(theme)
        self.control.setObjectName(f"setting_{setting.field}")
        self._name.setBuddy(self.control)
        top = QHBoxLayout()
        top.setSpacing(NEAR)
        top.addWidget(self._name, 1)
        top.addWidget(self._lock)
        top.addWidget(self._managed)
        self._managed.setWordWrap(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addLayout(top)
        column.addWidget(self.control)
        column.addWidget(self._explanation)
        column.addWidget(self._problem)

    def say(self, text: str) -> None:
        """What is wrong with what was entered."""
        self._problem.say(text)
        tell_style(self.control, tone="error" if text else None)

    def show_value(self, value: Value, *, managed: bool) -> None:
        """The value in force."""
        self._shown = value
        control = self.control
        control.blockSignals(True)
        if isinstance(control, QCheckBox):
            control.setChecked(bool(value))
        elif isinstance(control, QComboBox):
            control.setCurrentIndex(control.findData(value))
        elif isinstance(control, QSpinBox) and isinstance(value, int):
            control.setValue(value)
        elif isinstance(control, QLineEdit):
            control.setText(", ".join(value) if isinstance(value, tuple) else str(value))
        control.blockSignals(False)
        control.setEnabled(not managed)
        self._lock.setVisible(managed)
        self._managed.setVisible(managed)
        self._describe()

    def retranslate(self, language: str) -> None:
        """Words from the table, in `language`."""
        words = self.setting.french if language == "fr" else self.setting.english
        self._name.setText(words.name)
        self._explanation.setText(words.explanation)
        self._managed.setText(self.tr("Managed by your organisation"))
        self.control.setAccessibleName(words.name)
        self._describe()
        if isinstance(self.control, QCheckBox):
            self.control.setText(self.tr("On"))
        if isinstance(self.control, QComboBox):
            for place in range(self.control.count()):
                choice = self.setting.choices[self.control.itemData(place)]
                self.control.setItemText(place, choice.french if language == "fr" else choice.english)

    def _describe(self) -> None:
        """To a screen reader: what it means, and whose it is where it is locked."""
        locked = "" if self._managed.isHidden() else self._managed.text()
        self.control.setAccessibleDescription(" ".join(filter(None, (locked, self._explanation.text()))))

    def _made_control(self, theme: Theme) -> QWidget:
        setting = self.setting
        if setting.kind is Kind.SWITCH:
            box = QCheckBox()
            box.toggled.connect(lambda checked: self.chosen.emit(setting.key, checked))
            return box
        if setting.kind is Kind.CHOICE:
            choices = QComboBox()
            for choice in setting.choices:
                choices.addItem("", choice)
            choices.activated.connect(lambda place: self.chosen.emit(setting.key, choices.itemData(place)))
            return choices
        if setting.kind is Kind.NUMBER:
            number = QSpinBox()
            number.setRange(setting.least, setting.most)
            number.lineEdit().setTextMargins(theme.measures.pad_x - 1, 0, 0, 0)  # the style sheet does not reach it
            number.editingFinished.connect(lambda: self._offer(number.value()))
            return number
        line = QLineEdit()
        line.editingFinished.connect(lambda: self._offer(_entered(setting, line.text())))
        return line

    def _offer(self, value: Value) -> None:
        if value != self._shown:
            self.chosen.emit(self.setting.key, value)


def _entered(setting: Setting, text: str) -> Value:
    if setting.kind is Kind.TEXTS:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text.strip()


def _groups() -> dict[str, list[str]]:
    """Keys by card, in the table's order; what only the organisation sets is not shown."""
    made: dict[str, list[str]] = {"service": [], "signing": [], "sending": [], "kiosk": []}
    for key, setting in TABLE.items():
        if not setting.by_person or key in _HIDDEN:
            continue
        head = key.split(".", maxsplit=1)[0]
        group = {"api_url": "service", "language": "service", "sync": "sending", "outbox": "sending", "kiosk": "kiosk"}
        made[group.get(head, "signing")].append(key)
    return made
