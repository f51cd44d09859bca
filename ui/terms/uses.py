"""Where a document uses a term, and which of its sentences should be translated again with the glossary."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.document import Document
from translations.glossary_records import Concept, TermEntry
from translations.segments import Mark, Segment, SegmentTerm, source_sentences
from ui.workers import Cancelled

if TYPE_CHECKING:
    from translations.term_matching import TermMatcher
    from ui.services import Services


@dataclass(frozen=True, slots=True)
class Use:
    """A sentence that uses a term in some form, and where."""

    segment_id: str
    source: str
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Again:
    """What the glossary as it is now means for a document.

    ``marked``: the same English with other terms marked in it; ``stale``: ids of sentences to be translated
    again, none of which a person edited or confirmed; ``uses``: ids of sentences with the terms asked for.
    """

    marked: tuple[Segment, ...] = ()
    stale: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


def entries_of(concept: Concept) -> tuple[TermEntry, ...]:
    """Return what finds the Dutch terms of a concept, whatever its status."""
    return tuple(
        TermEntry(
            concept.id,
            "",
            term.text,
            concept.en or term.text,
            (concept.en or term.text,),
            part_of_speech=term.part_of_speech,
            case_sensitive=term.case_sensitive,
        )
        for term in concept.of("nl")
    )


def uses_in(document: Document, entries: Iterable[TermEntry], cancelled: Cancelled) -> list[Use]:
    """Return the sentences of a document that use one of these terms, in reading order."""
    from translations.term_matching import TermMatcher

    matcher = TermMatcher(entries)
    found = []
    for _holder, sentence, text in source_sentences(document):
        if cancelled():
            break
        ranges = tuple((match.start, match.end) for match in matcher.find(text))
        if ranges:
            found.append(Use(sentence.id, text, ranges))
    return found


def look_again(
    segments: Mapping[str, Segment], matcher: TermMatcher, concept_ids: Collection[str] = ()
) -> Again:
    """Compare a document's segments with the glossary; ``concept_ids`` restricts it to their sentences."""
    from translations.term_enforcement import terms_in

    marked, stale, uses = [], [], []
    for segment in segments.values():
        fresh = terms_in(segment.source, segment.target, matcher)
        of_interest = {one.concept_id for one in (*fresh, *segment.terms)} & set(concept_ids)
        if any(one.concept_id in of_interest for one in fresh):
            uses.append(segment.id)
        if segment.status != "machine" or segment.origin == "person" or not segment.target:
            continue
        if concept_ids and not of_interest:
            continue
        if fresh != segment.terms:
            marks: list[Mark] = [mark for mark in segment.marks if mark != "term"]
            if any(not one.applied for one in fresh):
                marks.append("term")
            marked.append(replace(segment, terms=fresh, marks=tuple(marks)))
        if segment.origin == "machine" and _is_stale(segment.terms, fresh):
            stale.append(segment.id)
    return Again(tuple(marked), tuple(stale), tuple(uses))


def _is_stale(before: Iterable[SegmentTerm], now: Iterable[SegmentTerm]) -> bool:
    """Whether a term is missing that was not tried before, or English stands for a term that is gone."""
    before, now = tuple(before), tuple(now)
    tried = {(one.nl, one.en, one.source_start) for one in before if not one.applied}
    wanted = {(one.nl, one.en, one.source_start) for one in now if not one.applied}
    places = {one.source_start for one in now}
    return bool(wanted - tried) or any(one.applied and one.source_start not in places for one in before)


def translate_again(
    services: Services,
    document: Document,
    segments: Mapping[str, Segment],
    wanted: Collection[str],
    document_id: int | None,
    cancelled: Cancelled,
) -> Iterator[list[Segment]]:
    """Yield these sentences translated with the glossary as it is now, stored first (a worker's job).

    Raises:
        EnvironmentProblem: there is no model, or a file of ours cannot be opened.
    """
    ids = {one for one in wanted if one not in segments or segments[one].status == "machine"}
    # Whatever is not wanted counts as done, also what has no English yet: drafting brings that by itself.
    already = {
        sentence.id: segments.get(sentence.id) or Segment(sentence.id, holder.id, text, status="edited")
        for holder, sentence, text in source_sentences(document)
        if sentence.id not in ids
    }
    yield from services.draft(document, already, (), cancelled, document_id=document_id)
