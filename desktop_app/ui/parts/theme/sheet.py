"""The style sheet, made from the tokens.

Widgets say what they are by dynamic properties: `role` (card, title, section, help, primary, flat, nav, chip, banner)
and `tone` (sent, attention, error). One flat sheet with few selectors: it is read before the first paint.
"""

from . import contrast
from .tokens import CARD_RADIUS, FIELD_RADIUS, NEAR, ROOM, TIGHT, WIDE, Colours, Measures

DRAWINGS = ("down", "tick-light", "tick-dark")  # what the sheet takes from the folder of drawings
GREETING_FACTOR = 1.4  # of the title: read from two steps away


def style_sheet(c: Colours, m: Measures, drawings: str, kind: str = "svg") -> str:
    """The sheet of a scheme at a desk's or a kiosk's size; `drawings` is the folder of a box's arrow and tick.

    They are files of this `kind`.
    """
    tick = "tick-light" if contrast.luminance(c.on_accent) > contrast.luminance(c.accent) else "tick-dark"
    inner = m.control - 2  # within the 1 px border
    tones = "".join(
        f'[tone="{tone}"],QLabel[role][tone="{tone}"]{{color:{strong}}}'
        f'QFrame[role="banner"][tone="{tone}"],QFrame[role="chip"][tone="{tone}"]'
        f"{{background:{soft};border-color:{strong}}}"
        for tone, strong, soft in (
            ("sent", c.sent, c.sent_soft),
            ("attention", c.attention, c.attention_soft),
            ("error", c.error, c.error_soft),
        )
    )
    return f"""
QMainWindow,QDialog,QWidget[role="page"]{{background:{c.page}}}
QScrollArea,QScrollArea>QWidget>QWidget[role="inside"]{{background:transparent;border:0}}
QScrollArea>QWidget>QWidget[role="page"]{{background:{c.page}}}
QFrame[role="card"],QScrollArea[role="card"]{{background:{c.card};border:1px solid {c.line};
border-radius:{CARD_RADIUS}px}}
QFrame[role="bar"]{{background:{c.card};border:0;border-top:1px solid {c.line}}}
QFrame[role="head"]{{background:{c.card};border:0;border-bottom:1px solid {c.line}}}
QFrame[role="rule"]{{background:{c.line};border:0;max-height:1px;min-height:1px}}
QFrame[role="chip"],QFrame[role="banner"]{{background:{c.soft};border:1px solid {c.line};
border-radius:{FIELD_RADIUS}px}}
QFrame[role="banner"]{{margin:{ROOM}px {WIDE}px 0 {WIDE}px}}
QLabel{{color:{c.text};background:transparent}}
QLabel:disabled{{color:{c.off}}}
QLabel[role="title"]{{font-size:{m.title}px;font-weight:600}}
QLabel[role="greeting"]{{font-size:{round(m.title * GREETING_FACTOR)}px;font-weight:600}}
QLabel[role="lead"]{{font-size:{m.section}px;color:{c.quiet}}}
QLabel[role="section"]{{font-size:{m.section}px;font-weight:600}}
QLabel[role="label"]{{font-weight:500}}
QLabel[role="help"]{{font-size:{m.help}px;color:{c.quiet}}}
QLabel[role="quiet"]{{color:{c.quiet}}}
QLabel[role="message"]{{font-size:{m.help}px}}
QLineEdit,QPlainTextEdit,QComboBox,QSpinBox{{background:{c.field};color:{c.text};border:1px solid {c.edge};
border-radius:{FIELD_RADIUS}px;selection-background-color:{c.accent};selection-color:{c.on_accent}}}
QLineEdit,QComboBox,QSpinBox{{min-height:{inner}px;max-height:{inner}px;padding:0 {m.pad_x}px}}
QLineEdit{{padding:0 {m.pad_x - 2}px;placeholder-text-color:{c.quiet}}}
QPlainTextEdit{{padding:{NEAR - 2}px {m.pad_x - 4}px}}
QLineEdit:focus,QPlainTextEdit:focus,QComboBox:focus,QSpinBox:focus{{border:2px solid {c.accent};
padding-left:{m.pad_x - 1}px;padding-right:{m.pad_x - 1}px}}
QLineEdit:focus,QComboBox:focus,QSpinBox:focus{{min-height:{inner - 2}px;max-height:{inner - 2}px}}
QLineEdit:focus{{padding:0 {m.pad_x - 3}px}}
QPlainTextEdit:focus{{padding:{NEAR - 3}px {m.pad_x - 5}px}}
QLineEdit[tone="error"],QPlainTextEdit[tone="error"]{{border-color:{c.error};color:{c.text}}}
QLineEdit:disabled,QPlainTextEdit:disabled,QComboBox:disabled,QSpinBox:disabled{{background:{c.off_soft};color:{c.off};border-color:{c.line}}}
QComboBox::drop-down{{border:0;width:{m.control - 8}px}}
QComboBox::down-arrow{{image:url("{drawings}/down.{kind}");width:{m.icon - 2}px;height:{m.icon - 2}px}}
QComboBox QAbstractItemView{{background:{c.card};color:{c.text};border:1px solid {c.edge};outline:0;
selection-background-color:{c.soft};selection-color:{c.text}}}
QPushButton,QToolButton{{background:{c.card};color:{c.text};border:1px solid {c.edge};border-radius:{FIELD_RADIUS}px;
min-height:{inner}px;padding:0 {m.pad_x + 4}px;font-weight:500}}
QToolButton{{padding:0 {m.pad_x}px}}
QToolButton[words="beside"]{{padding:0 {m.pad_x - 7}px 0 {m.pad_x}px}}
QPushButton:hover,QToolButton:hover{{background:{c.soft}}}
QPushButton:pressed,QToolButton:pressed,QToolButton:checked{{background:{c.soft};border-color:{c.accent}}}
QPushButton:focus,QToolButton:focus{{border:2px solid {c.accent};min-height:{inner - 2}px;padding:0 {m.pad_x + 3}px}}
QToolButton:focus{{padding:0 {m.pad_x - 1}px}}
QToolButton[words="beside"]:focus{{padding:0 {m.pad_x - 8}px 0 {m.pad_x - 1}px}}
QAbstractSpinBox QLineEdit,QAbstractSpinBox QLineEdit:focus{{background:transparent;border:0;min-height:0;
padding:0}}
QSpinBox::up-button,QSpinBox::down-button{{width:0;border:0}}
QLineEdit QToolButton{{background:transparent;border:0;min-height:0;padding:0}}
QPushButton:disabled,QToolButton:disabled{{color:{c.off};background:{c.off_soft};border-color:{c.line}}}
QPushButton[role="primary"]{{background:{c.accent};color:{c.on_accent};border-color:{c.accent};font-weight:600;
padding:0 {m.pad_x * 2}px}}
QPushButton[role="primary"]:hover{{background:{c.accent_over};border-color:{c.accent_over}}}
QPushButton[role="primary"]:pressed{{background:{c.accent_down};border-color:{c.accent_down}}}
QPushButton[role="primary"]:focus{{border:2px solid {c.text};padding:0 {m.pad_x * 2 - 1}px}}
QPushButton[role="primary"]:disabled{{background:{c.off_soft};color:{c.off};border-color:{c.line}}}
QPushButton[size="tall"],QPushButton[size="tall"]:focus{{min-height:{inner + 10}px;padding:0 {m.pad_x * 2}px}}
QPushButton[role="danger"]{{color:{c.error};border-color:{c.error}}}
QPushButton[role="danger"]:disabled{{color:{c.off};border-color:{c.line}}}
QPushButton[role="flat"],QToolButton[role="flat"],QToolButton[role="nav"]{{background:transparent;
border-color:transparent}}
QPushButton[role="flat"]:hover,QToolButton[role="flat"]:hover,QToolButton[role="nav"]:hover{{background:{c.soft}}}
QPushButton[role="flat"]:focus,QToolButton[role="flat"]:focus,QToolButton[role="nav"]:focus{{
border:2px solid {c.accent}}}
QPushButton[role="flat"]:disabled,QToolButton[role="flat"]:disabled{{background:transparent;color:{c.off}}}
QToolButton[role="nav"]:checked{{color:{c.accent};background:{c.soft};border-color:transparent}}
QToolButton[role="nav"]:checked:focus{{border-color:{c.accent}}}
QToolButton[role="flat"][tone="sent"]{{color:{c.sent}}}
QToolButton[role="flat"][tone="attention"]{{color:{c.attention}}}
QToolButton[role="flat"][tone="error"]{{color:{c.error}}}
QToolButton::menu-indicator{{image:none}}
QMenu{{background:{c.card};color:{c.text};border:1px solid {c.edge};padding:{TIGHT}px}}
QMenu::item{{padding:{NEAR - 2}px {m.pad_x * 2}px;border-radius:{TIGHT}px}}
QMenu::item:selected{{background:{c.soft};color:{c.text}}}
QMenu::item:disabled{{color:{c.off}}}
QCheckBox,QRadioButton{{color:{c.text};spacing:{NEAR}px;min-height:{m.control - 8}px;border:2px solid transparent;
border-radius:{TIGHT}px}}
QCheckBox:focus,QRadioButton:focus{{border-color:{c.accent}}}
QCheckBox::indicator{{width:{m.icon}px;height:{m.icon}px;border:1px solid {c.edge};border-radius:{TIGHT}px;
background:{c.field}}}
QCheckBox::indicator:checked{{background:{c.accent};border-color:{c.accent};image:url("{drawings}/{tick}.{kind}")}}
QCheckBox::indicator:disabled{{background:{c.off_soft};border-color:{c.line}}}
QCheckBox::indicator:checked:disabled{{background:{c.off};border-color:{c.off}}}
QTableView,QListView{{background:{c.card};color:{c.text};border:1px solid {c.line};border-radius:{CARD_RADIUS}px;
gridline-color:{c.line};selection-background-color:{c.soft};selection-color:{c.text};outline:0}}
QTableView{{padding:{TIGHT}px {NEAR}px}}
QTableView:focus,QListView:focus{{border:2px solid {c.accent}}}
QTableView:focus{{padding:{TIGHT - 1}px {NEAR - 1}px}}
QHeaderView{{background:transparent;border:0}}
QHeaderView::section{{background:{c.card};color:{c.quiet};border:0;border-bottom:1px solid {c.line};
padding:{NEAR}px {TIGHT}px;font-size:{m.help}px;font-weight:600}}
QTableCornerButton::section{{background:{c.card};border:0}}
QProgressBar{{background:{c.off_soft};border:0;border-radius:2px;max-height:4px;min-height:4px}}
QProgressBar::chunk{{background:{c.accent};border-radius:2px}}
QToolTip{{background:{c.card};color:{c.text};border:1px solid {c.edge};padding:{TIGHT}px}}
QScrollBar:vertical{{background:transparent;width:12px;margin:0}}
QScrollBar:horizontal{{background:transparent;height:12px;margin:0}}
QScrollBar::handle{{background:{c.edge};border-radius:4px;margin:2px;min-height:28px;min-width:28px}}
QScrollBar::handle:hover{{background:{c.quiet}}}
QScrollBar::add-line,QScrollBar::sub-line{{width:0;height:0}}
QScrollBar::add-page,QScrollBar::sub-page{{background:transparent}}
{tones}
"""
