"""Words of a Dutch text beside the words of a term: the same, inflected, in capitals, split or joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from translations.glossary_records import TermEntry
from translations.term_matching_forms import forms, is_plural, lemma, plain

Number = Literal["singular", "plural"]

PARTICLES = frozenset(
    (
        "aan",
        "achter",
        "af",
        "bij",
        "binnen",
        "buiten",
        "dicht",
        "door",
        "in",
        "langs",
        "los",
        "mee",
        "mis",
        "na",
        "neer",
        "om",
        "onder",
        "op",
        "open",
        "over",
        "rond",
        "samen",
        "tegen",
        "terug",
        "toe",
        "tussen",
        "uit",
        "vast",
        "vol",
        "voor",
        "voorbij",
        "vooruit",
        "weer",
        "weg",
    )
)
"""Adverbs and prepositions that stand apart from their verb in a main clause (ANS 12.2.2.3, 2.2.3.3.3)."""

_TOKEN = re.compile(r"(?<!\w)[^\W\d_]/[^\W\d_](?!\w)|[^\W_]+(?:['’.][^\W_]+)*")
_GAP = re.compile(r"[\s\-‐‑–­«»“”‘’'\"]*")
_PREPOSITIONS = frozenset(
    (
        "aan",
        "bij",
        "binnen",
        "door",
        "in",
        "inzake",
        "met",
        "naar",
        "na",
        "onder",
        "op",
        "over",
        "per",
        "tegen",
        "tot",
        "tussen",
        "uit",
        "van",
        "voor",
        "ter",
        "ten",
        "der",
        "des",
        "zonder",
        "betreffende",
    )
)


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A term as tokens; ``order`` is its rank among entries (lower wins)."""

    entry: TermEntry
    order: int
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    anchor: int
    head: int
    verb: str = ""


def tokens_of(text: str) -> tuple[Token, ...]:
    return tuple(Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text))


def head_of(words: Sequence[str]) -> int:
    """The word that carries the number: the last before the first preposition («officieren van justitie»)."""
    for place, word in enumerate(words):
        if place > 0 and word in _PREPOSITIONS:
            return place - 1
    return len(words) - 1


def separable(words: tuple[str, ...], part_of_speech: str) -> Iterable[tuple[tuple[str, ...], str]]:
    """What stands apart from the verb, and the verb: «aan de orde» + stellen, «aan» + besteden."""
    last = words[-1].lower()
    if part_of_speech != "verb" and not (len(words) > 1 and _is_infinitive(last)):
        return
    if len(words) > 1:
        yield words[:-1], last
        return
    for particle in PARTICLES:
        rest = last.removeprefix(particle)
        if rest != last and _is_infinitive(rest):
            yield (particle,), rest


def _is_infinitive(word: str) -> bool:
    return word.endswith("n") and lemma(word) == word and len(word) > 3 and not word.endswith("ingen")


def is_form_of_verb(word: str, verb: str) -> bool:
    found = forms(word)
    return plain(verb) in found or plain("ge" + verb) in found


def same(text: str, tokens: Sequence[Token], pattern: Pattern, shouting: bool, at_start: bool) -> bool:
    for place, (token, word) in enumerate(zip(tokens, pattern.words, strict=True)):
        if token.text != word:
            if forms(token.text).isdisjoint(forms(word)):
                return False
            if not shouting and not _case_fits(token.text, word, pattern.entry, at_start and place == 0):
                return False
        if place + 1 < len(tokens):
            gap = text[token.end : tokens[place + 1].start]
            if not _GAP.fullmatch(gap) and gap.strip() != pattern.gaps[place].strip():
                return False
    return True


def _case_fits(spoken: str, word: str, entry: TermEntry, at_start: bool) -> bool:
    """Whether upper and lower case allow this form: acronyms keep theirs, «DENK» is not «denk»."""
    if sum(c.isupper() for c in word) > 1 and not word.istitle():
        common = min(len(word), len(spoken)) - (0 if len(word) == len(spoken) else 1)
        return spoken[:common] == word[:common]
    if not entry.case_sensitive:
        return True
    if spoken[:1] == word[:1] or spoken.isupper():
        return True
    return at_start and word[:1].islower()


def inside_compound(text: str, start: int, end: int) -> bool:
    """Whether a hyphen joins the match to another word: «motie-Scholtens», «EU-lidstaten», «asiel- en …»."""
    before = text[start - 1 : start] in ("-", "‑") and text[start - 2 : start - 1].isalnum() and start > 1
    return before or text[end : end + 1] in ("-", "‑")


def number_of(word: str, spoken: str, pattern: Pattern) -> Number | None:
    """The number asked for, when the text has the noun in another one than the glossary."""
    if plain(word) == plain(spoken) or pattern.entry.part_of_speech in ("verb", "adjective", "adverb"):
        return None
    if plain(word) in forms(spoken) and is_plural(spoken) and len(spoken) >= len(word) - 1:
        return "plural"
    if plain(spoken) in forms(word) and is_plural(word):
        return "singular"
    return "plural" if is_plural(spoken) and not is_plural(word) else None


def inflects_from(spoken: str, pattern: Pattern) -> bool:
    """Whether a noun in the text comes from the glossary's form: «ontheemd» not from «ontheemde»."""
    word = pattern.words[pattern.head]
    if pattern.entry.part_of_speech not in ("noun", "proper noun") or plain(spoken) == plain(word):
        return True
    return plain(word) in forms(spoken) or is_plural(word)


def distance_of(tokens: Sequence[Token], words: Sequence[str]) -> int:
    """How far the text's form is from the glossary's: 0 the same, 1 inflected from it, 2 related."""
    farthest = 0
    for token, word in zip(tokens, words, strict=True):
        spoken, base = plain(token.text), plain(word)
        if spoken != base:
            farthest = max(farthest, 1 if base in forms(token.text) else 2)
    return farthest
