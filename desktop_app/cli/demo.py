"""`paraphe demo`: the window against the practice server, in a throw-away profile with an in-memory vault.

Policies, the machine's settings and the environment are left out: it shows the same everywhere.
"""

import os
import sys
import tempfile
from pathlib import Path

from desktop_app.config.layers import load, nobody, set_values
from desktop_app.config.paths import Paths
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token
from desktop_app.sync.ports import Watcher
from desktop_app.ui.ports import Parts
from desktop_app.vault import memory_vault
from desktop_app.wiring import build, practice_server

from .context import Context
from .window import need_screen


def demo(context: Context) -> int:
    """The window, or with --scripted the same by itself."""
    options = context.options
    shots = _folder(options.shots) if options.scripted and options.shots else None
    if options.scripted:
        _screen_or_none()
    else:
        need_screen()
    from desktop_app.ui.preferences import Preferences  # noqa: PLC0415 - not for the other commands
    from desktop_app.ui.start import Opening, run  # noqa: PLC0415 - imports Qt

    # A file that Windows still holds open must not make the demonstration fail.
    with tempfile.TemporaryDirectory(prefix="paraphe-demo-", ignore_cleanup_errors=True) as folder:
        paths = Paths(Path(folder))
        server = practice_server()
        server.start()
        try:
            vault = memory_vault()
            vault.set_account(origin(server.api_url), Token.parse(server.account_token))
            vault.set_session(Token.parse(server.session_tokens[0]))
            set_values(paths, {"api_url": server.api_url, "sync.proxy": "direct"}, load(paths, nobody))
            configuration = load(paths, nobody)

            def make(watcher: Watcher) -> Parts:
                return build(paths, organisation=nobody, vault=vault, watcher=watcher)

            preferences = Preferences(paths, nobody)
            opening = Opening(settings=configuration.settings, make=make, preferences=preferences)
            if not options.scripted:
                return run(opening)
            from desktop_app.ui.demo import run_scripted  # noqa: PLC0415 - imports Qt

            return run_scripted(opening, server, shots=shots, say=context.console.says)
        finally:
            server.stop()


def _folder(name: str) -> Path:
    """The folder for the pictures; raises EnvironmentFault `file_not_writable`."""
    folder = Path(name).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault("file_not_writable", file=name) from error
    return folder


def _screen_or_none() -> None:
    """Where there is no screen, Qt draws into memory."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
