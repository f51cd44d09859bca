"""Dutch that was left standing in the English: a whole sentence, a few words, one word."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.identity import normalise

TextRange = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUOTED = re.compile(
    r"«[^»]*»|[“„\"][^”\"]*[”\"]|(?<!\w)[‘'][^’']{3,}[’'](?!\w)|https?://\S+|\b\S+\.[a-z]\S+|\S+@\S+|\(\S+\)"
)
"""What may rightly stay Dutch: quotations, addresses, a word given in brackets after its English."""
_TELLING_WORDS = """
    aan bij deze dit een geen heeft hebben het hij hun immers indien kunnen maar mede met mijn moeten naar
    niet nog omdat onze ook reeds sinds tijdens toch tussen uit uw vanuit vanwege voor wanneer welke wordt
    worden waren wij zich zij zijn zoals zonder zou zouden zullen
"""
_TELLING = frozenset(_TELLING_WORDS.split())
"""Function words that are no English words and seldom part of a Dutch name."""
_OTHER_FUNCTION_WORDS = (
    "dat de die door en het hem ik kan moet ons onder op te tegen ter tot u van wel zal zo"
)
_FUNCTION_WORDS = _TELLING | frozenset(_OTHER_FUNCTION_WORDS.split())
_LOOKS_DUTCH = re.compile(r"ij|aa|uu|oe|eu|ui|schr?[aeiu]|heid|lijk|isch|teit|eerd|zoek|atie|ings")


def dutch_left(source: str, target: str) -> list[TextRange]:
    """Return where the English still holds Dutch of its source, quotations and addresses excepted.

    A run of words copied from the source counts when it holds a Dutch function word; a single lower-case
    word when English hardly knows it (frequencies of Robyn Speer's ``wordfreq``, Zipf scale).
    """
    kept = [match.span() for match in _QUOTED.finditer(target)]
    words = [
        match
        for match in _WORD.finditer(target)
        if not any(start <= match.start() and match.end() <= end for start, end in kept)
    ]
    ours = {match.group().lower() for match in _WORD.finditer(source)}
    found: list[TextRange] = []
    run: list[re.Match[str]] = []
    for word in [*words, None]:
        beside = run and word is not None and not re.search(r"[.!?;:]", target[run[-1].end() : word.start()])
        if word is not None and word.group().lower() in ours and (beside or not run):
            run.append(word)
            continue
        found += _in_run(run)
        run = [word] if word is not None and word.group().lower() in ours else []
    return found


def _in_run(run: list[re.Match[str]]) -> list[TextRange]:
    lower = [word.group() for word in run if word.group().islower()]
    telling = [word for word in lower if word in _TELLING]
    if len(run) >= 2 and (telling or (len(run) >= 4 and sum(word in _FUNCTION_WORDS for word in lower) >= 2)):
        names = sum(not word.group().islower() for word in run)
        if len(telling) >= 2 or names <= len(run) / 2:
            return [(run[0].start(), run[-1].end())]
    return [word.span() for word in run if _is_only_dutch(word.group())]


@lru_cache(maxsize=20_000)
def _is_only_dutch(word: str) -> bool:
    if not word.islower() or len(word) < 4 or "-" in word or "'" in word or "’" in word:
        return False
    # wordfreq reads its lists when it is imported: only a text with a suspect word waits for that.
    from wordfreq import zipf_frequency

    english = zipf_frequency(word, "en")
    dutch = zipf_frequency(word, "nl")
    if english == 0 and dutch < 2:
        return len(word) >= 8 and _LOOKS_DUTCH.search(word) is not None
    return english < 3.2 and dutch - english >= 1.3


def is_untranslated(source: str, target: str) -> bool:
    """Return whether the target is the source again, and the source is a sentence that needs translating."""
    if normalise(source) != normalise(target):
        return False
    words = _WORD.findall(source)
    telling = sum(word.lower() in _FUNCTION_WORDS for word in words)
    return len(words) >= 2 and telling >= 1 and any(word.islower() for word in words)
