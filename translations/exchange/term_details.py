"""What a table's readable columns cannot tell of a concept's terms, as JSON in one more column."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace

from reader.errors import InputError
from translations.glossary_records import STATUSES, Concept, Term

LONGEST = 25_000
"""Characters; a spreadsheet's cell holds 32,767."""

_EDITABLE = (
    "dutch",
    "english",
    "dutch_variants",
    "english_variants",
    "part_of_speech",
    "status",
    "case_sensitive",
)


def details_of(concept: Concept, told: tuple[Term, ...]) -> str:
    """Return the terms as JSON where the readable columns tell less (``told`` is what they tell), else ""."""
    if told == concept.terms:
        return ""
    terms = [
        {key: value for key, value in asdict(term).items() if value not in ("", False)}
        for term in concept.terms
    ]
    text = json.dumps(terms, ensure_ascii=False)
    return text if len(text) <= LONGEST else ""


def with_details(
    concept: Concept, values: Mapping[str, str], readable: Callable[[Concept], Mapping[str, str]]
) -> Concept:
    """Return the concept of a row's values with what its details tell; what was changed beside them wins.

    Raises:
        InputError: the details are not what ``details_of`` writes.
    """
    if not values.get("details"):
        return concept
    whole = replace(concept, terms=_terms(values["details"]))
    written = readable(whole)
    if all(written[column].strip() == values[column] for column in _EDITABLE if column in values):
        return whole
    known = {(term.language, term.text): term for term in whole.terms}
    return replace(
        concept,
        terms=tuple(
            replace(term, note=old.note, source=old.source, term_type=old.term_type)
            if (old := known.get((term.language, term.text)))
            else term
            for term in concept.terms
        ),
    )


def _terms(details: str) -> tuple[Term, ...]:
    try:
        given = json.loads(details)
        terms = tuple(Term(**one) for one in given)
    except (ValueError, TypeError, RecursionError) as error:
        raise InputError("the column details is not as it was written; empty that cell.") from error
    for term in terms:
        sound = term.language in ("nl", "en") and term.status in STATUSES
        texts = (term.text, term.part_of_speech, term.term_type, term.note, term.source)
        if not sound or not all(isinstance(text, str) for text in texts):
            raise InputError("the column details is not as it was written; empty that cell.")
    return terms
