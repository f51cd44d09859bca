"""Makes the English document out of segments: same blocks and ids, footnote calls and spans carried over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from reader.document import Block, Document, Footnote, Sentence, Span
from translations.segments import Bilingual, Link, Segment

NOT_TRANSLATED = "[Dutch] "
"""Stands before Dutch that has no English yet, so that nobody takes it for a foreign quotation."""

_CLOSING = re.compile(r"[\s.,;:!?»”\"'’)\]]*")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence's Dutch range in its block, its English range there, and what links the two."""

    start: int
    end: int
    source: str
    target_start: int
    target: str
    links: tuple[Link, ...]
    translated: bool


def english_document(bilingual: Bilingual) -> Document:
    """Return the document in English.

    Blocks, footnotes and sentences keep their ids, so that either side leads to the other. Every
    footnote call of the Dutch is in the English: after the word it is aligned with, at the end of
    the sentence where it ended the Dutch one, else in proportion. Dutch without English stays,
    behind `NOT_TRANSLATED`.
    """
    document = bilingual.document
    blocks = tuple(_english_block(block, bilingual) for block in document.blocks)
    title = document.title
    for block, english in zip(document.blocks, blocks, strict=True):
        if block.kind == "title" and block.text and NOT_TRANSLATED not in english.text:
            title = title.replace(block.text, english.text)
    return replace(
        document,
        title=title,
        blocks=blocks,
        footnotes=tuple(_english_note(note, bilingual) for note in document.footnotes),
        metadata=MappingProxyType({**document.metadata, "language": "en"}),
    )


def _english_block(block: Block, bilingual: Bilingual) -> Block:
    text, sentences, spans = _english(block, bilingual)
    return replace(block, text=text, sentences=sentences, spans=spans)


def _english_note(note: Footnote, bilingual: Bilingual) -> Footnote:
    text, sentences, spans = _english(note, bilingual)
    return replace(note, text=text, sentences=sentences, spans=spans)


def _english(
    holder: Block | Footnote, bilingual: Bilingual
) -> tuple[str, tuple[Sentence, ...], tuple[Span, ...]]:
    text, position = "", 0
    pieces: list[_Piece] = []
    sentences: list[Sentence] = []
    for sentence in holder.sentences:
        source = holder.text[sentence.start : sentence.end]
        segment = bilingual.segments.get(sentence.id)
        translated = segment is not None and bool(segment.target.strip())
        text += holder.text[position : sentence.start]
        if not translated and (not pieces or pieces[-1].translated):
            text += NOT_TRANSLATED
        target = segment.target if segment is not None and translated else source
        links = _usable_links(segment) if segment is not None and translated else ()
        pieces.append(_Piece(sentence.start, sentence.end, source, len(text), target, links, translated))
        sentences.append(Sentence(sentence.id, len(text), len(text) + len(target)))
        text += target
        position = sentence.end
    text += holder.text[position:]
    spans = tuple(sorted(_carried(holder.spans, pieces, len(text)), key=lambda span: (span.start, span.end)))
    return text, tuple(sentences), spans


def _usable_links(segment: Segment) -> tuple[Link, ...]:
    """Links hold for the machine's draft; where a person rewrote it, those of words that stayed do."""
    if segment.target == segment.machine or not segment.machine:
        return segment.links if segment.machine else ()
    return tuple(moved for link in segment.links if (moved := _moved(link, segment.machine, segment.target)))


def _moved(link: Link, machine: str, target: str) -> Link | None:
    word = machine[link.target_start : link.target_end]
    if not word or len(re.findall(rf"\b{re.escape(word)}\b", machine)) != 1:
        return None
    found = list(re.finditer(rf"\b{re.escape(word)}\b", target))
    return (
        replace(link, target_start=found[0].start(), target_end=found[0].end()) if len(found) == 1 else None
    )


