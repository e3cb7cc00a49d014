"""French and English are complete, switch without a restart, and fit even where they are 40 % longer."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.app import Application
from desktop_app.ui.workstation.main_window import MainWindow
from tests.ui.conftest import MakeWindow
from tests.ui.longer import Pseudo, clipped

ROOT = Path(__file__).parents[2]


def test_every_text_is_translated_and_none_is_left_over() -> None:
    tool = ROOT / "packaging" / "update_translations.py"
    result = subprocess.run([sys.executable, tool, "--check"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_french_comes_and_goes_without_a_restart(window: MainWindow, app: Application) -> None:
    app.language.choose("fr")
    app.qt.processEvents()
    assert window.bar.button.text() == "Valider"
    assert window.bar.said.text() == "Il manque encore\u00a0: session, prénom, nom et signature"
    assert window.page.form.fields["first_name"]._label.text() == "Prénom"
    app.language.choose("en")
    app.qt.processEvents()
    assert window.bar.button.text() == "Sign off"
    assert window.page.form.fields["first_name"]._label.text() == "First name"


def test_numbers_and_one_are_told_apart(app: Application) -> None:
    translate = app.qt.translate
    assert translate("Sync", "%n sign-off(s) waiting", None, 1) == "1 sign-off waiting"
    assert translate("Sync", "%n sign-off(s) waiting", None, 12) == "12 sign-offs waiting"
    app.language.choose("fr")
    assert translate("Sync", "%n sign-off(s) waiting", None, 0) == "0 signature en attente"
    app.language.choose("en")


@pytest.mark.parametrize("page", ["sign", "outbox", "help"])
@pytest.mark.parametrize("width_px", [1180, 800])
def test_longer_words_are_not_clipped(
    pseudo: Pseudo, make_window: MakeWindow, qtbot: QtBot, page: str, width_px: int
) -> None:
    assert pseudo is not None
    window = make_window()
    window.resize(width_px, 760)
    window.show_page(page)
    qtbot.wait(250)

    def fits() -> None:
        assert clipped(window) == []

    qtbot.waitUntil(fits, timeout=10_000)  # a busy machine lays out later
