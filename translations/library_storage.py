"""The library's file: opened whole, for one writer, with a way back when it is damaged."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from reader.errors import EnvironmentProblem
from translations import library_backup as backup
from translations.library_errors import plain_words
from translations.library_lock import Writer, WriterLock
from translations.library_salvage import salvage
from translations.library_schema import migrations, pending

Clock = Callable[[], datetime]

BUSY_MS = 5_000
"""How long a write waits for another program (a backup tool, datasette) to let go of the file."""


def now_utc() -> datetime:
    """Return the present time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Opened:
    connection: sqlite3.Connection
    notices: tuple[str, ...] = ()


class Storage:
    """An open library file; safe to use from any thread, one at a time.

    ``read_only`` tells whether it may only be read and ``notices`` what happened on the way, each in one
    plain sentence for the user; ``writer`` is who else has it open for writing.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        lock: WriterLock | None,
        writer: Writer | None = None,
        notices: tuple[str, ...] = (),
        copy: tempfile.TemporaryDirectory[str] | None = None,
        clock: Clock = now_utc,
    ) -> None:
        self.path = path
        self.db = Database(connection)
        self.read_only = lock is None
        self.writer = writer
        self.notices = notices
        self.clock = clock
        self._lock = lock
        self._copy = copy
        self._inode = _inode(path) if lock is not None else None
        self._mutex = threading.RLock()

    def stamp(self) -> str:
        """Return the present time as the library writes it (ISO 8601, UTC)."""
        return self.clock().isoformat(timespec="milliseconds")

    @contextlib.contextmanager
    def reading(self) -> Iterator[Database]:
        """Give the database to one reader at a time.

        Raises:
            EnvironmentProblem: the file cannot be read.
        """
        with self._mutex:
            try:
                yield self.db
            except sqlite3.DatabaseError as error:
                raise self._problem(error) from error

    @contextlib.contextmanager
    def writing(self) -> Iterator[Database]:
        """Give the database to one writer, in a transaction: all of it happens, or none.

        Raises:
            EnvironmentProblem: the library is read-only, gone, or could not be written.
        """
        with self._mutex:
            if self.read_only:
                raise EnvironmentProblem(self.why_read_only())
            if self._inode is not None and _inode(self.path) != self._inode:
                raise EnvironmentProblem(
                    f"{self.path} is gone (deleted, moved, or its drive removed): put it back, or save "
                    "a copy of the library elsewhere before you close Naast."
                )
            try:
                with self.db.atomic():
                    yield self.db
            except sqlite3.DatabaseError as error:
                raise self._problem(error) from error

    def _problem(self, error: sqlite3.DatabaseError) -> BaseException:
        """Tell the world's trouble apart from ours: a broken rule of the schema is a bug, and stays one."""
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            return error
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) == sqlite3.SQLITE_ERROR:
            return error
        return plain_words(error, self.path)

    def why_read_only(self) -> str:
        """Return one plain sentence: why nothing can be saved now."""
        if self._copy is not None:
            return f"Naast may not write in {self.path.parent}: allow it, then restart Naast to save changes."
        who = f" (process {self.writer.pid} on {self.writer.host})" if self.writer else ""
        return f"The library is open in another Naast{who}: close that one, then restart this one to save."

    def copy_to(self, target: Path) -> None:
        """Write the whole library to a new file, also when its own file is gone.

        Raises:
            EnvironmentProblem: the copy cannot be written.
        """
        with self._mutex:
            try:
                other = sqlite3.connect(target)
                try:
                    self.db.conn.backup(other)
                    other.execute("PRAGMA journal_mode = DELETE")
                finally:
                    other.close()
            except sqlite3.DatabaseError as error:
                raise plain_words(error, target) from error

    def close(self) -> None:
        """Close the file and let another Naast write it."""
        with self._mutex:
            # Closing writes what the journal holds into the file; when that fails the journal stays and
            # the next start reads it.
            with contextlib.suppress(sqlite3.Error):
                self.db.close()
            if self._lock is not None:
                self._lock.release()
            if self._copy is not None:
                self._copy.cleanup()


