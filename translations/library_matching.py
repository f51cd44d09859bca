"""Which sentence of a changed document is which sentence of the one that was worked on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz import fuzz

from reader.identity import normalise

How = Literal["same", "moved", "changed"]

SIMILAR = 60.0
"""From this percentage (rapidfuzz ``ratio``: 100 × 2 × LCS ÷ lengths) a sentence between the same
neighbours counts as an edit of the old one."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """An old sentence, by its place in the old document, that a new one continues, and how surely."""

    old: int
    how: How


def pair_sentences(old: Sequence[str], new: Sequence[str]) -> list[Pairing | None]:
    """Return for each new sentence the old one whose work it inherits, or None.

    First the longest runs of equal sentences (so that of several equal ones each finds its own by its
    neighbours), in the order of both, then equal ones that moved, then, between two that are settled, those
    that were edited.
    """
    before = [normalise(text) for text in old]
    after = [normalise(text) for text in new]
    pairs: list[Pairing | None] = [None] * len(new)
    used: set[int] = set()
    gaps: list[tuple[int, int, int, int]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            gaps.append((old_start, old_end, new_start, new_end))
            continue
        for former, place in zip(range(old_start, old_end), range(new_start, new_end), strict=True):
            pairs[place] = Pairing(former, "same")
            used.add(former)
    _pair_moved(before, after, pairs, used)
    for gap in gaps:
        _pair_edited(before, after, pairs, used, gap)
    return pairs


def _pair_moved(
    before: Sequence[str], after: Sequence[str], pairs: list[Pairing | None], used: set[int]
) -> None:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(before):
        if place not in used:
            places[text].append(place)
    for place, text in enumerate(after):
        if pairs[place] is None and places[text]:
            former = places[text].pop(0)
            pairs[place] = Pairing(former, "moved")
            used.add(former)


def _pair_edited(
    before: Sequence[str],
    after: Sequence[str],
    pairs: list[Pairing | None],
    used: set[int],
    gap: tuple[int, int, int, int],
) -> None:
    """Pair the most alike first; a gap of thousands is a rewritten document and is not worth the time."""
    former = [place for place in range(gap[0], gap[1]) if place not in used]
    current = [place for place in range(gap[2], gap[3]) if pairs[place] is None]
    if len(former) * len(current) > 250_000:
        return
    alike = [
        (score, old, new)
        for old in former
        for new in current
        if (score := fuzz.ratio(before[old], after[new], score_cutoff=SIMILAR))
    ]
    for _, old, new in sorted(alike, key=lambda found: (-found[0], found[1], found[2])):
        if old not in used and pairs[new] is None:
            pairs[new] = Pairing(old, "changed")
            used.add(old)
