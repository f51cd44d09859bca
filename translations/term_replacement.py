"""Where in a translation a term's own wording stands, and putting the glossary's term in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from translations.engine import Translation
from translations.segments import Link
from translations.term_english import DETERMINERS, occurrences, replaced, words_of
from translations.term_matching import TermMatch

LIKENESS = 80.0
"""How alike (0–100) a stretch of the sentence must be to the term's own translation."""

_JOINING = DETERMINERS | {"of", "for", "and", "in", "on", "to", "'s"}
_DEFINITE = re.compile(r"\b(?:de|het|'t|den|der|des)\s+(?:[^\W\d_]+e\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A range of the target's characters that says what a term says, without an article before it."""

    start: int
    end: int


def place_by_links(
    translation: Translation, match: TermMatch, kept: Sequence[tuple[int, int]]
) -> Place | None:
    """Return the words of the target that are aligned with a term, when they stand together.

    Words of other terms (``kept``) are not touched; small words between aligned ones are taken along.
    """
    target = translation.target
    linked = {
        (link.target_start, link.target_end)
        for link in translation.links
        if link.source_start < match.end and link.source_end > match.start
    }
    elsewhere = {
        (link.target_start, link.target_end)
        for link in translation.links
        if link.source_end <= match.start or link.source_start >= match.end
    } - linked
    words = words_of(target)
    groups: list[list[tuple[int, int]]] = []
    gap: list[tuple[int, int]] = []
    for word in words:
        if any(start < word[1] and end > word[0] for start, end in kept):
            groups.append([])
            gap = []
        elif any(start < word[1] and end > word[0] for start, end in linked):
            if groups and groups[-1] and len(gap) <= 2 and _same_clause(target, groups[-1][-1], word):
                groups[-1] += [*dict.fromkeys(gap), word]
            else:
                groups.append([word])
            gap = []
        else:
            foreign = any(start < word[1] and end > word[0] for start, end in elsewhere)
            small = target[word[0] : word[1]].lower() in _JOINING
            # A word that says something weighs more than «of»; one that belongs elsewhere divides.
            gap += [word] * (1 if small else 3 if foreign else 2)
    candidates = [group for group in (_without_edges(target, g) for g in groups) if group]
    if not candidates:
        return None
    spoken = max(1, len(match.entry.nl.split()))
    best = max(candidates, key=lambda g: (sum(_is_linked(w, linked) for w in g), -g[0][0]))
    if len(best) > 2 * spoken + 3:
        return None
    return Place(best[0][0], best[-1][1])


def place_by_rendering(
    target: str, renderings: Sequence[str], kept: Sequence[tuple[int, int]]
) -> Place | None:
    """Return where the sentence says what the model says when given the term alone."""
    for rendering in renderings:
        bare = _bare(rendering)
        if len(bare) < 3:
            continue
        for start, end, _ in occurrences(target, (bare,)):
            if _free(start, end, kept):
                return Place(start, end)
    words = words_of(target)
    best: tuple[float, Place] | None = None
    for rendering in renderings[:2]:
        bare = _bare(rendering)
        size = len(bare.split())
        if len(bare) < 5:
            continue
        for length in {size, max(1, size - 1), size + 1}:
            for first in range(len(words) - length + 1):
                start, end = words[first][0], words[first + length - 1][1]
                score = fuzz.ratio(target[start:end].lower(), bare.lower())
                if score >= LIKENESS and _free(start, end, kept) and (best is None or score > best[0]):
                    best = score, Place(start, end)
    if best is None:
        return None
    edges = _without_edges(target, [w for w in words if best[1].start <= w[0] and w[1] <= best[1].end])
    return Place(edges[0][0], edges[-1][1]) if edges else None


def put_in_place(
    source: str, translation: Translation, place: Place, match: TermMatch, english: str
) -> Translation:
    """Return the translation with the term at that place, its article and links set right."""
    definite = bool(_DEFINITE.search(source[: match.start]))
    edited = replaced(translation.target, place.start, place.end, english, definite=definite)
    links = []
    for link in translation.links:
        moved = edited.moved(link.target_start, link.target_end)
        if moved is not None:
            links.append(replace(link, target_start=moved[0], target_end=moved[1]))
    links.append(Link(match.start, match.end, edited.start, edited.end))
    links.sort(key=lambda link: link.target_start)
    return replace(translation, target=edited.text, links=tuple(links), alternatives=())


def _without_edges(target: str, group: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A group of words without articles, possessives and small words at its ends."""
    words = list(group)
    while words and target[words[0][0] : words[0][1]].lower() in _JOINING:
        words.pop(0)
    while words and target[words[-1][0] : words[-1][1]].lower() in _JOINING:
        words.pop()
    return words


def _same_clause(target: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    return not re.search(r"[.;:!?()«»“”]", target[one[1] : other[0]])


def _is_linked(word: tuple[int, int], linked: set[tuple[int, int]]) -> bool:
    return any(start < word[1] and end > word[0] for start, end in linked)


def _free(start: int, end: int, kept: Sequence[tuple[int, int]]) -> bool:
    return all(end <= a or start >= b for a, b in kept)


def _bare(rendering: str) -> str:
    words = rendering.strip(" .,;:!?").split()
    while words and words[0].lower() in DETERMINERS:
        words.pop(0)
    return " ".join(words)
