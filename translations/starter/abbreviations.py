"""Makes pairs that write Dutch phrases as the abbreviations that official letters are full of."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

Pair = tuple[str, str]

_PHRASES_TEXT = """
met betrekking tot = m.b.t.
in het bijzonder = i.h.b.
met name = m.n.
onder andere = o.a.
onder meer = o.m.
zogenaamde = zgn.
zogeheten = zgn.
zogenoemde = zgn.
door middel van = d.m.v.
ten opzichte van = t.o.v.
met ingang van = m.i.v.
in verband met = i.v.m.
tot en met = t/m
bijvoorbeeld = bijv.
naar aanleiding van = n.a.v.
ten behoeve van = t.b.v.
met uitzondering van = m.u.v.
in plaats van = i.p.v.
dat wil zeggen = d.w.z.
artikel = art.
circa = ca.
enzovoort = enz.
respectievelijk = resp.
inclusief = incl.
exclusief = excl.
op grond van = o.g.v.
in het kader van = i.h.k.v.
onder leiding van = o.l.v.
in samenwerking met = i.s.m.
ten aanzien van = t.a.v.
"""
_PHRASES = dict(line.split(" = ") for line in _PHRASES_TEXT.strip().splitlines())
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
