"""Changes to a concept in memory: checked and tidied, one field changed, two joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from reader.errors import InputError
from translations.glossary_records import (
    LONGEST_TERM,
    LONGEST_TEXT,
    STATUSES,
    Concept,
    Language,
    Term,
    tidy,
    with_status,
)

_TEXT_FIELDS = ("domain", "definition", "note", "source")


def checked(concept: Concept) -> Concept:
    """Return the concept tidied, without repeated terms, with one preferred term a language.

    Raises:
        InputError: it has no Dutch term, no English while it needs one, or something too long.
    """
    terms: dict[tuple[str, str], Term] = {}
    for term in concept.terms:
        text = tidy(term.text)
        if not text:
            continue
        if len(text) > LONGEST_TERM:
            raise InputError(f"The term «{text[:40]}…» is longer than {LONGEST_TERM} characters.")
        if term.status not in STATUSES:
            raise InputError(f"«{term.status}» is not a status; use {', '.join(STATUSES)}.")
        terms.setdefault((term.language, text), term if text == term.text else replace(term, text=text))
    found = tuple(terms.values())
    if not any(term.language == "nl" for term in found):
        raise InputError("A term needs a Dutch side; fill it in.")
    if not concept.do_not_translate and not any(term.language == "en" for term in found):
        raise InputError(f"«{next(t.text for t in found)}» needs its English, or the mark do-not-translate.")
    for field in _TEXT_FIELDS:
        if len(getattr(concept, field)) > LONGEST_TEXT:
            raise InputError(f"The {field} of «{found[0].text}» is longer than {LONGEST_TEXT} characters.")
    return replace(concept, terms=_one_preferred(found))


def _one_preferred(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    leading: list[int] = []
    for language in ("nl", "en"):
        own = [i for i, term in enumerate(terms) if term.language == language]
        # Formats cannot say which of the terms to avoid is preferred: then the first leads.
        usable = [i for i in own if terms[i].status in ("approved", "proposed")] or own[:1]
        leading += [next((i for i in usable if terms[i].preferred), usable[0])] if usable else []
    return tuple(
        term if term.preferred == (i in leading) else replace(term, preferred=i in leading)
        for i, term in enumerate(terms)
    )


def joined(first: Concept, second: Concept) -> Concept:
    """Return one concept with the terms and remarks of both; where they disagree, the first leads."""

    def both(a: str, b: str) -> str:
        return a if not b or b in a else f"{a}\n{b}" if a else b

    known = {(term.language, term.text) for term in first.terms}
    added = tuple(
        replace(term, preferred=False) for term in second.terms if (term.language, term.text) not in known
    )
    return replace(
        first,
        terms=first.terms + added,
        domain=first.domain or second.domain,
        definition=both(first.definition, second.definition),
        note=both(first.note, second.note),
        source=both(first.source, second.source),
        do_not_translate=first.do_not_translate and second.do_not_translate,
    )


def with_field(concept: Concept, field: str, value: Any) -> Concept:
    """Return the concept with one field of its table row changed.

    Raises:
        InputError: the field is not one that can be changed.
    """
    if field in _TEXT_FIELDS:
        return _with_text(concept, field, str(value).strip())
    if field == "do_not_translate":
        return replace(concept, do_not_translate=bool(value))
    if field == "status":
        return with_status(concept, value)
    if field in ("nl", "en"):
        return _with_head(concept, "nl" if field == "nl" else "en", tidy(str(value)))
    if field in ("nl_variants", "en_variants"):
        texts = value.split(";") if isinstance(value, str) else value
        return _with_variants(concept, "nl" if field == "nl_variants" else "en", texts)
    if field in ("part_of_speech", "case_sensitive"):
        return replace(
            concept,
            terms=tuple(_with_trait(t, field, value) if t.language == "nl" else t for t in concept.terms),
        )
    raise InputError(f"The field «{field}» cannot be changed.")


def _with_text(concept: Concept, field: str, text: str) -> Concept:
    match field:
        case "domain":
            return replace(concept, domain=text)
        case "definition":
            return replace(concept, definition=text)
        case "note":
            return replace(concept, note=text)
        case _:
            return replace(concept, source=text)


def _with_trait(term: Term, field: str, value: Any) -> Term:
    if field == "case_sensitive":
        return replace(term, case_sensitive=bool(value))
    return replace(term, part_of_speech=tidy(str(value)))


def _with_head(concept: Concept, language: Language, text: str) -> Concept:
    own, head = concept.of(language), concept.nl if language == "nl" else concept.en
    if not text:
        return replace(
            concept, terms=tuple(t for t in concept.terms if (t.language, t.text) != (language, head))
        )
    if not own:
        return replace(concept, terms=(*concept.terms, Term(text, language, concept.status, True)))
    if any(term.text == text for term in own):
        return replace(
            concept,
            terms=tuple(
                replace(t, preferred=t.text == text) if t.language == language else t for t in concept.terms
            ),
        )
    return replace(
        concept,
        terms=tuple(
            replace(t, text=text, preferred=True) if (t.language, t.text) == (language, head) else t
            for t in concept.terms
        ),
    )


def _with_variants(concept: Concept, language: Language, texts: Iterable[str]) -> Concept:
    wanted = [text for text in map(tidy, texts) if text]
    head = concept.nl if language == "nl" else concept.en
    known = {term.text: term for term in concept.of(language)}
    kept = tuple(t for t in concept.terms if t.language != language or t.text == head)
    added = (known.get(text, Term(text, language, concept.status)) for text in wanted if text != head)
    return replace(concept, terms=(*kept, *added))
