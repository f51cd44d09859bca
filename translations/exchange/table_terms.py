"""Glossaries as tables, one concept a row: what CSV and XLSX share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.errors import InputError
from translations.exchange.table_columns import columns_of
from translations.exchange.term_details import details_of, with_details
from translations.glossary_fields import checked
from translations.glossary_merge import Incoming
from translations.glossary_records import STATUSES, Concept, Language, Term, TermStatus, tidy

MOST_ROWS = 500_000
MOST_CHARACTERS = 25_000

_SEPARATOR = " ; "
_YES = {"yes", "y", "true", "1", "ja", "x"}
_NO = {"no", "n", "false", "0", "nee", ""}
_MARKED = re.compile(r"(.*\S)\s*\{(proposed|approved|deprecated|forbidden)\}$")
_ALTERNATIVES = re.compile(r"\s*;\s+|\s+;\s*")
_REMARK = re.compile(r"^(.*\S)\s*\(([^()]*)\)$")
_OPTIONAL = re.compile(r"\(([^()]*)\)\s*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&.\-]*[A-Z0-9]")


def rows_of(concepts: Iterable[Concept]) -> Iterator[dict[str, str]]:
    """Yield concepts as rows; a variant with a status of its own has it in braces behind it.

    What the readable columns cannot tell of the terms (a note of one of them, say) stands in ``details``.
    """
    for concept in concepts:
        row = _readable(concept)
        yield row | {"details": details_of(concept, _told(row))}


def _readable(concept: Concept) -> dict[str, str]:
    nl = concept.of("nl")
    return {
        "dutch": concept.nl,
        "english": concept.en,
        "dutch_variants": _variants(concept, "nl", concept.nl),
        "english_variants": _variants(concept, "en", concept.en),
        "part_of_speech": next((t.part_of_speech for t in nl if t.part_of_speech), ""),
        "domain": concept.domain,
        "status": concept.status,
        "do_not_translate": "yes" if concept.do_not_translate else "no",
        "case_sensitive": "yes" if any(t.case_sensitive for t in nl) else "no",
        "definition": concept.definition,
        "note": concept.note,
        "source": concept.source,
        "id": concept.id,
        "created_at": concept.created_at,
        "created_by": concept.created_by,
        "modified_at": concept.modified_at,
        "modified_by": concept.modified_by,
    }


def _told(row: Mapping[str, str]) -> tuple[Term, ...]:
    """The terms that a reader makes of a row without its details."""
    values = {column: text.strip() for column, text in row.items()}
    return checked(_concept(values, "approved")).terms if values["dutch"] else ()


def concepts_of(
    rows: Iterable[tuple[int, Sequence[str]]],
    name: str,
    *,
    mapping: Mapping[str, str] | None = None,
    status: TermStatus = "approved",
    named: bool = True,
) -> list[Incoming]:
    """Return the concepts of a table's rows (line number and cells), the first of which names the columns
    unless they are not ``named``: then the mapping tells of each by its number.

    Alternatives within a cell are separated by semicolons. Rows without an ``id`` are not ours: there
    brackets hold a remark, an abbreviation or words that may be left out. A row without a status gets the
    given one.

    Raises:
        InputError: a row is wrong; says which and how.
    """
    places: dict[str, int] | None = None
    found: list[Incoming] = []
    for count, (line, cells) in enumerate(rows):
        if not any(cell.strip() for cell in cells):
            continue
        if count > MOST_ROWS:
            raise InputError(f"{name} has more than {MOST_ROWS:,} rows; split it.")
        if any(len(cell) > MOST_CHARACTERS for cell in cells):
            raise InputError(f"{name}, line {line}: a cell is longer than {MOST_CHARACTERS:,} characters.")
        if places is None:
            places = columns_of(cells, mapping, name)
            if named:
                continue
        values = {c: cells[place].strip() for c, place in places.items() if place < len(cells)}
        try:
            concept = checked(_concept(values, status))
            found.append(Incoming(with_details(concept, values, _readable), line))
        except InputError as error:
            raise InputError(f"{name}, line {line}: {error}") from error
    return found


def _concept(values: Mapping[str, str], default: TermStatus) -> Concept:
    status = _status(values.get("status", "") or default)
    part_of_speech = values.get("part_of_speech", "")
    sensitive = _flag(values.get("case_sensitive", ""), "case_sensitive")
    ours = bool(values.get("id"))
    terms: list[Term] = []
    notes = [values.get("note", "")]
    for language, column in (("nl", "dutch"), ("en", "english")):
        texts = [values.get(column, "")] if ours else _ALTERNATIVES.split(values.get(column, ""))
        plain: list[tuple[str, str]] = []
        for text in texts:
            if ours:
                plain.append((text, ""))
                continue
            forms, remark = without_brackets(text)
            plain += [(form, "acronym" if _ACRONYM.fullmatch(form) else "") for form in forms]
            if remark and remark not in notes:
                notes.append(remark)
        lang: Language = "nl" if language == "nl" else "en"
        for place, (text, kind) in enumerate(plain):
            if text:
                terms.append(
                    Term(text, lang, status, place == 0, part_of_speech, kind, sensitive and lang == "nl")
                )
        variants = values.get(f"{column}_variants", "")
        for text in variants.split(_SEPARATOR) if variants else ():
            marked = _MARKED.fullmatch(text)
            own = _status(marked.group(2)) if marked else status
            terms.append(
                Term(
                    marked.group(1) if marked else text,
                    lang,
                    own,
                    False,
                    part_of_speech,
                    "",
                    sensitive and lang == "nl",
                )
            )
    return Concept(
        tuple(terms),
        id=values.get("id", ""),
        domain=values.get("domain", ""),
        definition=values.get("definition", ""),
        note="\n".join(note for note in notes if note),
        source=values.get("source", ""),
        do_not_translate=_flag(values.get("do_not_translate", ""), "do_not_translate"),
        created_at=values.get("created_at", ""),
        created_by=values.get("created_by", ""),
        modified_at=values.get("modified_at", ""),
        modified_by=values.get("modified_by", ""),
    )


def without_brackets(text: str) -> tuple[list[str], str]:
    """Return the terms that a cell with brackets stands for, and the remark it holds.

    «Verordening (AVG)» has an abbreviation, «perspectiefgarantie (salaris)» a remark behind it,
    «(compenserende) maatregelen» a word that may be left out.
    """
    text = tidy(text)
    behind = _REMARK.match(text)
    if behind:
        term, remark = tidy(behind.group(1)), tidy(behind.group(2))
        forms, _ = without_brackets(term)
        if _ACRONYM.fullmatch(remark) and len(remark) <= 12:
            return [*forms, remark], ""
        return forms, remark
    if _OPTIONAL.search(text):
        full = tidy(_OPTIONAL.sub(lambda m: m.group(1) + " ", text))
        short = tidy(_OPTIONAL.sub("", text))
        return [form for form in (full, short) if form], ""
    return [text], ""


def _variants(concept: Concept, language: Language, head: str) -> str:
    return _SEPARATOR.join(
        term.text if term.status == concept.status else f"{term.text} {{{term.status}}}"
        for term in concept.of(language)
        if term.text != head
    )


def _status(text: str) -> TermStatus:
    wanted = tidy(text).casefold()
    for status in STATUSES:
        if status == wanted:
            return status
    raise InputError(f"«{text}» is not a status; use {', '.join(STATUSES)}.")


def _flag(text: str, column: str) -> bool:
    wanted = text.strip().casefold()
    if wanted not in _YES | _NO:
        raise InputError(f"«{text}» in the column {column} is neither yes nor no.")
    return wanted in _YES