def open_storage(path: Path, *, clock: Clock = now_utc, steps: Migrations = migrations) -> Storage:
    """Open the library at ``path``, made when there is none; see :class:`Storage`.

    Raises:
        EnvironmentProblem: there is no library there and none can be made, or a newer Naast wrote it.
    """
    path = path.absolute()
    lock = WriterLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ours = lock.take(clock())
    except OSError as error:
        if not path.exists():
            raise plain_words(error, path) from error
        return _open_copy(path, clock, steps)
    if not ours:
        return _open_beside_writer(path, lock.holder(), clock, steps)
    try:
        opened = _open_for_writing(path, clock, steps)
    except BaseException as error:
        lock.release()
        if isinstance(error, sqlite3.DatabaseError | OSError):
            raise plain_words(error, path) from error
        raise
    return Storage(path, opened.connection, lock=lock, notices=opened.notices, clock=clock)


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _open_for_writing(path: Path, clock: Clock, steps: Migrations) -> _Opened:
    notices: list[str] = []
    folder = backup.backup_folder(path)
    if not path.exists() or path.stat().st_size == 0:
        notices += _bring_back(path, "The library was gone")
    connection = _connect(path)
    damaged: Path | None = None
    if not backup.passes_quick_check(connection):
        connection.close()
        aside = damaged = backup.set_aside(path, clock())
        notices += _bring_back(path, f"The library was damaged (kept as {aside.name})") or [
            f"The library was damaged and there is no backup yet: a new one was begun, the damaged file is "
            f"kept as {aside.name} in {aside.parent}."
        ]
        connection = _connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: what was confirmed must outlive a power cut, not only a killed process.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        database = Database(connection)
        waiting = pending(database, steps)
        if waiting and steps.applied(database):
            backup.back_up(connection, folder, clock(), f"before-{waiting[0].split('_')[0]}")
        steps.apply(database)
        saved = salvage(damaged, database) if damaged is not None else 0
        if saved:
            notices.append(f"{saved} segments that were newer could be taken from the damaged file.")
        if backup.daily_backup_due(folder, clock()) and database["documents"].count:
            try:
                backup.back_up(connection, folder, clock(), "daily")
            except (OSError, sqlite3.Error):
                notices.append(
                    f"Today's backup of the library could not be written to {folder}: is the disk full?"
                )
    except BaseException:
        connection.close()
        raise
    return _Opened(connection, tuple(notices))


def _bring_back(path: Path, what: str) -> list[str]:
    """Put the last good backup in the library's place; return what to tell, or nothing without a backup."""
    good = backup.last_good(backup.backup_folder(path))
    if good is None:
        return []
    backup.restore(good, path)
    made_at = good.made_at.astimezone()
    return [f"{what}: Naast went back to the backup of {made_at.day} {made_at:%B %Y, %H:%M}."]


def _open_beside_writer(path: Path, writer: Writer | None, clock: Clock, steps: Migrations) -> Storage:
    try:
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode=ro", uri=True, timeout=BUSY_MS / 1000, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        database = Database(connection)
        unready = bool(pending(database, steps))
    except sqlite3.DatabaseError as error:
        raise plain_words(error, path) from error
    if unready:
        connection.close()
        raise EnvironmentProblem("Another Naast is just opening the library: try again in a moment.")
    storage = Storage(path, connection, lock=None, writer=writer, clock=clock)
    storage.notices = (storage.why_read_only(),)
    return storage


def _open_copy(path: Path, clock: Clock, steps: Migrations) -> Storage:
    """Open a copy of a library whose folder cannot be written: SQLite must write beside a file it reads."""
    folder = tempfile.TemporaryDirectory(prefix="naast-library-", ignore_cleanup_errors=True)
    try:
        copy = Path(folder.name) / path.name
        shutil.copyfile(path, copy)
        journal = path.with_name(path.name + "-wal")
        if journal.exists():
            shutil.copyfile(journal, copy.with_name(copy.name + "-wal"))
        connection = _connect(copy)
        database = Database(connection)
        pending(database, steps)
        steps.apply(database)
        connection.execute("PRAGMA query_only = ON")
    except (OSError, sqlite3.DatabaseError) as error:
        folder.cleanup()
        raise plain_words(error, path) from error
    storage = Storage(path, connection, lock=None, copy=folder, clock=clock)
    storage.notices = (storage.why_read_only(),)
    return storage
