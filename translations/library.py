"""The user's library: documents, the English next to them, every edit, and the place where they were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from reader.document import Document, Sentence
from reader.errors import EnvironmentProblem, InputError
from reader.identity import normalise
from translations import library_documents as documents
from translations import library_history as history
from translations.findings import Finding
from translations.library_backup import backup_folder, set_aside_files
from translations.library_documents import DocumentEntry, Reopening
from translations.library_history import Action, Change, Step
from translations.library_lock import Writer
from translations.library_rows import row_to_segment, segment_to_row
from translations.library_search import Hit, search
from translations.library_segmentation import (
    holder_of,
    merge_segments,
    merged_range,
    split_range,
    split_segment,
)
from translations.library_storage import Clock, Storage, now_utc, open_storage
from translations.segments import Mark, Origin, Segment, source_sentences


class Library:
    """All that people decided about their documents, saved as it happens.

    Any thread may call it; calls wait for each other. Every write is one transaction and is on the disk
    when the call returns. Methods that write raise ``EnvironmentProblem`` when the library is read-only or
    the disk refuses (nothing of that call is saved then), methods that name a document or segment raise
    ``InputError`` when it is no longer there.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    @classmethod
    def open(cls, path: Path, *, clock: Clock = now_utc) -> Library:
        """Open the library at ``path``, made when there is none.

        A second Naast on the same library opens read-only; a damaged library goes back to its last good
        backup. :attr:`notices` tells what happened.

        Raises:
            EnvironmentProblem: there is none and none can be made there, or a newer Naast wrote it.
        """
        return cls(open_storage(path, clock=clock))

    @property
    def path(self) -> Path:
        """Where the library lies."""
        return self._storage.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved; :attr:`notices` says why."""
        return self._storage.read_only

    @property
    def writer(self) -> Writer | None:
        """The other Naast that has the library open for writing, when it left its name."""
        return self._storage.writer

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know about how the library opened, each one plain sentence."""
        return self._storage.notices

    def close(self) -> None:
        """Close the library and let another Naast write it."""
        self._storage.close()

    def save_copy(self, path: Path) -> None:
        """Write the whole library to a new file: the way out when its own folder is gone."""
        self._storage.copy_to(path)

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
        try:
            documents.erase_from_backups(backup_folder(self.path), key)
            for path in set_aside_files(self.path):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise EnvironmentProblem(
                f"The document is gone from the library, but a backup in {backup_folder(self.path)} "
                "could not be changed: delete it there."
            ) from error

    # Segments

    def segments(self, document_id: int) -> dict[str, Segment]:
        """Return the segments that have English (or were touched by a person), in reading order, by id."""
        with self._storage.reading() as db:
            documents.row_of(db, document_id)
            rows = db.execute(
                "SELECT * FROM segments WHERE document_id = ? AND position IS NOT NULL "
                "AND NOT (status = 'machine' AND origin = 'none' AND target = '') ORDER BY position",
                [document_id],
            )
            return {row["segment_id"]: row_to_segment(row) for row in rows}

    def segment(self, document_id: int, segment_id: str) -> Segment:
        """Return one segment, translated or not."""
        with self._storage.reading() as db:
            return _segment(db, document_id, segment_id)

    def repetitions(self, document_id: int, segment_id: str) -> list[Segment]:
        """Return the other segments of the document with the same Dutch that are not confirmed yet."""
        with self._storage.reading() as db:
            wanted = normalise(_segment(db, document_id, segment_id).source)
            rows = db.execute(
                "SELECT * FROM segments WHERE document_id = ? AND position IS NOT NULL "
                "AND status <> 'confirmed' AND segment_id <> ? ORDER BY position",
                [document_id, segment_id],
            )
            return [row_to_segment(row) for row in rows if normalise(row["source"]) == wanted]

    def store_drafts(self, document_id: int, segments: Iterable[Segment]) -> None:
        """Store drafts as they arrive; what a person edited, confirmed or rejected stays as it is.

        Such a segment only gains the draft for its diff when it had none. Drafts of sentences that are no
        longer in the document (split meanwhile) are dropped. Drafts are not part of undo.
        """
        with self._storage.writing() as db:
            for draft in segments:
                row = db.execute(
                    "SELECT * FROM segments WHERE document_id = ? AND segment_id = ? "
                    "AND position IS NOT NULL",
                    [document_id, draft.id],
                ).fetchone()
                if row is None:
                    continue
                if row["status"] == "machine":
                    columns = segment_to_row(replace(draft, note=row["note"] or draft.note))
                elif not row["machine"]:
                    given = segment_to_row(draft)
                    columns = {name: given[name] for name in ("machine", "score", "links")}
                else:
                    continue
                history.write_columns(db, document_id, draft.id, columns, self._storage.stamp())

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
        return self._change(document_id, {segment_id: _edited(target, origin, marks)}, "edit")[segment_id]

    def save_targets(
        self, document_id: int, targets: Mapping[str, str], *, confirm: bool = False
    ) -> dict[str, Segment]:
        """Save several segments as one step of undo (replace all, the same English for repetitions)."""
        status = {"status": "confirmed"} if confirm else {}
        return self._change(
            document_id,
            {segment_id: _edited(target, None, ()) | status for segment_id, target in targets.items()},
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
        columns: dict[str, Any] = {"status": "confirmed", "marks": json.dumps(marks, separators=(",", ":"))}
        if target is not None:
            columns |= {"target": target}
        return self._change(document_id, {segment_id: columns}, "confirm")[segment_id]

    def reject(self, document_id: int, segment_id: str) -> Segment:
        """Mark a segment's English as not good enough to keep; return it as it is now."""
        return self._change(document_id, {segment_id: {"status": "rejected"}}, "reject")[segment_id]

    def restore_machine(
        self, document_id: int, segment_id: str, marks: Sequence[Mark] | None = None
    ) -> Segment:
        """Put the machine's draft back as the target, with its ``marks`` (None: those there are)."""
        machine = self.segment(document_id, segment_id).machine
        origin = "machine" if machine else "none"
        columns: dict[str, Any] = {"target": machine, "status": "machine", "origin": origin}
        if marks is not None:
            columns["marks"] = json.dumps(list(marks))
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
            document = documents.current(db, document_id)
            ranges = split_range(document, segment_id, at)
            holder = holder_of(document, segment_id)
            old = {sentence.id for sentence in holder.sentences}
            parts = [sentence for sentence in ranges if sentence.id not in old]
            texts = [holder.text[part.start : part.end] for part in parts]
            segment = _segment(db, document_id, segment_id)
            first, second = split_segment(segment, at, parts, texts, target_at)
            self._resegment(db, document_id, holder.id, ranges, (segment,), (first, second), "split")
            return first, second

    def merge(self, document_id: int, segment_id: str) -> Segment:
        """Merge a sentence with the next one of its paragraph; return the merged segment.

        Read :meth:`document` again afterwards: its sentences are others.

        Raises:
            InputError: it is the last of its paragraph, or a cell of a table.
        """
        with self._storage.writing() as db:
            document = documents.current(db, document_id)
            holder = holder_of(document, segment_id)
            ranges, next_id, merged_id = merged_range(document, segment_id)
            whole = next(sentence for sentence in ranges if sentence.id == merged_id)
            first, second = (_segment(db, document_id, one) for one in (segment_id, next_id))
            merged = merge_segments(first, second, merged_id, holder.text[whole.start : whole.end])
            self._resegment(db, document_id, holder.id, ranges, (first, second), (merged,), "merge")
            return merged

    # History

    def undo(self, document_id: int) -> Change | None:
        """Take back the last change of the document; return it, or None when there is none."""
        with self._storage.writing() as db:
            change = history.undo(db, document_id, self._storage.stamp())
            self._renumber_after(db, document_id, change)
            return change

    def redo(self, document_id: int) -> Change | None:
        """Make the change again that was taken back last; return it, or None when there is none."""
        with self._storage.writing() as db:
            change = history.redo(db, document_id, self._storage.stamp())
            self._renumber_after(db, document_id, change)
            return change

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
            db.execute(
                "INSERT OR IGNORE INTO ignored_findings (document_id, segment_id, check_name, message) "
                "VALUES (?, ?, ?, ?)",
                [document_id, *finding.key],
            )

    def stop_ignoring(self, document_id: int, finding: Finding | None = None) -> None:
        """Show a finding again, or all of the document that were ignored."""
        with self._storage.writing() as db:
            if finding is None:
                db.execute("DELETE FROM ignored_findings WHERE document_id = ?", [document_id])
            else:
                db.execute(
                    "DELETE FROM ignored_findings "
                    "WHERE document_id = ? AND segment_id = ? AND check_name = ? AND message = ?",
                    [document_id, *finding.key],
                )

    def ignored(self, document_id: int) -> frozenset[tuple[str, str, str]]:
        """Return the keys of the findings to leave out, as ``check_document`` takes them."""
        with self._storage.reading() as db:
            rows = db.execute(
                "SELECT segment_id, check_name, message FROM ignored_findings WHERE document_id = ?",
                [document_id],
            )
            return frozenset((row[0], row[1], row[2]) for row in rows)

    # How a change is made

    def _change(
        self, document_id: int, wanted: Mapping[str, dict[str, Any]], action: Action
    ) -> dict[str, Segment]:
        with self._storage.writing() as db:
            before: dict[str, dict[str, Any] | None] = {}
            after: dict[str, dict[str, Any] | None] = {}
            for segment_id, columns in wanted.items():
                present = segment_to_row(_segment(db, document_id, segment_id))
                if "target" in columns and columns["target"] == present["target"]:
                    # The same English again changes nothing, unless it is confirmed with it.
                    columns = columns if columns.get("status") == "confirmed" else {}
                elif columns.get("origin") is None and "origin" in columns:
                    origin = "person" if not present["machine"] else present["origin"]
                    columns = columns | {"origin": origin}
                different = {name: value for name, value in columns.items() if present[name] != value}
                if different:
                    before[segment_id] = {name: present[name] for name in different}
                    after[segment_id] = different
            if after:
                step = Step(after, {})
                history.apply(db, document_id, step, self._storage.stamp())
                history.record(db, document_id, action, Step(before, {}), step, self._now())
            return {segment_id: _segment(db, document_id, segment_id) for segment_id in wanted}

    def _resegment(
        self,
        db: Database,
        document_id: int,
        parent_id: str,
        ranges: Sequence[Sentence],
        old: Sequence[Segment],
        new: Sequence[Segment],
        action: Action,
    ) -> None:
        row = db.execute(
            "SELECT ranges FROM segmentation WHERE document_id = ? AND parent_id = ?",
            [document_id, parent_id],
        ).fetchone()
        gone: dict[str, dict[str, Any] | None] = {segment.id: None for segment in old}
        unmade: dict[str, dict[str, Any] | None] = {segment.id: None for segment in new}
        before = Step(
            unmade | {segment.id: documents.full_columns(segment, 0) for segment in old},
            {parent_id: history.ranges_of_row(row)},
        )
        after = Step(
            gone | {segment.id: documents.full_columns(segment, 0) for segment in new},
            {parent_id: [[one.id, one.start, one.end] for one in ranges]},
        )
        history.apply(db, document_id, after, self._storage.stamp())
        history.record(db, document_id, action, before, after, self._now())
        _renumber(db, document_id)

    def _renumber_after(self, db: Database, document_id: int, change: Change | None) -> None:
        if change is not None and change.resegmented:
            _renumber(db, document_id)

    def _now(self) -> datetime:
        return self._storage.clock()


def _edited(target: str, origin: Origin | None, marks: Sequence[Mark]) -> dict[str, Any]:
    row = segment_to_row(Segment("", "", "", target=target, marks=tuple(marks)))
    return {"target": row["target"], "status": "edited", "origin": origin, "marks": row["marks"]}


def _segment(db: Database, document_id: int, segment_id: str) -> Segment:
    row = db.execute(
        "SELECT * FROM segments WHERE document_id = ? AND segment_id = ? AND position IS NOT NULL",
        [document_id, segment_id],
    ).fetchone()
    if row is None:
        raise InputError("This sentence is no longer in the document: open the document again.")
    return row_to_segment(row)


def _renumber(db: Database, document_id: int) -> None:
    """Give the segments the order of the document's sentences, after some were split or merged."""
    for position, (holder, sentence, _) in enumerate(source_sentences(documents.current(db, document_id))):
        db.execute(
            "UPDATE segments SET position = ?, parent_id = ? WHERE document_id = ? AND segment_id = ?",
            [position, holder.id, document_id, sentence.id],
        )
