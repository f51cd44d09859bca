"""Takes from a damaged memory the units that are newer than its last good backup and can still be read."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

from sqlite_utils import Database

from translations.memory_units import Unit, add_counts, put
from translations.storage_salvage import open_damaged, readable_rows


def salvage(damaged: Path, db: Database) -> int:
    """Bring newer units, and memories that were made since, into the restored file; return how many units.

    A unit is newer when its number is higher than any in the backup, or its date later.
    """
    connection = open_damaged(damaged)
    if connection is None:
        return 0
    last, latest = db.execute("SELECT max(id), max(changed_at) FROM units").fetchone()
    saved = 0
    try:
        with db.atomic():
            counts: Counter[str] = Counter()
            memories: dict[int, int] = {}
            for row in readable_rows(connection, "memories"):
                memories[row["id"]] = _memory(db, row)
            for row in readable_rows(connection, "units"):
                newer = last is None or row["id"] > last or row["changed_at"] > latest
                if newer and row["memory_id"] in memories:
                    saved += put(
                        db,
                        Unit(row["source"], row["target"], changed_at=row["changed_at"]),
                        (row["previous_key"], row["following_key"]),
                        memories[row["memory_id"]],
                        row["document"],
                        row["changed_at"],
                        counts,
                    )
            add_counts(db, counts)
    except sqlite3.DatabaseError:
        return 0
    finally:
        connection.close()
    return saved


def _memory(db: Database, row: sqlite3.Row) -> int:
    """Return the number of the memory with this name, made when the backup has none."""
    known = db.execute("SELECT id FROM memories WHERE name = ?", [row["name"]]).fetchone()
    if known is not None:
        return int(known[0])
    cursor = db.execute(
        "INSERT INTO memories (name, writable, penalty, enabled) VALUES (?, ?, ?, ?)",
        [row["name"], row["writable"], row["penalty"], row["enabled"]],
    )
    return int(cursor.lastrowid or 0)
