"""Lifts the notes at the foot of pages (or the document's end) out of the printed lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.reflow.numbered_notes import ENDS_SENTENCE, RULE, numbered_zones, start_of, with_their_numbers
from reader.reflow.rows import Row
from reader.reflow.styled import trimmed

SMALL = 0.93
"""Type at most this share of the body's size is small type."""


@dataclass(frozen=True, slots=True)
class Note:
    """A lifted note: ``rows`` without its number; ``anchor`` counts the body rows that stood before it."""

    number: str
    rows: tuple[Row, ...]
    page: int
    anchor: int


def lift_notes(rows: Sequence[Row]) -> tuple[list[Row], list[Note]]:
    """Return the rows of the running text, and the notes."""
    starts = _small_type_zones(rows) if any(row.line.size for row in rows) else None
    if starts is None:
        rows = with_their_numbers(rows)
        starts = numbered_zones(rows)
    return _take_out(rows, starts)


def _take_out(rows: Sequence[Row], owner: dict[int, str]) -> tuple[list[Row], list[Note]]:
    """Split the rows; ``owner`` has each note row's index, with the number that begins there or ""."""
    body: list[Row] = []
    begun: list[tuple[str, list[Row], int]] = []
    lifted = False
    for index, row in enumerate(rows):
        if index in owner:
            if owner[index]:
                begun.append((owner[index], [_without_number(row)], len(body)))
            else:
                begun[-1][1].append(row)
            lifted = True
        elif RULE.fullmatch(row.text) and (lifted or index + 1 in owner):
            lifted = True
        else:
            body.append(replace(row, interrupted=True) if lifted else row)
            lifted = False
    return body, [Note(number, tuple(found), found[0].page, anchor) for number, found, anchor in begun]


def _without_number(row: Row) -> Row:
    start = start_of(row)
    if start is None:
        return row
    return replace(row, styled=trimmed(row.styled.part(start[1], len(row.text))), cells=(), cell_edges=())


def _small_type_zones(rows: Sequence[Row]) -> dict[int, str] | None:
    """Find notes by their smaller type at the foot of a page; None when there is no such type."""
    weights: Counter[float] = Counter()
    for row in rows:
        weights[round(row.line.size or 0.0, 1)] += len(row.text)
    body_size = weights.most_common(1)[0][0]
    owner: dict[int, str] = {}
    last_number, open_note = 0, False
    page_rows: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        page_rows.setdefault(row.page, []).append(index)
    for indices in page_rows.values():
        zone: list[int] = []
        for index in reversed(indices):
            if (rows[index].line.size or body_size) > SMALL * body_size:
                break
            zone.append(index)
        zone.reverse()
        begun = False
        for place, index in enumerate(zone):
            start = start_of(rows[index])
            number = int(start[0]) if start else 0
            fits = number == last_number + 1 or (number == 1 and not begun)
            if start and not start[2] and len(rows[index].cells) > 2:
                start = None  # The row of a table, with its number.
            if start and (fits or (start[2] and last_number < number <= last_number + 20)):
                owner[index] = start[0]
                last_number, begun, open_note = number, True, True
            elif begun or (open_note and _continues_from_last_page(rows, owner, zone[place:])):
                owner[index] = ""
        if begun or any(index in owner for index in zone):
            last_row = rows[max(i for i in zone if i in owner)]
            open_note = not ENDS_SENTENCE.search(last_row.text)
    return owner or None


def _continues_from_last_page(rows: Sequence[Row], owner: dict[int, str], zone: Sequence[int]) -> bool:
    """Tell whether unnumbered small rows at a page's foot end the note of the page before."""
    first = rows[zone[0]]
    if not owner or first.cells:
        return False
    if zone[0] - 1 in owner and rows[zone[0] - 1].page == first.page:
        return True
    unfinished = rows[max(owner)].text[-1] in "-,;:/("
    return unfinished or (first.text[0].islower() and (first.blank_above or first.page_start))
