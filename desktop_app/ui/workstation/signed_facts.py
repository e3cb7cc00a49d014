"""What the provider is about to sign, to be read: name, e-mail, comments. Long ones scroll."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from desktop_app.domain.signoff import Form
from desktop_app.ui.parts import field_words
from desktop_app.ui.parts.facts import Fact
from desktop_app.ui.parts.labels import section
from desktop_app.ui.parts.theme.theme import tell_style
from desktop_app.ui.parts.theme.tokens import GAP, ROOM, TIGHT

_FIELDS = ("email", "action_comment", "comment")


class SignedFacts(QScrollArea):
    """A card, as high as its words up to the height that it is given."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.setObjectName("signedFacts")
        tell_style(self, role="card")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._form = form
        self._content = QWidget()
        self._show()

    @property
    def text(self) -> str:
        """All that is shown."""
        return "\n".join(label.text() for label in self._content.findChildren(QLabel))

    def forget(self) -> None:
        """Nothing of it stays."""
        self._form = Form("", "")
        self._show()

    def retranslate(self) -> None:
        """Another language."""
        self._show()

    def sizeHint(self) -> QSize:
        """All of it, where there is room."""
        width_px = max(self.width(), 1)
        return QSize(width_px, self._content.heightForWidth(width_px - 2) + 2)

    def _show(self) -> None:
        content = QWidget()
        tell_style(content, role="inside")
        grid = QGridLayout(content)
        grid.setContentsMargins(ROOM, GAP, ROOM, GAP)
        grid.setHorizontalSpacing(ROOM)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        name = f"{self._form.first_name} {self._form.last_name}".strip()
        if name:
            grid.addWidget(section(name), 0, 0, 1, 2)
        for row, field in enumerate(_FIELDS, start=1):
            text = getattr(self._form, field)
            if text:
                label = QLabel(field_words.label(field))
                tell_style(label, role="quiet")
                grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(Fact(text), row, 1)
        self._content = content
        self.setWidget(content)
        self.updateGeometry()
