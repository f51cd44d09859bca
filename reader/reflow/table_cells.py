"""Puts what is printed in the rows of a table into its columns, one line of text a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reader.reflow.hyphens import DocumentWords, joint
from reader.reflow.rows import Row, letter_width
from reader.reflow.styled import Styled, concatenate, trimmed

_FIGURE = r"(?:[€$£] ?)?[-–+]?\d[\d.,]*(?: ?%)?"
_FIGURES_AT_END = re.compile(rf"(?<=\S) {_FIGURE}(?= |$)")
_FIGURE_ALONE = re.compile(rf"{_FIGURE}|[-–—]|n\.?v\.?t\.?|p\.?m\.?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?")
ALIGNED_POINTS = 7.0
"""Pieces whose edges are this near, in points, stand in one column."""


def continues(rows: Sequence[Row], at: int, first: int) -> bool:
    """Tell whether a row of a table goes on with the cells of the row above."""
    row, above = rows[at], rows[at - 1]
    if at == first or row.blank_above or row.page_start or row.interrupted or not row.line.has_position:
        return False
    starts = column_starts([r for r in rows[first:at] if r.cells])
    texts = [cell.text for cell in row.cells] or [row.text]
    in_first = row.left < starts[1] - 0.5 * (row.line.size or 10.0) if len(starts) > 1 else True
    first_above = above.cells[0].text if above.cells else above.text
    if in_first and len(row.cells) > 1:
        return first_above.endswith("-") and row.text[0].islower()
    if in_first:
        return len(row.cells) < 2 and (above.text.endswith("-") or row.text[0].islower())
    if row.cells and texts[0].endswith(":"):
        return False
    if row.cells and all(_FIGURE_ALONE.fullmatch(text) for text in texts):
        years = all(_YEAR.fullmatch(text) for text in texts)
        return years and at == first + 1 and not any(c.isdigit() for c in above.text)
    return True


def column_of(left: float, right: float, rows: Sequence[Row]) -> int | None:
    """Return the column that a piece of a table stands in, by its left or right edge or its middle."""
    best: tuple[float, int] | None = None
    for column, (start, end) in enumerate(columns_of(rows)):
        distance = min(abs(left - start), abs(right - end), abs(left + right - start - end) / 2)
        if start <= left and right <= end:
            distance = min(distance, 1.0)
        if distance <= ALIGNED_POINTS and (best is None or distance < best[0]):
            best = (distance, column)
    return best[1] if best else None


def table_cells(rows: Sequence[Row]) -> list[list[Styled]]:
    """Return the cells of each row of a table, a row's cells whole that were printed over several lines."""
    if any(row.cells for row in rows):
        if rows[0].line.has_position:
            return _positioned_cells(rows)
        return [_tabbed(row) or list(row.cells) or [row.styled] for row in rows]
    columns = max(ends_in_figures(rows[-1].text) + 1, 2)
    return [_cells_by_text(row, columns) for row in rows]


def _tabbed(row: Row) -> list[Styled]:
    """Return the cells that tabs part, the empty ones among them."""
    if "\t" not in row.line.text:
        return []
    cells = iter(row.cells)
    found = [
        next(cells, Styled("")) if part.strip() else Styled("")
        for part in row.line.text.strip(" \r\n").split("\t")
    ]
    return found if sum(bool(cell.text) for cell in found) == len(row.cells) else []


def _positioned_cells(rows: Sequence[Row]) -> list[list[Styled]]:
    columns = columns_of(rows)
    starts = [start for start, _ in columns]
    table: list[list[list[Styled]]] = []
    for at, row in enumerate(rows):
        placed: list[list[Styled]] = [[] for _ in columns]
        lowest = 0
        for cell, left, right in _parted(row, starts):
            column = _nearest(left, right, columns, lowest)
            placed[column].append(cell)
            lowest = min(column + 1, len(columns) - 1)
        if at and continues(rows, at, 0):
            for column, cells in enumerate(placed):
                table[-1][column] += cells
        else:
            table.append(placed)
    return [[_whole(cells) for cells in row] for row in table]


