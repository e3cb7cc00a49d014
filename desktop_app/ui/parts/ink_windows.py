"""Windows: no press-and-hold ring and no pen flicks over the pad, which would hold back the start of a stroke."""

import sys
from typing import Final

from PySide6.QtWidgets import QWidget

# tpcshrd.h
_PROPERTY: Final = "MicrosoftTabletPenServiceProperty"
_NO_PRESS_AND_HOLD: Final = 0x00000001
_NO_PEN_TAP_FEEDBACK: Final = 0x00000008
_NO_PEN_BARREL_FEEDBACK: Final = 0x00000010
_NO_FLICKS: Final = 0x00010000


if sys.platform == "win32":
    import ctypes

    def quiet_pen(widget: QWidget) -> None:
        """Asks Windows to hand pen and touch to the widget's window at once."""
        user32, kernel32 = ctypes.windll.user32, ctypes.windll.kernel32
        user32.SetPropW.argtypes = [ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_void_p]
        kernel32.GlobalAddAtomW(_PROPERTY)  # the pen service looks the property up by its atom
        flags = _NO_PRESS_AND_HOLD | _NO_PEN_TAP_FEEDBACK | _NO_PEN_BARREL_FEEDBACK | _NO_FLICKS
        user32.SetPropW(int(widget.window().winId()), _PROPERTY, flags)

else:

    def quiet_pen(widget: QWidget) -> None:
        """Nothing to ask for on this system."""
