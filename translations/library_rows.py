"""A segment as a row of the library, and a row as a segment."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any

from translations.segments import Link, Mark, Segment, SegmentTerm

COLUMNS = (
    "segment_id",
    "parent_id",
    "source",
    "target",
    "machine",
    "status",
    "origin",
    "score",
    "marks",
    "terms",
    "links",
    "note",
    "draft_marks",
)
"""The columns that hold a segment, in the order of :class:`Segment`'s fields."""

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


def count_words(text: str) -> int:
    """Return how many words a person would count; "S.A." and "2,5" are one each."""
    return sum(1 for _ in _WORD.finditer(text))


def _storable(text: str) -> str:
    """Return ``text`` without half surrogate pairs, which UTF-8 cannot hold and SQLite refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")


def marks_to_json(marks: Sequence[Mark]) -> str:
    """Return marks as their column holds them."""
    return json.dumps(list(marks), separators=(",", ":"))


def segment_to_row(segment: Segment) -> dict[str, Any]:
    """Return the segment as column values."""
    return {
        "segment_id": segment.id,
        "parent_id": segment.parent_id,
        "source": _storable(segment.source),
        "target": _storable(segment.target),
        "machine": _storable(segment.machine),
        "status": segment.status,
        "origin": segment.origin,
        "score": segment.score,
        "marks": marks_to_json(segment.marks),
        "terms": json.dumps([astuple(term) for term in segment.terms], separators=(",", ":")),
        "links": json.dumps([astuple(link) for link in segment.links], separators=(",", ":")),
        "note": _storable(segment.note),
        "draft_marks": marks_to_json(segment.draft_marks),
    }


def row_to_segment(row: sqlite3.Row | Mapping[str, Any]) -> Segment:
    """Return the segment that a row holds."""
    return Segment(
        id=row["segment_id"],
        parent_id=row["parent_id"],
        source=row["source"],
        target=row["target"],
        machine=row["machine"],
        status=row["status"],
        origin=row["origin"],
        score=row["score"],
        marks=tuple(json.loads(row["marks"])),
        terms=tuple(SegmentTerm(*term) for term in json.loads(row["terms"])),
        links=tuple(Link(*link) for link in json.loads(row["links"])),
        note=row["note"],
        draft_marks=tuple(json.loads(row["draft_marks"])),
    )
