"""The outbox's page: thousands of rows, filters, what is said, and what can be done."""

import time
from functools import partial

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.delivery import AuditEntry, State, Tally
from desktop_app.domain.ids import short_reference
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.ui.workstation import outbox_words
from desktop_app.ui.workstation.main_window import MainWindow
from desktop_app.ui.workstation.outbox_page import OutboxPage
from desktop_app.ui.workstation.outbox_query import PAGE, Age, Which
from tests.ui.conftest import token_of
from tests.ui.pretend import NOON, PretendParts


def opened(window: MainWindow, qtbot: QtBot) -> OutboxPage:
    window.show_page("outbox")
    page = window.stack.currentWidget()
    assert isinstance(page, OutboxPage)
    qtbot.waitUntil(lambda: not page.model.loading)
    return page


def fill(parts: PretendParts, count: int) -> None:
    for number in range(count):
        state = (State.WAITING, State.SENT, State.NEEDS_ATTENTION)[number % 3]
        reason = ("rejected", "session_expired")[number % 2] if state is State.NEEDS_ATTENTION else None
        made = parts.desk.add(
            Form("Marie", f"Curie {number}"), state, reason=reason, tally=Tally(patches=1, attempts=1)
        )
        parts.desk.sessions[made.id] = Token(token_of())


def more_than(page: OutboxPage, count: int) -> bool:
    return page.model.rowCount() > count


