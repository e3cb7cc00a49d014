"""How a second start reaches the first: a local socket for this user alone, and one short line through it.

Anything else that comes through it is dropped.
"""

import getpass
import hashlib
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS: Final = 1_000
_AGAIN_S: Final = 0.05
_LINE_MAX: Final = 20_000  # a link with the longest token
_SHOW: Final = b"show"


class Listener(QObject):
    """In the first one. `asked` carries the other start's link, '' for none."""

    asked = Signal(str)

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        name = _socket_name(profile)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._callers: list[QLocalSocket] = []
        self._server.newConnection.connect(self._connected)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a crash: nobody answers there
            self._server.listen(name)

    def close(self) -> None:
        """Listens no more."""
        self._server.close()

    def _connected(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.setReadBufferSize(_LINE_MAX)
            self._callers.append(socket)
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(self._read)
        self._read()  # what came before we listened

    def _read(self) -> None:
        """Takes one line of each caller that has sent one; drops who is gone or talks too much."""
        for socket in list(self._callers):
            whole = socket.canReadLine()
            if whole:
                self._obey(bytes(socket.readLine(_LINE_MAX).data()))
            gone = socket.state() == QLocalSocket.LocalSocketState.UnconnectedState
            if whole or gone or socket.bytesAvailable() >= _LINE_MAX:
                self._callers.remove(socket)
                socket.readyRead.disconnect(self._read)
                socket.disconnected.disconnect(self._read)
                socket.abort()
                socket.deleteLater()

    def _obey(self, line: bytes) -> None:
        command, _, link = line.strip().partition(b" ")
        if command == _SHOW:
            self.asked.emit(link.decode("ascii", errors="replace"))


def tell_first(profile: Path, link: str, within_s: float) -> bool:
    """Asks the first one to come forward; False where nobody has listened for so long."""
    ends_s = time.monotonic() + within_s
    while not _told(profile, link):
        if time.monotonic() >= ends_s:
            return False
        time.sleep(_AGAIN_S)  # it is starting, and listens once its window is on screen
    return True


def _told(profile: Path, link: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(_socket_name(profile))
    if not socket.waitForConnected(_ANSWER_MS):
        return False
    socket.write(_SHOW + b" " + link.encode()[: _LINE_MAX - 8] + b"\n")
    socket.waitForBytesWritten(_ANSWER_MS)
    socket.disconnectFromServer()
    return True


def _socket_name(profile: Path) -> str:
    return "paraphe-" + hashlib.sha256(f"{getpass.getuser()}\0{profile}".encode()).hexdigest()[:20]
