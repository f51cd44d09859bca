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
    import numpy

    words = [span for span in dict.fromkeys(source_ranges) if trimmed(source, span)]
    ours = [span for span in dict.fromkeys(target_ranges) if span and trimmed(target, span)]
    if not words or not ours or not len(attention):
        return ()
    rows, columns = len(target_ranges), len(source_ranges)
    weights = numpy.zeros((rows, columns), numpy.float32)
    given = numpy.asarray(attention, numpy.float32)[:rows, :columns]
    weights[: given.shape[0], : given.shape[1]] = given
    of_source = numpy.array([[span == word for word in words] for span in source_ranges], numpy.float32)
    of_target = numpy.array([[span == word for span in target_ranges] for word in ours], numpy.float32)
    shares = of_target @ weights @ of_source / of_target.sum(axis=1, keepdims=True)
    links = []
    for span, best, share in zip(ours, shares.argmax(axis=1), shares.max(axis=1), strict=True):
        shown, source_shown = trimmed(target, span), trimmed(source, words[best])
        if share >= MIN_WEIGHT and shown and source_shown:
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
