"""The rows of the two columns: one for each block of the letter, then one for each note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from reader.document import Block, Document, Footnote
from translations.segments import Segment

RowState = Literal["arriving", "machine", "edited", "confirmed", "look"]
STATE_WORDS: dict[RowState, str] = {
    "arriving": "No English yet",
    "machine": "Machine translation, not reviewed",
    "edited": "Edited by a person",
    "confirmed": "Confirmed by a person",
    "look": "Needs a look",
}
MARK_WORDS = {
    "numbers": "a number or date differs",
    "names": "a name is missing",
    "repetition": "words are repeated",
    "term": "an approved term is missing",
    "low": "the machine was unsure",
    "empty": "the English is empty",
    "length": "the English is much shorter or longer",
    "untranslated": "words stayed Dutch",
    "invented": "a word is not English",
    "changed": "the Dutch has changed since",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One block or note as a row; ``kind`` is the block's, or ``note``; ``label`` stands before the text."""

    index: int
    holder: Block | Footnote
    kind: str
    level: int
    label: str
    page: int
    first_note: bool = False

    @property
    def indented(self) -> bool:
        """Whether the text stands in, with the label before it."""
        return bool(self.label) or self.kind in ("list_item", "note")


def rows_of(document: Document) -> tuple[Row, ...]:
    """Return the rows of a document in the order in which they are shown."""

    def make() -> Iterator[Row]:
        for at, block in enumerate(document.blocks):
            yield Row(at, block, block.kind, block.level, block.marker, block.page)
        for at, note in enumerate(document.footnotes, len(document.blocks)):
            yield Row(at, note, "note", 0, note.number, note.page, first_note=at == len(document.blocks))

    return tuple(make())


def row_state(row: Row, segments: Mapping[str, Segment]) -> tuple[RowState, str]:
    """Return how far a row is, and the same in words for a tooltip and a screen reader."""
    here = [segments.get(sentence.id) for sentence in row.holder.sentences]
    if any(segment is None for segment in here):
        return "arriving", STATE_WORDS["arriving"]
    found = [segment for segment in here if segment is not None]
    if found and all(segment.status == "confirmed" for segment in found):
        return "confirmed", STATE_WORDS["confirmed"]
    marks = dict.fromkeys(
        mark for segment in found if segment.status != "confirmed" for mark in segment.marks
    )
    if marks:
        reasons = ", ".join(MARK_WORDS.get(mark, mark) for mark in marks)
        return "look", f"{STATE_WORDS['look']}: {reasons}"
    if any(segment.status in ("edited", "confirmed") for segment in found):
        return "edited", STATE_WORDS["edited"]
    return "machine", STATE_WORDS["machine"]
