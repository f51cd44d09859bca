"""The tables of glossary.db and the migrations that make them; opens with sqlite-utils and datasette."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

migrations = Migrations("naast.glossary")

CONCEPT_FIELDS = (
    "uuid",
    "glossary_id",
    "domain",
    "definition",
    "note",
    "source",
    "do_not_translate",
    "overrides",
    "created_at",
    "created_by",
    "modified_at",
    "modified_by",
)
TERM_FIELDS = (
    "concept_id",
    "position",
    "language",
    "term",
    "folded",
    "part_of_speech",
    "administrative_status",
    "preferred",
    "term_type",
    "case_sensitive",
    "note",
    "source",
)
GLOSSARY_FIELDS = ("name", "priority", "enabled", "read_only", "note", "edition")
RECORDED = {"glossary": GLOSSARY_FIELDS, "concept": CONCEPT_FIELDS, "term": TERM_FIELDS}
"""The columns of each table whose changes are kept in ``change``."""

_TABLES = """
CREATE TABLE glossary (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    priority INTEGER NOT NULL DEFAULT 0,
    enabled INTEGER NOT NULL DEFAULT 1,
    read_only INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    edition TEXT NOT NULL DEFAULT ''
);
CREATE TABLE concept (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    glossary_id INTEGER NOT NULL REFERENCES glossary(id),
    domain TEXT NOT NULL DEFAULT '',
    definition TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    do_not_translate INTEGER NOT NULL DEFAULT 0,
    overrides TEXT,
    created_at TEXT NOT NULL DEFAULT '',
    created_by TEXT NOT NULL DEFAULT '',
    modified_at TEXT NOT NULL DEFAULT '',
    modified_by TEXT NOT NULL DEFAULT '',
    nl TEXT NOT NULL DEFAULT '' COLLATE NOCASE,
    en TEXT NOT NULL DEFAULT '' COLLATE NOCASE,
    status TEXT NOT NULL DEFAULT 'proposed',
    part_of_speech TEXT NOT NULL DEFAULT ''
);
CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    concept_id INTEGER NOT NULL REFERENCES concept(id),
    position INTEGER NOT NULL DEFAULT 0,
    language TEXT NOT NULL CHECK (language IN ('nl', 'en')),
    term TEXT NOT NULL,
    folded TEXT NOT NULL,
    part_of_speech TEXT NOT NULL DEFAULT '',
    administrative_status TEXT NOT NULL DEFAULT 'approved'
        CHECK (administrative_status IN ('proposed', 'approved', 'deprecated', 'forbidden')),
    preferred INTEGER NOT NULL DEFAULT 0,
    term_type TEXT NOT NULL DEFAULT '',
    case_sensitive INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT ''
);
CREATE TABLE operation (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'edit',
    undoes INTEGER REFERENCES operation(id),
    undone_by INTEGER REFERENCES operation(id)
);
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation(id),
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    concept_id INTEGER,
    before TEXT,
    after TEXT
);
CREATE INDEX term_concept ON term(concept_id);
CREATE INDEX term_folded ON term(folded, language);
CREATE INDEX concept_glossary ON concept(glossary_id, status);
CREATE INDEX concept_nl ON concept(nl);
CREATE INDEX concept_en ON concept(en);
CREATE INDEX concept_status ON concept(status);
CREATE INDEX concept_overrides ON concept(overrides) WHERE overrides IS NOT NULL;
CREATE INDEX change_operation ON change(operation_id);
CREATE INDEX change_concept ON change(concept_id);
CREATE VIRTUAL TABLE term_fts USING fts5(folded, content='term', content_rowid='id', tokenize='trigram');
"""

_LEAD = """(SELECT {column} FROM term WHERE concept_id = {row}.concept_id AND language = '{language}'
    ORDER BY preferred DESC, CASE administrative_status WHEN 'approved' THEN 0 WHEN 'proposed' THEN 1
    WHEN 'deprecated' THEN 2 ELSE 3 END, position, id LIMIT 1)"""


def _lead(row: str, column: str, language: str) -> str:
    return _LEAD.format(row=row, column=column, language=language)


def _refresh(row: str) -> str:
    """SQL that keeps a concept's cached head terms and status right after one of its terms changed."""
    return f"""UPDATE concept SET
        nl = coalesce({_lead(row, "term", "nl")}, ''),
        en = coalesce({_lead(row, "term", "en")}, ''),
        part_of_speech = coalesce({_lead(row, "part_of_speech", "nl")}, ''),
        status = coalesce({_lead(row, "administrative_status", "en")},
                          {_lead(row, "administrative_status", "nl")}, 'proposed')
        WHERE id = {row}.concept_id;"""


