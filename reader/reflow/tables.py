"""Finds the printed rows that form a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.reflow.patterns import BARE_NUMBER, DOSSIER, LETTERHEAD_LABEL, NUMBERED_PAPER, list_marker
from reader.reflow.rows import Row, letter_width
from reader.reflow.styled import Styled, trimmed

_FIGURE = r"(?:[€$£] ?)?[-–+]?\d[\d.,]*(?: ?%)?"
_FIGURES_AT_END = re.compile(rf"(?<=\S) {_FIGURE}(?= |$)")
_ALIGNED_COLUMNS = 2.5
_ALIGNED_POINTS = 7.0
_HEAD_ROWS = 40


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
        end = index
        if tabular[index]:
            end = index + 1
            while end < len(rows) and tabular[end] and _same_table(rows[end - 1], rows[end]):
                end += 1
        elif not rows[index].cells:
            end = _run_of_figures(rows, index, tabular)
        if end - index >= 2:
            tables[index] = end
            index = end
        else:
            index += 1
    return tables


def labels_its_value(row: Row) -> bool:
    """Tell whether a row is a line of a letter's head with its label set apart: «Datum   4 juli 2023»."""
    return len(row.cells) == 2 and bool(
        LETTERHEAD_LABEL.fullmatch(row.cells[0].text) or BARE_NUMBER.fullmatch(row.cells[0].text)
    )


def table_cells(rows: Sequence[Row]) -> list[list[Styled]]:
    """Return the cells of each row of a table."""
    if rows[-1].cells:
        starts = _column_starts(rows)
        return [_cells_at(row, starts) for row in rows]
    columns = max(_ends_in_figures(rows[-1].text) + 1, 2)
    return [_cells_by_text(row, columns) for row in rows]


def _column_starts(rows: Sequence[Row]) -> list[float]:
    """Return where the table's columns begin, as far as its fullest rows tell."""
    most = max(len(row.cells) for row in rows)
    full = [row.cell_edges for row in rows if len(row.cells) == most == len(row.cell_edges)]
    return [min(edges[column][0] for edges in full) for column in range(most)] if full else []


def _cells_at(row: Row, starts: Sequence[float]) -> list[Styled]:
    """Return a row's cells; two that stand too close to be told apart are parted where a column begins."""
    if not row.line.has_position or len(row.cells) >= len(starts):
        return list(row.cells)
    size = row.line.size or 10.0
    cells: list[Styled] = []
    for cell, (left, right) in zip(row.cells, row.cell_edges, strict=True):
        places: list[int] = []
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
                anchor, at = start, at + found[-1] + 1
        cells += _split_at(cell, places, 0)
    return cells


def _cells_by_text(row: Row, columns: int) -> list[Styled]:
    """Return the cells of a row printed with bars, or with single spaces before its figures."""
    if "|" in row.text:
        return _split_at(row.styled, [m.start() for m in re.finditer(r"\|", row.text)], 1)
    figures = [m.start() for m in _FIGURES_AT_END.finditer(row.text)][-(columns - 1) :]
    if len(figures) == columns - 1 and _ends_in_figures(row.text) >= columns - 1:
        return _split_at(row.styled, figures, 0)
    capitals = [m.start() for m in re.finditer(r" (?=[A-ZÀ-Ý])", row.text)]
    return _split_at(row.styled, capitals, 0) if len(capitals) == columns - 1 else [row.styled]


def _split_at(styled: Styled, places: Sequence[int], width: int) -> list[Styled]:
    starts = [0, *(place + width for place in places)]
    ends = [*places, len(styled.text)]
    return [trimmed(styled.part(start, end)) for start, end in zip(starts, ends, strict=True)]


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
    reach = _ALIGNED_POINTS if row.line.has_position else _ALIGNED_COLUMNS
    aligned = sum(
        any(abs(a[0] - b[0]) <= reach or abs(a[1] - b[1]) <= reach for a in above.cell_edges)
        for b in row.cell_edges
    )
    return aligned >= max(2, 0.5 * len(row.cell_edges))


def _ends_in_figures(text: str) -> int:
    """Return how many figures, one after another, end a row."""
    count, end = 0, len(text)
    for match in reversed(list(_FIGURES_AT_END.finditer(text))):
        if match.end() != end:
            break
        count, end = count + 1, match.start()
    return count


def _run_of_figures(rows: Sequence[Row], index: int, tabular: Sequence[bool]) -> int:
    """Return the end of a table printed with single spaces: at least three rows ending in as many figures."""
    columns = _ends_in_figures(rows[index].text)
    start = index
    if columns < 2 or len(rows[index].text) > 90:
        start = index + 1
        if start >= len(rows) or rows[start].blank_above or len(rows[index].text) > 90:
            return index
        columns = _ends_in_figures(rows[start].text)
        capitals = len(re.findall(r" (?=[A-ZÀ-Ý])", rows[index].text))
        if columns < 2 or capitals != columns:
            return index
    end = start
    while (
        end < len(rows)
        and not tabular[end]
        and (end == start or not rows[end].blank_above)
        and _ends_in_figures(rows[end].text) == columns
        and rows[end].text[0].isalpha()
    ):
        end += 1
    return end if end - start >= 3 else index
