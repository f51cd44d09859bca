"""Where a Dutch text uses a term of the glossary, in whatever form it stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from translations.glossary_records import TermEntry
from translations.term_matching_forms import forms, plain
from translations.term_matching_words import (
    PARTICLES,
    Number,
    Pattern,
    Token,
    distance_of,
    head_of,
    inflects_from,
    inside_compound,
    is_form_of_verb,
    number_of,
    same,
    separable,
    tokens_of,
)

__all__ = ["Number", "TermMatch", "TermMatcher"]

_PREFIXES = frozenset(("be", "ge", "her", "ont", "ver", "on", "er", "ge", "wan", "mis"))
_ENDINGS = frozenset(("den", "ten", "ren", "sen", "ers", "eren", "ing", "ster", "heid"))
_FARTHEST = 14
_SHORTEST_PART = 5
_SHORTEST_REST = 3
_KNOWN_START = 5


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A place where the text uses a term, as the character range ``[start, end)``.

    A ``partial`` match is a term inside a compound («motie-Scholtens»): worth showing, not to be enforced.
    ``number`` is set when the text has the term in another number than the glossary: the English is wanted
    in that number. ``verb`` is the range of a verb that stands apart from the rest («stelt … aan de orde»).
    """

    start: int
    end: int
    entry: TermEntry
    kind: Literal["full", "partial"] = "full"
    number: Number | None = None
    verb: tuple[int, int] | None = None


