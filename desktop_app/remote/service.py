"""The service and its storage as the engine sees them: `sync.ports.Remote`, fulfilled by two clients."""

from desktop_app.domain.outcomes import PatchOutcome, PutOutcome, Unreachable
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff

from .client import Client, RawAnswer
from .execute import execute_body, execute_headers, execute_target, patch_answer
from .network import Network
from .target import Target
from .upload import UPLOAD_HEADERS, put_answer


class Service:
    """Fulfils `sync.ports.Remote`. Opens nothing until the first request; used within one event loop."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._api = Client(network)
        self._storage = Client(network)  # never given a token

    async def execute(self, signoff: SignOff, account: Token) -> PatchOutcome:
        """PATCH to `signoff.api_url` under `signoff.session`. Raises InvalidInput `api_url_invalid`."""
        headers = execute_headers(signoff.session, account)
        raw = await self._api.send("PATCH", execute_target(signoff.api_url), headers, execute_body(signoff))
        return patch_answer(raw, signoff.session, account) if isinstance(raw, RawAnswer) else raw

    async def upload(self, url: PresignedUrl, jpeg: bytes) -> PutOutcome:
        """PUT of exactly these bytes."""
        try:
            target = Target.parse(url.value)
        except ValueError:
            return Unreachable("dns", "no host")
        raw = await self._storage.send("PUT", target, UPLOAD_HEADERS, jpeg)
        return put_answer(raw) if isinstance(raw, RawAnswer) else raw

    def network_changed(self) -> None:
        """Idle connections and what was learnt of proxies are dropped; may be called from any thread."""
        self._network.proxies.forget()
        self._api.network_changed()
        self._storage.network_changed()

    async def close(self) -> None:
        """Closes every connection."""
        await self._api.close()
        await self._storage.close()
