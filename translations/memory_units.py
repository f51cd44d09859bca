"""The units of the memories: put in, counted word by word for the search, and taken out again."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from translations.memory_text import clean, index_words, text_key


@dataclass(frozen=True, slots=True)
class Unit:
    """Dutch and its English as they go into a memory; the Dutch before and after it where known."""

    source: str
    target: str
    previous: str | None = None
    following: str | None = None
    changed_at: str = ""


def around_of(unit: Unit) -> tuple[int | None, int | None]:
    """Return the keys of the Dutch before and after a unit."""
    previous, following = (
        None if text is None else text_key(text) for text in (unit.previous, unit.following)
    )
    return previous, following


def put_all(db: Database, units: Iterable[Unit], memory_id: int, document: str, now: str) -> int:
    """Put units in a memory; return how many were new or changed."""
    counts: Counter[str] = Counter()
    added = sum(put(db, unit, around_of(unit), memory_id, document, now, counts) for unit in units)
    add_counts(db, counts)
    return added


def add_counts(db: Database, counts: Counter[str]) -> None:
    """Add to how many units each word is in."""
    db.conn.executemany(
        "INSERT INTO word_counts (word, units) VALUES (?, ?) "
        "ON CONFLICT (word) DO UPDATE SET units = units + excluded.units",
        counts.items(),
    )


def put(
    db: Database,
    unit: Unit,
    around: tuple[int | None, int | None],
    memory_id: int,
    document: str,
    now: str,
    counts: Counter[str],
) -> bool:
    """Put one unit in and count its words for :func:`add_counts`; return whether it is new or changed."""
    source, target = clean(unit.source), unit.target.strip()
    if not source or not target:
        return False
    key = text_key(source)
    changed_at = unit.changed_at or now
    for row in db.execute(
        "SELECT id, source, target FROM units WHERE memory_id = ? AND source_key = ? "
        "AND previous_key IS ? AND following_key IS ?",
        [memory_id, key, *around],
    ).fetchall():
        if clean(row["source"]) == source:
            db.execute(
                "UPDATE units SET target = ?, changed_at = ?, document = ? WHERE id = ?",
                [target, changed_at, document, row["id"]],
            )
            return bool(row["target"] != target)
    cursor = db.execute(
        "INSERT INTO units (memory_id, source, target, source_key, previous_key, following_key, document, "
        "changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [memory_id, source, target, key, *around, document, changed_at],
    )
    words = index_words(source)
    counts.update(words)
    db.execute("INSERT INTO unit_words (rowid, words) VALUES (?, ?)", [cursor.lastrowid, " ".join(words)])
    return True


def drop(db: Database, rows: Iterable[sqlite3.Row]) -> None:
    """Take units (rows with id and source) out of the memory and of the search."""
    counts: Counter[str] = Counter()
    for row in list(rows):
        words = index_words(clean(row["source"]))
        counts.update(words)
        db.execute(
            "INSERT INTO unit_words (unit_words, rowid, words) VALUES ('delete', ?, ?)",
            [row["id"], " ".join(words)],
        )
        db.execute("DELETE FROM units WHERE id = ?", [row["id"]])
    for word, number in counts.items():
        db.execute("UPDATE word_counts SET units = units - ? WHERE word = ?", [number, word])
    db.execute("DELETE FROM word_counts WHERE units <= 0")
