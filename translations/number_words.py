"""Numbers written as words, Dutch and English: "vijfentwintig", "twenty-five", "derde", "third"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Language = Literal["nl", "en"]

_DUTCH_UNITS = {
    "een": 1,
    "één": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
}
_DUTCH_TEENS = {
    "tien": 10,
    "elf": 11,
    "twaalf": 12,
    "dertien": 13,
    "veertien": 14,
    "vijftien": 15,
    "zestien": 16,
    "zeventien": 17,
    "achttien": 18,
    "negentien": 19,
}
_DUTCH_TENS = {
    "twintig": 20,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
    "zeventig": 70,
    "tachtig": 80,
    "negentig": 90,
}
_DUTCH_ORDINALS = {
    "eerste": 1,
    "tweede": 2,
    "derde": 3,
    "vierde": 4,
    "vijfde": 5,
    "zesde": 6,
    "zevende": 7,
    "achtste": 8,
    "negende": 9,
    "tiende": 10,
    "elfde": 11,
    "twaalfde": 12,
    "dertiende": 13,
    "twintigste": 20,
}
_ENGLISH_UNITS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
_ENGLISH_TEENS = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_ENGLISH_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ENGLISH_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "twentieth": 20,
}
_ENGLISH_WAYS = {
    "once": 1,
    "single": 1,
    "both": 2,
    "twice": 2,
    "double": 2,
    "dual": 2,
    "twofold": 2,
    "pair": 2,
    "couple": 2,
    "bilateral": 2,
    "either": 2,
    "halves": 2,
    "quarter": 4,
    "quarters": 4,
    "triple": 3,
    "threefold": 3,
    "trilateral": 3,
    "thirds": 3,
    "dozen": 12,
    "midnight": 0,
    "zero": 0,
    "noon": 12,
    "midday": 12,
    "fortnight": 2,
    "biennial": 2,
    "couples": 2,
    "pairs": 2,
    "twins": 2,
    "duo": 2,
    "trio": 3,
    "dozens": 12,
    "decade": 10,
    "decades": 10,
    "century": 100,
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
"""Other English words by which a translator may rightly render a number."""

_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DUTCH_BELOW_100 = re.compile(
    rf"(?:({'|'.join(_DUTCH_UNITS)})(?:en|ën)({'|'.join(_DUTCH_TENS)})"
    rf"|({'|'.join((*_DUTCH_TEENS, *_DUTCH_TENS, *_DUTCH_UNITS))}))(?:ste|de)?"
)


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A number written as a word: where it stands, what it says, whether it counts ("two") or orders."""

    start: int
    end: int
    value: Decimal
    ordinal: bool = False


def dutch_number_word(word: str) -> tuple[int, bool] | None:
    """Return the number that a lower-case Dutch word says and whether it is an ordinal, or None.

    Built as https://onzetaal.nl/schatkamer/lezen/taaladviezen/getallen-in-woorden tells: one word up to
    a thousand ("driehonderdvijfentwintig").
    """
    if word in _DUTCH_ORDINALS:
        return _DUTCH_ORDINALS[word], True
    value, rest = 0, word
    for name, scale in (("duizend", 1000), ("honderd", 100)):
        before, found, after = rest.partition(name)
        if found:
            count = _below_100(before) if before else (1, False)
            if count is None or count[1]:
                return None
            value += count[0] * scale
            rest = after.removeprefix("en") if after not in ("en", "ste") else ""
            if after == "ste":
                return value, True
            if not rest:
                return (value, False) if after == "" else None
    last = _below_100(rest)
    return (value + last[0], last[1]) if last else None


def _below_100(word: str) -> tuple[int, bool] | None:
    match = _DUTCH_BELOW_100.fullmatch(word)
    if not match:
        return None
    known = _DUTCH_UNITS | _DUTCH_TEENS | _DUTCH_TENS
    ordinal = word.endswith(("ste", "de")) and word not in known
    if match[1]:
        return known[match[1]] + known[match[2]], ordinal
    return known[match[3]], ordinal


def dutch_number_words(text: str) -> Iterator[NumberWord]:
    """Yield the numbers that a Dutch text writes as words; "een" (also: a) is left out."""
    for match in _LETTERS.finditer(text):
        word = match.group().lower()
        found = None if word == "een" else dutch_number_word(word)
        if found:
            yield NumberWord(match.start(), match.end(), Decimal(found[0]), found[1])


def english_number_words(text: str) -> Iterator[NumberWord]:
    """Yield the numbers that an English text writes as words ("one hundred and fifty" is one)."""
    words = [(match.start(), match.end(), match.group().lower()) for match in _LETTERS.finditer(text)]
    simple = _ENGLISH_UNITS | _ENGLISH_TEENS | _ENGLISH_TENS
    place = 0
    while place < len(words):
        start, end, word = words[place]
        total, current, ordinal, used = 0, 0, False, 0
        for index in range(place, len(words)):
            one_start, one_end, one = words[index]
            if index > place and text[end:one_start].strip() not in ("", "and"):
                break
            if index > place and one == "and":
                follows = words[index + 1][2] if index + 1 < len(words) else ""
                if not (total or current >= 100) or _english_piece(follows) is None:
                    break
                continue
            if one == "hundred" and used:
                current = max(1, current) * 100
            elif one == "thousand" and used:
                total, current = total + max(1, current) * 1000, 0
            else:
                piece = _english_piece(one)
                if piece is None or (used and one in simple and 0 < current % 100 < 20):
                    break
                current += piece[0]
                ordinal = piece[1]
            end, used = one_end, index - place + 1
            if ordinal:
                break
        if used:
            yield NumberWord(start, end, Decimal(total + current), ordinal)
            place += used
            continue
        if word in ("hundred", "thousand"):
            yield NumberWord(start, end, Decimal(100 if word == "hundred" else 1000))
        elif word in ("hundreds", "thousands"):
            yield NumberWord(start, end, Decimal(100 if word == "hundreds" else 1000))
        elif word in _ENGLISH_WAYS:
            yield NumberWord(start, end, Decimal(_ENGLISH_WAYS[word]), True)
        elif "-" in word:
            for part in word.split("-"):
                if part in simple:
                    yield NumberWord(start, end, Decimal(simple[part]), True)
        place += 1


def _english_piece(word: str) -> tuple[int, bool] | None:
    simple = _ENGLISH_UNITS | _ENGLISH_TEENS | _ENGLISH_TENS
    if word in simple:
        return simple[word], False
    if word in _ENGLISH_ORDINALS:
        return _ENGLISH_ORDINALS[word], True
    tens, _, unit = word.partition("-")
    if tens in _ENGLISH_TENS:
        if unit in _ENGLISH_UNITS:
            return _ENGLISH_TENS[tens] + _ENGLISH_UNITS[unit], False
        if unit in _ENGLISH_ORDINALS and _ENGLISH_ORDINALS[unit] < 10:
            return _ENGLISH_TENS[tens] + _ENGLISH_ORDINALS[unit], True
    return None
