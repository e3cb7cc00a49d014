"""What can be typed. Light: nothing of the program is imported here; each command names the function that runs it."""

import argparse
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

from desktop_app import __version__
from desktop_app.domain.errors import InvalidInput

PROGRAM = "paraphe"
LINK_SCHEME = "paraphe:"
NETWORK_WAIT_S = 30.0
_PORT_MAX = 65_535
_WAIT_MAX_S = 86_400  # a day
_TOKEN = f"{PROGRAM} token"
_ECHOING = re.compile(r"invalid choice: .*\((choose from .*)\)", re.DOTALL)


class _Parser(argparse.ArgumentParser):
    """Wrong usage becomes an error of ours, told like every other one; no option may be cut short.

    What stands behind `token` may be the token itself, in the wrong place: it is not shown again.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "allow_abbrev": False})

    def error(self, message: str) -> NoReturn:
        if self.prog == _TOKEN:
            message = _ECHOING.sub(r"\1", message)
        raise InvalidInput("usage", detail=f"{self.prog}: {message}. Try: {self.prog} --help")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options; `run` is the `module:function` of the command.

    Raises InvalidInput `usage`, and SystemExit after having printed help or version.
    """
    links = [text for text in arguments if text.lower().startswith(LINK_SCHEME)]
    others = [text for text in arguments if text not in links]
    found = _window_alone(others) or _with_command(others)
    if links and found.run != _WINDOW:
        raise InvalidInput("usage", detail=f"{PROGRAM}: a link is for the window")
    found.link = links[-1] if links else None
    found.profile = getattr(found, "profile", None)
    found.json = getattr(found, "json", False)
    return found


def _with_command(arguments: Sequence[str]) -> argparse.Namespace:
    """Raises InvalidInput `usage` also for what is left over; a token among it is not shown again."""
    root = _root()
    found, left = root.parse_known_args(arguments)
    if left and found.run.startswith("token:"):
        raise InvalidInput("usage", detail=f"{_TOKEN}: too many arguments; the token is read from standard input")
    if left:
        root.error(f"unrecognized arguments: {' '.join(left)}")
    return found


_WINDOW = "window:window"
_WINDOW_SWITCHES = frozenset({"--json", "--kiosk", "--tray"})


def _window_alone(arguments: Sequence[str]) -> argparse.Namespace | None:
    """The options where there is certainly no command, read by hand: a parser takes 5 ms of the window's start."""
    found = argparse.Namespace(run=_WINDOW, kiosk=False, tray=False)
    left = list(arguments)
    while left:
        first = left.pop(0)
        if first == "--profile" and left and not left[0].startswith("-"):
            found.profile = left.pop(0)
        elif first in _WINDOW_SWITCHES:
            setattr(found, first.removeprefix("--"), True)
        else:
            return None
    return found


def _everywhere() -> _Parser:
    """The global options: they stand before or after the command, so none has a default that hides the other place."""
    options = _Parser(add_help=False)
    options.add_argument("--profile", metavar="DIR", default=argparse.SUPPRESS, help="another profile's folder")
    options.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="one JSON document on standard output"
    )
    return options


class _Group:
    """Commands at one place of the line."""

    def __init__(self, parser: argparse.ArgumentParser, *, required: bool) -> None:
        self._commands = parser.add_subparsers(
            dest="command", metavar="COMMAND", required=required, parser_class=_Parser
        )

    def add(self, name: str, run: str | None, says: str) -> argparse.ArgumentParser:
        """A command, or with `run` None the name of a further group."""
        parents = [_everywhere()]
        parser = self._commands.add_parser(name, help=says, description=says, parents=parents)
        if run is not None:
            parser.set_defaults(run=run)
        return parser

    def group(self, name: str, says: str) -> "_Group":
        """Commands under a common name."""
        return _Group(self.add(name, None, says), required=True)


def _root() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=PROGRAM,
        description="Sign off an intervention. Without a command it opens the window.",
        parents=[_everywhere()],
    )
    parser.add_argument("--version", action="version", version=f"Paraphe {__version__}")
    parser.add_argument("--kiosk", action="store_true", help="open the window as a kiosk")
    parser.add_argument("--tray", action="store_true", help="start in the tray, as after a log-on")
    parser.set_defaults(run=_WINDOW)
    root = _Group(parser, required=False)
    _add_trying(root)
    _add_signing(root)
    _add_outbox(root.group("outbox", "look at sign-offs and decide what becomes of them"))
    _add_setting_up(root)
    _add_support(root)
    return parser


