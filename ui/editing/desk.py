"""What a translator does to segments: shown at once, saved in order, remembered for undo and memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from reader.document import Document
from translations.quick_marks import quick_marks
from translations.segments import Mark, Origin, Segment, source_sentences
from ui.editing.writer import Writer
from ui.session import Session

Remember = Callable[[Segment, str | None, str | None], object]
"""Puts a confirmed segment in the translation memory: (segment, Dutch before it, Dutch after it)."""


class EditDesk(QObject):
    """The changes of one session. Every change is in the window at once and in the library soon after.

    Without a library (or with one opened read-only) changes live in the window alone; ``kept`` says so.
    """

    went_to = Signal(str)
    """The id of a segment that undo, redo, split or merge changed: the grid goes there."""

    def __init__(self, session: Session, writer: Writer, remember: Remember, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.writer = writer
        self._remember = remember
        self._latest: dict[str, int] = {}
        self._same_dutch: dict[str, list[str]] = {}
        session.sentences_changed.connect(self._forget_same_dutch)

    def prepare(self) -> None:
        """Read, beside the window, what the first keystroke and the first confirmation would wait for."""
        document = self.session.document

        def work() -> dict[str, list[str]]:
            quick_marks("De Kamer is in 2018 geïnformeerd.", "The House was informed in 2018.")
            return _same_dutch(document)

        def then(found: dict[str, list[str]]) -> None:
            if self.session.document is document:
                self._same_dutch = found

        self.writer.submit(work, then)

    def _forget_same_dutch(self) -> None:
        self._same_dutch = {}

    @property
    def kept(self) -> bool:
        """Whether changes are saved."""
        library = self.session.library
        return library is not None and self.session.document_id is not None and not library.read_only

    def segment(self, segment_id: str) -> Segment:
        """Return a segment as the window shows it, an empty one where no English has arrived."""
        present = self.session.segments.get(segment_id)
        if present is not None:
            return present
        holder = self.session.holder(segment_id)
        sentence = next(one for one in holder.sentences if one.id == segment_id)
        return Segment(segment_id, holder.id, holder.text[sentence.start : sentence.end])

    # single segments

    def edit(self, segment_id: str, target: str, origin: Origin | None = None) -> None:
        """Take what was typed (or, with ``origin``, inserted)."""
        segment = self.segment(segment_id)
        if target == segment.target:
            return
        came_from = origin or ("person" if not segment.machine else segment.origin)
        draft_marks = segment.marks if segment.status == "machine" else segment.draft_marks
        self._show(
            replace(
                segment,
                target=target,
                status="edited",
                origin=came_from,
                marks=tuple(mark for mark in segment.marks if mark not in ("low", "changed")),
                draft_marks=draft_marks,
            )
        )
        source = segment.source

        # Looking for marks takes longer than a keystroke may: the answer brings them.
        def marks_of_target() -> tuple[Mark, ...]:
            return quick_marks(source, target) if target.strip() else ()

        def work(library: Any, document: int) -> Segment:
            saved: Segment = library.save_target(
                document, segment_id, target, origin=origin, marks=marks_of_target()
            )
            return saved

        def mark(marks: tuple[Mark, ...]) -> None:
            present = self.segment(segment_id) if self._here(segment_id) else None
            if present is not None and present.target == target and present.marks != marks:
                self.session.change(replace(present, marks=marks))

        if self.kept:
            self._save(segment_id, work)
        else:
            self.writer.submit(marks_of_target, mark)

    def confirm(self, segment_id: str, target: str) -> bool:
        """Confirm a segment with this English; False (and nothing happens) when it is empty."""
        if not target.strip():
            return False
        segment = self.segment(segment_id)
        confirmed = replace(
            segment,
            target=target,
            status="confirmed",
            marks=tuple(mark for mark in segment.marks if mark != "low"),
            draft_marks=segment.marks if segment.status == "machine" else segment.draft_marks,
        )
        self._show(confirmed)
        before, after = self._neighbours(segment_id)

        def work(library: Any, document: int) -> Segment:
            saved: Segment = library.confirm(document, segment_id, target)
            self._remember(saved, before, after)
            return saved

        self._save(segment_id, work)
        return True

    def reject(self, segment_id: str) -> None:
        """Mark a segment's English as not good enough."""
        self._show(replace(self.segment(segment_id), status="rejected"))
        self._save(segment_id, lambda library, document: library.reject(document, segment_id))

    def restore_machine(self, segment_id: str) -> None:
        """Put the machine's draft back."""
        segment = self.segment(segment_id)
        if segment.machine:
            marks = segment.marks if segment.status == "machine" else segment.draft_marks
            self._show(
                replace(segment, target=segment.machine, status="machine", origin="machine", marks=marks)
            )
            self._save(segment_id, lambda library, document: library.restore_machine(document, segment_id))

    def note(self, segment_id: str, text: str) -> None:
        """Set the note of a segment."""
        self._show(replace(self.segment(segment_id), note=text))
        self._save(segment_id, lambda library, document: library.set_note(document, segment_id, text))

    # several

    def fill(self, targets: Mapping[str, str], *, confirm: bool = False) -> None:
        """Give several segments their English as one step of undo (replace all, repetitions)."""
        for segment_id, target in targets.items():
            status = "confirmed" if confirm else "edited"
            self._show(replace(self.segment(segment_id), target=target, status=status))  # type: ignore[arg-type]
        self._do(
            lambda library, document: library.save_targets(document, dict(targets), confirm=confirm),
            lambda saved: [self._show(segment) for segment in saved.values()],
            keep=True,
        )

    def repetitions(self, segment_id: str) -> tuple[str, ...]:
        """Return the ids of unconfirmed segments with the same Dutch."""
        if not self._same_dutch:
            self._same_dutch = _same_dutch(self.session.document)
        return tuple(
            other
            for other in self._same_dutch.get(_key(self.segment(segment_id).source), ())
            if other != segment_id and self.segment(other).status != "confirmed"
        )

    def split(self, segment_id: str, at: int, target_at: int | None) -> None:
        """Split a segment after ``at`` characters of its Dutch."""
        self._resegment(lambda library, document: library.split(document, segment_id, at, target_at)[0].id)

    def merge(self, segment_id: str) -> None:
        """Merge a segment with the next one of its paragraph."""
        self._resegment(lambda library, document: library.merge(document, segment_id).id)

    # back and forth

    def undo(self) -> None:
        """Take back the last change of the document."""
        self._travel(lambda library, document: library.undo(document))

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._travel(lambda library, document: library.redo(document))

    def _travel(self, work: Callable[[Any, int], Any]) -> None:
        def both(library: Any, document: int) -> tuple[Any, Any, dict[str, Segment]]:
            change = work(library, document)
            ids = change.segment_ids if change is not None and not change.resegmented else ()
            changed = {segment_id: library.segment(document, segment_id) for segment_id in ids}
            whole = (
                (library.document(document), library.segments(document))
                if change is not None and change.resegmented
                else None
            )
            return change, whole, changed

        def then(result: tuple[Any, Any, dict[str, Segment]]) -> None:
            change, whole, changed = result
            if change is None:
                return
            if whole is not None:
                self.session.resegment(*whole)
            for segment in changed.values():
                self._show(segment)
            here = next((one for one in change.segment_ids if self._here(one)), "")
            if here:
                self.went_to.emit(here)

        self._do(both, then)

    def _here(self, segment_id: str) -> bool:
        return self.session.has(segment_id)

    def _resegment(self, work: Callable[[Any, int], str]) -> None:
        def both(library: Any, document: int) -> tuple[str, Any, Any]:
            first = work(library, document)
            return first, library.document(document), library.segments(document)

        def then(result: tuple[str, Any, Any]) -> None:
            first, document, segments = result
            self.session.resegment(document, segments)
            self.went_to.emit(first)

        self._do(both, then)

    # saving

    def _neighbours(self, segment_id: str) -> tuple[str | None, str | None]:
        at, order = self.session.position(segment_id), self.session.order
        before = self.segment(order[at - 1]).source if at else None
        after = self.segment(order[at + 1]).source if at + 1 < len(order) else None
        return before, after

    def _show(self, segment: Segment) -> None:
        self._latest[segment.id] = self._latest.get(segment.id, 0) + 1
        self.session.change(segment)

    def _save(self, segment_id: str, work: Callable[[Any, int], Segment]) -> None:
        number = self._latest[segment_id]

        def then(saved: Segment) -> None:
            # Newer typing is on its way to the library too; its own answer will be shown.
            newest = self._latest.get(segment_id) == number and self._here(segment_id)
            if newest and self.session.segments.get(segment_id) != saved:
                self.session.change(saved)

        self._do(work, then, keep=True)

    def _do(
        self, work: Callable[[Any, int], Any], then: Callable[[Any], object], *, keep: bool = False
    ) -> None:
        library, document = self.session.library, self.session.document_id
        if not self.kept or library is None or document is None:
            return

        def written() -> Any:
            self.writer.write_left()  # Nothing is taken back or cut before what was done earlier is there.
            return work(library, document)

        def told(result: Any) -> None:
            if isValid(self.session):  # It was written late, and another document may be open.
                then(result)

        self.writer.submit(written, told, keep=keep)


def _same_dutch(document: Document) -> dict[str, list[str]]:
    """Return the ids of sentences by their Dutch."""
    found: dict[str, list[str]] = {}
    for _holder, sentence, text in source_sentences(document):
        found.setdefault(_key(text), []).append(sentence.id)
    return found


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
