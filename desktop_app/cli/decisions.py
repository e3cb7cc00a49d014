"""`paraphe outbox retry|attach-session|amend|export|discard`: what a person decides."""

from collections.abc import Iterable
from pathlib import Path

from desktop_app.domain.errors import EnvironmentFault, InvalidForm, InvalidInput
from desktop_app.domain.ids import REFERENCE_LENGTH, object_name, short_reference
from desktop_app.domain.session import Token
from desktop_app.outbox.reader import Reader
from desktop_app.ui.parts.email_rule import email_problem

from .context import Context

_AMENDABLE = {"email": "email", "actionComment": "action_comment", "action_comment": "action_comment"} | {
    "comment": "comment"
}


def retry(context: Context) -> int:
    """Puts sign-offs back to waiting; asking twice changes nothing more."""
    asked = context.options.ids
    if bool(asked) == context.options.all:
        raise InvalidInput("nothing_chosen")
    with context.build() as parts:
        if asked:
            ids = _resolved(parts.store, asked)
            parts.desk.retry(ids)
        else:
            ids = [delivery.id for delivery in parts.desk.retry_all()]
            parts.desk.resume()
    context.console.document({"retried": ids})
    context.console.says(f"{len(ids)} will be sent. paraphe sync does it now.")
    return 0


def attach_session(context: Context) -> int:
    """Gives sign-offs the session token on standard input."""
    token = Token.parse(context.console.read_token("session"))
    with context.build() as parts:
        if token.claims.expired(parts.now()):
            context.console.warns("token_expired")
        ids = _resolved(parts.store, context.options.ids)
        parts.desk.attach_session(ids, token)
    context.console.document({"attached": ids})
    context.console.says(f"{len(ids)} will be sent under the new session.")
    return 0


def amend(context: Context) -> int:
    """Makes a new sign-off with other e-mail or comments in place of a refused one."""
    changes: dict[str, str] = {}
    written: dict[str, str] = {}
    for member, value in context.console.read_object().items():
        if member not in _AMENDABLE:
            raise InvalidInput("amend_member", member=member[:100])
        if value is not None and not isinstance(value, str):
            raise InvalidInput("form_wrong_type", member=member)
        name = _AMENDABLE[member]
        changes[name], written[name] = value or "", member
    if problem := email_problem(changes.get("email", "").strip()):
        raise InvalidForm({"email": problem})
    with context.build() as parts:
        (old,) = _resolved(parts.store, [context.options.id])
        try:
            new = parts.desk.amend(old, changes)
        except InvalidForm as error:
            raise error.named(written) from None
    context.console.document(
        {"id": new.id, "size": new.size_bytes, "sha256": new.sha256, "name": object_name(new.id), "amends": old}
    )
    context.console.says(f"Saved as {short_reference(new.id)} ({new.id}) in place of {short_reference(old)}.")
    return 0


def export(context: Context) -> int:
    """Writes the JPEG and the form, readable by whoever can open the folder."""
    folder = Path(context.options.folder).expanduser()
    with context.build() as parts:
        (asked,) = _resolved(parts.store, [context.options.id])
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise EnvironmentFault("file_not_writable", file=str(folder)) from error
        files = [str(file) for file in parts.desk.export(asked, folder)]
    context.console.warns("export_readable")
    context.console.document({"files": files})
    context.console.says("\n".join(files))
    return 0


def discard(context: Context) -> int:
    """Loses a sign-off for good, once that was confirmed."""
    if not context.options.yes:
        raise InvalidInput("not_confirmed")
    with context.build() as parts:
        (asked,) = _resolved(parts.store, [context.options.id])
        parts.desk.discard(asked)
    context.console.document({"discarded": asked})
    context.console.says(f"{short_reference(asked)} is gone.")
    return 0


def resolved(reader: Reader, text: str) -> str:
    """An id, or the id that a short reference stands for. Raises InvalidInput `unknown_id`, `id_ambiguous`."""
    if len(text) != REFERENCE_LENGTH:
        return text.lower()
    found = [delivery.id for delivery in reader.page(reference=text, limit=2)] or reader.discarded(text, limit=2)
    if len(found) > 1:
        raise InvalidInput("id_ambiguous", id=text)
    return found[0] if found else text


def _resolved(reader: Reader, asked: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(resolved(reader, text) for text in asked))
