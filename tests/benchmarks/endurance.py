"""10,000 sign-offs in one process, each drawn, encoded, sealed, committed and sent: what the process keeps of them.

Rounds of 500: signed through the desk, then sent by an engine to a practice server in a process of its own. Memory is
what the process has for itself (private pages), read after a garbage collection at the end of each round. What the C
library holds free, a picture's 11 MB more or less as it happens, is given back first: it is not the program's.
"""

import asyncio
import ctypes
import gc
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it ships no types

from desktop_app.config.layers import load, nobody, set_values
from desktop_app.config.paths import Paths
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.ink.raster import encode
from desktop_app.ink.strokes import Ink
from desktop_app.vault import Vault, memory_vault
from desktop_app.wiring import Parts, build

from .ink_hand import generated, recordings
from .practice_process import PracticeProcess
from .table import Row
from .window_process import memory_mb

SIGN_OFFS = 10_000
ROUND = 500
GROWTH_MB = 5.0
FORM = Form("Anne-Marie", "O'Neill", "am@example.org", "Filter replaced.", "All well.")


@dataclass(frozen=True, slots=True)
class Held:
    """What the process has at one moment."""

    memory_mb: float
    threads: int
    files: int
    sockets: int


def held() -> Held:
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    process = psutil.Process()
    private = memory_mb("self", "Private_Dirty") + memory_mb("self", "Private_Clean")
    targets = [path.readlink().name for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
    sockets = sum(1 for target in targets if target.startswith("socket:"))
    return Held(private, process.num_threads(), len(targets) - sockets, sockets)


def run() -> list[Row]:
    """Growth after the first 500, and what is left open at the end beyond what was open then."""
    inks = [*recordings().values(), *generated(12).values()]
    with tempfile.TemporaryDirectory() as folder, PracticeProcess() as server:
        vault = memory_vault()
        vault.set_account(origin(server.api_url), Token.parse(server.account_token))
        paths = Paths(Path(folder))
        set_values(paths, {"api_url": server.api_url, "sync.proxy": "direct"}, load(paths, nobody))
        before = held()
        after = [_round(paths, vault, server, inks) for _ in range(SIGN_OFFS // ROUND)]
        report = server.report()
    assert report.objects == report.right_sizes == SIGN_OFFS, report
    first, last = after[0], after[-1]
    growth = last.memory_mb - first.memory_mb
    left = (
        ("threads", last.threads - before.threads),
        ("files", last.files - before.files),
        ("sockets", last.sockets - before.sockets),
    )
    return [
        Row(
            f"growth of memory over {SIGN_OFFS:,} sign-offs, after the first {ROUND}", growth, "MB",
            f"<= {GROWTH_MB:.0f}", f"itself after {ROUND}", first.memory_mb, growth <= GROWTH_MB,
        ),
        *(Row(f"{what} left by {SIGN_OFFS:,} sign-offs", kept, "", "= 0", "-", None, kept <= 0) for what, kept in left),
    ]  # fmt: skip


def _round(paths: Paths, vault: Vault, server: PracticeProcess, inks: Sequence[Ink]) -> Held:
    """500 signed and sent by parts that are built and closed, as a window's life does."""
    with build(paths, organisation=nobody, vault=vault) as parts:
        _sign(parts, server, inks)
        summary = asyncio.run(parts.engine.drain(wait_s=5.0))
        assert summary.sent == ROUND, summary
    del parts
    return held()


def _sign(parts: Parts, server: PracticeProcess, inks: Sequence[Ink]) -> None:
    tokens = [Token(token) for token in server.session_tokens]
    for number in range(ROUND):
        ink = inks[number % len(inks)]
        parts.desk.sign(FORM, lambda ink=ink: encode(ink), tokens[number % len(tokens)], server.api_url)  # type: ignore[misc]  # the loop's own ink
