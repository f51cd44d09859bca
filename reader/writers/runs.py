"""Cuts a block's text into runs of one look, which every writer turns into its own format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from reader.document import Block, Footnote

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look, or (with ``footnote`` set and no text) a footnote call."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    unreviewed: bool = False
    footnote: str = ""


def printable(text: str) -> str:
    """Return ``text`` without the characters that XML 1.0 (section 2.2) cannot carry."""
    return _NOT_XML.sub("", text)


def safe_link(address: str) -> str:
    """Return ``address`` if it may become a clickable link (http, https, mailto), else an empty string.

    A document from a stranger must not plant ``javascript:`` or ``file:`` links in an export.
    """
    return address if re.match(r"(https?://|mailto:)\S+$", address, re.IGNORECASE) else ""


def runs(holder: Block | Footnote, start: int = 0, end: int | None = None) -> list[Run]:
    """Return the runs of ``holder``'s text from character ``start`` to ``end``, with its footnote calls.

    A call at ``start`` belongs to the text before it, except at the very start of the text.
    """
    text = holder.text
    stop = len(text) if end is None else end
    styled = [s for s in holder.spans if s.kind != "footnote" and s.start < s.end]
    calls = [
        s for s in holder.spans if s.kind == "footnote" and (start < s.start <= stop or s.start == start == 0)
    ]
    cuts = {start, stop}
    for span in styled:
        cuts.update(cut for cut in (span.start, span.end) if start < cut < stop)
    cuts.update(call.start for call in calls)
    edges = sorted(cuts)
    found = [Run("", footnote=call.ref) for call in calls if call.start == edges[0]]
    for left, right in pairwise(edges):
        over = [s for s in styled if s.start <= left and s.end >= right]
        found.append(
            Run(
                printable(text[left:right]),
                bold=any(s.kind == "emphasis" and s.ref == "bold" for s in over),
                italic=any(s.kind == "emphasis" and s.ref == "italic" for s in over),
                link=next((safe_link(s.ref) for s in over if s.kind == "link"), ""),
                unreviewed=any(s.kind == "unreviewed" for s in over),
            )
        )
        found.extend(Run("", footnote=call.ref) for call in calls if call.start == right)
    return found
