"""Flags of the namespace `Qt` by number, for what is built before the first paint. A test holds them to their names.

To name one, the binding makes all 93 enums of that namespace: 1,195 members, 22 ms of the window's start. A property
takes the number instead: `label.setProperty("textFormat", PLAIN_TEXT)`. Where the window stands already, use the names.
"""

from typing import Final

PLAIN_TEXT: Final = 0  # Qt.TextFormat
NO_FOCUS: Final = 0  # Qt.FocusPolicy
STRONG_FOCUS: Final = 11
ICON_ONLY: Final = 0  # Qt.ToolButtonStyle
TEXT_BESIDE_ICON: Final = 2
NEVER: Final = 1  # Qt.ScrollBarPolicy.ScrollBarAlwaysOff
LEFT: Final = 0x1  # Qt.AlignmentFlag
RIGHT: Final = 0x2
TOP: Final = 0x20
MIDDLE: Final = 0x80
CENTRE: Final = 0x84
WRAPPED: Final = 0x1000  # Qt.TextFlag.TextWordWrap
SECRET: Final = 0x2  # Qt.InputMethodHint.ImhSensitiveData
NO_UPPERCASE: Final = 0x4
NO_PREDICTION: Final = 0x40
MANY_LINES: Final = 0x400
EMAIL: Final = 0x200000
