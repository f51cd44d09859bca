"""Opens glossary.db, and turns what SQLite says about the world into one sentence."""

from __future__ import annotations

import getpass
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from reader.errors import EnvironmentProblem
from translations import glossary_bundle
from translations.glossary_schema import migrations
from translations.storage_errors import plain_words

_CACHE_KIB = 32_768
_MAKING_SECONDS = 60.0


def opened(path: Path, *, bundled: bool) -> Database:
    """Open the file, making or migrating it where needed, with the bundled glossary in it if asked.

    Raises:
        EnvironmentProblem: the file cannot be opened, is locked or is not a termbase.
    """
    with guarded(path), ExitStack() as held:
        path.parent.mkdir(parents=True, exist_ok=True)
        # On a first start the window and the work beside it open the file in the same moment: one makes it.
        with suppress(OSError, Timeout):
            held.enter_context(FileLock(f"{path}.lock", timeout=_MAKING_SECONDS))
        connection = sqlite3.connect(path, timeout=5.0)
        db = Database(connection)
        db.enable_wal()
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        if migrations.pending(db):
            migrations.apply(db)
        if bundled:
            glossary_bundle.bring_up_to_date(db)
    return db


def this_person() -> str:
    """Return the name under which changes are recorded."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


@contextmanager
def guarded(path: Path | None) -> Iterator[None]:
    """Turn SQLite's complaints about the world into one sentence."""
    name = path.name if path else "glossary"
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise EnvironmentProblem(
                f"The {name} is in use by another program; close that and try again."
            ) from error
        if path is not None and getattr(error, "sqlite_errorcode", 1) & 0xFF != sqlite3.SQLITE_ERROR:
            raise plain_words(error, path) from error
        raise EnvironmentProblem(f"The {name} cannot be used: {error}.") from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise EnvironmentProblem(f"The {name} is damaged or is not a glossary of Naast: {error}.") from error
    except OSError as error:
        raise EnvironmentProblem(f"The {name} cannot be opened: {error.strerror or error}.") from error
