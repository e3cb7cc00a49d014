"""What other programs rely on: global options anywhere, JSON alone on standard output, exit codes."""

import io
import json
import re
from pathlib import Path

import pytest

from desktop_app.cli import main as command_line
from desktop_app.cli.output import Console
from desktop_app.cli.parser import parse
from desktop_app.domain.errors import EnvironmentFault, InvalidInput

from .line import Line

COMMANDS = [
    "demo", "practice", "sign", "sync", "outbox list", "outbox show X", "outbox retry X", "outbox retry --all",
    "outbox attach-session X Y", "outbox amend X", "outbox export X D", "outbox discard X --yes",
    "outbox recover --private-key F", "token set account", "token set session", "token status", "token clear account",
    "token clear session", "config get", "config get api_url", "config set api_url", "config set api_url U", "doctor",
    "diagnostics F", "provision F", "provision -", "provision F --keep", "demo --scripted --shots D",
    "practice --port 1 --faults F", "sync --once", "sync --wait 3", "sign --form -",
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_there_and_takes_the_global_options_anywhere(command: str) -> None:
    words = command.split()
    for arguments in (
        ["--json", "--profile", "P", *words],
        [*words, "--json", "--profile", "P"],
        [words[0], "--profile", "P", "--json", *words[1:]] if words[0] in ("outbox", "token", "config") else [],
    ):
        if arguments:
            options = parse(arguments)
            assert (options.json, options.profile) == (True, "P")
            assert re.fullmatch(r"[a-z]+:[a-z_]+", options.run)


@pytest.mark.parametrize("arguments", [[], ["--kiosk"], ["--profile", "P"], ["paraphe:session?token=x"]])
def test_without_a_command_it_is_the_window(arguments: list[str]) -> None:
    assert parse(arguments).run == "window:window"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["outbox"],
        ["token", "set", "nobody"],
        ["--prof", "P"],
        ["sync", "--wait", "-1"],
        ["sync", "--wait", "nan"],
        ["sync", "--wait", "soon"],
        ["practice", "--port", "x"],
        ["sync", "paraphe:session?token=x"],
        ["outbox", "show"],
    ],
)
def test_bad_usage_is_one_line_and_2(line: Line, arguments: list[str]) -> None:
    ran = line.run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert len(ran.errors.splitlines()) == 1
    assert "paraphe" in ran.errors


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["sync", "--wait", "soon"], "--wait: seconds from 0 to 86400."),
        (["sync", "--wait", "86401"], "--wait: seconds from 0 to 86400."),
        (["practice", "--port", "x"], "--port: a number from 0 to 65535."),
        (["practice", "--port", "65536"], "--port: a number from 0 to 65535."),
        (["token", "set"], "required: account|session."),
        (["token", "clear", "nobody"], "account|session: say account or session."),
    ],
)
def test_bad_usage_says_what_would_be_right(line: Line, arguments: list[str], says: str) -> None:
    code, sentence = line.refused(*arguments)
    assert code == "usage"
    assert says in sentence


@pytest.mark.parametrize(
    "arguments", ["set session SECRET", "set SECRET", "set SECRET account", "SECRET", "set account --value=SECRET",
                  "clear session SECRET", "status SECRET"],
)  # fmt: skip
def test_a_token_in_the_wrong_place_is_not_shown_again(line: Line, arguments: str) -> None:
    ran = line.run("token", *arguments.split(), "--json")
    assert ran.code == 2
    assert "SECRET" not in ran.out + ran.errors
    assert ran.errors.startswith("paraphe token")


def test_a_token_too_many_says_where_it_is_read_from(line: Line) -> None:
    _, sentence = line.refused("token", "set", "session", "SECRET")
    assert sentence == "paraphe token: too many arguments; the token is read from standard input"


def test_an_error_is_json_too_where_that_was_asked_for(line: Line) -> None:
    ran = line.run("outbox", "show", "nonsense", "--json")
    assert (ran.code, ran.json) == (
        2,
        {"error": {"code": "unknown_id", "message": "There is no sign-off nonsense."}},
    )
    assert ran.errors == "There is no sign-off nonsense.\n"


