"""Dutch words that tell whether a hyphen at a line's end belongs to the word (from OpenTaal's word list)."""

from __future__ import annotations

import lzma
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib import resources


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


CLASHING_VOWELS = word_set("aa ae ai au ee ei eu ie ii ij oe oi oo ou ui uu éa ée éi aé eé ié oé")
"""Vowel pairs that would be read as one sound, so a compound is spelled with a hyphen (zee-eend).

Source: Leidraad van de Woordenlijst Nederlandse Taal, 6.1 (klinkerbotsing)."""

HYPHEN_PREFIXES = ("ex", "niet", "non", "oud", "co", "vice", "pseudo", "quasi", "semi", "anti", "pro")
"""Beginnings that stand before some words with a hyphen and are part of others."""


@dataclass(frozen=True, slots=True)
class WordList:
    """A sorted list of words in lower case, searched by whole word and by beginning."""

    words: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        at = bisect_left(self.words, word)
        return at < len(self.words) and self.words[at] == word

    def has_beginning_of(self, word: str, shortest: int) -> bool:
        """Tell whether some word of the list, of at least ``shortest`` letters, begins ``word``."""
        return any(word[:length] in self for length in range(len(word), shortest - 1, -1))


@cache
def dutch_words() -> WordList:
    """Return the packaged list; read once, when the first broken word asks for it."""
    packed = resources.files(__package__).joinpath("dutch_words.txt.xz").read_bytes()
    return WordList(tuple(lzma.decompress(packed).decode("utf-8").split("\n")))


@cache
def in_use(word: str) -> bool:
    """Tell whether a word in small letters is used in Dutch at large (Robyn Speer's wordfreq has it).

    The packaged list has only the words whose spelling tells about hyphens. wordfreq reads its own when it
    is imported, which takes most of a second: it is asked only where the rules would keep a hyphen.
    """
    from wordfreq import zipf_frequency

    return bool(zipf_frequency(word, "nl", wordlist="large") > 0)
