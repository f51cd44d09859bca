"""Knows the entries of a table of contents among the blocks of a marked-up file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.document import Block, Span
from reader.reflow.contents import HEAD, TO_PAGE, number_of, title_key

_TITLE_AND_PAGE = re.compile(r"(?P<title>.*?[^\W\d].*?)[\s.·…_]*\s(?P<page>\d{1,4}|[ivxlc]{1,7})$")
_LONGEST = 250
_LEAST_ENTRIES = 3


def entries_of(blocks: Sequence[Block]) -> dict[int, tuple[Block, int]]:
    """Return, by their places, the entries as list items, each with the end of its title in its text.

    They are the lines right below «Inhoud» or «Inhoudsopgave» that end in a page, or that a heading further
    on repeats (word processors hide the pages on screen).
    """
    headings = {title_key(block.text) for block in blocks if block.kind == "heading"}
    found: dict[int, tuple[Block, int]] = {}
    for head, block in enumerate(blocks):
        if not HEAD.fullmatch(block.text) or block.kind == "table":
            continue
        run: dict[int, tuple[Block, int]] = {}
        for index in range(head + 1, len(blocks)):
            entry = _entry(blocks[index], headings)
            if entry is None:
                break
            run[index] = entry
        if len(run) >= _LEAST_ENTRIES:
            found |= run
    return found


def _entry(block: Block, headings: set[str]) -> tuple[Block, int] | None:
    if block.kind not in {"paragraph", "list_item"} or len(block.text) > _LONGEST:
        return None
    match = _TITLE_AND_PAGE.match(block.text)
    if title_key(block.text) in headings:
        title, page = block.text, ""
    elif match is not None:
        title, page = match["title"].rstrip(" .·…_"), match["page"]
    else:
        return None
    number = "" if block.marker else number_of(title)
    gone, end = len(number), len(title) - len(number)
    spans = tuple(
        Span(max(span.start - gone, 0), min(span.end - gone, end), span.kind, span.ref)
        for span in block.spans
        if span.end > gone and span.start - gone < end
    )
    text = title[gone:] + (TO_PAGE + page if page else "")
    marker = block.marker or number.strip()
    return replace(block, kind="list_item", text=text, marker=marker, spans=spans, level=0), end
