"""When two Dutch texts are the same or alike, as a translation memory counts it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from translations.library_search import fold

_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_MONTH = re.compile(
    r"\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b", re.I
)
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_WORD = re.compile(r"[^\W_]+")


def clean(text: str) -> str:
    """Return ``text`` as it counts for an exact match: composed characters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


def text_key(text: str) -> int:
    """Return a signed 64-bit key of the cleaned text, to find exact matches by."""
    digest = hashlib.blake2b(clean(text).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def masked(text: str) -> str:
    """Return ``text`` with every number as 0 and every month as one word: what two dates share."""
    return _MONTH.sub("mm", _NUMBER.sub("0", text))


def tokens(text: str) -> list[str]:
    """Return the words and punctuation marks of ``text``, without regard to case."""
    return _TOKEN.findall(text.casefold())


def length_class(text: str) -> int:
    """Return the length of ``text`` in doublings: texts that are 70 % alike differ by one at most."""
    return max(len(text), 1).bit_length()


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return fold(word)


def index_words(text: str) -> list[str]:
    """Return the words under which a unit is found: numbers masked, each with the text's length class."""
    plain = masked(text)
    length = length_class(plain)
    return [f"{word}z{length}" for word in query_words(plain)]


def query_words(plain: str) -> list[str]:
    """Return the different words of a masked text, folded."""
    return list(dict.fromkeys(_folded(word) for word in _WORD.findall(plain)))


def likeness(first: str, second: str, cutoff: float = 0.0) -> float:
    """Return how alike two texts are, from 0 to 100; 0 when below ``cutoff``.

    The mean of two measures of ``rapidfuzz``, both without regard to case: ``fuzz.ratio`` over characters
    (100 × 2 × longest common subsequence ÷ both lengths) and the Levenshtein similarity over words and
    punctuation marks (100 × (1 − edits ÷ longer length)). The first is kind to inflection, the second counts
    a changed word as one.
    """
    # The mean reaches the cutoff only when each part comes within the other's best, which is 100.
    least = max(0.0, 2 * cutoff - 100)
    characters = fuzz.ratio(first.casefold(), second.casefold(), score_cutoff=least)
    if characters < least:
        return 0.0
    words = 100 * Levenshtein.normalized_similarity(tokens(first), tokens(second))
    mean = (characters + words) / 2
    return mean if mean >= cutoff else 0.0
