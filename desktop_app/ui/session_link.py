"""The token of a link `paraphe:session?token=…`; anything else is refused."""

from urllib.parse import parse_qs, urlsplit

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.session import Token

SCHEME = "paraphe"


def session_of(link: str) -> Token:
    """The session a link carries. Raises InvalidInput `link_invalid`, or what `Token.parse` raises."""
    try:
        parts = urlsplit(link)
        tokens = parse_qs(parts.query, strict_parsing=True, max_num_fields=4).get("token", [])
    except ValueError as error:
        raise InvalidInput("link_invalid") from error
    place = (parts.netloc or parts.path).strip("/")
    if parts.scheme.lower() != SCHEME or place != "session" or len(tokens) != 1:
        raise InvalidInput("link_invalid")
    return Token.parse(tokens[0])
