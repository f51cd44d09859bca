"""Printed lines made comparable: clean text, space above, left edge, width, whether a page begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from reader.lines import Line
from reader.reflow.styled import Styled, clean_line, trimmed

BLANK = 0.35
"""A gap from which on the space above a row counts as a blank line, in line heights."""

_NARROW = {**dict.fromkeys("ijl'’‘|.,:;!/ ", 0.25), **dict.fromkeys('ftrI()-[]"“”«»', 0.32)}
_WIDE = {**dict.fromkeys("mwM", 0.82), "W": 0.94, **dict.fromkeys("ABCDEGHKNOPQRSUVXYZ&%–", 0.69)}
_WIDTHS = {**_NARROW, **_WIDE}
_CELL = re.compile(r"(?:[^\t ]|(?<! ) (?! ))+")


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line that holds text.

    ``gap`` is the extra space above in line heights (1 is a blank line); ``page_start`` says that a
    page begins with this row, ``interrupted`` that something lifted out of the text (notes, a running
    head) stood above it; ``left`` and ``right`` are points, or columns when the line has no position;
    ``ems`` is the width of its text in a common type; ``room`` tells of a page's last row how many lines
    more the page would have held; ``leads_to`` is the page to which an entry of the contents leads.
    """

    styled: Styled
    line: Line
    page: int
    gap: float = 0.0
    page_start: bool = False
    interrupted: bool = False
    left: float = 0.0
    right: float = 0.0
    cells: tuple[Styled, ...] = ()
    cell_edges: tuple[tuple[float, float], ...] = ()
    spaced_end: bool = False
    ems: float = 0.0
    room: float = 0.0
    leads_to: str = ""

    @property
    def text(self) -> str:
        """The row's clean text."""
        return self.styled.text

    @property
    def blank_above(self) -> bool:
        """Tell whether the row stands visibly apart from the one above."""
        return self.gap >= BLANK


