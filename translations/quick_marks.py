"""What is plainly wrong with a draft, cheaply enough to ask of every sentence as it arrives."""

from __future__ import annotations

from translations.dutch_left import dutch_left, is_untranslated
from translations.name_check import vanished_names
from translations.number_check import compare_numbers
from translations.repetition import doubled_words, loops
from translations.segments import Mark

SHORTEST, LONGEST = 0.45, 2.0
"""English characters a Dutch character beyond which it is suspect (0.1 % of 5,500 clean pairs are)."""
LONGEST_TEXT = 5_000
"""Characters beyond which a text is no sentence, and comparing it word by word would take too long."""
SHORT_TEXT = 25
"""Dutch characters below which length says nothing."""


def length_is_suspect(source: str, target: str) -> bool:
    """Return whether the English is far shorter or longer than English of this Dutch is."""
    ours, theirs = len(source.strip()), len(target.strip())
    if ours < SHORT_TEXT:
        return theirs > 6 * max(ours, 8)
    return not SHORTEST <= theirs / ours <= LONGEST


def quick_marks(source: str, target: str) -> tuple[Mark, ...]:
    """Return the marks that a draft deserves: numbers, names, repetition, empty, length, untranslated."""
    if not target.strip():
        return ("empty",) if any(character.isalnum() for character in source) else ()
    if max(len(source), len(target)) > LONGEST_TEXT:
        return ("length",) if length_is_suspect(source, target) else ()
    marks: list[Mark] = []
    if compare_numbers(source, target):
        marks.append("numbers")
    if next(vanished_names(source, target), None) is not None:
        marks.append("names")
    if doubled_words(source, target) or loops(source, target):
        marks.append("repetition")
    if length_is_suspect(source, target):
        marks.append("length")
    if is_untranslated(source, target) or dutch_left(source, target):
        marks.append("untranslated")
    return tuple(marks)
