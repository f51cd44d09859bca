"""The base forms a Dutch word may be an inflected form of: dictionary first, spelling rules for the rest.

The dictionary is simplemma's (from open word lists); a compound is looked up by its tail, because in Dutch
the last part inflects (heropvoedings|centra). Words it does not know go by the spelling rules of inflection:
ANS (Algemene Nederlandse Spraakkunst, e-ans.ivdnt.org) 3.5.3 for plurals, 6.4.1 for adjectives in -e, and the
Taalunie's *Leidraad* on doubled letters and f/v, s/z (taaladvies.net, "spelling van meervouden").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from simplemma.strategies import DictionaryLookupStrategy

IRREGULAR = {
    "leden": "lid",
    "lieden": "man",
    "steden": "stad",
    "schepen": "schip",
    "smeden": "smid",
    "koeien": "koe",
    "vlooien": "vlo",
    "heden": "heid",
    "scheepslieden": "scheepsman",
}
"""Plurals whose vowel or stem changes (ANS 3.5.3.5) and that a dictionary takes for another word."""

_SHORTEST_TAIL = 4
_SHORTEST_HEAD = 3
_VOWELS = "aeiou"
_LONG = re.compile(r"(?:^|[^aeiouäëïöüy])([aeou])([bcdfghjklmnpqrstvwxz])$")
_DOUBLED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1$")

_dictionary = DictionaryLookupStrategy()


def plain(text: str) -> str:
    """Return a word as it is compared: lower case, without accents, one kind of apostrophe."""
    lowered = text.lower().replace("’", "'")
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def forms(word: str) -> frozenset[str]:
    """Return the word itself and every base form it may have, all as ``plain`` gives them.

    Two words are forms of one another when these sets meet.
    """
    lowered = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    return frozenset({plain(lowered), *(plain(base) for base in _bases(lowered, lemma(word)))})


@lru_cache(maxsize=50_000)
def is_plural(word: str) -> bool:
    """Tell whether a Dutch noun looks like a plural: its base form is another, and it ends like one."""
    lowered = plain(word)
    if not lowered.endswith(("en", "s", "a", "i", "n")):
        return False
    return any(base != lowered and len(base) <= len(lowered) + 1 for base in forms(word))


def lemma(word: str) -> str | None:
    """Return the dictionary's base form of a word, or None when the dictionary does not have it."""
    found = _dictionary.get_lemma(word.lower(), "nl")
    if found is None and word[:1].isupper():
        found = _dictionary.get_lemma(word.capitalize(), "nl")
    # The dictionary marks where a verb comes apart: af_lopen.
    return found.replace("_", "") if found else None


@lru_cache(maxsize=100_000)
def base_form(word: str) -> str:
    """Return the form under which a word counts with its others: the dictionary's, or that of its tail."""
    lowered = word.lower().replace("’", "'")
    for plural, singular in IRREGULAR.items():
        if lowered.endswith(plural):
            return lowered.removesuffix(plural) + singular
    known = lemma(word)
    if known is not None:
        return known.lower()
    tail = _known_tail(lowered)
    return tail[0] + tail[1] if tail else lowered


def _bases(word: str, known: str | None) -> Iterator[str]:
    for plural, singular in IRREGULAR.items():
        if word.endswith(plural):
            yield word.removesuffix(plural) + singular
    if known is not None:
        yield known.lower()
        if known.lower() != word:
            return
    elif tail := _known_tail(word):
        head, base = tail
        yield head + base
        if base != word[len(head) :]:
            return
    yield from _by_rule(word)


def _known_tail(word: str) -> tuple[str, str] | None:
    """The longest tail of a compound that the dictionary knows: what stands before it, and its base form."""
    if len(word) < _SHORTEST_HEAD + _SHORTEST_TAIL:
        return None
    for cut in range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1):
        base = lemma(word[cut:])
        if base is not None:
            return word[:cut], base.lower()
    return None


def _by_rule(word: str) -> Iterator[str]:
    """Base forms by spelling alone; some are no words, which does no harm: they match nothing."""
    if len(word) < 4:
        return
    if word.endswith("heden"):
        yield word.removesuffix("heden") + "heid"
    if word.endswith("'s"):
        yield word.removesuffix("'s")
    elif word.endswith("s"):
        yield word[:-1]
    if word.endswith("a"):
        yield word[:-1] + "um"
    if word.endswith("ici"):
        yield word[:-1] + "us"
    if word.endswith("eren"):
        yield word.removesuffix("eren")
    if word.endswith("en"):
        yield word[:-1]
        yield from _closed(word[:-2])
    elif word.endswith("e"):
        yield from _closed(word[:-1])


def _closed(stem: str) -> Iterator[str]:
    """The spellings of a stem when its ending is taken off: pakkett → pakket, rad → raad, briev → brief."""
    stem = stem.removesuffix("ë") + "e" if stem.endswith("ë") else stem
    yield stem
    if _DOUBLED.search(stem):
        yield stem[:-1]
    hard = {"v": "f", "z": "s"}.get(stem[-1:], stem[-1:])
    yield stem[:-1] + hard
    long = _LONG.search(stem)
    if long:
        yield stem[: long.start(1)] + long.group(1) * 2 + hard
