"""What one cell of the two columns shows: plain text with its marks, and the way back to the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from reader.document import Block, Document, Footnote, Span
from translations.english_document import english_document
from translations.segments import Bilingual, Segment

MarkKind = Literal["call", "link", "italic", "bold", "term", "missing"]
LINE_BREAK = "\u2028"
"""Breaks a line inside a paragraph of a QTextDocument (a table's rows)."""

_CONTROL = dict.fromkeys((*range(0x20), 0x7F, 0x2029, 0xFDD0, 0xFDD1, 0xFFFC), " ")
_SHOWN = {**_CONTROL, 0x0A: LINE_BREAK, ord("|"): "│"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of a passage's shown text with a look or a behaviour of its own."""

    start: int
    end: int
    kind: MarkKind
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The shown text of a block or note in one language.

    ``text`` is the document's own (no note numbers); ``shown`` has the numbers of the notes put in, and
    line breaks that Qt understands. ``sentences`` are (sentence id, start, end) in ``text``. Offsets of
    ``marks`` are in ``shown``, in UTF-16 units as Qt counts.
    """

    text: str
    shown: str
    marks: tuple[Mark, ...] = ()
    sentences: tuple[tuple[str, int, int], ...] = ()
    complete: bool = True
    calls: tuple[tuple[int, int], ...] = ()
    wide: bool = False

    def shown_at(self, offset: int, *, after_calls: bool = False) -> int:
        """Return where an offset of ``text`` stands in ``shown``, in Qt's units.

        ``after_calls`` puts it behind the note numbers that stand at that very place.
        """
        units = offset if not self.wide else len(self.text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        for at, length in self.calls:
            if at < offset or (after_calls and at == offset):
                units += length
            else:
                break
        return units

    def text_at(self, position: int) -> int:
        """Return the offset in ``text`` of a position in ``shown`` given in Qt's units."""
        if self.wide:
            position = len(self.shown.encode("utf-16-le")[: position * 2].decode("utf-16-le", "ignore"))
        for at, length in self.calls:
            if position <= at:
                break
            position = max(at, position - length)
        return min(position, len(self.text))

    def sentence_at(self, offset: int) -> str:
        """Return the id of the sentence at an offset of ``text``; empty between sentences."""
        starts = [start for _, start, _ in self.sentences]
        at = bisect_right(starts, offset) - 1
        if at < 0 or offset >= self.sentences[at][2]:
            return ""
        return self.sentences[at][0]

    def sentence_range(self, sentence_id: str) -> tuple[int, int] | None:
        """Return a sentence's range of ``text``, or None when it is not here."""
        return next(((start, end) for name, start, end in self.sentences if name == sentence_id), None)

    def mark_at(self, position: int, kind: MarkKind) -> Mark | None:
        """Return the mark of this kind at a position of ``shown``."""
        return next((m for m in self.marks if m.kind == kind and m.start <= position < m.end), None)


def _passage(
    text: str,
    spans: tuple[Span, ...],
    sentences: tuple[tuple[str, int, int], ...],
    terms: tuple[tuple[int, int, str], ...],
    *,
    table: bool,
    complete: bool = True,
) -> Passage:
    clean = text.translate(_SHOWN if table else _CONTROL)
    calls = sorted((span for span in spans if span.kind == "footnote"), key=lambda span: span.start)
    pieces: list[str] = []
    inserted: list[tuple[int, int]] = []
    at = 0
    for call in calls:
        start = min(max(call.start, at), len(clean))
        pieces += [clean[at:start], call.ref]
        inserted.append((start, len(call.ref)))
        at = start
    pieces.append(clean[at:])
    shown = "".join(pieces)
    passage = Passage(text, shown, (), sentences, complete, tuple(inserted), _beyond_bmp(clean))
    marks: list[Mark] = []
    before = 0
    for call, (start, length) in zip(calls, inserted, strict=True):
        units = start if not passage.wide else len(clean[:start].encode("utf-16-le", "surrogatepass")) // 2
        marks.append(Mark(units + before, units + before + length, "call", call.ref))
        before += length
    for span in spans:
        if span.kind == "link":
            kind: MarkKind = "link"
        elif span.kind == "emphasis":
            kind = "bold" if span.ref == "bold" else "italic"
        else:
            continue
        marks.append(
            Mark(passage.shown_at(span.start, after_calls=True), passage.shown_at(span.end), kind, span.ref)
        )
    for start, end, concept in terms:
        marks.append(Mark(passage.shown_at(start, after_calls=True), passage.shown_at(end), "term", concept))
    return Passage(text, shown, tuple(marks), sentences, complete, passage.calls, passage.wide)


def _beyond_bmp(text: str) -> bool:
    """Whether Qt counts more units in a text than Python counts characters."""
    return not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text)


def dutch_passage(holder: Block | Footnote, segments: Mapping[str, Segment]) -> Passage:
    """Return the Dutch of a block or note, with the terms that its segments are known to use."""
    terms = tuple(
        (sentence.start + term.source_start, sentence.start + term.source_end, term.nl)
        for sentence in holder.sentences
        if (segment := segments.get(sentence.id)) is not None
        for term in segment.terms
        if term.source_start >= 0
    )
    return _passage(
        holder.text,
        holder.spans,
        tuple((sentence.id, sentence.start, sentence.end) for sentence in holder.sentences),
        terms,
        table=isinstance(holder, Block) and holder.kind == "table",
    )


def english_passage(holder: Block | Footnote, segments: Mapping[str, Segment]) -> Passage:
    """Return the English that has arrived for a block or note, as far as it is there without a gap."""
    arrived = tuple(takewhile(lambda sentence: sentence.id in segments, holder.sentences))
    complete = len(arrived) == len(holder.sentences)
    if not arrived:
        return Passage("", "", complete=complete)
    if not complete:
        end = arrived[-1].end
        spans = tuple(span for span in holder.spans if span.end <= end)
        holder = replace(holder, text=holder.text[:end], sentences=arrived, spans=spans)
    alone = Document("", "", (holder,)) if isinstance(holder, Block) else Document("", "", (), (holder,))
    english = english_document(Bilingual(alone, segments))
    found = (*english.blocks, *english.footnotes)[0]
    terms = tuple(
        (sentence.start + term.target_start, sentence.start + term.target_end, term.nl)
        for sentence in found.sentences
        for term in segments[sentence.id].terms
        if term.applied and 0 <= term.target_start < term.target_end <= sentence.end - sentence.start
    )
    return _passage(
        found.text,
        found.spans,
        tuple((sentence.id, sentence.start, sentence.end) for sentence in found.sentences),
        terms,
        table=isinstance(holder, Block) and holder.kind == "table",
        complete=complete,
    )
