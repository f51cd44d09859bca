"""The library's tables, and the steps that bring an older library to them."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

_FIRST = (
    """CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        path TEXT,
        fingerprint TEXT NOT NULL,
        document TEXT NOT NULL,
        added_at TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        place TEXT NOT NULL DEFAULT '',
        mode TEXT NOT NULL DEFAULT ''
    )""",
    """CREATE TABLE segments (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
        segment_id TEXT NOT NULL,
        position INTEGER,
        parent_id TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        machine TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('machine', 'edited', 'confirmed', 'rejected')),
        origin TEXT NOT NULL,
        score REAL,
        marks TEXT NOT NULL,
        terms TEXT NOT NULL,
        links TEXT NOT NULL,
        note TEXT NOT NULL,
        words INTEGER NOT NULL,
        changed_at TEXT NOT NULL,
        UNIQUE (document_id, segment_id)
    )""",
    """CREATE TABLE changes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
        made_at TEXT NOT NULL,
        action TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'replaced', 'sealed')),
        before TEXT NOT NULL,
        after TEXT NOT NULL
    )""",
    "CREATE INDEX changes_of_document ON changes (document_id, id)",
    """CREATE TABLE segmentation (
        document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
        parent_id TEXT NOT NULL,
        ranges TEXT NOT NULL,
        PRIMARY KEY (document_id, parent_id)
    )""",
    "CREATE VIRTUAL TABLE segment_search USING fts5 (source, target, note, tokenize = 'trigram')",
)


migrations = Migrations("naast.library")


@migrations()
def m001_documents_segments_and_changes(db: Database) -> None:
    """Documents, their segments, every change, sentence ranges that a person chose, and the search index."""
    for statement in _FIRST:
        db.execute(statement)


@migrations()
def m002_ignored_findings(db: Database) -> None:
    """Findings of the checks that a person dismissed."""
    db.execute(
        """CREATE TABLE ignored_findings (
            document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            segment_id TEXT NOT NULL,
            check_name TEXT NOT NULL,
            message TEXT NOT NULL,
            PRIMARY KEY (document_id, segment_id, check_name, message)
        )"""
    )


@migrations()
def m003_marks_of_the_draft(db: Database) -> None:
    """The marks of a draft that a person changed, so that they come back with it."""
    db.execute("ALTER TABLE segments ADD COLUMN draft_marks TEXT NOT NULL DEFAULT '[]'")
