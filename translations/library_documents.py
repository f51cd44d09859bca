"""The documents of the library: added, opened again after they changed, listed, and forgotten."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from reader.document import Document, Sentence
from reader.document_codec import from_json, to_json
from reader.errors import InputError
from translations.library_history import remove_segment, seal, write_columns
from translations.library_matching import Pairing, pair_sentences
from translations.library_rows import COLUMNS, count_words, segment_to_row
from translations.library_segmentation import with_ranges
from translations.segments import Segment, empty_segments

SAME_DOCUMENT = 0.1
"""From this share of sentences in common, what now lies at a path is a new version of the old document."""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document as the start page lists it: dates in ISO 8601 (UTC), counts of segments and Dutch words.

    ``translated`` counts segments that have English, ``edited`` and ``confirmed`` those in that state.
    """

    id: int
    title: str
    source: str
    path: Path | None
    added_at: str
    opened_at: str
    place: str
    mode: str
    segments: int
    translated: int
    edited: int
    confirmed: int
    words: int
    translated_words: int
    confirmed_words: int


@dataclass(frozen=True, slots=True)
class Reopening:
    """What became of the work when a changed document was opened: counts of sentences.

    ``changed`` keep their old English, marked; ``left`` had work done on them and are no longer there.
    """

    kept: int
    moved: int
    changed: int
    added: int
    left: int


def fingerprint(document: Document) -> str:
    """Return a hash of what the document says: the same letter from another place has the same one."""
    digest = hashlib.blake2b(digest_size=16)
    for holder in document.holders():
        digest.update(holder.id.encode() + b"\n")
    return digest.hexdigest()


def find(db: Database, document: Document, path: Path | None) -> sqlite3.Row | None:
    """Return the row of the document that this one continues: the same content, or the same file changed."""
    same: sqlite3.Row | None = db.execute(
        "SELECT * FROM documents WHERE fingerprint = ? ORDER BY path IS ? DESC, opened_at DESC LIMIT 1",
        [fingerprint(document), str(path) if path else None],
    ).fetchone()
    if same is not None or path is None:
        return same
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM documents WHERE path = ? ORDER BY opened_at DESC LIMIT 1", [str(path)]
    ).fetchone()
    if row is None:
        return None
    new = Counter(segment.source for segment in empty_segments(document).values())
    old = Counter(segment.source for segment in empty_segments(from_json(row["document"])).values())
    return row if (new & old).total() >= SAME_DOCUMENT * max(1, min(new.total(), old.total())) else None


def add(db: Database, document: Document, path: Path | None, stamp: str) -> int:
    """Add the document, or open the one it continues; return its id."""
    row = find(db, document, path)
    if row is None:
        return _insert(db, document, path, stamp)
    document_id = int(row["id"])
    text = to_json(document)
    if text != row["document"]:
        _renew(db, document_id, document, text, stamp)
    db.execute(
        "UPDATE documents SET opened_at = ?, path = coalesce(?, path), source = ?, title = ? WHERE id = ?",
        [stamp, str(path) if path else None, document.source, document.title, document_id],
    )
    return document_id


def _insert(db: Database, document: Document, path: Path | None, stamp: str) -> int:
    cursor = db.execute(
        "INSERT INTO documents (key, title, source, path, fingerprint, document, added_at, opened_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            uuid.uuid4().hex,
            document.title,
            document.source,
            str(path) if path else None,
            fingerprint(document),
            to_json(document),
            stamp,
            stamp,
        ],
    )
    document_id = int(cursor.lastrowid or 0)
    for position, segment in enumerate(empty_segments(document).values()):
        write_columns(db, document_id, segment.id, full_columns(segment, position), stamp)
    return document_id


def full_columns(segment: Segment, position: int) -> dict[str, Any]:
    """Return every column of a segment at a place in its document, to write."""
    return {**segment_to_row(segment), "position": position, "words": count_words(segment.source)}


def _renew(db: Database, document_id: int, document: Document, text: str, stamp: str) -> None:
    """Put a changed document in the old one's place and carry the work over to it."""
    db.execute(
        "UPDATE documents SET document = ?, fingerprint = ? WHERE id = ?",
        [text, fingerprint(document), document_id],
    )
    present = [holder.id for holder in document.holders()]
    db.execute(
        "DELETE FROM segmentation WHERE document_id = ? "
        "AND parent_id NOT IN (SELECT value FROM json_each(?))",
        [document_id, json.dumps(present)],
    )
    segments = empty_segments(current(db, document_id))
    old = [
        dict(row)
        for row in db.execute(
            "SELECT * FROM segments WHERE document_id = ? AND position IS NOT NULL ORDER BY position",
            [document_id],
        )
    ]
    new = list(segments.values())
    if [row["source"] for row in old] == [segment.source for segment in new] and [
        row["segment_id"] for row in old
    ] == list(segments):
        return
    pairs = pair_sentences([row["source"] for row in old], [segment.source for segment in new])
    seal(db, document_id)
    left = _clear(db, document_id, old, pairs)
    for position, (segment, pair) in enumerate(zip(new, pairs, strict=True)):
        columns = full_columns(segment, position)
        if pair is not None:
            columns |= _inherited(old[pair.old], pair)
        write_columns(db, document_id, segment.id, columns, stamp)
    how = Counter(pair.how for pair in pairs if pair is not None)
    report = Reopening(how["same"], how["moved"], how["changed"], pairs.count(None), left)
    db.execute(
        "INSERT INTO changes (document_id, made_at, action, state, before, after) "
        "VALUES (?, ?, 'reopened', 'sealed', '{}', ?)",
        [document_id, stamp, json.dumps(asdict(report))],
    )


