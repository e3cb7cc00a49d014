"""What the kiosk adds to the theme's style sheet, made from the same tokens."""

from desktop_app.ui.parts.theme.tokens import CARD_RADIUS, FIELD_RADIUS, NEAR, Colours, Measures


def kiosk_sheet(c: Colours, m: Measures) -> str:
    """For the kiosk's window and all within it."""
    return f"""
QWidget#kiosk{{background:{c.page}}}
QLabel[role="reference"]{{font-size:{m.title}px;font-weight:600;font-family:monospace}}
QLabel[role="digits"]{{font-size:{m.title}px;font-weight:600}}
QLabel[role="count"]{{font-size:{m.title * 3}px;font-weight:600;color:{c.accent}}}
QPushButton[tone="large"]{{font-size:{m.section}px;padding:{NEAR}px {m.pad_x * 3}px;
border-radius:{CARD_RADIUS}px}}
QPushButton[role="flat"]:checked{{color:{c.accent};background:{c.soft}}}
QFrame[role="keyboard"]{{background:{c.card};border:0;border-top:1px solid {c.line}}}
QFrame[role="accents"]{{background:{c.card};border:2px solid {c.accent};border-radius:{CARD_RADIUS}px}}
QToolButton[role="key"],QToolButton[role="act"],QPushButton[role="key"]{{background:{c.page};color:{c.text};
border:1px solid {c.line};border-radius:{FIELD_RADIUS}px;padding:0;min-height:0;font-size:{m.text}px;font-weight:500}}
QToolButton[role="act"]{{background:{c.off_soft};font-size:{m.help}px}}
QToolButton[role="key"]:pressed,QToolButton[role="act"]:pressed,QPushButton[role="key"]:pressed,
QToolButton[tone="chosen"],QPushButton[role="key"][tone="chosen"]{{background:{c.soft};border:2px solid {c.accent}}}
QWidget[role="veil"]{{background:{c.page}}}
QProgressBar#progress{{min-height:6px;max-height:6px;border-radius:3px}}
QProgressBar#progress::chunk{{border-radius:3px}}
"""
