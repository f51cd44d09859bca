"""Lays out one column: only the rows that are looked at, as high as their partners.

A QTextEdit accepts any QAbstractTextDocumentLayout. This one knows that every block of the text document
is a row of the geometry, so a row that arrives costs its own layout and nothing else, however long the
letter is.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetricsF,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from ui.palette import Theme
from ui.reading import row_painting
from ui.reading.geometry import Geometry
from ui.reading.passages import Passage
from ui.reading.row_formats import header_format, passage_formats
from ui.reading.row_painting import Band, line_x
from ui.reading.table_grid import Grid, column_widths, fits, grid_of
from ui.reading.table_lines import TableLines, break_at_cells, column_lefts, place_lines, row_tops
from ui.typography import TextStyle, scaled

CELL_GAP = 1.1
"""Between the columns of a table, in ems of the text."""
TABLE_SCALES = (1.0, 0.86, 0.74, 0.66)
"""How far the type of a table shrinks before its words are broken."""

__all__ = ["Band", "ColumnLayout"]


class ColumnLayout(QAbstractTextDocumentLayout):
    """The layout of one column's text document; rows are its blocks, in the same order."""

    def __init__(self, document: QTextDocument, geometry: Geometry, theme: Theme, *, english: bool) -> None:
        super().__init__(document)
        self.geometry = geometry
        self.theme = theme
        self.english = english
        self.x = 0.0
        self.passages: list[Passage | None] = []
        self.lit: dict[int, list[Band]] = {}
        self.found: dict[int, list[Band]] = {}
        self.partner: ColumnLayout | None = None
        self._laid: dict[int, float] = {}
        self._tables: dict[int, TableLines] = {}
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    # what the view calls

    def forget_all(self) -> None:
        """Lay everything out anew when it is next needed (the width, zoom or document changed)."""
        self._laid.clear()
        self._tables.clear()

    def forget(self, index: int) -> None:
        """Lay this row out anew when it is next needed (a table in both columns: they share its grid)."""
        self._laid.pop(index, None)
        if self._tables.pop(index, None) is not None and self.partner is not None:
            self.partner.forget(index)

    def lay_out(self, index: int) -> float:
        """Return the height of a row's own text in pixels, laying it out first if need be."""
        height = self._laid.get(index)
        if height is not None:
            return height
        row = self.geometry.rows[index]
        if row.kind == "table":
            self._lay_out_table(index)
            return self._laid[index]
        style = self.geometry.style(row)
        block, layout = self._prepared(index, style)
        indent = self.geometry.measures.indent if row.indented else 0.0
        width = self.geometry.measures.width - indent
        baseline = _baseline(style)
        layout.beginLayout()
        lines = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(indent, lines * style.pitch + baseline - line.ascent()))
            lines += 1
        layout.endLayout()
        if self.english and lines <= 1 and block.length() <= 1:
            lines = 0
        height = self._laid[index] = lines * style.pitch
        return height

    def _prepared(
        self, index: int, style: TextStyle, grid: Grid | None = None
    ) -> tuple[QTextBlock, QTextLayout]:
        block = self.document().findBlockByNumber(index)
        layout = block.layout()
        layout.setTextOption(self._option)
        passage = self.passages[index] if index < len(self.passages) else None
        marks = passage.marks if passage is not None else ()
        formats = passage_formats(block.length() - 1, style.font, marks, self.theme)
        if grid is not None and grid.header and grid.cells:
            last = max(cell.end for cell in grid.cells if cell.row == 0)
            formats.append(header_format(last))
        layout.setFormats(formats)
        return block, layout

    def _lay_out_table(self, index: int) -> None:
        """Set a table in both columns at once, so that its rows stand beside each other."""
        available = self.geometry.measures.width
        sides = [
            side
            for side in (self, self.partner)
            if side is not None and side.document().findBlockByNumber(index).isValid()
        ]
        sides.sort(key=lambda side: side.english)
        passages = [side.passages[index] or Passage("", "") for side in sides]
        grids = [grid_of(passage) for passage in passages]
        # English takes part in the widths when it is all there: a grid that grew with each cell would jump.
        sizing = [grid for grid, passage in zip(grids, passages, strict=True) if passage.complete]
        for scale in TABLE_SCALES:
            style = scaled(self.geometry.style(self.geometry.rows[index]), scale)
            measure = QFontMetricsF(style.font).horizontalAdvance
            gap = self.geometry.measures.em * CELL_GAP * scale * scale
            if fits(sizing, measure, available, gap):
                break
        widths = column_widths(sizing, measure, available, gap)
        columns = max(grid.columns for grid in grids)
        widths += (style.pitch,) * (columns - len(widths))
        figures, header = grids[0].figures, grids[0].header
        grids = [replace(grid, header=header, figures=figures) for grid in grids]
        layouts = [side._prepared(index, style, grid)[1] for side, grid in zip(sides, grids, strict=True)]
        broken = [
            break_at_cells(layout, grid, widths, available)
            for layout, grid in zip(layouts, grids, strict=True)
        ]
        tops = row_tops(tuple(zip(grids, broken, strict=True)), style.pitch)
        for side, layout, grid, lines in zip(sides, layouts, grids, broken, strict=True):
            table = TableLines(grid, lines, column_lefts(widths, gap), widths, tops, style)
            place_lines(layout, table, _baseline(style))
            side._tables[index] = table
            side._laid[index] = tops[-1]

    def table(self, index: int) -> TableLines | None:
        """Return how a table was set; None for any other row."""
        return self._tables.get(index)

    def line_top(self, index: int, line: QTextLine) -> float:
        """Return the upper edge of a line's full-height box, from the top of its row."""
        return line.position().y() + line.ascent() - _baseline(self.style(index))

    def style(self, index: int) -> TextStyle:
        """Return how a row is set: a table that is wide, in smaller type than its kind."""
        table = self._tables.get(index)
        return table.style if table is not None else self.geometry.style(self.geometry.rows[index])

    def resize_page(self) -> None:
        """Tell the view that the page has another height."""
        self.documentSizeChanged.emit(self.documentSize())

    def rectangles(self, index: int, start: int, end: int) -> list[QRectF]:
        """Return where a range of a row's text stands on the page, one full-height box a line."""
        self.lay_out(index)
        layout = self.document().findBlockByNumber(index).layout()
        pitch = self.style(index).pitch
        top = self.geometry.top(index)
        boxes = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            if last <= start or first >= end:
                continue
            left = line_x(line, max(start, first))
            right = line_x(line, end) if end < last else line.position().x() + line.naturalTextWidth()
            y = top + self.line_top(index, line)
            boxes.append(QRectF(self.x + left, y, max(1.0, right - left), pitch))
        return boxes

    # what Qt calls

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint the rows that the clip touches."""
        geometry = self.geometry
        if not geometry.rows:
            return
        clip = context.clip
        count = min(len(geometry.rows), self.document().blockCount())
        first, last = geometry.row_at(clip.top()), geometry.row_at(clip.bottom())
        selected = [
            (s.cursor.selectionStart(), s.cursor.selectionEnd())
            for s in context.selections
            if s.cursor.hasSelection()
        ]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(first, min(last + 1, count)):
            block = self.document().findBlockByNumber(index)
            self.lay_out(index)
            ranges = [
                (max(0, start - block.position()), end - block.position())
                for start, end in selected
                if start < block.position() + block.length() and end > block.position()
            ]
            row_painting.paint_row(painter, self, index, ranges)
            caret = context.cursorPosition - block.position()
            if context.cursorPosition >= 0 and 0 <= caret < block.length():
                row_painting.paint_caret(painter, self, index, caret)

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:
        """Return the position in the document at a point of the page; -1 for an exact miss."""
        geometry = self.geometry
        count = min(len(geometry.rows), self.document().blockCount())
        if not count:
            return 0
        index = min(geometry.row_at(point.y()), count - 1)
        block = self.document().findBlockByNumber(index)
        self.lay_out(index)
        layout = block.layout()
        y = point.y() - geometry.top(index)
        pitch = self.style(index).pitch
        exact = accuracy == Qt.HitTestAccuracy.ExactHit
        lines = layout.lineCount()
        if not lines:
            return -1 if exact else block.position()
        x = point.x() - self.x
        number = self._line_at(index, x, y)
        if exact and not 0 <= y - self.line_top(index, layout.lineAt(min(number, lines - 1))) < pitch:
            return -1
        line = layout.lineAt(min(max(number, 0), lines - 1))
        if exact and not line.position().x() <= x <= line.position().x() + line.naturalTextWidth():
            return -1
        if not exact and y < 0:
            return block.position()
        if not exact and number >= lines:
            return block.position() + block.length() - 1
        between = QTextLine.CursorPosition.CursorOnCharacter if exact else None
        place = line.xToCursor(x, between) if between is not None else line.xToCursor(x)
        return block.position() + place

    def _line_at(self, index: int, x: float, y: float) -> int:
        """Return the number of the line at a point of a row: one beyond the last below its text."""
        table = self._tables.get(index)
        pitch = self.style(index).pitch
        at = table.cell_at(x, y) if table is not None else None
        if table is None or at is None:
            return max(0, int(y // pitch))
        if y >= table.tops[-1]:
            return table.lines[-1].stop
        lines = table.lines[at]
        inside = y - table.tops[table.grid.cells[at].row] - table.padding
        return min(max(int(inside // pitch), 0), len(lines) - 1) + lines.start

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the box of a block's text on the page, in the coordinates of its lines."""
        index = block.blockNumber()
        if not block.isValid() or index >= len(self.geometry.rows):
            return QRectF()
        self.lay_out(index)
        return QRectF(
            self.x, self.geometry.top(index), self.geometry.measures.width, self.geometry.text_height(index)
        )

    def documentSize(self) -> QSizeF:
        """Return the size of the whole page."""
        return QSizeF(1.0, self.geometry.total)

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """Return the box of the whole page."""
        return QRectF(0, 0, self.x + self.geometry.measures.width, self.geometry.total)

    def pageCount(self) -> int:
        """Return 1: the window does not cut pages."""
        return 1

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Do nothing: whoever changes a row calls ``forget``, and Qt reports far more than has changed."""


def _baseline(style: TextStyle) -> float:
    metrics = QFontMetricsF(style.font)
    return (style.pitch - metrics.height()) / 2 + metrics.ascent()
