"""Writes a Document as DOCX with real headings, tables, links and footnotes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_UNDERLINE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from reader.document import TABLE_CELL_SEPARATOR, Block, Document
from reader.writers.docx_footnotes import FootnotesPart
from reader.writers.runs import Run, printable, runs

QUIET = RGBColor(0x5D, 0x58, 0x50)
AMBER = RGBColor(0x8A, 0x5A, 0x00)
_STYLES = {"title": "Heading 1", "heading": "Heading 2", "list_item": "List Paragraph"}


def new_docx(title: str, lang: str) -> Docx:
    """Return an empty document in our type, its language and title set, with no author or dates of ours."""
    made = docx.Document()
    made.core_properties.title = printable(title)[:255]
    made.core_properties.author = ""
    made.core_properties.comments = ""
    normal = made.styles["Normal"]
    normal.font.name = "Georgia"
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.25
    set_language(normal.element.get_or_add_rPr(), lang)
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        style = made.styles[name]
        style.font.name = "Georgia"
        style.font.size = Pt(13)
        style.paragraph_format.space_before = Pt(14 if name == "Heading 2" else 6)
        style.paragraph_format.space_after = Pt(6)
        style.font.color.rgb = RGBColor(0x1F, 0x1D, 0x1A)
        fonts = style.element.rPr.rFonts
        for attribute in [key for key in fonts.attrib if "Theme" in key]:
            del fonts.attrib[attribute]
    return made


def set_language(properties: Any, lang: str) -> None:
    """Mark run properties with a language tag (w:lang, ISO/IEC 29500-1 §17.3.2.20), for spelling."""
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), {"en": "en-GB", "nl": "nl-NL"}.get(lang, lang))
    properties.append(tag)


def add_runs(paragraph: Any, pieces: Iterable[Run], notes: FootnotesPart | None) -> None:
    """Append runs to a paragraph; footnote calls become real ones where ``notes`` knows the number."""
    for piece in pieces:
        if piece.footnote:
            if notes is None or not notes.call(paragraph, piece.footnote):
                paragraph.add_run(printable(piece.footnote)).font.superscript = True
            continue
        run = _linked_run(paragraph, piece) if piece.link else paragraph.add_run(piece.text)
        run.bold = piece.bold or None
        run.italic = piece.italic or None
        if piece.unreviewed:
            run.font.underline = WD_UNDERLINE.DOTTED
            run.font.color.rgb = AMBER


def _linked_run(paragraph: Any, piece: Run) -> Any:
    relation = paragraph.part.relate_to(piece.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(piece.text)
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x1D, 0x4F, 0x91)
    link.append(run._r)
    paragraph._p.append(link)
    return run


def add_block(made: Docx, block: Block, notes: FootnotesPart | None) -> None:
    """Append one block: heading, table, list item or paragraph, with its footnote calls."""
    if block.kind == "table":
        _add_table(made, block, notes)
        return
    style = "Heading 3" if block.kind == "heading" and block.level > 1 else _STYLES.get(block.kind)
    paragraph = made.add_paragraph(style=style)
    if block.marker:
        paragraph.add_run(printable(block.marker) + "\t")
        paragraph.paragraph_format.first_line_indent = Pt(-18)
        paragraph.paragraph_format.left_indent = Pt(36)
    add_runs(paragraph, runs(block), notes)


def _add_table(made: Docx, block: Block, notes: FootnotesPart | None) -> None:
    rows = [line.split(TABLE_CELL_SEPARATOR) for line in block.text.split("\n")]
    table = made.add_table(rows=len(rows), cols=max(len(row) for row in rows), style="Table Grid")
    at = 0
    for row, cells in zip(table.rows, rows, strict=True):
        places = row.cells
        for place, cell in zip(places, cells, strict=False):
            add_runs(place.paragraphs[0], runs(block, at, at + len(cell)), notes)
            at += len(cell) + len(TABLE_CELL_SEPARATOR)
        at += 1 - len(TABLE_CELL_SEPARATOR)
    made.add_paragraph()


def save(made: Docx) -> bytes:
    """Return the finished file's bytes."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def write_docx(document: Document, *, lang: str = "nl", notice: str = "") -> bytes:
    """Return ``document`` as a DOCX file; ``notice`` is one line shown above the text."""
    made = new_docx(document.title, lang)
    notes = FootnotesPart.attach(made, document.footnotes)
    if notice:
        add_notice(made, notice)
    for block in document.blocks:
        add_block(made, block, notes)
    return save(made)


def add_notice(made: Docx, notice: str) -> None:
    """Append the line that says how far the text was reviewed."""
    run = made.add_paragraph().add_run(printable(notice))
    run.italic = True
    run.font.color.rgb = AMBER
