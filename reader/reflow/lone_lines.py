"""Tells the printed lines that stand alone by their words: addressee, date, title, greeting, name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.reflow.contents import is_titled, titles_of
from reader.reflow.endings import is_terminal
from reader.reflow.patterns import (
    ADDRESSEE,
    CLOSING,
    DOSSIER,
    HANDED_IN,
    LETTERHEAD_LABEL,
    LETTERHEAD_LINE,
    META,
    MOTION_LINE,
    NAME,
    NUMBERED_PAPER,
    PLACE_DATE,
    QUESTION,
    QUESTION_PAPER_TITLE,
    ROLE,
    SALUTATION,
    SECTION,
    SPEAKER,
    SURNAME,
)
from reader.reflow.rows import Measure, Row
from reader.reflow.tables import labels_its_value

_HEADER_ROWS = 40
_OFFICE = re.compile(r"(?:Minister|Staatssecretaris|Viceminister)\b.*,$")
"""A second office of who signs, on a line of its own."""


class LoneLines:
    """Those of one document; which they are differs between its head and its running text."""

    def __init__(self, rows: Sequence[Row], measure: Measure) -> None:
        self.rows = rows
        self.measure = measure
        self.titles = titles_of(rows)
        self.header_until = self._header_end()
        """The index of the row with which the running text surely has begun."""
        self.salutation = any(SALUTATION.match(row.text) for row in rows[: self.header_until + 1])

    def value_goes_on(self, start: int, index: int) -> bool:
        """Tell whether a row is the value of a label above it, or goes on below one («Betreft   …»)."""
        first, row = self.rows[start], self.rows[index]
        if index >= self.header_until:
            return False
        if start == index - 1 and LETTERHEAD_LABEL.fullmatch(first.text) and self.salutation:
            return not (row.blank_above or row.page_start or LETTERHEAD_LABEL.match(row.text))
        if not labels_its_value(first) or row.page_start or row.blank_above:
            return False
        if first.cells[1].text and _wholly_bold(first) != row.line.bold:
            return False
        return abs(row.left - first.cell_edges[1][0]) <= (3.0 if row.line.has_position else 0.5)

    def stands_alone(self, start: int, index: int) -> bool:
        """Tell whether a row, or the group above it that began at ``start``, is a line that stands alone."""
        above, row = self.rows[index - 1], self.rows[index]
        text = row.text
        if self._is_head(index) or (start == index - 1 and self._is_head(start)):
            return True
        if _always_alone(text):
            return len(text) < 100
        group = self.rows[start].text if index == start + 1 else ""
        if group and _always_alone(group):
            return True
        signed = NAME.match(text) or (SURNAME.match(text) and len(text) < 40)
        if signed and above.text.endswith(",") and ROLE.match(self.rows[start].text):
            return True
        if start == index - 1 and above.text.endswith(",") and ROLE.match(above.text) and _OFFICE.match(text):
            return True
        if start == index - 1 and NAME.match(above.text) and len(text) < 70 and self._signs(start):
            return self.measure.ends_early(above, row)
        if ROLE.match(text) and (is_terminal(above.text) or NAME.match(above.text)) and len(text) < 90:
            return text.endswith(",") or self.measure.ends_early(above, row)
        if MOTION_LINE.match(text) and (above.text[-1] in ",;." or row.blank_above):
            return text[0].isupper() or above.text[-1] in ",;"
        if index < self.header_until:
            return self._stands_alone_in_head(start, index, above, row)
        return bool(META.match(text)) and (row.blank_above or text.startswith(("Ontvangen", "Voorgesteld")))

    def _signs(self, index: int) -> bool:
        """Tell whether a name stands below an office or a greeting."""
        return any(ROLE.match(r.text) or CLOSING.match(r.text) for r in self.rows[max(0, index - 4) : index])

    def _stands_alone_in_head(self, start: int, index: int, above: Row, row: Row) -> bool:
        text, group = row.text, " ".join(r.text for r in self.rows[start:index])
        if text[0].isupper() and HANDED_IN.search(group) and len(group) < 250:
            return True
        if ADDRESSEE.match(text) or NUMBERED_PAPER.match(text) or META.match(text) or DOSSIER.match(text):
            return text[0].isupper() or text[0].isdigit() or row.blank_above or is_terminal(above.text)
        if LETTERHEAD_LABEL.fullmatch(text) or (
            self.salutation and (LETTERHEAD_LINE.match(text) or LETTERHEAD_LINE.match(above.text))
        ):
            return True
        if QUESTION_PAPER_TITLE.match(text) and (
            is_terminal(above.text) or row.blank_above or len(group) < 40
        ):
            return not group.startswith("Vragen gesteld") and text[0].isupper()
        if group.isdecimal():
            return True
        return text.isdecimal() and (row.blank_above or self.measure.ends_early(above, row))

    def _is_head(self, index: int) -> bool:
        """Tell whether a row heads an article or the contents, or is a title that the contents name."""
        text = self.rows[index].text
        if is_titled(text, self.titles):
            return True
        ended = index == 0 or is_terminal(self.rows[index - 1].text) or self.rows[index - 1].text[-1] in ":;"
        return ended and bool(SECTION.match(text))

    def _header_end(self) -> int:
        """Return the index of the row with which the running text surely has begun."""
        for index, row in enumerate(self.rows[:_HEADER_ROWS]):
            if PLACE_DATE.match(row.text):
                return index + 1
            if QUESTION.match(row.text) or SALUTATION.match(row.text):
                return index
        return min(len(self.rows), 12)


def _wholly_bold(row: Row) -> bool:
    """Tell whether a row ends in bold type, whatever its label is set in."""
    return row.line.bold or any(
        mark.kind == "bold" and mark.end == len(row.text) for mark in row.styled.marks
    )


def _always_alone(text: str) -> bool:
    """Tell whether a line is one of those that always make a block of their own."""
    return any(kind.match(text) for kind in (QUESTION, SALUTATION, CLOSING, PLACE_DATE, SPEAKER))
