"""A bilingual document as translation units: what XLIFF, TMX and the DOCX table carry, and what returns."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from reader.document import Block, Footnote, Sentence
from translations.english_document import english_document
from translations.segments import Bilingual, Segment


@dataclass(frozen=True, slots=True)
class Call:
    """A footnote call inside a unit; other programs carry it as a placeholder they must keep."""

    number: str


Piece = str | Call


@dataclass(frozen=True, slots=True)
class Unit:
    """One segment on its way out: its texts with footnote calls in place, and where it stands."""

    id: str
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    segment: Segment
    group: str
    kind: str


@dataclass(frozen=True, slots=True)
class Returned:
    """One segment as it came back from another program.

    ``base`` is the fingerprint of the English it left with, so that a change made here meanwhile is
    seen as a conflict; ``confirmed`` is what the other program says of its state (None: nothing).
    """

    id: str
    source: str
    target: str
    base: str = ""
    confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A segment whose English was changed elsewhere: the English here and the English that returned."""

    id: str
    here: str
    returned: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a returned file would do: clean changes, conflicts for a person, units unknown here."""

    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...]
    unknown: tuple[Returned, ...]
    unchanged: int


def fingerprint(text: str) -> str:
    """Return a short fingerprint of an English text, as exports carry it (8 hexadecimal digits)."""
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def plain(pieces: tuple[Piece, ...]) -> str:
    """Return a unit's text without its calls."""
    return "".join(piece for piece in pieces if isinstance(piece, str))


def units(bilingual: Bilingual) -> list[Unit]:
    """Return a unit for every sentence, in reading order, untranslated ones with an empty target."""
    english = english_document(bilingual)
    return [
        Unit(
            id=sentence.id,
            source=_pieces(holder, sentence),
            target=_target(counterpart, sentence, segment),
            segment=segment,
            group=holder.id,
            kind=holder.kind if isinstance(holder, Block) else "footnote",
        )
        for holder, counterpart in zip(bilingual.document.holders(), english.holders(), strict=True)
        for sentence in holder.sentences
        for segment in (bilingual.segments.get(sentence.id) or _missing(holder, sentence),)
    ]


def _missing(holder: Block | Footnote, sentence: Sentence) -> Segment:
    return Segment(id=sentence.id, parent_id=holder.id, source=holder.text[sentence.start : sentence.end])


def _target(counterpart: Block | Footnote, sentence: Sentence, segment: Segment) -> tuple[Piece, ...]:
    if not segment.target:
        return ()
    place = next((other for other in counterpart.sentences if other.id == sentence.id), None)
    return (segment.target,) if place is None else _pieces(counterpart, place)


def _pieces(holder: Block | Footnote, sentence: Sentence) -> tuple[Piece, ...]:
    """Return a sentence's text cut at its footnote calls; a call belongs to the sentence that ends at it."""
    first = sentence is holder.sentences[0] or sentence.start == 0
    pieces: list[Piece] = []
    at = sentence.start
    for span in sorted(holder.spans, key=lambda s: s.start):
        inside = sentence.start < span.start <= sentence.end or (first and span.start <= sentence.start)
        if span.kind != "footnote" or not inside:
            continue
        if span.start > at:
            pieces.append(holder.text[at : span.start])
            at = span.start
        pieces.append(Call(span.ref))
    if at < sentence.end:
        pieces.append(holder.text[at : sentence.end])
    return tuple(pieces)


def compare(returned: list[Returned], segments: Mapping[str, Segment]) -> Comparison:
    """Return what a file that came back changes, without changing anything.

    A change is clean when the English here is still the English the file left with; it is a conflict
    when both sides changed it, or when the Dutch in the file is not the Dutch here.
    """
    changes: list[Change] = []
    conflicts: list[Change] = []
    unknown: list[Returned] = []
    unchanged = 0
    for unit in returned:
        segment = segments.get(unit.id)
        if segment is None:
            unknown.append(unit)
            continue
        confirmed = bool(unit.confirmed)
        same_text = unit.target == segment.target
        if not unit.target.strip() or (same_text and (not confirmed or segment.reviewed)):
            unchanged += 1
            continue
        change = Change(unit.id, segment.target, unit.target, confirmed)
        moved_on = bool(unit.base) and fingerprint(segment.target) != unit.base and not same_text
        if moved_on or _squeezed(unit.source) != _squeezed(segment.source):
            conflicts.append(change)
        else:
            changes.append(change)
    return Comparison(tuple(changes), tuple(conflicts), tuple(unknown), unchanged)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
