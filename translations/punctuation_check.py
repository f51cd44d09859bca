"""Whether the English ends, brackets and quotes as the Dutch does, and is set without slips."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

TextRange = tuple[int, int]
Problem = tuple[Literal["punctuation", "brackets", "quotes"], str, TextRange | None, TextRange | None]

_CLOSERS = " \u00a0\"'”’»)]*"
_SLIPS = (
    (
        re.compile(r"(?<=\w)\s+(?=[,;:!?](?:\s|$))|(?<=\w)[ \u00a0]+(?=\.(?:\s|$))"),
        "A space before punctuation.",
    ),
    (re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)"), "Two spaces."),
    (re.compile(r",,|;;|::|(?<!\.)\.\.(?!\.)|[,;:]\.(?!\w)|(?<=[a-z]{4})\.,"), "Two marks in a row."),
    (
        re.compile(r"(?<=[a-z]),(?=[a-zA-Z]{2})|(?<=[a-z]{3})[;!?](?=[A-Za-z]{2})"),
        "No space after punctuation.",
    ),
)
_ABBREVIATED = re.compile(r"\b[A-Za-z]\.$|\b(?:etc|Ltd|Inc|Co|no|St)\.$")
_DUTCH_ABBREVIATION = re.compile(r"\b(?:[a-z]\.){2,}$|\b(?:jl|etc|enz|dhr|mevr|nr|art|bijv|incl|excl)\.$")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_QUOTED = re.compile(
    r"«[^»]+»|“[^”]+”|„[^”“\"]+[”“\"]|\"[^\"]+\"|(?<![\w’'])[‘'](?=\S)[^‘]+?(?<=\S)['’](?!\w)|``[^'`]+''"
)
_STRAY = re.compile(r"[\"“”„«»]|(?<![\w.’'])[‘](?=\S)|(?<=[.,?!])’")
_LIST_LETTER = re.compile(r"^\s*(?:[0-9]{1,3}|[a-zA-Z]{1,4})\)")


def punctuation_problems(source: str, target: str) -> Iterator[Problem]:
    """Yield what a copy-editor would mark, each with its ranges in source and target."""
    yield from _ending(source, target)
    for pattern, message in _SLIPS:
        allowed = len(pattern.findall(source))
        found = list(pattern.finditer(target))
        if len(found) > allowed:
            yield "punctuation", message, None, found[0].span()
    yield from _brackets(source, target)
    yield from _quotes(source, target)


def _last_mark(text: str) -> str:
    stripped = text.rstrip(_CLOSERS)
    return stripped[-1:] if stripped[-1:] in tuple(".?!:;…") else ""


def _ending(source: str, target: str) -> Iterator[Problem]:
    ours, theirs = _last_mark(source), _last_mark(target)
    if ours == "." and _DUTCH_ABBREVIATION.search(source.rstrip(_CLOSERS)):
        # Its full stop may be that of the sentence too, or not.
        ours = theirs if theirs in (".", "") else ours
    if ours == theirs or not target.strip():
        return
    end = len(target.rstrip())
    place = (max(0, end - 1), end)
    where = (max(0, len(source.rstrip()) - 1), len(source.rstrip()))
    if "?" in (ours, theirs):
        what = "a question mark" if ours == "?" else "no question mark"
        yield "punctuation", f"The Dutch ends with {what}.", where, place
    elif ours in ".:;" and ours and not theirs:
        name = {".": "a full stop", ":": "a colon", ";": "a semicolon"}[ours]
        yield "punctuation", f"The Dutch ends with {name}, the English with none.", where, place
    elif theirs == "." and not ours and len(source) > 3 and not source.rstrip(_CLOSERS).endswith(","):
        if not _ABBREVIATED.search(target.rstrip()):
            yield "punctuation", "The English ends with a full stop, the Dutch with none.", where, place
    elif ":" in (ours, theirs) and theirs not in (";", "") and ours not in (";", ""):
        yield "punctuation", "One ends with a colon, the other does not.", where, place


def _open_brackets(text: str) -> list[int]:
    """Return where brackets stand that have no partner."""
    waiting: list[tuple[str, int]] = []
    lonely = []
    start = match.end() if (match := _LIST_LETTER.match(text)) else 0
    for place, mark in enumerate(text):
        if place < start:
            continue
        if mark in _PAIRS:
            waiting.append((mark, place))
        elif mark in _PAIRS.values():
            if waiting and _PAIRS[waiting[-1][0]] == mark:
                waiting.pop()
            else:
                lonely.append(place)
    return lonely + [place for _, place in waiting]


def _brackets(source: str, target: str) -> Iterator[Problem]:
    lonely = _open_brackets(target)
    if lonely and not _open_brackets(source):
        yield "brackets", "A bracket has no partner.", None, (lonely[0], lonely[0] + 1)
        return
    ours, theirs = _pairs(source), _pairs(target)
    if ours > theirs:
        yield "brackets", "The Dutch has brackets that the English lacks.", _bracket_range(source), None
    elif theirs > ours + 1:
        yield "brackets", "The English has brackets that the Dutch lacks.", None, _bracket_range(target)


def _pairs(text: str) -> int:
    start = match.end() if (match := _LIST_LETTER.match(text)) else 0
    return min(text.count("(", start), text.count(")", start)) + min(text.count("["), text.count("]"))


def _bracket_range(text: str) -> TextRange | None:
    match = re.search(r"\([^)]*\)|\[[^\]]*\]", text)
    return match.span() if match else None


def _quotes(source: str, target: str) -> Iterator[Problem]:
    # A quotation may run over several sentences: then the Dutch has a mark without a partner too.
    if not _STRAY.search(_QUOTED.sub("", source)):
        stray = _STRAY.search(_QUOTED.sub(lambda match: "x" * len(match.group()), target))
        if stray:
            yield "quotes", "A quotation mark has no partner.", None, stray.span()
            return
    ours = list(_QUOTED.finditer(source))
    if ours and not _QUOTED.search(target) and not re.search(r"[\"“”«»‘]|(?<!\w)'|''", target):
        yield "quotes", "The Dutch quotes something, the English does not.", ours[0].span(), None
