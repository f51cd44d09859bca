"""Writes a Document as ODT (OpenDocument text) with real headings, tables, links and footnotes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from odfdo import Cell, Element, Header, Link, Note, Paragraph, Row, Span, Style, Table
from odfdo import Document as Odf

from reader.document import TABLE_CELL_SEPARATOR, Block, Document, Footnote
from reader.writers.runs import Run, printable, runs

BODY = "Letter_20_body"
CELL = "LetterCell"


def new_odt(title: str, lang: str) -> Odf:
    """Return an empty text document with our character and paragraph styles and its language set."""
    made = Odf("text")
    made.body.clear()
    made.meta.title = printable(title)
    made.meta.creator = ""
    made.set_language({"en": "en-GB", "nl": "nl-NL"}.get(lang, lang))
    looks: dict[str, dict[str, Any]] = {
        "Bold": {"bold": True},
        "Italic": {"italic": True},
        "Bold Italic": {"bold": True, "italic": True},
        "Unreviewed": {"color": "#8a5a00"},
        "Superscript": {"text_position": "super 58%"},
    }
    for name, attributes in looks.items():
        made.insert_style(_style("text", name, **attributes))
    for numbering in made.styles.root.get_elements("descendant::text:outline-style"):
        numbering.delete()
    notice = _style("paragraph", "Notice", italic=True, color="#8a5a00")
    notice.set_properties({"fo:margin-bottom": "0.4cm"}, area="paragraph")
    body = Style(family="paragraph", name=BODY, display_name="Letter body")
    body.set_properties({"fo:margin-bottom": "0.25cm", "fo:line-height": "125%"}, area="paragraph")
    bordered = Style(family="table-cell", name=CELL)
    bordered.set_properties({"fo:border": "0.5pt solid #c8c0b0", "fo:padding": "0.1cm"}, area="table-cell")
    for style in (notice, body):
        made.insert_style(style)
    made.insert_style(bordered, automatic=True)
    return made


def _style(family: str, name: str, **properties: Any) -> Style:
    text_position = properties.pop("text_position", None)
    style = Style(family=family, name=name.replace(" ", "_20_"), display_name=name, area="text", **properties)
    if text_position:
        style.set_properties({"style:text-position": text_position}, area="text")
    return style


def _append_text(parent: Any, text: str) -> None:
    """Append text as it is: odfdo's own markup for tabs and repeated spaces, nothing interpreted."""
    if text:
        parent.append_plain_text(text)


def add_runs(paragraph: Any, pieces: Iterable[Run], notes: dict[str, Footnote]) -> None:
    """Append runs to an ODF paragraph; a footnote call becomes a real note the first time it is called."""
    for piece in pieces:
        if piece.footnote:
            note = notes.pop(piece.footnote, None)
            if note is None:
                paragraph.append(_span(piece.footnote, "Superscript"))
            else:
                paragraph.append(_note(note))
            continue
        name = " ".join(word for word, on in (("Bold", piece.bold), ("Italic", piece.italic)) if on)
        if piece.unreviewed and not name:
            name = "Unreviewed"
        element: Any = _span(piece.text, name) if name or piece.link else None
        if piece.link:
            link = Link(piece.link)
            link.append(element)
            element = link
        if element is None:
            _append_text(paragraph, piece.text)
        else:
            paragraph.append(element)


def _span(text: str, style: str) -> Element:
    span = Span(style=style.replace(" ", "_20_") or None)
    _append_text(span, printable(text))
    return span


def _note(note: Footnote) -> Element:
    made = Note(note_class="footnote", note_id=f"note-{note.number}", citation=printable(note.number))
    body = Paragraph()
    add_runs(body, [run for run in runs(note) if not run.footnote], {})
    made.note_body = body
    return made


def add_block(made: Odf, block: Block, notes: dict[str, Footnote]) -> None:
    """Append one block: heading, table, list item or paragraph, with its footnotes."""
    if block.kind == "table":
        made.body.append(_table(block, notes, f"Table{len(made.body.children) + 1}"))
        return
    paragraph: Any = Paragraph(style=BODY)
    if block.kind in ("title", "heading"):
        paragraph = Header(1 if block.kind == "title" else max(2, block.level + 1))
    if block.marker:
        _append_text(paragraph, f"{printable(block.marker)} ")
    add_runs(paragraph, runs(block), notes)
    made.body.append(paragraph)


def _table(block: Block, notes: dict[str, Footnote], name: str) -> Table:
    rows = [line.split(TABLE_CELL_SEPARATOR) for line in block.text.split("\n")]
    table, at = Table(name, width=max(len(row) for row in rows), height=0), 0
    for cells in rows:
        row = Row()
        for cell in cells:
            paragraph = Paragraph()
            add_runs(paragraph, runs(block, at, at + len(cell)), notes)
            made = Cell(style=CELL)
            made.append(paragraph)
            row.append_cell(made)
            at += len(cell) + len(TABLE_CELL_SEPARATOR)
        table.append_row(row)
        at += 1 - len(TABLE_CELL_SEPARATOR)
    return table


def save(made: Odf) -> bytes:
    """Return the finished file's bytes."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def write_odt(document: Document, *, lang: str = "nl", notice: str = "") -> bytes:
    """Return ``document`` as an ODT file; ``notice`` is one line shown above the text."""
    made = new_odt(document.title, lang)
    notes = {note.number: note for note in document.footnotes}
    if notice:
        paragraph = Paragraph(style="Notice")
        _append_text(paragraph, printable(notice))
        made.body.append(paragraph)
    for block in document.blocks:
        add_block(made, block, notes)
    if notes:
        made.body.append(Paragraph())
        for note in notes.values():
            paragraph = Paragraph()
            _append_text(paragraph, f"{printable(note.number)} ")
            add_runs(paragraph, runs(note), {})
            made.body.append(paragraph)
    return save(made)
