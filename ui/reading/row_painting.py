"""Paints one row of a column: lit ranges, selection, label, text, terms, a table's rules, what is to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextDocument, QTextLine

from ui.palette import Theme
from ui.reading.geometry import Geometry
from ui.reading.passages import Passage
from ui.reading.table_lines import TableLines
from ui.typography import TextStyle, pixel_size


@dataclass(frozen=True, slots=True)
class Band:
    """A range of a row's shown text with a colour behind it."""

    start: int
    end: int
    colour: str


class Paintable(Protocol):
    """What painting asks of the layout of a column."""

    geometry: Geometry
    theme: Theme
    english: bool
    x: float
    passages: list[Passage | None]
    lit: dict[int, list[Band]]
    found: dict[int, list[Band]]

    @property
    def partner(self) -> Paintable | None:
        """The layout of the other column."""

    def document(self) -> QTextDocument:
        """The text document."""

    def lay_out(self, index: int) -> float:
        """The height of a row's own text, laid out."""

    def rectangles(self, index: int, start: int, end: int) -> list[QRectF]:
        """Where a range of a row's text stands."""

    def table(self, index: int) -> TableLines | None:
        """How a table was set."""

    def line_top(self, index: int, line: QTextLine) -> float:
        """The upper edge of a line in its row."""

    def style(self, index: int) -> TextStyle:
        """How a row is set."""


def paint_row(painter: QPainter, column: Paintable, index: int, selected: Iterable[tuple[int, int]]) -> None:
    """Paint one row that is laid out; ``selected`` are ranges of its shown text."""
    theme, top = column.theme, column.geometry.top(index)
    for band in (*column.found.get(index, ()), *column.lit.get(index, ())):
        _paint_band(painter, column.rectangles(index, band.start, band.end), band.colour, 3.0)
    for start, end in selected:
        _paint_band(painter, column.rectangles(index, start, end), theme.selection, 0.0)
    ink = QColor(theme.ink if column.english else theme.dutch)
    painter.setPen(ink)
    _paint_label(painter, column, index, top)
    painter.setPen(ink)
    column.document().findBlockByNumber(index).layout().draw(painter, QPointF(column.x, top))
    _paint_terms(painter, column, index)
    _paint_rules(painter, column, index, top)
    if column.english:
        _paint_placeholders(painter, column, index, top)


def paint_caret(painter: QPainter, column: Paintable, index: int, position: int) -> None:
    """Paint the caret before a position of a row's text."""
    line = column.document().findBlockByNumber(index).layout().lineForTextPosition(position)
    if line.isValid():
        pitch = column.style(index).pitch
        x = round(column.x + line_x(line, position))
        y = column.geometry.top(index) + column.line_top(index, line)
        width = max(1, round(column.geometry.measures.em / 12))
        painter.fillRect(QRectF(x - width, y + 2, width, pitch - 4), QColor(column.theme.action))


def line_x(line: QTextLine, position: int) -> float:
    """Return the x of a position of a line's text, from the left edge of its row."""
    found = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)


def _paint_band(painter: QPainter, boxes: Sequence[QRectF], colour: str, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for box in boxes:
        if radius:
            painter.drawRoundedRect(box.adjusted(-2, 1, 2, -1), radius, radius)
        else:
            painter.drawRect(box)


def _paint_label(painter: QPainter, column: Paintable, index: int, top: float) -> None:
    row = column.geometry.rows[index]
    if not row.label:
        return
    style = column.style(index)
    metrics = QFontMetricsF(style.font)
    if row.kind == "note":
        painter.setPen(QColor(column.theme.quiet))
    painter.setFont(style.font)
    painter.drawText(
        QPointF(column.x, top + (style.pitch - metrics.height()) / 2 + metrics.ascent()), row.label
    )


def _paint_terms(painter: QPainter, column: Paintable, index: int) -> None:
    passage = column.passages[index] if index < len(column.passages) else None
    if passage is None:
        return
    em, style = column.geometry.measures.em, column.style(index)
    for mark in passage.marks:
        if mark.kind != "term":
            continue
        ink = QColor(column.theme.quiet)
        ink.setAlphaF(0.7)
        pen = QPen(ink, max(1.0, em / 14))
        pen.setDashPattern([1.0, 2.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        below = pixel_size(style.font) * 0.2 + (style.pitch + pixel_size(style.font) * 0.7) / 2
        for box in column.rectangles(index, mark.start, mark.end):
            y = round(box.top() + below) + 0.5
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))


def _paint_rules(painter: QPainter, column: Paintable, index: int, top: float) -> None:
    """Rule a table between its rows: thin lines, a darker one under a row that names the columns."""
    table = column.table(index)
    if table is None:
        return
    for row, y in enumerate(table.tops):
        head = row == 1 and table.grid.header
        painter.setPen(QPen(QColor(column.theme.quiet if head else column.theme.line), 1.0))
        height = round(top + y) + 0.5
        painter.drawLine(QPointF(column.x, height), QPointF(column.x + table.right, height))


def _paint_placeholders(painter: QPainter, column: Paintable, index: int, top: float) -> None:
    """Paint a grey line for each line of Dutch whose English is still to come."""
    passage = column.passages[index] if index < len(column.passages) else None
    if (passage is not None and passage.complete) or column.partner is None:
        return
    height = column.lay_out(index)
    column.partner.lay_out(index)
    lines = column.partner.document().findBlockByNumber(index).layout()
    style = column.style(index)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(column.theme.placeholder))
    thick = pixel_size(style.font) * 0.5
    own, others = column.table(index), column.partner.table(index)
    if own is not None and others is not None:
        there = len(own.grid.cells)
        first = others.lines[there].start if there < len(others.lines) else lines.lineCount()
    else:
        first = round(height / style.pitch)
    for number in range(first, lines.lineCount()):
        line = lines.lineAt(number)
        y = top + column.line_top(index, line) + (style.pitch - thick) / 2
        box = QRectF(column.x + line.position().x(), y, line.naturalTextWidth() * 0.96, thick)
        painter.drawRoundedRect(box, thick / 2, thick / 2)
