"""Measures how much room the pages of a PDF have left below their last line of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from reader.reflow.footnotes import Note
from reader.reflow.rows import Row

_RULE_ABOVE_NOTES = 1.5
"""What stands between text and notes at least, in lines, when a single page has notes."""


def with_room(rows: Sequence[Row], notes: Sequence[Note]) -> list[Row]:
    """Return the rows with `Row.room` set for each page's last one, where positions tell.

    A page whose paragraph goes on is filled to its foot, or to its notes. Where more lines would have
    fitted, the next page begins a paragraph that did not fit, or a heading.
    """
    steps = [
        row.line.y1 - before.line.y1
        for before, row in pairwise(rows)
        if row.line.y1 is not None
        and before.line.y1 is not None
        and row.line.y1 > before.line.y1
        and not row.blank_above
        and row.page == before.page
    ]
    if not steps:
        return list(rows)
    leading = median(steps)
    last = {row.page: index for index, row in enumerate(rows)}
    feet = {page: rows[index].line.y1 or 0.0 for page, index in last.items()}
    lowest: dict[int, float] = {}
    for row in rows:
        lowest[row.page] = max(lowest.get(row.page, 0.0), row.line.y1 or 0.0)
    note_tops: dict[int, float] = {}
    note_feet: list[float] = []
    for row in (row for note in notes for row in note.rows):
        if row.line.y0 is not None and row.line.y1 is not None:
            note_tops[row.page] = min(note_tops.get(row.page, row.line.y0), row.line.y0)
            note_feet.append(row.line.y1)
    foot = max([*lowest.values(), *note_feet])
    gaps = [note_tops[page] - feet[page] for page in feet if page in note_tops]
    usual = min(gaps, default=0.0) if len(gaps) > 1 else _RULE_ABOVE_NOTES * leading
    measured = list(rows)
    for page, index in last.items():
        if feet[page] < lowest[page]:
            continue  # Columns: the last line is not the lowest.
        room = note_tops[page] - feet[page] - usual if page in note_tops else foot - feet[page]
        measured[index] = replace(rows[index], room=room / leading)
    return measured
