"""Closing, links, hand over, receipt, one instance, the bridge: what stands around signing off."""

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.config.layers import load, nobody
from desktop_app.config.paths import Paths
from desktop_app.config.settings import Settings
from desktop_app.domain.delivery import Counts, State
from desktop_app.domain.errors import EnvironmentFault, InvalidInput
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.ui.app import Application
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.instance_socket import tell_first
from desktop_app.ui.parts.backlog import Backlog
from desktop_app.ui.parts.sync_words import sync_line
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.session_link import session_of
from desktop_app.ui.single_instance import SingleInstance
from desktop_app.ui.system_proxy import system_proxy
from desktop_app.ui.workstation import errands, main_window
from desktop_app.ui.workstation.ask import Leaving
from desktop_app.ui.workstation.hand_over import HandOver
from desktop_app.ui.workstation.main_window import MainWindow
from desktop_app.ui.workstation.receipt import Receipt, document, save_pdf
from desktop_app.ui.workstation.settings_page import SettingsPage
from tests.ui.conftest import MakeWindow, token_of
from tests.ui.pretend import NOON, PretendParts
from tests.ui.test_signing_off import draw, fill


def test_closing_says_how_many_wait_and_can_stay(
    window: MainWindow, parts: PretendParts, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[tuple[int, bool]] = []

    def stay(_parent: object, waiting: int, *, begun: bool, tray: bool) -> Leaving:
        assert not tray
        asked.append((waiting, begun))
        return Leaving.STAY

    monkeypatch.setattr(main_window, "ask_leaving", stay)
    parts.desk.add(Form("A", "B"))
    window.bridge.engineChanged.emit(parts.desk.counts(), None)
    assert not window.close()
    assert asked == [(1, False)]
    monkeypatch.setattr(main_window, "ask_leaving", lambda *_args, **_more: Leaving.LEAVE)
    with qtbot.waitSignal(window.leaving):
        assert window.close()


def test_nothing_waiting_closes_without_a_question(window: MainWindow) -> None:
    assert window.close()


def test_the_thread_ends_within_two_seconds_and_closes_its_parts(parts: PretendParts, qtbot: QtBot) -> None:
    bridge = Bridge(parts.make)
    with qtbot.waitSignal(bridge.ready):
        bridge.start()
    began_s = time.perf_counter()
    assert bridge.stop()
    assert time.perf_counter() - began_s < 2
    assert parts.closed
    assert parts.engine.ended


def test_parts_are_made_anew_for_new_settings_and_no_call_is_lost(parts: PretendParts, qtbot: QtBot) -> None:
    bridge = Bridge(parts.make)
    with qtbot.waitSignal(bridge.ready):
        bridge.start()
    answers: list[int] = []
    with qtbot.waitSignal(bridge.ready):
        bridge.reopen()
        bridge.call(lambda there: there.desk.counts().waiting, answers.append)
    qtbot.waitUntil(lambda: answers == [0])
    assert bridge.stop()


def test_a_missing_credential_store_can_be_tried_again(
    make_window: MakeWindow, parts: PretendParts, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    make, locked = parts.make, [True]

    def perhaps(watcher: object) -> PretendParts:
        if locked[0]:
            raise EnvironmentFault("vault_locked")
        return make(watcher)  # type: ignore[arg-type]

    monkeypatch.setattr(parts, "make", perhaps)
    window = make_window(ready=False)
    qtbot.waitUntil(lambda: "locked" in window.banner.text)
    locked[0] = False
    window.banner._buttons[0].click()
    qtbot.waitUntil(lambda: window.counts is not None)
    assert window.banner.text == ""
    assert window.bar.said.text().startswith("Still needed")


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("paraphe:session?token=", "link_invalid"),
        ("paraphe:other?token=a", "link_invalid"),
        ("https:session?token=a", "link_invalid"),
        ("paraphe:session?token=a&token=b", "link_invalid"),
        ("paraphe:session?token=a%0Ab", "token_line_break"),
    ],
)
def test_links_that_carry_no_session(link: str, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        session_of(link)


def test_a_link_carries_its_token() -> None:
    assert session_of(f"paraphe:session?token={token_of()}") == Token(token_of())
    assert session_of(f"PARAPHE://session/?token={token_of()}") == Token(token_of())


def test_links_are_off_until_allowed(window: MainWindow) -> None:
    window.errands.take_link(f"paraphe:session?token={token_of()}")
    assert window.banner.text == "Session links are switched off on this computer."


def test_a_link_is_asked_about_and_never_replaces_a_session_in_a_filled_form(
    make_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(Settings(links_enabled=True))
    shown: list[str] = []

    def yes(_parent: object, _title: str, text: str, _choices: object, safe: int) -> int:
        assert safe == 1
        shown.append(text)
        return 0

    monkeypatch.setattr(errands, "ask", yes)
    window.page.form.set_form(Form("Marie", ""))
    window.errands.take_link(f"paraphe:session?token={token_of()}")
    assert shown == []
    assert "Finish or clear" in window.banner.text
    window.page.form.clear()
    window.errands.take_link(f"paraphe:session?token={token_of()}")
    qtbot.waitUntil(lambda: window.page.session.token is not None)
    assert shown == ["It says that it is for: u-12 · s-9"]


def test_a_new_code_serves_those_that_still_wait_though_one_was_sent_since_it_was_offered(
    make_window: MakeWindow, parts: PretendParts, qtbot: QtBot
) -> None:
    window = make_window(Settings(session_reuse="allow"))
    sent, waiting = (parts.desk.add(Form("Marie", "Curie"), State.NEEDS_ATTENTION) for _ in range(2))
    old, new = Token(token_of()), Token(token_of(ends=NOON + timedelta(days=1)))
    parts.desk.sessions |= {sent.id: old, waiting.id: old}
    window.page.session.offer(new.value)
    qtbot.waitUntil(lambda: window.banner.text.startswith("2 earlier sign-offs"))
    parts.desk.deliveries[0] = sent._replace(state=State.SENT)
    window.banner._buttons[0].click()
    qtbot.waitUntil(lambda: "session" in parts.engine.woken)
    assert parts.desk.done == [("attach_session", (waiting.id,))]
    assert (parts.desk.sessions[sent.id], parts.desk.sessions[waiting.id]) == (old, new)


def test_a_second_start_brings_the_first_forward_with_its_link(tmp_path: Path, qtbot: QtBot, app: Application) -> None:
    (tmp_path / "one").mkdir()
    first, second, other = (SingleInstance(tmp_path / name, app.qt) for name in ("one", "one", "other"))
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.asked) as asked:
        assert not second.claim("paraphe:session?token=abc")
    assert asked.args == ["paraphe:session?token=abc"]
    assert other.claim()
    first.release()
    other.release()
    assert second.claim()
    second.release()


def test_a_second_start_waits_while_the_first_one_builds_its_window(
    tmp_path: Path, qtbot: QtBot, app: Application
) -> None:
    first = SingleInstance(tmp_path, app.qt)
    assert first.claim()
    answers: list[bool] = []
    second = threading.Thread(target=lambda: answers.append(tell_first(tmp_path, "link", 30.0)))
    second.start()
    with qtbot.waitSignal(first.asked) as asked:
        first.listen()
    second.join()
    assert (asked.args, answers) == (["link"], [True])
    first.release()
    assert not tell_first(tmp_path, "", 0.0)


def test_the_screen_is_handed_over_signed_and_handed_back(
    window: MainWindow, parts: PretendParts, qtbot: QtBot
) -> None:
    window.errands.hand_over()
    assert "names first" in window.banner.text
    fill(window, qtbot)
    window.page.pad.clear()
    window.errands.hand_over()
    screen = window.errands.screen
    assert isinstance(screen, HandOver)
    assert not screen.sign.isEnabled()
    screen.close()
    assert screen.isVisible()
    draw(window.page.pad)
    screen.sign.click()
    qtbot.waitUntil(lambda: len(parts.desk.deliveries) == 1)
    qtbot.waitUntil(lambda: screen.thanked)
    assert screen.facts.text == ""
    screen.back.click()
    assert window.errands.screen is None
    assert window.isVisible()
    assert window.page.pad.isVisible()
    assert window.page.pad.isEmpty()


def test_a_receipt_holds_the_facts_and_the_ink_and_goes_with_the_next_sign_off(
    window: MainWindow, parts: PretendParts, qtbot: QtBot, tmp_path: Path
) -> None:
    fill(window, qtbot)
    window.bar.button.click()
    qtbot.waitUntil(lambda: "Saved" in window.bar.said.text())
    [delivery] = parts.desk.deliveries
    sheet = window.signing.last_sheet
    assert sheet is not None
    assert not sheet.isNull()
    receipt = Receipt(delivery, Form("Marie", "Curie", comment="a < b"), sheet)
    text = document(receipt).toPlainText()
    assert "Marie" in text
    assert "a < b" in text
    assert delivery.id in text
    save_pdf(receipt, tmp_path / "receipt.pdf")
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "receipt.pdf").stat().st_size > 5_000
    window.page.form.set_form(Form("Pierre", ""))
    window.page.form.changed.emit()
    assert window.signing.last_sheet is None
    assert window.errands._last is None