def choose(page: OutboxPage, *places: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    page.table.clearSelection()
    for place in places:
        page.table.selectionModel().select(page.table.model().index(place, 0), flags.Select | flags.Rows)


def answer(title: str, act: object) -> None:
    """Waits for the dialog with this name, and has `act` answer it."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - for this alone

    timer = QTimer(QApplication.instance(), interval=20)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.objectName() == title:
            timer.stop()
            act(dialog)  # type: ignore[operator]

    timer.timeout.connect(look)
    timer.start()


def test_it_is_empty_in_words(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, qtbot)
    assert page._empty.text.startswith("Nothing here yet")
    page.filters.which.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page._empty.text.startswith("Nothing matches"))


def test_ten_thousand_rows_come_page_by_page_without_a_stutter(
    window: MainWindow, parts: PretendParts, qtbot: QtBot
) -> None:
    fill(parts, 10_000)
    page = opened(window, qtbot)
    assert page.model.rowCount() == PAGE
    took_s = []
    while page.model.rowCount() < 10_000:
        before, began = page.model.rowCount(), time.thread_time()
        page.table.scrollToBottom()
        QApplication.processEvents()
        took_s.append(time.thread_time() - began)
        qtbot.waitUntil(partial(more_than, page, before))
    took_s.sort()
    assert took_s[len(took_s) * 9 // 10] < 0.05  # of this thread alone: the machine may have other work
    shown = {page.model.row(place).delivery.id for place in range(10_000)}
    assert shown == {delivery.id for delivery in parts.desk.deliveries}


def test_a_name_far_down_is_found_and_loaded_rows_are_kept(
    window: MainWindow, parts: PretendParts, qtbot: QtBot
) -> None:
    fill(parts, 450)
    page = opened(window, qtbot)
    names = page.table.model()
    assert page.model.rowCount() == PAGE
    page.filters.search.setText("Curie 0")  # the oldest
    qtbot.waitUntil(lambda: names.rowCount() == 1)
    loaded = page.model.rowCount()
    assert loaded > PAGE
    page.filters.search.setText("")
    qtbot.waitUntil(lambda: names.rowCount() == loaded)


def test_filters_and_search(window: MainWindow, parts: PretendParts, qtbot: QtBot) -> None:
    fill(parts, 60)
    page = opened(window, qtbot)
    page.filters.which.setCurrentIndex(list(Which).index(Which.ATTENTION))
    qtbot.waitUntil(lambda: page.model.rowCount() == 20)
    page.filters.reason.setCurrentIndex(page.filters.reason.findData("session_expired"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 10)
    page.filters.reason.setCurrentIndex(0)
    page.filters.age.setCurrentIndex(list(Age).index(Age.LATE))
    qtbot.waitUntil(lambda: page.model.rowCount() == 0 and not page.model.loading)
    page.filters.age.setCurrentIndex(0)
    page.filters.which.setCurrentIndex(0)
    wanted = parts.desk.deliveries[7]
    page.filters.search.setText(short_reference(wanted.id))
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 1)
    assert page.model.row(0).delivery.id == wanted.id
    reference = short_reference(wanted.id)
    page.filters.search.setText(f"{reference[:4]} {reference[4:]}")  # as a kiosk shows it
    assert page.filters.query.reference == reference
    page.filters.search.setText("curie 30")
    qtbot.waitUntil(lambda: page.model.rowCount() == 60 and page.table.model().rowCount() == 1)


def test_reasons_are_in_peoples_words_with_the_likely_action_first(
    window: MainWindow, parts: PretendParts, qtbot: QtBot
) -> None:
    parts.desk.add(Form("A", "B"), State.NEEDS_ATTENTION, reason="session_expired")
    page = opened(window, qtbot)
    choose(page, 0)
    qtbot.waitUntil(lambda: bool(page.detail.buttons))
    assert list(page.detail.buttons) == ["session", "retry", "amend", "export", "discard"]
    assert page.table.model().index(0, 4).data() == "The session has expired. A new one is needed."


def test_several_can_be_tried_again_at_once(window: MainWindow, parts: PretendParts, qtbot: QtBot) -> None:
    fill(parts, 9)
    page = opened(window, qtbot)
    choose(page, 0, 3, 6)
    assert list(page.detail.buttons) == ["retry", "session"]
    page.detail.buttons["retry"].click()
    qtbot.waitUntil(lambda: bool(parts.desk.done))
    assert parts.desk.done == [("retry", tuple(parts.desk.deliveries[place].id for place in (8, 5, 2)))]
    qtbot.waitUntil(lambda: page._notice.text == "3 will be tried again.")
    assert parts.engine.woken == ["person"]


def test_a_new_session_for_several(window: MainWindow, parts: PretendParts, qtbot: QtBot) -> None:
    fill(parts, 6)
    page = opened(window, qtbot)
    choose(page, 0, 3)

    def enter(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit, "newSession")
        accept = dialog.findChild(QPushButton, "accept")
        assert isinstance(field, QLineEdit)
        assert isinstance(accept, QPushButton)
        assert not accept.isEnabled()
        QTest.keyClicks(field, "a-new-token")
        QTest.keyClick(field, Qt.Key.Key_Return)
        accept.click()

    answer("sessionDialog", enter)
    page.detail.buttons["session"].click()
    qtbot.waitUntil(lambda: bool(parts.desk.done))
    assert parts.desk.sessions[parts.desk.deliveries[5].id].value == "a-new-token"


def test_discarding_takes_the_typed_reference(window: MainWindow, parts: PretendParts, qtbot: QtBot) -> None:
    made = parts.desk.add(Form("A", "B"), State.NEEDS_ATTENTION, reason="rejected")
    page = opened(window, qtbot)
    choose(page, 0)
    qtbot.waitUntil(lambda: "discard" in page.detail.buttons)

    def confirm(dialog: QDialog) -> None:
        field, accept = dialog.findChild(QLineEdit, "typedReference"), dialog.findChild(QPushButton, "accept")
        assert isinstance(field, QLineEdit)
        assert isinstance(accept, QPushButton)
        field.setText("wrong")
        assert not accept.isEnabled()
        field.setText(short_reference(made.id).lower())
        accept.click()

    answer("discardDialog", confirm)
    page.detail.buttons["discard"].click()
    qtbot.waitUntil(lambda: not parts.desk.deliveries)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)


def test_correcting_a_refused_one(window: MainWindow, parts: PretendParts, qtbot: QtBot) -> None:
    old = parts.desk.add(Form("A", "B", "old@example.org"), State.NEEDS_ATTENTION, reason="rejected")
    page = opened(window, qtbot)
    choose(page, 0)
    qtbot.waitUntil(lambda: "amend" in page.detail.buttons)

    def correct(dialog: QDialog) -> None:
        field, accept = dialog.findChild(QLineEdit, "amend_email"), dialog.findChild(QPushButton, "accept")
        assert isinstance(field, QLineEdit)
        assert isinstance(accept, QPushButton)
        assert not accept.isEnabled()
        field.setText("new@example.org")
        accept.click()

    answer("amendDialog", correct)
    page.detail.buttons["amend"].click()
    qtbot.waitUntil(lambda: ("amend", (old.id, {"email": "new@example.org"})) in parts.desk.done)


@pytest.mark.parametrize("state", [State.SENT, State.WAITING])
def test_a_change_is_seen_while_the_page_is_open(
    window: MainWindow, parts: PretendParts, qtbot: QtBot, state: State
) -> None:
    page = opened(window, qtbot)
    made = parts.desk.add(Form("A", "B"), state)
    window.bridge.deliveryChanged.emit(made)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


EVENTS = ("signed", "execute_begun", "executed", "not_sent", "not_executed", "outcome_unknown", "no_url", "url_died",
          "put_again", "held_by_pause", "sent", "needs_attention")  # fmt: skip


@pytest.mark.parametrize("event", EVENTS)
def test_the_history_speaks_in_sentences_not_in_codes(event: str) -> None:
    said = outbox_words.event(AuditEntry(NOON, "", event))
    assert said[0].isupper()
