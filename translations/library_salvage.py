"""Takes from a damaged library what is newer than its last good backup and can still be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database

from translations.library_history import write_columns

_DOCUMENT = (
    "key",
    "title",
    "source",
    "path",
    "fingerprint",
    "document",
    "added_at",
    "opened_at",
    "place",
    "mode",
)
_NOT_COPIED = ("id", "document_id", "segment_id", "changed_at")


def salvage(damaged: Path, db: Database) -> int:
    """Bring newer segments that a person worked on, and newer documents, into the restored library.

    Row by row, so that a page that cannot be read costs only the rows on it. Returns how many segments
    were brought back; whatever cannot be read is left.
    """
    try:
        connection = sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
    except sqlite3.Error:
        return 0
    saved = 0
    try:
        with db.atomic():
            numbers: dict[int, int] = {}
            fresh: set[int] = set()
            for row in _rows(connection, "documents"):
                known = db.execute("SELECT id FROM documents WHERE key = ?", [row["key"]]).fetchone()
                if known is None:
                    names, places = ", ".join(_DOCUMENT), ", ".join("?" for _ in _DOCUMENT)
                    cursor = db.execute(
                        f"INSERT INTO documents ({names}) VALUES ({places})",
                        [row[name] for name in _DOCUMENT],
                    )
                    numbers[row["id"]] = int(cursor.lastrowid or 0)
                    fresh.add(row["id"])
                else:
                    numbers[row["id"]] = int(known[0])
            for row in _rows(connection, "segments"):
                document_id = numbers.get(row["document_id"])
                if document_id is not None and _wanted(db, row, document_id, row["document_id"] in fresh):
                    columns = {name: value for name, value in dict(row).items() if name not in _NOT_COPIED}
                    write_columns(db, document_id, row["segment_id"], columns, row["changed_at"])
                    saved += row["status"] != "machine"
    except sqlite3.DatabaseError:
        return 0
    finally:
        connection.close()
    return saved


def _wanted(db: Database, row: sqlite3.Row, document_id: int, fresh: bool) -> bool:
    if fresh:
        return True
    if row["status"] == "machine" and not row["note"]:
        return False
    there = db.execute(
        "SELECT changed_at FROM segments WHERE document_id = ? AND segment_id = ?",
        [document_id, row["segment_id"]],
    ).fetchone()
    return there is not None and there[0] < row["changed_at"]


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """Yield the rows of a table that can be read, by their numbers."""
    try:
        last = connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0] or 0
    except sqlite3.DatabaseError:
        return
    for start in range(1, last + 1, 50):
        try:
            yield from connection.execute(
                f"SELECT * FROM {table} WHERE id BETWEEN ? AND ?", [start, start + 49]
            ).fetchall()
        except sqlite3.DatabaseError:
            for number in range(start, start + 50):
                try:
                    yield from connection.execute(f"SELECT * FROM {table} WHERE id = ?", [number]).fetchall()
                except sqlite3.DatabaseError:
                    continue
