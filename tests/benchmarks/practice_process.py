"""A practice server in a process of its own, so that its CPU time is not counted as the client's."""

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from desktop_app.practice.misbehaviour import Reply
from desktop_app.practice.protocol import Request
from desktop_app.practice.server import PracticeServer

TIMER_LATE_S = 0.0005


@dataclass(frozen=True)
class Report:
    """What the server has seen so far."""

    connections: int
    executions: int
    objects: int
    right_sizes: int  # objects as long as they were declared


class Distant(PracticeServer):
    """Answers `latency_s` after a request came in. What the server itself does is a part of that, not added to it.

    The event loop's timers are late by up to a millisecond, half of one on average: that is taken off.
    """

    def __init__(self, latency_s: float) -> None:
        super().__init__()
        self._latency_s = latency_s

    async def _reply(self, request: Request) -> Reply:
        loop = asyncio.get_running_loop()
        answers_at_s = loop.time() + self._latency_s - TIMER_LATE_S
        given = await super()._reply(request)
        await asyncio.sleep(answers_at_s - loop.time())
        return given


class PracticeProcess:
    """Use as a context manager; an answer leaves `latency_s` after its request came in."""

    def __init__(self, latency_s: float = 0.0) -> None:
        self._latency_s = latency_s

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.benchmarks.practice_process", str(self._latency_s)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        told = self._read()
        self.api_url: str = told["api_url"]
        self.account_token: str = told["account_token"]
        self.session_tokens: list[str] = told["session_tokens"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()

    def report(self) -> Report:
        """Counts since the server started."""
        assert self._process.stdin is not None
        self._process.stdin.write("report\n")
        self._process.stdin.flush()
        return Report(**self._read())

    def _read(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def serve(latency_s: float) -> None:
    """Speaks JSON lines on stdout, one for each line on stdin, until that ends."""
    with Distant(latency_s) if latency_s else PracticeServer() as server:
        tell(
            {
                "api_url": server.api_url,
                "account_token": server.account_token,
                "session_tokens": list(server.session_tokens),
            }
        )
        for _ in sys.stdin:
            declared = {execution.name: execution.size_bytes for execution in server.executions}
            right = sum(declared.get(name) == len(stored.data) for name, stored in server.objects.items())
            tell(
                {
                    "connections": server.connections,
                    "executions": len(server.executions),
                    "objects": len(server.objects),
                    "right_sizes": right,
                }
            )


def tell(value: object) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve(float(sys.argv[1]))
