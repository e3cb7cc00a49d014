"""Strikes secrets out of text: the values it was told of, and whatever looks like one."""

import json
import re
import threading
from collections.abc import Iterable

STRUCK = "[struck]"
_SHORT = 4  # a known value below this length would strike out half the log
_JWT = r"[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*"
_PATTERNS = (
    re.compile(_JWT),
    re.compile(r"(?i)\b(bearer|x-session-token|authorization|x-amz-[a-z-]+)\b[\"']?\s*[:=]?\s*[\"']?[^\s\"',;&]+"),
    re.compile(r"(?i)\b[a-z][a-z0-9+.-]*://[^\s\"'<>]+"),
    re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"),
    re.compile(r"[A-Za-z0-9+/_=-]{80,}"),  # keys, signatures, pictures
)


class Redactor:
    """Strikes out secrets: the values it was told of, and whatever looks like one. May be used from any thread."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._guard = threading.Lock()
        self._known: tuple[str, ...] = ()
        self.learn(*known)

    def learn(self, *values: str) -> None:
        """From now on these values are struck out wherever they appear, escaped as JSON has them too."""
        with self._guard:
            fresh = {form for value in values for form in (value, json.dumps(value)[1:-1]) if len(form) >= _SHORT}
            # the longest first, so that no piece of a longer one is left standing
            self._known = tuple(sorted({*self._known, *fresh}, key=len, reverse=True))

    def clean(self, text: str) -> str:
        """`text` without secrets."""
        for value in self._known:
            text = text.replace(value, STRUCK)
        for pattern in _PATTERNS:
            text = pattern.sub(STRUCK, text)
        return text
