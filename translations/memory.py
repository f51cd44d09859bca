"""Translation memories: what was confirmed before, found again exactly, in context, or nearly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from reader.errors import InputError
from translations.memory_salvage import salvage
from translations.memory_schema import migrations
from translations.memory_search import Match, alike, holding, same
from translations.memory_substitution import EnglishOf
from translations.memory_units import Unit, drop, put_all
from translations.storage import Kind
from translations.storage_backup import erase_from_copies
from translations.storage_file import WorkFile

KIND = Kind(
    "translation memory", "units", migrations, lambda db: any(db["units"].rows_where(limit=1)), salvage
)
"""What sort of file the memory is."""


@dataclass(frozen=True, slots=True)
class MemoryInfo:
    """One memory: whether confirmed segments may go in, and what its matches lose in percents."""

    id: int
    name: str
    writable: bool
    penalty: int
    enabled: bool
    units: int


class TranslationMemory(WorkFile):
    """All memories of the user, in one file."""

    KIND = KIND

    # Memories

    def memories(self) -> list[MemoryInfo]:
        """Return the memories, the oldest first."""
        with self._storage.reading() as db:
            rows = db.execute(
                "SELECT *, (SELECT count(*) FROM units WHERE memory_id = memories.id) AS units "
                "FROM memories ORDER BY id"
            )
            return [
                MemoryInfo(
                    row["id"],
                    row["name"],
                    bool(row["writable"]),
                    row["penalty"],
                    bool(row["enabled"]),
                    row["units"],
                )
                for row in rows
            ]

    def create(self, name: str, *, writable: bool = True, penalty: int = 0) -> int:
        """Make an empty memory; return its id.

        Raises:
            InputError: the name is empty or taken.
        """
        try:
            with self._storage.writing() as db:
                if not name.strip():
                    raise InputError("Give the memory a name.")
                cursor = db.execute(
                    "INSERT INTO memories (name, writable, penalty) VALUES (?, ?, ?)",
                    [name.strip(), writable, _percents(penalty)],
                )
                return int(cursor.lastrowid or 0)
        except sqlite3.IntegrityError as error:
            raise InputError(f"There is a memory “{name.strip()}” already: choose another name.") from error

    def change(
        self,
        memory_id: int,
        *,
        name: str | None = None,
        writable: bool | None = None,
        penalty: int | None = None,
        enabled: bool | None = None,
    ) -> None:
        """Change what is given of a memory.

        Raises:
            InputError: the name is taken.
        """
        try:
            with self._storage.writing() as db:
                db.execute(
                    "UPDATE memories SET name = coalesce(?, name), writable = coalesce(?, writable), "
                    "penalty = coalesce(?, penalty), enabled = coalesce(?, enabled) WHERE id = ?",
                    [name, writable, None if penalty is None else _percents(penalty), enabled, memory_id],
                )
        except sqlite3.IntegrityError as error:
            raise InputError(f"There is a memory “{name}” already: choose another name.") from error

    def remove(self, memory_id: int) -> None:
        """Remove a memory with all its units."""
        with self._storage.writing() as db:
            drop(db, db.execute("SELECT id, source FROM units WHERE memory_id = ?", [memory_id]))
            db.execute("DELETE FROM memories WHERE id = ?", [memory_id])

    # Units

    def add(
        self,
        source: str,
        target: str,
        *,
        previous: str | None = None,
        following: str | None = None,
        memory: int | None = None,
        document: str = "",
    ) -> None:
        """Put a confirmed segment in a memory (the oldest writable one when none is named).

        The same Dutch between the same neighbours has one English: the last. ``document`` is the library's
        key of the document it came from, for :meth:`forget`.

        Raises:
            InputError: the memory is read-only or there is none to write in.
        """
        self.add_all([Unit(source, target, previous, following)], memory=memory, document=document)

    def add_all(self, units: Iterable[Unit], *, memory: int | None = None, document: str = "") -> int:
        """Put many units in a memory, in one transaction; return how many were new or changed."""
        with self._storage.writing() as db:
            memory_id = _writable(db, memory)
            now = self._storage.clock().isoformat(timespec="seconds")
            return put_all(db, units, memory_id, document, now)

    def forget(self, document: str) -> int:
        """Remove what came from a document (its key in the library), from the backups too.

        Returns how many units went from the memory itself.
        """
        if not document:
            return 0
        with self._storage.writing() as db:
            gone = _forget(db, document)
        with self._storage.reading() as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        erase_from_copies(
            self.path, lambda copy: _came_from(copy, document), lambda copy: _forget(copy, document)
        )
        return gone

    def units(self, memory_id: int) -> Iterator[Unit]:
        """Yield the units of a memory, oldest first, a few at a time."""
        last = 0
        while True:
            with self._storage.reading() as db:
                rows = db.execute(
                    "SELECT * FROM units WHERE memory_id = ? AND id > ? ORDER BY id LIMIT 1000",
                    [memory_id, last],
                ).fetchall()
            if not rows:
                return
            for row in rows:
                yield Unit(row["source"], row["target"], changed_at=row["changed_at"])
            last = rows[-1]["id"]

    # Finding

    def exact(self, source: str, previous: str | None = None, following: str | None = None) -> Match | None:
        """Return the confirmed English of exactly this Dutch, best in the same context; None without one.

        A memory with a penalty gives no exact matches: its matches are for a person to judge.
        """
        with self._storage.reading() as db:
            matches = [match for match in same(db, source, previous, following) if match.percent == 100]
        return matches[0] if matches else None

    def fuzzy(
        self,
        source: str,
        threshold: float = 0.7,
        limit: int = 5,
        *,
        previous: str | None = None,
        following: str | None = None,
        english_of: EnglishOf | None = None,
    ) -> list[Match]:
        """Return the best matches of at least ``threshold`` (0 to 1), exact ones among them, the best first.

        Where only numbers or months differ they are put right in ``target``; so are terms when
        ``english_of`` gives their English.
        """
        with self._storage.reading() as db:
            found = same(db, source, previous, following) + alike(db, source, threshold, english_of)
        best: dict[str, Match] = {}
        for match in sorted(
            found, key=lambda one: (-one.percent, one.kind == "fuzzy", one.kind != "context")
        ):
            best.setdefault(match.target, match)
        return list(best.values())[:limit]

    def concordance(self, text: str, limit: int = 50) -> list[Match]:
        """Return units whose Dutch holds every word of ``text`` (or a longer word that begins with it)."""
        with self._storage.reading() as db:
            return holding(db, text, limit)


def _percents(penalty: int) -> int:
    return max(0, min(100, penalty))


def _came_from(db: Database, document: str) -> bool:
    return db.execute("SELECT 1 FROM units WHERE document = ? LIMIT 1", [document]).fetchone() is not None


def _forget(db: Database, document: str) -> int:
    rows = db.execute("SELECT id, source FROM units WHERE document = ?", [document]).fetchall()
    drop(db, rows)
    # A deleted row's words stay in the index's segments until they are merged.
    db.execute("INSERT INTO unit_words (unit_words) VALUES ('optimize')")
    return len(rows)


def _writable(db: Database, memory: int | None) -> int:
    row = db.execute(
        "SELECT id FROM memories WHERE writable AND (? IS NULL OR id = ?) ORDER BY id LIMIT 1",
        [memory, memory],
    ).fetchone()
    if row is None:
        raise InputError("This memory is read-only: allow writing, or choose another for what you confirm.")
    return int(row[0])
