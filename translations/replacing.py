"""Find and replace in the English of a document: what would change, before anything does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.errors import InputError
from translations.segments import Segment

MAX_PATTERN = 500


@dataclass(frozen=True, slots=True)
class Replacement:
    """One segment that would change: its English before and after, and how many places differ."""

    segment_id: str
    before: str
    after: str
    places: int


def replacements(
    segments: Iterable[Segment],
    find: str,
    replace: str,
    *,
    match_case: bool = False,
    whole_words: bool = False,
) -> tuple[Replacement, ...]:
    """Return what replacing ``find`` by ``replace`` would change, in reading order.

    Both are plain text. Where case does not count, a capital at the start of what is found is kept.

    Raises:
        InputError: there is nothing to look for, or it is longer than ``MAX_PATTERN`` characters.
    """
    if not find or len(find) > MAX_PATTERN:
        raise InputError(f"Type 1 to {MAX_PATTERN} characters to look for.")
    pattern = re.escape(find)
    if whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    expression = re.compile(pattern, 0 if match_case else re.IGNORECASE)

    def new(found: re.Match[str]) -> str:
        old = found.group()
        if not match_case and old[:1].isupper() and find[:1].islower() and replace[:1].islower():
            return replace[:1].upper() + replace[1:]
        return replace

    changed = []
    for segment in segments:
        after, places = expression.subn(new, segment.target)
        if places and after != segment.target:
            changed.append(Replacement(segment.id, segment.target, after, places))
    return tuple(changed)
