"""Numbers, dates, amounts and times in a Dutch or English text, as values that can be compared.

Dutch writes 70.000 and 2,5 (https://taaladvies.net: punten en komma's in getallen), English 70,000 and 2.5
(EU Interinstitutional style guide, and the ISO 8601 dates both may use). A space groups digits in either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from translations.number_words import Language

Unit = Literal["", "percent", "EUR", "USD", "GBP"]

_SMALL_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f \u2009'’]\d+)*")
_GROUPS = {
    "nl": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?:,\d+)?"),
    "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?:\.\d+)?"),
}
_DECIMAL = {"nl": re.compile(r"\d+,\d+"), "en": re.compile(r"\d+\.\d+")}
_DOTTED = re.compile(r"\d+(?:[.,]\d+)+")
_SCALE = {
    "nl": re.compile(
        r"[\s-]?(?:(duizend)|(miljoen|mln\.?|miljoenen)|(miljard|mld\.?|miljarden)|(biljoen))(?![^\W\d_])",
        re.I,
    ),
    "en": re.compile(
        r"[\s-]?(?:(thousand|k)|(million|mn|m|mln)|(billion|bn|bln)|(trillion|tn))(?![^\W\d_])", re.I
    ),
}
_PERCENT = {
    "nl": re.compile(r"\s?(?:%|procent|pct\b)", re.I),
    "en": re.compile(r"\s?(?:%|per\s?cent|percentage\spoint|pct\b|pp\b)", re.I),
}
_ALONE = r"(?!\s?\d)"
"""After a currency sign: with a number behind it, it belongs to that one («t/m 2027 € 12,5 miljoen»)."""
_CURRENCIES: tuple[tuple[Unit, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "EUR",
        re.compile(r"(?:€|\bEUR|\beuro)\s?$", re.I),
        re.compile(rf"[\s-]?(?:(?:€|EUR\b){_ALONE}|euros?\b)", re.I),
    ),
    (
        "USD",
        re.compile(r"(?:\$|\bUSD|\bUS\$|\bdollars?)\s?$", re.I),
        re.compile(rf"[\s-]?(?:(?:\$|USD\b){_ALONE}|(?:US[\s-])?(?:Amerikaanse\s)?dollars?\b)", re.I),
    ),
    (
        "GBP",
        re.compile(r"(?:£|\bGBP)\s?$", re.I),
        re.compile(rf"[\s-]?(?:(?:£|GBP\b){_ALONE}|(?:Britse\s)?(?:pond|pounds?)\b)", re.I),
    ),
)
_TIME = {
    "nl": re.compile(r"\b(\d{1,2})[.:](\d{2})(?=\s?(?:uur|u\.|u\b))|\b(\d{1,2}):(\d{2})\b"),
    "en": re.compile(
        r"\b(\d{1,2})[.:](\d{2})(?=\s?([ap])\.?m\b|\s?(?:hours|hrs|o['’]clock)\b)|\b(\d{1,2}):(\d{2})\b", re.I
    ),
}
_AFTERNOON = re.compile(r"\s?p\.?m\b", re.I)
_DATE = re.compile(r"\b(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTHS = {
    "nl": (
        "januari jan",
        "februari feb febr",
        "maart mrt",
        "april apr",
        "mei",
        "juni jun",
        "juli jul",
        "augustus aug",
        "september sep sept",
        "oktober okt",
        "november nov",
        "december dec",
    ),
    "en": (
        "January Jan",
        "February Feb",
        "March Mar",
        "April Apr",
        "May",
        "June Jun",
        "July Jul",
        "August Aug",
        "September Sep Sept",
        "October Oct",
        "November Nov",
        "December Dec",
    ),
}
_MONTH_NUMBER = {
    language: {name.lower(): number for number, names in enumerate(months, 1) for name in names.split()}
    for language, months in _MONTHS.items()
}
ENGLISH_MONTHS = tuple(names.split()[0] for names in _MONTHS["en"])
_ENGLISH_MONTHS = " ".join(_MONTHS["en"]).split()
_MONTH = {
    "nl": re.compile(rf"\b(?:{'|'.join(' '.join(_MONTHS['nl']).split())})\b", re.I),
    # English months have a capital: "may" and "march" are other words.
    "en": re.compile(rf"\b(?:{'|'.join((*_ENGLISH_MONTHS, *map(str.upper, _ENGLISH_MONTHS)))})\b"),
}
_NUMBER_NEAR = re.compile(r"\d(?:st|nd|rd|th|e|de|ste)?\.?(?:\s(?:of|tot|t/m|en|to|and|–|-))?\s?$")


@dataclass(frozen=True, slots=True)
class NumberForm:
    """A number in a text: its range, what it may be read as, and its unit.

    ``values`` holds more than one where the notation is ambiguous ("2.3" is a section or a decimal).
    ``plain`` tells that it is written with digits alone, or grouped by spaces.
    """

    start: int
    end: int
    values: frozenset[Decimal | str]
    unit: Unit = ""
    plain: bool = True


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month in a date: its range and number."""

    start: int
    end: int
    month: int


def month_names(text: str, language: Language) -> Iterator[MonthName]:
    """Yield the months that a text names; "mei" and "May" only beside a number."""
    for match in _MONTH[language].finditer(text):
        number = _MONTH_NUMBER[language][match.group().lower()]
        short = len(match.group()) <= 4 or number == 3
        beside = _NUMBER_NEAR.search(text[: match.start()]) or re.match(r"\.?,?\s\d", text[match.end() :])
        if beside or not short:
            yield MonthName(match.start(), match.end(), number)


def plain_digits(text: str) -> str:
    """Return ``text`` with small raised and lowered digits at their full size; its length stays the same."""
    return text.translate(_SMALL_DIGITS)


