"""Where the running text calls its footnotes: numbers told from years, amounts and articles by evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.reflow.dutch_words import word_set
from reader.reflow.styled import Styled, raised_number

_RUN = re.compile(r"\d+")
_NUMBER = re.compile(r"\d+(?:[/.]\d+)*")
_BRACKETED = re.compile(r" ?[\[⟦]\s*(\d{1,3})\s*[\]⟧]")
_CLOSING = " .,;:!?)»”’\"'…]–-/"
_AFTER_PUNCTUATION = ".!?»”’\"')…;:]"
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
_SHORT_WORDS = word_set("nr nrs art artt p pp blz vol hfst par ca nos no rn r.o ov bijl afb fig tab jrg afl")
_WHOLE_NUMBER = re.compile(r"(?:Postbus|Antwoordnummer|[Tt]el\.?|T) $")
"""What stands before a number that calls nothing with its last figures."""
_SENTENCE_OR_END = re.compile(r"(?:[)»”’\"']?\s+[«“‘\"'(]?[A-ZÀ-Ý0-9]|[)»”’\"']?$)")

_WINDOW = 60
RAISED = 20.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may call note ``number``: what to take out, and how much it looks like a call."""

    start: int
    end: int
    number: str
    score: float


def candidates(styled: Styled) -> Iterator[Candidate]:
    """Yield every place of a text that may be a footnote call, whatever notes there are."""
    text = styled.text
    if not styled.marks and not _RUN.search(text):
        return
    for mark in styled.marks:
        if mark.kind != "raised":
            continue
        content = raised_number(text[mark.start : mark.end])
        numbers = list(_RUN.finditer(content))
        if not numbers or re.sub(r"[\d\s,;.()\[\]-]", "", content):
            continue
        for at, number in enumerate(numbers):
            start = mark.start if at == 0 else mark.start + numbers[at - 1].end()
            end = mark.end if at == len(numbers) - 1 else mark.start + number.end()
            yield Candidate(start, end, str(int(number.group())), RAISED)
    raised = [(m.start, m.end) for m in styled.marks if m.kind == "raised"]
    for match in _BRACKETED.finditer(text):
        yield Candidate(match.start(), match.end(), match[1], 9.0)
    for match in _RUN.finditer(text):
        if raised and any(start <= match.start() < end for start, end in raised):
            continue
        yield from _run_candidates(text, match.start(), match.end())


def _run_candidates(text: str, start: int, end: int) -> Iterator[Candidate]:
    run = text[start:end]
    following = text[end : end + 1]
    if following and following not in _CLOSING:
        return
    before = text[start - 1] if start else " "
    if before == " ":
        yield from _spaced(text, start, end)
    elif len(run) <= 3 and run[0] != "0":
        score = _glued_score(text, start, end, before)
        if score > 0:
            yield Candidate(start, end, run, score)
    if len(run) >= 2 and before not in "€$" and not _WHOLE_NUMBER.search(text, max(0, start - 12), start):
        for length in (1, 2, 3):
            number, rest = run[-length:], run[:-length]
            if not rest or number[0] == "0" or len(number) < length:
                continue
            in_amount = start >= 2 and before in ".," and text[start - 2].isdigit()
            score = 0.7 if in_amount else 6.0 if _YEAR.match(rest) else 2.5 if len(rest) >= 4 else 1.0
            yield Candidate(end - length, end, number, score)


def _glued_score(text: str, start: int, end: int, before: str) -> float:
    """Return how much a number that stands directly after a sign or a letter looks like a call."""
    earlier = text[start - 2] if start >= 2 else " "
    word_start = text.rfind(" ", max(0, start - _WINDOW), start) + 1 or max(0, start - _WINDOW)
    word = text[word_start:start]
    if "://" in word or word.startswith("www."):
        return 0.0
    if before == "," or before == ".":
        if earlier.isdigit():
            return _after_digit_and_point(text, start, end, before)
        bare = word[:-1].strip("(«“").lower()
        return 1.5 if bare in _SHORT_WORDS else 8.0 if before == "," else 10.0
    if before in _AFTER_PUNCTUATION:
        return 1.0 if before == ":" and earlier.isdigit() else 10.0
    if before == "%":
        return 8.0
    if before in "+°*=":
        return 4.0
    if before.isalpha():
        letters = re.search(r"[^\W\d_]+$", word)
        tail = letters.group() if letters else before
        if len(tail) >= 3 and tail[-1].islower():
            return 8.0
        return 0.6 if len(tail) <= 2 else 4.0
    return 0.0


