"""English terms in running text: where they stand, and how one is put in with the article that it needs.

The article rules are those of Quirk et al., *A Comprehensive Grammar of the English Language* (1985), 5.11:
by sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translations.english_plurals import in_number, is_plural_english
from translations.glossary_records import TermEntry
from translations.term_matching import Number

DETERMINERS = frozenset(
    {
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "my",
        "your",
        "his",
        "her",
        "its",
        "our",
        "their",
        "no",
        "any",
        "some",
        "each",
        "every",
    }
)
_SAYS_YOU = re.compile(r"(?:unanim|uni(?!n|m)|uyg|u[bcfhjkqrst][aeiou]|eu|ew|one\b|once\b|ubiq)", re.I)
_SILENT_H = re.compile(r"(?:hour|hono|heir|honest)", re.I)
_ACRONYM = re.compile(r"[A-Z]{2,}|[A-Z][a-z]?[A-Z]")
_NAMES_SOUND_AS_VOWEL = "AEFHILMNORSX"
_INSTITUTION = re.compile(
    r"\b(?:House|Senate|States General|Council|Court|Ministry|Service|Union|Commission|Convention|Covenant|"
    r"Authority|Agency|Parliament|Nations|Declaration|Regulation|Fund|Office|Assembly|Gazette|Bulletin|"
    r"Committee|Board|Ombudsman|Treaty|Charter|Directive|Bank|Programme|Department|Inspectorate|Minister|"
    r"Ambassador|Coordinator|Representative)\b"
)


@dataclass(frozen=True, slots=True)
class Edited:
    """A text after one change: what stands where the change was made, and how far what follows moved."""

    text: str
    start: int
    end: int
    replaced_start: int
    replaced_end: int

    def moved(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a range of the old text is now; None for one that the change touched."""
        if end <= self.replaced_start:
            return start, end
        shift = len(self.text) - self._old_length
        return (start + shift, end + shift) if start >= self.replaced_end else None

    @property
    def _old_length(self) -> int:
        return len(self.text) - (self.end - self.start) + (self.replaced_end - self.replaced_start)


def wanted_forms(entry: TermEntry, number: Number | None) -> tuple[str, ...]:
    """Return the English that counts as right for a match, what should be inserted first.

    Where the Dutch has the glossary's own form either number of the English will do: the languages differ.
    """
    if entry.do_not_translate:
        return entry.english
    first = dict.fromkeys(in_number(english, number) for english in entry.english)
    if number is None and entry.part_of_speech not in ("verb", "adjective", "adverb", "abbreviation"):
        for english in entry.english:
            first |= dict.fromkeys((in_number(english, "plural"), in_number(english, "singular")))
    return tuple(first)


@lru_cache(maxsize=20_000)
def _pattern(form: str, verb: bool) -> re.Pattern[str]:
    words = [re.escape(word) for word in re.split(r"[\s\-]+", form) if word]
    if verb and words:
        words[0] = _verb(form.split()[0])
    body = r"[\s\-]+".join(words).replace("'", "['’]")
    before = r"(?<!\w)" if form[:1].isalnum() else ""
    after = r"(?!\w)" if form[-1:].isalnum() else ""
    sensitive = sum(c.isupper() for c in form) > 1 and " " not in form
    return re.compile(before + body + after, 0 if sensitive else re.IGNORECASE)


def _verb(word: str) -> str:
    """A pattern for a verb's regular forms: report, reports, reported, reporting."""
    stem = re.escape(word[:-1] if word.endswith("e") else word)
    if word.endswith("y"):
        return re.escape(word[:-1]) + r"(?:y|ies|ied|ying)"
    return stem + r"(?:e|es|ed|s|ing|" + re.escape(word[-1]) + r"(?:ed|ing))?"


def occurrences(text: str, forms: Iterable[str], *, verb: bool = False) -> list[tuple[int, int, str]]:
    """Return where any of the forms stands in a text: start, end and which form, none overlapping."""
    found: list[tuple[int, int, str]] = []
    for form in forms:
        for match in _pattern(form, verb).finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end, _ in found):
                found.append((match.start(), match.end(), form))
    return sorted(found)


