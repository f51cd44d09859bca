"""What a sentence's terms ask of its English, and which of that a translation has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translations.engine import Translation
from translations.source_text import ADDRESS
from translations.term_english import occurrences, wanted_forms
from translations.term_matching import TermMatch, TermMatcher


@dataclass(frozen=True, slots=True)
class Wish:
    """A match with what counts as its English; an ``optional`` one is used when it comes by itself."""

    match: TermMatch
    forms: tuple[str, ...]
    verb: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation and which wishes it fulfils: for each the range in the target, or None."""

    translation: Translation
    found: tuple[tuple[int, int, str] | None, ...]

    def missing(self, wishes: Sequence[Wish]) -> list[int]:
        """Return the places of the wishes that are to be fulfilled and are not."""
        return [
            i
            for i, (at, wish) in enumerate(zip(self.found, wishes, strict=True))
            if not at and not wish.optional
        ]

    def lacks(self, wishes: Sequence[Wish]) -> tuple[int, int]:
        """Return what compares drafts: terms missing, then (fewer is better) minus the places terms have."""
        return len(self.missing(wishes)), -len(set(filter(None, self.found)))


def wishes_of(matcher: TermMatcher | None, source: str) -> tuple[Wish, ...]:
    """Return what the terms of a source ask; a term inside a compound or an address asks nothing."""
    if matcher is None:
        return ()
    addresses = [address.span() for address in ADDRESS.finditer(source)]
    return tuple(
        Wish(
            match,
            wanted_forms(match.entry, match.number),
            match.entry.part_of_speech == "verb" or match.verb is not None,
            match.entry.part_of_speech == "abbreviation",
        )
        for match in matcher.find(source)
        if match.kind == "full"
        and not any(start <= match.start and match.end <= end for start, end in addresses)
    )


def draft_of(translation: Translation, wishes: tuple[Wish, ...]) -> Draft:
    """Find each wish's English in a target; the same term twice needs to stand there twice."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, int, str] | None] = [None] * len(wishes)
    # Longer terms first: «House of Representatives» must not be taken for its shorter sister.
    for i in sorted(range(len(wishes)), key=lambda i: -len(wishes[i].forms[0])):
        wish = wishes[i]
        for start, end, form in occurrences(translation.target, wish.forms, verb=wish.verb):
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                found[i] = (start, end, form)
                break
    for i, wish in enumerate(wishes):
        if found[i] is None:
            # English often says a thing once where Dutch says it twice.
            twin = next(
                (j for j, o in enumerate(wishes) if found[j] and o.match.entry is wish.match.entry), None
            )
            found[i] = found[twin] if twin is not None else None
    return Draft(translation, tuple(found))
