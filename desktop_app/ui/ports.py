"""What the window needs of the program's other parts; `wiring` builds what fulfils it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop_app.domain.delivery import AuditEntry, Counts, Delivery, State
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff

if TYPE_CHECKING:
    import asyncio


class Shelf(Protocol):
    """The outbox to look at; `outbox.reader` fulfils it. Called in the background thread."""

    def get(self, signoff_id: str) -> Delivery:
        """One delivery."""

    def page(
        self, *, states: Collection[State] = (), reference: str = "", limit: int = 100, before: str | None = None
    ) -> Sequence[Delivery]:
        """Deliveries, newest first."""

    def form(self, signoff_id: str) -> Form:
        """What the provider typed; raises InvalidInput `payload_gone` once it is sent."""

    def load(self, signoff_id: str) -> SignOff:
        """The whole sign-off with its bytes; raises as `form`."""

    def words(self, signoff_id: str) -> str:
        """The server's words of the last refusal."""

    def audit(self, signoff_id: str) -> Sequence[AuditEntry]:
        """Its history, oldest first."""


class Desk(Protocol):
    """Everything a person can do with sign-offs; `sync.desk` fulfils it. Called in the background thread."""

    def sign(self, form: Form, jpeg: Callable[[], bytes], session: Token, api_url: str) -> Delivery:
        """Takes a sign-off; when this returns it is on disk."""

    def counts(self) -> Counts:
        """What the status line shows."""

    def retry(self, signoff_ids: Sequence[str]) -> object:
        """Puts them back to waiting, due now."""

    def attach_session(self, signoff_ids: Sequence[str], token: Token) -> object:
        """Gives unsent ones another session."""

    def amend(self, signoff_id: str, changes: Mapping[str, str]) -> Delivery:
        """A new sign-off in place of a refused one."""

    def export(self, signoff_id: str, folder: Path) -> Sequence[Path]:
        """Writes its JPEG and JSON."""

    def discard(self, signoff_id: str) -> None:
        """Drops it."""

    def session_use(self, token: Token) -> int:
        """How many sign-offs this session already has."""

    def same_session_waiting(self, token: Token) -> Sequence[str]:
        """The unsent sign-offs of the session that `token` names, which were signed under another token."""

    def resume(self) -> None:
        """Lifts a pause."""


class Secrets(Protocol):
    """The credential store; `vault` fulfils it. Called in the background thread."""

    def session(self) -> Token | None:
        """The current session."""

    def set_session(self, token: Token) -> None:
        """Makes it the current one."""

    def clear_session(self) -> None:
        """Forgets it."""

    def account(self, origin: str) -> Token | None:
        """The account token of an API's origin."""

    def set_account(self, origin: str, token: Token) -> None:
        """Keeps it."""


class Engine(Protocol):
    """The sender; `sync.engine` fulfils it."""

    async def run(self, stop: "asyncio.Event") -> None:
        """Sends until told to stop."""

    def wake(self, reason: str) -> None:
        """Something changed: looks at once. From any thread."""

    @property
    def notices(self) -> Sequence[str]:
        """What a person should know of the outbox since it runs, as codes."""


class Parts(Protocol):
    """The program without its window."""

    @property
    def desk(self) -> Desk:
        """What a person can do."""

    @property
    def store(self) -> Shelf:
        """The outbox to look at."""

    @property
    def vault(self) -> Secrets:
        """The credential store."""

    @property
    def engine(self) -> Engine:
        """The sender."""

    @property
    def notices(self) -> Sequence[str]:
        """What a person should know of how it was opened, as codes."""

    def outbox_is_healthy(self) -> bool:
        """Looks through the whole file of sign-offs; takes its time, from any thread."""

    def mend_outbox(self) -> Sequence[str]:
        """Sets a damaged file aside and goes on with what is readable; notices as codes, none where it is whole.

        Raises NotNow `outbox_busy`, EnvironmentFault.
        """

    def close(self) -> None:
        """Closes files and connections."""
