"""The storm: what goes wrong, and what people do meanwhile."""

from collections.abc import Awaitable, Callable, Sequence

from desktop_app.domain.delivery import State
from desktop_app.domain.origin import origin
from desktop_app.domain.signoff import Form
from tests.sim.ground import Ground
from tests.sim.process import Process
from tests.sim.world import API, OTHER_API, Weather


class Storm(Ground):
    """A machine on a very bad day."""

    async def _storm(self) -> None:
        chance = self.chance
        self.machine.clock_offset_s = chance.choice((0.0, 0.0, 0.0, -86_400.0, 7_200.0, 31_536_000.0))
        self.world.weather = self._weather()
        await self._start_window()
        actions: list[tuple[int, Callable[[], Awaitable[None]]]] = [
            (9, self._sign),
            (6, self._new_weather),
            (6, self._crash),
            (3, self._other_process),
            (4, self._person),
            (1, self._new_account_token),
            (1, self._account_trouble),
            (1, self._clock_jumps),
            (1, self._wrong_setting),
            (2, self._network_news),
        ]
        names = [action for weight, action in actions for _ in range(weight)]
        for _ in range(chance.randint(6, 24)):
            await self._pass(chance.expovariate(1 / 6))
            await chance.choice(names)()

    def _weather(self) -> Weather:
        chance = self.chance
        bad = chance.choice((0.0, 0.2, 0.5))
        weather = Weather(
            patch_fault=bad * chance.random(),
            put_fault=bad * chance.random(),
            api_down=chance.random() < 0.15,
            storage_down=chance.random() < 0.1,
            everything="refused_alike" if chance.random() < 0.05 else None,
            url_life_s=chance.choice(((600.0, 900.0), (600.0, 900.0), (3.0, 20.0), (31.0, 60.0))),
            delay_s=chance.choice(((0.01, 0.4), (0.001, 0.002), (1.0, 20.0))),
            date_offset_s=chance.choice((0.0,) * 9 + (-7_200.0, 5_400.0)),
            without_date=chance.choice((0.0, 0.0, 0.5, 1.0)),
        )
        self.oracle.dates_lie = self.oracle.dates_lie or weather.date_offset_s != 0.0
        return weather

    async def _new_weather(self) -> None:
        self.world.weather = self._weather()
        self._log("weather")

    async def _sign(self) -> None:
        process = await self._someone()
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            self._sign_one(process)

    def _sign_one(self, process: Process) -> None:
        chance = self.chance
        if not self.sessions or chance.random() < 0.5:
            life_s = chance.choice((86_400.0, 86_400.0, 60.0, -10.0))
            number = len(self.sessions)
            self.sessions.append(self.world.token(f"user-{number % 3}", f"session-{number}", life_s))
        session = chance.choice(self.sessions[-3:])
        api_url = chance.choice((self.machine.api_url,) * 9 + ("",))
        jpeg = chance.randbytes(chance.randint(20, 60))
        self._as(process, lambda: process.desk.sign(Form("A", f"B{len(jpeg)}"), jpeg, session, api_url))
        self.report.signed += 1
        if chance.random() < 0.8 and not process.dead:
            process.engine.wake("signed")

    async def _crash(self) -> None:
        window = self.window
        if window is None:
            await self._start_window()
        elif self.disk is not None and self.chance.random() < 0.5:
            await self._power_cut()
        elif self.chance.random() < 0.7:
            window.fuse = self.chance.randint(1, 40)
            self._log(f"fuse {window.fuse}")
        else:
            await self._end(window)

    async def _end(self, process: Process) -> None:
        """Death in the middle of whatever it is doing, or a stop that was asked for."""
        if self.chance.random() < 0.5:
            self.report.crashes += 1
            await process.die()
            self._log(f"{process.name} killed")
        else:
            process.stop.set()
            await self._pass(3.0)
            await process.die()
            self._log(f"{process.name} stopped")
        if process is self.window:
            self.window = None
            if self.chance.random() < 0.8:
                await self._start_window()

    async def _other_process(self) -> None:
        """`paraphe sync`, or another `paraphe sign`, beside the window. A power-cut disk takes one process only."""
        if self.disk is not None:
            return
        process = self._process("command")
        once = self.chance.random() < 0.3
        if self.chance.random() < 0.4:
            process.fuse = self.chance.randint(1, 60)
        if self.chance.random() < 0.4:
            self._sign_one(process)
        drain = process.start(lambda: process.engine.drain(self.chance.choice((0.0, 5.0)), once=once))
        await self._pass(self.chance.choice((0.05, 1.0, 30.0)))
        if drain.done() and not drain.cancelled() and not process.dead and drain.exception() is not None:
            self.oracle.complain(f"bug: drain: {drain.exception()!r}")
        self.report.crashes += int(process.dead)
        await process.die()

    async def _person(self) -> None:
        """Somebody decides about the sign-offs that are on this machine."""
        process = await self._someone()
        chance, desk = self.chance, process.desk
        rows = self._as(process, lambda: desk.page(states=(State.NEEDS_ATTENTION,), limit=20)) or ()
        what = chance.choice(("retry", "retry_all", "attach", "attach", "amend", "discard", "resume", "retry_open"))
        self._log(f"person {what}")
        if what == "resume":
            self._as(process, desk.resume)
        elif what == "retry_all":
            self._as(process, desk.retry_all)
        elif what == "retry_open":
            everything = self._as(process, lambda: desk.page(limit=20)) or ()
            if everything:
                self._as(process, lambda: desk.retry([chance.choice(everything).id]))
        elif rows:
            self._decide(process, what, [row.id for row in rows])
        if not process.dead and chance.random() < 0.7:
            process.engine.wake("person")

    def _decide(self, process: Process, what: str, asked: Sequence[str]) -> None:
        chance, desk = self.chance, process.desk
        one = chance.choice(asked)
        if what == "retry":
            self._as(process, lambda: desk.retry([one]))
        elif what == "amend":
            self._as(process, lambda: desk.amend(one, {"comment": "amended"}))
        elif what == "discard" and chance.random() < 0.3:
            self._as(process, lambda: desk.discard(one))
        elif what == "attach":
            number = chance.randrange(1_000)
            fresh = self.world.token(f"user-{number % 3}", f"session-{number % 8}", 86_400.0)
            ids = asked if chance.random() < 0.5 else [one]
            self._as(process, lambda: desk.attach_session(ids, fresh))

    async def _new_account_token(self) -> None:
        self._new_account(self.machine.api_url)
        self._set_account(self.machine.api_url)
        if self.window is not None and self.chance.random() < 0.5:
            self.window.engine.wake("token")

    async def _account_trouble(self) -> None:
        token = self.machine.vault.account(origin(self.machine.api_url))
        if token is not None and self.chance.random() < 0.6:
            self.world.accounts.pop(token.value, None)
            self._log("account revoked")
        elif self.chance.random() < 0.5:
            self.machine.vault.clear_account()
            self._log("account cleared")

    async def _clock_jumps(self) -> None:
        self.machine.clock_offset_s += self.chance.choice((-86_400.0, -60.0, 60.0, 3_600.0, 864_000.0))

    async def _wrong_setting(self) -> None:
        """Another API for a while, with its own account token or without."""
        self.machine.api_url = OTHER_API if self.machine.api_url == API else API
        if self.chance.random() < 0.7:
            self._set_account(self.machine.api_url)
        self._log(f"api {self.machine.api_url}")
        self._configure()

    def _configure(self) -> None:
        if self.window is not None and not self.window.dead:
            settings = self.window.engine._settings
            self.window.engine.configure(type(settings)(settings.max_in_flight, 30, self.machine.api_url))

    async def _network_news(self) -> None:
        if self.window is not None and not self.window.dead:
            self.window.engine.wake(self.chance.choice(("network", "resume", "anything")))
