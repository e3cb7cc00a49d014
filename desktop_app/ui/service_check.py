"""Whether a service answers at all: a connection to its host with the system's certificates and proxy.

Nothing is executed: one TLS handshake, through Qt, so that neither the window nor the sender waits for it.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

_TIMEOUT_MS = 10_000


class ServiceCheck(QObject):
    """One check at a time; `answered` gets a sentence, '' where a server answered."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network: QNetworkAccessManager | None = None

    def start(self, url: str, answered: Callable[[str], None]) -> None:
        """Asks; any HTTP answer will do, since the API has no address that changes nothing and says more."""
        if self._network is None:
            self._network = QNetworkAccessManager(self)
        request = QNetworkRequest(QUrl(url))
        request.setTransferTimeout(_TIMEOUT_MS)
        policy = QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
        request.setAttribute(QNetworkRequest.Attribute.RedirectPolicyAttribute, policy)
        reply = self._network.head(request)

        def finished() -> None:
            status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
            answered("" if status is not None else _problem(reply.error()))
            reply.deleteLater()

        reply.finished.connect(finished)


def _problem(error: QNetworkReply.NetworkError) -> str:
    if error == QNetworkReply.NetworkError.HostNotFoundError:
        return QCoreApplication.translate(
            "Check", "It is saved, but there is no server of that name. Please check the URL and the network."
        )
    if error == QNetworkReply.NetworkError.SslHandshakeFailedError:
        return QCoreApplication.translate(
            "Check", "It is saved, but the connection is not trusted. Please tell your IT department."
        )
    return QCoreApplication.translate(
        "Check", "It is saved, but the service does not answer now. Sign-offs are kept until it does."
    )
