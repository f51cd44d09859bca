"""From a place in one column to its counterpart in the other: the sentence, and the aligned words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from translations.segments import Segment, SegmentTerm
from ui.reading.passages import Passage


@dataclass(frozen=True, slots=True)
class Counterparts:
    """What to light, as ranges of the shown text of one row in each column."""

    sentence_id: str
    dutch: tuple[int, int] | None
    english: tuple[int, int] | None
    dutch_words: tuple[tuple[int, int], ...] = ()
    english_words: tuple[tuple[int, int], ...] = ()


def _shown(passage: Passage, start: int, end: int) -> tuple[int, int]:
    return passage.shown_at(start, after_calls=start > 0), passage.shown_at(end)


def counterparts(
    dutch: Passage, english: Passage, segments: Mapping[str, Segment], position: int, *, in_english: bool
) -> Counterparts | None:
    """Return the sentence at ``position`` of one passage's shown text and its counterpart in the other."""
    here = english if in_english else dutch
    offset = here.text_at(position)
    sentence_id = here.sentence_at(offset)
    if not sentence_id:
        return None
    dutch_range = dutch.sentence_range(sentence_id)
    english_range = english.sentence_range(sentence_id)
    words_nl: list[tuple[int, int]] = []
    words_en: list[tuple[int, int]] = []
    segment = segments.get(sentence_id)
    if segment is not None and dutch_range and english_range and segment.target == segment.machine:
        inside = offset - (english_range if in_english else dutch_range)[0]
        for link in segment.links:
            start, end = (
                (link.target_start, link.target_end) if in_english else (link.source_start, link.source_end)
            )
            if start <= inside < end:
                words_nl.append(
                    _shown(dutch, dutch_range[0] + link.source_start, dutch_range[0] + link.source_end)
                )
                words_en.append(
                    _shown(english, english_range[0] + link.target_start, english_range[0] + link.target_end)
                )
    return Counterparts(
        sentence_id,
        _shown(dutch, *dutch_range) if dutch_range else None,
        _shown(english, *english_range) if english_range else None,
        tuple(dict.fromkeys(words_nl)),
        tuple(dict.fromkeys(words_en)),
    )


def term_at(
    passage: Passage, segments: Mapping[str, Segment], position: int, *, in_english: bool
) -> SegmentTerm | None:
    """Return the glossary term at a position of a passage's shown text."""
    if passage.mark_at(position, "term") is None:
        return None
    offset = passage.text_at(position)
    sentence_id = passage.sentence_at(offset)
    found = passage.sentence_range(sentence_id)
    segment = segments.get(sentence_id)
    if segment is None or found is None:
        return None
    inside = offset - found[0]
    for term in segment.terms:
        start, end = (
            (term.target_start, term.target_end) if in_english else (term.source_start, term.source_end)
        )
        if start <= inside < end:
            return term
    return None
