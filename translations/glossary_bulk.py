"""Many concepts into the termbase at once: rows, record of changes and search index each in one go."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlite_utils import Database

from translations.glossary_history import now
from translations.glossary_records import Concept
from translations.glossary_rows import concept_values
from translations.glossary_schema import CONCEPT_FIELDS, TERM_FIELDS, recorded_as_json
from translations.glossary_terms import values_of

_SPARED = ("concept_added", "term_added", "term_indexed", "term_leads", "term_follows")
"""Triggers that would do for each row what is done here for all of them."""
_LEADS = ("nl", "en", "status", "part_of_speech")


def insert_all(db: Database, glossary: int, concepts: Sequence[Concept], by: str) -> list[str]:
    """Store checked concepts in a glossary (row id) within the current operation; return their ids.

    A concept keeps its id unless the termbase, or one before it, has that already.
    """
    identities = _identities(db, concepts)
    moment = now()
    first = _next(db, "concept")
    with _without_triggers(db):
        db.conn.executemany(
            _inserting("concept", ("id", *CONCEPT_FIELDS, *_LEADS)),
            (
                (
                    first + place,
                    *concept_values(concept, glossary, identity, by, moment),
                    *_leads(concept),
                )
                for place, (identity, concept) in enumerate(zip(identities, concepts, strict=True))
            ),
        )
        first_term = _next(db, "term")
        db.conn.executemany(
            _inserting("term", TERM_FIELDS),
            (
                (first + place, *values_of(position, term))
                for place, concept in enumerate(concepts)
                for position, term in enumerate(concept.terms)
            ),
        )
        # Undo goes through the record backwards, so that the terms of a concept go before it does.
        for table, concept_id, start in (("concept", "id", first), ("term", "concept_id", first_term)):
            db.execute(
                "INSERT INTO change(operation_id, table_name, row_id, concept_id, before, after) "
                f"SELECT (SELECT max(id) FROM operation), '{table}', id, {concept_id}, NULL, "
                f"{recorded_as_json(table, table)} FROM {table} WHERE id >= ? ORDER BY id",
                [start],
            )
        db.execute(
            "INSERT INTO term_fts(rowid, folded) SELECT id, folded FROM term WHERE id >= ?", [first_term]
        )
    return identities


def _leads(concept: Concept) -> tuple[str, ...]:
    leading = next(term for term in concept.terms if term.language == "nl" and term.text == concept.nl)
    return concept.nl, concept.en, concept.status, leading.part_of_speech


def _identities(db: Database, concepts: Iterable[Concept]) -> list[str]:
    taken = {str(row[0]) for row in db.execute("SELECT uuid FROM concept")}
    given = []
    for concept in concepts:
        identity = concept.id if concept.id and concept.id not in taken else uuid.uuid4().hex
        taken.add(identity)
        given.append(identity)
    return given


def _next(db: Database, table: str) -> int:
    return int(db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])


def _inserting(table: str, columns: Sequence[str]) -> str:
    marks = ", ".join("?" for _ in columns)
    return f"INSERT INTO {table}({', '.join(columns)}) VALUES ({marks})"


@contextmanager
def _without_triggers(db: Database) -> Iterator[None]:
    """Take the triggers away that tell of each row; what fails inside rolls this back with the rest."""
    marks = ", ".join("?" for _ in _SPARED)
    found = db.execute(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ({marks})", list(_SPARED)
    ).fetchall()
    for name, _ in found:
        db.execute(f"DROP TRIGGER {name}")
    yield
    for _, statement in found:
        db.execute(statement)
