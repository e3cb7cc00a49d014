"""The only place where concrete parts meet: builds them, runs none of them.

Nothing heavy is imported with this module: a window is on screen before its parts are built, in the background.
"""

import random
import time
from asyncio import sleep
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from desktop_app import __version__
from desktop_app.config.layers import Configuration, Organisation, load
from desktop_app.config.paths import Paths
from desktop_app.config.settings import Settings
from desktop_app.domain.delivery import Counts, Delivery
from desktop_app.domain.outcomes import PatchOutcome, PutOutcome
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff
from desktop_app.logs import Redactor
from desktop_app.sync.ports import Remote, Watcher

if TYPE_CHECKING:
    from desktop_app.outbox.store import Store
    from desktop_app.practice.server import PracticeServer
    from desktop_app.remote.network import Network
    from desktop_app.sync.desk import Desk
    from desktop_app.sync.engine import Engine
    from desktop_app.vault import Vault

ProxyFor = Callable[[str], str | None]


class SystemClock:
    """Fulfils `sync.ports.Clock` with the machine's time and chance."""

    def now(self) -> datetime:
        """The machine's wall clock, UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that never run backwards."""
        return time.monotonic()

    async def sleep(self, delay_s: float) -> None:
        """Returns after `delay_s`."""
        await sleep(delay_s)

    def uniform(self, low: float, high: float) -> float:
        """A random number in [low, high]."""
        return random.uniform(low, high)  # noqa: S311 - spreads attempts, keeps no secret


class Unwatched:
    """Fulfils `sync.ports.Watcher` where nobody looks on."""

    def delivery_changed(self, delivery: Delivery) -> None:
        """Nobody is told."""

    def engine_changed(self, counts: Counts, offline: str | None) -> None:
        """Nobody is told."""


@dataclass(frozen=True, slots=True)
class DiscreetRemote:
    """Fulfils `sync.ports.Remote`: while a sign-off is on its way, the logs know what of it to strike out."""

    inner: Remote
    redactor: Redactor

    async def execute(self, signoff: SignOff, account: Token) -> PatchOutcome:
        """As the inner one's."""
        form = signoff.form
        fields = (form.first_name, form.last_name, form.email, form.action_comment, form.comment)
        with self.redactor.knowing(account.value, signoff.session.value, *fields):
            return await self.inner.execute(signoff, account)

    async def upload(self, url: PresignedUrl, jpeg: bytes) -> PutOutcome:
        """As the inner one's."""
        with self.redactor.knowing(url.value):
            return await self.inner.upload(url, jpeg)

    def network_changed(self) -> None:
        """As the inner one's."""
        self.inner.network_changed()

    async def close(self) -> None:
        """As the inner one's."""
        await self.inner.close()


@dataclass
class Parts:
    """The program without a face. Used by one thread; `close` when done."""

    paths: Paths
    configuration: Configuration
    vault: "Vault"
    store: "Store"
    desk: "Desk"
    clock: SystemClock
    watcher: Watcher
    proxy_for: ProxyFor | None
    redactor: Redactor
    notices: tuple[str, ...] = ()

    @property
    def settings(self) -> Settings:
        """The values in force."""
        return self.configuration.settings

    def now(self) -> datetime:
        """The machine's wall clock, UTC."""
        return self.clock.now()

    @cached_property
    def engine(self) -> "Engine":
        """The sender; made when it is first asked for, since signing alone needs no HTTP client."""
        from desktop_app.remote.service import Service  # noqa: PLC0415 - imports httpx
        from desktop_app.sync.engine import Engine, EngineSettings  # noqa: PLC0415 - as above
        from desktop_app.sync.lock import FileLock  # noqa: PLC0415 - as above

        settings = self.settings
        return Engine(
            outbox=self.store,
            remote=DiscreetRemote(Service(self.network()), self.redactor),
            accounts=self.vault,
            lock=FileLock(self.paths.lock_file),
            clock=self.clock,
            watcher=self.watcher,
            settings=EngineSettings(
                max_in_flight=settings.sync_max_in_flight,
                receipt_days=settings.outbox_receipt_days,
                api_url=settings.api_url,
                upload_hosts=settings.sync_upload_hosts,
            ),
        )

    def network(self) -> "Network":
        """Ways to the service as the settings and the system have them."""
        return make_network(self.settings, self.proxy_for)

    def outbox_is_healthy(self) -> bool:
        """Looks through the whole outbox by a connection of its own: from any thread."""
        from desktop_app.outbox.opening import is_healthy  # noqa: PLC0415 - imports cryptography

        return is_healthy(self.paths.outbox_file)

    def mend_outbox(self) -> tuple[str, ...]:
        """Sets a damaged outbox aside, carries over what is readable; notices as codes."""
        return self.store.repair()

    def close(self) -> None:
        """Closes the files; connections end with the engine's run."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def make_network(settings: Settings, proxy_for: ProxyFor | None = None) -> "Network":
    """TLS, proxies and time-outs; without `proxy_for` the system's proxy is what urllib knows."""
    from desktop_app.remote.environment_proxy import environment_proxy  # noqa: PLC0415 - not for the first paint
    from desktop_app.remote.network import Network  # noqa: PLC0415 - imports httpx

    return Network(__version__, proxy=settings.sync_proxy, proxy_for=proxy_for or environment_proxy)


def build(
    paths: Paths,
    *,
    organisation: Organisation | None = None,
    configuration: Configuration | None = None,
    vault: "Vault | None" = None,
    watcher: Watcher | None = None,
    proxy_for: ProxyFor | None = None,
    redactor: Redactor | None = None,
) -> Parts:
    """The parts around a profile; what is not handed in is this machine's. `redactor` is that of the logs.

    Raises InvalidInput for settings that cannot be used, EnvironmentFault where there is no credential store or the
    outbox cannot be opened.
    """
    from desktop_app.config.organisation import machine_organisation  # noqa: PLC0415 - not for the first paint
    from desktop_app.outbox.opening import open_outbox  # noqa: PLC0415 - imports cryptography
    from desktop_app.sync.desk import Desk  # noqa: PLC0415 - as above
    from desktop_app.vault import open_vault  # noqa: PLC0415 - imports keyring

    configuration = configuration or load(paths, organisation or machine_organisation())
    vault = vault or open_vault(paths.profile)
    opened = open_outbox(paths.outbox_file, vault, recovery_key=configuration.settings.outbox_recovery_key)
    clock = SystemClock()
    return Parts(
        paths=paths,
        configuration=configuration,
        vault=vault,
        store=opened.store,
        desk=Desk(opened.store, clock),
        clock=clock,
        watcher=watcher or Unwatched(),
        proxy_for=proxy_for,
        redactor=redactor or Redactor(),
        notices=opened.notices,
    )


def practice_server(port: int = 0, faults: bytes | None = None) -> "PracticeServer":
    """A practice server that has not started; raises InvalidInput `faults_invalid` for its file of faults."""
    from desktop_app.practice.faults import read_faults  # noqa: PLC0415 - for practice only
    from desktop_app.practice.server import PracticeServer  # noqa: PLC0415 - for practice only

    return PracticeServer(port, read_faults(faults) if faults is not None else None)