def _after_digit_and_point(text: str, start: int, end: int, before: str) -> float:
    """Return the score for «2017.7» and the like: a decimal, a thousand, or a call after a sentence."""
    if before == "," or end - start == 3 or not _SENTENCE_OR_END.match(text, end):
        return 0.5
    number = re.search(r"\d+$", text[max(0, start - _WINDOW) : start - 1])
    return 7.0 if number and _YEAR.match(number.group()) else 4.0


def _spaced(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield a call that a space keeps from its word («functies. 2 Dat»)."""
    run = text[start:end]
    if start < 2 or len(run) > 3 or run[0] == "0":
        return
    if text[start - 2] in ".!?»”" and _SENTENCE_OR_END.match(text, end):
        yield Candidate(start - 1, end, run, 3.5)


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate in the block of this index."""

    block: int
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Wanted:
    """A note that must be called: its number, and the blocks ``[first, last]`` that its page shows."""

    number: str
    first: int
    last: int


def choose_calls(texts: Sequence[Styled], wanted: Sequence[Wanted], note_text: str) -> dict[int, Placed]:
    """Return for each note's index the place that calls it: in the notes' order, with the best evidence.

    Notes whose call is not found are left out. ``note_text`` is the text of all notes: a number that
    they mention (2024/3015) counts as whole there too.
    """
    by_number: dict[str, list[int]] = {}
    for index, note in enumerate(wanted):
        by_number.setdefault(note.number, []).append(index)
    if not by_number:
        return {}
    noted = frozenset(_NUMBER.findall(note_text)) | frozenset(_RUN.findall(note_text))
    found: list[tuple[int, int, int, float, Placed]] = []
    for block, styled in enumerate(texts):
        for candidate in candidates(styled):
            for index in by_number.get(candidate.number, ()):
                score = _score_in_place(styled.text, candidate, block, wanted[index], noted)
                if score >= 1.2:
                    found.append((block, candidate.start, index, score, Placed(block, candidate)))
    # At one place the higher note comes first, so that a place is never used twice in a chain.
    found.sort(key=lambda item: (item[0], item[1], -item[2]))
    return _best_chain(found, len(wanted))


def _score_in_place(
    text: str, candidate: Candidate, block: int, note: Wanted, noted: frozenset[str]
) -> float:
    score = candidate.score
    if note.first <= block <= note.last:
        score += 3.0
    elif score < RAISED:
        score -= 4.0
    if score < RAISED and candidate.start and text[candidate.start - 1].isdigit():
        window = max(0, candidate.start - _WINDOW)
        number = re.search(r"[\d/.]*\d$", text[window : candidate.start])
        whole = re.search(r"[\d/.]*\d$", text[window : candidate.end])
        if number and whole and len(number.group()) >= 4:
            if number.group() in noted:
                score += 4.0
            elif whole.group() in noted:
                score -= 4.0
    return score


def _best_chain(found: Sequence[tuple[int, int, int, float, Placed]], notes: int) -> dict[int, Placed]:
    """Return the heaviest choice in which later notes are called later (a Fenwick tree of maxima)."""
    tree: list[tuple[float, int]] = [(0.0, -1)] * (notes + 1)
    previous: list[int] = []
    best = (0.0, -1)
    for at, (_, _, index, score, _) in enumerate(found):
        reach = (0.0, -1)
        key = index
        while key > 0:
            reach = max(reach, tree[key])
            key -= key & -key
        previous.append(reach[1])
        total = (reach[0] + score, at)
        best = max(best, total)
        key = index + 1
        while key <= notes:
            tree[key] = max(tree[key], total)
            key += key & -key
    chosen: dict[int, Placed] = {}
    at = best[1]
    while at >= 0:
        chosen[found[at][2]] = found[at][4]
        at = previous[at]
    return chosen


def likely_numbers(styled: Styled) -> set[str]:
    """Return the numbers that a line seems to call."""
    return {c.number for c in candidates(styled) if c.score >= 2.5}