def test_settings_are_written_applied_and_locked_where_managed(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = Paths(tmp_path)
    window = make_window()
    window.preferences = Preferences(paths, nobody)
    window.show_page("settings")
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    url = page.rows["api_url"]
    url.control.setText("http://example.org")  # type: ignore[attr-defined]
    url.control.editingFinished.emit()  # type: ignore[attr-defined]
    assert "https://" in url._problem.text
    assert not paths.settings_file.exists()
    with qtbot.waitSignal(window.bridge.ready):
        url.control.setText("https://api.example.org/main")  # type: ignore[attr-defined]
        url.control.editingFinished.emit()  # type: ignore[attr-defined]
    assert load(paths).settings.api_url == "https://api.example.org/main"
    assert window.signing.api_url == "https://api.example.org/main"
    days = page.rows["outbox.receipt_days"].control
    shown = days.findChild(QLineEdit)
    assert shown is not None
    assert shown.text() == "30"
    assert shown.width() > days.width() // 2, "the style sheet leaves no room for the number"
    page.rows["notice"].show_value("ours", managed=True)
    notice = page.rows["notice"]
    assert not notice.control.isEnabled()
    assert notice.control.accessibleDescription() == f"Managed by your organisation {notice._explanation.text()}"
    assert days.accessibleDescription() == page.rows["outbox.receipt_days"]._explanation.text()
    assert "outbox.recovery_key" not in page.rows


def test_the_status_line_says_what_is_so() -> None:
    assert sync_line(None, None, None, NOON).text == "Getting ready…"
    assert sync_line(Counts(), None, None, NOON).text == "Nothing to send"
    assert sync_line(Counts(last_sent=NOON), None, None, NOON).text.startswith("All sent · last at ")
    offline = sync_line(Counts(waiting=3), "offline", NOON, NOON)
    assert offline.text.startswith("3 sign-offs waiting · no connection since ")
    assert offline.hint.startswith("No connection. Sign-offs are safe")
    here = sync_line(Counts(waiting=3), "profile_without_locks", NOON, NOON)
    assert here.text == "3 sign-offs waiting · this computer is in the way"
    assert "without file locks" in here.hint
    assert sync_line(Counts(needs_attention=1, waiting=2), None, None, NOON).icon == "attention"


def test_a_backlog_says_how_fast_and_how_long() -> None:
    from datetime import timedelta  # noqa: PLC0415 - for this alone

    backlog = Backlog()
    backlog.note(NOON, 500)
    assert backlog.words() == ""
    backlog.note(NOON + timedelta(seconds=10), 400)
    assert backlog.words() == "10 a second, less than a minute left"
    backlog.note(NOON + timedelta(seconds=20), 390)
    assert "left" in backlog.words()
    backlog.note(NOON + timedelta(seconds=25), 0)
    assert backlog.words() == ""


def test_without_a_proxy_the_way_is_direct(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert system_proxy("https://api.example.org") is None


def test_the_environments_proxy_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.example.org:3128")
    assert system_proxy("http://api.example.org") == "http://proxy.example.org:3128"


def test_hand_back_is_the_only_way_out_after_signing(window: MainWindow, parts: PretendParts, qtbot: QtBot) -> None:
    fill(window, qtbot)
    window.errands.hand_over()
    screen = window.errands.screen
    assert screen is not None
    screen.sign.click()
    qtbot.waitUntil(lambda: bool(parts.desk.deliveries) and screen.thanked)
    shown = screen.findChildren(QPushButton)
    visible = [button.objectName() for button in shown if button.isVisible()]
    assert visible == ["handBack"]
    screen.back.click()
