"""The cells of a table block as a grid: where each stands in the shown text, and how wide its columns are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from reader.document import TABLE_CELL_SEPARATOR
from ui.reading.passages import LINE_BREAK, Passage

_BAR = TABLE_CELL_SEPARATOR.replace("|", "│")
# As long as the bar with its spaces, so that no offset moves: the spaces end a line and are not seen.
_CELL_END = f"  {LINE_BREAK}"
_FIGURE = re.compile(
    r"(?:[€$£]\s?)?[-–+]?\d[\d.,   ]*(?:\s?(?:%|[mb]ln\.?|mld\.?|mil(?:lion|joen)))?|[-–—]|n\.?v\.?t\.?|n/?a"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MEASURED = 3
"""Texts of a column that are measured as a whole: its widest ones, letter by letter."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its row and column, and its range of the passage's shown text in Qt's units; ``alone`` in
    its row of a table with more columns, it runs over all of them."""

    row: int
    column: int
    start: int
    end: int
    text: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells in reading order; ``header`` says that its first row names the columns, ``figures``
    are the columns of numbers, which are set to the right."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    header: bool = False
    figures: frozenset[int] = frozenset()


def broken_at_cells(shown: str) -> str:
    """Return a table's shown text with a line break, instead of a bar, between the cells of a row."""
    return shown.replace(_BAR, _CELL_END)


def grid_of(passage: Passage) -> Grid:
    """Return the grid of a table block's passage; one that is still arriving has fewer cells."""
    cells: list[Cell] = []
    at = 0
    lines = passage.text.split("\n") if passage.text else []
    columns = max((line.count(TABLE_CELL_SEPARATOR) + 1 for line in lines), default=0)
    for row, line in enumerate(lines):
        texts = line.split(TABLE_CELL_SEPARATOR)
        alone = len(texts) == 1 < columns
        for column, text in enumerate(texts):
            start, end = passage.shown_at(at), passage.shown_at(at + len(text), after_calls=True)
            cells.append(Cell(row, column, start, end, text.strip(), alone))
            at += len(text) + len(TABLE_CELL_SEPARATOR)
        at += 1 - len(TABLE_CELL_SEPARATOR)
    figures = frozenset(column for column in range(columns) if _is_figures(cells, column, first_row=1))
    return Grid(tuple(cells), len(lines), columns, _has_header(cells, figures), figures)


def _is_figures(cells: Iterable[Cell], column: int, first_row: int) -> bool:
    here = (cell for cell in cells if cell.column == column and not cell.alone)
    texts = [cell.text for cell in here if cell.row >= first_row and cell.text]
    return any(text[-1:].isdigit() or "%" in text for text in texts) and all(
        _FIGURE.fullmatch(text) for text in texts
    )


def _has_header(cells: Iterable[Cell], figures: frozenset[int]) -> bool:
    """Whether the first row stands over columns of numbers without being numbers itself (years may be)."""
    over = [cell.text for cell in cells if cell.row == 0 and cell.column in figures and cell.text]
    return bool(over) and all(not _FIGURE.fullmatch(text) or _YEAR.fullmatch(text) for text in over)


def column_widths(
    grids: Sequence[Grid], measure: Callable[[str], float], available: float, gap: float
) -> tuple[float, ...]:
    """Return the widths of the columns that the same table has in each language, in pixels.

    Every column gets what its longest text takes if that fits ``available``, with ``gap`` between columns;
    else no less than its longest word (a number with its sign and unit), and the rest shared by need.
    """
    wanted, least = _needs(grids, measure)
    room = max(available - gap * (len(wanted) - 1), 20.0 * len(wanted))
    if sum(wanted) <= room:
        return wanted
    spare = room - sum(least)
    if spare < 0:
        return _shared(least, room, grids[0].figures)
    needs = [full - low for full, low in zip(wanted, least, strict=True)]
    return tuple(low + spare * need / sum(needs) for low, need in zip(least, needs, strict=True))


def _shared(least: Sequence[float], room: float, figures: frozenset[int]) -> tuple[float, ...]:
    """Return widths when there is too little room: words are broken before numbers are."""
    numbers = sum(width for column, width in enumerate(least) if column in figures)
    words = sum(least) - numbers
    for_numbers = min(numbers, room * 0.85) if words else room
    return tuple(
        width * for_numbers / numbers if column in figures else width * (room - for_numbers) / words
        for column, width in enumerate(least)
    )


def fits(grids: Sequence[Grid], measure: Callable[[str], float], available: float, gap: float) -> bool:
    """Return whether no word of the table has to be broken."""
    _, least = _needs(grids, measure)
    return sum(least) + gap * (len(least) - 1) <= available


def _needs(
    grids: Sequence[Grid], measure: Callable[[str], float]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return what each column takes without a break, and with breaks between words only."""
    columns = max((grid.columns for grid in grids), default=0)
    wanted, least = [0.0] * columns, [0.0] * columns
    letter = cache(measure)
    for grid in grids:
        for column in range(columns):
            here = [cell for cell in grid.cells if cell.column == column and not cell.alone]
            for head in (False, True):
                texts = {cell.text for cell in here if (cell.row == 0) is head}
                words = {word for text in texts for word in _unbroken(text)}
                # A note number or bold type takes a little more than the plain text does.
                more = 1.16 if head and grid.header else 1.02
                wide = max(map(measure, _widest(texts, letter)), default=0.0) * more + 3
                word = max(map(measure, _widest(words, letter)), default=0.0) * more + 3
                if head and column in grid.figures and least[column]:
                    # A long word over short numbers is broken rather than the numbers beside it.
                    word = min(word, 1.1 * least[column])
                wanted[column] = max(wanted[column], wide)
                least[column] = max(least[column], min(wide, word))
    return tuple(wanted), tuple(least)


def _unbroken(text: str) -> list[str]:
    return [text] if _FIGURE.fullmatch(text) else text.split()


def _widest(texts: Iterable[str], letter: Callable[[str], float]) -> list[str]:
    """Return the few texts that are widest by the sum of their letters: text figures differ by a third."""
    known = list(texts)
    longest = max(map(len, known), default=0)
    likely = [text for text in known if len(text) * 2 >= longest]
    return sorted(likely, key=lambda text: (sum(map(letter, text)), text), reverse=True)[:_MEASURED]
