"""Tells running heads, page numbers and the imprint from the text they stand around."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reader.reflow.letterhead import letterhead_again
from reader.reflow.rows import Row
from reader.reflow.styled import trimmed

_IMPRINT = re.compile(
    r"(?:kst|ah|nds|blg|h|ek|stb|stcrt)-(?:tk-|ek-)?[\w-]*\d[\w-]*$|ISSN\b[\d\s–-]+[\dX]?$"
    r"|KST ?\d{4,7}$|\d{4}tkkst[\w-]+$|S[Dd][Uu] (?:Uitgevers|Uitgeverij)$"
    r"|[’'‘`´]s-Gravenhage \d{4}\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(r"(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}[–-]\d{2,4}.*$")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:pagina|pag\.|blz\.|page)\s*)?(\d{1,4})(?:\s?(?:van|/|of)\s?\d{1,4})?[-–—\s]*$",
    re.IGNORECASE,
)
_PAGE_OF_PAGES = re.compile(
    r"(?:pagina|pag\.|blz\.|blad|page) \d{1,4}(?: (?:van|of|/) \d{1,4})?$", re.IGNORECASE
)
_ADDRESS_AT_FOOT = re.compile(r"Postbus \d|\bK\.?v\.?K\b|\bIBAN\b|\bT(?:el\.?)? ?\(?0\d")
_LABEL = re.compile(
    r"(?:vraag|vragen|antwoord|antwoorden|artikel|bijlage|tabel|figuur|hoofdstuk|paragraaf|deel|nr\.?)\b",
    re.IGNORECASE,
)
_CHAMBER = re.compile(r"(?:(?:Tweede|Eerste) Kamer der Staten-Generaal)(?P<emblem> ?[12])?$")
_HEAD_ROWS = 8
_DIGITS = re.compile(r"\d+")
_EDGE = 3
_FAR_APART = 8


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of the text; what is printed once around it (the imprint); what repeats page after page."""

    text: list[Row]
    imprint: list[Row]
    running: list[Row]


def sort_out(rows: Sequence[Row]) -> Sorted:
    """Part the text from what stands around it on every page."""
    rows, emblem = _without_emblem(rows)
    drop = _known_running(rows)
    pages = _pages(rows)
    if len(pages) > 1:
        drop |= _repeated_at_edges(rows, pages, drop)
    drop |= _numbered_throughout(rows, drop) | letterhead_again(rows)
    text: list[Row] = []
    imprint: list[Row] = []
    running: list[Row] = [*emblem]
    removed = False
    for index, row in enumerate(rows):
        if index in drop:
            running.append(row)
            removed = True
            start = _RUNNING.search(row.text)
            if start and start.start() and _IMPRINT.match(row.text):
                imprint.append(_part(row, 0, start.start()))
        elif len(row.text) < 160 and _IMPRINT.match(row.text):
            start = _RUNNING.search(row.text)
            if start and start.start():
                imprint += [_part(row, 0, start.start()), _part(row, start.start(), len(row.text))]
            else:
                imprint.append(_part(row, 0, len(row.text)))
            removed = True
        elif _RUNNING.match(row.text) or _only_page_number(rows, index) or _stands_at_an_edge(rows, index):
            imprint.append(row)
            removed = True
        else:
            text.append(replace(row, interrupted=True) if removed else row)
            removed = False
    return Sorted(text, imprint, running)


