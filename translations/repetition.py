"""Words said twice: "the the", and the loops that a translation model can fall into."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

TextRange = tuple[int, int]

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
_RIGHTLY_DOUBLE = frozenset({"had", "that", "very", "bye", "ha", "no", "yes", "hear", "knock", "so"})
_LONG_RUN, _LONG_SOURCE_RUN = 8, 4
"""Words: a run this long that comes back is a loop, unless the source, in fewer, says as much twice."""


def doubled_words(source: str, target: str) -> list[TextRange]:
    """Return where a word stands twice in a row, unless the source doubles one too.

    The range covers both words.
    """
    return _doubled(target) if len(_doubled(target)) > len(_doubled(source)) else []


def _doubled(text: str) -> list[TextRange]:
    words = list(_WORD.finditer(text))
    found = []
    for first, second in pairwise(words):
        word = second.group().lower()
        between = text[first.end() : second.start()]
        # "police zone Zone South" is a name after its kind; "The the" is not.
        named = first.group()[0].islower() and second.group()[0].isupper()
        same = first.group().lower() == word and not between.strip() and not named
        if same and word.isalpha() and word not in _RIGHTLY_DOUBLE and not _is_name(first, second):
            found.append((first.start(), second.end()))
    return found


def _is_name(first: re.Match[str], second: re.Match[str]) -> bool:
    """Return whether both words have a capital: "Baden Baden"."""
    return first.group()[0].isupper() and second.group()[0].isupper()


def loops(source: str, target: str) -> list[TextRange]:
    """Return where the target says the same thing over and over while the source does not."""
    words = list(_WORD.finditer(target))
    texts = [word.group().lower() for word in words]
    for length in range(1, 9):
        times = 3 if length <= 3 else 2
        start = 0
        while start + length * times <= len(texts):
            piece = texts[start : start + length]
            count = 1
            while texts[start + count * length : start + (count + 1) * length] == piece:
                count += 1
            if (
                count >= times
                and any(word.isalpha() and word not in _RIGHTLY_DOUBLE for word in piece)
                and not _repeats(source, length, times)
            ):
                return [(words[start].start(), words[start + count * length - 1].end())]
            start += 1
    if (
        len(texts) >= 2 * _LONG_RUN
        and _long_runs(texts, _LONG_RUN) > _long_runs(_texts(source), _LONG_SOURCE_RUN) + 1
    ):
        return [(words[0].start(), words[-1].end())]
    return []


def _texts(text: str) -> list[str]:
    return [word.group().lower() for word in _WORD.finditer(text)]


def _repeats(source: str, length: int, times: int) -> bool:
    texts = _texts(source)
    return any(
        all(
            texts[start + turn * size : start + (turn + 1) * size] == texts[start : start + size]
            for turn in range(times)
        )
        for size in range(max(1, length - 2), length + 3)
        for start in range(len(texts) - size * times + 1)
    )


def _long_runs(texts: list[str], length: int) -> int:
    runs = Counter(tuple(texts[place : place + length]) for place in range(len(texts) - length + 1))
    return sum(count - 1 for count in runs.values())
