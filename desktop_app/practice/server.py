"""The practice server's door: one thread with an event loop that serves the API and the bucket on one loopback port.

    with PracticeServer() as server:
        ...  # server.api_url, server.account_token, server.session_tokens, server.executions, server.objects

It can be stopped and started again: port, tokens and what it stored stay, as a real service's do.
"""

import asyncio
import secrets
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from types import TracebackType
from typing import Self

from .api import STAGE, Api, Execution
from .faults import Faults
from .misbehaviour import Reply, reply, write
from .presigning import Key
from .protocol import HEAD_MAX_BYTES, Answer, BadRequest, Request, read_request
from .storage import BUCKET, URL_LIFETIME_S, Presign, Storage, StoredObject
from .tokens import SESSION_LIFETIME

SESSION_COUNT = 10
_START_S = 10.0


def _utc_now() -> datetime:
    return datetime.now(UTC)


class PracticeServer:
    """A service to practise with. Everything public may be used from any thread; `faults` may be replaced any time."""

    def __init__(
        self,
        port: int = 0,
        faults: Faults | None = None,
        clock: Callable[[], datetime] = _utc_now,
        host: str = "127.0.0.1",
        presign: Presign | None = None,
    ) -> None:
        """`port` 0: any free one. `presign`: hands out URLs of another storage in place of the server's own."""
        self.faults = faults or Faults()
        self.connections = 0  # opened so far
        self._host, self._port, self._clock = host, port, clock
        self._storage = Storage(
            Key("PRACTICE" + secrets.token_hex(6).upper(), secrets.token_urlsafe(30)), clock, presign
        )
        self._api = Api(self._storage, secrets.token_bytes(32), clock)
        self.account_token = self._api.issue_account()
        self.session_tokens = tuple(
            self._api.issue_session(f"practice-user-{number}", f"practice-session-{number}")
            for number in range(1, SESSION_COUNT + 1)
        )
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ends: asyncio.Event | None = None

    @property
    def api_url(self) -> str:
        """The contract's server URL; known once the server was started."""
        return f"http://{self._host}:{self._port}{STAGE}"

    @property
    def executions(self) -> tuple[Execution, ...]:
        """Every PATCH that was acted upon, in order."""
        return tuple(self._api.executions)

    @property
    def patches(self) -> Counter[str]:
        """How many PATCHes came in for each signature's name, refused ones included."""
        return self._api.patches

    @property
    def objects(self) -> dict[str, StoredObject]:
        """What is stored, by the signature's name."""
        return self._storage.objects

    @property
    def puts(self) -> Counter[str]:
        """How many PUTs came in for each signature's name, refused ones included."""
        return self._storage.puts

    def issue_session(self, user_id: str, session_id: str, lifetime: timedelta = SESSION_LIFETIME) -> str:
        """A further session token; a negative lifetime makes one that has expired."""
        return self._api.issue_session(user_id, session_id, lifetime)

    def issue_account(self, lifetime: timedelta) -> str:
        """A further account token; a negative lifetime makes one that has expired."""
        return self._api.issue_account(lifetime)

    def revoke(self, token: str) -> None:
        """Accepts a token no longer."""
        self._api.revoke(token)

    def start(self) -> None:
        """Listens; returns once it does. Raises OSError where the port is taken."""
        if self._thread is not None:
            return
        ready = threading.Event()
        failures: list[OSError] = []
        self._thread = threading.Thread(target=self._run, args=(ready, failures), name="practice", daemon=True)
        self._thread.start()
        ready.wait(_START_S)
        if failures:
            self._thread.join()
            self._thread = None
            raise failures[0]

    def stop(self) -> None:
        """Ends every connection and stops listening; what was stored stays."""
        if self._thread is None or self._loop is None or self._ends is None:
            return
        self._loop.call_soon_threadsafe(self._ends.set)
        self._thread.join()
        self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self, ready: threading.Event, failures: list[OSError]) -> None:
        try:
            asyncio.run(self._serve(ready))
        except OSError as error:
            failures.append(error)
        finally:
            ready.set()

    async def _serve(self, ready: threading.Event) -> None:
        self._loop, self._ends = asyncio.get_running_loop(), asyncio.Event()
        open_now: set[asyncio.Task[None]] = set()

        def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections += 1
            task = asyncio.ensure_future(self._connection(reader, writer))
            open_now.add(task)
            task.add_done_callback(open_now.discard)

        server = await asyncio.start_server(begin, self._host, self._port, limit=HEAD_MAX_BYTES)
        self._port = server.sockets[0].getsockname()[1]
        self._storage.base_url = f"http://{self._host}:{self._port}"
        ready.set()
        await self._ends.wait()
        server.close()
        for task in tuple(open_now):
            task.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._one(reader, writer):
                pass
        except ConnectionError:
            pass  # the client went away: its business
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Serves one request; returns whether the connection lives on."""
        try:
            request = await read_request(reader, writer)
        except BadRequest as bad:
            await write(writer, Reply(Answer(bad.status)), self._clock(), keep_alive=False)
            return False
        if request is None:
            return False
        given = await self._reply(request)
        return await write(writer, given, self._clock(), keep_alive=request.keeps_alive)

    async def _reply(self, request: Request) -> Reply:
        storage = request.path.startswith(f"/{BUCKET}/")
        side = "put" if storage else "patch"
        delay_s, fault = self.faults.pick(side)
        if delay_s:
            await asyncio.sleep(delay_s)
        return reply(fault, side, partial(self._act, request, storage))

    def _act(self, request: Request, storage: bool, url_age_s: int, url_lifetime_s: int | None) -> Answer:  # noqa: FBT001 - a partial's argument
        if storage:
            return self._storage.put(request)
        return self._api.execute(request, url_age_s=url_age_s, url_lifetime_s=url_lifetime_s or URL_LIFETIME_S)
