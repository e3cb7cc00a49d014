"""The pad: a sheet of paper to sign on with pen, finger or mouse.

Events become reports (ink_events), reports strokes and outlines (ink.writing), outlines pixels (ink_view, ink_canvas).
The strokes are the truth; the picture can be made anew from them at any time.

The first paint is of the paper alone: what writes on it is imported and made right after it, 6 ms of the start.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from .by_number import STRONG_FOCUS
from .ink_accessible import announce, state_changed
from .ink_accessible import install as install_accessibility
from .ink_frame import draw_frame
from .ink_paper import HINT, INK_COLOURS, PAPER, Print, furnish, print_hint
from .ink_windows import quiet_pen

if TYPE_CHECKING:
    from desktop_app.ink.outline import Outline
    from desktop_app.ink.strokes import Ink
    from desktop_app.ink.writing import Phase, Report, Writing

    from .ink_events import Pens
    from .ink_view import View

MINIMUM: Final = QSize(360, 150)
PREFERRED: Final = QSize(640, 240)
_ENDS_STROKE: Final = frozenset(
    {
        QEvent.Type.FocusOut,
        QEvent.Type.WindowDeactivate,
        QEvent.Type.WindowBlocked,
        QEvent.Type.Hide,
        QEvent.Type.EnabledChange,
        QEvent.Type.ApplicationDeactivate,
    }
)
_MAKES_STALE: Final = frozenset({QEvent.Type.Resize, QEvent.Type.DevicePixelRatioChange, QEvent.Type.FontChange})


def keep_every_sample() -> None:
    """Tells Qt to hand out each report of a pen or mouse, also those that came between two frames."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - see `by_number`

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents, on=False)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_CompressTabletEvents, on=False)


