"""Takes from a damaged library what is newer than its last good backup and can still be read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from translations.library_history import write_columns
from translations.storage_salvage import open_damaged, readable_rows

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
    connection = open_damaged(damaged)
    if connection is None:
        return 0
    saved = 0
    try:
        with db.atomic():
            numbers: dict[int, int] = {}
            fresh: set[int] = set()
            for row in readable_rows(connection, "documents"):
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
            for row in readable_rows(connection, "segments"):
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
