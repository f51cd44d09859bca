"""Brings the numbers, dates and terms of a memory's match up to the sentence that is being translated."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from translations.memory_text import masked, tokens
from translations.number_forms import ENGLISH_MONTHS, NumberForm, numbers
from translations.number_repair import english_form

EnglishOf = Callable[[str], str | None]
"""Gives the approved English of a Dutch term, or None when it is no term."""

_MONTH = re.compile(
    r"\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b", re.I
)
_DUTCH_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_WORDS = re.compile(r"[^\W_]+|[^\w\s]|_")


def substitute_numbers(wanted: str, source: str, target: str) -> str | None:
    """Return ``target`` with the numbers and months of ``wanted`` in place of those of ``source``.

    None when the two differ in more than numbers and months, or when a number that changes does not stand
    in the English exactly once.
    """
    if tokens(masked(wanted)) != tokens(masked(source)):
        return None
    ours, theirs = numbers(wanted, "nl")[0], numbers(source, "nl")[0]
    if len(ours) != len(theirs):
        return None
    replacements: list[tuple[int, int, str]] = []
    english = numbers(target, "en")[0]
    changed = {frozenset(old.values): new for old, new in zip(theirs, ours, strict=True)}
    for old, new in zip(theirs, ours, strict=True):
        before, after = source[old.start : old.end], wanted[new.start : new.end]
        if old.values == new.values or before == after:
            continue
        if changed[frozenset(old.values)].values != new.values:
            return None
        places = [form for form in english if form.values & old.values]
        if not places or len({(form.start, form.end) for form in places}) != 1:
            return None
        replacements.append((places[0].start, places[0].end, _english(after, new)))
    months = _months(wanted, source, target)
    if months is None:
        return None
    return _replace(target, replacements + months)


def _english(written: str, form: NumberForm) -> str:
    return english_form(written) if not form.plain else written


def _months(wanted: str, source: str, target: str) -> list[tuple[int, int, str]] | None:
    ours = [match.group().lower() for match in _MONTH.finditer(wanted)]
    theirs = [match.group().lower() for match in _MONTH.finditer(source)]
    replacements = []
    for old, new in zip(theirs, ours, strict=True):
        if old == new:
            continue
        old_english = ENGLISH_MONTHS[_DUTCH_MONTHS.index(old)]
        places = list(re.finditer(rf"\b{old_english}\b", target))
        if len(places) != 1:
            return None
        replacements.append((*places[0].span(), ENGLISH_MONTHS[_DUTCH_MONTHS.index(new)]))
    return replacements


def _replace(target: str, replacements: list[tuple[int, int, str]]) -> str | None:
    """Make the replacements, the last first; None when two of them want the same place."""
    ordered = sorted(set(replacements), reverse=True)
    for later, earlier in pairwise(ordered):
        if earlier[1] > later[0]:
            return None
    for start, end, text in ordered:
        target = target[:start] + text + target[end:]
    return target


def substitute_terms(wanted: str, source: str, target: str, english_of: EnglishOf) -> str | None:
    """Return ``target`` with the terms of ``wanted`` in place of those of ``source``.

    None unless the two differ only in words that are terms on both sides, each with its English once in
    the target.
    """
    ours, theirs = list(_WORDS.finditer(wanted)), list(_WORDS.finditer(source))
    operations = Levenshtein.opcodes(
        [word.group().casefold() for word in theirs], [word.group().casefold() for word in ours]
    )
    replacements: list[tuple[int, int, str]] = []
    for operation in operations:
        if operation.tag == "equal":
            continue
        if operation.tag != "replace":
            return None
        old = source[theirs[operation.src_start].start() : theirs[operation.src_end - 1].end()]
        new = wanted[ours[operation.dest_start].start() : ours[operation.dest_end - 1].end()]
        old_english, new_english = english_of(old), english_of(new)
        if not old_english or not new_english:
            return None
        places = list(re.finditer(rf"(?<!\w){re.escape(old_english)}(?!\w)", target, re.I))
        if len(places) != 1:
            return None
        if places[0].group()[0].isupper() and new_english[0].islower() and places[0].start() == 0:
            new_english = new_english[0].upper() + new_english[1:]
        replacements.append((*places[0].span(), new_english))
    return _replace(target, replacements) if replacements else None
