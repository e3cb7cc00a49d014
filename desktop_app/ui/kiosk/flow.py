"""The way of a visit, as a pure machine.

    ATTRACT -> SESSION -> NAMES -> COMMENTS -> SIGN -> THANKS
       ^         |  ^------|  ^-------|  ^------|         |
       |---------'   back, one page at a time             |
       |--------------------------------------------------'
       |
       '---- from every page, when nobody is there any more

A page is left forwards only when it is complete; who is complete is not decided here.
"""

from enum import StrEnum
from typing import Final


class Page(StrEnum):
    """What stands on the screen."""

    ATTRACT = "attract"
    SESSION = "session"
    NAMES = "names"
    COMMENTS = "comments"
    SIGN = "sign"
    THANKS = "thanks"


STEPS: Final = (Page.SESSION, Page.NAMES, Page.COMMENTS, Page.SIGN)
"""The pages that ask something; progress counts them."""

_ORDER: Final = tuple(Page)


def following(page: Page) -> Page:
    """The page after `page`; the thanks lead to the attract screen."""
    return _ORDER[(_ORDER.index(page) + 1) % len(_ORDER)]


def previous(page: Page) -> Page:
    """The page that Back leads to. A visit that is signed cannot be gone back into."""
    return _ORDER[_ORDER.index(page) - 1] if page in STEPS else Page.ATTRACT


def step(page: Page) -> int:
    """1 to len(STEPS), or 0 for a page that asks nothing."""
    return STEPS.index(page) + 1 if page in STEPS else 0
