"""Finding words in both columns, whatever their case and whatever note number stands between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.reading.passages import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """One place found: the row, the column, and the range of the row's shown text."""

    row: int
    english: bool
    start: int
    end: int


def _folded(text: str) -> str:
    folded = text.casefold()
    return folded if len(folded) == len(text) else text.lower() if len(text.lower()) == len(text) else text


def find_all(query: str, count: int, passage: Callable[[int, bool], Passage], limit: int = 5000) -> list[Hit]:
    """Return every place where ``query`` stands in rows 0 to ``count``, row by row, Dutch before English.

    Offsets are those of the shown text; at most ``limit`` places are returned.
    """
    wanted = _folded(" ".join(query.split()))
    hits: list[Hit] = []
    if not wanted:
        return hits
    for row in range(count):
        for english in (False, True):
            cell = passage(row, english)
            text = _folded(cell.text)
            at = text.find(wanted)
            while at >= 0:
                end = at + len(wanted)
                hits.append(Hit(row, english, cell.shown_at(at, after_calls=at > 0), cell.shown_at(end)))
                at = text.find(wanted, end)
        if len(hits) >= limit:
            break
    return hits


def nearest(hits: Sequence[Hit], row: int) -> int:
    """Return the index of the first hit at or after a row, the first of all when there is none."""
    return next((at for at, hit in enumerate(hits) if hit.row >= row), 0)
