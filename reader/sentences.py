"""Finds where Dutch sentences begin and end: the units that are translated, edited and remembered."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate

from reader.abbreviations import (
    ALSO_A_WORD,
    MAY_BE_LAST,
    NAME_PARTICLES,
    NEVER_LAST,
    STARTERS,
    TAKES_A_LETTER,
)

Range = tuple[int, int]
Splitter = Callable[[str], list[str]]
"""Cuts a text into its sentences, spaces included, so that they join to the text again."""

_STOP = re.compile(
    r"""(?<![.!?…])[.!?…]++
        (?P<closers>[»”"’'›)\]]*+)
        \s++""",
    re.VERBOSE,
)
_GLUED_STOP = re.compile(r"(?<=[^\W\d_]{3})[.!?][»”\"]?(?=(?P<word>[A-Z][a-z]+) )")
_NEXT = re.compile(r"(?P<openers>[«“„\"‘'’‹(\[]*)(?P<first>\S)(?P<word>[\w’'.-]*)")
_LAST_TOKEN = re.compile(r"[^\s«“„\"‘‹(\[»”›)\]]*$")
_LIST_ITEM = re.compile(r"(?:\d{1,3}|[a-z])[.)]\s+\S")
_ENUMERATOR = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivxIVX]{1,5})")
_INITIAL = "(?:[A-ZÀ-Þ]|IJ|Th|Ch|Ph|Tj|Sj|Joh|Chr|Jac|Wm)"
_INITIALS = re.compile(rf"(?:{_INITIAL}\.-?)*{_INITIAL}")
_LEGAL_FORMS = frozenset({"V.S", "V.N", "N.V", "B.V", "E.U", "U.S"})
_DOTTED = re.compile(r"(?:\w{1,3}\.)+\w{1,3}")
_LOWER_NAME = re.compile(r"[’'](?:s|t|n|k|m)[- ][A-ZÀ-Þ]|[ei]-?[A-Z]")
_PAIRS = {"«": "»", "“": "”", "„": "”", "‘": "’", "(": ")", "[": "]", "‹": "›"}
_PAIR_MARK = re.compile(r"[«»“”„‹›()\[\]]|(?<!\w)‘|’(?!\w)|\n")
_LONGEST_ASIDE = 400
_LONGEST_TOKEN = 40
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def sentence_ranges(text: str, *, unsure: Splitter | None = None) -> list[Range]:
    """Return the ``[start, end)`` character ranges of the sentences of ``text``, in order.

    The text is one paragraph without footnote marks; a line break in it ends a sentence. The ranges
    cover everything but white space and do not overlap. Dutch abbreviations, initials, ordinals,
    enumerators («1. De …», «a. het …»), quotes and brackets are decided by rules here; a full stop after
    an unknown short word is decided by ``unsure``, by default Wikimedia's sentencex (benchmarks/sentences.py
    compares it with others). Linear in the length of the text.

    An abbreviation's own point is also the full stop of a sentence that it closes («… op 12 april jl. Op …»).
    """
    ranges: list[Range] = []
    for start, end in _lines(text):
        ranges.extend(_line_sentences(text[start:end], start, unsure or _sentencex))
    return ranges


def _lines(text: str) -> Iterator[Range]:
    for match in re.finditer(r"[^\n\r\f\v\u2028\u2029\x85]+", text):
        yield match.span()


def _line_sentences(line: str, offset: int, unsure: Splitter) -> Iterator[Range]:
    asides = _asides(line)
    aside_ends = [end for _, end in asides]
    unsure_ends: list[int] | None = None
    start = _skip_space(line, 0)
    for stop_start, stop_end, following in _stops(line):
        if stop_start < start or following >= len(line):
            continue
        aside = bisect_left(aside_ends, stop_end)
        if aside < len(asides) and asides[aside][0] < stop_start and stop_end < aside_ends[aside]:
            continue
        verdict = _verdict(line, start, stop_start, stop_end, following)
        if verdict is None:
            if unsure_ends is None:
                unsure_ends = list(accumulate(map(len, unsure(line))))
            guess = bisect_left(unsure_ends, stop_start + 1)
            verdict = guess < len(unsure_ends) and unsure_ends[guess] <= following
        if verdict:
            yield offset + start, offset + stop_end
            start = following
    end = len(line.rstrip())
    if start < end:
        yield offset + start, offset + end


def _skip_space(line: str, position: int) -> int:
    while position < len(line) and line[position].isspace():
        position += 1
    return position


def _stops(line: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start of the mark, end with closing quotes, start of what follows) of possible ends."""
    glued = (
        (match.start(), match.end(), match.end())
        for match in _GLUED_STOP.finditer(line)
        if match["word"].lower() in STARTERS
        or (match.group()[0] != "." and _token_before(line, match.start()).isalpha())
    )
    spaced = ((match.start(), match.end("closers"), match.end()) for match in _STOP.finditer(line))
    yield from sorted((*glued, *spaced))


def _asides(line: str) -> list[Range]:
    """Return the quotes and brackets that stand inside a sentence: no sentence ends within them.

    A quote after a colon, or one that opens a sentence, holds sentences of its own and is not one.
    """
    asides: list[Range] = []
    open_marks: list[tuple[str, int]] = []
    for match in _PAIR_MARK.finditer(line):
        mark, position = match.group(), match.start()
        if mark in _PAIRS:
            open_marks.append((mark, position))
            continue
        while open_marks and _PAIRS[open_marks[-1][0]] != mark:
            if not any(_PAIRS[opened] == mark for opened, _ in open_marks[-3:]):
                break
            open_marks.pop()
        if not open_marks or _PAIRS[open_marks[-1][0]] != mark:
            continue
        _, opened_at = open_marks.pop()
        before = line[max(0, opened_at - 20) : opened_at].rstrip()[-1:]
        if position - opened_at > _LONGEST_ASIDE or before in {"", ":", ".", "!", "?", "…", "»", "”"}:
            continue
        while asides and asides[-1][0] > opened_at:
            asides.pop()
        asides.append((opened_at, position + 1))
    return asides


def _verdict(line: str, start: int, stop_start: int, stop_end: int, following: int) -> bool | None:
    """Return whether a sentence ends at this stop; None where the rules of Dutch do not say."""
    next_match = _NEXT.match(line, following)
    if next_match is None or line[stop_start - 1 : stop_start] in {"(", "["}:
        return False
    opener, first = next_match["openers"], next_match["first"]
    word = first + next_match["word"]
    upper = first.isupper() or _LOWER_NAME.match(line, following + max(0, len(opener) - 1)) is not None
    if first.islower() and not upper:
        return _LIST_ITEM.match(line, start) is not None and _LIST_ITEM.match(line, following) is not None
    if first in ",;:)]»”/=":
        return False
    marks = line[stop_start:stop_end]
    if marks[0] != "." or marks.startswith(".."):
        return True
    token = _token_before(line, stop_start, start)
    if not token:
        return True
    if start + len(token) >= stop_start and _ENUMERATOR.fullmatch(token):
        return False
    before = line[max(start, stop_start - len(token) - _LONGEST_TOKEN) : stop_start - len(token)].split()
    if marks[1:2] and marks[1] in '»”"›' and upper:
        return True
    return _full_stop(token, word if upper else "", opener, before[-1].lower() if before else "")


def _token_before(line: str, position: int, start: int = 0) -> str:
    match = _LAST_TOKEN.search(line, max(start, position - _LONGEST_TOKEN), position)
    return match.group() if match else ""


def _full_stop(token: str, word: str, opener: str, before: str) -> bool | None:
    """Decide a full stop by the token before it and the word after it (empty without a capital)."""
    plain = token.casefold().strip("-–")
    starter = word.rstrip(".").lower() in STARTERS
    if any(character.isdigit() for character in token):
        # «Trb. 1969, 99.» ends, «ten eerste, 2.» does not.
        enumerates = before.endswith((":", ";", ",", " en")) and not before.rstrip(",").isdigit()
        return not (enumerates and len(token) < 3)
    if plain in NEVER_LAST and not (token.isupper() and len(token) > 2):
        return starter and plain in ALSO_A_WORD
    if plain in MAY_BE_LAST:
        return bool(word) and "(" not in opener
    if len(token) == 1 and (before in TAKES_A_LETTER or token.islower()):
        return starter
    if _INITIALS.fullmatch(token):
        if word.lower() in NAME_PARTICLES and token not in _LEGAL_FORMS:
            return None
        return starter
    if _DOTTED.fullmatch(token):
        return starter
    if len(token) > 3 or starter or token.isupper() or word[:1].islower():
        return True
    return None


def _sentencex(line: str) -> list[str]:
    # Imported only here: most paragraphs are decided by the rules alone.
    from sentencex import segment

    # sentencex is written in Rust, whose text has no lone surrogates: one letter stands in for each.
    return list(segment("nl", _SURROGATE.sub("x", line)))
