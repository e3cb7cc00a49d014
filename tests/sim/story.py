"""One seed: a machine in a storm of faults, crashes and people, then calm weather in which everything must end."""

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sim.ground import Report
from tests.sim.loop import NothingLeft, Spinning, VirtualLoop
from tests.sim.process import CURRENT, Killed, task_factory
from tests.sim.storm import Storm
from tests.sim.world import API, OTHER_API, Weather

__all__ = ["Report", "Story", "run_seed", "run_story"]

CALM_S = 2.5 * 3_600.0  # within this everything has ended: above the longest Retry-After and the longest back-off


def run_seed(seed: int) -> Report:
    """Runs one seed in virtual time. The same seed does the same, event by event."""
    return run_story(lambda place: Story(seed, place))


def run_story(make: Callable[[Path], "Story"]) -> Report:
    """Runs a story in a folder of its own, in memory where the system has such a place."""
    memory = Path("/dev/shm")
    place = Path(tempfile.mkdtemp(prefix="paraphe-sim-", dir=memory if memory.is_dir() else None))
    story = make(place)
    loop = VirtualLoop()
    loop.set_task_factory(task_factory)
    try:
        with _bugs(story):
            loop.run_until_complete(story.tell(loop))
    except (NothingLeft, Spinning) as error:
        story.report.complaints = [*story.oracle.complaints, f"7: {error!r}"]
        story.machine.close()
        loop.end_all()
    finally:
        CURRENT.set(None)
        loop.close()
        shutil.rmtree(place, ignore_errors=True)
    return story.report


class Story(Storm):
    """A storm, then calm weather."""

    async def tell(self, loop: VirtualLoop) -> None:
        self.loop = loop
        self.world.clock = loop.time
        self._new_account(API)
        self._new_account(OTHER_API)
        self._set_account(API)
        await self._storm()
        await self._calm()

    async def _calm(self) -> None:
        self._log("calm")
        self.world.weather = Weather()
        self.world.revoked_sessions.clear()
        self._new_account(self.machine.api_url)
        self._set_account(self.machine.api_url)
        if self.window is not None:
            self.window.fuse = None
        if self.window is None or self.window.dead or self.chance.random() < 0.3:
            if self.window is not None:
                await self.window.die()
            self.window = None
            await self._start_window()
        window = self.window
        assert window is not None
        window.engine.wake(self.chance.choice(("network", "token")))
        ends_s = self.loop.time() + CALM_S
        while self.loop.time() < ends_s and window.store.counts().waiting:
            if window.store.pause() is not None:  # a person looks after the machine
                window.desk.resume()
            await self._pass(20.0)
        self.oracle.check_kept(window.store)
        self.oracle.check_counts(window.store)
        self.oracle.check_ended(window.store)
        counts = window.store.counts()
        self.report.sent, self.report.attention = counts.sent, counts.needs_attention
        await window.die()
        self.report.complaints = self.oracle.complaints
        self.report.arrivals = sum(known.arrivals for known in self.oracle.known.values())
        self.report.repeats = sum(known.repeats for known in self.oracle.known.values())


@contextmanager
def _bugs(story: Story) -> Iterator[None]:
    """An unexpected error that the engine logs is a complaint; the log itself is part of what must be equal."""
    handler = _Listener(story)
    logger = logging.getLogger("paraphe.sync")
    level, spreads = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = spreads


class _Listener(logging.Handler):
    def __init__(self, story: Story) -> None:
        super().__init__()
        self._story = story

    def emit(self, record: logging.LogRecord) -> None:
        self._story._log(record.getMessage())
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, Killed):
            self._story.oracle.complain(f"bug: {error!r}")
