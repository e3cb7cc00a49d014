"""One window a profile: a second start brings the first to the front and hands it its link.

The local socket is for this user alone; what comes through it is one short line, and anything else is dropped.
"""

import getpass
import hashlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS: Final = 1_000
_LINE_MAX: Final = 20_000  # a link with the longest token
_SHOW: Final = b"show"


class SingleInstance(QObject):
    """`asked` carries the other start's link, '' for none."""

    asked = Signal(str)

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _socket_name(profile)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._callers: list[QLocalSocket] = []
        self._server.newConnection.connect(self._connected)

    def claim(self, link: str = "") -> bool:
        """Whether this is the first one; otherwise the first has been asked to come forward."""
        if self._tell_first(link):
            return False
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)  # left behind by a crash: nobody answered above
            self._server.listen(self._name)
        return True

    def release(self) -> None:
        """The next start is the first one."""
        self._server.close()

    def _tell_first(self, link: str) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_ANSWER_MS):
            return False
        socket.write(_SHOW + b" " + link.encode()[: _LINE_MAX - 8] + b"\n")
        socket.waitForBytesWritten(_ANSWER_MS)
        socket.disconnectFromServer()
        return True

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


def _socket_name(profile: Path) -> str:
    return "paraphe-" + hashlib.sha256(f"{getpass.getuser()}\0{profile}".encode()).hexdigest()[:20]
