"""French and English are complete, switch without a restart, and fit even where they are 40 % longer."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.app import Application
from desktop_app.ui.workstation.main_window import MainWindow
from tests.ui.conftest import MakeWindow

ROOT = Path(__file__).parents[2]
LONGER = 1.4


class Pseudo(QTranslator):
    """Every text 40 % longer, with accents, so that what is not translated or does not fit is seen."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, n: int = -1) -> str:
        text = source.replace("%n", str(n)).replace("e", "é").replace("a", "â")
        return "[" + text + "~" * round(len(source) * (LONGER - 1)) + "]"


@pytest.fixture
def pseudo(app: Application) -> Iterator[Pseudo]:
    translator = Pseudo()
    app.qt.installTranslator(translator)
    yield translator
    app.qt.removeTranslator(translator)


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
    assert clipped(window) == []


def clipped(window: QWidget) -> list[str]:
    """Labels and buttons whose words need more room than they have."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or not label.pixmap().isNull():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        too_wide = not label.wordWrap() and label.sizeHint().width() > label.width() + 1
        if too_wide or needed > label.height() + 1:
            found.append(f"{label.objectName()}: {label.text()}")
    found += [
        f"{button.objectName()}: {button.text()}"
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and button.text() and button.minimumSizeHint().width() > button.width() + 1
    ]
    for line in window.findChildren(QLineEdit):
        room = line.width() - 24
        if line.isVisible() and line.fontMetrics().horizontalAdvance(line.placeholderText()) > room:
            found.append(f"{line.objectName()}: {line.placeholderText()}")
    return found