class InkPad(QWidget):
    """See the module. `inkChanged` follows every change of what would be signed; `announced` is what is also spoken."""

    inkChanged = Signal()
    announced = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._shown = False
        install_accessibility()
        self._clock = clock
        self._colour, self._printed = "black", Print()
        self.setProperty("focusPolicy", STRONG_FOCUS)
        colours = self.palette()
        colours.setColor(colours.ColorRole.WindowText, HINT)  # what its painter begins with: see `by_number`
        colours.setColor(colours.ColorRole.Window, PAPER)
        self.setPalette(colours)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @cached_property
    def _writing(self) -> Writing:
        """What is on the sheet."""
        from desktop_app.ink.writing import Writing  # noqa: PLC0415 - behind the first paint

        return Writing(self, self._clock)

    @cached_property
    def _press(self) -> Phase:
        from desktop_app.ink.writing import Phase  # noqa: PLC0415 - behind the first paint

        return Phase.PRESS

    @cached_property
    def _view(self) -> View:
        """The picture of it."""
        from .ink_view import View  # noqa: PLC0415 - behind the first paint

        made = View(self, self._writing)
        made.colour, made.printed = self._colour, self._printed
        return made

    @property
    def _begun(self) -> bool:
        """Whether there is anything to ask yet; else the sheet is as blank as can be."""
        return "_writing" in vars(self)

    # What the window asks and tells

    def ink(self) -> Ink:
        """What is drawn, a stroke under way included; times count from the first sample."""
        from desktop_app.ink.strokes import Ink  # noqa: PLC0415 - behind the first paint

        size = self._view.size
        return Ink(float(size.width()), float(size.height()), self._writing.strokes())

    def picture(self) -> bytes | None:
        """The JPEG of a typed or imported signature, where one is shown in place of strokes."""
        return self._writing.page.picture if self._begun else None

    def isEmpty(self) -> bool:
        """Whether nothing would be signed."""
        return not self._begun or self._writing.empty

    def isDrawing(self) -> bool:
        """Whether a stroke is under way."""
        return self._begun and self._writing.under_way is not None

    def canUndo(self) -> bool:
        """Whether there is a way back."""
        return self._begun and self._writing.can_undo

    def canRedo(self) -> bool:
        """Whether there is a way forth."""
        return self._begun and self._writing.can_redo

    def undo(self) -> None:
        """One step back: the last stroke, or the last clearing."""
        if self._writing.undo():
            self._announce(self.tr("Undone: {state}").format(state=self.spokenState()))

    def redo(self) -> None:
        """One step forth."""
        if self._writing.redo():
            self._announce(self.tr("Redone: {state}").format(state=self.spokenState()))

    def clear(self) -> None:
        """An empty sheet; undo brings it back."""
        if self._writing.clear():
            self._announce(self.tr("Signature cleared"))

    def wipe(self) -> None:
        """An empty sheet with no way back: nothing of what was drawn stays in the pad."""
        self._writing.wipe()

    def showPicture(self, jpeg: bytes) -> None:
        """Shows a typed or imported signature in place of strokes; undo brings those back."""
        self._writing.show(jpeg)

    def setColour(self, colour: str) -> None:
        """`black` or `blue`; what is drawn already changes with it."""
        if colour not in INK_COLOURS:
            raise ValueError(f"no ink of this colour: {colour}")
        self._colour = colour
        self._look_anew()

    def setSigner(self, name: str, date_text: str) -> None:
        """What stands beneath the line, as on paper."""
        self._print(self._printed._replace(name=name, date=date_text))

    def setHint(self, hint: str) -> None:
        """What stands on the empty sheet."""
        self._print(self._printed._replace(hint=hint))

    def _print(self, printed: Print) -> None:
        if printed != self._printed:  # each key that is pressed in the form says it again
            self._printed = printed
            self._look_anew()

    def _look_anew(self) -> None:
        if self._begun:
            self._view.colour, self._view.printed = self._colour, self._printed
        self.page_replaced()

    # What is spoken

    def spokenName(self) -> str:
        """The pad's name; another can be given with setAccessibleName."""
        return self.accessibleName() or self.tr("Signature")

    def spokenState(self) -> str:
        """What is on the pad."""
        if self.picture() is not None:
            return self.tr("signed, a picture")
        if self.isEmpty():
            return self.tr("empty")
        count = len(self._writing.page.strokes) + (1 if self._writing.under_way else 0)
        return self.tr("signed, 1 stroke") if count == 1 else self.tr("signed, {count} strokes").format(count=count)

    def _announce(self, message: str) -> None:
        announce(self, message)
        self.announced.emit(message)

    # What the writing tells its viewer

    def ink_added(self, final: list[Outline], tail: list[Outline] | None) -> None:
        """Draws it and asks for a repaint of just that part."""
        changed = self._view.add(final, tail)
        if changed is not None:
            left, top, right, bottom = changed
            self.update(left, top, right - left, bottom - top)

    def room(self) -> tuple[int, int]:
        """The pad's size."""
        return self.width(), self.height()

    def page_replaced(self) -> None:
        """The picture is made anew before the next paint."""
        if self._begun:
            self._view.forget()
        self.update()

    def signature_changed(self) -> None:
        """Tells the window and assistive technology."""
        state_changed(self, self.spokenState())
        self.inkChanged.emit()

    # Events

    def _take(self, report: Report) -> None:
        view, presses = self._view, report.phase is self._press
        if presses:
            view.look_again()
        if not view.fits:
            place = view.to_sheet(report.x, report.y)
            report = report._replace(x=place.x(), y=place.y())
        if presses:
            size = view.size
            if not (0 <= report.x <= size.width() and 0 <= report.y <= size.height()):
                return  # beside the sheet
        self._writing.take(report)

    def event(self, event: QEvent) -> bool:
        """Pen and touch, and everything that ends a stroke or makes the picture stale."""
        if isinstance(event, QTabletEvent) and self.isEnabled():
            self.tabletEvent(event)  # as Qt would, by a longer way
            return True
        kind = event.type()
        if isinstance(event, QTouchEvent):
            if kind == QEvent.Type.TouchCancel:
                self._writing.end(self._events.Kind.TOUCH)
            else:
                for report in self._events.from_touch(event):
                    self._take(report)
            event.accept()
            return True
        if kind in _ENDS_STROKE:
            if self._begun:
                self._writing.end()
        elif kind in _MAKES_STALE:
            self.page_replaced()
        elif kind == QEvent.Type.Show:
            quiet_pen(self)
        return super().event(event)

    @cached_property
    def _events(self) -> ModuleType:
        """Reads Qt's events; imported with the first one."""
        from . import ink_events  # noqa: PLC0415 - see `by_number`

        return ink_events

    @cached_property
    def _pens(self) -> Pens:
        pens: Pens = self._events.Pens()
        return pens

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen."""
        self._take(self._pens.report(event))
        event.accept()  # or it comes back as a mouse event

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The left button goes down."""
        self._mouse(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second quick press is a press."""
        self._mouse(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mouse moves, also outside of the pad while its button is down."""
        self._mouse(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The button goes up."""
        self._mouse(event)

    def _mouse(self, event: QMouseEvent) -> None:
        report = self._events.from_mouse(event)
        if report is not None:
            self._take(report)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, redo, and Delete to clear."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - see `by_number`
        from PySide6.QtGui import QKeySequence  # noqa: PLC0415 - 80 enum members, not for the first paint

        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copies the dirty part of the picture."""
        painter = QPainter(self)
        if self._begun:
            self._view.paint(painter)
        else:
            sheet = QRectF(self.rect())
            painter.save()  # the hint is in the colour that the painter has now
            furnish(painter, sheet, self._printed, self.font())
            painter.restore()
            print_hint(painter, sheet, self._printed.hint, self.font())
        draw_frame(painter, self, event.rect())
        painter.end()
        if not self._shown:
            self._shown = True
            QTimer.singleShot(0, self, self._be_ready)

    def _be_ready(self) -> None:
        """Before anything that a person does next, and behind the first paint: see `by_number`."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - as above

        keep_every_sample()
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self._view.forget()  # made here, so that the first stroke does not wait for it
        self.setCursor(Qt.CursorShape.CrossCursor)

    def sizeHint(self) -> QSize:
        """As wide as a hand needs."""
        return PREFERRED

    def minimumSizeHint(self) -> QSize:
        """Below this nobody signs well."""
        return MINIMUM