def _whole(cells: Sequence[Styled]) -> Styled:
    pieces: list[Styled] = []
    for cell in cells:
        if pieces:
            how = joint(pieces[-1].text, cell.text, DocumentWords())
            last = pieces[-1]
            pieces[-1] = last.part(0, len(last.text) - how.drop)
            pieces.append(Styled(how.glue))
        pieces.append(cell)
    return concatenate(pieces)


def columns_of(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return the edges of a table's columns, as far as its fullest rows tell."""
    counts = Counter(len(row.cell_edges) for row in rows if len(row.cells) == len(row.cell_edges) > 1)
    if not counts:
        return []
    most = max(counts)
    if counts[most] == 1 and len(rows) > 3 and len(rows[0].cells) != most:
        most = max(counts, key=lambda count: (counts[count], count))
    full = [row.cell_edges for row in rows if len(row.cells) == most == len(row.cell_edges)]
    return [
        (min(edges[column][0] for edges in full), max(edges[column][1] for edges in full))
        for column in range(most)
    ]


def column_starts(rows: Sequence[Row]) -> list[float]:
    """Return where a table's columns begin."""
    return [start for start, _ in columns_of(rows)]


def _nearest(left: float, right: float, columns: Sequence[tuple[float, float]], lowest: int) -> int:
    """Return the column at or after ``lowest`` that a cell overlaps most, or stands nearest to."""

    def likeness(column: int) -> tuple[float, float]:
        start, end = columns[column]
        overlap = min(right, end) - max(left, start)
        return max(overlap, 0.0), -min(abs(left - start), abs(right - end))

    return max(range(lowest, len(columns)), key=likeness)


def _parted(row: Row, starts: Sequence[float]) -> list[tuple[Styled, float, float]]:
    """Return a row's cells and their edges; two too close to be told apart are cut where a column begins."""
    if not row.cells:
        return [(row.styled, row.left, row.right)]
    pieces = [(cell, *edges) for cell, edges in zip(row.cells, row.cell_edges, strict=True)]
    if len(row.cells) >= len(starts):
        return pieces
    size = row.line.size or 10.0
    cells: list[tuple[Styled, float, float]] = []
    for cell, left, right in pieces:
        places: list[int] = []
        cuts: list[float] = []
        anchor, at = left, 0
        for start in starts:
            if not left + size < start < right:
                continue
            # A cell's last space before the next column stands at most a gap's width from it.
            found = [
                m.start()
                for m in re.finditer(" ", cell.text[at:])
                if -1.8 * size
                <= anchor + size * letter_width(cell.text[at : at + m.end()]) - start
                <= 0.5 * size
            ]
            if found:
                places.append(at + found[-1])
                cuts.append(start)
                anchor, at = start, at + found[-1] + 1
        lefts, rights = [left, *cuts], [*(cut - 0.5 * size for cut in cuts), right]
        cells += list(zip(_split_at(cell, places, 0), lefts, rights, strict=True))
    return cells


def _cells_by_text(row: Row, columns: int) -> list[Styled]:
    """Return the cells of a row printed with bars, or with single spaces before its figures."""
    if "|" in row.text:
        return _split_at(row.styled, [m.start() for m in re.finditer(r"\|", row.text)], 1)
    figures = [m.start() for m in _FIGURES_AT_END.finditer(row.text)][-(columns - 1) :]
    if len(figures) == columns - 1 and ends_in_figures(row.text) >= columns - 1:
        return _split_at(row.styled, figures, 0)
    capitals = [m.start() for m in re.finditer(r" (?=[A-ZÀ-Ý])", row.text)]
    return _split_at(row.styled, capitals, 0) if len(capitals) == columns - 1 else [row.styled]


def _split_at(styled: Styled, places: Sequence[int], width: int) -> list[Styled]:
    starts = [0, *(place + width for place in places)]
    ends = [*places, len(styled.text)]
    return [trimmed(styled.part(start, end)) for start, end in zip(starts, ends, strict=True)]


def ends_in_figures(text: str) -> int:
    """Return how many figures, one after another, end a row."""
    count, end = 0, len(text)
    for match in reversed(list(_FIGURES_AT_END.finditer(text))):
        if match.end() != end:
            break
        count, end = count + 1, match.start()
    return count
