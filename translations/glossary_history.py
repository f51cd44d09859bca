"""What was changed in the termbase, when and by whom, and how to take it back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlite_utils import Database

from reader.errors import InputError
from translations.glossary_schema import RECORDED

_UNTOLD = {
    "modified_at",
    "modified_by",
    "created_at",
    "created_by",
    "folded",
    "position",
    "concept_id",
    "uuid",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing somebody did: an edit, an import, a merge, or taking one of these back."""

    id: int
    at: str
    by: str
    label: str
    kind: str
    undone: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of one concept, as a person reads it; ``field`` is empty when a whole term came or went."""

    at: str
    by: str
    label: str
    term: str
    field: str
    before: str
    after: str


def now() -> str:
    """Return the present moment in UTC as it is stored (ISO 8601, seconds)."""
    return datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


@contextmanager
def operation(db: Database, label: str, *, by: str, kind: str = "edit") -> Iterator[int]:
    """Do everything inside as one change that succeeds or fails whole; gives its id. Nested ones join in."""
    if db.conn.in_transaction:
        yield int(str(_scalar(db, "SELECT max(id) FROM operation")))
        return
    with db.atomic():
        cursor = db.execute(
            "INSERT INTO operation(at, by, label, kind) VALUES (?, ?, ?, ?)", [now(), by, label, kind]
        )
        identity = int(cursor.lastrowid or 0)
        yield identity
        empty = not _scalar(db, "SELECT exists(SELECT 1 FROM change WHERE operation_id = ?)", [identity])
        if empty and kind != "bundle":
            db.execute("DELETE FROM operation WHERE id = ?", [identity])


def operations(db: Database, limit: int = 100) -> list[Operation]:
    """Return the newest operations of people, newest first."""
    rows = db.query(
        "SELECT id, at, by, label, kind, undone_by FROM operation WHERE kind <> 'bundle' "
        "ORDER BY id DESC LIMIT ?",
        [limit],
    )
    return [
        Operation(r["id"], r["at"], r["by"], r["label"], r["kind"], r["undone_by"] is not None) for r in rows
    ]


def next_undo(db: Database, operation_id: int | None = None) -> Operation | None:
    """Return what ``undo`` would take back; None when there is nothing."""
    wanted = "AND id = :id" if operation_id is not None else ""
    row = next(
        db.query(
            "SELECT id, at, by, label, kind FROM operation WHERE kind IN ('edit', 'import') "
            f"AND undone_by IS NULL {wanted} ORDER BY id DESC LIMIT 1",
            {"id": operation_id},
        ),
        None,
    )
    return None if row is None else Operation(**row, undone=False)


def undo(db: Database, *, by: str, operation_id: int | None = None) -> Operation | None:
    """Take back an operation, by default the last one not yet taken back; None when there is nothing.

    Raises:
        InputError: something that the operation changed was changed again since.
    """
    last = next_undo(db, operation_id)
    if last is None:
        return None
    with operation(db, f"Undo: {last.label}", by=by, kind="undo") as identity:
        _reverse(db, last.id)
        db.execute("UPDATE operation SET undoes = ? WHERE id = ?", [last.id, identity])
        db.execute("UPDATE operation SET undone_by = ? WHERE id = ?", [identity, last.id])
    return replace(last, undone=True)


def redo(db: Database, *, by: str) -> Operation | None:
    """Do again what was taken back last, if nothing else was done since; None when there is nothing."""
    row = next(
        db.query(
            "SELECT id, undoes FROM operation WHERE kind = 'undo' AND undone_by IS NULL "
            "AND id > coalesce((SELECT max(id) FROM operation WHERE kind IN ('edit', 'import')), 0) "
            "ORDER BY id DESC LIMIT 1"
        ),
        None,
    )
    if row is None:
        return None
    done = next(db.query("SELECT id, at, by, label, kind FROM operation WHERE id = ?", [row["undoes"]]))
    with operation(db, f"Redo: {done['label']}", by=by, kind="redo") as identity:
        _reverse(db, row["id"])
        db.execute("UPDATE operation SET undoes = ? WHERE id = ?", [row["id"], identity])
        db.execute("UPDATE operation SET undone_by = ? WHERE id = ?", [identity, row["id"]])
        db.execute("UPDATE operation SET undone_by = NULL WHERE id = ?", [done["id"]])
    return Operation(done["id"], done["at"], done["by"], done["label"], done["kind"], False)


def history(db: Database, concept: int) -> list[HistoryLine]:
    """Return every change of a concept (by its row id), newest first."""
    rows = db.query(
        "SELECT o.at, o.by, o.label, c.table_name, c.before, c.after FROM change c "
        "JOIN operation o ON o.id = c.operation_id WHERE c.concept_id = ? ORDER BY c.id DESC",
        [concept],
    )
    return [line for row in rows for line in _lines(row)]


def _lines(row: dict[str, str]) -> Iterator[HistoryLine]:
    before = json.loads(row["before"]) if row["before"] else {}
    after = json.loads(row["after"]) if row["after"] else {}
    term = str((after or before).get("term", ""))
    head = (row["at"], row["by"], row["label"], term)
    if not before or not after:
        if row["table_name"] == "term":
            yield HistoryLine(*head, "", str(before.get("term", "")), str(after.get("term", "")))
        return
    for field, value in after.items():
        if field not in _UNTOLD and before.get(field) != value:
            yield HistoryLine(*head, field, str(before.get(field)), str(value))


def _reverse(db: Database, operation_id: int) -> None:
    changes = list(
        db.query(
            "SELECT table_name, row_id, before, after FROM change WHERE operation_id = ? ORDER BY id DESC",
            [operation_id],
        )
    )
    for change in changes:
        table, row_id = str(change["table_name"]), change["row_id"]
        columns = RECORDED[table]
        if change["after"] is not None:
            shown = ", ".join(f"'{column}', {column}" for column in columns)
            current = _scalar(db, f"SELECT json_object({shown}) FROM {table} WHERE id = ?", [row_id])
            if current != change["after"]:
                raise InputError(
                    "This was changed again since, so it cannot be taken back by itself; "
                    "take back the later changes first."
                )
        if change["before"] is None:
            db.execute(f"DELETE FROM {table} WHERE id = ?", [row_id])
            continue
        values = json.loads(change["before"])
        if change["after"] is None:
            names = ", ".join(columns)
            marks = ", ".join("?" for _ in columns)
            db.execute(
                f"INSERT INTO {table}(id, {names}) VALUES (?, {marks})",
                [row_id, *(values[column] for column in columns)],
            )
        else:
            names = ", ".join(f"{column} = ?" for column in columns)
            db.execute(
                f"UPDATE {table} SET {names} WHERE id = ?", [*(values[column] for column in columns), row_id]
            )


def _scalar(db: Database, sql: str, parameters: list[object] | None = None) -> object:
    row = db.execute(sql, parameters or []).fetchone()
    return row[0] if row else None
