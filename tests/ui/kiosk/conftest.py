"""The kiosk on its bench; see bench."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.app import Application, build_application
from desktop_app.ui.parts.theme.tokens import KIOSK, WORKSTATION
from tests.ui.kiosk.bench import bench, make_bench, phc

__all__ = ["bench", "make_bench", "phc"]


@pytest.fixture
def kiosk_app(qapp: QApplication) -> Iterator[Application]:  # noqa: ARG001 - taken over
    """The application at a kiosk's size."""
    made = build_application(["test"], language="en", measures=KIOSK)
    yield made
    made.theme.resize(WORKSTATION)
    made.theme.deleteLater()
    made.language.deleteLater()
