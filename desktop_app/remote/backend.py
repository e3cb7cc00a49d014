"""How httpcore gets its connections: names resolved apart, the addresses tried in turn, the first that answers taken.

Names are resolved in a thread that nobody waits for: a dead resolver takes half a minute, and asyncio's executor is
joined at exit.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from itertools import chain, zip_longest

import httpcore

from . import stream
from .apart import apart

STAGGER_S = 0.25  # RFC 8305, section 5: when the next address is tried beside one that does not answer


class Backend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """To the first of the host's addresses that answers. Raises socket.gaierror where it has none."""
        options = None if socket_options is None else list(socket_options)
        try:
            async with asyncio.timeout(timeout):
                addresses = await _addresses(host, port)
                connect = stream.connect
                return await _first(
                    [partial(connect, address, port, timeout, local_address, options) for address in addresses]
                )
        except TimeoutError as error:
            raise httpcore.ConnectTimeout from error


async def _addresses(host: str, port: int) -> Sequence[str]:
    """The host's addresses, both families in turn, the system's favourite first."""
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        found = await apart(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    families: dict[int, list[str]] = {}
    for family, _, _, _, address in found:
        families.setdefault(family, []).append(str(address[0]))
    return [each for each in chain.from_iterable(zip_longest(*families.values())) if each is not None]


async def _first(
    attempts: Sequence[Callable[[], Awaitable[httpcore.AsyncNetworkStream]]],
) -> httpcore.AsyncNetworkStream:
    """The stream of the first attempt that succeeds; the next begins where one fails or takes long.

    Raises what the first attempt raised where all fail. No other stream stays open.
    """
    waiting, running, failures = (
        list(attempts),
        set[asyncio.Future[httpcore.AsyncNetworkStream]](),
        list[BaseException](),
    )
    try:
        while waiting or running:
            if waiting:
                running.add(asyncio.ensure_future(waiting.pop(0)()))
            limit_s = STAGGER_S if waiting else None
            done, running = await asyncio.wait(running, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
            for attempt in done:
                failure = attempt.exception()
                if failure is None:
                    running |= done - {attempt}
                    return attempt.result()
                failures.append(failure)
        raise failures[0]
    finally:
        for attempt in running:
            attempt.cancel()
        for late in await asyncio.gather(*running, return_exceptions=True):
            if isinstance(late, httpcore.AsyncNetworkStream):
                await late.aclose()
