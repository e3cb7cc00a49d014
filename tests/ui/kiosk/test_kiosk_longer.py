"""Words 40 % longer than English fit on every page of the kiosk, on the smallest screen and on a large one."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from desktop_app.ui.app import Application
from tests.gallery import kiosk
from tests.gallery.kiosk import SCENES, Stage
from tests.ui.longer import Pseudo, clipped

SIZES = [QSize(1_024, 600), QSize(1_920, 1_080)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_longer_words_are_not_clipped(kiosk_app: Application, scene: Callable[[Stage], None], size: QSize) -> None:
    with kiosk.staged(kiosk_app, "en", size) as stage:
        longer = Pseudo()
        kiosk_app.qt.installTranslator(longer)
        try:
            scene(stage)
            QApplication.processEvents()
            QApplication.processEvents()
            assert clipped(stage.window) == []
        finally:
            kiosk_app.qt.removeTranslator(longer)