def article_for(phrase: str) -> str:
    """Return «a» or «an», as the phrase's first sound wants."""
    word = re.split(r"[\s\-]", phrase.lstrip("«“‘\"'("))[0]
    if _ACRONYM.match(word) and not word.istitle():
        return "an" if word[0] in _NAMES_SOUND_AS_VOWEL else "a"
    if _SILENT_H.match(word):
        return "an"
    if _SAYS_YOU.match(word):
        return "a"
    return "an" if word[:1].lower() in "aeiou" else "a"


def wrong_articles(text: str) -> int:
    """Return how many «a» and «an» do not fit the word behind them."""
    return sum(
        article_for(m.group(2)) != m.group(1).lower()
        for m in re.finditer(r"\b([Aa]n?)\s+([A-Za-z][\w\-]*)", text)
        # A capital A may be a letter («annex A …»), and «a» a list mark.
        if m.group(1) != "A" or m.start() == 0
    )


def replaced(text: str, start: int, end: int, english: str, *, definite: bool = False) -> Edited:
    """Put an English term into ``[start, end)`` and set the words around it right.

    Words of the term that already stand beside the range are taken in, so that nothing is said twice;
    «a» and «an» follow the term's first sound and go before a plural; ``definite`` says that the Dutch has
    «de» or «het», so that an institution gets its «the».
    """
    start, end = _with_repeated_words(text, start, end, english)
    before = re.search(r"(\w+)(\s+)$", text[:start])
    previous = before.group(1).lower() if before else ""
    own_determiner = english.split()[0].lower() in DETERMINERS
    put = english
    if before and previous in ("a", "an"):
        if own_determiner or is_plural_english(english):
            start = before.start()
        else:
            article = article_for(english)
            put = (article.capitalize() if before.group(1)[0].isupper() else article) + before.group(2) + put
            start = before.start()
    elif before and own_determiner and previous in ("the", "your", "our", "this"):
        start = before.start()
    elif definite and not own_determiner and _needs_article(english) and not _determined(text, start):
        put = "the " + put
    if not text[:start].strip(" «“‘\"'(") and text[start : start + 1].isupper():
        put = put[0].upper() + put[1:]
    if text.isupper() and len(text) > 3:
        put = put.upper()
    new = text[:start] + put + text[end:]
    return Edited(new, start + len(put) - len(english), start + len(put), start, end)


def _needs_article(english: str) -> bool:
    return english[:1].isupper() and bool(_INSTITUTION.search(english)) and not is_plural_english(english)


def _determined(text: str, start: int) -> bool:
    """Whether the noun is determined already: by an article, a possessive, an adjective of a country."""
    before = re.findall(r"[\w’']+", text[:start])[-1:]
    if not before:
        return False
    word = before[0].lower()
    return (
        word in DETERMINERS
        or word.endswith(("'s", "’s"))
        or (word[-2:] in ("an", "ch", "sh") and len(word) > 4)
    )


def _with_repeated_words(text: str, start: int, end: int, english: str) -> tuple[int, int]:
    """Widen a range over words beside it that the term itself holds at that side."""
    words = english.lower().split()
    for count in range(len(words) - 1, 0, -1):
        behind = re.match(r"\s+" + r"\s+".join(map(re.escape, words[-count:])) + r"(?!\w)", text[end:], re.I)
        if behind:
            end += behind.end()
            break
    for count in range(len(words) - 1, 0, -1):
        ahead = re.search(
            r"(?<!\w)" + r"\s+".join(map(re.escape, words[:count])) + r"\s+$", text[:start], re.I
        )
        if ahead and words[count - 1] not in ("a", "an"):
            start = ahead.start()
            break
    return start, end


def words_of(text: str) -> Sequence[tuple[int, int]]:
    """Return the ranges of a text's words."""
    return [m.span() for m in re.finditer(r"[^\W_]+(?:[’'\-][^\W_]+)*", text)]
