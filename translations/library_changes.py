"""How segments of the library are read and changed: each change written with the way back from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from reader.document import Sentence
from reader.errors import InputError
from reader.identity import normalise
from translations import library_documents as documents
from translations import library_history as history
from translations.library_history import Action, Change, Step
from translations.library_rows import row_to_segment, segment_to_row
from translations.library_segmentation import (
    holder_of,
    merge_segments,
    merged_range,
    split_range,
    split_segment,
)
from translations.segments import Mark, Origin, Segment, source_sentences

Columns = dict[str, Any]


def segment_of(db: Database, document_id: int, segment_id: str) -> Segment:
    """Return one segment, translated or not.

    Raises:
        InputError: the document has no such sentence (any more).
    """
    row = db.execute(
        "SELECT * FROM segments WHERE document_id = ? AND segment_id = ? AND position IS NOT NULL",
        [document_id, segment_id],
    ).fetchone()
    if row is None:
        raise InputError("This sentence is no longer in the document: open the document again.")
    return row_to_segment(row)


def segments(db: Database, document_id: int) -> dict[str, Segment]:
    """Return the segments that have English (or were touched by a person), in reading order, by id."""
    rows = db.execute(
        "SELECT * FROM segments WHERE document_id = ? AND position IS NOT NULL "
        "AND NOT (status = 'machine' AND origin = 'none' AND target = '') ORDER BY position",
        [document_id],
    )
    return {row["segment_id"]: row_to_segment(row) for row in rows}


def repetitions(db: Database, document_id: int, segment_id: str) -> list[Segment]:
    """Return the other segments with the same Dutch that are not confirmed yet."""
    wanted = normalise(segment_of(db, document_id, segment_id).source)
    rows = db.execute(
        "SELECT * FROM segments WHERE document_id = ? AND position IS NOT NULL "
        "AND status <> 'confirmed' AND segment_id <> ? ORDER BY position",
        [document_id, segment_id],
    )
    return [row_to_segment(row) for row in rows if normalise(row["source"]) == wanted]


def store_drafts(db: Database, document_id: int, drafts: Iterable[Segment], stamp: str) -> None:
    """Store drafts; what a person decided only gains the draft for its diff when it had none."""
    for draft in drafts:
        row = db.execute(
            "SELECT * FROM segments WHERE document_id = ? AND segment_id = ? AND position IS NOT NULL",
            [document_id, draft.id],
        ).fetchone()
        if row is None:
            continue
        if row["status"] == "machine":
            columns = segment_to_row(replace(draft, note=row["note"] or draft.note))
        elif not row["machine"]:
            given = segment_to_row(replace(draft, draft_marks=draft.marks))
            columns = {name: given[name] for name in ("machine", "score", "links", "draft_marks")}
        else:
            continue
        history.write_columns(db, document_id, draft.id, columns, stamp)


def edited(target: str, origin: Origin | None, marks: Sequence[Mark]) -> Columns:
    """Return the columns of a segment that a person gave this English."""
    row = segment_to_row(Segment("", "", "", target=target, marks=tuple(marks)))
    return {"target": row["target"], "status": "edited", "origin": origin, "marks": row["marks"]}


def change(
    db: Database, document_id: int, wanted: Mapping[str, Columns], action: Action, now: datetime
) -> dict[str, Segment]:
    """Change columns of segments as one step of undo; return the segments as they are then."""
    before: dict[str, Columns | None] = {}
    after: dict[str, Columns | None] = {}
    for segment_id, columns in wanted.items():
        present = segment_to_row(segment_of(db, document_id, segment_id))
        if "target" in columns and columns["target"] == present["target"]:
            # The same English again changes nothing, unless it is confirmed or restored.
            columns = columns if columns.get("status") in ("confirmed", "machine") else {}
        elif columns.get("origin") is None and "origin" in columns:
            origin = "person" if not present["machine"] else present["origin"]
            columns = columns | {"origin": origin}
        if present["status"] == "machine" and columns.get("status", "machine") != "machine":
            columns = columns | {"draft_marks": present["marks"]}
        different = {name: value for name, value in columns.items() if present[name] != value}
        if different:
            before[segment_id] = {name: present[name] for name in different}
            after[segment_id] = different
    if after:
        step = Step(after, {})
        history.apply(db, document_id, step, _stamp(now))
        history.record(db, document_id, action, Step(before, {}), step, now)
    return {segment_id: segment_of(db, document_id, segment_id) for segment_id in wanted}


def split(
    db: Database, document_id: int, segment_id: str, at: int, target_at: int | None, now: datetime
) -> tuple[Segment, Segment]:
    """Split a sentence ``at`` characters of its Dutch (its English at ``target_at``); return the parts.

    Raises:
        InputError: the place is not inside the sentence.
    """
    document = documents.current(db, document_id)
    ranges = split_range(document, segment_id, at)
    holder = holder_of(document, segment_id)
    old = {sentence.id for sentence in holder.sentences}
    parts = [sentence for sentence in ranges if sentence.id not in old]
    texts = [holder.text[part.start : part.end] for part in parts]
    segment = segment_of(db, document_id, segment_id)
    first, second = split_segment(segment, at, parts, texts, target_at)
    _resegment(db, document_id, holder.id, ranges, (segment,), (first, second), "split", now)
    return first, second


def merge(db: Database, document_id: int, segment_id: str, now: datetime) -> Segment:
    """Merge a sentence with the next one of its paragraph; return the merged segment.

    Raises:
        InputError: it is the last of its paragraph, or a cell of a table.
    """
    document = documents.current(db, document_id)
    holder = holder_of(document, segment_id)
    ranges, next_id, merged_id = merged_range(document, segment_id)
    whole = next(sentence for sentence in ranges if sentence.id == merged_id)
    first, second = (segment_of(db, document_id, one) for one in (segment_id, next_id))
    merged = merge_segments(first, second, merged_id, holder.text[whole.start : whole.end])
    _resegment(db, document_id, holder.id, ranges, (first, second), (merged,), "merge", now)
    return merged


def travelled(db: Database, document_id: int, change: Change | None) -> Change | None:
    """Bring the order of the segments up to date after undo or redo; return what was undone or redone."""
    if change is not None and change.resegmented:
        _renumber(db, document_id)
    return change


def _resegment(
    db: Database,
    document_id: int,
    parent_id: str,
    ranges: Sequence[Sentence],
    old: Sequence[Segment],
    new: Sequence[Segment],
    action: Action,
    now: datetime,
) -> None:
    row = db.execute(
        "SELECT ranges FROM segmentation WHERE document_id = ? AND parent_id = ?",
        [document_id, parent_id],
    ).fetchone()
    gone: dict[str, Columns | None] = {segment.id: None for segment in old}
    unmade: dict[str, Columns | None] = {segment.id: None for segment in new}
    before = Step(
        unmade | {segment.id: documents.full_columns(segment, 0) for segment in old},
        {parent_id: history.ranges_of_row(row)},
    )
    after = Step(
        gone | {segment.id: documents.full_columns(segment, 0) for segment in new},
        {parent_id: [[one.id, one.start, one.end] for one in ranges]},
    )
    history.apply(db, document_id, after, _stamp(now))
    history.record(db, document_id, action, before, after, now)
    _renumber(db, document_id)


def _renumber(db: Database, document_id: int) -> None:
    """Give the segments the order of the document's sentences, after some were split or merged."""
    for position, (holder, sentence, _) in enumerate(source_sentences(documents.current(db, document_id))):
        db.execute(
            "UPDATE segments SET position = ?, parent_id = ? WHERE document_id = ? AND segment_id = ?",
            [position, holder.id, document_id, sentence.id],
        )


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="milliseconds")
