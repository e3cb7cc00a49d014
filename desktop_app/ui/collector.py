"""Python's search for garbage that refers to itself waits until the window is on screen: 9 ms of a start of 230.

What the start has made stays; leaving it out of later searches keeps them from standing in the way of a pen.
"""

import gc


def hold() -> None:
    """No search from now on."""
    gc.disable()


def release() -> None:
    """Searches again, among what is made from now on. Nothing happens where it was not held."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
