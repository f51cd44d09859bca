"""Sets a table as a grid in a text layout: lines end with their cells, cells stand in rows and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextLayout

from ui.reading.table_grid import Grid
from ui.typography import TextStyle

ROW_PADDING = 0.2
"""Of a line's pitch, above and below each row of a table."""


@dataclass(frozen=True, slots=True)
class TableLines:
    """A table as it was set: the lines of each cell, where columns begin and end, where rows begin.

    ``tops`` has one more entry than there are rows: the last is the height of the whole table.
    """

    grid: Grid
    lines: tuple[range, ...]
    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    tops: tuple[float, ...]
    style: TextStyle

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the cell at (or nearest to) a point of the table; None while it has no cells."""
        if not self.grid.cells:
            return None
        row = min(max(bisect_right(self.tops, y) - 1, 0), self.grid.cells[-1].row)
        here = [at for at, cell in enumerate(self.grid.cells) if cell.row == row]
        column = max(bisect_right(self.lefts, x) - 1, 0)
        return min(here, key=lambda at: abs(self.grid.cells[at].column - column))

    @property
    def padding(self) -> float:
        """The space above the text of a row, and below it."""
        return row_padding(self.style.pitch)

    @property
    def right(self) -> float:
        """Where the table ends at the right."""
        return self.lefts[-1] + self.widths[-1] if self.lefts else 0.0


def row_padding(pitch: float) -> float:
    """Return the space above the text of a table's row, and below it."""
    return float(round(pitch * ROW_PADDING))


def break_at_cells(
    layout: QTextLayout, grid: Grid, widths: Sequence[float], available: float
) -> tuple[range, ...]:
    """Break a table's text into lines, each as wide as its column; return the lines of each cell."""
    starts = [cell.start for cell in grid.cells]
    counts = [0] * len(starts)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        at = bisect_right(starts, line.textStart()) - 1
        if at < 0 or grid.cells[at].alone:
            line.setLineWidth(available)
        else:
            line.setLineWidth(widths[grid.cells[at].column])
        if at >= 0:
            counts[at] += 1
    layout.endLayout()
    ends = list(accumulate(counts))
    return tuple(range(end - count, end) for end, count in zip(ends, counts, strict=True))


def row_tops(sides: Sequence[tuple[Grid, Sequence[range]]], pitch: float) -> tuple[float, ...]:
    """Return where each row of a table begins, as high as its highest cell in either language."""
    rows = max((grid.rows for grid, _ in sides), default=0)
    heights = [1] * rows
    for grid, lines in sides:
        for cell, own in zip(grid.cells, lines, strict=True):
            heights[cell.row] = max(heights[cell.row], len(own))
    padding = 2 * row_padding(pitch)
    return tuple(accumulate((count * pitch + padding for count in heights), initial=0.0))


def column_lefts(widths: Sequence[float], gap: float) -> tuple[float, ...]:
    """Return where each column begins."""
    return tuple(accumulate((width + gap for width in widths[:-1]), initial=0.0)) if widths else ()


def place_lines(layout: QTextLayout, table: TableLines, baseline: float) -> None:
    """Put every line of a broken table where it belongs; columns of numbers are set to the right."""
    for cell, lines in zip(table.grid.cells, table.lines, strict=True):
        for place, number in enumerate(lines):
            line = layout.lineAt(number)
            x = table.lefts[cell.column]
            if cell.column in table.grid.figures and not cell.alone:
                x += max(0.0, table.widths[cell.column] - line.naturalTextWidth())
            top = table.tops[cell.row] + table.padding + place * table.style.pitch
            line.setPosition(QPointF(x, top + baseline - line.ascent()))