def letter_width(text: str) -> float:
    """Return the width of a text in a common sans serif type, in ems (Helvetica, rounded)."""
    width = _WIDTHS.get
    return sum([width(character, 0.556) for character in text])


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Return the lines that hold text as rows."""
    positioned = any(line.has_position for line in lines)
    return _positioned_rows(lines) if positioned else _plain_rows(lines)


def _cells_of_text(raw: str) -> tuple[tuple[Styled, ...], tuple[tuple[float, float], ...]]:
    """Return the pieces of a plain line that tabs or runs of spaces keep apart, and their columns."""
    if "\t" not in raw and "  " not in raw.strip():
        return (), ()
    pieces = [m for m in _CELL.finditer(raw.rstrip("\r\n")) if m.group().strip()]
    if len(pieces) < 2:
        return (), ()
    cells = tuple(clean_line(Line(m.group())) for m in pieces)
    return cells, tuple((float(m.start()), float(m.end())) for m in pieces)


def _plain_rows(lines: Sequence[Line]) -> list[Row]:
    leads = Counter(len(line.text) - len(line.text.lstrip(" ")) for line in lines if line.text.strip())
    total = sum(leads.values())
    single_space_tells = leads[1] <= max(1, total // 8) and leads[0] >= total // 2
    rows: list[Row] = []
    blanks, last_line_page = 0, 1
    broken = [line.text for line in lines if line.text.rstrip().endswith("-")]
    whole = [line.text for line in lines if line.text.strip() and not line.text.rstrip().endswith("-")]
    ends_spaced = sum(text.endswith(" ") for text in whole) > 0.6 * len(whole)
    spaced_tells = ends_spaced and any(not text.endswith(" ") for text in broken)
    for line in lines:
        styled = clean_line(line)
        if not styled.text:
            blanks += 1
            continue
        raw = line.text
        lead = len(raw) - len(raw.lstrip(" \t"))
        form_feed = line.page != last_line_page
        lone_space = single_space_tells and lead == 1 and raw[0] == " " and bool(rows) and blanks == 0
        last_line_page = line.page
        cells, edges = _cells_of_text(raw)
        left = 0.0 if single_space_tells and lead == 1 else float(len(raw[:lead].expandtabs(4)))
        rows.append(
            Row(
                styled,
                line,
                line.page,
                gap=float(blanks),
                page_start=form_feed or lone_space,
                left=left,
                right=left + len(styled.text),
                cells=cells,
                cell_edges=edges,
                ems=letter_width(styled.text),
                spaced_end=spaced_tells and raw.endswith(" ") and styled.text.endswith("-"),
            )
        )
        blanks = 0
    return _without_double_spacing(rows)


def _without_double_spacing(rows: list[Row]) -> list[Row]:
    """Undo blank lines after every line, as some clipboards give them."""
    if len(rows) < 6 or sum(row.gap > 0 for row in rows[1:]) < 0.9 * (len(rows) - 1):
        return rows
    running_on = sum(before.text[-1].isalpha() and row.text[0].islower() for before, row in pairwise(rows))
    if running_on < 0.25 * len(rows):
        return rows
    usual = Counter(row.gap for row in rows[1:]).most_common(1)[0][0]
    return [replace(row, gap=max(0.0, row.gap - usual)) for row in rows]


def _positioned_rows(lines: Sequence[Line]) -> list[Row]:
    lines = [line for line in lines if line.text.strip()]
    leading = _leading(lines)
    rows: list[Row] = []
    previous: Line | None = None
    for line in lines:
        styled = trimmed(clean_line(line))
        if not styled.text:
            continue
        step = _step(previous, line) if previous is not None else None
        new_page = previous is not None and previous.page != line.page
        next_column = step is None and previous is not None and not new_page
        gap = max(0.0, (step - leading) / leading) if step is not None else 0.0
        cells = tuple(
            c for c in (trimmed(clean_line(_piece(line, c.start, c.end))) for c in line.cells) if c.text
        )
        rows.append(
            Row(
                styled,
                line,
                line.page,
                gap=gap,
                page_start=new_page,
                interrupted=next_column,
                ems=letter_width(styled.text),
                left=line.x0 or 0.0,
                right=line.x1 if line.x1 is not None else 0.0,
                cells=cells if len(cells) > 1 else (),
                cell_edges=tuple((c.x0, c.x1) for c in line.cells) if len(cells) > 1 else (),
            )
        )
        previous = line
    return rows


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual distance between lines of one paragraph, in letter sizes.

    Lines that end within a sentence tell it best: in a motion most lines stand apart.
    """
    steps: Counter[float] = Counter()
    within: Counter[float] = Counter()
    for before, line in pairwise(lines):
        step = _step(before, line)
        if step is None or not 0.8 < step < 2.5:
            continue
        steps[round(step, 1)] += 1
        end, start = before.text.rstrip()[-1:], line.text.lstrip()[:1]
        if (end.isalpha() or end == "-") and start.islower() and before.size == line.size:
            within[round(step, 1)] += 1
    usual = within or steps
    return max(usual, key=lambda step: (usual[step], -step)) if usual else 1.2


def _step(before: Line, line: Line) -> float | None:
    """Return the distance between two lines in letter sizes; None on different pages or going up."""
    if before.page != line.page or before.y1 is None or line.y1 is None:
        return None
    size = max(before.size or 10.0, line.size or 10.0, 1.0)
    step = (line.y1 - before.y1) / size
    return step if step >= 0 else None


def _piece(line: Line, start: int, end: int) -> Line:
    """Return a part of a line as a line."""
    return replace(
        line,
        text=line.text[start:end],
        superscripts=tuple(
            (max(a, start) - start, min(b, end) - start)
            for a, b in line.superscripts
            if a < end and b > start
        ),
        links=tuple(
            replace(x, start=max(x.start, start) - start, end=min(x.end, end) - start)
            for x in line.links
            if x.start < end and x.end > start
        ),
        emphasis=tuple(
            replace(x, start=max(x.start, start) - start, end=min(x.end, end) - start)
            for x in line.emphasis
            if x.start < end and x.end > start
        ),
        cells=(),
    )