def _inherited(row: dict[str, Any], pair: Pairing) -> dict[str, Any]:
    """Return the columns that a sentence takes over from the one it continues."""
    kept = [name for name in COLUMNS if name not in ("segment_id", "parent_id", "source")]
    columns = {name: row[name] for name in kept}
    if pair.how != "changed":
        return columns
    if row["status"] == "machine":
        return {"note": row["note"]}
    # The English was right for other Dutch: a person must look again, and offsets no longer hold.
    return columns | {
        "status": "edited",
        "marks": json.dumps(["changed"]),
        "draft_marks": "[]",
        "terms": "[]",
        "links": "[]",
        "machine": "",
        "score": None,
    }


def _clear(
    db: Database, document_id: int, old: Iterable[dict[str, Any]], pairs: Iterable[Pairing | None]
) -> int:
    """Take the old sentences out of the document; keep, out of sight, those with work that went nowhere."""
    continued = {pair.old for pair in pairs if pair is not None}
    left = 0
    for place, row in enumerate(old):
        worked_on = row["status"] != "machine" or row["note"]
        if place in continued or not worked_on:
            remove_segment(db, document_id, row["segment_id"])
            continue
        left += 1
        remove_segment(db, document_id, row["segment_id"])
        values = {name: row[name] for name in (*COLUMNS, "words")}
        values |= {"position": None, "segment_id": f"left-{uuid.uuid4().hex[:12]}"}
        write_columns(db, document_id, values["segment_id"], values, row["changed_at"])
    return left


def reopening(db: Database, document_id: int) -> Reopening | None:
    """Return what became of the work when the document last changed, or None when it never did."""
    row = db.execute(
        "SELECT after FROM changes WHERE document_id = ? AND action = 'reopened' ORDER BY id DESC LIMIT 1",
        [document_id],
    ).fetchone()
    return Reopening(**json.loads(row["after"])) if row else None


def row_of(db: Database, document_id: int) -> sqlite3.Row:
    """Return a document's row.

    Raises:
        InputError: the library has no such document (any more).
    """
    row: sqlite3.Row | None = db.execute("SELECT * FROM documents WHERE id = ?", [document_id]).fetchone()
    if row is None:
        raise InputError("This document is no longer in the library: open its file again.")
    return row


def current(db: Database, document_id: int) -> Document:
    """Return the document with the sentence ranges that a person chose."""
    document = from_json(row_of(db, document_id)["document"])
    rows = db.execute("SELECT parent_id, ranges FROM segmentation WHERE document_id = ?", [document_id])
    return with_ranges(
        document,
        {row["parent_id"]: [Sentence(*one) for one in json.loads(row["ranges"])] for row in rows},
    )


def entries(db: Database) -> list[DocumentEntry]:
    """Return all documents, the last opened first."""
    rows = db.execute(
        """SELECT documents.id, title, documents.source, path, added_at, opened_at, place, mode,
            count(segments.id) AS segments,
            coalesce(sum(target <> ''), 0) AS translated,
            coalesce(sum(status = 'edited'), 0) AS edited,
            coalesce(sum(status = 'confirmed'), 0) AS confirmed,
            coalesce(sum(words), 0) AS words,
            coalesce(sum(CASE WHEN target <> '' THEN words END), 0) AS translated_words,
            coalesce(sum(CASE status WHEN 'confirmed' THEN words END), 0) AS confirmed_words
        FROM documents LEFT JOIN segments
            ON segments.document_id = documents.id AND segments.position IS NOT NULL
        GROUP BY documents.id ORDER BY opened_at DESC, documents.id DESC"""
    )
    return [
        DocumentEntry(**{**dict(row), "path": Path(row["path"]) if row["path"] else None}) for row in rows
    ]


def has(db: Database, key: str) -> bool:
    """Return whether an open library, or a backup of one, holds a document."""
    return db.execute("SELECT 1 FROM documents WHERE key = ?", [key]).fetchone() is not None


def erase(db: Database, key: str) -> None:
    """Delete a document and all that hangs on it from an open library, or a backup of one."""
    row = db.execute("SELECT id FROM documents WHERE key = ?", [key]).fetchone()
    if row is None:
        return
    document_id = row[0]
    db.execute(
        "DELETE FROM segment_search WHERE rowid IN (SELECT id FROM segments WHERE document_id = ?)",
        [document_id],
    )
    present = set(db.table_names())
    for table in ("segments", "changes", "segmentation", "ignored_findings"):
        # A backup may be older than the table.
        if table not in present:
            continue
        db.execute(f"DELETE FROM {table} WHERE document_id = ?", [document_id])
    db.execute("DELETE FROM documents WHERE id = ?", [document_id])
    # A deleted row's words stay in the index's segments until they are merged.
    db.execute("INSERT INTO segment_search (segment_search) VALUES ('optimize')")
