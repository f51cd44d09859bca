"""Words that a small model puts together from its pieces and that no language has: «mamorandum»."""

from __future__ import annotations

import re
from functools import lru_cache

TextRange = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4


def invented_words(target: str, known: str) -> list[TextRange]:
    """Return the ranges of words in an English text that English does not know.

    A word of ``known`` (the Dutch, and the English that was asked for) is none: names and foreign words
    come over as they are. English is what Robyn Speer's ``wordfreq`` has seen: of 571 human translations
    of government prose it takes five for holding such a word.
    """
    given: set[str] | None = None
    found = []
    for match in _WORD.finditer(target):
        word = match.group()
        if len(word) < _SHORTEST or _is_english(word.casefold()):
            continue
        if given is None:
            given = {one.casefold() for one in _WORD.findall(known)}
        if word.casefold() not in given and word.casefold().removesuffix("s") not in given:
            found.append(match.span())
    return found


@lru_cache(maxsize=50_000)
def _is_english(word: str) -> bool:
    # wordfreq reads its lists when it is imported: only who asks waits for that.
    from wordfreq import zipf_frequency

    return zipf_frequency(word, "en") > 0
