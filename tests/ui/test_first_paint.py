"""What comes before the first paint: the real start, in a process of its own, until the window is on screen."""

from typing import Any

import pytest

from tests.benchmarks.window_process import WindowProcess, make_profile

HEAVY = (
    "PIL", "PySide6.QtNetwork", "PySide6.QtPrintSupport", "asyncio", "cryptography", "desktop_app.domain.delivery",
    "desktop_app.domain.session", "desktop_app.ink", "desktop_app.outbox", "desktop_app.remote",
    "desktop_app.ui.parts.ink_events", "desktop_app.ui.workstation.outbox_page",
    "desktop_app.ui.workstation.settings_page", "desktop_app.vault", "desktop_app.wiring", "difflib",
    "email_validator", "getpass", "hashlib", "httpcore", "httpx", "keyring", "logging.handlers", "platform",
    "platformdirs", "socket", "sqlite3", "ssl", "tomlkit", "truststore", "uuid",
)  # fmt: skip
# Whoever names one of these has the binding make tens to hundreds of enum members: see desktop_app/ui/parts/by_number.
COSTLY = ("QEasingCurve", "QFileDialog", "QGradient", "QKeySequence", "QMessageBox", "QStyle", "QTextDocument", "Qt")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    profile = make_profile(tmp_path_factory.mktemp("profile"), "http://127.0.0.1:9/main")
    with WindowProcess("paraphe", "--profile", str(profile)) as window:
        return window.first


def test_nothing_heavy_is_imported(first: dict[str, Any]) -> None:
    assert "desktop_app.ui.workstation.main_window" in first["modules"]
    assert [name for name in HEAVY if name in first["modules"]] == []


def test_no_class_is_asked_for_whose_enums_take_long(first: dict[str, Any]) -> None:
    assert "QMainWindow" in first["bound"]
    assert [name for name in COSTLY if name in first["bound"]] == []
