"""Gathers printed rows into paragraphs, list items and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.reflow.endings import is_terminal
from reader.reflow.lists import valid_markers
from reader.reflow.lone_lines import LoneLines
from reader.reflow.patterns import (
    BARE_NUMBER,
    OPENING,
    Marker,
)
from reader.reflow.rows import Measure, Row
from reader.reflow.styled import raised_ranges
from reader.reflow.tables import find_tables

_LONGEST_LINE = 110
_LEAST_SET_IN = 3
"""Paragraphs whose first line is set in, from which on it is the way of a text."""
_ROOM_FOR_MORE = 1.5
"""Lines that a page has left when its paragraph is done; one may be left to keep two together."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together: a paragraph's (``body``), a list item's (``list``) or a table's.

    The role of an entry of the table of contents is ``contents``.
    """

    role: str
    rows: tuple[Row, ...]
    first: int
    marker: Marker | None = None

    @property
    def text(self) -> str:
        """The rows' text, roughly (broken words stay broken)."""
        return " ".join(row.text for row in self.rows)


class _Gatherer:
    """Walks over the rows once; knows what may begin a group at each of them."""

    def __init__(self, rows: Sequence[Row], measure: Measure) -> None:
        self.rows = rows
        self.measure = measure
        self.tables = find_tables(rows)
        self.markers = valid_markers(rows, measure)
        self.list_hangs = self._lists_hang()
        self.usual_indent = self._usual_indent()
        self.lone_lines = LoneLines(rows, measure)
        self.longest = max(len(row.text) for row in rows)
        self.least_room = self._least_room()
        self.room_for_more = self._room_for_more()

    def _room_for_more(self) -> float:
        """Return how many lines a page has left, at the least, when its last paragraph is done."""
        going_on = [
            above.room
            for above, row in zip(self.rows, self.rows[1:], strict=False)
            if row.page_start and row.text[0].islower() and not is_terminal(above.text)
        ]
        return min(_ROOM_FOR_MORE, max(going_on) + 0.4) if len(going_on) > 1 else _ROOM_FOR_MORE

    def _least_room(self) -> float:
        """Return how much room a line must leave to end a paragraph by that alone.

        Where blank lines part the paragraphs, an early end means little, unless it comes back.
        """
        width, tolerance = self.measure.width, self.measure.tolerance
        if width is None:
            return 0.0
        telling = max(2 * tolerance, 0.05 * width)
        pairs = list(zip(self.rows, self.rows[1:], strict=False))
        gaps = sum(row.blank_above for _, row in pairs)
        endings = sum(
            not row.blank_above
            and self.measure.slack(above, row) > telling
            and is_terminal(above.text)
            and row.text[0].isupper()
            for above, row in pairs
        )
        return telling if gaps >= 3 and endings < 3 else tolerance

    def _usual_indent(self) -> float | None:
        """Return where paragraphs begin whose first lines are set in, None where none are."""
        begins: Counter[int] = Counter()
        for row, following in zip(self.rows, self.rows[1:], strict=False):
            least = 0.7 * (row.line.size or 10.0)
            set_in = row.line.has_position and row.page == following.page and not following.blank_above
            if set_in and least <= row.left - following.left <= 4 * least and not is_terminal(row.text):
                begins[round(row.left)] += 1
        usual, count = begins.most_common(1)[0] if begins else (0, 0)
        return float(usual) if count >= _LEAST_SET_IN else None

    def _set_in(self, row: Row) -> bool:
        return self.usual_indent is not None and abs(row.left - self.usual_indent) <= 1

    def _lists_hang(self) -> bool:
        hanging = flush = 0
        for index in self.markers:
            if index + 1 < len(self.rows) and index + 1 not in self.markers:
                row, following = self.rows[index], self.rows[index + 1]
                if following.blank_above or following.page_start or is_terminal(row.text):
                    continue
                hanging += following.left > row.left + 1.5
                flush += following.left <= row.left + 1.5
        return hanging > flush

    def groups(self) -> list[Group]:
        """Return all rows in groups, in order."""
        groups: list[Group] = []
        index = 0
        while index < len(self.rows):
            if index in self.tables:
                end = self.tables[index]
                groups.append(Group("table", tuple(self.rows[index:end]), index))
                index = end
                continue
            if self.rows[index].leads_to:
                groups.append(Group("contents", (self.rows[index],), index))
                index += 1
                continue
            role = "list" if index in self.markers else "body"
            end = index + 1
            while end < len(self.rows) and end not in self.tables and not self._begins(index, end, role):
                end += 1
            groups.append(Group(role, tuple(self.rows[index:end]), index, self.markers.get(index)))
            index = end
        return groups

    def _begins(self, start: int, index: int, role: str) -> bool:
        """Tell whether the row ``index`` begins a group, when the group before it began at ``start``."""
        above, row = self.rows[index - 1], self.rows[index]
        if self.lone_lines.value_goes_on(start, index):
            return False
        if index in self.markers or row.leads_to or self.lone_lines.stands_alone(start, index):
            return True
        if above.line.bold != row.line.bold and _has_letters(above) and _has_letters(row):
            return True
        if start == index - 1 and _is_head_in_italics(above, row):
            return True
        if (
            above.line.size
            and row.line.size
            and abs(above.line.size - row.line.size) > 0.08 * above.line.size
        ):
            return True
        if index < self.lone_lines.header_until and index == start + 1 and BARE_NUMBER.match(above.text):
            return False
        early = self.measure.ends_early(above, row)
        if row.page_start or row.interrupted:
            return self._begins_on_page(start, index, role, early)
        if row.blank_above:
            return self._begins_after_gap(above, row, early)
        if self._indented(start, index):
            return True
        if role == "list":
            return self._begins_after_item(start, above, row, early)
        return self._begins_below(above, row, early)

    def _begins_on_page(self, start: int, index: int, role: str, early: bool) -> bool:
        above, row = self.rows[index - 1], self.rows[index]
        small = row.text[0].islower()
        if above.text.endswith("-"):
            return False
        if not is_terminal(above.text):
            if role == "list" and above.text[-1] in ";:":
                return True
            if self.measure.width is None:
                return not small
            return early and not small
        if small and not early:
            return False
        if role == "list" or early or self._indented(start, index) or OPENING.match(row.text):
            return True
        if row.page_start and above.room >= self.room_for_more and not raised_ranges(row.styled):
            return True
        return self._reads_as_heading(index)

    def _reads_as_heading(self, index: int) -> bool:
        """Tell whether a row that follows a full last line is a heading, not the paragraph's next line."""
        row = self.rows[index]
        if is_terminal(row.text) or index + 1 >= len(self.rows):
            return False
        following = self.rows[index + 1]
        return following.blank_above or (
            self.measure.ends_early(row, following) and not following.text[0].islower()
        )

    def _begins_after_gap(self, above: Row, row: Row, early: bool) -> bool:
        if is_terminal(above.text) or not row.text[0].islower() or row.line.has_position:
            return not (above.text.endswith("-") and row.text[0].islower())
        return early or above.text[-1] in ",;:" or self.measure.width is None

    def _begins_after_item(self, start: int, above: Row, row: Row, early: bool) -> bool:
        item_left = self.rows[start].left
        hanging = 0.8 * (row.line.size or 10.0) * 0.5 if row.line.has_position else 1.5
        if row.left > item_left + hanging:
            return False
        if self.list_hangs or (
            self.rows[start + 1].left > item_left + hanging and self.rows[start + 1] is not row
        ):
            return True
        if early:
            return is_terminal(above.text) or above.text[-1] in ";,:" or not row.text[0].islower()
        return above.text[-1] == ";" or (
            row.text[0].isupper() and is_terminal(above.text) and self._item_done(start)
        )

    def _item_done(self, start: int) -> bool:
        """Tell whether the list's other items are one sentence each."""
        return start - 1 in self.markers or any(self.rows[start - 1].text.endswith(end) for end in (";", ","))

    def _begins_below(self, above: Row, row: Row, early: bool) -> bool:
        if not early:
            return False
        small = row.text[0].islower()
        if self.measure.width is None:
            return is_terminal(above.text) or not (small or self._fills_a_short_text(above))
        slack = self.measure.slack(above, row)
        if is_terminal(above.text):
            return slack > self.least_room and (not small or above.text[-1] in "!?")
        if small:
            return False
        return slack > max(1.6 * self.measure.tolerance, 0.1 * self.measure.width)

    def _fills_a_short_text(self, row: Row) -> bool:
        """Tell whether a row is as long as the longest of a text too short to know its measure."""
        return self.longest <= _LONGEST_LINE and len(row.text) >= 0.85 * self.longest

    def _indented(self, start: int, index: int) -> bool:
        """Tell whether the row's first line is set in, as paragraphs without space between them are."""
        above, row = self.rows[index - 1], self.rows[index]
        least = 0.7 * (row.line.size or 10.0) if row.line.has_position else 1.5
        again = start == index - 1 and self._set_in(above) and self._set_in(row)
        if start in self.markers or row.text[0].islower() or not (again or row.left - above.left >= least):
            return False
        if not (is_terminal(above.text) or self.measure.ends_early(above, row)):
            return False
        if again or index + 1 >= len(self.rows):
            return True
        if self.rows[index + 1].blank_above or index + 1 in self.markers:
            return True
        return self.rows[index + 1].left < row.left - least / 2 or is_terminal(row.text)


def _is_head_in_italics(above: Row, row: Row) -> bool:
    """Tell whether a line wholly in italics stands as a heading on text that is not."""
    if not above.line.italic or row.line.italic or not row.text[0].isupper():
        return False
    return above.text[-1].isalnum() and above.text[0].isupper()


def _has_letters(row: Row) -> bool:
    return any(character.isalpha() for character in row.text)


def gather(rows: Sequence[Row], measure: Measure) -> list[Group]:
    """Return the rows of the running text in groups, in order; every row is in exactly one."""
    return _Gatherer(rows, measure).groups() if rows else []
