"""The rows of a concept's terms: written, changed in place, taken away."""

from __future__ import annotations

from sqlite_utils import Database

from translations.glossary_records import Term, fold


def replace_terms(db: Database, concept: int, old: tuple[Term, ...], new: tuple[Term, ...]) -> None:
    """Put terms in the place of a concept's (row id) old ones, touching only what differs."""
    rows = {
        (str(language), str(text)): int(identity)
        for identity, language, text in db.execute(
            "SELECT id, language, term FROM term WHERE concept_id = ?", [concept]
        ).fetchall()
    }
    wanted = {(term.language, term.text) for term in new}
    spare = {
        language: [rows[key] for key in rows if key not in wanted and key[0] == language]
        for language in ("nl", "en")
    }
    before = {(term.language, term.text): (place, term) for place, term in enumerate(old)}
    for position, term in enumerate(new):
        key = (term.language, term.text)
        if key in rows:
            if before.get(key) != (position, term):
                _update_term(db, rows[key], position, term)
        elif spare[term.language]:
            _update_term(db, spare[term.language].pop(0), position, term)
        else:
            insert_term(db, concept, position, term)
    for left in (*spare["nl"], *spare["en"]):
        db.execute("DELETE FROM term WHERE id = ?", [left])


def values_of(position: int, term: Term) -> list[object]:
    """Return the columns of a term's row but the concept's, in the order of ``TERM_FIELDS``."""
    return [
        position,
        term.language,
        term.text,
        fold(term.text),
        term.part_of_speech,
        term.status,
        int(term.preferred),
        term.term_type,
        int(term.case_sensitive),
        term.note,
        term.source,
    ]


def insert_term(db: Database, concept: int, position: int, term: Term) -> None:
    """Store a term of a concept (row id) at its place among the others."""
    db.execute(
        "INSERT INTO term(concept_id, position, language, term, folded, part_of_speech, "
        "administrative_status, preferred, term_type, case_sensitive, note, source) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [concept, *values_of(position, term)],
    )


def _update_term(db: Database, row: int, position: int, term: Term) -> None:
    db.execute(
        "UPDATE term SET position = ?, language = ?, term = ?, folded = ?, part_of_speech = ?, "
        "administrative_status = ?, preferred = ?, term_type = ?, case_sensitive = ?, note = ?, source = ? "
        "WHERE id = ?",
        [*values_of(position, term), row],
    )
