"""Reads what can still be read of a damaged file of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path


def open_damaged(damaged: Path) -> sqlite3.Connection | None:
    """Open a damaged file for reading; None when not even that can be done."""
    try:
        connection = sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
    except sqlite3.Error:
        return None
    return connection


def readable_rows(connection: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """Yield the rows of a table that can be read, by their numbers: a spoilt page costs the rows on it."""
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
