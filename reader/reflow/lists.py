"""Which rows begin a list item: bullets, and numbers that follow one another."""

from __future__ import annotations

from collections.abc import Sequence

from reader.reflow.endings import is_terminal
from reader.reflow.patterns import Marker, list_marker
from reader.reflow.rows import Measure, Row

_DASHES = ("-", "–", "—")
"""Bullets that are marks within sentences too."""


def valid_markers(rows: Sequence[Row], measure: Measure) -> dict[int, Marker]:
    """Return the rows that begin with a bullet or number which is part of a list, not of a sentence."""
    found = [
        (index, marker)
        for index, row in enumerate(rows)
        if not row.leads_to and (marker := list_marker(row.text))
    ]
    if sum(marker.text == "o" for _, marker in found) < 2:
        found = [(index, marker) for index, marker in found if marker.text != "o"]
    numbers: dict[str, dict[int, list[int]]] = {}
    for index, marker in found:
        for series, value in marker.values:
            numbers.setdefault(series, {}).setdefault(value, []).append(index)
    valid: dict[int, Marker] = {}
    for index, marker in found:
        if index and not rows[index].blank_above:
            after_number = bool(marker.values) and index - 1 in valid
            again = not marker.values and _hangs_like_one_before(index, marker, rows, valid)
            if not (after_number or again) and _in_a_sentence(rows[index - 1], rows[index], marker, measure):
                continue
        quoted = index and rows[index - 1].text.endswith(":") and rows[index].text[marker.end].isupper()
        if marker.values and not quoted and not _in_series(index, marker, numbers):
            continue
        valid[index] = marker
    return valid


def _hangs_like_one_before(index: int, marker: Marker, rows: Sequence[Row], valid: dict[int, Marker]) -> bool:
    """Tell whether a bullet hangs left of the line above it, where the same bullet hung before."""
    before = next((at for at in range(index - 1, max(-1, index - 40), -1) if at in valid), None)
    if before is None or valid[before].text != marker.text or not rows[index].line.has_position:
        return False
    hung = abs(rows[before].left - rows[index].left) < 1
    return hung and (before == index - 1 or rows[index - 1].left > rows[index].left + 1)


def _in_a_sentence(above: Row, row: Row, marker: Marker, measure: Measure) -> bool:
    """Tell whether the line above runs on, so that a dash or number is the sentence's own."""
    if is_terminal(above.text) or above.text[-1] in ":;,":
        return False
    if row.page_start or row.interrupted:
        return marker.text in _DASHES
    return above.text[-1] not in ".!?" and not measure.ends_early(above, row)


def _in_series(index: int, marker: Marker, numbers: dict[str, dict[int, list[int]]]) -> bool:
    """Tell whether the marker begins a series or is next to its neighbour in one."""
    for series, value in marker.values:
        before, after = numbers[series].get(value - 1), numbers[series].get(value + 1)
        if value == 1 or (before and before[0] < index) or (after and after[-1] > index):
            return True
    return False
