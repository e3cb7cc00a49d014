"""`paraphe config`: the settings."""

import json
from collections.abc import Mapping

from desktop_app.config.layers import known, load, set_values
from desktop_app.config.settings import TABLE
from desktop_app.domain.errors import InvalidInput

from .context import Context
from .resuming import resume

_RESUMING = frozenset({"api_url", "sync.proxy", "sync.upload_hosts"})


def get(context: Context) -> int:
    """One setting, or all of them."""
    asked = context.options.key
    if asked is not None:
        known(asked)
    rows = [_row(context, key) for key in ([asked] if asked else TABLE)]
    context.console.document(rows[0] if asked else rows)
    if asked:
        context.console.says(_text(rows[0]["value"]))
    else:
        context.console.says("\n".join(map(_line, rows)))
    return 0


def set_value(context: Context) -> int:
    """Writes one setting of the user's; without a value it goes back to the default."""
    setting = known(context.options.key)
    if not setting.by_person:
        raise InvalidInput("setting_for_organisation", key=setting.key)
    text = context.options.value
    value = None if text is None else setting.parsed_text(text)
    set_values(context.paths, {setting.key: value}, context.configuration)
    context.configuration = load(context.paths, context.organisation)
    if setting.key in _RESUMING:
        resume(context)
    row = _row(context, setting.key)
    context.console.document(row)
    context.console.says(_line(row))
    return 0


def _row(context: Context, key: str) -> dict[str, object]:
    configuration = context.configuration
    value = configuration.value(key)
    return {
        "key": key,
        "value": list(value) if isinstance(value, tuple) else value,
        "origin": configuration.origin(key).value,
        "managed": configuration.managed(key),
    }


def _line(row: Mapping[str, object]) -> str:
    """`key = value  (where it comes from)`; an empty value takes no room."""
    value = _text(row["value"])
    return f"{row['key']} = {value}{'  ' if value else ''}({row['origin']})"


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
