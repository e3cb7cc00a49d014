"""What the outbox asks before it acts: a new session, corrected comments, a typed confirmation, a folder."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.ids import short_reference
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.ui.parts.buttons import push
from desktop_app.ui.parts.labels import quiet, section
from desktop_app.ui.parts.provider_form import COMMENTS, ProviderForm
from desktop_app.ui.parts.session_entry import SessionEntry
from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import TIGHT

from .answers import answers
from .ask import ask
from .snug import SnugDialog

_WIDTH_PX = 460
AMENDABLE = ("email", *COMMENTS)


class _Dialog(SnugDialog):
    """A title, what it means, content, and two buttons."""

    def __init__(self, parent: QWidget, title: str, text: str, accept: str, *, danger: bool = False) -> None:
        super().__init__(parent, _WIDTH_PX)
        heading = section(title)
        heading.setWordWrap(True)
        self.column.addWidget(heading)
        self.column.addWidget(quiet(text))
        self.yes: QPushButton = push("accept", self.accept, "danger" if danger else "primary")
        self.yes.setText(accept)
        self._no = push("reject", self.reject)
        self._no.setText(QCoreApplication.translate("Ask", "Cancel"))

    def finish(self) -> None:
        """Puts the buttons beneath what was added."""
        answers(self.foot, self.yes, self._no)


class SessionDialog(_Dialog):
    """Asks for another session for some sign-offs."""

    def __init__(self, parent: QWidget, theme: Theme, count: int) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("Ask", "A new session for %n sign-off(s)", None, count),
            QCoreApplication.translate("Ask", "They are sent under this session from now on. What was signed stays."),
            QCoreApplication.translate("Ask", "Send with this session"),
        )
        self.setObjectName("sessionDialog")
        self.entry = SessionEntry(theme)
        self.entry.field.setObjectName("newSession")
        self.entry.sessionOffered.connect(self._taken)
        self.column.addWidget(self.entry)
        self.yes.setEnabled(False)
        self.finish()

    @property
    def token(self) -> Token | None:
        """The session entered."""
        return self.entry.token

    def _taken(self, token: Token) -> None:
        self.entry.show_session(token)
        self.yes.setEnabled(True)
        self.yes.setFocus()


class AmendDialog(_Dialog):
    """Corrects e-mail and comments of a refused sign-off; names and signature stay as they were signed."""

    def __init__(self, parent: QWidget, theme: Theme, signoff_id: str, form: Form) -> None:
        super().__init__(
            parent,
            QCoreApplication.translate("Ask", "Correct {0}").format(short_reference(signoff_id)),
            QCoreApplication.translate(
                "Ask", "A new sign-off takes its place, with the same names and signature. The change is recorded."
            ),
            QCoreApplication.translate("Ask", "Save and send again"),
        )
        self.setObjectName("amendDialog")
        self._before = form
        self.form = ProviderForm(theme, AMENDABLE)
        for name, field in self.form.fields.items():
            field.editor.setObjectName(f"amend_{name}")
        self.form.set_form(form)
        self.form.changed.connect(self._judge)
        self.column.addWidget(self.form, 1)
        self._judge()
        self.finish()

    @property
    def changes(self) -> dict[str, str]:
        """What differs."""
        now = self.form.form()
        return {name: getattr(now, name) for name in AMENDABLE if getattr(now, name) != getattr(self._before, name)}

    def _judge(self) -> None:
        self.yes.setEnabled(bool(self.changes) and not self.form.problems())


class DiscardDialog(_Dialog):
    """Drops a sign-off for good, once its reference has been typed."""

    def __init__(self, parent: QWidget, signoff_id: str) -> None:
        self._reference = short_reference(signoff_id)
        super().__init__(
            parent,
            QCoreApplication.translate("Ask", "Discard {0} for good?").format(self._reference),
            QCoreApplication.translate(
                "Ask", "It will not be sent, and the signature is erased from this computer. This cannot be undone."
            ),
            QCoreApplication.translate("Ask", "Discard"),
            danger=True,
        )
        self.setObjectName("discardDialog")
        label = QLabel(QCoreApplication.translate("Ask", "Type the reference {0} to confirm").format(self._reference))
        label.setTextFormat(Qt.TextFormat.PlainText)
        tell_style(label, role="label")
        self.field = QLineEdit()
        self.field.setObjectName("typedReference")
        self.field.setAccessibleName(label.text())
        self.field.textChanged.connect(self._judge)
        label.setBuddy(self.field)
        field = QVBoxLayout()
        field.setSpacing(TIGHT)
        field.addWidget(label)
        field.addWidget(self.field)
        self.column.addLayout(field)
        self._judge("")
        self.finish()

    def _judge(self, text: str) -> None:
        self.yes.setEnabled(text.strip().upper() == self._reference)


def ask_export_folder(parent: QWidget) -> Path | None:
    """A folder to export to, after the warning; None where the person thought better of it."""
    go_on = ask(
        parent,
        QCoreApplication.translate("Ask", "Export what was signed?"),
        QCoreApplication.translate(
            "Ask",
            "The files hold names, comments and the signature, readable by anyone who can open the folder. The "
            "sign-off also stays here.",
        ),
        [QCoreApplication.translate("Ask", "Choose a folder"), QCoreApplication.translate("Ask", "Cancel")],
        safe=1,
        likely=0,
    )
    if go_on != 0:
        return None
    chosen = QFileDialog.getExistingDirectory(parent, QCoreApplication.translate("Ask", "Export to"))
    return Path(chosen) if chosen else None
