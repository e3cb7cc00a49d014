"""Logs and crash reports hold no secret, whatever is thrown at them."""

import faulthandler
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from desktop_app.logs import CrashReports, Redactor, crash, lines, set_up, tear_down

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VySWQiOiI0MiJ9.c2lnbmF0dXJlLWJ5dGVz"
URL = "https://bucket.s3.amazonaws.com/signature-1.jpg?X-Amz-Signature=0123456789abcdef&X-Amz-Expires=300"


@pytest.fixture
def logs_dir(tmp_path: Path) -> Iterator[Path]:
    """A folder that is logged to; the loggers are as before afterwards."""
    root, paraphe = logging.getLogger(), logging.getLogger("paraphe")
    before = root.level, paraphe.level
    redactor = Redactor(["Zoé Lefèvre-Ωmega", 'said "yes"\nand left'])
    handler = set_up(tmp_path / "Logs", redactor=redactor)
    yield tmp_path / "Logs"
    tear_down(handler)
    root.setLevel(before[0])
    paraphe.setLevel(before[1])
    for name in ("httpx", "httpcore", "h11", "keyring", "PIL", "hpack"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
        library.setLevel(logging.NOTSET)


def logged(logs_dir: Path) -> str:
    return (logs_dir / "paraphe.log").read_text(encoding="utf-8")


def test_a_line_is_one_json_object_with_its_delivery(logs_dir: Path) -> None:
    logging.getLogger("paraphe.sync").info("executed", extra={"delivery": "0190-1"})
    (line,) = logged(logs_dir).splitlines()
    content = json.loads(line)
    assert content.pop("at").endswith("Z")
    assert content == {"level": "info", "part": "sync", "says": "executed", "delivery": "0190-1"}


@pytest.mark.parametrize(
    "secret",
    [
        JWT,
        URL,
        "Bearer abc123",
        "Authorization: opaque-value",
        "X-Session-Token: opaque-value",
        "'x-session-token': 'opaque-value'",
        "someone.else@example.org",
        "Zoé Lefèvre-Ωmega",
        'said "yes"\nand left',
        "A" * 90,
    ],
)
def test_secrets_are_struck_out_of_messages_arguments_facts_and_traces(logs_dir: Path, secret: str) -> None:
    log = logging.getLogger("paraphe.test")
    log.info("met %s", secret)
    log.info("met %r", {"value": secret})
    log.info("met", extra={"delivery": secret})
    try:
        _fail_with(secret, "")
    except RuntimeError:
        log.exception("failed")
    text = logged(logs_dir)
    assert len(text.splitlines()) == 4
    for form in (secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]):
        assert form not in text
        assert form.rpartition(" ")[2] not in text
    assert "[struck]" in text


def test_short_names_are_struck_out_as_words_only() -> None:
    redactor = Redactor(["Li"])
    assert redactor.clean("Li signed, Lille did not") == "[struck] signed, Lille did not"


def test_what_is_worked_on_is_known_for_as_long() -> None:
    redactor = Redactor(["Always"])
    with redactor.knowing("Zoé Lefèvre", "Bo"), redactor.knowing("Zoé Lefèvre"):
        assert redactor.clean("Zoé Lefèvre, Bo, Always") == "[struck], [struck], [struck]"
    assert redactor.clean("Zoé Lefèvre, Bo, Always") == "Zoé Lefèvre, Bo, [struck]"


def test_a_secret_within_a_longer_one_leaves_nothing_of_it() -> None:
    redactor = Redactor(["token", "token-and-more"])
    assert redactor.clean("token-and-more") == "[struck]"


def test_ordinary_words_stay() -> None:
    text = "executed 0190c8f2-1111-7000-8000-000000000001 after 3 attempts, reason server_busy"
    assert Redactor().clean(text) == text


def test_httpx_does_not_log_urls(logs_dir: Path) -> None:
    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200)

    logging.getLogger().setLevel(logging.DEBUG)  # the worst that anybody could set
    logging.getLogger("paraphe").setLevel(logging.DEBUG)
    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        client.put(URL, content=b"x")
    assert logged(logs_dir) == ""


