"""Finds the printed rows that form a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.reflow.patterns import BARE_NUMBER, DOSSIER, LETTERHEAD_LABEL, NUMBERED_PAPER, list_marker
from reader.reflow.rows import Row
from reader.reflow.table_cells import ALIGNED_POINTS, column_of, column_starts, continues, ends_in_figures

_ALIGNED_COLUMNS = 2.5
_HEAD_ROWS = 40
_ROWS_ABOVE = 6


def find_tables(rows: Sequence[Row]) -> dict[int, int]:
    """Return, for each row that begins a table, the index after the table's last row."""
    tabular = [_is_tabular(row) for row in rows]
    for index in range(min(len(rows), _HEAD_ROWS)):
        following = rows[index + 1] if index + 1 < len(rows) else None
        if tabular[index] and labels_its_value(rows[index]):
            heads_a_table = (
                following is not None
                and tabular[index + 1]
                and len(following.cells) == 2
                and not labels_its_value(following)
                and not (index and labels_its_value(rows[index - 1]))
            )
            tabular[index] = heads_a_table
    positioned = bool(rows) and rows[0].line.has_position
    if not positioned and sum(tabular) > 0.6 * len(rows) > 8 and not any("\t" in r.line.text for r in rows):
        return {}
    tables: dict[int, int] = {}
    index = 0
    while index < len(rows):
        end, full = index, 0
        if tabular[index]:
            end, full = _run_of_cells(rows, index, tabular)
        elif not rows[index].cells:
            end = full = _run_of_figures(rows, index, tabular)
            full -= index
        if full >= 2:
            start = index - 1 if index and _heads_columns(rows, index, tabular) else index
            tables[start if start not in tables.values() else index] = end
            index = end
        else:
            index += 1
    return tables


def _heads_columns(rows: Sequence[Row], index: int, tabular: Sequence[bool]) -> bool:
    """Tell whether the bold row right above a table heads it, though few of its cells stand apart."""
    above, row = rows[index - 1], rows[index]
    near = above.line.has_position and not row.blank_above and not row.page_start
    return near and tabular[index - 1] and above.line.bold and not labels_its_value(above)


def _run_of_cells(rows: Sequence[Row], index: int, tabular: Sequence[bool]) -> tuple[int, int]:
    """Return the end of a table whose cells stand apart, and how many of its rows have several cells."""
    end, full, last = index + 1, 1, index
    while end < len(rows):
        cells_above = [row for row in rows[max(index, last - _ROWS_ABOVE) : last + 1] if row.cells]
        if tabular[end] and any(_same_table(above, rows[end]) for above in cells_above[::-1]):
            last = end
            full += 1
        elif not _in_table(rows, end, index, last, tabular):
            break
        end += 1
    while end - 1 > last and not continues(rows, end - 1, index):
        end -= 1
    return end, full


def _in_table(rows: Sequence[Row], at: int, first: int, last: int, tabular: Sequence[bool]) -> bool:
    """Tell whether a row with one cell belongs to a table: a cell that goes on, or a row of its own."""
    row = rows[at]
    if not row.line.has_position or row.cells or row.page_start or row.interrupted:
        return False
    starts = column_starts([r for r in rows[first:at] if r.cells])
    if len(starts) < 2:
        return False
    size = row.line.size or 10.0
    if row.left >= starts[1] - 0.5 * size:
        return not row.blank_above and column_of(row.left, row.right, rows[first:at]) is not None
    fits = abs(row.left - starts[0]) <= 0.5 * size and row.right < starts[1] + 0.5 * size
    if not fits or row.blank_above:
        return False
    follows = at + 1 < len(rows) and tabular[at + 1] and _same_table(rows[last], rows[at + 1])
    return (follows and not rows[at + 1].blank_above) or continues(rows, at, first)


def labels_its_value(row: Row) -> bool:
    """Tell whether a row is a line of a letter's head with its label set apart: «Datum   4 juli 2023»."""
    return len(row.cells) == 2 and bool(
        LETTERHEAD_LABEL.fullmatch(row.cells[0].text) or BARE_NUMBER.fullmatch(row.cells[0].text)
    )


def _is_tabular(row: Row) -> bool:
    if len(row.cells) < 2:
        return row.text.count(" | ") >= 1
    if DOSSIER.match(row.text) or NUMBERED_PAPER.match(row.text):
        return False
    marker = list_marker(row.text)
    return not (marker and len(row.cells) == 2 and row.cells[0].text == marker.text)


def _same_table(above: Row, row: Row) -> bool:
    if row.page_start or row.interrupted:
        return len(above.cells) == len(row.cells)
    if not above.cells or not row.cells:
        return not above.cells and not row.cells and above.text.count(" | ") == row.text.count(" | ")
    if "\t" in above.line.text and "\t" in row.line.text:
        return True
    reach = ALIGNED_POINTS if row.line.has_position else _ALIGNED_COLUMNS
    aligned = sum(
        any(abs(a[0] - b[0]) <= reach or abs(a[1] - b[1]) <= reach for a in above.cell_edges)
        for b in row.cell_edges
    )
    return aligned >= max(2, 0.5 * len(row.cell_edges))


def _run_of_figures(rows: Sequence[Row], index: int, tabular: Sequence[bool]) -> int:
    """Return the end of a table printed with single spaces: at least three rows ending in as many figures."""
    columns = ends_in_figures(rows[index].text)
    start = index
    if columns < 2 or len(rows[index].text) > 90:
        start = index + 1
        if start >= len(rows) or rows[start].blank_above or len(rows[index].text) > 90:
            return index
        columns = ends_in_figures(rows[start].text)
        capitals = len(re.findall(r" (?=[A-ZÀ-Ý])", rows[index].text))
        if columns < 2 or capitals != columns:
            return index
    end = start
    while (
        end < len(rows)
        and not tabular[end]
        and (end == start or not rows[end].blank_above)
        and ends_in_figures(rows[end].text) == columns
        and rows[end].text[0].isalpha()
    ):
        end += 1
    return end if end - start >= 3 else index
