"""The document that is open: its segments as they arrive and change, and the place being read or edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.document import Block, Document, Footnote
from translations.segments import Bilingual, Segment, source_sentences
from ui.workers import Cancelled, Task, Tasks

if TYPE_CHECKING:
    from translations.library import Library

Draft = Callable[[Document, Mapping[str, Segment], Sequence[str], Cancelled], Iterable[list[Segment]]]
"""Drafts a document: (document, segments there already, ids of the blocks on screen, cancelled?) →
small lists of segments, in the order in which they are ready. Runs outside the window's thread."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that went wrong, as one plain sentence; ``bug`` holds the exception when it is our fault."""

    sentence: str
    bug: Exception | None = None


class Session(QObject):
    """One open document, shared by all modes: what they show and what they changed passes through here."""

    segments_arrived = Signal(object)
    """``tuple[Segment, ...]``: the machine or the memory delivered these."""
    segment_changed = Signal(object)
    """``Segment``: a person changed it (text, status or note)."""
    progress_changed = Signal(int, int)
    """Paragraphs whose English is complete, paragraphs in all."""
    sentences_changed = Signal()
    """Sentences were split or merged: ``document``, ``order`` and the segments are others now."""
    drafting_changed = Signal(bool)
    """Whether English is arriving now."""
    place_changed = Signal(str)
    """The id of the sentence being read or edited."""
    trouble = Signal(object)
    """``Trouble``: tell the user."""

    def __init__(
        self,
        document: Document,
        segments: Mapping[str, Segment] | None = None,
        *,
        document_id: int | None = None,
        library: Library | None = None,
        tasks: Tasks | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Make a session of a document; ``library`` keeps what people decide."""
        super().__init__(parent)
        self.document_id = document_id
        self.library = library
        self.tasks = tasks or Tasks(self)
        self._segments: dict[str, Segment] = {}
        self._task: Task | None = None
        self._place = ""
        self._set_document(document)
        self._take(segments.values() if segments else ())

    def _set_document(self, document: Document) -> None:
        self.document = document
        self._order = tuple(sentence.id for _, sentence, _ in source_sentences(document))
        self._positions = {sentence_id: at for at, sentence_id in enumerate(self._order)}
        self._holders: dict[str, Block | Footnote] = {}
        self._waiting: dict[str, int] = {}
        for holder, sentence, _text in source_sentences(document):
            self._holders[sentence.id] = holder
            if isinstance(holder, Block):
                self._waiting[holder.id] = self._waiting.get(holder.id, 0) + 1
        self._paragraphs = len(self._waiting)
        self._done = 0

    def resegment(self, document: Document, segments: Mapping[str, Segment]) -> None:
        """Take the document with other sentences (a person split or merged some) and its segments."""
        self._set_document(document)
        self._segments = {}
        self._take(segments.values())
        self.sentences_changed.emit()
        self.progress_changed.emit(*self.progress)

    @property
    def segments(self) -> Mapping[str, Segment]:
        """The segments that have English, by sentence id."""
        return self._segments

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of all sentences in reading order, footnotes last."""
        return self._order

    def position(self, sentence_id: str) -> int:
        """Return where a sentence stands in ``order`` (KeyError for an id that is not here)."""
        return self._positions[sentence_id]

    def has(self, sentence_id: str) -> bool:
        """Return whether a sentence is (still) in the document."""
        return sentence_id in self._positions

    def holder(self, sentence_id: str) -> Block | Footnote:
        """Return the block or footnote that holds a sentence."""
        return self._holders[sentence_id]

    def bilingual(self) -> Bilingual:
        """Return the document with the segments there are now, as plain data for work beside the window."""
        return Bilingual(self.document, dict(self._segments))

    @property
    def progress(self) -> tuple[int, int]:
        """Paragraphs whose English is complete, and paragraphs in all."""
        return self._done, self._paragraphs

    @property
    def drafting(self) -> bool:
        """Whether English is arriving now."""
        return self._task is not None

    @property
    def complete(self) -> bool:
        """Whether every sentence has a segment."""
        return len(self._segments) >= len(self._order)

    @property
    def place(self) -> str:
        """The id of the sentence being read or edited; empty before anyone looked."""
        return self._place

    def set_place(self, sentence_id: str) -> None:
        """Note where the reader is; modes follow each other through this."""
        if sentence_id != self._place and sentence_id in self._positions:
            self._place = sentence_id
            self.place_changed.emit(sentence_id)

    def receive(self, segments: Iterable[Segment]) -> None:
        """Take segments from the engine or memory; a person's own work is never overwritten."""
        fresh = self._take(segments)
        if fresh:
            self.segments_arrived.emit(fresh)
            self.progress_changed.emit(*self.progress)

    def change(self, segment: Segment) -> None:
        """Take a person's change (already saved in the library, where there is one) and tell every view."""
        if segment.id not in self._segments:
            self._count(segment.id)
        self._segments[segment.id] = segment
        self.segment_changed.emit(segment)
        self.progress_changed.emit(*self.progress)

    def start_drafting(self, draft: Draft, first: Sequence[str] = ()) -> None:
        """Let ``draft`` fill in what has no English yet, the blocks in ``first`` before the others."""
        self.cancel_drafting()
        document, already = self.document, dict(self._segments)

        def work(cancelled: Cancelled) -> Iterable[list[Segment]]:
            return draft(document, already, tuple(first), cancelled)

        task = Task(work)
        task.arrived.connect(lambda segments: self.receive(segments) if task is self._task else None)
        task.refused.connect(lambda sentence: self.trouble.emit(Trouble(sentence)))
        task.failed.connect(
            lambda bug: self.trouble.emit(Trouble("Translating stopped because of a fault in Naast.", bug))
        )
        task.finished.connect(lambda: self._ended(task))
        self._task = task
        self.drafting_changed.emit(True)
        self.progress_changed.emit(*self.progress)
        self.tasks.start(task)

    def cancel_drafting(self) -> None:
        """Stop English from arriving; what has arrived stays."""
        if self._task is not None:
            task, self._task = self._task, None
            task.cancel()
            self.drafting_changed.emit(False)

    def _ended(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.drafting_changed.emit(False)

    def _take(self, segments: Iterable[Segment]) -> tuple[Segment, ...]:
        fresh = []
        for segment in segments:
            if segment.id not in self._positions:
                continue
            present = self._segments.get(segment.id)
            if present is not None and (present.status != "machine" or present.origin == "person"):
                continue
            if present is None:
                self._count(segment.id)
            self._segments[segment.id] = segment
            fresh.append(segment)
        return tuple(fresh)

    def _count(self, sentence_id: str) -> None:
        holder_id = self._holders[sentence_id].id
        if holder_id in self._waiting:
            self._waiting[holder_id] -= 1
            if self._waiting[holder_id] == 0:
                self._done += 1
