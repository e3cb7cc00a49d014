"""`paraphe sign`: takes a sign-off; it is safe on disk when the command returns."""

from collections.abc import Mapping

from desktop_app.domain.errors import InvalidForm, InvalidInput
from desktop_app.domain.ids import object_name, short_reference
from desktop_app.domain.session import TOKEN_MAX_BYTES, Token
from desktop_app.domain.signoff import Form
from desktop_app.ui.parts.email_rule import form_problems
from desktop_app.wiring import Parts

from .context import Context, read_file, read_text_file

_OPTIONS = ("first_name", "last_name", "email", "action_comment", "comment", "signature", "session_token_file")
_MEMBERS = {
    "firstName": "first_name",
    "lastName": "last_name",
    "email": "email",
    "actionComment": "action_comment",
    "comment": "comment",
    "signature": "signature",
    "sessionTokenFile": "session_token_file",
}
"""The members of `--form -`, named as the window's fields are; the options' own names are taken as well."""
_NEEDED = ("first_name", "last_name", "signature")
_FILES = ("signature", "session_token_file")
_TOKEN_FILE_MAX_BYTES = TOKEN_MAX_BYTES + 16  # its end of line, and a byte order mark


def sign(context: Context) -> int:
    """Validates everything before the outbox is touched."""
    given, names = _given(context)
    try:
        form = _checked(Form(**{name: given.get(name, "") for name in _OPTIONS[:5]}))
    except InvalidForm as error:
        raise (InvalidForm(error.problems, names) if context.options.form is None else error.named(names)) from None
    settings = context.configuration.settings
    with context.build() as parts:
        session = _session(context, parts, given.get("session_token_file"))
        _reuse(context, parts, session)
        jpeg = _jpeg(given["signature"], settings.ink_colour)
        delivery = parts.desk.sign(form, jpeg, session, settings.api_url)
    name = object_name(delivery.id)
    context.console.document({"id": delivery.id, "size": delivery.size_bytes, "sha256": delivery.sha256, "name": name})
    context.console.says(f"Saved as {short_reference(delivery.id)} ({delivery.id}).")
    if not settings.api_url:
        context.console.warns("api_url_missing")
    return 0


def _given(context: Context) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What was given, and what it is called there: an option, or a member of the form as it is written."""
    options = {name: value for name in _OPTIONS if (value := getattr(context.options, name)) is not None}
    names = {name: f"--{name.replace('_', '-')}" for name in _OPTIONS}
    if context.options.form is None:
        given = options
    elif context.options.form != "-":
        raise InvalidInput("usage", detail="--form takes only - (standard input)")
    elif options.keys() - {"signature", "session_token_file"}:
        raise InvalidInput("form_and_options")
    else:
        members, written = _from_json(context.console.read_object())
        given = members | options
        names = written | {name: names[name] for name in options}
    for name in _NEEDED:
        if name not in given:
            why = "option" if context.options.form is None else "member"
            raise InvalidInput("form_missing_member", member=names[name], why=why)
    for name in _FILES:
        if given.get(name) == "":
            raise InvalidInput("file_unnamed", member=names[name])
    return given, names


def _from_json(content: Mapping[str, object]) -> tuple[dict[str, str], dict[str, str]]:
    """Values, and the members' names as they are written; one that is not there is called as the window's field is."""
    given: dict[str, str] = {}
    written = {name: member for member, name in _MEMBERS.items()}
    for member, value in content.items():
        name = _MEMBERS.get(member, member.replace("-", "_"))
        if name not in _OPTIONS:
            raise InvalidInput("form_unknown_member", member=member[:100])
        if value is None:
            continue
        if not isinstance(value, str):
            raise InvalidInput("form_wrong_type", member=member)
        given[name], written[name] = value, member
    return given, written


def _checked(form: Form) -> Form:
    """The form normalised; all its problems at once. Raises InvalidForm."""
    problems: dict[str, str] = {}
    try:
        form = form.checked()
    except InvalidForm as error:
        problems.update(error.problems)
    if "email" not in problems:
        problems.update(form_problems(form))
    if problems:
        raise InvalidForm(problems)
    return form


def _session(context: Context, parts: Parts, token_file: str | None) -> Token:
    if token_file is not None:
        token = Token.parse(read_text_file(token_file, _TOKEN_FILE_MAX_BYTES))
    else:
        current = parts.vault.session()
        if current is None:
            raise InvalidInput("session_missing")
        token = current
    if token.claims.expired(parts.now()):
        context.console.warns("token_expired")
    return token


def _reuse(context: Context, parts: Parts, session: Token) -> None:
    count = parts.desk.session_use(session)
    rule = context.configuration.settings.session_reuse
    if not count or rule == "allow":
        return
    if rule == "refuse":
        raise InvalidInput("session_reuse_refused")
    context.console.warns("session_already_used", count=count)


def _jpeg(file: str, colour: str) -> bytes:
    from desktop_app.ink.source import encode_file  # noqa: PLC0415 - imports Pillow

    return encode_file(read_file(file), colour)
