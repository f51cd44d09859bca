"""A Dutch document next to its English: segments, where their English came from, and their state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from reader.document import Block, Document, Footnote, Sentence

Status = Literal["machine", "edited", "confirmed", "rejected"]
Origin = Literal["none", "machine", "exact", "context", "fuzzy", "copied", "person"]
Mark = Literal[
    "numbers", "names", "repetition", "term", "low", "empty", "length", "untranslated", "invented", "changed"
]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that belong together: a range of source characters and a range of target characters."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int


@dataclass(frozen=True, slots=True)
class SegmentTerm:
    """A glossary term that the source uses, and whether the English uses its approved translation.

    Offsets are characters in the segment's source and target; target offsets are -1 when not applied.
    """

    nl: str
    en: str
    applied: bool
    source_start: int = -1
    source_end: int = -1
    target_start: int = -1
    target_end: int = -1
    concept_id: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence's Dutch and English.

    ``target`` is what stands in the window now, ``machine`` the machine's draft it began as (kept
    for the diff and for "restore"); ``score`` is the model's mean log-probability a target token
    (at most 0; None without a machine draft); ``links`` align source and machine draft; ``draft_marks``
    are the marks of a draft that a person changed.
    """

    id: str
    parent_id: str
    source: str
    target: str = ""
    machine: str = ""
    status: Status = "machine"
    origin: Origin = "none"
    score: float | None = None
    marks: tuple[Mark, ...] = ()
    terms: tuple[SegmentTerm, ...] = ()
    links: tuple[Link, ...] = ()
    note: str = ""
    draft_marks: tuple[Mark, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Whether a person confirmed this English."""
        return self.status == "confirmed"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A document and the segments that translate it, keyed by sentence id.

    A sentence without a segment (its English has not arrived) is simply absent from ``segments``.
    """

    document: Document
    segments: Mapping[str, Segment]

    def of(self, holder: Block | Footnote) -> tuple[Segment, ...]:
        """Return the segments of a block or footnote that have arrived, in reading order."""
        return tuple(
            self.segments[sentence.id] for sentence in holder.sentences if sentence.id in self.segments
        )


def source_sentences(document: Document) -> Iterator[tuple[Block | Footnote, Sentence, str]]:
    """Yield every sentence with its holder and text, in reading order: blocks first, then footnotes."""
    for holder in document.holders():
        for sentence in holder.sentences:
            yield holder, sentence, holder.text[sentence.start : sentence.end]


def empty_segments(document: Document) -> dict[str, Segment]:
    """Return an untranslated segment for every sentence of the document, keyed by sentence id."""
    return {
        sentence.id: Segment(id=sentence.id, parent_id=holder.id, source=text)
        for holder, sentence, text in source_sentences(document)
    }
