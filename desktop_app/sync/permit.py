"""Whether anything may be sent at all: an API URL, an account token for its origin, no pause in force."""

from desktop_app.domain.delivery import Pause
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token

from .pauses import Pauses
from .ports import Accounts, Clock, Outbox

TOKEN_S = 30.0  # how long an account token read from the credential store is used


class Permit:
    """`blocked` is why nothing may be sent, or None."""

    def __init__(self, outbox: Outbox, accounts: Accounts, pauses: Pauses, clock: Clock) -> None:
        self.blocked: Pause | None = None
        self._outbox, self._accounts, self._pauses, self._clock = outbox, accounts, pauses, clock
        self._read: tuple[str, Token | None, float] | None = None  # of which origin, what, when

    def forget(self) -> None:
        """The token may be another one by now."""
        self._read = None

    def token(self, api_url: str) -> Token | None:
        """The account token to send with, or None: see `blocked`.

        A pause that was about another URL or token is over. Raises EnvironmentFault of the credential store.
        """
        self.blocked = Pause.API_URL_MISSING
        if not api_url:
            return None
        account = self._account(origin(api_url))
        self.blocked = Pause.ACCOUNT_TOKEN_MISSING
        if account is None:
            return None
        self.blocked = self._outbox.pause()
        if self.blocked is not None:
            if not self._pauses.outdated(self._pauses.mark(api_url, account)):
                return None
            self._outbox.set_pause(None, {"by": "change"})
            self.blocked = None
        return account

    def account(self, api_url: str) -> Token | None:
        """The account token stored for exactly this URL's origin. Raises EnvironmentFault of the credential store."""
        return self._account(origin(api_url))

    def _account(self, of_origin: str) -> Token | None:
        now_s = self._clock.monotonic()
        if self._read is None or self._read[0] != of_origin or now_s - self._read[2] > TOKEN_S:
            self._read = (of_origin, self._accounts.account(of_origin), now_s)
        return self._read[1]
