"""A scheme as a QPalette, for what the style sheet does not reach: Fusion's own drawing, the pad, selections."""

from PySide6.QtGui import QColor, QPalette

from .tokens import Colours

_ROLE = QPalette.ColorRole


def palette(colours: Colours) -> QPalette:
    """The palette of a scheme."""
    made = QPalette()
    for role, colour in (
        (_ROLE.Window, colours.page),
        (_ROLE.WindowText, colours.text),
        (_ROLE.Base, colours.field),
        (_ROLE.AlternateBase, colours.page),
        (_ROLE.Text, colours.text),
        (_ROLE.Button, colours.card),
        (_ROLE.ButtonText, colours.text),
        (_ROLE.BrightText, colours.error),
        (_ROLE.Highlight, colours.accent),
        (_ROLE.HighlightedText, colours.on_accent),
        (_ROLE.Accent, colours.accent),
        (_ROLE.Link, colours.accent),
        (_ROLE.LinkVisited, colours.accent),
        (_ROLE.ToolTipBase, colours.card),
        (_ROLE.ToolTipText, colours.text),
        (_ROLE.PlaceholderText, colours.quiet),
        (_ROLE.Light, colours.card),
        (_ROLE.Midlight, colours.line),
        (_ROLE.Mid, colours.line),
        (_ROLE.Dark, colours.edge),
        (_ROLE.Shadow, colours.edge),
    ):
        made.setColor(role, QColor(colour))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.off))
    return made