def _without_emblem(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Take out the large figure that is the chamber's emblem; part the lines of the head set side by side."""
    kept: list[Row] = []
    emblem: list[Row] = []
    for index, row in enumerate(rows):
        if index >= _HEAD_ROWS:
            kept.append(row)
            continue
        chamber = _CHAMBER.match(row.text)
        near = [other.text for other in [*rows[max(0, index - 2) : index], *rows[index + 1 : index + 3]]]
        if row.text in ("1", "2") and any(_CHAMBER.match(text) for text in near):
            emblem.append(row)
        elif chamber and chamber["emblem"]:
            kept.append(_part(row, 0, chamber.start("emblem")))
            emblem.append(_part(row, chamber.start("emblem"), len(row.text)))
        elif row.cells and row.text.startswith("Vergaderjaar"):
            # The kind of paper stands on the same line, beside the year.
            end = len(row.cells[0].text)
            kept += [_part(row, 0, end), replace(_part(row, end, len(row.text)), gap=0.0, page_start=False)]
        else:
            kept.append(row)
    return kept, emblem


def _only_page_number(rows: Sequence[Row], index: int) -> bool:
    """Tell whether the last row is the number of the only page."""
    row = rows[index]
    return 0 < index == len(rows) - 1 and row.blank_above and row.text.strip("-–— ") == "1" and not row.cells


def _stands_at_an_edge(rows: Sequence[Row], index: int) -> bool:
    """Tell whether a page's first or last row says which page it is, or its last the sender's address."""
    row = rows[index]
    first = index == 0 or row.page_start
    last = index + 1 == len(rows) or rows[index + 1].page_start
    if (first or last) and _PAGE_OF_PAGES.match(row.text):
        return True
    if not last or first or not row.line.size or len(row.text) > 160:
        return False
    small = row.line.size < 0.85 * (rows[index - 1].line.size or 0.0)
    sender = row.text[0].isalpha() and row.text[-1] != "."
    return small and row.blank_above and sender and bool(_ADDRESS_AT_FOOT.search(row.text))


def _part(row: Row, start: int, end: int) -> Row:
    return replace(row, styled=trimmed(row.styled.part(start, end)), cells=(), cell_edges=())


def _known_running(rows: Sequence[Row]) -> set[int]:
    """Return the rows that hold the Dutch parliament's running line, where it is printed more than once."""
    found = [i for i, row in enumerate(rows) if _RUNNING.search(row.text) and _whole_running_line(row.text)]
    return set(found) if len(found) > 1 else set()


def _whole_running_line(text: str) -> bool:
    match = _RUNNING.search(text)
    return (
        match is not None and (match.start() == 0 or bool(_IMPRINT.match(text))) and len(match.group()) < 110
    )


def _pages(rows: Sequence[Row]) -> list[list[int]]:
    """Return the rows of each page; one page when nothing says where pages begin."""
    pages: list[list[int]] = [[]]
    for index, row in enumerate(rows):
        if row.page_start and pages[-1]:
            pages.append([])
        pages[-1].append(index)
    return pages


def _repeated_at_edges(rows: Sequence[Row], pages: Sequence[Sequence[int]], known: set[int]) -> set[int]:
    """Return rows at the top or foot of pages that come back, but for their numbers."""
    seen: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for page, indices in enumerate(pages):
        left = [index for index in indices if index not in known]
        # On a page of a few lines every line is near an edge, and its text may repeat by chance.
        edge = min(_EDGE, len(left) // 3)
        for index in left[:edge]:
            seen["top", _key(rows[index].text)].append((page, index))
        for index in left[len(left) - edge :]:
            seen["foot", _key(rows[index].text)].append((page, index))
    everywhere = Counter(_key(row.text) for row in rows)
    drop: set[int] = set()
    needed = max(2, int(0.4 * len(pages)))
    for (_, key), places in seen.items():
        if len({page for page, _ in places}) < needed or _LABEL.match(key):
            continue
        if everywhere[key] > len(places) + 1 and not _PAGE_NUMBER.match(rows[places[0][1]].text):
            continue
        counting = _counting_with_pages([(page, rows[index].text) for page, index in places])
        if _PAGE_NUMBER.match(rows[places[0][1]].text):
            drop |= {places[at][1] for at in counting}
        elif len(key.split()) > 1 or len(key) > 12:
            same = Counter(rows[index].text for _, index in places).most_common(1)[0][0]
            alike = {index for _, index in places if rows[index].text == same}
            best = max(alike, {places[at][1] for at in counting}, key=len)
            if len(best) >= needed:
                drop |= best
    return drop


def _key(text: str) -> str:
    return _DIGITS.sub("#", text).casefold()


def _counting_with_pages(texts: Sequence[tuple[int, str]]) -> list[int]:
    """Return which of the texts have one number that counts along with the pages, while the others stay."""
    numbers = [[int(n) for n in _DIGITS.findall(text)] for _, text in texts]
    best: list[int] = []
    for column in range(min(len(found) for found in numbers)):
        likeness = [
            (found[column] - page, tuple(found[:column]), tuple(found[column + 1 :]))
            for found, (page, _) in zip(numbers, texts, strict=True)
        ]
        usual, count = Counter(likeness).most_common(1)[0]
        if count >= 2 and count > len(best):
            best = [at for at, like in enumerate(likeness) if like == usual]
    return best


def _numbered_throughout(rows: Sequence[Row], known: set[int]) -> set[int]:
    """Return page numbers, and running heads with one, by their numbers alone."""
    drop: set[int] = set()
    series: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, row in enumerate(rows):
        bare = _PAGE_NUMBER.match(row.text)
        if bare:
            series["#"].append((index, int(bare[1])))
            continue
        numbers = _DIGITS.findall(row.text)
        if numbers and len(row.text.split()) >= 4 and not _LABEL.match(row.text) and row.text[-1].isdigit():
            head = row.text[: len(row.text) - len(numbers[-1])]
            series[head].append((index, int(numbers[-1])))
    for places in series.values():
        ascending = all(
            later[1] == earlier[1] + 1
            and later[0] - earlier[0]
            >= (2 if earlier[0] in known or rows[earlier[0] + 1].page_start else _FAR_APART)
            for earlier, later in pairwise(places)
        )
        if len(places) > 1 and ascending:
            drop |= {index for index, _ in places}
    return drop | _repeated_beside(rows, drop)


def _repeated_beside(rows: Sequence[Row], numbers: set[int]) -> set[int]:
    """Return the running heads that stand above or below every page number, always the same."""
    beside = {i for number in numbers for i in (number - 1, number + 1) if 0 <= i < len(rows)} - numbers
    times = Counter(rows[index].text for index in beside)
    everywhere = Counter(row.text for row in rows)
    heads = {
        text
        for text, count in times.items()
        if count >= max(2, len(numbers)) and everywhere[text] <= count + 1 and len(text) > 12
    }
    return {index for index in beside if rows[index].text in heads}