def numbers(text: str, language: Language) -> tuple[list[NumberForm], list[MonthName]]:
    """Return the numbers and the months (named, or in a date of digits) of a text, in order."""
    text = plain_digits(text)
    forms: list[NumberForm] = []
    months = list(month_names(text, language))
    taken: list[tuple[int, int]] = []
    for match in _DATE.finditer(text):
        day, month, year = (match[1], match[3], match[4]) if match[1] else (match[7], match[6], match[5])
        if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
            continue
        taken.append(match.span())
        months.append(MonthName(match.start(), match.end(), int(month)))
        forms += [
            NumberForm(match.start(), match.end(), frozenset({Decimal(int(day))})),
            NumberForm(match.start(), match.end(), _years(year)),
        ]
    for match in _TIME[language].finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            taken.append(match.span())
            forms.append(_time(text, match))
    for match in _NUMBER.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            forms += _read(text, match.start(), match.end(), language)
    return sorted(forms, key=lambda form: form.start), months


def _years(digits: str) -> frozenset[Decimal | str]:
    """Return what a year may be: two digits stand for 19.. or 20.. too."""
    value = int(digits)
    if len(digits) != 2:
        return frozenset({Decimal(value)})
    return frozenset({Decimal(value), Decimal(1900 + value), Decimal(2000 + value)})


def _time(text: str, match: re.Match[str]) -> NumberForm:
    groups = [group for group in match.groups() if group and group.isdecimal()]
    hour, minute = int(groups[0]), int(groups[1])
    hours = {hour, hour + 12} if hour < 12 and _AFTERNOON.match(text, match.end()) else {hour}
    values: set[Decimal | str] = {f"{one % 24:02d}:{minute:02d}" for one in hours}
    # Either language may write 13.15 for a quarter past one, and only the Dutch says "uur".
    values |= {Decimal(f"{one % 24}.{minute:02d}") for one in hours}
    if minute == 0:
        values |= {Decimal(one % 24) for one in hours}
    return NumberForm(match.start(), match.end(), frozenset(values), plain=False)


def _read(text: str, start: int, end: int, language: Language) -> Iterator[NumberForm]:
    """Read one run of digits and separators as the language does; split it where it cannot be one number."""
    while start < end:
        whole = _GROUPS[language].match(text, start, end)
        if not whole or (whole.end() < end and text[whole.end()].isdecimal()):
            whole = None
        if whole and re.match(r"[.,]\d", text[whole.end() : end]):
            whole = None
        dotted = _DOTTED.match(text, start, end)
        decimal = _DECIMAL[language].match(text, start, end)
        if whole:
            stop = whole.end()
            digits = re.sub(r"[\s\u2009'’]", "", whole.group())
            if language == "nl":
                digits = digits.replace(".", "").replace(",", ".")
            else:
                digits = digits.replace(",", "")
            values: set[Decimal | str] = {Decimal(digits)}
            plain = bool(re.fullmatch(r"[\d\s\u2009]+", whole.group()))
        elif dotted:
            stop = dotted.end()
            plain = False
            values = {dotted.group().replace(",", ".") if language == "nl" else dotted.group()}
            if decimal and decimal.end() == stop:
                values = {Decimal(decimal.group().replace(",", "."))}
            elif dotted.group().count(".") == 1 and "," not in dotted.group():
                # A Dutch "2.3" is a section, or a decimal written the English way.
                values |= {Decimal(dotted.group())}
        else:
            stop = start + len(re.match(r"\d+", text[start:end]).group())  # type: ignore[union-attr]
            values = set(_plain_values(text, start, stop))
            plain = True
        if re.search(r"[^\W\d_]$|[^\W\d_\s][./]$|\d/$", text[max(0, start - 3) : start]):
            # Part of a reference ("RH.81/616.207"), which has one notation in both languages.
            values.add(text[start:stop])
        yield _with_unit(text, start, stop, values, plain, language)
        start = stop
        while start < end and not text[start].isdecimal():
            start += 1


def _plain_values(text: str, start: int, stop: int) -> frozenset[Decimal | str]:
    digits = text[start:stop]
    if len(digits) == 2:
        before = text[max(0, start - 6) : start]
        decade = text[stop : stop + 1] == "s"
        if re.search(r"['’‘]$|\d{4}\s?[-–/]\s?['’‘]?$", before) or decade:
            return _years(digits)
    if len(digits) == 4 and text[stop : stop + 1] == "s":
        return frozenset({Decimal(digits), Decimal(digits[2:])})
    value = Decimal(int(digits[:40]))
    if _AFTERNOON.match(text, stop) and value < 12:
        return frozenset({value, value + 12})
    return frozenset({value})


def _with_unit(
    text: str, start: int, stop: int, values: set[Decimal | str], plain: bool, language: Language
) -> NumberForm:
    end = stop
    scale = _SCALE[language].match(text, stop)
    short = scale is not None and len(scale.group().strip()) == 1
    before = text[max(0, start - 8) : start]
    if scale and (not short or any(prefix.search(before) for _, prefix, _ in _CURRENCIES)):
        power = next(index for index, group in enumerate(scale.groups(), 1) if group)
        values = {value * Decimal(1000) ** power for value in values if isinstance(value, Decimal)} or values
        end = scale.end()
    unit: Unit = ""
    if _PERCENT[language].match(text, end):
        unit = "percent"
    for name, prefix, suffix in _CURRENCIES:
        if prefix.search(before) or suffix.match(text, end):
            unit = name
    normal: set[Decimal | str] = {
        value.normalize() if isinstance(value, Decimal) else value for value in values
    }
    return NumberForm(start, stop, frozenset(normal), unit, plain)
