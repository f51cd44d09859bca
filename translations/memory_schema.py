"""The tables of memory.db and the migrations that make them; opens with sqlite-utils and datasette."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("naast.memory")

DEFAULT_MEMORY = "My translations"

_TABLES = (
    """CREATE TABLE memories (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        writable INTEGER NOT NULL DEFAULT 1,
        penalty INTEGER NOT NULL DEFAULT 0 CHECK (penalty BETWEEN 0 AND 100),
        enabled INTEGER NOT NULL DEFAULT 1
    )""",
    """CREATE TABLE units (
        id INTEGER PRIMARY KEY,
        memory_id INTEGER NOT NULL REFERENCES memories(id),
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        source_key INTEGER NOT NULL,
        previous_key INTEGER,
        following_key INTEGER,
        document TEXT NOT NULL DEFAULT '',
        changed_at TEXT NOT NULL
    )""",
    "CREATE INDEX units_by_source ON units (source_key)",
    "CREATE INDEX units_by_document ON units (document) WHERE document <> ''",
    # Which units use a word, told apart by length: see memory_text.index_words.
    "CREATE VIRTUAL TABLE unit_words USING fts5 (words, content = '', detail = none, columnsize = 0, "
    "tokenize = 'ascii')",
    "CREATE TABLE word_counts (word TEXT PRIMARY KEY, units INTEGER NOT NULL) WITHOUT ROWID",
    f"INSERT INTO memories (name) VALUES ('{DEFAULT_MEMORY}')",
)


@migrations()
def m001_memories_units_and_words(db: Database) -> None:
    """Memories, their units, and the index that finds units with the same words."""
    for statement in _TABLES:
        db.execute(statement)
