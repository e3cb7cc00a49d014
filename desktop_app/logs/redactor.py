"""Strikes secrets out of text: the values it was told of, and whatever looks like one."""

import json
import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from urllib.parse import quote

STRUCK = "[struck]"
_SHORT = 4  # a known value below this length would strike out half the log
_JWT = r"[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*"
_PATTERNS = (
    _JWT,
    r"(?i)\b(bearer|x-session-token|authorization|x-amz-[a-z-]+)\b[\"']?\s*[:=]?\s*[\"']?[^\s\"',;&]+",
    r"(?i)\b[a-z][a-z0-9+.-]*://[^\s\"'<>]+",
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+",
    r"[A-Za-z0-9+/_=-]{80,}",  # keys, signatures, pictures
)


class Redactor:
    """Strikes out secrets: the values it was told of, and whatever looks like one. May be used from any thread."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._guard = threading.Lock()
        self._forms: Counter[str] = Counter()  # how many want a form struck out
        self._known: tuple[str, ...] = ()
        self._words: re.Pattern[str] | None = None
        self.learn(*known)

    def learn(self, *values: str) -> None:
        """From now on these values are struck out, in the ways that logs, JSON and URLs write them too.

        One below four characters is struck out only where it stands as a word of its own.
        """
        self._change(Counter(form for value in values for form in _written(value)))

    @contextmanager
    def knowing(self, *values: str) -> Iterator[None]:
        """The same while the block runs: what a provider signed is not remembered for longer than it is worked on."""
        forms = Counter(form for value in values for form in _written(value))
        self._change(forms)
        try:
            yield
        finally:
            self._change(Counter({form: -count for form, count in forms.items()}))

    def clean(self, text: str) -> str:
        """`text` without secrets."""
        for value in self._known:
            text = text.replace(value, STRUCK)
        for pattern in _compiled():
            text = pattern.sub(STRUCK, text)
        words = self._words
        return words.sub(STRUCK, text) if words else text

    def _change(self, forms: Counter[str]) -> None:
        with self._guard:
            self._forms.update(forms)
            self._forms = +self._forms
            # The longest first, so that no piece of a longer one is left standing.
            self._known = tuple(sorted((form for form in self._forms if len(form) >= _SHORT), key=len, reverse=True))
            short = sorted(form for form in self._forms if 1 < len(form) < _SHORT)
            self._words = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, short))})(?!\w)") if short else None


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    """Made with the first line that is written: a window is on screen before, and this takes 2 ms."""
    return tuple(re.compile(pattern) for pattern in _PATTERNS)


def _written(value: str) -> set[str]:
    """A value as it stands, as JSON (both ways), Python's repr and a URL write it."""
    stripped = value.strip()
    if not stripped:
        return set()
    with_escapes = {json.dumps(stripped)[1:-1], json.dumps(stripped, ensure_ascii=False)[1:-1], repr(stripped)[1:-1]}
    return {stripped, *with_escapes, quote(stripped, safe="", errors="replace")}
