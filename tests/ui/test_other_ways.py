"""Signatures that are not drawn, where the organisation allows them; and a chip that counts down."""

from datetime import datetime, timedelta

from pytestqt.qtbot import QtBot

from desktop_app.config.settings import Settings
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.ui.app import Application
from desktop_app.ui.parts.session_chip import SessionChip
from desktop_app.ui.parts.session_state import Standing
from tests.ui.conftest import MakeWindow, token_of
from tests.ui.pretend import NOON


def test_a_name_is_written_in_a_script_font_and_can_be_signed_with(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(Settings(ink_typed=True))
    window.signing.use_session(Token(token_of()))
    window.page.form.set_form(Form("Zoé", "Lefèvre"))
    window.page.card.typeAsked.emit()
    qtbot.waitUntil(lambda: window.page.pad.picture() is not None)
    assert window.banner.text == ""
    window.signing.refresh()
    assert window.bar.button.isEnabled()


def test_the_chip_counts_down_and_says_when_it_is_over(app: Application, qtbot: QtBot) -> None:
    now = [NOON]

    def clock() -> datetime:
        return now[0]

    chip = SessionChip(app.theme, clock)
    qtbot.addWidget(chip)
    chip.show_session(Token(token_of(ends=NOON + timedelta(minutes=20))))
    assert chip.view.standing is Standing.GOOD
    assert chip._timer.remainingTime() <= 5 * 60_000 + 1_500, "it looks again when the end comes near"
    said = []
    for minutes in (6, 7, 19, 20):
        now[0] = NOON + timedelta(minutes=minutes)
        chip.refresh()
        said.append(chip._until.text())
    assert said[:3] == ["Ends in 14 minutes", "Ends in 13 minutes", "Ends in 1 minute"]
    assert said[3].startswith("Expired ")
    assert chip.view.tone == "attention"
