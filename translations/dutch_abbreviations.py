"""The abbreviations that official letters are full of, and the words they stand for.

Chosen by their frequency in parliamentary papers; what they stand for: Genootschap Onze Taal, «Afkortingen».
"""

from __future__ import annotations

import re

_TEXT = """
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
PHRASES: tuple[tuple[str, str], ...] = tuple(
    (phrase, short) for phrase, _, short in (line.partition(" = ") for line in _TEXT.strip().splitlines())
)
"""Phrases with their abbreviation; of several phrases for one, the first is the commonest."""

_WORDS = {short: phrase for phrase, short in reversed(PHRASES)}
_SHORT = re.compile(
    r"(?P<before>[(\[\"']*)(?P<short>"
    + "|".join(re.escape(short) for short in sorted(_WORDS, key=len, reverse=True))
    + r")(?P<after>[,;:)\]\"']*)",
    re.IGNORECASE,
)


def written_out(word: str) -> list[str]:
    """Return the words that one printed word stands for: «(m.b.t.» is "(met betrekking tot".

    What is no such abbreviation comes back alone. A capital at its front goes to the first word.
    """
    found = _SHORT.fullmatch(word)
    if found is None or (found["short"] not in _WORDS and found["short"].lower() not in _WORDS):
        return [word]
    phrase = _WORDS.get(found["short"]) or _WORDS[found["short"].lower()]
    if found["short"][0].isupper() and phrase[0].islower():
        phrase = phrase[0].upper() + phrase[1:]
    return f"{found['before']}{phrase}{found['after']}".split(" ")
