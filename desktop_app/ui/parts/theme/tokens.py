"""The tokens of the look: every colour, gap, height and font size of the program."""

from typing import Final, NamedTuple

# The 4 px grid.
TIGHT: Final = 4
NEAR: Final = 8
GAP: Final = 12
ROOM: Final = 16
WIDE: Final = 24
VAST: Final = 40

FIELD_RADIUS: Final = 6
CARD_RADIUS: Final = 10
TWO_COLUMNS_FROM_PX: Final = 1_000
MOTION_MS: Final = 120


class Colours(NamedTuple):
    """One scheme, as #RRGGBB. Text on page, card and field has at least 4.5:1, edges of controls 3:1."""

    page: str
    card: str
    field: str
    text: str
    quiet: str  # help, counters, labels of lesser weight
    line: str  # hairlines that only part; nothing depends on seeing them
    edge: str  # the border of what can be used
    accent: str
    accent_over: str  # under the pointer
    accent_down: str
    on_accent: str
    soft: str  # under the pointer, chosen rows, chips
    sent: str
    sent_soft: str
    attention: str
    attention_soft: str
    error: str
    error_soft: str
    off: str  # text of what cannot be used now
    off_soft: str


LIGHT: Final = Colours(
    page="#F6F7F9",
    card="#FFFFFF",
    field="#FFFFFF",
    text="#16181D",
    quiet="#5B6270",
    line="#D5D9E0",
    edge="#868E9C",
    accent="#1D4ED8",
    accent_over="#1A45C2",
    accent_down="#173CA8",
    on_accent="#FFFFFF",
    soft="#EFF4FF",
    sent="#15803D",
    sent_soft="#EAF6EE",
    attention="#B45309",
    attention_soft="#FDF4E3",
    error="#B91C1C",
    error_soft="#FDEEEE",
    off="#767D8A",
    off_soft="#E9ECF1",
)
DARK: Final = Colours(
    page="#121419",
    card="#1B1E25",
    field="#14171D",
    text="#F0F2F6",
    quiet="#A9B1BF",
    line="#363C48",
    edge="#737C8C",
    accent="#8FB3FF",
    accent_over="#A6C3FF",
    accent_down="#BCD2FF",
    on_accent="#0B1530",
    soft="#232C42",
    sent="#5BD88A",
    sent_soft="#173224",
    attention="#F5B94A",
    attention_soft="#3A2B10",
    error="#FF9C9C",
    error_soft="#3D1C1E",
    off="#8B93A2",
    off_soft="#272B34",
)
CONTRAST_LIGHT: Final = Colours(
    page="#FFFFFF",
    card="#FFFFFF",
    field="#FFFFFF",
    text="#000000",
    quiet="#000000",
    line="#000000",
    edge="#000000",
    accent="#00209F",
    accent_over="#001878",
    accent_down="#001050",
    on_accent="#FFFFFF",
    soft="#E3E9FF",
    sent="#00501E",
    sent_soft="#FFFFFF",
    attention="#6B2F00",
    attention_soft="#FFFFFF",
    error="#8A0000",
    error_soft="#FFFFFF",
    off="#4A4A4A",
    off_soft="#FFFFFF",
)
CONTRAST_DARK: Final = Colours(
    page="#000000",
    card="#000000",
    field="#000000",
    text="#FFFFFF",
    quiet="#FFFFFF",
    line="#FFFFFF",
    edge="#FFFFFF",
    accent="#FFE14D",
    accent_over="#FFEC8A",
    accent_down="#FFF4BD",
    on_accent="#000000",
    soft="#2B2B00",
    sent="#7CFFAE",
    sent_soft="#000000",
    attention="#FFC46B",
    attention_soft="#000000",
    error="#FFB3B3",
    error_soft="#000000",
    off="#C0C0C0",
    off_soft="#000000",
)


class Measures(NamedTuple):
    """What differs between a desk and a kiosk, in logical pixels."""

    control: int  # height of a field or button
    text: int
    help: int
    section: int
    title: int
    icon: int
    pad_x: int  # from a control's edge to its text


WORKSTATION: Final = Measures(control=36, text=13, help=12, section=15, title=20, icon=18, pad_x=10)
KIOSK: Final = Measures(control=64, text=20, help=17, section=24, title=34, icon=28, pad_x=18)
