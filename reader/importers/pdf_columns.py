"""Finds the columns of a PDF page, and the order in which a person reads what stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from reader.importers.pdf_fragments import Fragment, Row, fragment_of, fragments_of, regroup
from reader.importers.pdf_margins import body_size, lines_around_columns, margin_notes
from reader.reflow.patterns import LETTERHEAD_LABEL, LETTERHEAD_LINE

_LEAST_LINES_OF_A_COLUMN = 5
_LEAST_LINES_OF_A_SIDEBAR = 2
_GAP_ABOVE_A_FOOT = 15
_OTHER_LABELS = frozenset({"Aan", "Van", "Blad", "Pagina", "Door"})
"""What labels the lines of a letter's head too, but may be any word elsewhere."""


def in_reading_order(rows: Sequence[Row], width: float) -> list[Row]:
    """Return the rows of a page ``width`` points wide, column by column where it has columns."""
    fragments = [fragment for row in rows for fragment in fragments_of(row)]
    sidebar = _sidebar(fragments, width)
    beside = {id(fragment) for fragment in sidebar}
    text = [fragment for fragment in fragments if id(fragment) not in beside]
    notes = margin_notes(text, width)
    apart = {id(fragment) for fragment in notes}
    text = [fragment for fragment in text if id(fragment) not in apart]
    edge = _gutter(text, width)
    above, text, below = lines_around_columns(text, edge) if edge is not None else ([], text, [])
    groups = [above, *_reading_order(text, width), notes, below]
    return [*regroup(sidebar, beside=True), *(row for group in groups for row in regroup(group))]


def _split_at(fragments: Sequence[Fragment], edge: float) -> list[Fragment]:
    """Return the fragments with those cut in two that a narrow gutter before ``edge`` runs through."""
    parts: list[Fragment] = []
    for fragment in fragments:
        pieces = fragment.pieces
        cut = next((place for place, piece in enumerate(pieces) if place and abs(piece.x0 - edge) <= 1), 0)
        if cut and edge - max(piece.x1 for piece in pieces[:cut]) > 0.45 * fragment.size:
            parts += [fragment_of(fragment.row, pieces[:cut]), fragment_of(fragment.row, pieces[cut:])]
        else:
            parts.append(fragment)
    return parts


def _reading_order(fragments: list[Fragment], width: float) -> list[list[Fragment]]:
    """Return the fragments in groups that are read one after another, each from top to bottom."""
    edge = _gutter(fragments, width)
    if edge is None:
        return [fragments]
    fragments = _split_at(fragments, edge)
    groups: list[list[Fragment]] = []
    left: list[Fragment] = []
    right: list[Fragment] = []

    def close() -> None:
        for side in (left, right):
            if side:
                groups.extend(_reading_order(list(side), width))
                side.clear()

    for fragment in fragments:
        if fragment.x0 < edge - 3 and fragment.x1 > edge + 3:
            close()
            groups.append([fragment])
        elif fragment.x0 >= edge - 3:
            right.append(fragment)
        else:
            left.append(fragment)
    close()
    return groups


def _gutter(fragments: Sequence[Fragment], width: float) -> float | None:
    """Return the left edge of a second column of running text, if the page has one.

    A column is told from the cells of a table by its lines: five or more of running text, wide, that
    begin at one edge, beside as many that end before it.
    """
    best: tuple[int, float] | None = None
    for edge in _edges(fragments, _LEAST_LINES_OF_A_COLUMN):
        if not 0.25 * width < edge < 0.8 * width:
            continue
        parts = _split_at(fragments, edge)
        right = [f for f in parts if abs(f.x0 - edge) <= 2]
        if len(right) < _LEAST_LINES_OF_A_COLUMN:
            continue
        top, bottom = right[0].y - right[0].size, right[-1].y + right[-1].size
        beside = [f for f in parts if top <= f.y <= bottom and f.x0 < edge - 2]
        left = [f for f in beside if f.x1 < edge - 0.4 * f.size]
        crossing = len(beside) - len(left)
        if len(left) < _LEAST_LINES_OF_A_COLUMN or crossing > 0.1 * len(beside):
            continue
        usual = min(median(f.width for f in right), median(f.width for f in left))
        letters = min(median(f.letters for f in right), median(f.letters for f in left))
        if usual < 0.18 * width or letters < 20:
            continue
        if best is None or len(right) > best[0]:
            best = (len(right), edge)
    return best[1] if best else None


