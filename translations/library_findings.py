"""Findings of the checks that a person dismissed, kept with their document."""

from __future__ import annotations

from sqlite_utils import Database

from translations.findings import Finding


def ignore(db: Database, document_id: int, finding: Finding) -> None:
    """Remember that a finding is no fault."""
    db.execute(
        "INSERT OR IGNORE INTO ignored_findings (document_id, segment_id, check_name, message) "
        "VALUES (?, ?, ?, ?)",
        [document_id, *finding.key],
    )


def stop_ignoring(db: Database, document_id: int, finding: Finding | None) -> None:
    """Forget that a finding, or every one of the document, was dismissed."""
    if finding is None:
        db.execute("DELETE FROM ignored_findings WHERE document_id = ?", [document_id])
    else:
        db.execute(
            "DELETE FROM ignored_findings "
            "WHERE document_id = ? AND segment_id = ? AND check_name = ? AND message = ?",
            [document_id, *finding.key],
        )


def ignored(db: Database, document_id: int) -> frozenset[tuple[str, str, str]]:
    """Return the keys of the dismissed findings of a document."""
    rows = db.execute(
        "SELECT segment_id, check_name, message FROM ignored_findings WHERE document_id = ?",
        [document_id],
    )
    return frozenset((row[0], row[1], row[2]) for row in rows)
