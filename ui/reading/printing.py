"""Both columns on paper or as a PDF: rows aligned as in the window, cut between lines at a page's foot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from reader.errors import EnvironmentProblem
from translations.segments import Bilingual
from ui.palette import LIGHT
from ui.reading.passages import Passage, dutch_passage, english_passage
from ui.reading.rows import Row, rows_of
from ui.session import Session
from ui.typography import READING_FAMILY

POINTS = 9.5
MARGINS = QMarginsF(16, 16, 16, 18)
"""Millimetres."""
GAP = 18.0
"""Points between the columns."""


@dataclass(frozen=True, slots=True)
class _Style:
    font: QFont
    pitch: float
    above: float
    indent: float


def _style(row: Row) -> _Style:
    heading = row.kind in ("title", "heading")
    size = POINTS * (1.12 if heading else 0.88 if row.kind in ("note", "footer") else 1.0)
    font = QFont(READING_FAMILY)
    font.setStyleHint(QFont.StyleHint.Serif)
    # One painter unit is a point, whatever the printer's own resolution.
    font.setPixelSize(max(1, round(size * 10)))
    font.setBold(heading)
    # Text figures and ligatures would have no characters in a PDF: one could not find or copy them.
    for feature in ("liga", "clig", "calt"):
        font.setFeature(QFont.Tag(feature), 0)
    above = POINTS * (1.3 if row.kind == "heading" else 2.4 if row.first_note else 0.55)
    return _Style(font, size * (1.28 if heading else 1.38), above, POINTS * 1.7 if row.indented else 0.0)


def _set(passage: Passage, style: _Style, width: float) -> QTextLayout:
    """Lay a passage out; the layout works in tenths of a point, for fine pixel sizes."""
    layout = QTextLayout(passage.shown, style.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats = []
    for mark in passage.marks:
        look = QTextCharFormat()
        if mark.kind == "call":
            look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif mark.kind == "italic":
            look.setFontItalic(True)
        elif mark.kind == "bold":
            look.setFontWeight(QFont.Weight.Bold)
        else:
            continue
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = mark.start, mark.end - mark.start, look
        formats.append(made)
    layout.setFormats(formats)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth((width - style.indent) * 10)
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout


class _Printer:
    """Paints rows page after page on any paged device."""

    def __init__(self, bilingual: Bilingual, device: QPagedPaintDevice, painter: QPainter) -> None:
        self._bilingual = bilingual
        self._device = device
        self._painter = painter
        page = device.pageLayout().paintRect(QPageLayout.Unit.Point)
        self.width, self.height = page.width(), page.height() - 16
        self._scale = device.logicalDpiX() / 72.0
        self._y = 0.0
        self.pages = 1

    def _foot(self) -> None:
        painter = self._painter
        font = QFont(READING_FAMILY)
        font.setPixelSize(75)
        painter.save()
        painter.scale(self._scale / 10, self._scale / 10)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.quiet))
        box = QRectF(0, (self.height + 4) * 10, self.width * 10, 120)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(self.pages))
        title = self._bilingual.document.title or self._bilingual.document.source
        words = "Machine translation, not reviewed" if not self._reviewed() else "Reviewed translation"
        room = QFontMetricsF(font).elidedText(
            f"{' '.join(title.split())} · {words}", Qt.TextElideMode.ElideMiddle, self.width * 9
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, room)
        painter.restore()

    def _reviewed(self) -> bool:
        segments = self._bilingual.segments
        return bool(segments) and all(segment.reviewed for segment in segments.values())

    def _new_page(self) -> None:
        self._foot()
        self._device.newPage()
        self.pages += 1
        self._y = 0.0

    def row(self, row: Row) -> None:
        """Paint one row, on as many pages as it takes."""
        style = _style(row)
        column = (self.width - GAP) / 2
        dutch = _set(dutch_passage(row.holder, self._bilingual.segments), style, column)
        english = _set(english_passage(row.holder, self._bilingual.segments), style, column)
        lines = max(dutch.lineCount(), english.lineCount())
        if self._y:
            self._y += style.above
        keep = min(lines, 2) + (2 if row.kind == "heading" else 0)
        if self._y + keep * style.pitch > self.height:
            self._new_page()
        metrics = QFontMetricsF(style.font)
        for number in range(lines):
            if self._y + style.pitch > self.height:
                self._new_page()
            self._painter.save()
            self._painter.scale(self._scale / 10, self._scale / 10)
            for layout, left, ink in (
                (dutch, 0.0, LIGHT.dutch),
                (english, column + GAP, LIGHT.ink),
            ):
                if number >= layout.lineCount():
                    continue
                self._painter.setPen(QColor(ink))
                line = layout.lineAt(number)
                baseline = self._y * 10 + (style.pitch * 10 - metrics.height()) / 2 + metrics.ascent()
                if number == 0 and row.label:
                    self._painter.setFont(style.font)
                    self._painter.drawText(QPointF(left * 10, baseline), row.label)
                line.draw(self._painter, QPointF((left + style.indent) * 10, baseline - line.ascent()))
            self._painter.restore()
            self._y += style.pitch

    def finish(self) -> None:
        """Number the last page."""
        self._foot()


def paint_pages(
    bilingual: Bilingual, device: QPagedPaintDevice, painter: QPainter, cancelled: Callable[[], bool]
) -> int:
    """Paint the whole letter on a paged device; return the number of pages."""
    printer = _Printer(bilingual, device, painter)
    for row in _rows(bilingual, cancelled):
        printer.row(row)
    printer.finish()
    return printer.pages


def _rows(bilingual: Bilingual, cancelled: Callable[[], bool]) -> Iterator[Row]:
    for row in rows_of(bilingual.document):
        if cancelled():
            return
        yield row


def save_session_pdf(bilingual: Bilingual, path: Path, cancelled: Callable[[], bool]) -> int:
    """Write both columns as a PDF (A4); return the number of pages. Works beside the window.

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
    writer.setTitle(" ".join(bilingual.document.title.split())[:200])
    writer.setCreator("Naast")
    painter = QPainter()
    if not painter.begin(writer):
        raise EnvironmentProblem(f"{path.name} cannot be written there.")
    try:
        return paint_pages(bilingual, writer, painter, cancelled)
    finally:
        painter.end()


def print_session(session: Session, parent: QWidget) -> bool:
    """Ask for a printer and print both columns; return whether it was printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
    printer.setDocName(" ".join(session.document.title.split())[:100])
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    painter = QPainter()
    if not painter.begin(printer):
        return False
    paint_pages(session.bilingual(), printer, painter, lambda: False)
    painter.end()
    return True
