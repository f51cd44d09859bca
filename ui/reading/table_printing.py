"""A table of the letter on paper: a grid in each column, rows level, cut between rows at a page's foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPen, QTextLayout, QTextOption

from ui.page_printing import Pages, page_font
from ui.palette import LIGHT
from ui.reading.column_layout import CELL_GAP, TABLE_SCALES
from ui.reading.passages import Passage
from ui.reading.row_formats import format_range, header_format, mark_shapes
from ui.reading.table_grid import Grid, broken_at_cells, column_widths, fits, grid_of
from ui.reading.table_lines import TableLines, break_at_cells, column_lefts, place_lines, row_tops
from ui.typography import TextStyle

_PITCH = 1.34
_RULE = 4.0
"""Tenths of a point."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A table as it was set in one language: where its column begins, its ink, its text and its lines."""

    left: float
    ink: str
    layout: QTextLayout
    table: TableLines


def paint_table(
    pages: Pages, dutch: Passage, english: Passage, points: float, lefts: Sequence[float]
) -> None:
    """Paint a table in both columns, which begin at ``lefts``, on as many pages as it takes.

    A row is cut only where it is higher than a page; a row that names the columns is painted again on each.
    A table that is too wide for a column has the whole width of the page, the English under the Dutch.
    """
    beside = [(dutch, LIGHT.dutch, lefts[0]), (english, LIGHT.ink, lefts[1])]
    sides, good = _set(beside, points, pages.width - lefts[1])
    if good:
        _paint(pages, sides)
        return
    for passage, ink, _left in beside:
        _paint(pages, _set([(passage, ink, 0.0)], points, pages.width)[0])
        pages.y += points * 8


def _paint(pages: Pages, sides: Sequence[_Side]) -> None:
    if not sides or not sides[0].table.grid.cells:
        return
    grid = sides[0].table.grid
    rows = len(sides[0].table.tops) - 1
    head = _height(sides, 0) if grid.header else 0.0
    for row in range(rows):
        # What names the columns does not stand alone at the foot of a page.
        needed = _height(sides, row) + (_height(sides, 1) if row == 0 and grid.header and rows > 1 else 0.0)
        if pages.y and not pages.has_room(min(needed, pages.height - head)):
            pages.turn()
            if row and grid.header and head * 3 < pages.height:
                _paint_row(pages, sides, 0)
        _paint_row(pages, sides, row)
    _rule(pages, sides, LIGHT.line)


def _set(
    texts: Sequence[tuple[Passage, str, float]], points: float, width: float
) -> tuple[tuple[_Side, ...], bool]:
    """Set a table in one language or both with the same columns, in smaller type where it is too wide.

    ``texts`` are (passage, ink, where its column begins); the answer says whether no word had to be broken.
    """
    passages = [passage for passage, _, _ in texts]
    grids = [grid_of(passage) for passage in passages]
    sizing = [grid for grid, passage in zip(grids, passages, strict=True) if passage.complete]
    good = False
    for scale in TABLE_SCALES:
        font = page_font(points * scale)
        style = TextStyle(font, float(round(points * scale * _PITCH * 10)), 0.0)
        measure = QFontMetricsF(font).horizontalAdvance
        gap = points * 10 * CELL_GAP * scale * scale
        if good := fits(sizing, measure, width, gap):
            break
    widths = column_widths(sizing, measure, width, gap) if any(grid.cells for grid in sizing) else ()
    widths += (style.pitch,) * (max(grid.columns for grid in grids) - len(widths))
    grids = [replace(grid, header=grids[0].header, figures=grids[0].figures) for grid in grids]
    layouts = [_layout(passage, grid, style) for passage, grid in zip(passages, grids, strict=True)]
    broken = [
        break_at_cells(layout, grid, widths, width) for layout, grid in zip(layouts, grids, strict=True)
    ]
    tops = row_tops(tuple(zip(grids, broken, strict=True)), style.pitch)
    metrics = QFontMetricsF(style.font)
    baseline = (style.pitch - metrics.height()) / 2 + metrics.ascent()
    sides = []
    for layout, grid, lines, (_, ink, left) in zip(layouts, grids, broken, texts, strict=True):
        table = TableLines(grid, lines, column_lefts(widths, gap), widths, tops, style)
        place_lines(layout, table, baseline)
        sides.append(_Side(left, ink, layout, table))
    return tuple(sides), good


def _layout(passage: Passage, grid: Grid, style: TextStyle) -> QTextLayout:
    layout = QTextLayout(broken_at_cells(passage.shown), style.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    looks = [
        format_range(mark.start, mark.end - mark.start, look) for mark, look in mark_shapes(passage.marks)
    ]
    if grid.header and grid.cells:
        looks.append(header_format(max(cell.end for cell in grid.cells if cell.row == 0)))
    layout.setFormats(looks)
    return layout


def _height(sides: Sequence[_Side], row: int) -> float:
    tops = sides[0].table.tops
    return tops[row + 1] - tops[row]


def _paint_row(pages: Pages, sides: Sequence[_Side], row: int) -> None:
    """Paint a row under a rule, line by line: one that is higher than a page goes on on the next."""
    table = sides[0].table
    _rule(pages, sides, LIGHT.quiet if row == 1 and table.grid.header else LIGHT.line)
    pitch = table.style.pitch
    pages.y += table.padding
    for place in range(round((_height(sides, row) - 2 * table.padding) / pitch)):
        if not pages.has_room(pitch):
            pages.turn()
        for side in sides:
            pages.painter.setPen(QColor(side.ink))
            # Lines know their place in the whole table: the page begins somewhere in it.
            shift = pages.y - (side.table.tops[row] + side.table.padding + place * pitch)
            for cell, lines in zip(side.table.grid.cells, side.table.lines, strict=True):
                if cell.row == row and place < len(lines):
                    line = side.layout.lineAt(lines[place])
                    line.draw(pages.painter, QPointF(side.left, shift))
        pages.y += pitch
    pages.y += table.padding


def _rule(pages: Pages, sides: Sequence[_Side], colour: str) -> None:
    pages.painter.setPen(QPen(QColor(colour), _RULE))
    for side in sides:
        start = QPointF(side.left, pages.y)
        pages.painter.drawLine(start, start + QPointF(side.table.right, 0.0))
