"""The sheet to sign on with what stands around it: the privacy line above, undo and clear beneath."""

from datetime import UTC, datetime

from PySide6.QtCore import QEvent, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from .buttons import IconTool
from .ink_pad import InkPad
from .labels import quiet, section
from .moments import long_date
from .theme.theme import Theme, tell_style
from .theme.tokens import NEAR, ROOM, TIGHT
from .words import say


class PadCard(QFrame):
    """`inkChanged` follows every change of what would be signed."""

    inkChanged = Signal()
    typeAsked = Signal()
    importAsked = Signal()

    def __init__(self, theme: Theme, notice: str = "", *, titled: bool = True) -> None:
        super().__init__()
        tell_style(self, role="card")
        self._notice_text, self._signer = notice, ""
        self._title = section("")
        self._notice = quiet()
        self._notice.setObjectName("notice")
        self._state = quiet()
        self._state.setObjectName("inkState")
        self.pad = InkPad()
        self.pad.setObjectName("inkPad")
        self.pad.inkChanged.connect(self._changed)
        self._undo = IconTool(theme, "undo", "undoStroke", words=True)
        self._redo = IconTool(theme, "redo", "redoStroke", words=True)
        self._clear = IconTool(theme, "clear", "clearInk", words=True)
        for tool, act in ((self._undo, self.pad.undo), (self._redo, self.pad.redo), (self._clear, self.pad.clear)):
            tool.clicked.connect(act)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(TIGHT)
        room = ROOM if titled else theme.measures.control // 4
        # the first icon stands under the sheet's edge
        self._tools.setContentsMargins(max(0, room - theme.measures.pad_x - 1), 0, room, 0)
        self._theme = theme
        self._aids: QHBoxLayout | None = None
        self._type: IconTool | None = None
        self._import: IconTool | None = None
        for tool in (self._undo, self._redo, self._clear):
            self._tools.addWidget(tool)
        self._tools.addWidget(self._state, 1)
        sheet = QVBoxLayout()
        sheet.setContentsMargins(room, 0, room, 0)
        sheet.setSpacing(NEAR)
        if titled:
            sheet.addWidget(self._title)
        sheet.addWidget(self._notice)
        sheet.addWidget(self.pad, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, room, 0, room // 2)
        column.setSpacing(NEAR)
        column.addLayout(sheet, 1)
        column.addLayout(self._tools)
        self._column = column
        self.retranslate()
        self._changed()

    def allow(self, *, typed: bool, imported: bool) -> None:
        """What the organisation allows beside drawing."""
        if typed and self._type is None:
            self._type = self._aid("keyboard", "typeName", self.typeAsked)
        if imported and self._import is None:
            self._import = self._aid("export", "importPicture", self.importAsked)
        for tool, allowed in ((self._type, typed), (self._import, imported)):
            if tool is not None:
                tool.setVisible(allowed)
                self.retranslate()

    def _aid(self, icon: str, object_name: str, asked: SignalInstance) -> IconTool:
        """A tool beside drawing, in a line of its own; made where it is allowed, since few allow it."""
        made = IconTool(self._theme, icon, object_name, words=True)
        made.clicked.connect(asked)
        if self._aids is None:
            self._aids = QHBoxLayout()
            self._aids.setSpacing(TIGHT)
            self._aids.setContentsMargins(self._tools.contentsMargins())
            self._aids.addStretch(1)
            self._column.addLayout(self._aids)
        self._aids.insertWidget(self._aids.count() - 1, made)
        return made

    def set_notice(self, text: str) -> None:
        """The organisation's privacy line; '' for the built-in one."""
        self._notice_text = text
        self.retranslate()

    def set_signer(self, name: str) -> None:
        """Whose signature it is, beneath the line."""
        self._signer = name
        self.pad.setSigner(name, long_date(datetime.now(UTC)))

    def print_date(self) -> None:
        """Today, in the language of now."""
        self.set_signer(self._signer)

    def problem(self) -> str | None:
        """The code of why there is no signature yet, or None."""
        if self.pad.picture() is not None:
            return None
        if self.pad.isEmpty():
            return "ink_empty"
        from desktop_app.ink.enough import problem  # noqa: PLC0415 - behind the first paint

        return problem(self.pad.ink())

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._title.setText(self.tr("Signature"))
        self._notice.setText(
            self._notice_text
            or self.tr("What is entered here and your signature go only to the service that manages this job.")
        )
        self.pad.setHint(self.tr("Sign here"))
        self._undo.name(self.tr("Undo stroke"), self.tr("Take back the last stroke (Ctrl+Z)"))
        self._redo.name(self.tr("Redo stroke"), self.tr("Bring it back (Ctrl+Shift+Z)"))
        self._clear.name(self.tr("Clear all"), self.tr("Begin again (Delete)"))
        if self._type is not None:
            self._type.name(self.tr("Write my name"), self.tr("For people who cannot draw: your name in a script font"))
        if self._import is not None:
            self._import.name(self.tr("From a picture"), self.tr("Take the signature from a picture file"))
        self._say_state()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.print_date()
        super().changeEvent(event)

    def _changed(self) -> None:
        self._undo.setEnabled(self.pad.canUndo())
        self._redo.setEnabled(self.pad.canRedo())
        self._clear.setEnabled(not self.pad.isEmpty())
        self._say_state()
        self.inkChanged.emit()

    def _say_state(self) -> None:
        code = None if self.pad.isEmpty() or self.pad.isDrawing() else self.problem()
        self._state.setText("" if code is None or code == "ink_empty" else say(code))
