"""Finds what stands in a PDF page's margins: notes beside the text, and the lines above and below columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from reader.importers.pdf_fragments import Fragment

_SMALL = 0.9
_NOTE = re.compile(r"\d{1,3}(?:\s|$)|\*")
_PAGE_NUMBER = re.compile(
    r"(?:(?:pagina|pag\.|blz\.|page|p\.|TK|EK|\D{0,3}) ?)?\d{1,4}(?:[-–/]\d{1,4})*(?: (?:van|of|/) \d{1,4})?",
    re.IGNORECASE,
)
_MOST_EDGE_ROWS = 3
_EDGE_GAP = 1.6


def body_size(fragments: Sequence[Fragment]) -> float:
    """Return the size of most letters, 0 where there are none."""
    weights: dict[float, int] = {}
    for fragment in fragments:
        weights[fragment.size] = weights.get(fragment.size, 0) + fragment.letters
    return max(weights, key=lambda size: weights[size]) if weights else 0.0


def margin_notes(fragments: Sequence[Fragment], width: float) -> list[Fragment]:
    """Return the notes in the margin left of the text, where papers of 1995 to 2010 have their footnotes.

    They are small print that ends before the text begins, numbered, and share no row with other small print,
    as the cells of a table do.
    """
    body = body_size(fragments)
    lefts: dict[int, int] = {}
    for fragment in fragments:
        if fragment.size > _SMALL * body:
            lefts[round(fragment.x0)] = lefts.get(round(fragment.x0), 0) + fragment.letters
    if not lefts:
        return []
    text_left = max(lefts, key=lambda left: lefts[left])
    if text_left < 0.25 * width:
        return []
    found = [f for f in fragments if f.size <= _SMALL * body and f.x1 < text_left - 2]
    first = next((at for at, f in enumerate(found) if _NOTE.match(f.text)), None)
    if first is None:
        return []
    notes = found[first:]
    rows = {id(f.row) for f in notes}
    cells = {
        id(f.row)
        for f in fragments
        if id(f.row) in rows and f.x0 >= text_left - 2 and f.size <= _SMALL * body
    }
    return notes if 2 * len(cells) < len(rows) else []


def lines_around_columns(
    fragments: Sequence[Fragment], edge: float
) -> tuple[list[Fragment], list[Fragment], list[Fragment]]:
    """Return what stands above the columns of a page, what is in them, and what stands below them.

    A running head or foot runs across the columns, set apart from them, and has the page's number;
    ``edge`` is where the second column begins.
    """
    rows: dict[int, list[Fragment]] = {}
    for fragment in fragments:
        rows.setdefault(id(fragment.row), []).append(fragment)
    ordered = sorted(rows.values(), key=lambda row: row[0].y)
    steps = [below[0].y - above[0].y for above, below in pairwise(ordered)]
    if len(ordered) < 2 * _MOST_EDGE_ROWS + 2:
        return [], list(fragments), []
    apart = _EDGE_GAP * median(steps)
    head = next((n for n in range(_MOST_EDGE_ROWS, 0, -1) if steps[n - 1] > apart), 0)
    foot = next((n for n in range(_MOST_EDGE_ROWS, 0, -1) if steps[-n] > apart), 0)
    body = body_size(fragments)
    above = ordered[:head] if _is_edge(ordered[:head], edge, body) else []
    below = ordered[len(ordered) - foot :] if _is_edge(ordered[len(ordered) - foot :], edge, body) else []
    between = ordered[len(above) : len(ordered) - len(below)]
    return _flat(above), _flat(between), _flat(below)


def _is_edge(rows: Sequence[Sequence[Fragment]], edge: float, body: float) -> bool:
    numbered = any(_PAGE_NUMBER.fullmatch(f.text) for row in rows for f in row)
    small = all(f.size <= 0.95 * body for row in rows for f in row)
    across = any(row[0].x0 < edge - 3 and max(f.x1 for f in row) > edge + 3 for row in rows)
    return numbered and (small or across)


def _flat(rows: Sequence[Sequence[Fragment]]) -> list[Fragment]:
    return [fragment for row in rows for fragment in row]
