"""What the engine is told, and what a drain reports."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.delivery import Pause


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """Settings of the engine; `api_url` '' where none is set."""

    max_in_flight: int
    receipt_days: int
    api_url: str
    upload_hosts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What one drain came to. `sent`: in this run; `offline`: the code of why nothing got through, or None."""

    sent: int = 0
    waiting: int = 0
    needs_attention: int = 0
    paused: Pause | None = None
    offline: str | None = None
    busy: bool = False  # another process was sending
    bug: BaseException | None = None  # a mistake of ours that the sending of one of them met
