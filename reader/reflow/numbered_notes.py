"""Finds notes by their numbers alone, where no smaller type tells them from the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from reader.reflow.addresses import address_joint, open_address
from reader.reflow.calls import likely_numbers
from reader.reflow.contents import title_key, titles_of
from reader.reflow.patterns import LETTERHEAD_LABEL
from reader.reflow.rows import Row, first_word
from reader.reflow.styled import Mark, Styled, concatenate, raised_number, raised_ranges

_START = re.compile(r"\[?(\d{1,3})\]?(?:([.)])? +(?=\S)|(?=[A-ZÀ-Ý«“]|https?:|www\.))")
_CITATION = re.compile(
    r"https?:|www\.|Ibid|Idem|Kamerstuk|Handelingen|Aanhangsel|Zie |Stcrt|Stb|Trb|PbEU|Verordening"
    r"|Richtlijn|«|“"
)
_NUMBER_ALONE = re.compile(r"[1-9]\d{0,2}")
_MONTH = re.compile(
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|procent|miljoen|miljard|jaar|jarige|euro)\b|%"
)
ENDS_SENTENCE = re.compile(r"[.!?…][)»”’\"']*$")
"""How a line ends with which a note may end."""
_ABBREVIATED = re.compile(
    r"(?:^| )(?:\(|«)?(?:[a-z]|[Nn]rs?|[Pp]p|blz|Stcrt|Stb|Trb|art|artt|jl|[a-z](?:\.[a-z])+|Jrg|ed|vol"
    r"|dr|mr)\.$"
)
RULE = re.compile(r"[_—–=*-]{3,}$")
"""The line printed between text and notes, where it came out as characters."""


def start_of(row: Row) -> tuple[str, int, bool] | None:
    """Return the number with which a row begins, where its text begins, and whether the number is certain."""
    if row.leads_to:
        return None
    raised = raised_ranges(row.styled)
    if raised and raised[0].start == 0:
        number = raised_number(row.text[: raised[0].end]).strip(" .)")
        if number.isdecimal() and len(number) <= 3 and raised[0].end < len(row.text):
            return str(int(number)), raised[0].end, True
    match = _START.match(row.text)
    if match is None or match[1][0] == "0":
        return None
    return match[1], match.end(), False


def with_their_numbers(rows: Sequence[Row]) -> list[Row]:
    """Join a note's number to its text where extraction put it on a line of its own, as raised numbers go."""
    joined: list[Row] = []
    called: set[str] = set()
    number: Row | None = None
    for row in rows:
        alone = bool(_NUMBER_ALONE.fullmatch(row.text)) and row.text in called
        if alone and joined and LETTERHEAD_LABEL.fullmatch(joined[-1].text):
            alone = False  # «Bijlage(n)», and on the next line how many.
        if number is not None and not alone:
            raised = Styled(number.text, (Mark(0, len(number.text), "raised"),))
            text = concatenate([raised, Styled(" "), row.styled])
            row = replace(number, styled=text, right=row.right, ems=row.ems, cells=(), cell_edges=())
            number = None
        elif number is not None:
            joined.append(number)
            number = None
        if alone:
            number = row
            continue
        joined.append(row)
        called |= likely_numbers(row.styled)
    return [*joined, number] if number is not None else joined


def _heads(rows: Sequence[Row]) -> set[int]:
    """Return the rows that stand out as headings do, by their type or because the contents name them."""
    weights: Counter[float] = Counter()
    for row in rows:
        weights[round(row.line.size or 0.0, 1)] += len(row.text)
    size = weights.most_common(1)[0][0] if weights else 0.0
    named = titles_of(rows)
    return {
        index
        for index, row in enumerate(rows)
        if row.line.bold or (row.line.size or 0.0) > 1.08 * size > 0 or title_key(row.text) in named
    }


def numbered_zones(rows: Sequence[Row]) -> dict[int, str]:
    """Find notes by their numbers: 1, 2, 3 … at the foot of pages, each called in the text above it."""
    heads = _heads(rows)
    chain = _note_chain(rows, heads)
    if not chain:
        return {}
    calls = set().union(*(likely_numbers(row.styled) for row in rows[: chain[-1][0]]))
    if 2 * sum(number in calls for _, number in chain) < len(chain):
        return {}
    return _with_continuations(rows, dict(chain), heads)


