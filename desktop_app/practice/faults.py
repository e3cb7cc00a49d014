"""Faults on demand: what goes wrong with which request, read from a JSON file.

    {"faults": [
      {"on": "put", "do": "slow", "delay_s": 0.05},
      {"on": "patch", "at": [1], "do": "drop_after"},
      {"on": "patch", "every": 3, "do": "status", "status": 503, "retry_after": "2"},
      {"on": "put", "chance": 0.1, "times": 5, "do": "cut"}
    ]}

`on` is `patch`, `put` or `both`. Which of those requests, counted from 1 since the server started: `at` (a list of
numbers), `every` (each nth), `chance` (0..1, drawn with `seed`), none of them: all; `times` ends it after so many.
The first fault that applies and is not `slow` is taken; all `slow` ones add up.

| do | what happens |
|---|---|
| `slow` | `delay_s` pass before anything else |
| `drop_before` | the connection breaks, nothing was done |
| `drop_after` | it was done, the connection breaks without an answer |
| `status` | `status`, with `message` (and S3's `code`), `retry_after` if given |
| `html` | `status` (200) with a page, as a captive portal answers |
| `redirect` | `status` (307) to `location` |
| `expire` | PATCH: the URL is dead on arrival; PUT: S3's answer to an expired URL |
| `short` | PATCH: the URL lives `lifetime_s` |
| `url` | PATCH: `presignedUrl` is `value` (any JSON) |
| `no_url` | PATCH: `{}` |
| `body` | 200 with `value` as the body, as it stands; `content_type` |
| `huge` | a body of `size_bytes` (10 MB) |
| `invalid_utf8` | 200, said to be JSON, not UTF-8 |
| `garbled` | bytes that are no HTTP |
| `cut` | the answer ends in the middle of its body |
| `trickle` | the answer comes byte by byte, one each `delay_s` |
| `etag` | PUT: stored, but the ETag is `value` |
| `clock` | the answer's Date is `offset_s` away |

`"acts": true` makes those that replace the answer act before they answer.
"""

import json
import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass, fields

from desktop_app.domain.errors import InvalidInput

KINDS = frozenset(
    {"slow", "drop_before", "drop_after", "status", "html", "redirect", "expire", "short", "url", "no_url", "body"}
    | {"huge", "invalid_utf8", "garbled", "cut", "trickle", "etag", "clock"}
)
SIDES = ("patch", "put", "both")


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule of the file; see the module's table."""

    do: str
    on: str = "both"
    at: tuple[int, ...] = ()
    every: int = 0
    chance: float = 1.0
    seed: int = 0
    times: int = 0
    acts: bool = False
    delay_s: float = 0.05
    status: int = 0
    message: str = ""
    code: str = ""
    retry_after: str = ""
    location: str = "https://portal.invalid/"
    lifetime_s: int = 1
    value: object = None
    content_type: str = "application/json"
    size_bytes: int = 10_000_000
    offset_s: float = 0.0


class Faults:
    """Picks what goes wrong with each request. Asked by the server's thread; may be replaced at any time."""

    def __init__(self, rules: Sequence[Fault] = ()) -> None:
        self._rules = tuple(rules)
        self._chances = [random.Random(rule.seed) for rule in self._rules]  # noqa: S311 - reproducible, not secret
        self._used = [0] * len(self._rules)
        self._seen = {"patch": 0, "put": 0}
        self._guard = threading.Lock()

    def pick(self, side: str) -> tuple[float, Fault | None]:
        """For the next request of a side (`patch` or `put`): seconds to wait, and what goes wrong."""
        with self._guard:
            self._seen[side] += 1
            number, delay_s, chosen = self._seen[side], 0.0, None
            for index, rule in enumerate(self._rules):
                if rule.do != "slow" and chosen is not None:
                    continue
                if not self._applies(index, rule, side, number):
                    continue
                self._used[index] += 1
                if rule.do == "slow":
                    delay_s += rule.delay_s
                else:
                    chosen = rule
            return delay_s, chosen

    def _applies(self, index: int, rule: Fault, side: str, number: int) -> bool:
        if rule.on not in (side, "both") or (rule.times and self._used[index] >= rule.times):
            return False
        if rule.at and number not in rule.at:
            return False
        if rule.every and number % rule.every:
            return False
        return rule.chance >= 1.0 or self._chances[index].random() < rule.chance


def read_faults(data: bytes) -> Faults:
    """The faults of a file. Raises InvalidInput `faults_invalid` (with `why`)."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("faults_invalid", why="not JSON") from error
    rules = document.get("faults") if isinstance(document, dict) else None
    if not isinstance(rules, list):
        raise InvalidInput("faults_invalid", why="no list 'faults'")
    return Faults([_fault(number, rule) for number, rule in enumerate(rules, 1)])


def _fault(number: int, rule: object) -> Fault:
    if not isinstance(rule, dict):
        raise InvalidInput("faults_invalid", why=f"fault {number} is not an object")
    known = {item.name: item.type for item in fields(Fault)}
    for name, value in rule.items():
        if name not in known:
            raise InvalidInput("faults_invalid", why=f"fault {number}: unknown member {name}")
        if not _fits(known[name], value):
            raise InvalidInput("faults_invalid", why=f"fault {number}: {name} has a wrong type")
    if rule.get("do") not in KINDS or rule.get("on", "both") not in SIDES:
        raise InvalidInput("faults_invalid", why=f"fault {number}: unknown 'do' or 'on'")
    return Fault(**{**rule, "at": tuple(rule.get("at", ()))})


def _fits(kind: object, value: object) -> bool:
    if kind is object:
        return True
    if kind in (bool, str):
        return type(value) is kind
    if isinstance(value, bool):
        return False
    if kind is int:
        return isinstance(value, int) and value >= 0
    if kind is float:
        return isinstance(value, int | float)
    return isinstance(value, list) and all(type(item) is int and item > 0 for item in value)
