"""Pages on paper or as a PDF: the device and its margins, the fonts, the foot of each page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from reader.errors import EnvironmentProblem
from ui.palette import LIGHT
from ui.typography import READING_FAMILY

MARGINS = QMarginsF(16, 16, 16, 18)
"""Millimetres."""
_FOOT = 160.0
_FOOT_POINTS = 7.5

Paint = Callable[[QPagedPaintDevice, QPainter], int]
"""Paints on a paged device, and returns the number of pages."""


class Pages:
    """The pages of a device as they fill: the painter's unit is a tenth of a point, whatever the device."""

    def __init__(self, title: str, device: QPagedPaintDevice, painter: QPainter) -> None:
        self._title = " ".join(title.split())
        self._device = device
        self.painter = painter
        page = device.pageLayout().paintRect(QPageLayout.Unit.Point)
        self.width, self.height = page.width() * 10, page.height() * 10 - _FOOT
        scale = device.logicalDpiX() / 720.0
        painter.scale(scale, scale)
        self.y = 0.0
        """How far the page is filled."""
        self.count = 1

    def has_room(self, height: float) -> bool:
        """Whether so much still fits on the page."""
        return self.y + height <= self.height

    def turn(self) -> None:
        """Number this page and begin the next."""
        self.finish()
        self._device.newPage()
        self.count += 1
        self.y = 0.0

    def finish(self) -> None:
        """Write the foot of the page: what is printed at the left, the number at the right."""
        font = page_font(_FOOT_POINTS)
        self.painter.setFont(font)
        self.painter.setPen(QColor(LIGHT.quiet))
        box = QRectF(0, self.height + 40, self.width, 120)
        self.painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), str(self.count))
        title = QFontMetricsF(font).elidedText(self._title, Qt.TextElideMode.ElideMiddle, self.width * 0.9)
        self.painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), title)


def page_font(points: float, *, bold: bool = False) -> QFont:
    """Return the reading font for paper, in the units of ``Pages``."""
    font = QFont(READING_FAMILY)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(max(1, round(points * 10)))
    font.setBold(bold)
    # Text figures and ligatures would have no characters in a PDF: one could not find or copy them.
    for feature in ("liga", "clig", "calt"):
        font.setFeature(QFont.Tag(feature), 0)
    return font


def save_pdf(paint: Paint, title: str, path: Path) -> int:
    """Write a PDF (A4); return the number of pages. Works beside the window.

    Raises:
        EnvironmentProblem: the file cannot be written there.
    """
    try:
        path.touch()
    except OSError as error:
        raise EnvironmentProblem(f"{path.name} cannot be written there ({error.strerror}).") from error
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
    writer.setResolution(720)
    writer.setTitle(" ".join(title.split())[:200])
    writer.setCreator("Naast")
    painter = QPainter()
    if not painter.begin(writer):
        raise EnvironmentProblem(f"{path.name} cannot be written there.")
    try:
        return paint(writer, painter)
    finally:
        painter.end()


def send_to_printer(paint: Paint, title: str, parent: QWidget) -> bool:
    """Ask for a printer and print; return whether it was printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
    printer.setDocName(" ".join(title.split())[:100])
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    painter = QPainter()
    if not painter.begin(printer):
        return False
    paint(printer, painter)
    painter.end()
    return True