def test_help_and_version_are_no_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("Paraphe 0.")
    assert command_line.main(["outbox", "--help"]) == 0


def test_a_bug_of_ours_is_1_and_leaves_a_report(line: Line) -> None:
    def broken(_: Path) -> object:
        raise ZeroDivisionError("secret-token-value-of-somebody")

    line.open_vault = broken  # type: ignore[assignment]  # a bug is what this is about
    ran = line.run("token", "status", "--json")
    assert ran.code == 1
    assert ran.json["error"]["code"] == "our_bug"
    (report,) = (line.profile / "Logs").glob("crash-*.txt")
    assert str(report) in ran.errors
    assert "ZeroDivisionError" in report.read_text()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("vault_missing", "no credential store"),
        ("vault_locked", "is locked"),
        ("vault_refused", "keyrings.alt.file is not used"),
    ],
)
def test_without_a_credential_store_nothing_is_signed_and_that_is_said(line: Line, fault: str, words: str) -> None:
    def none(_: Path) -> object:
        raise EnvironmentFault(fault, name="keyrings.alt.file")

    line.open_vault = none  # type: ignore[assignment]  # it always raises
    code, sentence = line.refused("sign", "--first-name", "A", "--last-name", "B", "--signature", "x.png")
    assert code == fault
    assert words.split(maxsplit=1)[0] in sentence
    assert line.files == {}


def test_the_environment_chooses_a_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARAPHE_PROFILE", str(tmp_path / "chosen"))
    console = Console()
    assert command_line.main(["config", "set", "language", "fr"], console) == 0
    assert (tmp_path / "chosen" / "settings.toml").exists()


def test_an_unwritable_profile_is_told(line: Line) -> None:
    line.profile.parent.mkdir(parents=True, exist_ok=True)
    line.profile.write_text("a file where the profile should be")
    code, sentence = line.refused("config", "set", "language", "fr")
    assert code in {"settings_not_writable", "settings_not_readable"}
    assert str(line.profile) in sentence
    assert line.profile.read_text() == "a file where the profile should be"


def test_streams_that_are_not_there_stop_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{name}", None)
    assert command_line.main(["--profile", str(tmp_path), "config", "get", "--json"]) == 0
    assert command_line.main(["--profile", str(tmp_path), "outbox", "nonsense"]) == 2
    with pytest.raises(InvalidInput):
        Console().read_object()


class _Gone(io.StringIO):
    """A stream that cannot be written to."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def write(self, _: str) -> int:
        raise self._error


@pytest.mark.parametrize(
    ("error", "arguments", "code"),
    [
        (BrokenPipeError(32, "gone"), ["config", "get"], 0),
        (BrokenPipeError(32, "gone"), ["config", "get", "nope", "--json"], 2),
        (OSError(28, "full"), ["config", "get"], 2),
        (OSError(28, "full"), ["config", "get", "--json"], 2),
        (OSError(28, "full"), ["config", "get", "nope", "--json"], 2),
    ],
)
def test_an_answer_that_cannot_be_written_is_no_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, arguments: list[str], code: int
) -> None:
    silent: list[int] = []
    monkeypatch.setattr(command_line, "_fall_silent", lambda: silent.append(1))
    errors = io.StringIO()
    console = Console(out=_Gone(error), errors=errors)
    assert command_line.main(["--profile", str(tmp_path), *arguments], console) == code
    assert "Traceback" not in errors.getvalue()
    assert not list(tmp_path.rglob("crash-*"))
    if error.errno == 28 and "nope" not in arguments:
        assert errors.getvalue() == "Standard output cannot be written.\n"


def test_pictures_of_the_demonstration_need_a_folder(line: Line, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.touch()
    ran = line.run("demo", "--scripted", "--shots", str(taken))
    assert (ran.code, ran.errors) == (2, f"{taken} cannot be written.\n")


def test_times_are_rfc_3339_with_a_z(line: Line) -> None:
    signed = line.sign()
    (row,) = line.json("outbox", "list")
    assert row["id"] == signed["id"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", row["signed_at"])
    assert json.dumps(row)
