"""Changes to stored concepts: inserting, replacing in place, moving, deleting, local copies."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from sqlite_utils import Database

from reader.errors import InputError
from translations.glossary_fields import checked
from translations.glossary_history import now
from translations.glossary_records import (
    DEFAULT_GLOSSARY,
    Concept,
    TermStatus,
    tidy,
    with_status,
)
from translations.glossary_rows import concept_values, concepts
from translations.glossary_schema import CONCEPT_FIELDS
from translations.glossary_terms import insert_term, replace_terms


def glossary_row(db: Database, name: str, *, note: str = "") -> int:
    """Return the row id of a glossary, made above the others when it is new.

    Raises:
        InputError: the name is empty, or the glossary is read-only.
    """
    name = tidy(name)
    if not name:
        raise InputError("A glossary needs a name.")
    row = db.execute("SELECT id, read_only FROM glossary WHERE name = ?", [name]).fetchone()
    if row is not None:
        if row[1]:
            raise InputError(f"The glossary «{name}» is read-only; add to another one.")
        return int(row[0])
    cursor = db.execute(
        "INSERT INTO glossary(name, note, priority) "
        "VALUES (?, ?, (SELECT coalesce(max(priority), 0) + 10 FROM glossary))",
        [name, note],
    )
    return int(cursor.lastrowid or 0)


def existing_glossary(db: Database, name: str) -> int:
    """Return the row id of a glossary.

    Raises:
        InputError: there is none of that name.
    """
    row = db.execute("SELECT id FROM glossary WHERE name = ?", [name]).fetchone()
    if row is None:
        known = ", ".join(r[0] for r in db.execute("SELECT name FROM glossary ORDER BY name").fetchall())
        raise InputError(f"There is no glossary «{name}»; there are: {known}.")
    return int(row[0])


def is_read_only(db: Database, glossary: int) -> bool:
    """Tell whether a glossary (row id) may not be changed."""
    return bool(db.execute("SELECT read_only FROM glossary WHERE id = ?", [glossary]).fetchone()[0])


def row_id(db: Database, concept_id: str) -> int | None:
    """Return the row id of a concept, or None."""
    row = db.execute("SELECT id FROM concept WHERE uuid = ?", [concept_id]).fetchone()
    return int(row[0]) if row else None


def insert(
    db: Database, glossary: int, concept: Concept, identity: str, by: str, overrides: str | None = None
) -> None:
    """Store a checked concept under ``identity``."""
    cursor = db.execute(
        f"INSERT INTO concept({', '.join(CONCEPT_FIELDS)}) VALUES ({', '.join('?' * len(CONCEPT_FIELDS))})",
        concept_values(concept, glossary, identity, by, now(), overrides),
    )
    row = int(cursor.lastrowid or 0)
    for position, term in enumerate(concept.terms):
        insert_term(db, row, position, term)


def replace_concept(db: Database, concept_id: str, concept: Concept, by: str) -> str:
    """Put a concept in the place of the stored one, touching only what differs; returns its id."""
    concept = checked(concept)
    row = db.execute(
        "SELECT c.id, g.read_only FROM concept c JOIN glossary g ON g.id = c.glossary_id WHERE c.uuid = ?",
        [concept_id],
    ).fetchone()
    if row is None:
        raise InputError("This term is no longer in the glossary.")
    if row[1]:
        return _local_copy(db, concept_id, concept, by)
    old = next(concepts(db, "c.uuid = ?", [concept_id]))[1]
    if (old.terms, *_texts(old)) == (concept.terms, *_texts(concept)):
        return concept_id
    db.execute(
        "UPDATE concept SET domain = ?, definition = ?, note = ?, source = ?, do_not_translate = ?, "
        "modified_at = ?, modified_by = ? WHERE id = ?",
        [*_texts(concept), now(), by, row[0]],
    )
    replace_terms(db, int(row[0]), old.terms, concept.terms)
    return concept_id


def set_status(db: Database, concept_ids: Sequence[str], status: TermStatus, by: str) -> list[str]:
    """Give concepts a status, as ``with_status`` does; returns the ids under which they live afterwards."""
    kept = []
    for concept_id in concept_ids:
        row = db.execute(
            "SELECT c.id, c.status, g.read_only FROM concept c JOIN glossary g ON g.id = c.glossary_id "
            "WHERE c.uuid = ?",
            [concept_id],
        ).fetchone()
        if row is None:
            raise InputError("This term is no longer in the glossary.")
        if row[2]:
            concept = next(concepts(db, "c.uuid = ?", [concept_id]))[1]
            kept.append(_local_copy(db, concept_id, with_status(concept, status), by))
            continue
        kept.append(concept_id)
        if row[1] != status:
            db.execute(
                "UPDATE term SET administrative_status = ? WHERE concept_id = ? AND "
                "(administrative_status = ? OR administrative_status <> 'forbidden')",
                [status, row[0], row[1]],
            )
            db.execute(
                "UPDATE concept SET modified_at = ?, modified_by = ? WHERE id = ?", [now(), by, row[0]]
            )
    return kept


def delete(db: Database, concept_id: str, by: str) -> None:
    """Delete a concept, or cover a read-only one with a deprecated copy."""
    row = db.execute(
        "SELECT c.id, g.read_only FROM concept c JOIN glossary g ON g.id = c.glossary_id WHERE c.uuid = ?",
        [concept_id],
    ).fetchone()
    if row is None:
        return
    if row[1]:
        concept = next(concepts(db, "c.uuid = ?", [concept_id]))[1]
        _local_copy(db, concept_id, with_status(concept, "deprecated"), by)
        return
    db.execute("DELETE FROM term WHERE concept_id = ?", [row[0]])
    db.execute("DELETE FROM concept WHERE id = ?", [row[0]])


def move(db: Database, concept_id: str, glossary: str, by: str) -> str:
    """Move a concept to another glossary (copy it, from a read-only one); returns its id."""
    target = glossary_row(db, glossary)
    row = db.execute(
        "SELECT g.read_only FROM concept c JOIN glossary g ON g.id = c.glossary_id WHERE c.uuid = ?",
        [concept_id],
    ).fetchone()
    if row[0]:
        concept = next(concepts(db, "c.uuid = ?", [concept_id]))[1]
        return _local_copy(db, concept_id, concept, by, target)
    db.execute(
        "UPDATE concept SET glossary_id = ?, modified_at = ?, modified_by = ? WHERE uuid = ?",
        [target, now(), by, concept_id],
    )
    return concept_id


def _local_copy(db: Database, original: str, concept: Concept, by: str, glossary: int | None = None) -> str:
    row = db.execute("SELECT uuid FROM concept WHERE overrides = ?", [original]).fetchone()
    if row is not None:
        return replace_concept(db, row[0], concept, by)
    identity = uuid.uuid4().hex
    fresh = replace(concept, created_at="", created_by="", modified_at="", modified_by="")
    target = glossary if glossary is not None else glossary_row(db, DEFAULT_GLOSSARY)
    insert(db, target, checked(fresh), identity, by, overrides=original)
    return identity


def _texts(concept: Concept) -> tuple[str, str, str, str, int]:
    return concept.domain, concept.definition, concept.note, concept.source, int(concept.do_not_translate)
