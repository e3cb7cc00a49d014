"""The buttons of a dialog, in one order everywhere: the way back on the left, the one that stands out on the right.

As on the page itself, where the accent button is on the right of the bottom bar, and at the kiosk, where Next is.
"""

from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.parts.theme.tokens import NEAR


def answers(column: QVBoxLayout, likely: QPushButton, *others: QPushButton) -> None:
    """Puts the buttons beneath a dialog's content; `others` from the way back on, `likely` last, by Tab as well."""
    row = QHBoxLayout()
    row.setSpacing(NEAR)
    row.addStretch(1)
    for button in (*others, likely):
        row.addWidget(button)
    column.addSpacing(NEAR)
    column.addLayout(row)
    for left, right in pairwise((*others, likely)):
        QWidget.setTabOrder(left, right)
