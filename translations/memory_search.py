"""Finds what a memory offers for a sentence: the same Dutch, nearly the same, or the same words."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from rapidfuzz import fuzz, process
from sqlite_utils import Database

from translations.memory_substitution import EnglishOf, substitute_numbers, substitute_terms
from translations.memory_text import clean, length_class, likeness, masked, query_words, text_key

MatchKind = Literal["context", "exact", "fuzzy"]

_POSTINGS = 12_000
"""How many units, at most, are counted for the words of a sentence, the rarest words first."""
_COMPARED, _WEIGHED = 400, 24
"""How many of them, those that share most, are compared letter by letter, and how many also by words."""
_NUMBERS_DIFFER, _TERMS_DIFFER = 95, 90
"""Least percentage of a match that differed only in numbers, or in terms, and was brought up to date."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a memory offers for a sentence.

    ``target`` has the sentence's own numbers and terms where only they differed (``substituted``);
    ``stored`` is the English as it was confirmed, ``source`` its Dutch. ``percent`` is 100 for the same
    Dutch (see :func:`translations.memory_text.likeness` for less), minus the memory's penalty.
    """

    source: str
    target: str
    stored: str
    percent: int
    kind: MatchKind
    memory: str
    changed_at: str
    unit_id: int
    substituted: bool = False


def same(db: Database, source: str, previous: str | None, following: str | None) -> list[Match]:
    """Return the units with exactly this Dutch, those between the same neighbours first, then the newest."""
    wanted = clean(source)
    if not wanted:
        return []
    around = [None if text is None else text_key(text) for text in (previous, following)]
    rows = db.execute(
        "SELECT units.*, name, penalty FROM units JOIN memories ON memories.id = memory_id "
        "WHERE source_key = ? AND enabled ORDER BY changed_at DESC, units.id DESC",
        [text_key(source)],
    ).fetchall()
    found = []
    for row in rows:
        if clean(row["source"]) != wanted:
            continue
        in_context = None not in around and [row["previous_key"], row["following_key"]] == around
        found.append(_match(row, 100, "context" if in_context else "exact"))
    return sorted(found, key=lambda match: (-match.percent, match.kind != "context"))


def alike(db: Database, source: str, threshold: float, english_of: EnglishOf | None) -> list[Match]:
    """Return the units whose Dutch is not the same but at least ``threshold`` (0 to 1) like this one."""
    wanted = clean(source)
    plain = masked(wanted)
    cutoff = 100 * threshold
    rows = _candidates(db, plain)
    # A rough look in one call: the fine one, with numbers masked, is for the few that stand a chance.
    rough = process.extract(
        wanted,
        [row["source"] for row in rows],
        scorer=fuzz.ratio,
        processor=str.casefold,
        score_cutoff=max(0, cutoff - 30),
        limit=_WEIGHED,
    )
    found = []
    for candidate, _, place in rough:
        row = rows[place]
        # Masked, so that a date full of other numbers is not lost before it is put right.
        if candidate == wanted or not likeness(plain, masked(candidate), cutoff):
            continue
        match = _fuzzy_match(row, wanted, candidate, english_of)
        if match.percent >= cutoff:
            found.append(match)
    return found


def _candidates(db: Database, plain: str) -> list[sqlite3.Row]:
    """Return the units that share the rarest words with a masked text and are about as long."""
    length = length_class(plain)
    lengths = (length - 1, length, length + 1)
    words = query_words(plain)[:200]
    wanted = [f"{word}z{one}" for word in words for one in lengths]
    places = ", ".join("?" for _ in wanted)
    counts = dict(
        db.execute(f"SELECT word, units FROM word_counts WHERE word IN ({places})", wanted).fetchall()
    )
    total = {word: sum(counts.get(f"{word}z{one}", 0) for one in lengths) for word in words}
    read = 0
    units, weights = [], []
    for word in sorted((word for word in words if total[word]), key=lambda word: total[word]):
        if read and read + total[word] > _POSTINGS:
            break
        read += total[word]
        query = " OR ".join(f'"{word}z{one}"' for one in lengths if f"{word}z{one}" in counts)
        # One string of numbers: ten times as fast as a row for each.
        (found,) = db.execute(
            "SELECT group_concat(rowid) FROM "
            f"(SELECT rowid FROM unit_words WHERE unit_words MATCH ? LIMIT {_POSTINGS})",
            [query],
        ).fetchone()
        if found:
            units.append(np.fromstring(found, dtype=np.int64, sep=","))
            weights.append(np.full(len(units[-1]), 1 / math.log(2 + total[word])))
    if not units:
        return []
    shared, places_of = np.unique(np.concatenate(units), return_inverse=True)
    sums = np.bincount(places_of, weights=np.concatenate(weights))
    best = shared[np.argsort(-sums, kind="stable")[:_COMPARED]].tolist()
    places = ", ".join("?" for _ in best)
    return db.execute(
        "SELECT units.*, name, penalty FROM units JOIN memories ON memories.id = memory_id "
        f"WHERE units.id IN ({places}) AND enabled",
        best,
    ).fetchall()


def holding(db: Database, text: str, limit: int) -> list[Match]:
    """Return the units whose Dutch holds every word of ``text``, or a longer word that begins with it."""
    words = query_words(masked(clean(text)))
    if not words:
        return []
    query = " AND ".join(f'"{word}" *' for word in words)
    rows = db.execute(
        "SELECT units.*, name, penalty FROM unit_words "
        "JOIN units ON units.id = unit_words.rowid JOIN memories ON memories.id = memory_id "
        f"WHERE unit_words MATCH ? AND enabled LIMIT {int(limit)}",
        [query],
    ).fetchall()
    return [_match(row, 100, "exact") for row in rows]


def _match(row: sqlite3.Row, percent: int, kind: MatchKind) -> Match:
    return Match(
        source=row["source"],
        target=row["target"],
        stored=row["target"],
        percent=max(0, percent - row["penalty"]),
        kind=kind,
        memory=row["name"],
        changed_at=row["changed_at"],
        unit_id=row["id"],
    )


def _fuzzy_match(row: sqlite3.Row, wanted: str, candidate: str, english_of: EnglishOf | None) -> Match:
    # Whatever is not the same Dutch stays under 100.
    percent = min(99, math.floor(likeness(wanted, candidate)))
    match = _match(row, percent, "fuzzy")
    target = substitute_numbers(wanted, candidate, match.stored)
    least = _NUMBERS_DIFFER
    if target is None and english_of is not None:
        target = substitute_terms(wanted, candidate, match.stored, english_of)
        least = _TERMS_DIFFER
    if target is None or target == match.stored:
        return match
    return replace(
        match, target=target, substituted=True, percent=max(0, max(percent, least) - row["penalty"])
    )
