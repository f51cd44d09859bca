"""Puts the pieces of a PDF page into printed lines: raised figures, emphasis, links and table cells told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.importers.pdf_columns import in_reading_order
from reader.importers.pdf_fragments import Row, body
from reader.importers.pdf_pieces import GAP_IS_SPACE, Piece
from reader.lines import Cell, Emphasis, Line, LinkTarget

_SAME_LINE = 0.22
_WIDE_GAP = 1.5
_MARKER = re.compile(
    r"[-–—•·▪◦*o]|\(?[0-9]{1,3}[.)]?|\(?[a-zA-Z][.)]|[ivxIVX]{1,5}[.)]|\d{1,3}°\.?|\d{1,2}(?:\.\d{1,2})*\.?"
)
_LONGEST_SCRIPT = 12
_CALL_OR_NUMBER = re.compile(r"[\d\s,;*()\[\]]+")
"""What may be raised before a line's larger letters; other small print there ends a column of its own."""


def printed_lines(pieces: Sequence[Piece], page: int, width: float) -> list[Line]:
    """Return the lines of page ``page`` in reading order: column by column where the page has columns."""
    lines = [_line(row, page) for row in in_reading_order(_rows(pieces), width)]
    return [line for line in lines if line.text]


def _rows(pieces: Iterable[Piece]) -> list[Row]:
    """Return the pieces by baseline, from the top down, raised and lowered ones with their line."""
    rows: list[Row] = []
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
            rows.append(Row([piece], piece.y, piece.size))
        else:
            row.pieces.append(piece)
            if piece.size > row.size:
                row.y, row.size = piece.y, piece.size
    for row in rows:
        row.y, row.size = body(row.pieces)
    return _attach_scripts(rows)


def _attach_scripts(rows: list[Row]) -> list[Row]:
    """Move superscripts and subscripts, which have a baseline of their own, to the line they belong to."""
    for index, row in enumerate(rows):
        neighbours = rows[max(0, index - 4) : index + 5]
        largest = max(other.size for other in neighbours)
        staying: list[Piece] = []
        for piece in row.pieces:
            home = _home(piece, row, neighbours) if piece.size < 0.85 * largest else None
            if home is None:
                staying.append(piece)
            else:
                home.pieces.append(piece)
        row.pieces = staying
    return sorted((row for row in rows if row.pieces), key=lambda row: (row.y, row.x0))


def _home(piece: Piece, row: Row, neighbours: Sequence[Row]) -> Row | None:
    """Return the line of larger letters that this small piece is raised above or lowered under, if any."""
    best: tuple[float, Row] | None = None
    if len(piece.text) > _LONGEST_SCRIPT:
        return None
    for other in neighbours:
        if other is row or not 0.4 * other.size <= piece.size <= 0.85 * other.size:
            continue
        rise = (other.y - piece.y) / other.size
        if not (0.08 <= rise <= 0.75 or -0.45 <= rise <= -0.05):
            continue
        numbers = bool(_CALL_OR_NUMBER.fullmatch(piece.text))
        distance = min(
            (
                _distance(piece, near)
                for near in other.pieces
                if near.size > piece.size and (numbers or piece.x0 >= near.x0)
            ),
            default=9.0,
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


def _line(row: Row, page: int) -> Line:
    pieces = sorted(row.pieces, key=lambda piece: piece.x0)
    text = ""
    places: list[tuple[int, int]] = []
    gaps: list[tuple[int, float]] = []
    right = pieces[0].x1
    for number, piece in enumerate(pieces):
        gap = piece.x0 - right
        least = (0.03 if piece.spaced else GAP_IS_SPACE) * max(piece.size, pieces[number - 1].size)
        if number and (gap > least or (piece.spaced and piece.rough)):
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
        beside=row.beside,
    )


def _cells(
    row: Row, pieces: list[Piece], places: list[tuple[int, int]], gaps: list[tuple[int, float]], text: str
) -> tuple[Cell, ...]:
    if not gaps:
        return ()
    # Justified lines have wide spaces everywhere, so a gap counts as wide beside the line's narrow ones.
    usual = sorted(gap for _, gap in gaps)[len(gaps) // 8] if len(gaps) > 3 else 0.0
    wide = [number for number, gap in gaps if gap > max(_WIDE_GAP * row.size, 2.5 * usual)]
    if wide and _MARKER.fullmatch(text[: places[wide[0] - 1][1]].strip()):
        # A bullet or number hangs before its item; it is no cell of a table.
        # One with several cells behind it is: the number of a table's row.
        wide = wide if len(wide) > 1 else []
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
