"""Copies of a file of ours: one a day and one before each migration, kept and checked, and the way back."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from reader.errors import EnvironmentProblem

KEPT = 7
"""How many backups of each sort are kept."""

_NAME = re.compile(r"-(\d{8}T\d{6})-(daily|before-m\d+)\.db")
_STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a file as it was at ``made_at`` (UTC); ``reason`` is ``daily`` or ``before-mNNN``."""

    path: Path
    made_at: datetime
    reason: str


def backup_folder(file: Path) -> Path:
    """Return where the backups of a file lie."""
    return file.parent / "backups"


def backups(file: Path) -> list[Backup]:
    """Return the backups of a file, newest first."""
    found = []
    with contextlib.suppress(OSError):
        for path in backup_folder(file).iterdir():
            match = _NAME.fullmatch(path.name.removeprefix(file.stem))
            if match and path.name.startswith(file.stem):
                made_at = datetime.strptime(f"{match[1]}+0000", f"{_STAMP}%z")
                found.append(Backup(path, made_at, match[2]))
    return sorted(found, key=lambda backup: (backup.made_at, backup.reason), reverse=True)


def daily_backup_due(file: Path, now: datetime) -> bool:
    """Return whether ``file`` has no daily backup of the day of ``now`` (UTC)."""
    return not any(one.reason == "daily" and one.made_at.date() == now.date() for one in backups(file))


def back_up(connection: sqlite3.Connection, file: Path, now: datetime, reason: str) -> Backup:
    """Copy the open ``file`` to its backups, whole or not at all, and drop the oldest beyond :data:`KEPT`.

    Raises:
        OSError, sqlite3.Error: the copy could not be written; earlier backups are untouched.
    """
    folder = backup_folder(file)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{file.stem}-{now.strftime(_STAMP)}-{reason}.db"
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
    _drop_oldest(file, reason)
    return Backup(target, now, reason)


def _drop_oldest(file: Path, reason: str) -> None:
    daily = reason == "daily"
    same = [backup for backup in backups(file) if (backup.reason == "daily") is daily]
    for backup in same[KEPT:]:
        with contextlib.suppress(OSError):
            backup.path.unlink()


def is_sound(path: Path) -> bool:
    """Return whether a file of ours opens and passes SQLite's ``quick_check``."""
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


def last_good(file: Path) -> Backup | None:
    """Return the newest backup of ``file`` that is whole, or None."""
    return next((backup for backup in backups(file) if is_sound(backup.path)), None)


def set_aside(file: Path, now: datetime) -> Path:
    """Rename a damaged file, its journal with it, so that nothing of it is lost; return its new path."""
    aside = file.with_name(f"{file.stem}-damaged-{now.strftime(_STAMP)}{file.suffix}")
    for ending in ("-wal", "-shm", ""):
        part = file.with_name(file.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return aside


def restore(backup: Backup, file: Path) -> None:
    """Put a copy of the backup in the file's place, whole or not at all."""
    unfinished = file.with_name(file.name + ".unfinished")
    shutil.copyfile(backup.path, unfinished)
    with unfinished.open("rb+") as copy:
        os.fsync(copy.fileno())
    unfinished.replace(file)


def erase_from_copies(
    file: Path, holds: Callable[[Database], bool], erase: Callable[[Database], object]
) -> None:
    """Rewrite every backup for which ``holds`` says so without what ``erase`` takes out of it.

    A backup that cannot be rewritten is deleted, and so are damaged files that were set aside: nobody can
    say what they hold.

    Raises:
        EnvironmentProblem: a backup can be neither rewritten nor deleted.
    """
    try:
        for backup in backups(file):
            try:
                with contextlib.closing(sqlite3.connect(backup.path)) as connection:
                    connection.row_factory = sqlite3.Row
                    connection.execute("PRAGMA secure_delete = ON")
                    database = Database(connection)
                    if not holds(database):
                        continue
                    with database.atomic():
                        erase(database)
                    connection.execute("VACUUM")
            except sqlite3.DatabaseError:
                backup.path.unlink()
        for path in file.parent.glob(f"{file.stem}-damaged-*{file.suffix}*"):
            path.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            f"It is gone from {file.name}, but a backup in {backup_folder(file)} could not be changed: "
            "delete it there."
        ) from error