def test_a_wrong_use_of_logging_stops_nothing(logs_dir: Path) -> None:
    file = logs_dir / "paraphe.log"
    (handler,) = (one for one in logging.getLogger().handlers if getattr(one, "baseFilename", "") == str(file))
    handler.handle(logging.LogRecord("paraphe.test", logging.INFO, "", 1, "%d", ("no number",), None))
    assert "cannot be formatted" in logged(logs_dir)


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


def test_logs_rotate(logs_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "FILE_MAX_BYTES", 2_000)
    for number in range(200):
        logging.getLogger("paraphe.test").info("line %d", number)
    files = sorted(path.name for path in logs_dir.glob("paraphe.log*"))
    assert files == ["paraphe.log", *(f"paraphe.log.{number}" for number in range(1, 6))]
    assert all(path.stat().st_size <= 2_000 for path in logs_dir.glob("paraphe.log*"))
    newest_first = [json.loads(line)["says"] for name in files for line in reversed(_lines(logs_dir / name))]
    assert newest_first == [f"line {number}" for number in reversed(range(200 - len(newest_first), 200))]


def test_no_old_log_is_lost_while_another_process_has_the_newest_open(
    logs_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "FILE_MAX_BYTES", 2_000)
    log, rename, held = logging.getLogger("paraphe.test"), Path.replace, True

    def as_windows(path: Path, target: Path) -> Path:
        if held and path.name == "paraphe.log":
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return rename(path, target)

    for number in range(60):
        log.info("line %d", number)
    older = {path.name: path.read_bytes() for path in logs_dir.glob("paraphe.log.*")}
    assert older
    monkeypatch.setattr(Path, "replace", as_windows)
    for number in range(60, 120):
        log.info("line %d", number)
    assert {path.name: path.read_bytes() for path in logs_dir.glob("paraphe.log.*")} == older
    held = False
    log.info("line 120")
    assert {int(path.suffix[1:]) for path in logs_dir.glob("paraphe.log.*")} == set(range(1, len(older) + 2))
    said = [json.loads(line)["says"] for path in logs_dir.glob("paraphe.log*") for line in _lines(path)]
    assert sorted(said) == sorted(f"line {number}" for number in range(121))


def test_a_turn_that_was_cut_short_is_finished(logs_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "FILE_MAX_BYTES", 2_000)
    (logs_dir / "paraphe.log.0").write_text("stepped aside\n")
    for number in range(60):
        logging.getLogger("paraphe.test").info("line %d", number)
    texts = {path.name: path.read_text("utf-8") for path in logs_dir.glob("paraphe.log*")}
    assert "paraphe.log.0" not in texts
    assert sum("stepped aside" in text for text in texts.values()) == 1
    assert sum(text.count("line ") for text in texts.values()) == 60


if sys.platform != "win32":  # there, nobody can turn over what this process has open

    def test_a_log_that_another_process_has_turned_over_is_not_turned_again(
        logs_dir: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lines, "FILE_MAX_BYTES", 2_000)
        logging.getLogger("paraphe.test").info("old")
        newest, older = logs_dir / "paraphe.log", logs_dir / "paraphe.log.1"
        newest.replace(older)
        with older.open("a") as opened:
            opened.write("x" * 2_000)
        newest.write_text("{}\n")
        logging.getLogger("paraphe.test").info("new")
        assert sorted(path.name for path in logs_dir.glob("paraphe.log*")) == [newest.name, older.name]
        assert [json.loads(line).get("says") for line in _lines(newest)] == [None, "new"]


def test_a_folder_that_cannot_be_made_costs_the_log_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    level = logging.getLogger().level
    handler = set_up(tmp_path / "file" / "Logs")
    logging.getLogger("paraphe.test").error("nobody reads this")
    tear_down(handler)
    logging.getLogger().setLevel(level)
    assert handler is None


def test_a_crash_report_has_the_stack_and_no_values(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path, Redactor(["Zoé Lefèvre"]))
    try:
        _fail_with("Zoé Lefèvre", JWT)
    except RuntimeError as error:
        report = reports.write(error)
    assert report is not None
    text = report.read_text(encoding="utf-8")
    assert "_fail_with" in text
    assert "RuntimeError" in text
    for secret in ("Zoé", JWT, "x" * 400):
        assert secret not in text


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("before", range(230, 300, 7))
def test_nothing_is_left_of_a_secret_that_a_long_message_is_cut_in(tmp_path: Path, before: int, *, known: bool) -> None:
    token = "".join(f"{number:02}-" for number in range(20))  # opaque: looks like nothing that is struck out
    message = ("word " * 60)[:before]
    report = CrashReports(tmp_path, Redactor([token] if known else [])).write(RuntimeError(f"{message} {token} more"))
    assert report is not None
    text = report.read_text(encoding="utf-8")
    assert token[:3] not in text.partition("RuntimeError: ")[2]


