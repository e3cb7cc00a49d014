"""A bridge without a thread, and parts that behave: for days with a virtual clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

from desktop_app.domain.delivery import Counts, Delivery
from desktop_app.domain.errors import ParapheError
from desktop_app.domain.ids import uuid7
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.ports import Parts

_Value = TypeVar("_Value")
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@dataclass
class Desk:
    """Keeps what it was asked to take."""

    signed: list[tuple[Form, bytes, Token, str]] = field(default_factory=list)
    fault: ParapheError | None = None
    keep: bool = True
    resumed: int = 0
    uses: dict[str, int] = field(default_factory=dict)

    def sign(self, form: Form, jpeg: Callable[[], bytes], session: Token, api_url: str) -> Delivery:
        if self.fault is not None:
            raise self.fault
        picture = jpeg()
        self.uses[session.value] = self.uses.get(session.value, 0) + 1
        number = sum(self.uses.values())
        if self.keep:
            self.signed.append((form, picture, session, api_url))
        return Delivery(uuid7(number, number.to_bytes(10, "big")), session.group, api_url, START)

    def session_use(self, token: Token) -> int:
        return self.uses.get(token.value, 0)

    def counts(self) -> Counts:
        waiting = sum(self.uses.values())
        return Counts(waiting=waiting, oldest_waiting=START - timedelta(hours=2) if waiting else None)

    def resume(self) -> None:
        self.resumed += 1


@dataclass
class InlineParts:
    """What the bridge hands to its calls."""

    desk: Desk = field(default_factory=Desk)
    notices: Sequence[str] = ()


class InlineBridge(Bridge):
    """Calls at once, or when `release` is called where `held`."""

    def __init__(self, parts: InlineParts) -> None:
        super().__init__(lambda _: cast("Parts", parts))
        self.inline = parts
        self.held = False
        self.waiting: list[Callable[[], None]] = []
        self.woken: list[str] = []

    def start(self) -> None:
        """Ready at once."""
        self.ready.emit(self.inline)

    def call(
        self,
        function: Callable[[Parts], _Value],
        on_done: Callable[[_Value], None] = lambda _: None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        def run() -> None:
            try:
                value: Any = function(cast("Parts", self.inline))
            except Exception as error:  # noqa: BLE001 - as the bridge does
                (on_error or self.unexpected.emit)(error)
            else:
                on_done(value)

        if self.held:
            self.waiting.append(run)
        else:
            run()

    def release(self) -> None:
        """What was held happens now."""
        waiting, self.waiting = self.waiting, []
        for run in waiting:
            run()

    def wake(self, reason: str) -> None:
        self.woken.append(reason)