def _carried(spans: Sequence[Span], pieces: Sequence[_Piece], length: int) -> list[Span]:
    carried = []
    for span in spans:
        if not pieces:
            carried.append(replace(span, start=min(span.start, length), end=min(span.end, length)))
        elif span.start == span.end:
            at = call_position(span.start, _holder(pieces, span.start))
            carried.append(replace(span, start=at, end=at))
        else:
            ranges = [moved for piece in pieces if (moved := _range(span, piece))]
            if ranges:
                carried.append(replace(span, start=ranges[0][0], end=ranges[-1][1]))
            else:  # A span over the space between sentences only.
                start = _holder(pieces, span.start).target_start
                carried.append(replace(span, start=start, end=start))
    return carried


def _holder(pieces: Sequence[_Piece], offset: int) -> _Piece:
    """Return the sentence a call belongs to: the one that ends here rather than the one that starts."""
    for piece in pieces:
        if offset <= piece.end:
            return piece
    return pieces[-1]


def call_position(offset: int, piece: _Piece) -> int:
    """Return where in the English text a call stands that stood at `offset` in the Dutch text."""
    inside = min(max(offset - piece.start, 0), len(piece.source))
    if not piece.translated:
        return piece.target_start + inside
    if inside == 0:
        return piece.target_start
    if _CLOSING.fullmatch(piece.source[inside:]):
        return piece.target_start + len(piece.target.rstrip())
    before = [link for link in piece.links if link.source_end <= inside]
    nearest = max((link.source_end for link in before), default=-1)
    # A word or two without a link (het, er) may stand between the call and the nearest word that has one.
    if nearest >= 0 and len(re.findall(r"\w+", piece.source[nearest:inside])) <= 2:
        end = max(link.target_end for link in before if link.source_end == nearest)
        return piece.target_start + _past_marks(piece.target, end, piece.source[nearest:inside])
    words = len(re.findall(r"\S+", piece.source[:inside]))
    return piece.target_start + _proportional(piece.source, piece.target, words)


def _past_marks(target: str, end: int, between: str) -> int:
    """Step over the marks behind a word that the Dutch had before its call too: «Viruses»1."""
    closes = any(mark in between for mark in "»”\"'’)]")
    stops = any(mark in between for mark in ".,;:!?")
    while end < len(target):
        mark = target[end]
        if (closes and mark in "»”\"'’)]") or (stops and mark in ".,;:!?"):
            end += 1
        else:
            break
    return end


def _proportional(source: str, target: str, words: int) -> int:
    """Return the end of the English word that stands as far into its sentence as `words` Dutch words do."""
    ends = [match.end() for match in re.finditer(r"\S+", target)]
    total = len(re.findall(r"\S+", source))
    if not ends or not total:
        return len(target)
    index = round(words * len(ends) / total)
    return 0 if index <= 0 else ends[min(index, len(ends)) - 1]


def _range(span: Span, piece: _Piece) -> tuple[int, int] | None:
    """Return the English range of the part of a span that lies in this sentence."""
    start, end = max(span.start, piece.start) - piece.start, min(span.end, piece.end) - piece.start
    if start >= end:
        return None
    at = piece.target_start
    if not piece.translated:
        return at + start, at + end
    if not piece.source[:start].strip() and not piece.source[end:].strip(" .,;:!?"):
        whole = len(piece.target.rstrip())
        same_end = end == len(piece.source) or not piece.target[:whole].endswith((".", "!", "?", ";", ":"))
        return at, at + (whole if same_end else whole - 1)
    words = piece.source[start:end]
    if piece.target.count(words) == 1:
        found = piece.target.index(words)
        return at + found, at + found + len(words)
    linked = [link for link in piece.links if link.source_start < end and link.source_end > start]
    if linked:
        low, high = min(one.target_start for one in linked), max(one.target_end for one in linked)
        if len(piece.target[low:high].split()) <= 2 * len(words.split()) + 3:
            return at + low, at + high
    first = len(re.findall(r"\S+", piece.source[:start]))
    last = first + max(1, len(re.findall(r"\S+", words)))
    low = _proportional(piece.source, piece.target, first)
    low += len(piece.target[low:]) - len(piece.target[low:].lstrip())
    high = _proportional(piece.source, piece.target, last)
    return at + low, at + max(low, high)
