"""Keeps the glossary that ships with Naast, "Dutch government", in step with the edition in the program."""

from __future__ import annotations

import csv
import hashlib
import uuid
from importlib import resources

from sqlite_utils import Database

from translations import glossary_edits
from translations.glossary_fields import checked
from translations.glossary_history import operation
from translations.glossary_records import BUNDLED_GLOSSARY, Concept, Term, TermStatus
from translations.glossary_rows import concepts

_NAMESPACE = uuid.UUID("6f1d6e3a-2a52-4a0e-9a55-0c1f6f0b8d11")
_AUTHOR = "Naast"
_MOMENT = "2026-11-24T00:00:00Z"


def bundled_text() -> str:
    """Return the CSV of the shipped glossary; its first row names the columns."""
    folder = resources.files("translations") / "glossaries"
    return (folder / "dutch-government.csv").read_text(encoding="utf-8")


def bundled_concepts(text: str) -> list[Concept]:
    """Return the concepts of the shipped glossary, with ids that do not depend on the edition.

    Several English terms in one cell are separated by " ; ", the preferred one first.
    """
    made = []
    for row in csv.DictReader(text.splitlines()):
        status: TermStatus = "approved" if row["status"] == "approved" else "proposed"
        untranslated = row["do_not_translate"] == "yes"
        kind, sensitive = row["part_of_speech"], row["case_sensitive"] == "yes"
        dutch = row["dutch"].split(" ; ")
        english = row["english"].split(" ; ")
        made.append(
            Concept(
                terms=(
                    *(
                        Term(text, "nl", status, i == 0, kind, case_sensitive=sensitive)
                        for i, text in enumerate(dutch)
                    ),
                    *(Term(text, "en", status, i == 0, kind) for i, text in enumerate(english)),
                ),
                id=uuid.uuid5(_NAMESPACE, dutch[0]).hex,
                domain=row["domain"],
                note=row["note"],
                do_not_translate=untranslated,
                created_at=_MOMENT,
                created_by=_AUTHOR,
                modified_at=_MOMENT,
                modified_by=_AUTHOR,
            )
        )
    return made


def bring_up_to_date(db: Database) -> None:
    """Store this program's edition of the shipped glossary, changing only the concepts that differ."""
    text = bundled_text()
    edition = hashlib.sha256(text.encode()).hexdigest()[:16]
    if _stored_edition(db) == edition:
        return
    with operation(db, f"{BUNDLED_GLOSSARY}, edition {edition}", by=_AUTHOR, kind="bundle"):
        # Another thread or another Naast may have done it while this one waited for the file.
        stored_edition = _stored_edition(db)
        if stored_edition == edition:
            return
        if stored_edition is None:
            db.execute(
                "INSERT INTO glossary(name, priority, note) VALUES (?, 0, 'Ships with Naast')",
                [BUNDLED_GLOSSARY],
            )
        glossary = glossary_edits.existing_glossary(db, BUNDLED_GLOSSARY)
        db.execute("UPDATE glossary SET read_only = 0 WHERE id = ?", [glossary])
        stored = {c.id for _, c in concepts(db, "c.glossary_id = ?", [glossary])}
        for concept in bundled_concepts(text):
            if concept.id in stored:
                glossary_edits.replace_concept(db, concept.id, concept, _AUTHOR)
                stored.discard(concept.id)
            else:
                glossary_edits.insert(db, glossary, checked(concept), concept.id, _AUTHOR)
        for gone in sorted(stored):
            glossary_edits.delete(db, gone, _AUTHOR)
        db.execute("UPDATE glossary SET read_only = 1, edition = ? WHERE id = ?", [edition, glossary])


def _stored_edition(db: Database) -> str | None:
    """Return the edition of the shipped glossary in the file; None where it is not there yet."""
    row = db.execute("SELECT edition FROM glossary WHERE name = ?", [BUNDLED_GLOSSARY]).fetchone()
    return None if row is None else str(row[0])
