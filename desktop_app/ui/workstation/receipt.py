"""The receipt of a sign-off for people: its facts, and the ink while it is still here. Printed, or kept as a PDF."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.delivery import Delivery
from desktop_app.domain.ids import short_reference
from desktop_app.domain.signoff import Form
from desktop_app.ui.parts.field_words import FIELDS, label
from desktop_app.ui.parts.moments import full_moment

from .ask import ask

_MARGIN_MM = 20.0
_PICTURE_WIDTH_PX = 360
_DOTS_PER_INCH = 300


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the last sign-off leaves in the window until the next one begins."""

    delivery: Delivery
    form: Form
    picture: QImage  # the sheet as it was seen


def offer(parent: QWidget, receipt: Receipt) -> None:
    """Asks whether to print or to keep it, and does so."""
    chosen = ask(
        parent,
        QCoreApplication.translate("Receipt", "Receipt for {0}").format(short_reference(receipt.delivery.id)),
        QCoreApplication.translate("Receipt", "It shows what was signed, with the signature."),
        [
            QCoreApplication.translate("Receipt", "Save as PDF"),
            QCoreApplication.translate("Receipt", "Print"),
            QCoreApplication.translate("Ask", "Cancel"),
        ],
        safe=2,
        likely=0,
    )  # fmt: skip
    if chosen == 0:
        name = f"paraphe-{short_reference(receipt.delivery.id)}.pdf"
        file, _ = QFileDialog.getSaveFileName(
            parent, QCoreApplication.translate("Receipt", "Save as PDF"), name, "PDF (*.pdf)"
        )
        if file:
            save_pdf(receipt, Path(file))
    elif chosen == 1:
        _print(parent, receipt)


def save_pdf(receipt: Receipt, file: Path) -> None:
    """One A4 page."""
    writer = QPdfWriter(str(file))
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(
        QCoreApplication.translate("Receipt", "Receipt for {0}").format(short_reference(receipt.delivery.id))
    )
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    document(receipt).print_(writer)


def document(receipt: Receipt) -> QTextDocument:
    """The receipt as a text document."""
    made = QTextDocument()
    made.setDocumentMargin(0)
    delivery = receipt.delivery
    rows = [
        (QCoreApplication.translate("Receipt", "Reference"), short_reference(delivery.id)),
        (QCoreApplication.translate("Receipt", "Signed"), full_moment(delivery.signed_at)),
        *((label(name), text) for name in FIELDS if (text := getattr(receipt.form, name))),
        (QCoreApplication.translate("Receipt", "Number"), delivery.id),
        ("SHA-256", delivery.sha256),
    ]
    lines = "".join(
        f'<tr><td style="color:#5B6270;padding:2px 16px 2px 0">{escape(name)}</td>'
        f'<td style="padding:2px 0">{escape(text).replace(chr(10), "<br>")}</td></tr>'
        for name, text in rows
    )
    heading = escape(QCoreApplication.translate("Receipt", "Sign-off"))
    picture = f'<img src="data:image/png;base64,{_base64(receipt.picture)}" width="{_PICTURE_WIDTH_PX}">'
    made.setHtml(f"<h2>Paraphe · {heading}</h2><table>{lines}</table><p>{picture}</p>")
    return made


def _print(parent: QWidget, receipt: Receipt) -> None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - a library of its own, for this alone

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        document(receipt).print_(printer)
    dialog.deleteLater()


def _base64(picture: QImage) -> str:
    """The picture within the text: printing works on a copy of the document, which loses added resources."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(data.toBase64().data()).decode()