class TermMatcher:
    """Finds the terms of the given entries; made once, used for many texts.

    Entries come highest priority first, as ``Termbase.entries`` gives them. An index of each term's rarest
    word leads to the terms that a word of the text may belong to, so that the time a text takes hardly
    depends on the number of terms.
    """

    def __init__(self, entries: Iterable[TermEntry]) -> None:
        self.entries = tuple(entries)
        tokens = [tokens_of(entry.nl) for entry in self.entries]
        frequency = Counter(plain(token.text) for term in tokens for token in term)
        self._index: dict[str, list[Pattern]] = {}
        self._closed: dict[str, Pattern] = {}
        self._verbs: dict[str, list[Pattern]] = {}
        self._starts: set[str] = set()
        self._parts: dict[str, tuple[tuple[int, int, Pattern], ...]] = {}
        for order, (entry, term) in enumerate(zip(self.entries, tokens, strict=True)):
            if term:
                self._add(entry, order, term, frequency)

    def _add(self, entry: TermEntry, order: int, term: Sequence[Token], frequency: Counter[str]) -> None:
        words = tuple(token.text for token in term)
        gaps = tuple(entry.nl[a.end : b.start] for a, b in pairwise(term))
        anchor = min(range(len(words)), key=lambda i: (frequency[plain(words[i])], -len(words[i])))
        pattern = Pattern(entry, order, words, gaps, anchor, head_of(words))
        for form in forms(words[anchor]):
            self._index.setdefault(form, []).append(pattern)
        if all(gap.strip("-‐‑ ") == "" for gap in gaps):
            closed = plain("".join(words))
            self._closed.setdefault(closed, pattern)
            self._starts.add(closed[:_KNOWN_START])
        for rest, verb in separable(words, entry.part_of_speech):
            apart = Pattern(entry, order, rest, gaps[: len(rest) - 1], 0, len(rest) - 1, verb)
            self._verbs.setdefault(plain(rest[0]), []).append(apart)

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the terms that ``text`` uses, in order, none overlapping another.

        The longest match wins; among equally long ones the entry with the higher priority, then the one
        that has exactly this form.
        """
        tokens = tokens_of(text)
        shouting = text.isupper()
        found: list[tuple[tuple[object, ...], TermMatch]] = []
        for place, token in enumerate(tokens):
            seen: set[int] = set()
            for form in forms(token.text):
                for pattern in self._index.get(form, ()):
                    if pattern.order not in seen:
                        seen.add(pattern.order)
                        self._try(text, tokens, place, pattern, shouting, found)
            for pattern in self._verbs.get(plain(token.text), ()):
                self._try_verb(text, tokens, place, pattern, found)
            self._try_closed(text, tokens, place, found)
            self._try_parts(text, token, found)
        return _without_overlaps(found)

    def _try(
        self,
        text: str,
        tokens: Sequence[Token],
        place: int,
        pattern: Pattern,
        shouting: bool,
        found: list[tuple[tuple[object, ...], TermMatch]],
    ) -> None:
        first = place - pattern.anchor
        last = first + len(pattern.words)
        if (
            first < 0
            or last > len(tokens)
            or not same(text, tokens[first:last], pattern, shouting, first == 0)
        ):
            return
        if not inflects_from(tokens[first + pattern.head].text, pattern):
            return
        start, end = tokens[first].start, tokens[last - 1].end
        if pattern.entry.nl.endswith(".") and text[end : end + 1] == ".":
            end += 1
        spoken = tokens[first + pattern.head].text
        distance = distance_of(tokens[first:last], pattern.words)
        kind: Literal["full", "partial"] = "partial" if inside_compound(text, start, end) else "full"
        match = TermMatch(
            start, end, pattern.entry, kind, number_of(pattern.words[pattern.head], spoken, pattern)
        )
        found.append((_rank(match, len(pattern.words), pattern, distance), match))

    def _try_closed(
        self,
        text: str,
        tokens: Sequence[Token],
        place: int,
        found: list[tuple[tuple[object, ...], TermMatch]],
    ) -> None:
        """A compound written apart, with a hyphen, or closed where the glossary has it open, or so."""
        one = tokens[place]
        for form in forms(one.text):
            pattern = self._closed.get(form)
            if pattern is not None and len(pattern.words) > 1:
                match = TermMatch(one.start, one.end, pattern.entry)
                found.append((_rank(match, 1, pattern, 2), match))
        if place + 1 == len(tokens):
            return
        two = tokens[place + 1]
        gap = text[one.end : two.start]
        if gap not in ("-", "‐", "‑") and (gap != " " or min(len(one.text), len(two.text)) < 4):
            return
        joined = plain(one.text) + plain(two.text)
        if joined[:_KNOWN_START] not in self._starts:
            return
        for form in forms(two.text):
            pattern = self._closed.get(plain(one.text) + form)
            if pattern is not None and len(pattern.words) != 2:
                number = number_of(pattern.words[-1], one.text + two.text, pattern)
                match = TermMatch(one.start, two.end, pattern.entry, "full", number)
                found.append((_rank(match, 2, pattern, 2), match))

    def _try_verb(
        self,
        text: str,
        tokens: Sequence[Token],
        place: int,
        pattern: Pattern,
        found: list[tuple[tuple[object, ...], TermMatch]],
    ) -> None:
        last = place + len(pattern.words)
        if last > len(tokens) or not same(text, tokens[place:last], pattern, False, place == 0):
            return
        distances = [
            at
            for at in (*range(place - 1, max(-1, place - 1 - _FARTHEST), -1), last, last + 1)
            if 0 <= at < len(tokens)
        ]
        for at in distances:
            before, after = (at, place) if at < place else (last - 1, at)
            between = text[tokens[before].end : tokens[after].start]
            if ";" in between or ":" in between or ". " in between:
                break
            if is_form_of_verb(tokens[at].text, pattern.verb):
                verb = tokens[at]
                match = TermMatch(
                    tokens[place].start, tokens[last - 1].end, pattern.entry, verb=(verb.start, verb.end)
                )
                found.append((_rank(match, len(pattern.words) + 1, pattern, 2), match))
                return

    def _try_parts(self, text: str, token: Token, found: list[tuple[tuple[object, ...], TermMatch]]) -> None:
        """A term as the first or last part of a compound written as one word."""
        word = plain(token.text)
        if len(word) != len(token.text) or len(word) < _SHORTEST_PART + _SHORTEST_REST:
            return
        for first, last, pattern in self._parts_of(word):
            match = TermMatch(token.start + first, token.start + last, pattern.entry, "partial")
            found.append((_rank(match, 0, pattern, 0), match))

    def _parts_of(self, word: str) -> tuple[tuple[int, int, Pattern], ...]:
        known = self._parts.get(word)
        if known is None:
            known = self._parts[word] = tuple(self._found_parts(word))
        return known

    def _found_parts(self, word: str) -> Iterator[tuple[int, int, Pattern]]:
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_REST + 1):
            pattern = self._single(word[:cut])
            if pattern is not None and word[cut:] not in _ENDINGS:
                yield 0, cut, pattern
        for cut in range(_SHORTEST_REST, len(word) - _SHORTEST_PART + 1):
            if word[:cut] in PARTICLES or word[:cut] in _PREFIXES:
                continue
            if word[cut : cut + _KNOWN_START] not in self._starts:
                continue
            for form in forms(word[cut:]):
                pattern = self._single(form)
                if pattern is not None:
                    yield cut, len(word), pattern

    def _single(self, word: str) -> Pattern | None:
        pattern = self._closed.get(word)
        return (
            pattern
            if pattern is not None and len(pattern.words) == 1 and len(word) >= _SHORTEST_PART
            else None
        )


def _rank(match: TermMatch, words: int, pattern: Pattern, distance: int) -> tuple[object, ...]:
    return (
        match.kind != "full" and words == 0,
        -words,
        match.start - match.end,
        -match.entry.priority,
        distance,
        pattern.order,
        match.start,
    )


def _without_overlaps(found: list[tuple[tuple[object, ...], TermMatch]]) -> tuple[TermMatch, ...]:
    kept: list[TermMatch] = []
    for _, match in sorted(found, key=lambda pair: pair[0]):
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    return tuple(sorted(kept, key=lambda match: match.start))
