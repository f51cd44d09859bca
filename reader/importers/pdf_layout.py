"""Puts the pieces of a PDF page into printed lines, in the order in which a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from reader.importers.pdf_pieces import GAP_IS_SPACE, Piece
from reader.lines import Cell, Emphasis, Line, LinkTarget

_SAME_LINE = 0.22
_WIDE_GAP = 1.5
_MARKER = re.compile(r"[-–—•·▪◦*o]|\(?[0-9]{1,3}[.)]?|\(?[a-zA-Z][.)]|[ivxIVX]{1,5}[.)]|[0-9.]{2,8}")
_LONGEST_SCRIPT = 12
_LEAST_LINES_OF_A_COLUMN = 5
_LEAST_LINES_OF_A_SIDEBAR = 3


@dataclass(slots=True)
class _Row:
    """Pieces on one baseline; the baseline and size of most of its letters."""

    pieces: list[Piece]
    y: float
    size: float

    @property
    def x0(self) -> float:
        return min(piece.x0 for piece in self.pieces)

    @property
    def x1(self) -> float:
        return max(piece.x1 for piece in self.pieces)


@dataclass(slots=True)
class _Fragment:
    """Neighbouring pieces of a row with no wide gap between them."""

    row: _Row
    pieces: list[Piece]
    x0: float
    x1: float
    y: float
    size: float
    letters: int = field(default=0)

    @property
    def width(self) -> float:
        return self.x1 - self.x0


def printed_lines(pieces: Sequence[Piece], page: int, width: float) -> list[Line]:
    """Return the lines of page ``page`` in reading order: column by column where the page has columns."""
    rows = _rows(pieces)
    fragments = [fragment for row in rows for fragment in _fragments(row)]
    lines: list[Line] = []
    for group in _reading_order(fragments, width):
        lines.extend(_line(row, page) for row in _regroup(group))
    return [line for line in lines if line.text]


def _rows(pieces: Iterable[Piece]) -> list[_Row]:
    """Return the pieces by baseline, from the top down, raised and lowered ones with their line."""
    rows: list[_Row] = []
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.x0)):
        row = next(
            (
                row
                for row in rows[-6:][::-1]
                if abs(row.y - piece.y) <= _SAME_LINE * min(row.size, piece.size)
            ),
            None,
        )
        if row is None:
            rows.append(_Row([piece], piece.y, piece.size))
        else:
            row.pieces.append(piece)
            row.y, row.size = _body(row.pieces)
    return _attach_scripts(rows)


def _body(pieces: Sequence[Piece]) -> tuple[float, float]:
    """Return the baseline and size of most letters of a row."""
    weight: dict[float, int] = {}
    for piece in pieces:
        key = round(piece.size * 4) / 4
        weight[key] = weight.get(key, 0) + len(piece.text)
    size = max(weight, key=lambda key: (weight[key], key))
    main = [piece for piece in pieces if round(piece.size * 4) / 4 == size]
    return median(piece.y for piece in main), main[0].size


def _attach_scripts(rows: list[_Row]) -> list[_Row]:
    """Move superscripts and subscripts, which have a baseline of their own, to the line they belong to."""
    for index, row in enumerate(rows):
        staying: list[Piece] = []
        for piece in row.pieces:
            home = _home(piece, row, rows[max(0, index - 4) : index + 5])
            if home is None:
                staying.append(piece)
            else:
                home.pieces.append(piece)
        row.pieces = staying
    return sorted((row for row in rows if row.pieces), key=lambda row: (row.y, row.x0))


def _home(piece: Piece, row: _Row, neighbours: Sequence[_Row]) -> _Row | None:
    """Return the line of larger letters that this small piece is raised above or lowered under, if any."""
    best: tuple[float, _Row] | None = None
    if len(piece.text) > _LONGEST_SCRIPT:
        return None
    for other in neighbours:
        if other is row or not 0.4 * other.size <= piece.size <= 0.85 * other.size:
            continue
        rise = (other.y - piece.y) / other.size
        if not (0.08 <= rise <= 0.75 or -0.45 <= rise <= -0.05):
            continue
        distance = min(
            (_distance(piece, near) for near in other.pieces if near.size > piece.size), default=9.0
        )
        if distance <= 1.0 and (best is None or distance < best[0]):
            best = (distance, other)
    return best[1] if best else None


def _distance(piece: Piece, near: Piece) -> float:
    """Return how far a small piece is from a larger one beside it, in units of what is still near."""
    after, before = piece.x0 - near.x1, near.x0 - piece.x1
    if after >= -0.3 * near.size:
        return abs(after) / (0.7 * near.size)
    if before >= -0.3 * near.size:
        return abs(before) / (2.5 * near.size)
    return 0.0 if near.x0 <= piece.x0 <= near.x1 else 9.0


def _fragments(row: _Row) -> list[_Fragment]:
    row.pieces.sort(key=lambda piece: piece.x0)
    fragments: list[_Fragment] = []
    for piece in row.pieces:
        last = fragments[-1] if fragments else None
        if last is None or piece.x0 - last.x1 > 1.0 * row.size:
            fragments.append(_Fragment(row, [piece], piece.x0, piece.x1, row.y, row.size, len(piece.text)))
        else:
            last.pieces.append(piece)
            last.x1 = max(last.x1, piece.x1)
            last.letters += len(piece.text)
    return fragments


def _regroup(fragments: Sequence[_Fragment]) -> list[_Row]:
    """Return one row for the fragments of a column that stood in one row."""
    rows: dict[int, _Row] = {}
    for fragment in fragments:
        row = rows.get(id(fragment.row))
        if row is None:
            rows[id(fragment.row)] = _Row(list(fragment.pieces), fragment.y, fragment.size)
        else:
            row.pieces.extend(fragment.pieces)
    return list(rows.values())


def _reading_order(fragments: list[_Fragment], width: float) -> list[list[_Fragment]]:
    """Return the fragments in groups that are read one after another, each from top to bottom."""
    sidebar = _sidebar(fragments, width)
    if sidebar:
        beside = {id(fragment) for fragment in sidebar}
        rest = [fragment for fragment in fragments if id(fragment) not in beside]
        return [sidebar, *_reading_order(rest, width)]
    edge = _gutter(fragments, width)
    if edge is None:
        return [fragments]
    groups: list[list[_Fragment]] = []
    left: list[_Fragment] = []
    right: list[_Fragment] = []

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


def _gutter(fragments: Sequence[_Fragment], width: float) -> float | None:
    """Return the left edge of a second column of running text, if the page has one.

    A column is told from the cells of a table by its lines: five or more of running text, wide, that
    begin at one edge, beside as many that end before it.
    """
    best: tuple[int, float] | None = None
    for edge in _edges(fragments):
        if not 0.25 * width < edge < 0.8 * width:
            continue
        right = [f for f in fragments if abs(f.x0 - edge) <= 2]
        if len(right) < _LEAST_LINES_OF_A_COLUMN:
            continue
        top, bottom = right[0].y - right[0].size, right[-1].y + right[-1].size
        beside = [f for f in fragments if top <= f.y <= bottom and f.x0 < edge - 2]
        left = [f for f in beside if f.x1 < edge - 0.5 * f.size]
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


def _sidebar(fragments: Sequence[_Fragment], width: float) -> list[_Fragment]:
    """Return the small print down the side of a letter (sender, date, reference), if there is any."""
    letters: dict[float, int] = {}
    for fragment in fragments:
        letters[fragment.size] = letters.get(fragment.size, 0) + fragment.letters
    if not letters:
        return []
    body = max(letters, key=lambda size: letters[size])
    for edge in _edges(fragments):
        if edge < 0.62 * width:
            continue
        beside = [f for f in fragments if f.x0 >= edge - 2]
        small = [f for f in beside if f.size <= 0.9 * body]
        if len(small) < _LEAST_LINES_OF_A_SIDEBAR or len(small) < 0.8 * len(beside):
            continue
        top, bottom = small[0].y - body, small[-1].y + body
        across = [f for f in fragments if f.x0 < edge - 2 and f.x1 > edge - 2 and top <= f.y <= bottom]
        same_row = {id(f.row) for f in small}
        table = [f for f in fragments if id(f.row) in same_row and f.x0 < edge - 2 and f.size <= 0.9 * body]
        if not across and not table and len(small) < len(fragments):
            return small
    return []


def _edges(fragments: Sequence[_Fragment]) -> list[float]:
    """Return the left edges at which at least three fragments begin, the most used first."""
    counts: dict[int, list[float]] = {}
    for fragment in fragments:
        counts.setdefault(round(fragment.x0 / 2), []).append(fragment.x0)
    common = [group for group in counts.values() if len(group) >= 3]
    return [median(group) for group in sorted(common, key=len, reverse=True)[:12]]


def _line(row: _Row, page: int) -> Line:
    pieces = sorted(row.pieces, key=lambda piece: piece.x0)
    text = ""
    places: list[tuple[int, int]] = []
    gaps: list[tuple[int, float]] = []
    right = pieces[0].x1
    for number, piece in enumerate(pieces):
        gap = piece.x0 - right
        if number and gap > (0.03 if piece.spaced else GAP_IS_SPACE) * max(
            piece.size, pieces[number - 1].size
        ):
            gaps.append((number, gap))
            text += " "
        places.append((len(text), len(text) + len(piece.text)))
        text += piece.text
        right = max(right, piece.x1)
    superscripts = [
        place
        for place, piece in zip(places, pieces, strict=True)
        if piece.raised or (piece.size <= 0.85 * row.size and piece.y < row.y - 0.05 * row.size)
    ]
    weighty = [piece for piece in pieces if any(character.isalnum() for character in piece.text)] or pieces
    bold, italic = all(piece.bold for piece in weighty), all(piece.italic for piece in weighty)
    emphasis = [
        *_runs(places, [piece.italic for piece in pieces], "italic"),
        *_runs(places, [piece.bold for piece in pieces], "bold"),
    ]
    return Line(
        text=text,
        page=page,
        x0=pieces[0].x0,
        y0=row.y - 0.8 * row.size,
        x1=right,
        y1=row.y + 0.2 * row.size,
        size=row.size,
        bold=bold,
        italic=italic,
        superscripts=tuple(_joined(superscripts)),
        links=tuple(_link_runs(places, [piece.link for piece in pieces])),
        emphasis=tuple(emphasis),
        cells=_cells(row, pieces, places, gaps, text),
    )


def _cells(
    row: _Row, pieces: list[Piece], places: list[tuple[int, int]], gaps: list[tuple[int, float]], text: str
) -> tuple[Cell, ...]:
    if not gaps:
        return ()
    # Justified lines have wide spaces everywhere, so a gap counts as wide beside the line's narrow ones.
    usual = sorted(gap for _, gap in gaps)[len(gaps) // 8] if len(gaps) > 3 else 0.0
    wide = [number for number, gap in gaps if gap > max(_WIDE_GAP * row.size, 2.5 * usual)]
    if wide and _MARKER.fullmatch(text[: places[wide[0] - 1][1]].strip()):
        # A bullet or number hangs before its item; it is no cell of a table.
        wide = wide[1:] if len(wide) > 1 else []
    if not wide:
        return ()
    starts = [0, *wide]
    ends = [*wide, len(pieces)]
    return tuple(
        Cell(places[a][0], places[b - 1][1], pieces[a].x0, max(piece.x1 for piece in pieces[a:b]))
        for a, b in zip(starts, ends, strict=True)
    )


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges with those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _runs(places: list[tuple[int, int]], marked: list[bool], style: str) -> list[Emphasis]:
    runs: list[Emphasis] = []
    previous = False
    for (start, end), mark in zip(places, marked, strict=True):
        if mark and previous:
            runs[-1] = Emphasis(runs[-1].start, end, style)
        elif mark:
            runs.append(Emphasis(start, end, style))
        previous = mark
    return runs


def _link_runs(places: list[tuple[int, int]], addresses: list[str]) -> list[LinkTarget]:
    runs: list[LinkTarget] = []
    previous = ""
    for (start, end), address in zip(places, addresses, strict=True):
        if address and address == previous:
            runs[-1] = LinkTarget(runs[-1].start, end, address)
        elif address:
            runs.append(LinkTarget(start, end, address))
        previous = address
    return runs
