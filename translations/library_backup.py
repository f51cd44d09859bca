"""Copies of the library: one a day and one before each migration, kept and checked, and the way back."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

KEPT = 7
"""How many backups of each sort are kept."""

_NAME = re.compile(r"library-(\d{8}T\d{6})-(daily|before-m\d+)\.db")
_STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the library as it was at ``made_at`` (UTC); ``reason`` is ``daily`` or ``before-mNNN``."""

    path: Path
    made_at: datetime
    reason: str


def backup_folder(library: Path) -> Path:
    """Return where the backups of a library lie."""
    return library.parent / "backups"


def backups(folder: Path) -> list[Backup]:
    """Return the backups in a folder, newest first."""
    found = []
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match:
                made_at = datetime.strptime(f"{match[1]}+0000", f"{_STAMP}%z")
                found.append(Backup(path, made_at, match[2]))
    return sorted(found, key=lambda backup: (backup.made_at, backup.reason), reverse=True)


def daily_backup_due(folder: Path, now: datetime) -> bool:
    """Return whether no daily backup was made on the day of ``now`` (UTC)."""
    return not any(
        backup.reason == "daily" and backup.made_at.date() == now.date() for backup in backups(folder)
    )


def back_up(connection: sqlite3.Connection, folder: Path, now: datetime, reason: str) -> Backup:
    """Copy the open library into ``folder``, whole or not at all, and drop the oldest beyond :data:`KEPT`.

    Raises:
        OSError, sqlite3.Error: the copy could not be written; earlier backups are untouched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"library-{now.strftime(_STAMP)}-{reason}.db"
    unfinished = target.with_suffix(".unfinished")
    try:
        copy = sqlite3.connect(unfinished)
        try:
            connection.backup(copy)
            # A backup is one file: it must not need a -wal beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        unfinished.replace(target)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    _drop_oldest(folder, reason)
    return Backup(target, now, reason)


def _drop_oldest(folder: Path, reason: str) -> None:
    daily = reason == "daily"
    same = [backup for backup in backups(folder) if (backup.reason == "daily") is daily]
    for backup in same[KEPT:]:
        with contextlib.suppress(OSError):
            backup.path.unlink()


def is_sound(path: Path) -> bool:
    """Return whether a library file opens and passes SQLite's ``quick_check``."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            return passes_quick_check(connection)
        finally:
            connection.close()
    except sqlite3.Error:
        return False


def passes_quick_check(connection: sqlite3.Connection) -> bool:
    """Return whether SQLite finds the open file whole (https://sqlite.org/pragma.html#pragma_quick_check)."""
    try:
        return [row[0] for row in connection.execute("PRAGMA quick_check(1)")] == ["ok"]
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise
        return False


def last_good(folder: Path) -> Backup | None:
    """Return the newest backup that is whole, or None."""
    return next((backup for backup in backups(folder) if is_sound(backup.path)), None)


def set_aside(library: Path, now: datetime) -> Path:
    """Rename a damaged library, its journal with it, so that nothing of it is lost; return its new path."""
    aside = library.with_name(f"{library.stem}-damaged-{now.strftime(_STAMP)}{library.suffix}")
    for ending in ("-wal", "-shm", ""):
        part = library.with_name(library.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return aside


def restore(backup: Backup, library: Path) -> None:
    """Put a copy of the backup in the library's place, whole or not at all."""
    unfinished = library.with_name(library.name + ".unfinished")
    unfinished.write_bytes(backup.path.read_bytes())
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(library)


def set_aside_files(library: Path) -> Iterator[Path]:
    """Yield the damaged libraries that were set aside, with their journals."""
    yield from library.parent.glob(f"{library.stem}-damaged-*{library.suffix}*")
