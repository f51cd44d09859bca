"""From selected words to a new term: the words in one language, and their likely counterpart in the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translations.segments import Link, Segment
from ui.reading.column import Column
from ui.reading.view import ReadingView

_FRINGE = " \t\n.,;:!?()[]{}\"'“”‘’«»…–—"
_FARTHEST = 4
"""Aligned words farther from the others than this many words are taken for strays."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What a form for a new term begins with; ``sentence`` is the Dutch it comes from."""

    nl: str = ""
    en: str = ""
    sentence_id: str = ""
    sentence: str = ""


def picked_in(view: ReadingView, column: Column) -> Picked | None:
    """Return what is selected in a column and its counterpart; None without a selection."""
    cursor = column.textCursor()
    if view.session is None or not cursor.hasSelection():
        return None
    index = column.selected_rows()[0]
    block = column.document().findBlockByNumber(index)
    passage = view.passage(index, english=column.english)
    start = passage.text_at(max(0, cursor.selectionStart() - block.position()))
    end = passage.text_at(min(block.length() - 1, cursor.selectionEnd() - block.position()))
    while start < end and passage.text[start].isspace():
        start += 1
    sentence_id = passage.sentence_at(start)
    found = passage.sentence_range(sentence_id)
    if found is None:
        return None
    segment = view.session.segments.get(sentence_id)
    if segment is None:
        words = passage.text[start : min(end, found[1])].strip(_FRINGE)
        return Picked(nl="" if column.english else words, sentence_id=sentence_id)
    start, end = start - found[0], min(end, found[1]) - found[0]
    return picked_of(segment, start, end, english=column.english)


def picked_of(segment: Segment, start: int, end: int, *, english: bool = False) -> Picked:
    """Return the whole words of a range of a segment's Dutch (or English) and their counterpart."""
    text = segment.target if english else segment.source
    start, end = _whole_words(text, start, end)
    words = text[start:end]
    other = _counterpart(segment, start, end, english=english)
    if words and other and words[0].islower() and other[:1].isupper() and not other[1:2].isupper():
        begins = segment.source if english else segment.machine
        if begins.startswith(other):
            other = other[0].lower() + other[1:]
    nl, en = (other, words) if english else (words, other)
    return Picked(nl, en, segment.id, segment.source)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _FRINGE:
        start += 1
    while end > start and text[end - 1] in _FRINGE:
        end -= 1
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "-"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] == "-"):
        end += 1
    return start, end


def _counterpart(segment: Segment, start: int, end: int, *, english: bool) -> str:
    if english and segment.target != segment.machine:
        return ""
    links: list[Link] = []
    for link in segment.links:
        low, high = (link.target_start, link.target_end) if english else (link.source_start, link.source_end)
        if low < end and high > start:
            links.append(link)
    text = segment.source if english else segment.machine
    ranges = sorted(
        {(a.source_start, a.source_end) if english else (a.target_start, a.target_end) for a in links}
    )
    kept = _together(text, ranges)
    return text[kept[0][0] : kept[-1][1]].strip(_FRINGE) if kept else ""


def _together(text: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the largest group of ranges that stand close to each other."""
    groups: list[list[tuple[int, int]]] = []
    for one in ranges:
        if groups and len(text[groups[-1][-1][1] : one[0]].split()) < _FARTHEST:
            groups[-1].append(one)
        else:
            groups.append([one])
    return max(groups, key=len, default=[])
