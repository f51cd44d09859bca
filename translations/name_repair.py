"""Puts names right that a model misspelled: «©injiang» where the Dutch says «Xinjiang».

A name is the same in both languages unless English has a word of its own for it (Oekraïne, Ukraine), and
then that word is known. So a capitalised English word that English does not know, and that looks like a
capitalised Dutch word that the English lacks, is that name misspelled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

_CORE = re.compile(r"[^\s(\[«“\"'‘]*[^\s(\[«“‘.,;:!?»”\"'’)\]]")
_ODD = re.compile(r"[^\w\s.,;:!?'’\"“”‘«»()\[\]/&%€$£+–—-]")
LIKE = 62.0
"""Least likeness of two words (rapidfuzz ratio, 0 to 100) for one to be the other misspelled."""
_SHORTEST = 4


def names_put_right(dutch: Sequence[str], english: Sequence[str]) -> list[str]:
    """Return the English words with misspelled names replaced by the Dutch text's own spelling."""
    names = [core for word in dutch if (core := _core(word)) and _is_name(core)]
    if not names:
        return list(english)
    present = {_core(word) for word in english}
    missing = [name for name in dict.fromkeys(names) if name not in present]
    return [_right(word, missing) for word in english] if missing else list(english)


def _right(word: str, missing: Sequence[str]) -> str:
    core = _core(word)
    if len(core) < _SHORTEST or not (core[0].isupper() or _ODD.search(core)):
        return word
    best = max(missing, key=lambda name: ratio(core, name))
    if ratio(core, best) < LIKE or not _unknown(core):
        return word
    # A possessive stays: «Xi's» misspelled is «Xi» and its ending.
    ending = core[-2:] if core[-2:] in ("'s", "’s") and not best.endswith(("'s", "’s")) else ""
    return word.replace(core, best + ending, 1)


def _core(word: str) -> str:
    found = _CORE.search(word)
    return found.group() if found else ""


def _is_name(core: str) -> bool:
    return len(core) >= _SHORTEST and core[0].isupper() and any(c.islower() for c in core)


def _unknown(core: str) -> bool:
    """Whether English does not know a word: it has a sign in it, or no list of words has its parts."""
    if _ODD.search(core):
        return True
    # wordfreq reads its lists when it is imported: only a text with a suspect word waits for that.
    from wordfreq import zipf_frequency

    parts = [part for part in re.split(r"[-'’/]", core) if len(part) > 1]
    return any(zipf_frequency(part, "en") == 0.0 for part in parts)