def recorded_as_json(table: str, row: str) -> str:
    """SQL for what ``change`` keeps of a row; ``row`` is how the statement calls it (new, old, the table)."""
    pairs = ", ".join(f"'{column}', {row}.{column}" for column in RECORDED[table])
    return f"json_object({pairs})"


def _recording(table: str) -> str:
    """Triggers that write every change of a table into ``change``, after SQLite's own "Automatic Undo/Redo".

    Source: https://www.sqlite.org/undoredo.html. The operation is the newest one: it is inserted in the same
    transaction, before its changes.
    """
    concept = {"glossary": "NULL", "concept": "{row}.id", "term": "{row}.concept_id"}[table]
    current = "(SELECT max(id) FROM operation)"

    def insert(row: str, before: str, after: str) -> str:
        return (
            "INSERT INTO change(operation_id, table_name, row_id, concept_id, before, after) VALUES "
            f"({current}, '{table}', {row}.id, {concept.format(row=row)}, {before}, {after});"
        )

    old, new = recorded_as_json(table, "old"), recorded_as_json(table, "new")
    columns = ", ".join(RECORDED[table])
    return f"""
CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {insert("new", "NULL", new)} END;
CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {insert("old", old, "NULL")} END;
CREATE TRIGGER {table}_changed AFTER UPDATE OF {columns} ON {table} WHEN {old} IS NOT {new}
BEGIN {insert("new", old, new)} END;
"""


_FIRST = """UPDATE concept SET
        nl = CASE new.language WHEN 'nl' THEN new.term ELSE nl END,
        en = CASE new.language WHEN 'en' THEN new.term ELSE en END,
        part_of_speech = CASE new.language WHEN 'nl' THEN new.part_of_speech ELSE part_of_speech END,
        status = CASE WHEN new.language = 'en' OR en = '' THEN new.administrative_status ELSE status END
        WHERE id = new.concept_id;"""

_INDEXING = f"""
CREATE TRIGGER term_indexed AFTER INSERT ON term BEGIN
    INSERT INTO term_fts(rowid, folded) VALUES (new.id, new.folded);
END;
CREATE TRIGGER term_leads AFTER INSERT ON term WHEN new.preferred BEGIN {_FIRST} END;
CREATE TRIGGER term_follows AFTER INSERT ON term WHEN NOT new.preferred AND EXISTS
    (SELECT 1 FROM concept WHERE id = new.concept_id
     AND (CASE new.language WHEN 'nl' THEN nl ELSE en END) = '')
    BEGIN {_refresh("new")} END;
CREATE TRIGGER term_unindexed AFTER DELETE ON term BEGIN
    INSERT INTO term_fts(term_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
    {_refresh("old")}
END;
CREATE TRIGGER term_reindexed AFTER UPDATE OF folded ON term WHEN new.folded <> old.folded BEGIN
    INSERT INTO term_fts(term_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
    INSERT INTO term_fts(rowid, folded) VALUES (new.id, new.folded);
END;
CREATE TRIGGER term_altered AFTER UPDATE ON term BEGIN
    {_refresh("new")}
END;
"""


@migrations()
def m001_concepts_terms_and_history(db: Database) -> None:
    """Concepts, their terms, the record of every change, and the full-text index."""
    for statement in _statements(_TABLES + "".join(map(_recording, RECORDED)) + _INDEXING):
        db.execute(statement)


def _statements(script: str) -> list[str]:
    """Split a script at the semicolons that end a statement (those inside a trigger do not)."""
    statements, current = [], ""
    for piece in script.split(";"):
        current += piece + ";"
        if sqlite3.complete_statement(current):
            statements.append(current.strip())
            current = ""
    return [statement for statement in statements if statement != ";"]