def _sidebar(fragments: Sequence[Fragment], width: float) -> list[Fragment]:
    """Return what stands down the side of a letter (sender, date, reference), if there is anything.

    It is small print right of the text, or of any size on either side when its labels tell what it is.
    """
    lefts: dict[int, int] = {}
    for fragment in fragments:
        lefts[round(fragment.x0)] = lefts.get(round(fragment.x0), 0) + fragment.letters
    if not lefts:
        return []
    body = body_size(fragments)
    text_left = max(lefts, key=lambda left: lefts[left])
    labels = [f.x0 for f in fragments if LETTERHEAD_LABEL.fullmatch(f.text)]
    for edge in sorted({*_edges(fragments, _LEAST_LINES_OF_A_SIDEBAR), *labels}):
        if edge >= 0.6 * width:
            side = [f for f in fragments if f.x0 >= edge - 2]
        elif edge < 0.3 * width and edge < text_left - 30:
            side = [f for f in fragments if edge - 2 <= f.x0 and f.x1 < text_left - 4]
        else:
            continue
        side = _without_foot(side, _GAP_ABOVE_A_FOOT * body)
        if side and len(side) < len(fragments) and _is_sidebar(side, fragments, edge, body, width):
            return side
    return []


def _is_sidebar(
    side: Sequence[Fragment], fragments: Sequence[Fragment], edge: float, body: float, width: float
) -> bool:
    top, bottom = side[0].y - body, side[-1].y + body
    right = max(f.x1 for f in side)
    if any(
        (f.x0 < edge - 2 and f.x1 > edge - 2) or (edge < 0.5 * width and edge < f.x0 < right < f.x1)
        for f in fragments
        if top <= f.y <= bottom
    ):
        return False
    labels = sum(bool(LETTERHEAD_LABEL.match(f.text)) for f in side)
    telling = labels + sum(bool(LETTERHEAD_LINE.match(f.text)) for f in side)
    # A column of labels alone has its values beside it, in the text.
    bare = sum(bool(LETTERHEAD_LABEL.fullmatch(f.text) or f.text.rstrip(":") in _OTHER_LABELS) for f in side)
    if (
        labels
        and telling >= 2
        and max(labels, bare) <= 0.7 * len(side)
        and median(f.letters for f in side) < 30
    ):
        return True
    small = [f for f in side if f.size <= 0.9 * body]
    if edge < 0.5 * width or len(small) < _LEAST_LINES_OF_A_SIDEBAR or len(small) < 0.8 * len(side):
        return False
    rows = {id(f.row) for f in small}
    cells = {id(f.row) for f in fragments if id(f.row) in rows and f.x0 < edge - 2 and f.size <= 0.9 * body}
    return len(cells) < 0.5 * len(small)


def _without_foot(fragments: list[Fragment], gap: float) -> list[Fragment]:
    """Return the fragments down to the first gap, below which a page number at the foot may stand."""
    for place, (above, below) in enumerate(pairwise(fragments), start=1):
        if below.y - above.y > gap:
            return fragments[:place]
    return fragments


def _edges(fragments: Sequence[Fragment], least: int) -> list[float]:
    """Return the left edges at which at least so many fragments begin, the most used first."""
    counts: dict[int, list[float]] = {}
    for fragment in fragments:
        counts.setdefault(round(fragment.x0 / 2), []).append(fragment.x0)
    common = [group for group in counts.values() if len(group) >= least]
    return [median(group) for group in sorted(common, key=len, reverse=True)[:12]]
