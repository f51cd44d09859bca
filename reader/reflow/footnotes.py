"""Lifts the notes at the foot of pages (or the document's end) out of the printed lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.reflow.addresses import address_joint, open_address
from reader.reflow.calls import likely_numbers
from reader.reflow.patterns import LETTERHEAD_LABEL
from reader.reflow.rows import Row, first_word
from reader.reflow.styled import Mark, Styled, concatenate, raised_number, raised_ranges, trimmed

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
_ENDS_SENTENCE = re.compile(r"[.!?…][)»”’\"']*$")
_ABBREVIATED = re.compile(
    r"(?:^| )(?:\(|«)?(?:[a-z]|[Nn]rs?|[Pp]p|blz|Stcrt|Stb|Trb|art|artt|jl|[a-z](?:\.[a-z])+|Jrg|ed|vol"
    r"|dr|mr)\.$"
)
_RULE = re.compile(r"[_—–=*-]{3,}$")
SMALL = 0.93
"""Type at most this share of the body's size is small type."""


@dataclass(frozen=True, slots=True)
class Note:
    """A lifted note: ``rows`` without its number; ``anchor`` counts the body rows that stood before it."""

    number: str
    rows: tuple[Row, ...]
    page: int
    anchor: int


def lift_notes(rows: Sequence[Row]) -> tuple[list[Row], list[Note]]:
    """Return the rows of the running text, and the notes."""
    starts = _small_type_zones(rows) if any(row.line.size for row in rows) else None
    if starts is None:
        rows = _with_their_numbers(rows)
        starts = _numbered_zones(rows)
    return _take_out(rows, starts)


def _with_their_numbers(rows: Sequence[Row]) -> list[Row]:
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


def _take_out(rows: Sequence[Row], owner: dict[int, str]) -> tuple[list[Row], list[Note]]:
    """Split the rows; ``owner`` has each note row's index, with the number that begins there or ""."""
    body: list[Row] = []
    begun: list[tuple[str, list[Row], int]] = []
    lifted = False
    for index, row in enumerate(rows):
        if index in owner:
            if owner[index]:
                begun.append((owner[index], [_without_number(row)], len(body)))
            else:
                begun[-1][1].append(row)
            lifted = True
        elif _RULE.fullmatch(row.text) and (lifted or index + 1 in owner):
            lifted = True
        else:
            body.append(replace(row, interrupted=True) if lifted else row)
            lifted = False
    return body, [Note(number, tuple(found), found[0].page, anchor) for number, found, anchor in begun]


def _start_of(row: Row) -> tuple[str, int, bool] | None:
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


def _without_number(row: Row) -> Row:
    start = _start_of(row)
    if start is None:
        return row
    return replace(row, styled=trimmed(row.styled.part(start[1], len(row.text))), cells=(), cell_edges=())


def _small_type_zones(rows: Sequence[Row]) -> dict[int, str] | None:
    """Find notes by their smaller type at the foot of a page; None when there is no such type."""
    weights: Counter[float] = Counter()
    for row in rows:
        weights[round(row.line.size or 0.0, 1)] += len(row.text)
    body_size = weights.most_common(1)[0][0]
    owner: dict[int, str] = {}
    last_number, open_note = 0, False
    page_rows: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        page_rows.setdefault(row.page, []).append(index)
    for indices in page_rows.values():
        zone: list[int] = []
        for index in reversed(indices):
            if (rows[index].line.size or body_size) > SMALL * body_size:
                break
            zone.append(index)
        zone.reverse()
        begun = False
        for place, index in enumerate(zone):
            start = _start_of(rows[index])
            number = int(start[0]) if start else 0
            fits = number == last_number + 1 or (number == 1 and not begun)
            if start and not start[2] and len(rows[index].cells) > 2:
                start = None  # The row of a table, with its number.
            if start and (fits or (start[2] and last_number < number <= last_number + 20)):
                owner[index] = start[0]
                last_number, begun, open_note = number, True, True
            elif begun or (open_note and _continues_from_last_page(rows, owner, zone[place:])):
                owner[index] = ""
        if begun or any(index in owner for index in zone):
            last_row = rows[max(i for i in zone if i in owner)]
            open_note = not _ENDS_SENTENCE.search(last_row.text)
    return owner or None


def _continues_from_last_page(rows: Sequence[Row], owner: dict[int, str], zone: Sequence[int]) -> bool:
    """Tell whether unnumbered small rows at a page's foot end the note of the page before."""
    first = rows[zone[0]]
    if not owner or first.cells:
        return False
    if zone[0] - 1 in owner and rows[zone[0] - 1].page == first.page:
        return True
    unfinished = rows[max(owner)].text[-1] in "-,;:/("
    return unfinished or (first.text[0].islower() and (first.blank_above or first.page_start))


def _numbered_zones(rows: Sequence[Row]) -> dict[int, str]:
    """Find notes by their numbers: 1, 2, 3 … at the foot of pages, each called in the text above it."""
    chain = _note_chain(rows)
    if not chain:
        return {}
    calls = set().union(*(likely_numbers(row.styled) for row in rows[: chain[-1][0]]))
    if 2 * sum(number in calls for _, number in chain) < len(chain):
        return {}
    return _with_continuations(rows, dict(chain))


def _note_chain(rows: Sequence[Row]) -> list[tuple[int, str]]:
    """Return the rows where notes begin, as the most convincing ascending series of numbers."""
    called: dict[str, list[int]] = {}
    best: dict[int, tuple[float, int, int | None]] = {}
    trail: list[tuple[int, int, int | None]] = []
    for index, row in enumerate(rows):
        start = _start_of(row)
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
    elif _RULE.fullmatch(rows[index - 1].text):
        score += 4.0
    elif not _ENDS_SENTENCE.search(rows[index - 1].text) and rest[0].islower() and not _CITATION.match(rest):
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
        following = _start_of(below)
        if following is not None and int(following[0]) == int(start[0]) + 1:
            score += 2.0
            break
    return score


def _with_continuations(rows: Sequence[Row], begins: dict[int, str]) -> dict[int, str]:
    """Add the rows over which each note goes on."""
    owner: dict[int, str] = {}
    widths = [len(rows[i].text) for i in begins]
    width = max(widths)
    in_note, body_open = False, False
    paged = any(row.page != rows[0].page for row in rows)
    for index, row in enumerate(rows):
        if index in begins:
            if not in_note:
                body_open = index > 0 and not _ENDS_SENTENCE.search(_without_call(rows[index - 1].text))
            owner[index] = begins[index]
            in_note = True
        elif in_note and _goes_on(rows[index - 1], row, width, body_open, paged=paged):
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
    ended = (bool(_ENDS_SENTENCE.search(before.text)) or bool(address)) and not _ABBREVIATED.search(
        before.text
    )
    starts_small = row.text[0].islower()
    if len(before.text) + 1 + len(first_word(row.text)) <= 0.88 * width:
        return not ended and starts_small and not body_open
    return not (ended and starts_small == body_open)
