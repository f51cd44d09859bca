"""The terms on show, on paper or as a PDF: Dutch, English, and what else is known, in three columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPagedPaintDevice, QPainter
from PySide6.QtWidgets import QWidget

from translations.glossary_records import RowFilter, TermRow
from ui.page_printing import Pages, page_font, save_pdf, send_to_printer
from ui.palette import LIGHT

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


def paint_terms(terms: Iterable[TermRow], title: str, device: QPagedPaintDevice, painter: QPainter) -> int:
    """Paint terms on a paged device; return the number of pages."""
    pages = Pages(title, device, painter)
    fonts = (page_font(_SIZE, bold=True), page_font(_SIZE), page_font(_SIZE * 0.88))
    for term in terms:
        _paint_row(pages, term, fonts)
    pages.finish()
    return pages.count


def _paint_row(pages: Pages, term: TermRow, fonts: Sequence[QFont]) -> None:
    """Paint one term; it is kept together on a page."""
    usable = pages.width - 2 * _GAP * 10
    texts = _texts(term)
    boxes, left = [], 0.0
    for text, share, font in zip(texts, _SHARES, fonts, strict=True):
        width = usable * share
        room = QRectF(0, 0, width, pages.height)
        needed = QFontMetricsF(font).boundingRect(room, int(_WRAP), text or " ").height()
        boxes.append((left, width, min(needed, pages.height - 60)))
        left += width + _GAP * 10
    height = max(box[2] for box in boxes)
    if pages.y and not pages.has_room(height):
        pages.turn()
    inks = (LIGHT.dutch, LIGHT.ink, LIGHT.quiet)
    for text, font, ink, (x, width, needed) in zip(texts, fonts, inks, boxes, strict=True):
        pages.painter.setFont(font)
        pages.painter.setPen(QColor(ink))
        pages.painter.drawText(QRectF(x, pages.y, width, needed + 4), int(_WRAP), text)
    pages.y += height + 24
    pages.painter.setPen(QColor(LIGHT.line))
    pages.painter.drawLine(0, round(pages.y - 12), round(pages.width), round(pages.y - 12))


def _texts(term: TermRow) -> tuple[str, str, str]:
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
    return (
        "; ".join((term.nl, *term.nl_variants)),
        "; ".join((term.nl if term.do_not_translate else term.en, *term.en_variants)),
        " · ".join(" ".join(one.split()) for one in traits if one),
    )


def save_terms_pdf(terms: Iterable[TermRow], title: str, path: Path) -> int:
    """Write terms as a PDF (A4); return the number of pages. Works beside the window.

    Raises:
        EnvironmentProblem: the file cannot be written there.
    """
    return save_pdf(lambda device, painter: paint_terms(terms, title, device, painter), title, path)


def print_terms(terms: Iterable[TermRow], title: str, parent: QWidget) -> bool:
    """Ask for a printer and print terms; return whether they were printed."""
    return send_to_printer(lambda device, painter: paint_terms(terms, title, device, painter), title, parent)
