"""Opens a file of ours whole: checked, brought up to date, copied once a day, or back from a backup."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from reader.errors import EnvironmentProblem
from translations import storage_backup as backup
from translations.storage import Clock, Kind, Storage, now_utc
from translations.storage_errors import plain_words
from translations.storage_lock import Writer, WriterLock

BUSY_MS = 5_000
"""How long a write waits for another program (a backup tool, datasette) to let go of the file."""


@dataclass(frozen=True, slots=True)
class _Opened:
    connection: sqlite3.Connection
    notices: tuple[str, ...] = ()


def pending(db: Database, kind: Kind) -> tuple[str, ...]:
    """Return the names of the steps this file has yet to take, in order.

    Raises:
        EnvironmentProblem: the file took steps that this Naast does not know.
    """
    known = {step.name for step in kind.steps.pending(Database(memory=True))}
    if any(step.name not in known for step in kind.steps.applied(db)):
        raise EnvironmentProblem(f"This {kind.name} was written by a newer Naast: update Naast to open it.")
    return tuple(step.name for step in kind.steps.pending(db))


def open_storage(path: Path, kind: Kind, *, clock: Clock = now_utc, to_read: bool = False) -> Storage:
    """Open the file at ``path``, made when there is none; see :class:`Storage`.

    Opened ``to_read`` it is read-only and leaves the right to write to others.

    Raises:
        EnvironmentProblem: there is no file there and none can be made, or a newer Naast wrote it.
    """
    path = path.absolute()
    lock = WriterLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ours = lock.take(clock())
    except OSError as error:
        if not path.exists():
            raise plain_words(error, path) from error
        return _open_copy(path, kind, clock)
    if not ours:
        return _open_beside_writer(path, kind, lock.holder(), clock)
    try:
        opened = _open_for_writing(path, kind, clock)
        if to_read:
            opened.connection.close()
            lock.release()
            return _open_beside_writer(path, kind, None, clock, opened.notices)
    except BaseException as error:
        lock.release()
        if isinstance(error, sqlite3.DatabaseError | OSError):
            raise plain_words(error, path) from error
        raise
    return Storage(path, kind, opened.connection, lock=lock, notices=opened.notices, clock=clock)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _open_for_writing(path: Path, kind: Kind, clock: Clock) -> _Opened:
    notices: list[str] = []
    if not path.exists() or path.stat().st_size == 0:
        notices += _bring_back(path, f"The {kind.name} was gone")
    connection = _connect(path)
    damaged: Path | None = None
    if not backup.passes_quick_check(connection):
        connection.close()
        aside = damaged = backup.set_aside(path, clock())
        notices += _bring_back(path, f"The {kind.name} was damaged (kept as {aside.name})") or [
            f"The {kind.name} was damaged and there is no backup yet: a new one was begun, the damaged file "
            f"is kept as {aside.name} in {aside.parent}."
        ]
        connection = _connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: what was confirmed must outlive a power cut, not only a killed process.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        database = Database(connection)
        waiting = pending(database, kind)
        if waiting and kind.steps.applied(database):
            backup.back_up(connection, path, clock(), f"before-{waiting[0].split('_')[0]}")
        if waiting:
            kind.steps.apply(database)
        saved = kind.salvage(damaged, database) if damaged is not None else 0
        if saved:
            notices.append(f"{saved:,} {kind.pieces} that were newer could be taken from the damaged file.")
        if backup.daily_backup_due(path, clock()) and kind.holds_work(database):
            try:
                backup.back_up(connection, path, clock(), "daily")
            except (OSError, sqlite3.Error):
                notices.append(
                    f"Today's backup of the {kind.name} could not be written to "
                    f"{backup.backup_folder(path)}: is the disk full?"
                )
    except BaseException:
        connection.close()
        raise
    return _Opened(connection, tuple(notices))


def _bring_back(path: Path, what: str) -> list[str]:
    """Put the last good backup in the file's place; return what to tell, or nothing without a backup."""
    good = backup.last_good(path)
    if good is None:
        return []
    backup.restore(good, path)
    made_at = good.made_at.astimezone()
    return [f"{what}: Naast went back to the backup of {made_at.day} {made_at:%B %Y, %H:%M}."]


def _open_beside_writer(
    path: Path, kind: Kind, writer: Writer | None, clock: Clock, notices: tuple[str, ...] = ()
) -> Storage:
    try:
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode=ro", uri=True, timeout=BUSY_MS / 1000, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        database = Database(connection)
        unready = bool(pending(database, kind))
    except sqlite3.DatabaseError as error:
        raise plain_words(error, path) from error
    if unready:
        connection.close()
        raise EnvironmentProblem(f"Another Naast is just opening the {kind.name}: try again in a moment.")
    storage = Storage(path, kind, connection, lock=None, writer=writer, clock=clock)
    storage.notices = notices or (storage.why_read_only(),)
    return storage


def _open_copy(path: Path, kind: Kind, clock: Clock) -> Storage:
    """Open a copy of a file whose folder cannot be written: SQLite must write beside a file it reads."""
    folder = tempfile.TemporaryDirectory(prefix="naast-", ignore_cleanup_errors=True)
    try:
        copy = Path(folder.name) / path.name
        shutil.copyfile(path, copy)
        journal = path.with_name(path.name + "-wal")
        if journal.exists():
            shutil.copyfile(journal, copy.with_name(copy.name + "-wal"))
        connection = _connect(copy)
        database = Database(connection)
        pending(database, kind)
        kind.steps.apply(database)
        connection.execute("PRAGMA query_only = ON")
    except (OSError, sqlite3.DatabaseError) as error:
        folder.cleanup()
        raise plain_words(error, path) from error
    storage = Storage(path, kind, connection, lock=None, copy=folder, clock=clock)
    storage.notices = (storage.why_read_only(),)
    return storage