def _note_chain(rows: Sequence[Row], heads: Set[int]) -> list[tuple[int, str]]:
    """Return the rows where notes begin, as the most convincing ascending series of numbers."""
    called: dict[str, list[int]] = {}
    best: dict[int, tuple[float, int, int | None]] = {}
    trail: list[tuple[int, int, int | None]] = []
    for index, row in enumerate(rows):
        start = start_of(row) if index not in heads else None
        if start is not None:
            number = int(start[0])
            score = _start_score(rows, index, start, called.get(start[0], []))
            options = [best[n] for n in (number - 1, number - 2) if n in best]
            if number - 2 in best and number - 1 not in best:
                options = [(best[number - 2][0] - 3, best[number - 2][1], best[number - 2][2])]
            before = max(options, key=lambda option: option[0], default=None)
            if before is not None and index - before[1] <= 8 and score > 0:
                score += 2.0
            total = score + (before[0] if before else 0.0)
            usable = score >= 4.0 and (number <= 2 or before is not None)
            if usable and (number not in best or total > best[number][0]):
                trail.append((index, number, before[2] if before else None))
                best[number] = (total, index, len(trail) - 1)
        for called_number in likely_numbers(row.styled):
            called.setdefault(called_number, []).append(index)
    if not best:
        return []
    at: int | None = max(best.values(), key=lambda option: option[0])[2]
    chain = []
    while at is not None:
        index, number, at = trail[at]
        chain.append((index, str(number)))
    return chain[::-1]


def _start_score(
    rows: Sequence[Row], index: int, start: tuple[str, int, bool], called: Sequence[int]
) -> float:
    """Return how much a row that begins with a number looks like the beginning of a note."""
    row = rows[index]
    rest = row.text[start[1] :]
    score = 0.0
    if called and index - called[-1] < 3_000:
        score += 4.0
    if start[2]:
        score += 4.0
    if row.blank_above or row.page_start or index == 0:
        score += 2.0
    elif RULE.fullmatch(rows[index - 1].text):
        score += 4.0
    elif not ENDS_SENTENCE.search(rows[index - 1].text) and rest[0].islower() and not _CITATION.match(rest):
        score -= 3.0
    if _CITATION.match(rest):
        score += 2.0
    if rest[0].isupper() or rest[0] in "«“":
        score += 1.0
    if _MONTH.match(rest) or rest[0].isdigit():
        score -= 4.0
    if row.text[start[1] - 2 : start[1]].strip() in {".", ")"} and not start[2]:
        score -= 4.0
    if row.cells:
        score -= 1.0
    for below in rows[index + 1 : index + 4]:
        following = start_of(below)
        if following is not None and int(following[0]) == int(start[0]) + 1:
            score += 2.0
            break
    return score


def _with_continuations(rows: Sequence[Row], begins: dict[int, str], heads: Set[int]) -> dict[int, str]:
    """Add the rows over which each note goes on."""
    owner: dict[int, str] = {}
    widths = [len(rows[i].text) for i in begins]
    width = max(widths)
    in_note, body_open = False, False
    paged = any(row.page != rows[0].page for row in rows)
    for index, row in enumerate(rows):
        if index in begins:
            if not in_note:
                body_open = index > 0 and not ENDS_SENTENCE.search(_without_call(rows[index - 1].text))
            owner[index] = begins[index]
            in_note = True
        elif in_note and index not in heads and _goes_on(rows[index - 1], row, width, body_open, paged=paged):
            owner[index] = ""
            width = max(width, len(row.text))
        else:
            in_note = False
    return owner


def _without_call(text: str) -> str:
    return re.sub(r"(?<=\D)\d{1,3}$", "", text)


def _goes_on(before: Row, row: Row, width: int, body_open: bool, *, paged: bool) -> bool:
    """Tell whether a row continues the note above it, rather than the running text of the next page."""
    if row.page_start:
        return False
    token = before.text[before.text.rfind(" ") + 1 :]
    address = open_address(token)
    if address and address_joint(address, before.text, row.text):
        return True
    if row.blank_above:
        return before.text.endswith("-")
    if paged or before.text.endswith("-"):
        # Where form feeds part the pages, what follows a note at a page's foot is more of it.
        return True
    ended = (bool(ENDS_SENTENCE.search(before.text)) or bool(address)) and not _ABBREVIATED.search(
        before.text
    )
    starts_small = row.text[0].islower()
    if len(before.text) + 1 + len(first_word(row.text)) <= 0.88 * width:
        return not ended and starts_small and not body_open
    return not (ended and starts_small == body_open)