def test_the_next_start_knows_of_crashes_once(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path)
    assert reports.unseen() == []
    reports.write(RuntimeError("one"))
    assert len(reports.unseen()) == 1
    reports.mark_seen()
    assert reports.unseen() == []
    reports.write(RuntimeError("two"))
    assert len(reports.unseen()) == 1


def test_only_the_newest_reports_are_kept(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path)
    for number in range(15):
        reports.write(RuntimeError(str(number)))
    assert len(reports.reports()) == 10
    assert "14" in reports.reports()[-1].read_text()


def test_uncaught_exceptions_of_threads_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = CrashReports(tmp_path)
    hook, enabled = threading.excepthook, faulthandler.is_enabled()
    reports.install()
    try:
        thread = threading.Thread(target=_fail_with, args=("a", "b"))
        thread.start()
        thread.join()
    finally:
        reports.uninstall()
        threading.excepthook = hook
        if enabled and sys.__stderr__ is not None:
            faulthandler.enable(sys.__stderr__)
    assert len(reports.reports()) == 1
    assert "RuntimeError" in capsys.readouterr().err


def test_what_kills_the_interpreter_is_reported_at_the_next_start(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, faulthandler\n"
        "from desktop_app.logs import CrashReports\n"
        "CrashReports(pathlib.Path(sys.argv[1])).install()\n"
        "faulthandler._sigsegv()\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=False)
    assert killed.returncode != 0
    subprocess.run(
        [sys.executable, "-c", code.rsplit("faulthandler", 1)[0], str(tmp_path)], capture_output=True, check=True
    )
    (report,) = CrashReports(tmp_path).reports()
    assert "Fatal Python error: Segmentation fault" in report.read_text()


COM = 'Windows fatal exception: code 0x8001010d\n\nThread 0x1 (most recent call first):\n  File "a.py", line 1\n\n'
DEADLY = 'Windows fatal exception: access violation\n\nThread 0x1 (most recent call first):\n  File "b.py", line 2\n'


@pytest.mark.parametrize(("text", "told"), [(COM, 0), (COM * 3, 0), (COM + DEADLY, 1), (COM * 4_000 + DEADLY, 1)])
def test_what_windows_reports_of_com_and_the_program_survives_is_no_crash(tmp_path: Path, text: str, told: int) -> None:
    (tmp_path / "fault-1.log").write_text(text)
    reports = CrashReports(tmp_path)
    reports._collect_fault()
    assert len(reports.unseen()) == told
    assert not (tmp_path / "fault-1.log").exists()
    for report in reports.reports():
        assert "access violation" in report.read_text()
        assert "0x8001010d" not in report.read_text()


def test_nothing_is_left_of_a_secret_that_a_long_fault_is_cut_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "_FAULT_MAX_BYTES", len(DEADLY) + len('  File "/home/zo'))
    (tmp_path / "fault-1.log").write_text(DEADLY + '  File "/home/zoe.lefevre/c.py", line 3\n')
    reports = CrashReports(tmp_path, Redactor(["zoe.lefevre"]))
    reports._collect_fault()
    (report,) = reports.reports()
    assert "zo" not in report.read_text().partition("b.py")[2]


def test_a_fault_file_of_a_living_process_is_no_crash_however_often_another_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fault-1.log").write_text(DEADLY)
    unlink, lives = Path.unlink, True

    def as_windows(path: Path, *, missing_ok: bool = False) -> None:
        if lives and path.name == "fault-1.log":
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", as_windows)
    reports = CrashReports(tmp_path)
    for _ in range(3):
        reports._collect_fault()
    assert reports.unseen() == []
    lives = False
    reports._collect_fault()
    assert len(reports.unseen()) == 1


def _fail_with(name: str, token: str) -> None:
    raise RuntimeError(f"{name} {token} " + "x" * 400)
