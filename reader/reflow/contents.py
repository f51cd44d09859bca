"""Tells the lines of a table of contents, which lead to a page, from the headings that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from reader.reflow.hyphens import DocumentWords, joint
from reader.reflow.rows import Row
from reader.reflow.styled import Styled, concatenate, trimmed

_PAGE = r"(?P<page>\d{1,4}|[ivxlc]{1,7})"
_LEADERS = re.compile(rf"\s*(?:(?:[.·_]\s?){{4,}}|…\s?…[\s.…]*|(?:\.\s+){{3,}})\s*{_PAGE}\.?$")
"""What leads to the page: a row of dots, or of dots and spaces."""
_OPEN_LEADERS = re.compile(r"\s*(?:(?:[.·_]\s?){6,}|…\s?…[\s.…]*)$")
_PAGE_ALONE = re.compile(rf"(?:[.…·_\s]*){_PAGE}\.?$")
HEAD = re.compile(r"(?:inhoud|inhoudsopgave|inhoudsopgaaf|table of contents|contents)[:.]?$", re.IGNORECASE)
"""What a table of contents is called."""
TO_PAGE = " … "
"""Stands between a title and its page, which is no part of any sentence."""
_NUMBER = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3}){0,5}[.)]?|[IVXLC]{1,6}\.?|[A-Z][.)]|[A-Z]\.\d{1,2}\.?)\s+(?=\S)"
)
_BEGINS_ENTRY = re.compile(r"(?:\d|[IVXLC]{1,6}\.? |[A-Z][.) ]|Bijlage|Hoofdstuk|Deel|Paragraaf|[-–•] )")
_LEAST_ENTRIES = 3
_FAR = 4
"""How many lines at most an entry stands below the one before: a part's name, its own first lines."""
_LONGEST = 300


def number_of(title: str) -> str:
    """Return the number with which an entry begins («2.1», «IV»), with the space after it, or ""."""
    match = _NUMBER.match(title)
    return match.group() if match else ""


def title_key(title: str) -> str:
    """Return what a heading and the entry that names it have in common: their words, without a number."""
    return title[len(number_of(title)) :].casefold().rstrip(" .:")


def titles_of(rows: Iterable[Row]) -> set[str]:
    """Return the keys of the titles that a table of contents names."""
    return {title_key(row.text) for row in rows if row.leads_to}


def is_titled(text: str, titles: Set[str]) -> bool:
    """Tell whether a line heads the contents, or is as it is printed one of the ``titles`` they name."""
    if not text or text[0].islower() or text.endswith("."):
        return False
    return bool(HEAD.fullmatch(text)) or title_key(text) in titles


def mark_contents(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with those of a table of contents made one row an entry, its page apart from its title.

    An entry is told by the dots that lead to its page, or, under «Inhoud» or «Inhoudsopgave», by a page
    that stands apart from its title. Their pages never go down, and there are three of them at least.
    """
    found: dict[int, tuple[int, str]] = {}
    for index, row in enumerate(rows):
        match = _LEADERS.search(row.text) if len(row.text) < _LONGEST else None
        if match:
            found[index] = (match.start(), match["page"])
    found |= _set_apart(rows, found)
    marked = list(rows)
    gone: set[int] = set()
    for run in _runs(sorted(found), found):
        for before, index in zip([None, *run], run, strict=False):
            _mark(marked, gone, index, found[index], before)
    return [row for index, row in enumerate(marked) if index not in gone]


def _set_apart(rows: Sequence[Row], found: dict[int, tuple[int, str]]) -> dict[int, tuple[int, str]]:
    """Return the entries without leaders: under «Inhoud», a title and in another column its page."""
    apart: dict[int, tuple[int, str]] = {}
    for head, row in enumerate(rows):
        if not HEAD.fullmatch(row.text):
            continue
        misses = 0
        for index in range(head + 1, len(rows)):
            cells = rows[index].cells
            match = _PAGE_ALONE.fullmatch(cells[-1].text) if len(cells) > 1 else None
            if index in found or match:
                misses = 0
                if match and index not in found:
                    apart[index] = (rows[index].text.rfind(cells[-1].text), match["page"])
            else:
                misses += 1
                if misses > _FAR:
                    break
    return apart


def _runs(indices: Sequence[int], found: dict[int, tuple[int, str]]) -> list[list[int]]:
    """Part the entries into tables of contents: near one another, their pages in order."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and index - runs[-1][-1] <= _FAR:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) >= _LEAST_ENTRIES and _in_order([found[i][1] for i in run])]


def _in_order(pages: Sequence[str]) -> bool:
    numbers = [int(page) for page in pages if page.isdecimal()]
    falls = sum(later < earlier for earlier, later in pairwise(numbers))
    return falls <= len(numbers) // 8


def _mark(rows: list[Row], gone: set[int], index: int, entry: tuple[int, str], before: int | None) -> None:
    """Make one row of an entry and of the lines above it over which its title began."""
    end, page = entry
    row = rows[index]
    title = trimmed(row.styled.part(0, end))
    title = trimmed(title.part(0, len(_OPEN_LEADERS.sub("", title.text))))
    first = index
    while before is not None and first - 1 > before and _begins_above(rows, first, title.text):
        first -= 1
        above = rows[first].styled
        how = joint(above.text, title.text, DocumentWords())
        parts = [above.part(0, len(above.text) - how.drop), Styled(how.glue), title]
        title = concatenate(parts)
        gone.add(first)
    if title.text:
        start = rows[first]
        rows[index] = replace(
            row,
            styled=title,
            cells=(),
            cell_edges=(),
            leads_to=page,
            page=start.page,
            gap=start.gap,
            page_start=start.page_start,
            interrupted=start.interrupted,
        )


def _begins_above(rows: Sequence[Row], index: int, title: str) -> bool:
    """Tell whether the line above belongs to the entry whose title so far is ``title``."""
    above, row = rows[index - 1], rows[index]
    if not title:
        return True
    if title[0].islower() or above.text.endswith("-"):
        return True
    if _BEGINS_ENTRY.match(title) or row.blank_above or above.leads_to or above.cells:
        return False
    return bool(number_of(above.text)) and row.left > above.left + 1
