"""What a reviewer would catch in a translation: numbers, terms, what was left in Dutch, and the rest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from reader.document import Block
from reader.identity import normalise
from translations.dutch_left import dutch_left, is_untranslated
from translations.english_document import english_document
from translations.findings import CHECK_NAMES, Check, Finding, Severity
from translations.name_check import vanished_names
from translations.number_check import compare_numbers
from translations.punctuation_check import punctuation_problems
from translations.quick_marks import LONGEST_TEXT, length_is_suspect, quick_marks
from translations.repetition import doubled_words, loops
from translations.segments import Bilingual, Segment
from translations.spelling import Spelling
from translations.term_enforcement import terms_in
from translations.term_matching import TermMatcher

__all__ = [
    "CHECK_NAMES",
    "Check",
    "Finding",
    "Severity",
    "check_document",
    "check_segment",
    "quick_marks",
]

FindingKey = tuple[str, str, str]


def check_segment(
    segment: Segment, matcher: TermMatcher | None = None, spelling: Spelling | None = None
) -> tuple[Finding, ...]:
    """Return what the checks find in one segment, in the order of its text, the graver first.

    With a ``matcher`` its terms are asked for in the target as it is now; without one the segment's own
    record of terms is used while the target is still the machine's. Spelling is checked when it is given.
    """
    if not segment.target.strip():
        if any(character.isalnum() for character in segment.source):
            return (_finding(segment, "empty", "There is no English yet.", severity="error"),)
        return ()
    if max(len(segment.source), len(segment.target)) > LONGEST_TEXT:
        return ()
    found = [
        *_numbers(segment),
        *_terms(segment, matcher),
        *_dutch(segment),
        *_repetition(segment),
        *(
            _finding(segment, check, message, ours, theirs)
            for check, message, ours, theirs in punctuation_problems(segment.source, segment.target)
        ),
        *(
            _finding(
                segment, "names", f"The name {segment.source[start:end]} is not in the English.", (start, end)
            )
            for start, end in vanished_names(segment.source, segment.target)
        ),
    ]
    # Of English that is still Dutch no word is in the dictionary.
    if spelling is not None and not is_untranslated(segment.source, segment.target):
        for one in spelling.misspelled(segment.target, segment.source):
            message = f"“{segment.target[one[0] : one[1]]}” is not in the dictionary."
            found.append(_finding(segment, "spelling", message, None, one, "hint"))
    if length_is_suspect(segment.source, segment.target):
        longer = len(segment.target) > len(segment.source)
        message = f"The English is very {'long' if longer else 'short'} for this Dutch."
        found.append(_finding(segment, "length", message, severity="hint"))
    return tuple(found)


def check_document(
    bilingual: Bilingual,
    matcher: TermMatcher | None = None,
    ignored: Collection[FindingKey] = (),
    spelling: Spelling | None = None,
) -> tuple[Finding, ...]:
    """Return what the checks find in a whole document, in reading order, without what was ignored.

    ``ignored`` holds the keys of findings that a person dismissed (``Library.ignored``).
    """
    document = bilingual.document
    repeated = _inconsistent(bilingual)
    lost = _lost_footnotes(bilingual)
    found: list[Finding] = []
    for holder in document.holders():
        for segment in bilingual.of(holder):
            found += check_segment(segment, matcher, spelling)
            found += repeated.get(segment.id, [])
            found += lost.get(segment.id, [])
    dismissed = frozenset(ignored)
    return tuple(finding for finding in found if finding.key not in dismissed)


def _finding(
    segment: Segment,
    check: Check,
    message: str,
    source: tuple[int, int] | None = None,
    target: tuple[int, int] | None = None,
    severity: Severity = "warning",
) -> Finding:
    return Finding(segment.id, check, message, source, target, severity)


def _numbers(segment: Segment) -> Iterator[Finding]:
    for problem in compare_numbers(segment.source, segment.target):
        yield _finding(segment, "numbers", problem.message, problem.source, problem.target, "error")


def _terms(segment: Segment, matcher: TermMatcher | None) -> Iterator[Finding]:
    if matcher is not None:
        terms = terms_in(segment.source, segment.target, matcher)
    elif segment.target == segment.machine:
        terms = segment.terms
    else:
        terms = ()
    for term in terms:
        if not term.applied and term.en:
            place = (term.source_start, term.source_end) if term.source_start >= 0 else None
            yield _finding(segment, "terms", f"«{term.nl}» is “{term.en}” in the glossary.", place)
    if matcher is None:
        return
    told: set[str] = set()
    for match in matcher.find(segment.source):
        allowed = {english.casefold() for english in match.entry.english}
        for forbidden in match.entry.forbidden:
            place_in = re.search(rf"(?<!\w){re.escape(forbidden)}(?!\w)", segment.target, re.I)
            if place_in is None or forbidden.casefold() in allowed or forbidden in told:
                continue
            told.add(forbidden)
            message = f"“{forbidden}” must not be used for «{match.entry.nl}»: “{match.entry.en}”."
            yield _finding(segment, "forbidden", message, (match.start, match.end), place_in.span(), "error")


def _dutch(segment: Segment) -> Iterator[Finding]:
    if is_untranslated(segment.source, segment.target):
        whole = (0, len(segment.target))
        yield _finding(segment, "untranslated", "The English is the Dutch again.", None, whole, "error")
        return
    for start, end in dutch_left(segment.source, segment.target):
        message = f"“{segment.target[start:end]}” looks Dutch."
        yield _finding(segment, "untranslated", message, None, (start, end))


def _repetition(segment: Segment) -> Iterator[Finding]:
    for start, end in doubled_words(segment.source, segment.target):
        message = f"A word stands twice: “{segment.target[start:end]}”."
        yield _finding(segment, "repetition", message, None, (start, end))
    for start, end in loops(segment.source, segment.target):
        yield _finding(segment, "repetition", "The English says the same thing again.", None, (start, end))


def _inconsistent(bilingual: Bilingual) -> dict[str, list[Finding]]:
    """Return findings for segments whose Dutch has other English elsewhere; the first one is the measure."""
    first: dict[str, Segment] = {}
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for holder in bilingual.document.holders():
        for segment in bilingual.of(holder):
            if not segment.target.strip() or len(segment.source.split()) < 2:
                continue
            measure = first.setdefault(normalise(segment.source), segment)
            if _words(measure.target) != _words(segment.target):
                message = f"The same Dutch is “{measure.target}” earlier."
                found[segment.id].append(_finding(segment, "inconsistent", message, severity="hint"))
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _lost_footnotes(bilingual: Bilingual) -> dict[str, list[Finding]]:
    """Return findings for sentences whose footnote call does not reach the English document."""
    calling = [block for block in bilingual.document.blocks if block.footnote_calls()]
    if not calling:
        return {}
    document = replace(bilingual.document, blocks=tuple(calling), footnotes=())
    english = english_document(Bilingual(document, bilingual.segments))
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for block, there in zip(calling, english.blocks, strict=True):
        left = [call.ref for call in there.footnote_calls()]
        for call in block.footnote_calls():
            if call.ref in left:
                left.remove(call.ref)
                continue
            segment = _segment_at(bilingual, block, call.start)
            if segment is not None:
                message = f"Footnote {call.ref} is not called in the English."
                found[segment.id].append(_finding(segment, "footnotes", message, severity="error"))
    return found


def _segment_at(bilingual: Bilingual, block: Block, place: int) -> Segment | None:
    for sentence in reversed(block.sentences):
        if sentence.start <= place:
            return bilingual.segments.get(sentence.id)
    return None
