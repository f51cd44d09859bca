"""Writes a Document as plain text, and two Documents of the same blocks as two columns."""

from __future__ import annotations

import re
import textwrap
from itertools import zip_longest

from reader.document import Block, Document, Footnote

DEFAULT_WIDTH = 100
MIN_COLUMN = 16
_SPACES = re.compile(r"[^\S\n]+")
# Escape sequences in a stranger's letter must not reach the terminal.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|[\u202a-\u202e\u2066-\u2069]")


def shown(holder: Block | Footnote, *, calls: bool = False) -> str:
    """Return a block's or note's text with single spaces and, with `calls`, its footnote calls as [1]."""
    text = holder.text
    if calls:
        for span in sorted(holder.spans, key=lambda one: -one.start):
            if span.kind == "footnote":
                text = f"{text[: span.start]}[{span.ref}]{text[span.start :]}"
    plain = _SPACES.sub(" ", _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\t", " "))).strip()
    marker = holder.marker if isinstance(holder, Block) else holder.number
    return f"{_CONTROLS.sub('', marker)} {plain}" if marker else plain


def write_text(document: Document, *, calls: bool = False, notice: str = "") -> str:
    """Return the document as text: a paragraph a line, a blank line between them, the notes at the end."""
    paragraphs = [notice] if notice else []
    paragraphs += [shown(holder, calls=calls) for holder in document.holders()]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def write_columns(left: Document, right: Document, *, width: int = DEFAULT_WIDTH, notice: str = "") -> str:
    """Return two documents of the same blocks beside each other, each paragraph level with its counterpart.

    `width` is that of both columns and the gap of three between them, in characters; a row is a
    paragraph, a blank line stands between rows.
    """
    column = max(MIN_COLUMN, (width - 3) // 2)
    rows = [] if not notice else [textwrap.fill(notice, max(width, MIN_COLUMN))]
    for first, second in zip(left.holders(), right.holders(), strict=True):
        pair = zip_longest(_wrapped(first, column), _wrapped(second, column), fillvalue="")
        rows.append("\n".join(f"{one:<{column}}   {other}".rstrip() for one, other in pair))
    return "\n\n".join(rows) + "\n"


def _wrapped(holder: Block | Footnote, width: int) -> list[str]:
    """Return a text's lines; a table keeps its rows, and a long address is broken."""
    lines = []
    for line in shown(holder, calls=True).split("\n"):
        lines += textwrap.wrap(line, width, break_on_hyphens=False) or [""]
    return lines
