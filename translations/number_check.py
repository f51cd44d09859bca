"""Whether the numbers, dates, percentages and currencies of the Dutch are those of the English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from translations.number_forms import ENGLISH_MONTHS, MonthName, NumberForm, numbers, plain_digits
from translations.number_words import dutch_number_words, english_number_words

TextRange = tuple[int, int]

_RELATIVE_DATE = re.compile(
    r"\b(?:jl|j\.l|a\.s|as|dezes|dit jaar|vorig jaar|volgend jaar|afgelopen|komende?)\b", re.I
)
"""Dutch that leaves a year unsaid which English may rightly say."""
_FOOTNOTE_CALL = re.compile(r"(?:[a-zà-ÿ]{3}|\b[a-z]{2}\.|[a-zà-ÿ»”’)][.?!,;:]|[A-Z][?!])$")
"""What stands before a footnote's number that a text lost its superscript for: «gekomen7», «jl.3»."""
_OTHER_SENSE = (re.compile(r"\bhalf\s$", re.I), re.compile(r"\skwartier\b", re.I))
"""Around number words that English says in other numbers: «half negen», «vijf kwartier»."""
_MANY = 50
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class NumberProblem:
    """A number that differs: one plain sentence, and where it stands (None: on that side it is missing)."""

    message: str
    source: TextRange | None
    target: TextRange | None


def compare_numbers(source: str, target: str) -> list[NumberProblem]:
    """Return where the numbers of a Dutch text and its English differ.

    A number counts as present however it is written: in digits or words, grouped the Dutch or the English
    way on its own side only. The same number twice in one and once in the other is no problem.
    """
    source, target = plain_digits(source), plain_digits(target)
    ours, our_months = numbers(source, "nl")
    theirs, their_months = numbers(target, "en")
    if not ours and not theirs and not our_months and not _has_number_word(source):
        return []
    problems = _compare_months(our_months, their_months)
    missing, extra, units = _match(ours, theirs)
    # A page of figures that went wrong throughout is told by its first ones.
    missing, extra = _rejoin(source, missing[:_MANY], target, extra[:_MANY])
    english_words = {word.value for word in english_number_words(target)}
    dutch_words = {word.value for word in dutch_number_words(source)}
    if re.search(r"\been\b", source, re.I):
        dutch_words.add(Decimal(1))
    missing = [
        form
        for form in missing
        if not form.values & english_words
        and not (form.plain and _FOOTNOTE_CALL.search(source[max(0, form.start - 4) : form.start]))
    ]
    extra = [
        form for form in extra if not form.values & dutch_words and not _year_made_plain(source, form, theirs)
    ]
    problems += units
    problems += _pair_up(source, missing, target, extra)
    problems += _missing_words(source, target, theirs, english_words)
    return problems


def _has_number_word(text: str) -> bool:
    return next(iter(dutch_number_words(text)), None) is not None


def _match(
    ours: Sequence[NumberForm], theirs: Sequence[NumberForm]
) -> tuple[list[NumberForm], list[NumberForm], list[NumberProblem]]:
    missing: list[NumberForm] = []
    used: set[int] = set()
    units: list[NumberProblem] = []
    for form in ours:
        same = [index for index, other in enumerate(theirs) if form.values & other.values]
        free = [index for index in same if index not in used]
        if not same:
            missing.append(form)
            continue
        best = min(free or same, key=lambda index: theirs[index].unit != form.unit)
        used.add(best)
        if form.unit != theirs[best].unit and free:
            units.append(_unit_problem(form, theirs[best]))
    found = {value for form in ours for value in form.values}
    extra = [form for index, form in enumerate(theirs) if index not in used and not form.values & found]
    return missing, extra, units


def _unit_problem(form: NumberForm, other: NumberForm) -> NumberProblem:
    names = {"": "no unit", "percent": "a percentage"}
    message = (
        f"The Dutch number has {names.get(form.unit, form.unit)}, "
        f"the English one {names.get(other.unit, other.unit)}."
    )
    return NumberProblem(message, (form.start, form.end), (other.start, other.end))


def _only_digits(form: NumberForm, digits: str) -> bool:
    """Return whether a number is what its digits say: not a decimal, nor so many millions."""
    return form.plain and Decimal(digits) in form.values


