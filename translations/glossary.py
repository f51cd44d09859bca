"""The termbase: glossaries of Dutch and English terms in one SQLite file, every change reversible."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlite_utils import Database

from reader.errors import InputError
from translations import glossary_bulk, glossary_edits, glossary_fields, glossary_history, glossary_rows
from translations.glossary_history import HistoryLine, Operation
from translations.glossary_opening import guarded, opened, this_person
from translations.glossary_records import (
    DEFAULT_GLOSSARY,
    Concept,
    Glossary,
    RowFilter,
    TermEntry,
    TermRow,
    TermStatus,
    pair,
    tidy,
)

__all__ = ["Termbase"]

_ALL = RowFilter()


class Termbase:
    """The terms on this computer. One object belongs to one thread; open the file again in another.

    Every method that changes something is one operation in the history, and ``undo`` takes it back. A concept
    of a read-only glossary is changed by a local copy in "My terms" that stands in its place; methods that
    change a concept return the id under which it lives afterwards.
    """

    def __init__(self, db: Database, person: str) -> None:
        self.db = db
        self.person = person

    @classmethod
    def open(cls, path: Path, *, person: str = "", bundled: bool = True) -> Termbase:
        """Open the termbase, making or migrating the file where needed.

        Raises:
            EnvironmentProblem: the file cannot be opened, is locked or is not a termbase.
        """
        db = opened(path, bundled=bundled)
        return cls(db, person or this_person())

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def __enter__(self) -> Termbase:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def revision(self) -> int:
        """A number that changes whenever anything in the termbase does (to know when to match anew)."""
        return int(self.db.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()[0])

    @contextmanager
    def operation(self, label: str, *, kind: str = "edit") -> Iterator[None]:
        """Make all changes inside one operation that succeeds or fails whole."""
        with guarded(None), glossary_history.operation(self.db, label, by=self.person, kind=kind):
            yield

    # Glossaries

    def glossaries(self) -> list[Glossary]:
        """Return the glossaries, the one with the highest priority first."""
        return [
            Glossary(r["name"], r["priority"], bool(r["enabled"]), bool(r["read_only"]), r["note"], r["n"])
            for r in self.db.query(
                "SELECT g.*, (SELECT count(*) FROM concept c WHERE c.glossary_id = g.id) AS n "
                "FROM glossary g ORDER BY g.priority DESC, g.name"
            )
        ]

    def add_glossary(self, name: str, *, note: str = "") -> None:
        """Add an empty glossary above the others, unless there is one of that name."""
        with self.operation(f"Add glossary {name}"):
            glossary_edits.glossary_row(self.db, name, note=note)

    def change_glossary(
        self, name: str, *, new_name: str | None = None, enabled: bool | None = None, note: str | None = None
    ) -> None:
        """Rename a glossary, switch it on or off, or change its note."""
        row = glossary_edits.existing_glossary(self.db, name)
        with self.operation(f"Change glossary {name}"):
            wanted = {"name": new_name and tidy(new_name), "enabled": enabled, "note": note}
            values = {key: value for key, value in wanted.items() if value is not None}
            if values:
                self.db.table("glossary").update(row, values)

    def order_glossaries(self, names: Sequence[str]) -> None:
        """Set the priorities: the first name wins over the second, and so on; unnamed ones come below."""
        rows = [glossary_edits.existing_glossary(self.db, name) for name in names]
        with self.operation("Order glossaries"):
            for place, row in enumerate(rows):
                self.db.table("glossary").update(row, {"priority": (len(rows) - place) * 10})

    def remove_glossary(self, name: str) -> None:
        """Remove a glossary with its terms (``undo`` returns it); a read-only one is switched off instead."""
        row = glossary_edits.existing_glossary(self.db, name)
        if glossary_edits.is_read_only(self.db, row):
            self.change_glossary(name, enabled=False)
            return
        with self.operation(f"Remove glossary {name}"):
            self.db.execute(
                "DELETE FROM term WHERE concept_id IN (SELECT id FROM concept WHERE glossary_id = ?)", [row]
            )
            self.db.execute("DELETE FROM concept WHERE glossary_id = ?", [row])
            self.db.execute("DELETE FROM glossary WHERE id = ?", [row])

    # Concepts

    def add(
        self,
        nl: str,
        en: str,
        *,
        glossary: str = DEFAULT_GLOSSARY,
        status: TermStatus = "approved",
        part_of_speech: str = "",
    ) -> str:
        """Add a Dutch term with its English; returns the concept's id.

        Raises:
            InputError: a term is empty or too long.
        """
        return self.add_concept(pair(nl, en, status=status, part_of_speech=part_of_speech), glossary=glossary)

    def add_concept(self, concept: Concept, *, glossary: str = DEFAULT_GLOSSARY) -> str:
        """Add a whole concept; keeps its id unless the termbase already has that one."""
        concept = glossary_fields.checked(concept)
        with self.operation(f"Add {concept.nl}"):
            row = glossary_edits.glossary_row(self.db, glossary)
            taken = bool(concept.id) and glossary_edits.row_id(self.db, concept.id) is not None
            identity = concept.id if concept.id and not taken else uuid.uuid4().hex
            glossary_edits.insert(self.db, row, concept, identity, self.person)
        return identity

    def add_concepts(self, concepts: Iterable[Concept], *, glossary: str = DEFAULT_GLOSSARY) -> list[str]:
        """Add many whole concepts at once; returns their ids in the same order.

        Raises:
            InputError: a concept lacks a side, or holds something too long: then none is added.
        """
        made = [glossary_fields.checked(concept) for concept in concepts]
        with self.operation(f"Add {len(made):,} terms"):
            return glossary_bulk.insert_all(
                self.db, glossary_edits.glossary_row(self.db, glossary), made, self.person
            )

    def concept(self, concept_id: str) -> Concept:
        """Return a concept whole.

        Raises:
            InputError: there is no such concept (any more).
        """
        found = next(glossary_rows.concepts(self.db, "c.uuid = ?", [concept_id]), None)
        if found is None:
            raise InputError("This term is no longer in the glossary.")
        return found[1]

    def concepts(self, glossary: str = "") -> list[Concept]:
        """Return the concepts of one glossary, or of all, in the order they came."""
        where, values = ("g.name = ?", [glossary]) if glossary else ("1", [])
        return [concept for _, concept in glossary_rows.concepts(self.db, where, values)]

    def replace(self, concept_id: str, concept: Concept) -> str:
        """Put ``concept`` in the place of the stored one; returns its id (another one for a local copy)."""
        with self.operation(f"Change {self.concept(concept_id).nl}"):
            return glossary_edits.replace_concept(self.db, concept_id, concept, self.person)

    def update_field(self, concept_id: str, field: str, value: Any) -> str:
        """Change one cell of the table: a field of ``TermRow``, or ``glossary``; returns the concept's id.

        Raises:
            InputError: the field cannot be changed, or not to that value.
        """
        old = self.concept(concept_id)
        with self.operation(f"Change {field.replace('_', ' ')} of {old.nl}"):
            if field == "glossary":
                return glossary_edits.move(self.db, concept_id, str(value), self.person)
            changed = glossary_fields.with_field(old, field, value)
            return glossary_edits.replace_concept(self.db, concept_id, changed, self.person)

    def bulk_status(self, concept_ids: Iterable[str], status: TermStatus) -> list[str]:
        """Give many concepts a status at once (accept, reject …); returns their ids."""
        with self.operation(f"Set status to {status}"):
            return glossary_edits.set_status(self.db, list(concept_ids), status, self.person)

    def delete(self, concept_ids: Iterable[str]) -> None:
        """Delete concepts; one of a read-only glossary is covered by a deprecated local copy."""
        with self.operation("Delete terms"):
            for identity in concept_ids:
                glossary_edits.delete(self.db, identity, self.person)

    def merge(self, keep: str, others: Iterable[str]) -> str:
        """Join concepts into the first: all terms and remarks are kept, the first one's preferences win."""
        concept = self.concept(keep)
        with self.operation(f"Merge into {concept.nl}"):
            for other in others:
                concept = glossary_fields.joined(concept, self.concept(other))
                glossary_edits.delete(self.db, other, self.person)
            return glossary_edits.replace_concept(self.db, keep, concept, self.person)

    # Questions

    def count(self, rows: RowFilter = _ALL) -> int:
        """Return how many concepts the filter shows."""
        return glossary_rows.count(self.db, rows)

    def page(
        self, offset: int, limit: int, *, sort: str = "nl", descending: bool = False, rows: RowFilter = _ALL
    ) -> list[TermRow]:
        """Return table rows; ``sort`` is nl, en, status, domain, part_of_speech, glossary or modified_at."""
        return glossary_rows.page(self.db, offset, limit, sort=sort, descending=descending, rows=rows)

    def identifiers(self, rows: RowFilter = _ALL) -> list[str]:
        """Return the ids of every concept the filter shows, by Dutch term."""
        return glossary_rows.identifiers(self.db, rows)

    def row(self, concept_id: str) -> TermRow:
        """Return one concept as a table row.

        Raises:
            InputError: there is no such concept (any more).
        """
        row = glossary_edits.row_id(self.db, concept_id)
        if row is None:
            raise InputError("This term is no longer in the glossary.")
        return glossary_rows.table_rows(self.db, [row])[0]

    def search(self, text: str, limit: int = 50) -> list[TermRow]:
        """Return the concepts with a Dutch or English term that holds ``text``, best first."""
        return glossary_rows.search(self.db, text, limit)

    def conflicts(self) -> list[list[TermRow]]:
        """Return the groups of concepts that share a Dutch term: duplicates, or different English for one."""
        return glossary_rows.conflicts(self.db)

    def entries(
        self, *, statuses: Sequence[TermStatus] = ("approved",), first: str = ""
    ) -> Iterator[TermEntry]:
        """Yield what matching and enforcement need from the enabled glossaries, highest priority first.

        ``first`` names a glossary that stands above all others, enabled or not.
        """
        return glossary_rows.entries(self.db, statuses, first)

    # History

    def operations(self, limit: int = 100) -> list[Operation]:
        """Return what people did, newest first."""
        return glossary_history.operations(self.db, limit)

    def history(self, concept_id: str) -> list[HistoryLine]:
        """Return every change of a concept, newest first."""
        row = glossary_edits.row_id(self.db, concept_id)
        return [] if row is None else glossary_history.history(self.db, row)

    def next_undo(self) -> Operation | None:
        """Return what ``undo`` would take back now, None when there is nothing."""
        return glossary_history.next_undo(self.db)

    def undo(self, operation_id: int | None = None) -> Operation | None:
        """Take back an operation, by default the last; None when there is nothing to take back.

        Raises:
            InputError: what it changed was changed again since.
        """
        with guarded(None):
            return glossary_history.undo(self.db, by=self.person, operation_id=operation_id)

    def redo(self) -> Operation | None:
        """Do again what was taken back last; None when there is nothing."""
        with guarded(None):
            return glossary_history.redo(self.db, by=self.person)
