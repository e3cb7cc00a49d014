"""The request body of the contract, checked member by member (api/openapi.yaml, schema Execution)."""

import json
import math
from dataclasses import dataclass, field

from desktop_app.domain.limits import COMMENT_MAX, EMAIL_MAX, NAME_MAX

_TEXT_LIMITS = {
    "firstName": NAME_MAX,
    "lastName": NAME_MAX,
    "email": EMAIL_MAX,
    "providerActionComment": COMMENT_MAX,
    "comment": COMMENT_MAX,
}
_REQUIRED = ("firstName", "lastName", "signature")
_SIGNATURE_MEMBERS = ("name", "mimeType", "size")


class ContractBroken(Exception):
    """The body breaks the contract; the text names the member and the rule."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A body that keeps the contract, and the file it declares."""

    body: dict[str, object] = field(repr=False)
    name: str
    mime_type: str
    size_bytes: int


def declared(raw: bytes) -> Declared:
    """The checked body. Members that the contract does not name are let through, as it does not forbid them.

    Raises ContractBroken.
    """
    body = _object(raw)
    for name in _REQUIRED:
        if name not in body:
            raise ContractBroken(f"{name} is missing")
    for name, limit in _TEXT_LIMITS.items():
        if name in body:
            _text(name, body[name], limit)
    signature = body["signature"]
    if not isinstance(signature, dict):
        raise ContractBroken("signature is not an object")
    for name in _SIGNATURE_MEMBERS:
        if name not in signature:
            raise ContractBroken(f"signature.{name} is missing")
    return Declared(
        body,
        _text("signature.name", signature["name"]),
        _text("signature.mimeType", signature["mimeType"]),
        _size(signature["size"]),
    )


def _object(raw: bytes) -> dict[str, object]:
    try:
        body = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
        json.dumps(body, ensure_ascii=False).encode("utf-8")  # a lone surrogate has no UTF-8
    except (ValueError, RecursionError) as error:
        raise ContractBroken("the body is not JSON in UTF-8") from error
    if not isinstance(body, dict):
        raise ContractBroken("the body is not an object")
    return body


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _text(name: str, value: object, limit: int | None = None) -> str:
    if not isinstance(value, str):
        raise ContractBroken(f"{name} is not a string")
    if limit is not None and len(value) > limit:
        raise ContractBroken(f"{name} is longer than {limit}")
    return value


def _size(value: object) -> int:
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)  # 7.0 is an integer in JSON Schema
    if isinstance(value, bool) or not isinstance(value, int):
        raise ContractBroken("signature.size is not an integer")
    if value < 1:
        raise ContractBroken("signature.size is below 1")
    return value
