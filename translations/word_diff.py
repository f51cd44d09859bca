"""What a person changed in a machine's draft, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz.distance import Indel

DiffKind = Literal["equal", "insert", "delete"]

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A stretch of text that stayed, came in or went out, and where it stands in draft and target.

    Offsets are characters; an insertion has an empty range in the draft, a deletion one in the target.
    """

    kind: DiffKind
    text: str
    draft_start: int
    draft_end: int
    target_start: int
    target_end: int


def word_diff(draft: str, target: str) -> tuple[DiffPiece, ...]:
    """Return the pieces that lead from ``draft`` to ``target``, deletions before insertions.

    The smallest number of words and marks put in or taken out (Indel distance, Myers 1986).
    """
    old, new = _TOKENS.findall(draft), _TOKENS.findall(target)
    old_at, new_at = _offsets(old), _offsets(new)
    pieces: list[DiffPiece] = []
    for code in Indel.opcodes(old, new):
        start, end = old_at[code.src_start], old_at[code.src_end]
        new_start, new_end = new_at[code.dest_start], new_at[code.dest_end]
        if code.tag == "equal":
            pieces.append(DiffPiece("equal", draft[start:end], start, end, new_start, new_end))
        elif code.tag == "insert":
            pieces.append(DiffPiece("insert", target[new_start:new_end], start, end, new_start, new_end))
        else:
            gone = DiffPiece("delete", draft[start:end], start, end, new_start, new_start)
            if pieces and pieces[-1].kind == "insert":
                put = pieces.pop()
                gone = replace(gone, target_start=put.target_start, target_end=put.target_start)
                pieces += [gone, replace(put, draft_start=end, draft_end=end)]
            else:
                pieces.append(gone)
    return tuple(pieces)


def _offsets(tokens: list[str]) -> list[int]:
    offsets = [0]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return offsets
