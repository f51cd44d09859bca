"""Both columns on paper or as a PDF: rows aligned as in the window, cut between lines at a page's foot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from translations.segments import Bilingual, Segment
from ui.page_printing import Pages, page_font, save_pdf, send_to_printer
from ui.palette import LIGHT
from ui.reading.passages import Passage, dutch_passage, english_passage
from ui.reading.row_formats import format_range, mark_shapes
from ui.reading.rows import Row, rows_of
from ui.reading.table_printing import paint_table
from ui.session import Session

POINTS = 9.5
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
    font = page_font(size, bold=heading)
    above = POINTS * (1.3 if row.kind == "heading" else 2.4 if row.first_note else 0.55)
    return _Style(font, size * (1.28 if heading else 1.38), above, POINTS * 1.7 if row.indented else 0.0)


def _set(passage: Passage, style: _Style, width: float) -> QTextLayout:
    """Lay a passage out; the layout works in tenths of a point, for fine pixel sizes."""
    layout = QTextLayout(passage.shown, style.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(
        [format_range(mark.start, mark.end - mark.start, look) for mark, look in mark_shapes(passage.marks)]
    )
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth((width - style.indent) * 10)
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout


def _paint_row(pages: Pages, row: Row, segments: Mapping[str, Segment]) -> None:
    """Paint one row, on as many pages as it takes."""
    style = _style(row)
    pitch, gap = style.pitch * 10, GAP * 10
    column = (pages.width - gap) / 2
    passages = dutch_passage(row.holder, segments), english_passage(row.holder, segments)
    if pages.y:
        pages.y += style.above * 10
    if row.kind == "table":
        paint_table(pages, *passages, POINTS, (0.0, column + gap))
        return
    dutch, english = (_set(passage, style, column / 10) for passage in passages)
    lines = max(dutch.lineCount(), english.lineCount())
    keep = min(lines, 2) + (2 if row.kind == "heading" else 0)
    if not pages.has_room(keep * pitch):
        pages.turn()
    metrics = QFontMetricsF(style.font)
    for number in range(lines):
        if not pages.has_room(pitch):
            pages.turn()
        for layout, left, ink in ((dutch, 0.0, LIGHT.dutch), (english, column + gap, LIGHT.ink)):
            if number >= layout.lineCount():
                continue
            pages.painter.setPen(QColor(ink))
            line = layout.lineAt(number)
            baseline = pages.y + (pitch - metrics.height()) / 2 + metrics.ascent()
            if number == 0 and row.label:
                pages.painter.setFont(style.font)
                pages.painter.drawText(QPointF(left, baseline), row.label)
            line.draw(pages.painter, QPointF(left + style.indent * 10, baseline - line.ascent()))
        pages.y += pitch


def paint_pages(
    bilingual: Bilingual, device: QPagedPaintDevice, painter: QPainter, cancelled: Callable[[], bool]
) -> int:
    """Paint the whole letter on a paged device; return the number of pages."""
    segments = bilingual.segments
    reviewed = bool(segments) and all(segment.reviewed for segment in segments.values())
    words = "Reviewed translation" if reviewed else "Machine translation, not reviewed"
    title = bilingual.document.title or bilingual.document.source
    pages = Pages(f"{title} · {words}", device, painter)
    for row in _rows(bilingual, cancelled):
        _paint_row(pages, row, segments)
    pages.finish()
    return pages.count


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
    return save_pdf(
        lambda device, painter: paint_pages(bilingual, device, painter, cancelled),
        bilingual.document.title,
        path,
    )


def print_session(session: Session, parent: QWidget) -> bool:
    """Ask for a printer and print both columns; return whether it was printed."""
    return send_to_printer(
        lambda device, painter: paint_pages(session.bilingual(), device, painter, lambda: False),
        session.document.title,
        parent,
    )
