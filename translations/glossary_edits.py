"""Changes to stored concepts: checking, inserting, replacing in place, moving, joining, local copies."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from reader.errors import InputError
from translations.glossary_history import now
from translations.glossary_records import (
    DEFAULT_GLOSSARY,
    LONGEST_TERM,
    LONGEST_TEXT,
    STATUSES,
    Concept,
    Language,
    Term,
    TermStatus,
    fold,
    tidy,
    with_status,
)
from translations.glossary_rows import concepts

_TEXT_FIELDS = ("domain", "definition", "note", "source")


def checked(concept: Concept) -> Concept:
    """Return the concept tidied, without repeated terms, with one preferred term a language.

    Raises:
        InputError: it has no Dutch term, no English while it needs one, or something too long.
    """
    terms: dict[tuple[str, str], Term] = {}
    for term in concept.terms:
        text = tidy(term.text)
        if not text:
            continue
        if len(text) > LONGEST_TERM:
            raise InputError(f"The term «{text[:40]}…» is longer than {LONGEST_TERM} characters.")
        if term.status not in STATUSES:
            raise InputError(f"«{term.status}» is not a status; use {', '.join(STATUSES)}.")
        terms.setdefault((term.language, text), term if text == term.text else replace(term, text=text))
    found = tuple(terms.values())
    if not any(term.language == "nl" for term in found):
        raise InputError("A term needs a Dutch side; fill it in.")
    if not concept.do_not_translate and not any(term.language == "en" for term in found):
        raise InputError(f"«{next(t.text for t in found)}» needs its English, or the mark do-not-translate.")
    for field in _TEXT_FIELDS:
        if len(getattr(concept, field)) > LONGEST_TEXT:
            raise InputError(f"The {field} of «{found[0].text}» is longer than {LONGEST_TEXT} characters.")
    return replace(concept, terms=_one_preferred(found))


def _one_preferred(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    leading: list[int] = []
    for language in ("nl", "en"):
        own = [i for i, term in enumerate(terms) if term.language == language]
        usable = [i for i in own if terms[i].status in ("approved", "proposed")] or own
        leading += [next((i for i in usable if terms[i].preferred), usable[0])] if usable else []
    return tuple(
        term if term.preferred == (i in leading) else replace(term, preferred=i in leading)
        for i, term in enumerate(terms)
    )


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
    moment = now()
    cursor = db.execute(
        "INSERT INTO concept(uuid, glossary_id, domain, definition, note, source, do_not_translate, "
        "overrides, created_at, created_by, modified_at, modified_by) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            identity,
            glossary,
            concept.domain,
            concept.definition,
            concept.note,
            concept.source,
            int(concept.do_not_translate),
            overrides,
            concept.created_at or moment,
            concept.created_by or by,
            concept.modified_at or moment,
            concept.modified_by or by,
        ],
    )
    row = int(cursor.lastrowid or 0)
    for position, term in enumerate(concept.terms):
        _insert_term(db, row, position, term)


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
    _replace_terms(db, int(row[0]), old.terms, concept.terms)
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


def joined(first: Concept, second: Concept) -> Concept:
    """Return one concept with the terms and remarks of both; where they disagree, the first leads."""

    def both(a: str, b: str) -> str:
        return a if not b or b in a else f"{a}\n{b}" if a else b

    known = {(term.language, term.text) for term in first.terms}
    added = tuple(
        replace(term, preferred=False) for term in second.terms if (term.language, term.text) not in known
    )
    return replace(
        first,
        terms=first.terms + added,
        domain=first.domain or second.domain,
        definition=both(first.definition, second.definition),
        note=both(first.note, second.note),
        source=both(first.source, second.source),
        do_not_translate=first.do_not_translate and second.do_not_translate,
    )


def with_field(concept: Concept, field: str, value: Any) -> Concept:
    """Return the concept with one field of its table row changed.

    Raises:
        InputError: the field is not one that can be changed.
    """
    if field in _TEXT_FIELDS:
        return _with_text(concept, field, str(value).strip())
    if field == "do_not_translate":
        return replace(concept, do_not_translate=bool(value))
    if field == "status":
        return with_status(concept, value)
    if field in ("nl", "en"):
        return _with_head(concept, "nl" if field == "nl" else "en", tidy(str(value)))
    if field in ("nl_variants", "en_variants"):
        texts = value.split(";") if isinstance(value, str) else value
        return _with_variants(concept, "nl" if field == "nl_variants" else "en", texts)
    if field in ("part_of_speech", "case_sensitive"):
        return replace(
            concept,
            terms=tuple(_with_trait(t, field, value) if t.language == "nl" else t for t in concept.terms),
        )
    raise InputError(f"The field «{field}» cannot be changed.")


def _with_text(concept: Concept, field: str, text: str) -> Concept:
    match field:
        case "domain":
            return replace(concept, domain=text)
        case "definition":
            return replace(concept, definition=text)
        case "note":
            return replace(concept, note=text)
        case _:
            return replace(concept, source=text)


def _with_trait(term: Term, field: str, value: Any) -> Term:
    if field == "case_sensitive":
        return replace(term, case_sensitive=bool(value))
    return replace(term, part_of_speech=tidy(str(value)))


def _with_head(concept: Concept, language: Language, text: str) -> Concept:
    own, head = concept.of(language), concept.nl if language == "nl" else concept.en
    if not text:
        return replace(
            concept, terms=tuple(t for t in concept.terms if (t.language, t.text) != (language, head))
        )
    if not own:
        return replace(concept, terms=(*concept.terms, Term(text, language, concept.status, True)))
    if any(term.text == text for term in own):
        return replace(
            concept,
            terms=tuple(
                replace(t, preferred=t.text == text) if t.language == language else t for t in concept.terms
            ),
        )
    return replace(
        concept,
        terms=tuple(
            replace(t, text=text, preferred=True) if (t.language, t.text) == (language, head) else t
            for t in concept.terms
        ),
    )


def _with_variants(concept: Concept, language: Language, texts: Iterable[str]) -> Concept:
    wanted = [text for text in map(tidy, texts) if text]
    head = concept.nl if language == "nl" else concept.en
    known = {term.text: term for term in concept.of(language)}
    kept = tuple(t for t in concept.terms if t.language != language or t.text == head)
    added = (known.get(text, Term(text, language, concept.status)) for text in wanted if text != head)
    return replace(concept, terms=(*kept, *added))


def _local_copy(db: Database, original: str, concept: Concept, by: str, glossary: int | None = None) -> str:
    row = db.execute("SELECT uuid FROM concept WHERE overrides = ?", [original]).fetchone()
    if row is not None:
        return replace_concept(db, row[0], concept, by)
    identity = uuid.uuid4().hex
    fresh = replace(concept, created_at="", created_by="", modified_at="", modified_by="")
    target = glossary if glossary is not None else glossary_row(db, DEFAULT_GLOSSARY)
    insert(db, target, checked(fresh), identity, by, overrides=original)
    return identity


def _replace_terms(db: Database, concept: int, old: tuple[Term, ...], new: tuple[Term, ...]) -> None:
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
            _insert_term(db, concept, position, term)
    for left in (*spare["nl"], *spare["en"]):
        db.execute("DELETE FROM term WHERE id = ?", [left])


def _texts(concept: Concept) -> tuple[str, str, str, str, int]:
    return concept.domain, concept.definition, concept.note, concept.source, int(concept.do_not_translate)


def _values(position: int, term: Term) -> list[object]:
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


def _insert_term(db: Database, concept: int, position: int, term: Term) -> None:
    db.execute(
        "INSERT INTO term(concept_id, position, language, term, folded, part_of_speech, "
        "administrative_status, preferred, term_type, case_sensitive, note, source) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [concept, *_values(position, term)],
    )


def _update_term(db: Database, row: int, position: int, term: Term) -> None:
    db.execute(
        "UPDATE term SET position = ?, language = ?, term = ?, folded = ?, part_of_speech = ?, "
        "administrative_status = ?, preferred = ?, term_type = ?, case_sensitive = ?, note = ?, source = ? "
        "WHERE id = ?",
        [*_values(position, term), row],
    )