def _add_trying(root: _Group) -> None:
    demo = root.add("demo", "demo:demo", "the window against a practice server, in a throw-away profile")
    demo.add_argument("--scripted", action="store_true", help="fill, draw, sign, send and compare by itself")
    demo.add_argument("--shots", metavar="DIR", help="save pictures of the window here")
    practice = root.add("practice", "practice:practice", "the practice server alone")
    practice.add_argument("--port", type=_port, default=0, metavar="N", help="listen here (any free port)")
    practice.add_argument("--faults", metavar="FILE", help="JSON that says what goes wrong")


def _add_signing(root: _Group) -> None:
    sign = root.add("sign", "sign:sign", "take a sign-off; it is safe on disk when this returns")
    sign.add_argument("--form", metavar="-", help="- reads the form as JSON from standard input")
    sign.add_argument("--first-name", metavar="A")
    sign.add_argument("--last-name", metavar="B")
    sign.add_argument("--email", metavar="E")
    sign.add_argument("--action-comment", metavar="T")
    sign.add_argument("--comment", metavar="T")
    sign.add_argument("--signature", metavar="FILE", help="recorded ink (JSON), or a PNG, JPEG, BMP, WebP or TIFF")
    sign.add_argument("--session-token-file", metavar="F", help="the session's token; else the current session")
    sync = root.add("sync", "sync:sync", "send what is waiting")
    sync.add_argument("--once", action="store_true", help="one pass over what is due")
    sync.add_argument(
        "--wait",
        type=_seconds,
        default=NETWORK_WAIT_S,
        metavar="S",
        help="seconds without a network after which it gives up (30)",
    )


def _add_outbox(outbox: _Group) -> None:
    outbox.add("list", "outbox:listing", "every sign-off and receipt")
    outbox.add("show", "outbox:show", "one sign-off and its history").add_argument("id", metavar="ID")
    retry = outbox.add("retry", "decisions:retry", "send sign-offs that need attention once more")
    retry.add_argument("ids", metavar="ID", nargs="*")
    retry.add_argument("--all", action="store_true", help="every one that needs attention, and lift a pause")
    attach = outbox.add("attach-session", "decisions:attach_session", "give sign-offs the session token on stdin")
    attach.add_argument("ids", metavar="ID", nargs="+")
    amend = outbox.add("amend", "decisions:amend", "change e-mail and comments of a refused sign-off (JSON on stdin)")
    amend.add_argument("id", metavar="ID")
    export = outbox.add("export", "decisions:export", "write a sign-off's JPEG and JSON, readable, into a folder")
    export.add_argument("id", metavar="ID")
    export.add_argument("folder", metavar="DIR")
    discard = outbox.add("discard", "decisions:discard", "lose a sign-off for good")
    discard.add_argument("id", metavar="ID")
    discard.add_argument("--yes", action="store_true", help="it is meant")
    recover = outbox.add("recover", "recover:recover", "open a set-aside outbox with the organisation's recovery key")
    recover.add_argument("--private-key", metavar="FILE", required=True, help="the X25519 private key")


def _add_setting_up(root: _Group) -> None:
    token = root.group("token", "the account's and the session's token, in the credential store")
    keep = token.add("set", "token:set_token", "keep the token on standard input")
    token.add("status", "token:status", "what is kept, without any value")
    for parser in (keep, token.add("clear", "token:clear", "forget a token")):
        parser.add_argument("which", type=_which_token, metavar="account|session")
    config = root.group("config", "settings")
    config.add("get", "config:get", "a setting's value").add_argument("key", metavar="KEY", nargs="?")
    setter = config.add("set", "config:set_value", "set one; without a value, back to the default")
    setter.add_argument("key", metavar="KEY")
    setter.add_argument("value", metavar="VALUE", nargs="?")
    provision = root.add("provision", "provision:provision", "set everything at once from a TOML file, all or nothing")
    provision.add_argument("file", metavar="FILE|-")
    provision.add_argument("--keep", action="store_true", help="do not erase the file")


def _add_support(root: _Group) -> None:
    root.add("doctor", "support:doctor", "check everything that sending needs, and say it in words")
    diagnostics = root.add("diagnostics", "support:diagnostics", "pack logs and settings without secrets")
    diagnostics.add_argument("file", metavar="FILE.zip")


def _seconds(text: str) -> float:
    with suppress(ValueError):
        value = float(text)
        if 0 <= value <= _WAIT_MAX_S:
            return value
    raise argparse.ArgumentTypeError(f"seconds from 0 to {_WAIT_MAX_S}")


def _port(text: str) -> int:
    with suppress(ValueError):
        value = int(text)
        if 0 <= value <= _PORT_MAX:
            return value
    raise argparse.ArgumentTypeError(f"a number from 0 to {_PORT_MAX}")


def _which_token(text: str) -> str:
    if text not in ("account", "session"):
        raise argparse.ArgumentTypeError("say account or session")
    return text
