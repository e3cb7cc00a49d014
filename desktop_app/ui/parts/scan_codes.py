"""What a scanner that believes in a US keyboard typed, from the codes of the keys themselves.

A scanner is a keyboard: on a French machine its "a" arrives as "q". The key's own code tells which key it was.
Codes: set 1 as Windows reports them, and Linux' evdev codes, which X11 and Wayland report with 8 added.
"""

import sys
from typing import Final

_ROWS: Final = {  # the first key's code in set 1, which evdev shares for the main block
    0x02: ("1234567890-=", "!@#$%^&*()_+"),
    0x10: ("qwertyuiop[]", "QWERTYUIOP{}"),
    0x1E: ("asdfghjkl;'`", 'ASDFGHJKL:"~'),
    0x2B: ("\\zxcvbnm,./", "|ZXCVBNM<>?"),
}
_X11_OFFSET: Final = 8
_PLAIN: Final = {first + place: key for first, (keys, _) in _ROWS.items() for place, key in enumerate(keys)}
_SHIFTED: Final = {first + place: key for first, (_, keys) in _ROWS.items() for place, key in enumerate(keys)}


def us_character(scan_code: int, *, shift: bool, offset: int = 0 if sys.platform == "win32" else _X11_OFFSET) -> str:
    """The character of a key on a US keyboard; '' for a key that types none."""
    return (_SHIFTED if shift else _PLAIN).get(scan_code - offset, "")
