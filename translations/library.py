"""The user's library: documents, the English next to them, every edit, and the place where they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from reader.document import Document
from reader.errors import InputError
from translations import library_changes as changes
from translations import library_documents as documents
from translations import library_findings as findings
from translations import library_history as history
from translations.findings import Finding
from translations.library_changes import edited, segment_of
from translations.library_documents import DocumentEntry, Reopening
from translations.library_history import Action, Change
from translations.library_rows import marks_to_json
from translations.library_salvage import salvage
from translations.library_schema import migrations
from translations.library_search import Hit, search
from translations.segments import Mark, Origin, Segment
from translations.storage import Kind
from translations.storage_backup import erase_from_copies
from translations.storage_file import WorkFile

KIND = Kind("library", "segments", migrations, lambda db: bool(db["documents"].count), salvage)
"""What sort of file the library is."""


class Library(WorkFile):
    """All that people decided about their documents, saved as it happens.

    Methods that name a document or segment raise ``InputError`` when it is no longer there.
    """

    KIND = KIND

    # Documents

    def add_document(self, document: Document, path: Path | None = None) -> int:
        """Put a document in the library, or open it again with the work done on it; return its id.

        ``path`` is the file it was read from (None for the clipboard). A file that changed is the same
        document with some sentences new: see :meth:`reopening`.
        """
        with self._storage.writing() as db:
            return documents.add(db, document, path.absolute() if path else None, self._storage.stamp())

    def find(self, document: Document) -> int | None:
        """Return the id of a document that says the same, or None: for a library that may only be read."""
        with self._storage.reading() as db:
            row = documents.find(db, document, None)
            return int(row["id"]) if row is not None else None

    def reopening(self, document_id: int) -> Reopening | None:
        """Return what became of the work when the document's file last changed, or None if it never did."""
        with self._storage.reading() as db:
            return documents.reopening(db, document_id)

    def documents(self) -> list[DocumentEntry]:
        """Return all documents with their progress, the last opened first."""
        with self._storage.reading() as db:
            return documents.entries(db)

    def recent(self, limit: int = 10) -> list[DocumentEntry]:
        """Return the documents opened last."""
        return self.documents()[:limit]

    def document(self, document_id: int) -> Document:
        """Return the document, with sentences as a person split and merged them."""
        with self._storage.reading() as db:
            return documents.current(db, document_id)

    def key(self, document_id: int) -> str:
        """Return the document's lasting name: what the memory keeps beside a segment that came from it."""
        with self._storage.reading() as db:
            return str(documents.row_of(db, document_id)["key"])

    def remember_place(self, document_id: int, place: str, mode: str | None = None) -> None:
        """Remember where in the document the user is (a segment or block id) and in which mode."""
        if self.read_only:
            return
        with self._storage.writing() as db:
            db.execute(
                "UPDATE documents SET place = ?, mode = coalesce(?, mode) WHERE id = ?",
                [place, mode, document_id],
            )

    def forget(self, document_id: int) -> None:
        """Remove every trace of a document: text, edits, search index, journal, backups.

        A damaged library that was set aside cannot be searched for it and is deleted. The memory is another
        file: ``TranslationMemory.forget`` with :meth:`key`, called before this.
        """
        with self._storage.writing() as db:
            key = str(documents.row_of(db, document_id)["key"])
            documents.erase(db, key)
        with self._storage.reading() as db:
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        erase_from_copies(
            self.path, lambda copy: documents.has(copy, key), lambda copy: documents.erase(copy, key)
        )

    # Segments

    def segments(self, document_id: int) -> dict[str, Segment]:
        """Return the segments that have English (or were touched by a person), in reading order, by id."""
        with self._storage.reading() as db:
            documents.row_of(db, document_id)
            return changes.segments(db, document_id)

    def segment(self, document_id: int, segment_id: str) -> Segment:
        """Return one segment, translated or not."""
        with self._storage.reading() as db:
            return segment_of(db, document_id, segment_id)

    def repetitions(self, document_id: int, segment_id: str) -> list[Segment]:
        """Return the other segments of the document with the same Dutch that are not confirmed yet."""
        with self._storage.reading() as db:
            return changes.repetitions(db, document_id, segment_id)

    def store_drafts(self, document_id: int, segments: Iterable[Segment]) -> None:
        """Store drafts as they arrive; what a person edited, confirmed or rejected stays as it is.

        Such a segment only gains the draft for its diff when it had none. Drafts of sentences that are no
        longer in the document (split meanwhile) are dropped. Drafts are not part of undo.
        """
        with self._storage.writing() as db:
            changes.store_drafts(db, document_id, segments, self._storage.stamp())

    def save_target(
        self,
        document_id: int,
        segment_id: str,
        target: str,
        *,
        origin: Origin | None = None,
        marks: Sequence[Mark] = (),
    ) -> Segment:
        """Save what the user typed; the segment is *edited* then. Return it as it is now.

        Edits of a segment within a minute are one step of undo. ``origin`` tells where inserted English
        came from (a match of the memory); without it, English typed from nothing is a person's.
        """
        return self._change(document_id, {segment_id: edited(target, origin, marks)}, "edit")[segment_id]

    def save_targets(
        self, document_id: int, targets: Mapping[str, str], *, confirm: bool = False
    ) -> dict[str, Segment]:
        """Save several segments as one step of undo (replace all, the same English for repetitions)."""
        status = {"status": "confirmed"} if confirm else {}
        return self._change(
            document_id,
            {segment_id: edited(target, None, ()) | status for segment_id, target in targets.items()},
            "fill",
        )

    def confirm(self, document_id: int, segment_id: str, target: str | None = None) -> Segment:
        """Confirm a segment, with ``target`` when given; return it as it is now.

        Raises:
            InputError: there is no English to confirm.
        """
        segment = self.segment(document_id, segment_id)
        english = segment.target if target is None else target
        if not english.strip():
            raise InputError("There is no English to confirm here yet.")
        marks = [mark for mark in segment.marks if mark not in ("changed", "low")]
        columns: dict[str, Any] = {"status": "confirmed", "marks": marks_to_json(marks)}
        if target is not None:
            columns |= {"target": target}
        return self._change(document_id, {segment_id: columns}, "confirm")[segment_id]

    def reject(self, document_id: int, segment_id: str) -> Segment:
        """Mark a segment's English as not good enough to keep; return it as it is now."""
        return self._change(document_id, {segment_id: {"status": "rejected"}}, "reject")[segment_id]

    def restore_machine(self, document_id: int, segment_id: str) -> Segment:
        """Put the machine's draft back as the target, with the marks it had; return the segment."""
        segment = self.segment(document_id, segment_id)
        marks = segment.marks if segment.status == "machine" else segment.draft_marks
        columns: dict[str, Any] = {
            "target": segment.machine,
            "status": "machine",
            "origin": "machine" if segment.machine else "none",
            "marks": marks_to_json(marks),
        }
        return self._change(document_id, {segment_id: columns}, "restore")[segment_id]

    def set_note(self, document_id: int, segment_id: str, note: str) -> Segment:
        """Set the translator's note on a segment; return it as it is now."""
        return self._change(document_id, {segment_id: {"note": note}}, "note")[segment_id]

    def split(
        self, document_id: int, segment_id: str, at: int, target_at: int | None = None
    ) -> tuple[Segment, Segment]:
        """Split a sentence ``at`` characters of its Dutch (its English at ``target_at``); return the parts.

        Read :meth:`document` again afterwards: its sentences are others.

        Raises:
            InputError: the place is not inside the sentence.
        """
        with self._storage.writing() as db:
            return changes.split(db, document_id, segment_id, at, target_at, self._storage.clock())

    def merge(self, document_id: int, segment_id: str) -> Segment:
        """Merge a sentence with the next one of its paragraph; return the merged segment.

        Read :meth:`document` again afterwards: its sentences are others.

        Raises:
            InputError: it is the last of its paragraph, or a cell of a table.
        """
        with self._storage.writing() as db:
            return changes.merge(db, document_id, segment_id, self._storage.clock())

    # History

    def undo(self, document_id: int) -> Change | None:
        """Take back the last change of the document; return it, or None when there is none."""
        with self._storage.writing() as db:
            return changes.travelled(db, document_id, history.undo(db, document_id, self._storage.stamp()))

    def redo(self, document_id: int) -> Change | None:
        """Make the change again that was taken back last; return it, or None when there is none."""
        with self._storage.writing() as db:
            return changes.travelled(db, document_id, history.redo(db, document_id, self._storage.stamp()))

    def can_undo(self, document_id: int) -> bool:
        """Return whether there is a change to take back."""
        with self._storage.reading() as db:
            return history.can_undo(db, document_id)

    def can_redo(self, document_id: int) -> bool:
        """Return whether there is a change to make again."""
        with self._storage.reading() as db:
            return history.can_redo(db, document_id)

    def history(self, document_id: int, segment_id: str | None = None) -> list[Change]:
        """Return the changes of a document, or of one segment, newest first."""
        with self._storage.reading() as db:
            return history.changes(db, document_id, segment_id)

    def search(self, text: str, limit: int = 200) -> list[Hit]:
        """Return segments of all documents that hold every word of ``text``, in either language or a note.

        Case and accents do not count, and a word is found inside a longer one. Documents opened last
        come first.
        """
        with self._storage.reading() as db:
            return search(db, text, limit)

    # Findings of the checks

    def ignore(self, document_id: int, finding: Finding) -> None:
        """Remember that a finding is no fault: the same one about the same segment is not shown again."""
        with self._storage.writing() as db:
            documents.row_of(db, document_id)
            findings.ignore(db, document_id, finding)

    def stop_ignoring(self, document_id: int, finding: Finding | None = None) -> None:
        """Show a finding again, or all of the document that were ignored."""
        with self._storage.writing() as db:
            findings.stop_ignoring(db, document_id, finding)

    def ignored(self, document_id: int) -> frozenset[tuple[str, str, str]]:
        """Return the keys of the findings to leave out, as ``check_document`` takes them."""
        with self._storage.reading() as db:
            return findings.ignored(db, document_id)

    def _change(
        self, document_id: int, wanted: Mapping[str, dict[str, Any]], action: Action
    ) -> dict[str, Segment]:
        with self._storage.writing() as db:
            return changes.change(db, document_id, wanted, action, self._storage.clock())
