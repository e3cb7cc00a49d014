"""`paraphe token`: the account's and the session's token, in the credential store."""

from datetime import UTC, datetime

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token

from .context import Context
from .output import rfc3339
from .resuming import resume


def set_token(context: Context) -> int:
    """Keeps the token on standard input; the account's together with the origin of the service it is for."""
    token = Token.parse(context.console.read_token(context.options.which))
    if context.options.which == "account":
        api_url = context.configuration.settings.api_url
        if not api_url:
            raise InvalidInput("account_needs_api_url")
        context.vault.set_account(origin(api_url), token)
        resume(context)
    else:
        context.vault.set_session(token)
        _tell_waiting(context, token)
    if token.claims.expired(datetime.now(UTC)):
        context.console.warns("token_expired")
    return status(context)


def _tell_waiting(context: Context, token: Token) -> None:
    """A new token of a session whose sign-offs wait is not attached by itself: a person decides that."""
    if not context.paths.outbox_file.exists():
        return
    with context.build() as parts:
        waiting = parts.desk.same_session_waiting(token)
    if waiting:
        context.console.warns("session_fits_waiting", count=len(waiting), ids=" ".join(waiting))


def status(context: Context) -> int:
    """What is kept, without any value."""
    kept = context.vault.status()
    account = None
    if kept.account_origin is not None:
        account = {"origin": kept.account_origin, "expires_at": rfc3339(kept.account_expires_at)}
    session = {"expires_at": rfc3339(kept.session_expires_at)} if kept.has_session else None
    context.console.document({"store": kept.store, "account": account, "session": session})
    context.console.says(
        "\n".join(
            (
                f"Account token: for {account['origin']}, {_until(kept.account_expires_at)}"
                if account
                else "Account token: none",
                f"Session: {_until(kept.session_expires_at)}" if session else "Session: none",
                f"Kept in: {kept.store}",
            )
        )
    )
    return 0


def clear(context: Context) -> int:
    """Forgets a token; sign-offs keep the session they were signed under."""
    if context.options.which == "account":
        context.vault.clear_account()
    else:
        context.vault.clear_session()
    return status(context)


def _until(moment: datetime | None) -> str:
    if moment is None:
        return "without a known end"
    return f"expired at {rfc3339(moment)}" if moment <= datetime.now(UTC) else f"until {rfc3339(moment)}"
