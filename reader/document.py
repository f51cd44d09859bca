"""The one vocabulary everything speaks: a document as blocks, sentences, spans and footnotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

BlockKind = Literal["title", "meta", "heading", "paragraph", "list_item", "table", "footer", "signature"]
SpanKind = Literal["footnote", "link", "emphasis", "term", "unreviewed"]

BLOCK_KINDS: tuple[BlockKind, ...] = (
    "title",
    "meta",
    "heading",
    "paragraph",
    "list_item",
    "table",
    "footer",
    "signature",
)
TABLE_CELL_SEPARATOR = " | "
"""Stands between the cells of a row in a table block's text; rows are separated by a newline."""


@dataclass(frozen=True, slots=True)
class Span:
    """A marked range of a block's text, in characters from the start of that text.

    A footnote call has zero width and stands where the mark stood; its ``ref`` is the note's number.
    A link's ``ref`` is its address, an emphasis's is ``italic`` or ``bold``, a term's is its concept id.
    ``unreviewed`` marks English that no person has confirmed.
    """

    start: int
    end: int
    kind: SpanKind
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the range ``[start, end)`` of its block's or footnote's text; in a table, a cell."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note from the foot of a page or the end of the document; ``number`` is as printed, without marks."""

    number: str
    text: str
    page: int
    id: str = ""
    sentences: tuple[Sentence, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table or other unit of the letter, with no marks in its text.

    ``page`` counts from 1 (the page on which the block starts); ``marker`` is a list item's bullet or
    number as printed ("1.", "–", "a)"); ``level`` is a heading's depth from 1, and 0 for other kinds.
    """

    id: str
    kind: BlockKind
    text: str
    page: int
    sentences: tuple[Sentence, ...] = ()
    spans: tuple[Span, ...] = ()
    marker: str = ""
    level: int = 0

    def sentence_text(self, sentence: Sentence) -> str:
        """Return the text of one of this block's sentences."""
        return self.text[sentence.start : sentence.end]

    def footnote_calls(self) -> tuple[Span, ...]:
        """Return the zero-width spans from which footnotes are called, in order."""
        return tuple(span for span in self.spans if span.kind == "footnote")


@dataclass(frozen=True, slots=True)
class Document:
    """A letter as a reader sees it: what it is called, its blocks in reading order, its footnotes.

    ``source`` names where it came from (a file name, ``clipboard``); ``metadata`` holds what the
    importer learned (dossier, number, date, format), as strings.
    """

    source: str
    title: str
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def holders(self) -> tuple[Block | Footnote, ...]:
        """Return everything that holds sentences, in reading order: blocks first, then footnotes."""
        return (*self.blocks, *self.footnotes)

    def footnote(self, number: str) -> Footnote | None:
        """Return the footnote with this number, or None."""
        return next((note for note in self.footnotes if note.number == number), None)
