"""Where a word or a term occurs in all documents of the library, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from translations.glossary_records import TermEntry
from translations.library import Library
from translations.segments import Status
from translations.term_english import occurrences, wanted_forms
from translations.term_matching import TermMatcher
from translations.term_matching_forms import base_form

TextRange = tuple[int, int]
_MOST_SEARCHED = 5000
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with what was looked for: where in the Dutch, and where in its English."""

    document_id: int
    title: str
    segment_id: str
    source: str
    target: str
    status: Status
    source_ranges: tuple[TextRange, ...]
    target_ranges: tuple[TextRange, ...]


def concordance(library: Library, text: str, *, limit: int = 200) -> list[Line]:
    """Return the sentences of all documents that hold every word of ``text``, in either language."""
    return [
        Line(
            hit.document_id,
            hit.title,
            hit.segment_id,
            hit.source,
            hit.target,
            hit.status,
            hit.source_ranges,
            hit.target_ranges,
        )
        for hit in library.search(text, limit=limit)
        if hit.source_ranges or hit.target_ranges
    ]


def uses_of(library: Library, entry: TermEntry, *, limit: int = 200) -> list[Line]:
    """Return the sentences whose Dutch uses a term in any form, with its approved English where it stands.

    These are the sentences to translate anew when the term changes.
    """
    matcher = TermMatcher([entry])
    found: dict[tuple[int, str], Line] = {}
    for stem in _stems(entry):
        for hit in library.search(stem, limit=_MOST_SEARCHED):
            key = (hit.document_id, hit.segment_id)
            if key in found:
                continue
            matches = [match for match in matcher.find(hit.source) if match.kind == "full"]
            if not matches:
                continue
            forms = tuple(dict.fromkeys(f for m in matches for f in wanted_forms(entry, m.number)))
            verb = entry.part_of_speech == "verb"
            found[key] = Line(
                hit.document_id,
                hit.title,
                hit.segment_id,
                hit.source,
                hit.target,
                hit.status,
                tuple((match.start, match.end) for match in matches),
                tuple((start, end) for start, end, _ in occurrences(hit.target, forms, verb=verb)),
            )
            if len(found) >= limit:
                return list(found.values())
    return list(found.values())


def _stems(entry: TermEntry) -> Iterator[str]:
    """What every form of the term's rarest-looking word holds: its longest word, shortened at the end."""
    words = entry.nl.replace("-", " ").split()
    longest = max(words, key=len, default="")
    yield longest
    base = base_form(longest)
    shared = len(longest)
    while shared > _SHORTEST_STEM and not base.startswith(longest[:shared].lower()):
        shared -= 1
    # A plural may change the last letters of the stem: brief, brieven; raad, raden; centrum, centra.
    yield longest[: max(_SHORTEST_STEM, min(shared, len(longest)) - 3)]
