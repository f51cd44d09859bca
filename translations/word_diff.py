"""What a person changed in the machine's draft, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

_TOKEN = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|.", re.S)


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of words that is in both texts, only in the new one (*insert*) or only in the old (*delete*).

    The ranges are characters of the old and the new text; the one that has nothing of it is empty and
    stands where the stretch would be.
    """

    kind: Literal["equal", "insert", "delete"]
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def word_diff(old: str, new: str) -> tuple[Difference, ...]:
    """Return how ``old`` (the machine's draft) became ``new``: together the pieces are either text, whole.

    A word that was replaced is a delete and then an insert. Levenshtein over words, spaces and marks; the
    space between two changed words goes with them, so that a rewritten phrase reads as one.
    """
    before = [match.span() for match in _TOKEN.finditer(old)]
    after = [match.span() for match in _TOKEN.finditer(new)]
    operations = Levenshtein.opcodes(
        [old[start:end] for start, end in before], [new[start:end] for start, end in after]
    )
    pieces: list[tuple[bool, int, int, int, int]] = []
    for operation in operations:
        piece = (
            operation.tag == "equal",
            _place(before, operation.src_start, old),
            _place(before, operation.src_end, old),
            _place(after, operation.dest_start, new),
            _place(after, operation.dest_end, new),
        )
        pieces.append(piece)
    return tuple(_differences(_joined(pieces, old)))


def _place(ranges: list[tuple[int, int]], index: int, text: str) -> int:
    return ranges[index][0] if index < len(ranges) else len(text)


def _joined(pieces: list[tuple[bool, int, int, int, int]], old: str) -> list[tuple[bool, int, int, int, int]]:
    """Join changes that only white space keeps apart, and neighbours of one sort."""
    joined: list[tuple[bool, int, int, int, int]] = []
    for place, piece in enumerate(pieces):
        between = 0 < place < len(pieces) - 1
        same = piece[0] and not (between and not old[piece[1] : piece[2]].strip())
        piece = (same, *piece[1:])
        if joined and joined[-1][0] == same:
            joined[-1] = (same, joined[-1][1], piece[2], joined[-1][3], piece[4])
        else:
            joined.append(piece)
    return joined


def _differences(pieces: list[tuple[bool, int, int, int, int]]) -> list[Difference]:
    found = []
    for same, old_start, old_end, new_start, new_end in pieces:
        if same:
            found.append(Difference("equal", old_start, old_end, new_start, new_end))
            continue
        if old_end > old_start:
            found.append(Difference("delete", old_start, old_end, new_start, new_start))
        if new_end > new_start:
            found.append(Difference("insert", old_end, old_end, new_start, new_end))
    return found
