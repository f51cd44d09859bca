"""The pieces of a PDF page in rows, and the parts into which wide gaps divide a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from reader.importers.pdf_pieces import Piece


@dataclass(slots=True)
class Row:
    """Pieces on one baseline; the baseline and size of most of its letters.

    ``beside`` tells that they stand in a column of small print beside the text.
    """

    pieces: list[Piece]
    y: float
    size: float
    beside: bool = False

    @property
    def x0(self) -> float:
        """Where its first letter begins, in points from the left edge."""
        return min(piece.x0 for piece in self.pieces)


@dataclass(slots=True)
class Fragment:
    """Neighbouring pieces of a row with no wide gap between them; points from the page's top left corner."""

    row: Row
    pieces: list[Piece]
    x0: float
    x1: float
    y: float
    size: float
    letters: int

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        return self.x1 - self.x0

    @property
    def text(self) -> str:
        """Its text, roughly."""
        return " ".join(piece.text for piece in self.pieces)


def body(pieces: Sequence[Piece]) -> tuple[float, float]:
    """Return the baseline and size of most letters of a row."""
    first = pieces[0]
    if all(piece.size == first.size and piece.y == first.y for piece in pieces):
        return first.y, first.size
    weight: dict[float, int] = {}
    for piece in pieces:
        key = round(piece.size * 4) / 4
        weight[key] = weight.get(key, 0) + len(piece.text)
    size = max(weight, key=lambda key: (weight[key], key))
    main = [piece for piece in pieces if round(piece.size * 4) / 4 == size]
    return median(piece.y for piece in main), main[0].size


def fragments_of(row: Row) -> list[Fragment]:
    """Return the parts of a row, from left to right."""
    row.pieces.sort(key=lambda piece: piece.x0)
    groups: list[list[Piece]] = []
    right = 0.0
    for piece in row.pieces:
        if not groups or piece.x0 - right > 1.0 * row.size:
            groups.append([])
            right = piece.x1
        groups[-1].append(piece)
        right = max(right, piece.x1)
    return [fragment_of(row, pieces) for pieces in groups]


def fragment_of(row: Row, pieces: list[Piece]) -> Fragment:
    """Return pieces of a row as one part of it."""
    y, size = body(pieces)
    right = max(piece.x1 for piece in pieces)
    return Fragment(row, pieces, pieces[0].x0, right, y, size, sum(len(piece.text) for piece in pieces))


def regroup(fragments: Sequence[Fragment], *, beside: bool = False) -> list[Row]:
    """Return one row for the fragments of a column that stood in one row."""
    rows: dict[int, list[Piece]] = {}
    for fragment in fragments:
        rows.setdefault(id(fragment.row), []).extend(fragment.pieces)
    return [Row(pieces, *body(pieces), beside) for pieces in rows.values()]
