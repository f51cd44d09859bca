"""Every change to a document's segments, kept for good, and the way back and forth through them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlite_utils import Database

from translations.library_search import index_segment

Action = Literal["edit", "confirm", "reject", "restore", "note", "fill", "split", "merge", "reopened"]
State = Literal["done", "undone", "replaced", "sealed"]

SITTING = timedelta(seconds=60)
"""Edits of one segment that follow each other within this time are one step of undo."""

Columns = dict[str, Any]
Ranges = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """What changed: column values by segment id (None: not in the document), ranges by block id."""

    segments: Mapping[str, Columns | None]
    ranges: Mapping[str, Ranges | None]

    def to_json(self) -> str:
        """Return the step as JSON."""
        plain = {"segments": dict(self.segments), "ranges": dict(self.ranges)}
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> Step:
        """Return the step that :meth:`to_json` wrote."""
        plain = json.loads(text)
        return Step(plain["segments"], plain["ranges"])


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a document: when (ISO 8601, UTC), what was done, to which segments.

    ``before`` and ``after`` hold the targets of those segments where the target changed;
    ``resegmented`` tells that sentences were split or merged: read the document again.
    ``state``: ``undone`` can be redone, ``replaced`` was undone and then overtaken by other work,
    ``sealed`` belongs to an earlier version of the document.
    """

    id: int
    made_at: str
    action: Action
    state: State
    segment_ids: tuple[str, ...]
    before: Mapping[str, str]
    after: Mapping[str, str]
    resegmented: bool


def _change(row: sqlite3.Row) -> Change:
    before, after = Step.from_json(row["before"]), Step.from_json(row["after"])
    return Change(
        id=row["id"],
        made_at=row["made_at"],
        action=row["action"],
        state=row["state"],
        segment_ids=tuple(dict.fromkeys((*before.segments, *after.segments))),
        before=_targets(before),
        after=_targets(after),
        resegmented=bool(before.ranges or after.ranges),
    )


def _targets(step: Step) -> dict[str, str]:
    return {
        segment_id: columns["target"]
        for segment_id, columns in step.segments.items()
        if columns is not None and "target" in columns
    }


def record(
    db: Database, document_id: int, action: Action, before: Step, after: Step, made_at: datetime
) -> None:
    """Write a change that was just made; changes that were undone can then no longer be redone."""
    db.execute(
        "UPDATE changes SET state = 'replaced' WHERE document_id = ? AND state = 'undone'", [document_id]
    )
    stamp = made_at.isoformat(timespec="milliseconds")
    last = _last(db, document_id, "done", "DESC")
    if (
        action == "edit"
        and last is not None
        and last["action"] == "edit"
        and made_at - datetime.fromisoformat(last["made_at"]) < SITTING
        and set(Step.from_json(last["after"]).segments) == set(after.segments)
    ):
        db.execute(
            "UPDATE changes SET made_at = ?, after = ? WHERE id = ?",
            [stamp, after.to_json(), last["id"]],
        )
        return
    db.execute(
        "INSERT INTO changes (document_id, made_at, action, state, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        [document_id, stamp, action, "done", before.to_json(), after.to_json()],
    )


def _last(db: Database, document_id: int, state: State, order: Literal["ASC", "DESC"]) -> sqlite3.Row | None:
    row: sqlite3.Row | None = db.execute(
        f"SELECT * FROM changes WHERE document_id = ? AND state = ? ORDER BY id {order} LIMIT 1",
        [document_id, state],
    ).fetchone()
    return row


def undo(db: Database, document_id: int, stamp: str) -> Change | None:
    """Take back the last change; return it, or None when there is none."""
    row = _last(db, document_id, "done", "DESC")
    if row is None:
        return None
    apply(db, document_id, Step.from_json(row["before"]), stamp)
    db.execute("UPDATE changes SET state = 'undone' WHERE id = ?", [row["id"]])
    return _change(row)


def redo(db: Database, document_id: int, stamp: str) -> Change | None:
    """Make the change again that was last taken back; return it, or None when there is none."""
    row = _last(db, document_id, "undone", "ASC")
    if row is None:
        return None
    apply(db, document_id, Step.from_json(row["after"]), stamp)
    db.execute("UPDATE changes SET state = 'done' WHERE id = ?", [row["id"]])
    return _change(row)


def can_undo(db: Database, document_id: int) -> bool:
    """Return whether there is a change to take back."""
    return _last(db, document_id, "done", "DESC") is not None


def can_redo(db: Database, document_id: int) -> bool:
    """Return whether there is a change to make again."""
    return _last(db, document_id, "undone", "ASC") is not None


def seal(db: Database, document_id: int) -> None:
    """Keep the changes so far as history only: the document they were made in has changed."""
    db.execute(
        "UPDATE changes SET state = 'sealed' WHERE document_id = ? AND state IN ('done', 'undone')",
        [document_id],
    )


def changes(db: Database, document_id: int, segment_id: str | None = None) -> list[Change]:
    """Return the changes of a document, or of one of its segments, newest first."""
    rows = db.execute(
        "SELECT * FROM changes WHERE document_id = ? AND action <> 'reopened' ORDER BY id DESC", [document_id]
    )
    found = [_change(row) for row in rows]
    return [change for change in found if segment_id is None or segment_id in change.segment_ids]


def apply(db: Database, document_id: int, step: Step, stamp: str) -> None:
    """Bring the segments and sentence ranges to what ``step`` says, and the search index with them."""
    for segment_id, columns in step.segments.items():
        if columns is None:
            remove_segment(db, document_id, segment_id)
        else:
            write_columns(db, document_id, segment_id, columns, stamp)
    for parent_id, ranges in step.ranges.items():
        if ranges is None:
            db.execute(
                "DELETE FROM segmentation WHERE document_id = ? AND parent_id = ?", [document_id, parent_id]
            )
        else:
            db.execute(
                "INSERT OR REPLACE INTO segmentation (document_id, parent_id, ranges) VALUES (?, ?, ?)",
                [document_id, parent_id, json.dumps(ranges)],
            )


def write_columns(db: Database, document_id: int, segment_id: str, columns: Columns, stamp: str) -> None:
    """Change some columns of a segment, or add it with all of them."""
    given = {**columns, "changed_at": stamp}
    assignments = ", ".join(f"{name} = ?" for name in given)
    changed = db.execute(
        f"UPDATE segments SET {assignments} WHERE document_id = ? AND segment_id = ?",
        [*given.values(), document_id, segment_id],
    ).rowcount
    if not changed:
        given |= {"document_id": document_id, "segment_id": segment_id}
        names, places = ", ".join(given), ", ".join("?" for _ in given)
        db.execute(f"INSERT INTO segments ({names}) VALUES ({places})", list(given.values()))
    if {"source", "target", "note"} & columns.keys():
        index_segment(db, document_id, segment_id)


def remove_segment(db: Database, document_id: int, segment_id: str) -> None:
    """Take a segment out of the library and its search index."""
    where = "FROM segments WHERE document_id = ? AND segment_id = ?"
    db.execute(f"DELETE FROM segment_search WHERE rowid IN (SELECT id {where})", [document_id, segment_id])
    db.execute(f"DELETE {where}", [document_id, segment_id])


def ranges_of_row(row: sqlite3.Row | None) -> Ranges | None:
    """Return the sentence ranges that a row of ``segmentation`` holds; None without one."""
    return None if row is None else json.loads(row["ranges"])
