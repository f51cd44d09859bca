"""An open file of ours (library, memory): read and written by one thread at a time, each write whole."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from reader.errors import EnvironmentProblem
from translations.storage_errors import plain_words
from translations.storage_lock import Writer, WriterLock

Clock = Callable[[], datetime]


def now_utc() -> datetime:
    """Return the present time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of file that Naast keeps people's work in.

    ``name`` is what a person calls it, ``steps`` make its tables, ``holds_work`` tells whether a copy of it
    is worth keeping, ``salvage`` brings what is newer from a damaged file into the restored one and returns
    how many ``pieces`` (in words) that were.
    """

    name: str
    pieces: str
    steps: Migrations
    holds_work: Callable[[Database], bool]
    salvage: Callable[[Path, Database], int]


class Storage:
    """An open file of ours; safe to use from any thread, one at a time.

    ``read_only`` tells whether it may only be read and ``notices`` what happened on the way, each in one
    plain sentence for the user; ``writer`` is who else has it open for writing.
    """

    def __init__(
        self,
        path: Path,
        kind: Kind,
        connection: sqlite3.Connection,
        *,
        lock: WriterLock | None,
        writer: Writer | None = None,
        notices: tuple[str, ...] = (),
        copy: tempfile.TemporaryDirectory[str] | None = None,
        clock: Clock = now_utc,
    ) -> None:
        self.path = path
        self.kind = kind
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
        """Return the present time as we write it (ISO 8601, UTC)."""
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
            EnvironmentProblem: the file is read-only, gone, or could not be written.
        """
        with self._mutex:
            if self.read_only:
                raise EnvironmentProblem(self.why_read_only())
            if self._inode is not None and _inode(self.path) != self._inode:
                raise EnvironmentProblem(
                    f"{self.path} is gone (deleted, moved, or its drive removed): put it back, or save "
                    f"a copy of the {self.kind.name} elsewhere before you close Naast."
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
        return (
            f"The {self.kind.name} is open in another Naast{who}: "
            "close that one, then restart this one to save."
        )

    def copy_to(self, target: Path) -> None:
        """Write the whole file to a new one, also when it is gone itself.

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


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None