def _rejoin(
    source: str, missing: list[NumberForm], target: str, extra: list[NumberForm]
) -> tuple[list[NumberForm], list[NumberForm]]:
    """Drop numbers that differ only in how their digits are grouped by spaces and hyphens."""
    for whole, wholes, text, parts_text, parts in (
        *((form, missing, source, target, extra) for form in list(missing)),
        *((form, extra, target, source, missing) for form in list(extra)),
    ):
        digits = "".join(_DIGITS.findall(text[whole.start : whole.end]))
        if whole not in wholes or not _only_digits(whole, digits):
            continue
        for first in range(len(parts)):
            for last in range(first, min(len(parts), first + 4)):
                run = parts[first : last + 1]
                pieces = ["".join(_DIGITS.findall(parts_text[form.start : form.end])) for form in run]
                fit = all(_only_digits(form, piece) for form, piece in zip(run, pieces, strict=True))
                if fit and "".join(pieces) == digits:
                    wholes.remove(whole)
                    del parts[first : last + 1]
                    break
            else:
                continue
            break
    return missing, extra


def _year_made_plain(source: str, form: NumberForm, theirs: Sequence[NumberForm]) -> bool:
    year = any(isinstance(value, Decimal) and 1800 <= value <= 2100 for value in form.values)
    return year and form.plain and _RELATIVE_DATE.search(source) is not None


def _pair_up(
    source: str, missing: Iterable[NumberForm], target: str, extra: Iterable[NumberForm]
) -> list[NumberProblem]:
    problems = []
    left = list(extra)
    for form in missing:
        written = source[form.start : form.end]
        like = next((other for other in left if _same_digits(source, form, target, other)), None)
        if like is None and left:
            like = left[0]
        if like is None:
            problems.append(NumberProblem(f"The number {written} is missing.", (form.start, form.end), None))
            continue
        left.remove(like)
        problems.append(
            NumberProblem(
                f"The Dutch has {written}, the English {target[like.start : like.end]}.",
                (form.start, form.end),
                (like.start, like.end),
            )
        )
    for form in left:
        written = target[form.start : form.end]
        problems.append(
            NumberProblem(f"The number {written} is not in the Dutch.", None, (form.start, form.end))
        )
    return problems


def _same_digits(source: str, form: NumberForm, target: str, other: NumberForm) -> bool:
    ours, theirs = source[form.start : form.end], target[other.start : other.end]
    return _DIGITS.findall(ours) == _DIGITS.findall(theirs)


def _compare_months(ours: Sequence[MonthName], theirs: Sequence[MonthName]) -> list[NumberProblem]:
    present = {month.month for month in theirs}
    expected = {month.month for month in ours}
    wrong = [month for month in theirs if month.month not in expected]
    problems = []
    for month in ours:
        if month.month in present:
            continue
        other = wrong.pop(0) if wrong else None
        name = ENGLISH_MONTHS[month.month - 1]
        problems.append(
            NumberProblem(
                f"The Dutch month is {name}; it is not in the English.",
                (month.start, month.end),
                (other.start, other.end) if other else None,
            )
        )
    return problems


def _missing_words(
    source: str, target: str, theirs: Sequence[NumberForm], english: set[Decimal]
) -> list[NumberProblem]:
    """Return the number words of the Dutch ("drie") that the English has neither as a word nor in digits.

    "één", "acht" (also: considers) and ordinals have too many right translations to be asked for.
    """
    digits = {value for form in theirs for value in form.values}
    problems = []
    for word in dutch_number_words(source):
        written = source[word.start : word.end]
        if word.ordinal or word.value == 1 or written.lower() == "acht" or word.value in english | digits:
            continue
        if _OTHER_SENSE[0].search(source[: word.start]) or _OTHER_SENSE[1].match(source, word.end):
            continue
        # «drie ton» is 300,000, «drie miljoen» 3,000,000.
        if not any(word.value * 10**power in english | digits for power in (3, 5, 6, 9)):
            problems.append(
                NumberProblem(f"The number «{written}» is missing.", (word.start, word.end), None)
            )
    return problems