def first_word(text: str) -> str:
    """Return what a line begins with, up to the first space; a figure takes its noun along («20 mei»)."""
    word, _, rest = text.partition(" ")
    return f"{word} {rest.split(' ', 1)[0]}" if word.isdecimal() and rest else word


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide the lines of a text are set, and how ragged: tells a line that ends early from a full one.

    ``width`` is None when no line runs on into the next: then every line is a paragraph.
    """

    width: float | None
    tolerance: float
    by_letters: bool

    def slack(self, row: Row, following: Row) -> float:
        """Return how much room the row had left after the first word of the following row."""
        if self.width is None:
            return float("inf")
        return self.width - self._right(row) - self._need(row, following)

    def ends_early(self, row: Row, following: Row) -> bool:
        """Tell whether the following row's first word would have fitted on the row."""
        return self.slack(row, following) > self.tolerance

    def _right(self, row: Row) -> float:
        if row.line.has_position or not self.by_letters:
            return row.right
        return row.left * 0.5 + row.ems

    def _need(self, row: Row, following: Row) -> float:
        word = " " + first_word(following.text)
        if row.line.has_position:
            share = letter_width(word) / max(row.ems, 0.1)
            return share * max(row.right - row.left, 0.0)
        return letter_width(word) if self.by_letters else float(len(word))


def runs_on(before: Row, row: Row) -> bool:
    """Tell whether a row surely continues the one above: no end of a sentence, then a small letter."""
    if row.blank_above or row.page_start or row.interrupted or before.cells or row.cells or before.leads_to:
        return False
    return (
        (before.text[-1].isalpha() or before.text[-1] in "-,") and row.text[0].islower() and len(row.text) > 2
    )


def measure_of(rows: Sequence[Row]) -> Measure:
    """Return the measure of a text, learned from the lines that surely run on into the next."""
    pairs = [(a, b) for a, b in pairwise(rows) if runs_on(a, b)]
    if not pairs:
        return Measure(None, 0.0, by_letters=False)
    positioned = pairs[0][0].line.has_position
    candidates = [_fitted(pairs, by_letters=False)]
    if not positioned:
        candidates.append(_fitted(pairs, by_letters=True))
    return min(candidates, key=lambda fitted: (fitted[1], fitted[0].by_letters))[0]


def _fitted(pairs: Iterable[tuple[Row, Row]], *, by_letters: bool) -> tuple[Measure, float]:
    """Return a measure and how badly the lines fit it (0 is: as a typesetter would fill them)."""
    pairs = list(pairs)
    loose = Measure(0.0, 0.0, by_letters)
    rights = sorted(loose._right(a) for a, _ in pairs)
    limit = 1.3 * median(rights)
    width = max((right for right in rights if right <= limit), default=rights[-1])
    measure = Measure(width, 0.0, by_letters)
    slacks = sorted(max(0.0, measure.slack(a, b)) for a, b in pairs if not a.text.endswith("-"))
    if not slacks:
        return Measure(width, 0.03 * width, by_letters), 0.0
    worst = slacks[min(len(slacks) - 1, int(0.97 * len(slacks)))]
    misfit = sum(slacks) / len(slacks) / width
    few = 0.06 * width if len(slacks) < 8 and worst > 0 else 0.0
    # Letter widths are those of a type like the one used, so they are off by a few in a hundred.
    unsure = 0.025 * width if by_letters else 0.01 * width if pairs[0][0].line.has_position else 0.0
    return Measure(width, min(max(worst, few, unsure), 0.3 * width), by_letters), misfit
