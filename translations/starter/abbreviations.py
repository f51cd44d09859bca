"""Makes pairs that write Dutch phrases as the abbreviations that official letters are full of."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from translations.dutch_abbreviations import PHRASES

Pair = tuple[str, str]

_PHRASES = dict(PHRASES)
_ANY = re.compile(r"\b(?:" + "|".join(sorted(_PHRASES, key=len, reverse=True)) + r")\b")


def abbreviated(pairs: Sequence[Pair], seed: int, each: int = 150) -> list[Pair]:
    """Pairs whose Dutch has such a phrase, with its abbreviation; at most `each` for a phrase."""
    chance = random.Random(f"{seed} abbreviations")
    left = dict.fromkeys(_PHRASES, each)
    made = []
    for dutch, english in chance.sample(list(pairs), len(pairs)):
        found = _ANY.findall(dutch)
        if any(left[phrase] > 0 for phrase in found):
            for phrase in found:
                left[phrase] -= 1
            made.append((_ANY.sub(lambda match: _PHRASES[match.group()], dutch), english))
    return made
