"""Finding words in everything the library holds, in both languages, without minding case and accents."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from sqlite_utils import Database

from translations.segments import Status

_TRIGRAM = 3
"""FTS5's trigram index knows nothing shorter (https://sqlite.org/fts5.html#the_trigram_tokenizer)."""

TextRange = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A segment that holds what was looked for; the ranges say where, in characters."""

    document_id: int
    title: str
    segment_id: str
    source: str
    target: str
    note: str
    status: Status
    source_ranges: tuple[TextRange, ...]
    target_ranges: tuple[TextRange, ...]


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    plain = "".join(
        part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)
    )
    return plain.casefold()


def fold(text: str) -> str:
    """Return ``text`` as the search sees it: lower case, without accents."""
    return text.casefold() if text.isascii() else "".join(map(_fold_character, text))


def index_segment(db: Database, document_id: int, segment_id: str) -> None:
    """Bring the search index up to date with one segment's row."""
    row = db.execute(
        "SELECT id, source, target, note FROM segments WHERE document_id = ? AND segment_id = ?",
        [document_id, segment_id],
    ).fetchone()
    db.execute(
        "INSERT OR REPLACE INTO segment_search (rowid, source, target, note) VALUES (?, ?, ?, ?)",
        [row["id"], fold(row["source"]), fold(row["target"]), fold(row["note"])],
    )


def ranges_of(text: str, words: list[str]) -> tuple[TextRange, ...]:
    """Return where the folded ``words`` stand in ``text``, in order, overlapping ones joined."""
    folded, origin = "", []
    for place, character in enumerate(text):
        piece = _fold_character(character)
        folded += piece
        origin += [place] * len(piece)
    found = []
    for word in words:
        start = folded.find(word)
        while start >= 0:
            found.append((origin[start], origin[start + len(word) - 1] + 1))
            start = folded.find(word, start + len(word))
    joined: list[TextRange] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def search(db: Database, text: str, limit: int) -> list[Hit]:
    """Return the segments that hold every word of ``text``, in source, target or note; see ``Library``."""
    words = [word for word in fold(text).split() if word]
    if not words:
        return []
    conditions, values = [], []
    long = [word for word in words if len(word) >= _TRIGRAM]
    if long:
        conditions.append("segment_search MATCH ?")
        values.append(" AND ".join('"' + word.replace('"', '""') + '"' for word in long))
    for word in words:
        if len(word) < _TRIGRAM:
            conditions.append(
                "instr(segment_search.source || ' ' || segment_search.target "
                "|| ' ' || segment_search.note, ?)"
            )
            values.append(word)
    rows = db.execute(
        "SELECT segments.*, documents.title FROM segment_search "
        "JOIN segments ON segments.id = segment_search.rowid "
        "JOIN documents ON documents.id = segments.document_id "
        f"WHERE {' AND '.join(conditions)} AND segments.position IS NOT NULL "
        "ORDER BY documents.opened_at DESC, documents.id, segments.position LIMIT ?",
        [*values, limit],
    )
    return [
        Hit(
            row["document_id"],
            row["title"],
            row["segment_id"],
            row["source"],
            row["target"],
            row["note"],
            row["status"],
            ranges_of(row["source"], words),
            ranges_of(row["target"], words),
        )
        for row in rows
    ]
