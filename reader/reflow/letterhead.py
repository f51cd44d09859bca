"""Lifts a letter's side column (sender, date, reference) out of the lines, which repeats it on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.lines import Line
from reader.reflow.patterns import LETTERHEAD_LABEL, LETTERHEAD_LINE, PLACE_DATE, SALUTATION
from reader.reflow.rows import Row, rows_of

_PAGE = re.compile(r"(?:pagina|pag\.|blz\.|page)\s*\d{1,4}(?:\s?(?:van|/|of)\s?\d{1,4})?$", re.IGNORECASE)
_OWN_LINE = re.compile(
    r"(?:[TFMEI]|Tel\.?|Fax|E-mail|K\.?v\.?K\.?)[ .:]|www\.|https?:|\S+@\S+$|\+\d|0\d{2,3}[ -]"
)
_OPEN_END = re.compile(r"(?:[,&/-]|\b(?:van|en|voor|de|het|der|den|ten|ter|of|in|op|and|of|for|the))$")
_HEAD_ROWS = 40


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands beside a letter: each entry's rows, once; and the texts that come back on later pages."""

    entries: tuple[tuple[Row, ...], ...]
    running: tuple[str, ...]


def lift_letterhead(lines: Sequence[Line]) -> tuple[list[Line], Letterhead]:
    """Return the lines of the text, and what a letter's side column says.

    Only lines that the importer saw stand beside the text are taken, and only of a page where they read as
    a sender's (a label such as «Onze referentie», an address) or come back on another page: what else
    stands there is the text's own and keeps its place.
    """
    pages: dict[int, list[Line]] = {}
    for line in lines:
        if line.beside and line.text.strip():
            pages.setdefault(line.page, []).append(line)
    if not pages:
        return list(lines), Letterhead((), ())
    on_pages = Counter(text for found in pages.values() for text in {line.text.strip() for line in found})
    lifted = {
        page: rows_of(found)
        for page, found in pages.items()
        if _reads_as_letterhead([line.text.strip() for line in found], on_pages)
    }
    text = [
        replace(line, beside=False) if line.beside else line
        for line in lines
        if not (line.beside and line.page in lifted)
    ]
    return text, _told_once(list(lifted.values()), " ".join(line.text for line in text[:_HEAD_ROWS]))


def _reads_as_letterhead(texts: Sequence[str], on_pages: Counter[str]) -> bool:
    telling = sum(
        bool(LETTERHEAD_LABEL.match(text) or LETTERHEAD_LINE.match(text) or _PAGE.match(text))
        for text in texts
    )
    again = sum(on_pages[text] > 1 for text in texts)
    return telling + again >= max(1, len(texts) // 6)


def _told_once(pages: Sequence[Sequence[Row]], head: str) -> Letterhead:
    seen: set[str] = set()
    entries: list[tuple[Row, ...]] = []
    running: list[str] = []
    for number, rows in enumerate(pages):
        for entry in _entries(rows):
            values = [row.text.casefold() for row in entry if not LETTERHEAD_LABEL.fullmatch(row.text)]
            again = number > 0 and all(value in seen or value in head.casefold() for value in values)
            if again or _PAGE.match(entry[0].text):
                running += [row.text for row in entry]
            else:
                entries.append(entry)
        seen |= {row.text.casefold() for row in rows}
    return Letterhead(tuple(entries), tuple(running))


def _entries(rows: Sequence[Row]) -> list[tuple[Row, ...]]:
    """Part a side column in a label with its value, and lines that stand for themselves."""
    entries: list[list[Row]] = []
    labelled = False
    for index, row in enumerate(rows):
        above = rows[index - 1] if index else None
        label = bool(LETTERHEAD_LABEL.match(row.text))
        if above is None or row.blank_above or label or _PAGE.match(row.text):
            joined = above is not None and not label and labelled and len(entries[-1]) == 1 and row.gap < 1
        elif above.line.bold != row.line.bold:
            joined = (labelled and above.line.bold) or bool(_OPEN_END.search(above.text))
        else:
            joined = (labelled and not _OWN_LINE.match(row.text)) or _runs_on(above, row)
        if joined:
            entries[-1].append(row)
        else:
            entries.append([row])
            labelled = label
    return [tuple(entry) for entry in entries]


def _runs_on(above: Row, row: Row) -> bool:
    return bool(_OPEN_END.search(above.text)) or (row.text[0].islower() and not _OWN_LINE.match(row.text))


def letterhead_again(rows: Sequence[Row]) -> set[int]:
    """Return the rows in which the side column of a letter's head comes back amid its text.

    That is how it looks in text copied out of a PDF, which does not say where a line stood.
    """
    head = next(
        (
            i
            for i, row in enumerate(rows[:_HEAD_ROWS])
            if SALUTATION.match(row.text) or PLACE_DATE.match(row.text)
        ),
        0,
    )
    told = {row.text for row in rows[:head]}
    again: set[int] = set()
    run: list[int] = []
    for index in range(head + 1, len(rows) + 1):
        if index < len(rows) and (rows[index].text in told or LETTERHEAD_LABEL.fullmatch(rows[index].text)):
            run.append(index)
            continue
        known = [i for i in run if rows[i].text in told]
        if any(
            LETTERHEAD_LABEL.fullmatch(rows[i].text) or LETTERHEAD_LINE.match(rows[i].text) for i in known
        ):
            again |= set(run)
        run = []
    return again
