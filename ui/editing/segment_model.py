"""The segments of the open document as a table: number, state, Dutch, English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from translations.segments import Segment
from ui.headed_model import HeadedModel, Index
from ui.session import Session

NUMBER, STATE, DUTCH, ENGLISH = range(4)
SEGMENT_ROLE = Qt.ItemDataRole.UserRole + 1
"""The row's ``Segment`` (an untranslated one where no English has arrived)."""

STATE_WORDS = {
    "machine": "Machine draft",
    "edited": "Edited",
    "confirmed": "Confirmed",
    "rejected": "Rejected",
}
ORIGIN_WORDS = {
    "none": "no English yet",
    "machine": "from the model",
    "exact": "from the memory, the same Dutch",
    "context": "from the memory, the same Dutch in the same place",
    "fuzzy": "from the memory, similar Dutch",
    "copied": "copied from the Dutch",
    "person": "typed",
}
MARK_WORDS = {
    "numbers": "check the numbers",
    "names": "a name is missing",
    "repetition": "words repeated",
    "term": "a term is missing",
    "low": "the model was unsure",
    "empty": "no English",
    "length": "unusual length",
    "untranslated": "Dutch left in it",
    "invented": "a word is not English",
    "changed": "the Dutch changed since",
}


def state_words(segment: Segment) -> str:
    """Return a segment's state as a person reads it: state, where it came from, what to look at."""
    if not segment.target and segment.status == "machine":
        return "No English yet"
    parts = [STATE_WORDS[segment.status]]
    if segment.status == "machine":
        parts.append(ORIGIN_WORDS.get(segment.origin, segment.origin))
    parts.extend(MARK_WORDS.get(mark, mark) for mark in segment.marks)
    if segment.note:
        parts.append("has a note")
    return ", ".join(parts)


class SegmentModel(HeadedModel):
    """A live view of a session's segments, a row each, in reading order."""

    headings = ("No.", "State", "Dutch", "English")

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._sources = self._read_sources()
        session.segments_arrived.connect(self._arrived)
        session.segment_changed.connect(lambda segment: self._arrived((segment,)))
        session.sentences_changed.connect(self._reset)

    def _read_sources(self) -> list[str]:
        sources = []
        for segment_id in self.session.order:
            holder = self.session.holder(segment_id)
            sentence = next(one for one in holder.sentences if one.id == segment_id)
            sources.append(holder.text[sentence.start : sentence.end])
        return sources

    def segment(self, row: int) -> Segment:
        """Return the segment of a row; one without English where none has arrived."""
        segment_id = self.session.order[row]
        present = self.session.segments.get(segment_id)
        if present is not None:
            return present
        return Segment(segment_id, self.session.holder(segment_id).id, self._sources[row])

    def row_total(self) -> int:
        """Return how many segments there are."""
        return len(self._sources)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        segment = self.segment(index.row())
        if role == SEGMENT_ROLE:
            return segment
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return (str(index.row() + 1), "", segment.source, segment.target)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (f"Segment {index.row() + 1}", state_words(segment), segment.source, segment.target)
            return words[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == STATE:
            return state_words(segment)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == ENGLISH else flags

    def _arrived(self, segments: Sequence[Segment]) -> None:
        for segment in segments:
            row = self.session.position(segment.id)
            self.dataChanged.emit(self.index(row, STATE), self.index(row, ENGLISH))

    def _reset(self) -> None:
        self.beginResetModel()
        self._sources = self._read_sources()
        self.endResetModel()
