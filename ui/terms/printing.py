"""The terms on show, on paper or as a PDF: Dutch, English, and what else is known, in three columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
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
from translations.glossary_records import RowFilter, TermRow
from ui.palette import LIGHT
from ui.reading.printing import MARGINS
from ui.typography import READING_FAMILY

if TYPE_CHECKING:
    from translations.glossary import Termbase

_AT_ONCE = 500
_SHARES = (0.31, 0.31, 0.38)
_GAP = 12.0
_SIZE = 8.6
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def rows_for_print(
    termbase: Termbase, rows: RowFilter, order: tuple[str, bool], cancelled: Callable[[], bool]
) -> Iterator[TermRow]:
    """Yield the rows that a filter shows, in the table's order, a few hundred fetched at a time."""
    offset = 0
    while not cancelled():
        page = termbase.page(offset, _AT_ONCE, sort=order[0], descending=order[1], rows=rows)
        yield from page
        if len(page) < _AT_ONCE:
            return
        offset += _AT_ONCE


class _TermPrinter:
    """Paints rows page after page; one painter unit is a tenth of a point."""

    def __init__(self, title: str, device: QPagedPaintDevice, painter: QPainter) -> None:
        self._title = title
        self._device = device
        self._painter = painter
        page = device.pageLayout().paintRect(QPageLayout.Unit.Point)
        self._width, self._height = page.width() * 10, (page.height() - 16) * 10
        scale = device.logicalDpiX() / 720.0
        painter.scale(scale, scale)
        self._y = 0.0
        self.pages = 1
        self._fonts = [_font(_SIZE, bold=True), _font(_SIZE), _font(_SIZE * 0.88)]
        self._inks = [QColor(LIGHT.dutch), QColor(LIGHT.ink), QColor(LIGHT.quiet)]

    def row(self, term: TermRow) -> None:
        """Paint one term; it is kept together on a page."""
        dutch = "; ".join((term.nl, *term.nl_variants))
        english = "; ".join((term.nl if term.do_not_translate else term.en, *term.en_variants))
        traits = [
            term.glossary,
            term.status,
            "kept in Dutch" if term.do_not_translate else "",
            term.part_of_speech,
            term.domain,
            term.definition,
            term.note,
            term.source,
        ]
        texts = (dutch, english, " · ".join(" ".join(one.split()) for one in traits if one))
        usable = self._width - 2 * _GAP * 10
        boxes, left = [], 0.0
        for text, share, font in zip(texts, _SHARES, self._fonts, strict=True):
            width = usable * share
            room = QRectF(0, 0, width, self._height)
            needed = QFontMetricsF(font).boundingRect(room, int(_WRAP), text or " ").height()
            boxes.append((left, width, min(needed, self._height - 60)))
            left += width + _GAP * 10
        height = max(box[2] for box in boxes)
        if self._y and self._y + height > self._height:
            self._new_page()
        for text, font, ink, (x, width, needed) in zip(texts, self._fonts, self._inks, boxes, strict=True):
            self._painter.setFont(font)
            self._painter.setPen(ink)
            self._painter.drawText(QRectF(x, self._y, width, needed + 4), int(_WRAP), text)
        self._y += height + 24
        self._painter.setPen(QColor(LIGHT.line))
        self._painter.drawLine(0, round(self._y - 12), round(self._width), round(self._y - 12))

    def finish(self) -> None:
        """Write the foot of the page."""
        font = _font(7.5)
        self._painter.setFont(font)
        self._painter.setPen(QColor(LIGHT.quiet))
        box = QRectF(0, self._height + 40, self._width, 120)
        self._painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), str(self.pages))
        room = QFontMetricsF(font).elidedText(self._title, Qt.TextElideMode.ElideMiddle, self._width * 0.9)
        self._painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), room)

    def _new_page(self) -> None:
        self.finish()
        self._device.newPage()
        self.pages += 1
        self._y = 0.0


def _font(points: float, *, bold: bool = False) -> QFont:
    font = QFont(READING_FAMILY)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(round(points * 10))
    font.setBold(bold)
    # Ligatures would have no characters in a PDF: one could not find or copy them.
    for feature in ("liga", "clig", "calt"):
        font.setFeature(QFont.Tag(feature), 0)
    return font


def paint_terms(terms: Iterable[TermRow], title: str, device: QPagedPaintDevice, painter: QPainter) -> int:
    """Paint terms on a paged device; return the number of pages."""
    printer = _TermPrinter(title, device, painter)
    for term in terms:
        printer.row(term)
    printer.finish()
    return printer.pages


def save_terms_pdf(terms: Iterable[TermRow], title: str, path: Path) -> int:
    """Write terms as a PDF (A4); return the number of pages. Works beside the window.

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
    writer.setTitle(title[:200])
    writer.setCreator("Naast")
    painter = QPainter()
    if not painter.begin(writer):
        raise EnvironmentProblem(f"{path.name} cannot be written there.")
    try:
        return paint_terms(terms, title, writer, painter)
    finally:
        painter.end()


def print_terms(terms: Iterable[TermRow], title: str, parent: QWidget) -> bool:
    """Ask for a printer and print terms; return whether they were printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(MARGINS, QPageLayout.Unit.Millimeter)
    printer.setDocName(title[:100])
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    painter = QPainter()
    if not painter.begin(printer):
        return False
    paint_terms(terms, title, printer, painter)
    painter.end()
    return True
