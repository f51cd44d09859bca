"""Translation memories: what was confirmed before, found again exactly, in context, or nearly."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from reader.errors import EnvironmentProblem, InputError
from translations.library_errors import plain_words
from translations.library_storage import BUSY_MS, Clock, now_utc
from translations.memory_schema import migrations
from translations.memory_search import Match, alike, holding, same
from translations.memory_substitution import EnglishOf
from translations.memory_text import clean, index_words, text_key


@dataclass(frozen=True, slots=True)
class MemoryInfo:
    """One memory: whether confirmed segments may go in, and what its matches lose in percents."""

    id: int
    name: str
    writable: bool
    penalty: int
    enabled: bool
    units: int


@dataclass(frozen=True, slots=True)
class Unit:
    """Dutch and its English as they go into a memory; the Dutch before and after it where known."""

    source: str
    target: str
    previous: str | None = None
    following: str | None = None
    changed_at: str = ""


class TranslationMemory:
    """All memories of the user, in one file; any thread may call it, calls wait for each other."""

    def __init__(self, path: Path, connection: sqlite3.Connection, clock: Clock) -> None:
        self.path = path
        self._db = Database(connection)
        self._clock = clock
        self._mutex = threading.RLock()

    @classmethod
    def open(cls, path: Path, *, clock: Clock = now_utc) -> TranslationMemory:
        """Open the memories at ``path``, made when there are none.

        Raises:
            EnvironmentProblem: the file cannot be opened or made, or a newer Naast wrote it.
        """
        path = path.absolute()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, check_same_thread=False)
            connection.row_factory = sqlite3.Row
            for pragma in ("foreign_keys = ON", "journal_mode = WAL", "secure_delete = ON"):
                connection.execute(f"PRAGMA {pragma}")
            database = Database(connection)
            known = {step.name for step in migrations.pending(Database(memory=True))}
            if any(step.name not in known for step in migrations.applied(database)):
                connection.close()
                raise EnvironmentProblem("This memory was written by a newer Naast: update Naast to open it.")
            migrations.apply(database)
        except (OSError, sqlite3.DatabaseError) as error:
            raise plain_words(error, path) from error
        return cls(path, connection, clock)

    def close(self) -> None:
        """Close the file."""
        with self._mutex, contextlib.suppress(sqlite3.Error):
            self._db.close()

    @contextlib.contextmanager
    def _using(self, *, write: bool = False) -> Iterator[Database]:
        with self._mutex:
            try:
                with self._db.atomic() if write else contextlib.nullcontext():
                    yield self._db
            except sqlite3.IntegrityError:
                raise
            except sqlite3.DatabaseError as error:
                raise plain_words(error, self.path) from error

    # Memories

    def memories(self) -> list[MemoryInfo]:
        """Return the memories, the oldest first."""
        with self._using() as db:
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
            with self._using(write=True) as db:
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
            with self._using(write=True) as db:
                db.execute(
                    "UPDATE memories SET name = coalesce(?, name), writable = coalesce(?, writable), "
                    "penalty = coalesce(?, penalty), enabled = coalesce(?, enabled) WHERE id = ?",
                    [name, writable, None if penalty is None else _percents(penalty), enabled, memory_id],
                )
        except sqlite3.IntegrityError as error:
            raise InputError(f"There is a memory “{name}” already: choose another name.") from error

    def remove(self, memory_id: int) -> None:
        """Remove a memory with all its units."""
        with self._using(write=True) as db:
            self._drop(db, db.execute("SELECT id, source FROM units WHERE memory_id = ?", [memory_id]))
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
        with self._using(write=True) as db:
            memory_id = _writable(db, memory)
            now = self._clock().isoformat(timespec="seconds")
            counts: Counter[str] = Counter()
            added = sum(_put(db, unit, memory_id, document, now, counts) for unit in units)
            db.conn.executemany(
                "INSERT INTO word_counts (word, units) VALUES (?, ?) "
                "ON CONFLICT (word) DO UPDATE SET units = units + excluded.units",
                counts.items(),
            )
            return added

    def forget(self, document: str) -> int:
        """Remove what came from a document (its key in the library); return how many units went."""
        if not document:
            return 0
        with self._using(write=True) as db:
            rows = db.execute("SELECT id, source FROM units WHERE document = ?", [document]).fetchall()
            self._drop(db, rows)
        with self._using() as db:
            db.execute("INSERT INTO unit_words (unit_words) VALUES ('optimize')")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return len(rows)

    def _drop(self, db: Database, rows: Iterable[sqlite3.Row]) -> None:
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

    def units(self, memory_id: int) -> Iterator[Unit]:
        """Yield the units of a memory, oldest first, a few at a time."""
        last = 0
        while True:
            with self._using() as db:
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
        with self._using() as db:
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
        with self._using() as db:
            found = same(db, source, previous, following) + alike(db, source, threshold, english_of)
        best: dict[str, Match] = {}
        for match in sorted(
            found, key=lambda one: (-one.percent, one.kind == "fuzzy", one.kind != "context")
        ):
            best.setdefault(match.target, match)
        return list(best.values())[:limit]

    def concordance(self, text: str, limit: int = 50) -> list[Match]:
        """Return units whose Dutch holds every word of ``text`` (or a longer word that begins with it)."""
        with self._using() as db:
            return holding(db, text, limit)


def _percents(penalty: int) -> int:
    return max(0, min(100, penalty))


def _writable(db: Database, memory: int | None) -> int:
    row = db.execute(
        "SELECT id FROM memories WHERE writable AND (? IS NULL OR id = ?) ORDER BY id LIMIT 1",
        [memory, memory],
    ).fetchone()
    if row is None:
        raise InputError("This memory is read-only: allow writing, or choose another for what you confirm.")
    return int(row[0])


def _put(db: Database, unit: Unit, memory_id: int, document: str, now: str, counts: Counter[str]) -> bool:
    source, target = clean(unit.source), unit.target.strip()
    if not source or not target:
        return False
    key = text_key(source)
    around = [None if text is None else text_key(text) for text in (unit.previous, unit.following)]
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
