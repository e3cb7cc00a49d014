"""10,000 kiosks that come back at once after a day, under API Gateway's default limits: how long until all is sent.

A small simulation: no process, no network. API Gateway's throttle is a token bucket (10,000 requests a second, burst
5,000 by default: docs.aws.amazon.com/apigateway/latest/developerguide/limits.html); what finds it empty is answered
429. Each kiosk holds sign-offs of as many sessions, sends up to four at once, and asks the back-off it is given.
"""

import heapq
import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from desktop_app.domain.limits import BACKOFF_BASE_S, BACKOFF_CAP_S
from desktop_app.sync import backoff
from desktop_app.sync.engine import REGAINED_S
from tests.benchmarks.table import Row

KIOSKS = 10_000
SIGNOFFS = 10
IN_FLIGHT = 4
RATE_PER_S = 10_000.0
BURST = 5_000.0
LATENCY_S = (0.05, 0.25)
UPLOAD_S = (0.05, 0.25)  # S3 has no limit that this fleet would feel
GIVE_UP_S = 4 * 3_600.0

Delay = Callable[[int, Random], float]  # the nth refusal in a row of one sign-off -> seconds


@dataclass(frozen=True, slots=True)
class Result:
    """What a fleet came to; `drained_s` is GIVE_UP_S where it had not finished by then."""

    drained_s: float
    half_s: float
    requests: int
    refused: int

    @property
    def refused_percent(self) -> float:
        return 100.0 * self.refused / self.requests


class Throttle:
    """A token bucket."""

    def __init__(self) -> None:
        self._tokens, self._at_s = BURST, 0.0

    def lets_pass(self, now_s: float) -> bool:
        self._tokens = min(BURST, self._tokens + (now_s - self._at_s) * RATE_PER_S)
        self._at_s = now_s
        if self._tokens < 1.0:
            return False
        self._tokens -= 1.0
        return True


class Kiosk:
    """Its sign-offs by when they are next due, and its gate, as `sync.gates` has it."""

    __slots__ = ("due", "gate_step", "in_flight", "shut", "tries_at_s", "wakes_at_s")

    def __init__(self) -> None:
        self.due: list[tuple[float, int]] = [(0.0, 0)] * SIGNOFFS  # (time, refusals in a row)
        self.in_flight, self.gate_step, self.shut, self.tries_at_s = 0, 0, False, 0.0
        self.wakes_at_s = math.inf

    def may_start(self, now_s: float) -> bool:
        if not self.due or self.due[0][0] > now_s or self.in_flight >= IN_FLIGHT:
            return False
        return not self.shut or (self.in_flight == 0 and self.tries_at_s <= now_s)

    def next_s(self) -> float:
        """When it may start the next one, should nothing end before."""
        return max(self.due[0][0], self.tries_at_s if self.shut else 0.0)


@dataclass(frozen=True, slots=True)
class Policy:
    """How a fleet behaves. `spread_s`: how far apart the first attempts are; `gate`: one try at a time once refused."""

    delay: Delay
    spread_s: float
    gate: bool


def simulate(policy: Policy, seed: int = 1, kiosks: int = KIOSKS) -> Result:
    """Runs a fleet to its end."""
    chance, throttle = Random(seed), Throttle()
    fleet = [Kiosk() for _ in range(kiosks)]
    # (time, number, kiosk, refusals so far): a PATCH that reaches the API; -1: the kiosk looks for work
    events = [(chance.uniform(0.0, policy.spread_s), number, number, -1) for number in range(kiosks)]
    heapq.heapify(events)
    number, sent, requests, half_s, now_s = kiosks, 0, 0, 0.0, 0.0
    while events and sent < kiosks * SIGNOFFS:
        now_s, _, which, refusals = heapq.heappop(events)
        if now_s > GIVE_UP_S:
            break
        kiosk = fleet[which]
        if refusals >= 0:
            requests += 1
            kiosk.in_flight -= 1
            if throttle.lets_pass(now_s):
                sent += 1
                kiosk.shut, kiosk.gate_step = False, 0
                half_s = now_s if sent * 2 <= kiosks * SIGNOFFS else half_s
            else:
                _refuse(kiosk, policy, refusals, now_s, chance)
        else:
            kiosk.wakes_at_s = math.inf
        while kiosk.may_start(now_s):
            _, step = heapq.heappop(kiosk.due)
            kiosk.in_flight += 1
            number += 1
            way_s = chance.uniform(*LATENCY_S) + (chance.uniform(*UPLOAD_S) if refusals >= 0 else 0.0)
            heapq.heappush(events, (now_s + way_s, number, which, step))
        if kiosk.due and kiosk.in_flight < IN_FLIGHT and now_s < kiosk.next_s() < kiosk.wakes_at_s:
            kiosk.wakes_at_s = kiosk.next_s()
            number += 1
            heapq.heappush(events, (kiosk.wakes_at_s, number, which, -1))
    return Result(now_s, half_s, requests, requests - sent)


def _refuse(kiosk: Kiosk, policy: Policy, refusals: int, now_s: float, chance: Random) -> None:
    heapq.heappush(kiosk.due, (now_s + policy.delay(refusals, chance), refusals + 1))
    if not policy.gate:
        return
    if kiosk.tries_at_s <= now_s:  # once for several requests under way
        kiosk.tries_at_s = now_s + policy.delay(kiosk.gate_step, chance)
        kiosk.gate_step += 1
    kiosk.shut = True


def full_jitter(step: int, chance: Random) -> float:
    """The product's own."""
    return backoff.delay_s(step, chance.uniform)


def plain_exponential(step: int, _chance: Random) -> float:
    """The same windows, and no jitter."""
    return float(min(BACKOFF_CAP_S, BACKOFF_BASE_S * 2.0**step))


def fixed(_step: int, _chance: Random) -> float:
    """Every two seconds, whatever happens."""
    return BACKOFF_BASE_S


OURS = Policy(full_jitter, REGAINED_S, gate=True)
EXPONENTIAL = Policy(plain_exponential, 0.0, gate=False)
FIXED = Policy(fixed, 0.0, gate=False)


def run() -> list[Row]:
    """Time to drain and refused share, beside each peer; the limit alone says what is the least possible time.

    Who knocks every two seconds for ever is served early, since nobody else gets a turn; that is no budget.
    """
    ours, exponential, every_2_s = simulate(OURS), simulate(EXPONENTIAL), simulate(FIXED)
    least_s = (KIOSKS * SIGNOFFS - BURST) / RATE_PER_S
    names = "plain exponential, no jitter", "every 2 s, no jitter"
    fleet = f"fleet of {KIOSKS:,} x {SIGNOFFS}"
    return [
        Row(f"{fleet}: last sent", ours.drained_s, "s", "-", "limit of the API", least_s, met=True),
        _held(f"{fleet}: half sent", "s", ours.half_s, names[0], exponential.half_s),
        _held(f"{fleet}: last sent", "s", ours.drained_s, names[0], exponential.drained_s),
        _held(f"{fleet}: refused", "%", ours.refused_percent, names[0], exponential.refused_percent),
        _held(f"{fleet}: half sent", "s", ours.half_s, names[1], every_2_s.half_s),
        Row(f"{fleet}: last sent", ours.drained_s, "s", "-", names[1], every_2_s.drained_s, met=True),
        _held(f"{fleet}: refused", "%", ours.refused_percent, names[1], every_2_s.refused_percent),
    ]


def _held(name: str, unit: str, value: float, beside_name: str, beside_value: float) -> Row:
    return Row(name, value, unit, "<= peer", beside_name, beside_value, met=value <= beside_value)
