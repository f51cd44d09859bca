"""What SQLite and the file system report, told as one plain sentence about a file of ours."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from reader.errors import EnvironmentProblem

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def plain_words(error: sqlite3.Error | OSError, path: Path) -> EnvironmentProblem:
    """Return what happened to the file at ``path`` and what to do, for a person to read."""
    folder = path.parent
    if isinstance(error, OSError):
        if error.errno in _NO_SPACE:
            return EnvironmentProblem(
                f"The disk that holds {folder} is full: make room; what was saved before is safe."
            )
        if error.errno in _FORBIDDEN:
            return EnvironmentProblem(
                f"Naast may not write in {folder}: allow it, or choose another folder with NAAST_HOME."
            )
        return EnvironmentProblem(f"The folder {folder} cannot be used ({error.strerror or error}).")
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return EnvironmentProblem(
            f"The disk that holds {folder} is full: make room and try again; "
            "the last change was not saved, everything before it is safe."
        )
    if code == sqlite3.SQLITE_READONLY:
        return EnvironmentProblem(
            f"{path.name} in {folder} cannot be written: allow writing there; the last change was not saved."
        )
    if code == sqlite3.SQLITE_BUSY or code == sqlite3.SQLITE_LOCKED:
        return EnvironmentProblem(
            f"Another program is using {path.name} in {folder}: close it and try again; "
            "the last change was not saved."
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return EnvironmentProblem(
            f"{path.name} in {folder} is damaged: restart Naast, which goes back to the last good backup."
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return EnvironmentProblem(f"{path.name} in {folder} cannot be opened: is the drive still there?")
    return EnvironmentProblem(
        f"{path.name} in {folder} could not be written (disk full, or the drive was removed?): "
        "the last change was not saved, everything before it is safe."
    )
