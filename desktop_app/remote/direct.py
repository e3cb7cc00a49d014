"""Connections to hosts that are reached without a proxy: kept alive, the one that was used last is used again first.

httpcore's pool would do the same for any number of requests that wait for each other, with locks that no request of
ours ever needs: nobody here waits for a connection.
"""

import ssl

import httpcore

from .backend import Backend
from .failures import Progress, Stage

Place = tuple[bytes, bytes, int | None]  # scheme, host, port


class Direct:
    """The connections of one client. `send` lends one, `give_back` ends the loan."""

    def __init__(self, context: ssl.SSLContext, keep_alive_s: float) -> None:
        self._context = context
        self._keep_alive_s = keep_alive_s
        self._backend = Backend()
        self._idle: dict[Place, list[httpcore.AsyncHTTP11Connection]] = {}
        self._lent: dict[httpcore.AsyncHTTP11Connection, Place] = {}

    async def send(
        self, request: httpcore.Request, progress: Progress
    ) -> tuple[httpcore.Response, httpcore.AsyncHTTP11Connection]:
        """The answer, its body still to come over the connection lent. Raises httpcore's errors."""
        url = request.url
        place = (url.scheme, url.host, url.port)
        connection = await self._kept(place)
        if connection is None:
            connection = await self._opened(url.origin, request.extensions["timeout"]["connect"], progress)
        progress.stage = Stage.SENT
        self._lent[connection] = place
        try:
            return await connection.handle_async_request(request), connection
        except BaseException:  # it has closed itself
            del self._lent[connection]
            raise

    async def give_back(self, connection: httpcore.AsyncHTTP11Connection) -> None:
        """After the answer's body was read, or given up."""
        place = self._lent.pop(connection, None)
        if place is not None and connection.is_idle():
            self._idle.setdefault(place, []).append(connection)
        else:
            await connection.aclose()

    async def aclose(self) -> None:
        """Closes every connection, those that are lent too."""
        connections = [*self._lent, *(each for idle in self._idle.values() for each in idle)]
        self._lent, self._idle = {}, {}
        for connection in connections:
            await connection.aclose()

    async def _kept(self, place: Place) -> httpcore.AsyncHTTP11Connection | None:
        """One that is still good; those that are not any more are closed."""
        idle = self._idle.get(place, [])
        while idle:
            connection = idle.pop()
            if not connection.has_expired():
                return connection
            await connection.aclose()
        return None

    async def _opened(
        self, origin: httpcore.Origin, connect_s: float, progress: Progress
    ) -> httpcore.AsyncHTTP11Connection:
        host = origin.host.decode("ascii")
        stream = await self._backend.connect_tcp(host, origin.port, connect_s)
        if origin.scheme == b"https":
            progress.stage = Stage.TLS
            self._context.set_alpn_protocols(["http/1.1"])
            stream = await stream.start_tls(self._context, host, connect_s)
        return httpcore.AsyncHTTP11Connection(origin, stream, self._keep_alive_s)
