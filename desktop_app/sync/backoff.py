"""When to try again: full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), Retry-After above it."""

from collections.abc import Callable

from desktop_app.domain.limits import BACKOFF_BASE_S, BACKOFF_CAP_S, RETRY_AFTER_MAX_S

Uniform = Callable[[float, float], float]  # a random number in [low, high]

LEAST_S = 0.1  # full jitter may draw nothing at all: never a hot loop
_TOP_STEP = 16  # 2 s * 2**16 is far above the cap; a larger exponent only costs digits


def window_s(step: int) -> float:
    """The widest delay of the nth failure in a row (0: the first)."""
    return float(min(BACKOFF_CAP_S, BACKOFF_BASE_S * 2.0 ** min(step, _TOP_STEP)))


def delay_s(step: int, uniform: Uniform, retry_after_s: float | None = None) -> float:
    """Seconds until the next attempt; never above RETRY_AFTER_MAX_S.

    What the server asks for comes first; the jitter is put on top, or a fleet would come back in the same second.
    """
    drawn_s = max(LEAST_S, uniform(0.0, window_s(step)))
    if retry_after_s is None:
        return drawn_s
    return min(RETRY_AFTER_MAX_S, max(0.0, retry_after_s) + drawn_s)
