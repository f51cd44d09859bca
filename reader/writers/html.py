"""Writes a Document as one self-contained HTML page: no script, no network, footnotes linked both ways."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.builder import E

from reader.document import TABLE_CELL_SEPARATOR, Block, Document, Footnote
from reader.writers.runs import printable, runs

Child = str | etree._Element

STYLE = """
:root { color-scheme: light dark; --ink: #1f1d1a; --paper: #fbf9f4; --quiet: #5d5850; --line: #ddd6c8;
  --amber: #8a5a00; --blue: #1d4f91; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece7dd; --paper: #1c1b19; --quiet: #b3aca0;
  --line: #3a3732; --amber: #e0b060; --blue: #8fb8ee; } }
body { background: var(--paper); color: var(--ink); font: 12pt/1.45 Georgia, "Times New Roman", serif;
  max-width: 40em; margin: 2.5em auto; padding: 0 1.5em; }
body.bilingual { max-width: 76em; }
h1, h2, h3 { font-size: 1.15em; line-height: 1.3; margin: 1.4em 0 .5em; }
h1 { font-size: 1.25em; }
p, li { margin: .6em 0; }
a { color: var(--blue); overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
td { vertical-align: top; padding: .3em .8em .3em 0; }
table.sheet td { border: 1px solid var(--line); padding: .25em .5em; }
table.columns > tbody > tr > td { width: 50%; border-bottom: 1px solid var(--line);
  padding: .5em 1.2em .5em 0; }
td.source, .meta, .footer, .notes { color: var(--quiet); }
.notice { color: var(--amber); border-left: 3px solid var(--amber); padding-left: .8em; }
.unreviewed { text-decoration: underline dotted var(--amber); text-underline-offset: .2em; }
.notes { border-top: 1px solid var(--line); margin-top: 2em; font-size: .9em; }
sup a { text-decoration: none; }
"""
_TAGS = {"title": "h1", "heading": "h2", "paragraph": "p", "list_item": "p"}


def inline(holder: Block | Footnote, prefix: str, start: int = 0, end: int | None = None) -> list[Child]:
    """Return the children (strings and elements) that show a stretch of ``holder``'s text.

    ``prefix`` keeps the anchors of two documents on one page apart.
    """
    children: list[Child] = []
    for run in runs(holder, start, end):
        if run.footnote:
            anchor = E.a(
                run.footnote, href=f"#{prefix}note-{run.footnote}", id=f"{prefix}call-{run.footnote}"
            )
            children.append(E.sup(anchor))
            continue
        piece: Child = run.text
        if run.italic:
            piece = E.em(piece)
        if run.bold:
            piece = E.strong(piece)
        if run.link:
            piece = E.a(piece, href=run.link, rel="noreferrer")
        if run.unreviewed:
            piece = E.span(piece, {"class": "unreviewed"})
        children.append(piece)
    return children


def block_element(block: Block, prefix: str, lang: str) -> etree._Element:
    """Return the element that shows one block, headings as headings and tables as tables."""
    attributes = {"lang": lang, "class": block.kind}
    if block.kind == "table":
        return E.table(*_rows(block, prefix), {"lang": lang, "class": "sheet"})
    children = inline(block, prefix)
    if block.marker:
        children.insert(0, f"{printable(block.marker)} ")
    tag = "h3" if block.kind == "heading" and block.level > 1 else _TAGS.get(block.kind, "p")
    return E(tag, *children, attributes)


def _rows(block: Block, prefix: str) -> list[etree._Element]:
    rows, at = [], 0
    for line in block.text.split("\n"):
        cells, cell_at = [], at
        for cell in line.split(TABLE_CELL_SEPARATOR):
            cells.append(E.td(*inline(block, prefix, cell_at, cell_at + len(cell))))
            cell_at += len(cell) + len(TABLE_CELL_SEPARATOR)
        rows.append(E.tr(*cells))
        at += len(line) + 1
    return rows


def note_element(note: Footnote, prefix: str, lang: str) -> etree._Element:
    """Return a footnote with a link back to its call."""
    number = printable(note.number)
    back = E.a(number, href=f"#{prefix}call-{number}")
    return E.p(E.sup(back), " ", *inline(note, prefix), {"lang": lang, "id": f"{prefix}note-{number}"})


def page(title: str, lang: str, body: Sequence[Child], body_class: str = "") -> bytes:
    """Return a whole HTML page, UTF-8, that loads nothing from anywhere."""
    policy = {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'",
    }
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta(policy),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.title(printable(title) or "Naast"),
        E.style(STYLE),
    )
    root = E.html(head, E.body(*body, {"class": body_class}), {"lang": lang})
    return etree.tostring(
        root, method="html", doctype="<!DOCTYPE html>", encoding="utf-8", pretty_print=False
    )


def write_html(document: Document, *, lang: str = "nl", notice: str = "") -> bytes:
    """Return ``document`` as a UTF-8 HTML page; ``notice`` is one line shown above the text."""
    body: list[Child] = [E.p(notice, {"class": "notice", "lang": "en"})] if notice else []
    body.extend(block_element(block, "", lang) for block in document.blocks)
    if document.footnotes:
        body.append(E.div(*(note_element(note, "", lang) for note in document.footnotes), {"class": "notes"}))
    return page(document.title, lang, body)
