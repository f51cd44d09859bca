"""Turns a model's attention over pieces into links between whole words, as ranges of characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translations.segments import Link

Range = tuple[int, int]
_EDGES = re.compile(r"^[^\w%€$£§]+|[^\w%€$£§]+$")
# Below this share of attention a word is more guessed than aligned.
MIN_WEIGHT = 0.15


def trimmed(text: str, span: Range) -> Range | None:
    """Return a word's range without the punctuation around it, or None when nothing else is there."""
    start, end = span
    word = text[start:end]
    bare = _EDGES.sub("", word)
    if not bare:
        return None
    start += word.index(bare)
    return start, start + len(bare)


def links_from_attention(
    attention: Sequence[Sequence[float]],
    source_ranges: Sequence[Range],
    target_ranges: Sequence[Range | None],
    source: str,
    target: str,
) -> tuple[Link, ...]:
    """Return one link a target word, to the source word its pieces look at most.

    Args:
        attention: a row a target piece, a column a source piece.
        source_ranges: for each source piece the range of its word in `source`.
        target_ranges: for each target piece the range of its word in `target`, None for no word.
    """
    weights: dict[Range, dict[Range, float]] = {}
    pieces: dict[Range, int] = {}
    for row, target_range in zip(attention, target_ranges, strict=False):
        if target_range is None:
            continue
        of_word = weights.setdefault(target_range, {})
        pieces[target_range] = pieces.get(target_range, 0) + 1
        for weight, source_range in zip(row, source_ranges, strict=False):
            of_word[source_range] = of_word.get(source_range, 0.0) + weight
    links = []
    for target_range, of_word in weights.items():
        shown = trimmed(target, target_range)
        if shown is None or not of_word:
            continue
        words = [(weight, span) for span, weight in of_word.items() if trimmed(source, span)]
        if not words:
            continue
        best, source_range = max(words, key=lambda item: (item[0], -item[1][0]))
        source_shown = trimmed(source, source_range)
        if source_shown and best / pieces[target_range] >= MIN_WEIGHT:
            links.append(Link(*source_shown, *shown))
    return tuple(sorted(links, key=lambda link: (link.target_start, link.source_start)))


def links_from_likeness(source: str, target: str) -> tuple[Link, ...]:
    """Link words that both languages write alike and only once each: names and numbers.

    For models that were not trained to align, whose attention says little about words.
    """

    def once(text: str) -> dict[str, Range]:
        seen: dict[str, list[Range]] = {}
        for match in re.finditer(r"\S+", text):
            span = trimmed(text, match.span())
            if span:
                word = text[slice(*span)]
                key = re.sub(r"[.,]", "", word) if word[:1].isdigit() else word
                if any(map(str.isdigit, key)) or (key[:1].isupper() and len(key) > 2):
                    seen.setdefault(key, []).append(span)
        return {key: spans[0] for key, spans in seen.items() if len(spans) == 1}

    dutch, english = once(source), once(target)
    links = [Link(*dutch[word], *english[word]) for word in dutch if word in english]
    return tuple(sorted(links, key=lambda link: link.target_start))
