"""Questions to the termbase: the rows of a table, search, conflicts, and the entries that matching needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from translations.glossary_records import Concept, RowFilter, Term, TermEntry, TermRow, fold

SORTS = {
    "nl": "c.nl",
    "en": "c.en",
    "status": "c.status",
    "domain": "c.domain",
    "part_of_speech": "c.part_of_speech",
    "glossary": "c.glossary_id",
    "modified_at": "c.modified_at",
}
_NOT_OVERRIDDEN = (
    "c.id NOT IN (SELECT covered.id FROM concept o JOIN glossary og ON og.id = o.glossary_id "
    "JOIN concept covered ON covered.uuid = o.overrides WHERE o.overrides IS NOT NULL AND og.enabled)"
)
_STATUS_ORDER = "CASE administrative_status WHEN 'approved' THEN 0 WHEN 'proposed' THEN 1 ELSE 2 END"
_CHUNK = 500
_LAST = "\U0010ffff"


def count(db: Database, rows: RowFilter) -> int:
    """Return how many concepts the filter shows."""
    where, values = _where(rows)
    sql = f"SELECT count(*) FROM concept c WHERE {where}"
    return int(db.execute(sql, values).fetchone()[0])


def page(
    db: Database, offset: int, limit: int, *, sort: str, descending: bool, rows: RowFilter
) -> list[TermRow]:
    """Return ``limit`` rows from ``offset`` in the given order; ``sort`` is a key of ``SORTS``."""
    where, values = _where(rows)
    direction = "DESC" if descending else "ASC"
    order = f"{SORTS[sort]} {direction}, c.id {direction}"
    identities = [
        int(row[0])
        for row in db.execute(
            f"SELECT c.id FROM concept c WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
            [*values, limit, offset],
        ).fetchall()
    ]
    return table_rows(db, identities)


def identifiers(db: Database, rows: RowFilter) -> list[str]:
    """Return the ids of every concept the filter shows (for "select all")."""
    where, values = _where(rows)
    sql = f"SELECT c.uuid FROM concept c WHERE {where} ORDER BY c.nl, c.id"
    return [str(row[0]) for row in db.execute(sql, values).fetchall()]


def search(db: Database, text: str, limit: int) -> list[TermRow]:
    """Return the concepts with a term that holds ``text``: whole terms, then beginnings, then the rest."""
    folded = fold(text)
    if not folded:
        return []
    condition, values = _holding(folded)
    stages: tuple[tuple[str, list[object]], ...] = (
        ("t.folded = ?", [folded]),
        ("t.folded >= ? AND t.folded < ?", [folded, folded + _LAST]),
        (f"t.{condition}", values),
    )
    found: dict[int, None] = {}
    for stage, given in stages:
        order = "" if stage.startswith("t.id") else "ORDER BY t.folded"
        for row in db.execute(
            f"SELECT t.concept_id FROM term t JOIN concept c ON c.id = t.concept_id "
            f"WHERE {stage} AND {_NOT_OVERRIDDEN} {order} LIMIT ?",
            [*given, 2 * limit],
        ).fetchall():
            found.setdefault(int(row[0]))
        if len(found) >= limit:
            break
    return table_rows(db, list(found)[:limit])


def table_rows(db: Database, identities: Sequence[int]) -> list[TermRow]:
    """Return the rows of these concepts (row ids), in the given order."""
    made: dict[int, TermRow] = {}
    for chunk in _chunks(identities):
        marks = ", ".join("?" for _ in chunk)
        terms: dict[int, list[dict[str, Any]]] = {}
        for term in db.query(
            f"SELECT concept_id, language, term, case_sensitive FROM term WHERE concept_id IN ({marks}) "
            f"ORDER BY preferred DESC, {_STATUS_ORDER}, position, id",
            list(chunk),
        ):
            terms.setdefault(int(term["concept_id"]), []).append(term)
        for row in db.query(
            f"SELECT c.*, g.name AS glossary, g.read_only FROM concept c "
            f"JOIN glossary g ON g.id = c.glossary_id WHERE c.id IN ({marks})",
            list(chunk),
        ):
            own = terms.get(int(row["id"]), [])
            made[int(row["id"])] = TermRow(
                concept_id=row["uuid"],
                glossary=row["glossary"],
                nl=row["nl"],
                en=row["en"],
                nl_variants=tuple(t["term"] for t in own if t["language"] == "nl" and t["term"] != row["nl"]),
                en_variants=tuple(t["term"] for t in own if t["language"] == "en" and t["term"] != row["en"]),
                part_of_speech=row["part_of_speech"],
                domain=row["domain"],
                status=row["status"],
                do_not_translate=bool(row["do_not_translate"]),
                case_sensitive=any(t["case_sensitive"] for t in own),
                definition=row["definition"],
                note=row["note"],
                source=row["source"],
                modified_at=row["modified_at"],
                modified_by=row["modified_by"],
                read_only=bool(row["read_only"]),
            )
    return [made[identity] for identity in identities if identity in made]


def concepts(db: Database, where: str = "1", values: Sequence[object] = ()) -> Iterator[tuple[int, Concept]]:
    """Yield concepts whole, with their row ids, by a condition on ``c`` (concept) and ``g`` (glossary)."""
    current: dict[str, Any] | None = None
    terms: list[Term] = []
    for row in db.query(
        "SELECT c.*, t.language, t.term, t.administrative_status, t.preferred, t.part_of_speech AS pos, "
        "t.term_type, t.case_sensitive, t.note AS term_note, t.source AS term_source "
        "FROM concept c JOIN glossary g ON g.id = c.glossary_id LEFT JOIN term t ON t.concept_id = c.id "
        f"WHERE {where} ORDER BY c.id, t.position, t.id",
        list(values),
    ):
        if current is not None and current["id"] != row["id"]:
            yield int(current["id"]), _concept(current, terms)
            terms = []
        current = row
        if row["term"] is not None:
            terms.append(
                Term(
                    text=row["term"],
                    language=row["language"],
                    status=row["administrative_status"],
                    preferred=bool(row["preferred"]),
                    part_of_speech=row["pos"],
                    term_type=row["term_type"],
                    case_sensitive=bool(row["case_sensitive"]),
                    note=row["term_note"],
                    source=row["term_source"],
                )
            )
    if current is not None:
        yield int(current["id"]), _concept(current, terms)


def entries(db: Database, statuses: Sequence[str], first: str = "") -> Iterator[TermEntry]:
    """Yield what matching needs from the enabled glossaries, highest priority first.

    ``first`` names a glossary that stands above all others, and counts as enabled. An English term that is
    ``forbidden`` or ``deprecated`` is told so that it can be replaced; a concept without usable English,
    unless it is not to be translated, gives no entry.
    """
    marks = ", ".join("?" for _ in statuses)
    rows = db.execute(
        "SELECT c.id, c.uuid, g.name, g.priority, c.do_not_translate, c.status, c.note, c.definition, "
        "c.source, t.language, t.term, t.administrative_status, t.part_of_speech, t.case_sensitive "
        "FROM glossary g JOIN concept c ON c.glossary_id = g.id JOIN term t ON t.concept_id = c.id "
        f"WHERE (g.enabled OR g.name = ?) AND c.status IN ({marks}) AND {_NOT_OVERRIDDEN} "
        f"ORDER BY g.name = ? DESC, g.priority DESC, c.id, t.preferred DESC, {_STATUS_ORDER}, "
        "t.position, t.id",
        [first, *statuses, first],
    )
    gathered: list[tuple[Any, ...]] = []
    for row in rows:
        if gathered and gathered[0][0] != row[0]:
            yield from _entries_of(gathered, statuses, first)
            gathered = []
        gathered.append(row)
    if gathered:
        yield from _entries_of(gathered, statuses, first)


def conflicts(db: Database) -> list[list[TermRow]]:
    """Return groups of concepts of enabled glossaries that share a Dutch term: duplicates and conflicts."""
    groups: dict[str, list[int]] = {}
    for folded, identity in db.execute(
        "SELECT DISTINCT t.folded, t.concept_id FROM term t JOIN concept c ON c.id = t.concept_id "
        "JOIN glossary g ON g.id = c.glossary_id WHERE t.language = 'nl' AND g.enabled "
        f"AND {_NOT_OVERRIDDEN} AND t.folded IN (SELECT folded FROM term WHERE language = 'nl' "
        "GROUP BY folded HAVING count(DISTINCT concept_id) > 1) ORDER BY t.folded, t.concept_id"
    ):
        groups.setdefault(folded, []).append(int(identity))
    unique = {tuple(group) for group in groups.values() if len(group) > 1}
    return [table_rows(db, group) for group in sorted(unique)]


def _entries_of(rows: list[tuple[Any, ...]], statuses: Sequence[str], first: str) -> Iterator[TermEntry]:
    _, uuid, glossary, priority, untranslated, status, note, definition, source, *_ = rows[0]
    english = tuple(r[10] for r in rows if r[9] == "en" and r[11] in statuses)
    forbidden = tuple(r[10] for r in rows if r[9] == "en" and r[11] in ("forbidden", "deprecated"))
    if not english and not untranslated:
        return
    for row in rows:
        if row[9] != "nl" or row[11] == "forbidden":
            continue
        yield TermEntry(
            concept_id=uuid,
            glossary=glossary,
            nl=row[10],
            en=row[10] if untranslated else english[0],
            english=(row[10], *english) if untranslated else english,
            forbidden=forbidden,
            part_of_speech=row[12],
            do_not_translate=bool(untranslated),
            case_sensitive=bool(row[13]),
            priority=1_000_000 if glossary == first else priority,
            status=status,
            note=note,
            definition=definition,
            source=source,
        )


def _concept(row: dict[str, Any], terms: list[Term]) -> Concept:
    return Concept(
        terms=tuple(terms),
        id=row["uuid"],
        domain=row["domain"],
        definition=row["definition"],
        note=row["note"],
        source=row["source"],
        do_not_translate=bool(row["do_not_translate"]),
        created_at=row["created_at"],
        created_by=row["created_by"],
        modified_at=row["modified_at"],
        modified_by=row["modified_by"],
    )


def _where(rows: RowFilter) -> tuple[str, list[object]]:
    conditions, values = [_NOT_OVERRIDDEN], list[object]()
    if rows.glossary:
        conditions.append("c.glossary_id = (SELECT id FROM glossary WHERE name = ?)")
        values.append(rows.glossary)
    for column, value in (
        ("c.status", rows.status),
        ("c.domain", rows.domain),
        ("c.part_of_speech", rows.part_of_speech),
    ):
        if value:
            conditions.append(f"{column} = ?")
            values.append(value)
    folded = fold(rows.text)
    if folded:
        condition, held = _holding(folded)
        conditions.append(f"c.id IN (SELECT concept_id FROM term WHERE {condition})")
        values += held
    return " AND ".join(conditions), values


def _holding(folded: str) -> tuple[str, list[object]]:
    """A condition on ``term`` for holding a folded text; the trigram index needs three characters."""
    if len(folded) >= 3:
        quoted = '"' + folded.replace('"', '""') + '"'
        return "id IN (SELECT rowid FROM term_fts WHERE term_fts MATCH ?)", [quoted]
    return "folded >= ? AND folded < ?", [folded, folded + _LAST]


def _chunks(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def concept_values(
    concept: Concept, glossary: int, identity: str, by: str, moment: str, overrides: str | None = None
) -> tuple[object, ...]:
    """Return what is stored of a new concept, in the order of ``CONCEPT_FIELDS``."""
    return (
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
    )
