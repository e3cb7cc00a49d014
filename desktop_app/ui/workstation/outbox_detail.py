"""The pane beside the outbox: one delivery with its reason, what to do, and its timeline; or several at once."""

from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.delivery import State
from desktop_app.domain.ids import short_reference
from desktop_app.ui.parts.buttons import IconPush
from desktop_app.ui.parts.facts import Fact
from desktop_app.ui.parts.labels import IconLabel, quiet, section
from desktop_app.ui.parts.moments import full_moment
from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import GAP, NEAR, ROOM, TIGHT
from desktop_app.ui.parts.vacancy import Vacancy

from . import outbox_words
from .outbox_query import Facts

RETRY, SESSION, AMEND, EXPORT, DISCARD = "retry", "session", "amend", "export", "discard"
_ICONS = {RETRY: "retry", SESSION: "session", AMEND: "pen", EXPORT: "export", DISCARD: "discard"}
_TWO_BUTTONS_FROM_PX = 330
_NAMES_PX = 92  # a longer name wraps: the room belongs to what it names
_BULK = (RETRY, SESSION)
_UNSENT = (State.WAITING, State.EXECUTING, State.EXECUTED, State.NEEDS_ATTENTION)


class OutboxDetail(QScrollArea):
    """`asked` names an action for what is shown."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("outboxDetail")
        self.setWidgetResizable(True)
        tell_style(self, role="card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._facts: Facts | None = None
        self._count = 0
        self.buttons: dict[str, QPushButton] = {}
        self._say()

    def show_facts(self, facts: Facts) -> None:
        """One delivery."""
        self._facts, self._count = facts, 1
        self._say()

    def show_count(self, count: int) -> None:
        """Several, or none."""
        self._facts, self._count = None, count
        self._say()

    def retranslate(self) -> None:
        """Another language."""
        self._say()

    def _say(self) -> None:
        self.buttons = {}
        if not self._count:
            nothing = Vacancy(self._theme, framed=False)
            nothing.say("touch", "", self.tr("Choose a sign-off to see where it stands and what can be done."))
            self.setWidget(nothing)
            return
        inside = QWidget()
        tell_style(inside, role="inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(GAP)
        if self._facts is not None:
            self._say_one(column, self._facts)
        else:
            column.addWidget(section(self.tr("%n chosen", "", self._count)))
            self._add_buttons(column, _BULK, primary=None)
        column.addStretch(1)
        self.setWidget(inside)

    def _say_one(self, column: QVBoxLayout, facts: Facts) -> None:
        delivery = facts.delivery
        badge = outbox_words.badge(delivery)
        column.addWidget(section(short_reference(delivery.id)))
        state = QGridLayout()
        state.setHorizontalSpacing(NEAR)
        state.addWidget(IconLabel(self._theme, badge.icon, badge.tone or "quiet"), 0, 0)
        word = Fact(badge.word)
        tell_style(word, role="label", tone=badge.tone or None)
        state.addWidget(word, 0, 1)
        state.setColumnStretch(1, 1)
        column.addLayout(state)
        for text in (outbox_words.reason(delivery), outbox_words.advice(delivery)):
            if text:
                column.addWidget(Fact(text))
        if facts.words:
            said = Fact(self.tr("The service says: {0}").format(facts.words))
            tell_style(said, role="help")
            column.addWidget(said)
        actions, primary = _actions(facts)
        self._add_buttons(column, actions, primary)
        column.addSpacing(TIGHT)
        self._say_facts(column, facts)
        column.addSpacing(TIGHT)
        self._say_history(column, facts)

    def _say_facts(self, column: QVBoxLayout, facts: Facts) -> None:
        delivery, locale = facts.delivery, QLocale()
        lines = [(self.tr("Signed"), full_moment(delivery.signed_at))]
        if facts.form is not None:
            lines.append((self.tr("By"), f"{facts.form.first_name} {facts.form.last_name}"))
            for name, text in ((self.tr("E-mail"), facts.form.email), (self.tr("Done"), facts.form.action_comment),
                               (self.tr("Comment"), facts.form.comment)):  # fmt: skip
                if text:
                    lines.append((name, text))
        size = locale.formattedDataSize(delivery.size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        lines.append((self.tr("Signature"), size))
        if delivery.tally.attempts:
            lines.append((self.tr("Attempts"), locale.toString(delivery.tally.attempts)))
        if delivery.repeat:
            lines.append((self.tr("Possible repeats"), locale.toString(delivery.tally.repeats)))
        if delivery.next_attempt_at is not None and delivery.state in _UNSENT[:3]:
            lines.append((self.tr("Next attempt"), full_moment(delivery.next_attempt_at)))
        if delivery.amends:
            lines.append((self.tr("In place of"), short_reference(delivery.amends)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        for place, (name, text) in enumerate(lines):
            label = quiet(name)
            label.setFixedWidth(_NAMES_PX)
            label.setContentsMargins(0, 1, 0, 0)  # on the line of the larger words beside it
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Fact(text), place, 1)
        column.addLayout(grid)

    def _say_history(self, column: QVBoxLayout, facts: Facts) -> None:
        column.addWidget(section(self.tr("History")))
        history = QGridLayout()
        history.setHorizontalSpacing(GAP)
        history.setVerticalSpacing(NEAR)
        history.setColumnStretch(1, 1)
        for place, entry in enumerate(facts.audit):
            at = quiet(full_moment(entry.at))
            at.setWordWrap(False)
            at.setContentsMargins(0, 1, 0, 0)
            history.addWidget(at, place, 0, Qt.AlignmentFlag.AlignTop)
            history.addWidget(Fact(outbox_words.event(entry)), place, 1)
        column.addLayout(history)

    def _add_buttons(self, column: QVBoxLayout, actions: tuple[str, ...], primary: str | None) -> None:
        names = {
            RETRY: self.tr("Try again now"),
            SESSION: self.tr("New session"),
            AMEND: self.tr("Correct"),
            EXPORT: self.tr("Export"),
            DISCARD: self.tr("Discard"),
        }
        place = QWidget()
        grid = QGridLayout(place)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(NEAR)
        columns = 2 if self.width() >= _TWO_BUTTONS_FROM_PX else 1
        place_of = 0
        for action in actions:
            role = "primary" if action == primary else "danger" if action == DISCARD else None
            made = IconPush(self._theme, _ICONS[action], f"outbox_{action}", partial(self.asked.emit, action), role)
            made.setText(names[action])
            self.buttons[action] = made
            if action == primary:  # what is most likely right has a line of its own
                grid.addWidget(made, 0, 0, 1, columns)
                place_of = columns
                continue
            grid.addWidget(made, place_of // columns, place_of % columns)
            place_of += 1
        if actions:
            column.addWidget(place)


def _actions(facts: Facts) -> tuple[tuple[str, ...], str | None]:
    """What can be done with one, and which of it is most likely right."""
    delivery = facts.delivery
    if delivery.state is State.SENT:
        return (), None
    if delivery.state is not State.NEEDS_ATTENTION:
        return (RETRY, SESSION, EXPORT, DISCARD), None
    code = delivery.reason or ""
    first = SESSION if code.startswith("session") else AMEND if code == "rejected" else RETRY
    actions = (RETRY, SESSION, AMEND, EXPORT, DISCARD)
    return (first, *(action for action in actions if action != first)), first
