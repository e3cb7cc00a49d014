"""Wakes the sender when the network comes back. It never holds the sender back: Qt said "online" without a network."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtNetwork import QNetworkInformation

_ONLINE = (QNetworkInformation.Reachability.Online, QNetworkInformation.Reachability.Site)


class Connectivity(QObject):
    """Listens to the system, where it can tell; and to the person coming back to the program after a sleep."""

    def __init__(self, app: QGuiApplication, wake: Callable[[str], None]) -> None:
        super().__init__(app)
        self._wake = wake
        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            information = QNetworkInformation.instance()
            if information is not None:
                information.reachabilityChanged.connect(self.reachability_changed)
        app.applicationStateChanged.connect(self._state_changed)

    def reachability_changed(self, reachability: QNetworkInformation.Reachability) -> None:
        """The system believes something about the network."""
        if reachability in _ONLINE:
            self._wake("network")

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._wake("active")
