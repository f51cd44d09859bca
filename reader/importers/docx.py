"""Reads a Word document (.docx, ECMA-376): kinds, lists, tables, links and real footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from reader.document import Block, BlockKind, Document, Footnote
from reader.errors import InputError
from reader.importers.docx_parts import SCHEMES, R, Style, Word, list_of, main_part, open_word, switch, value
from reader.importers.letter import letter_document
from reader.importers.numbering import NUMBER_FORMATS, W
from reader.importers.packed import Packed
from reader.importers.rich_text import RichText, shifted, table_block

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_HYPERLINK = re.compile(r'HYPERLINK\s+"([^"]{1,2000})"')
_SKIPPED = {
    f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "tblPr", "sectPr")
}
_DEEPEST = 100


def read_docx(packed: Packed) -> Document:
    """Return the document in a .docx; deleted text, hidden text, comments, heads and feet are left out.

    Raises:
        InputError: it is damaged, too large or empty.
    """
    main = main_part(packed)
    root = packed.xml(main)
    body = root.find(f"{W}body")
    if body is None:
        raise InputError(f"“{packed.name}” has no text in it: choose a document that holds text.")
    word = open_word(packed, main)
    blocks = list(_blocks(body, word, 0))
    footnotes = list(_footnotes(word))
    if not blocks:
        raise InputError(f"“{packed.name}” is empty: choose a file that holds text.")
    return letter_document(packed.name, blocks, footnotes, format_name="docx")


def _blocks(parent: etree._Element, word: Word, depth: int) -> Iterator[Block]:
    """Yield the blocks of a body, a text box or a content control, in order."""
    if depth > _DEEPEST:
        return
    for node in parent:
        if node.tag == f"{W}p":
            yield from _paragraph(node, word)
            boxes, word.boxes = word.boxes, []
            for box in boxes:
                yield from _blocks(box, word, depth + 1)
        elif node.tag == f"{W}tbl":
            block = _table(node, word)
            if block is not None:
                yield block
        elif node.tag in {
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}ins",
            f"{W}moveTo",
            f"{W}customXml",
            f"{W}smartTag",
        }:
            yield from _blocks(node, word, depth + 1)


def _paragraph(node: etree._Element, word: Word) -> Iterator[Block]:
    properties = node.find(f"{W}pPr")
    style = word.styles.get(value(properties, "pStyle"), Style())
    text = RichText(keeps_lines=True)
    _inline(node, word, text, style, "", 0)
    number, level = list_of(properties)
    if not number:
        number, level = style.list_number, style.list_level
    outline = value(properties, "outlineLvl")
    heading = int(outline) + 1 if outline in set("012345678") else style.level
    if not text.text:
        return
    marker = word.numbering.marker(number, level) if number and number != "0" else ""
    kind: BlockKind = "paragraph"
    if style.title:
        kind, heading = "title", 0
    elif heading:
        kind = "heading"
    elif marker:
        kind = "list_item"
    elif text.is_all_bold and len(text.text) < 120 and text.text[-1] not in ".;,:":
        kind, heading = "heading", 2
    yield Block(
        id="",
        kind=kind,
        text=f"{marker} {text.text}" if marker and kind in {"heading", "title"} else text.text,
        page=1,
        spans=shifted(text.spans, len(marker) + 1 if marker and kind in {"heading", "title"} else 0),
        marker=marker if kind == "list_item" else "",
        level=heading if kind == "heading" else 0,
    )


def _inline(parent: etree._Element, word: Word, text: RichText, style: Style, link: str, depth: int) -> None:
    """Add the runs of a paragraph, and of what is wrapped inside it, to its text."""
    if depth > _DEEPEST:
        return
    for node in parent:
        tag = node.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == f"{W}r":
            _run(node, word, text, style, link or (word.fields[-1] if word.fields else ""))
        elif tag == f"{W}hyperlink":
            _inline(node, word, text, style, word.links.get(node.get(f"{R}id", ""), link), depth + 1)
        elif tag == f"{W}fldSimple":
            found = _HYPERLINK.search(node.get(f"{W}instr", ""))
            _inline(node, word, text, style, _safe(found[1]) if found else link, depth + 1)
        elif tag == f"{_M}t":
            text.add(node.text or "")
        elif tag == f"{_MC}AlternateContent":
            choice = node.find(f"{_MC}Choice")
            _inline(choice if choice is not None else node, word, text, style, link, depth + 1)
        else:
            _inline(node, word, text, style, link, depth + 1)


def _safe(address: str) -> str:
    return address if address.casefold().startswith(SCHEMES) else ""


def _run(run: etree._Element, word: Word, text: RichText, style: Style, link: str) -> None:
    properties = run.find(f"{W}rPr")
    if switch(properties, "vanish", False) or switch(properties, "webHidden", False):
        return
    own = word.styles.get(value(properties, "rStyle"), style)
    bold = switch(properties, "b", own.bold or style.bold)
    italic = switch(properties, "i", own.italic or style.italic)
    for node in run.iter():
        tag = node.tag
        if tag == f"{W}t":
            if not any(parent.tag == f"{W}txbxContent" for parent in _parents(node, run)):
                text.add(node.text or "", bold=bold, italic=italic, link=link)
        elif tag in {f"{W}tab", f"{W}ptab"}:
            text.space()
        elif tag in {f"{W}br", f"{W}cr"}:
            text.line_break()
        elif tag == f"{W}noBreakHyphen":
            text.add("-", bold=bold, italic=italic, link=link)
        elif tag == f"{W}sym":
            text.add("•", bold=bold, italic=italic, link=link)
        elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            _call(node, word, text)
        elif tag == f"{W}txbxContent":
            inside = {f"{_MC}Fallback"}
            if not any(parent.tag in inside for parent in _parents(node, run)):
                word.boxes.append(node)
        elif tag == f"{W}fldChar":
            _field(node, run, word)
        elif tag == f"{W}instrText" and word.fields and not word.fields[-1]:
            found = _HYPERLINK.search(node.text or "")
            word.fields[-1] = _safe(found[1]) if found else ""


def _parents(node: etree._Element, until: etree._Element) -> Iterator[etree._Element]:
    for parent in node.iterancestors():
        if parent is until:
            return
        yield parent


def _field(node: etree._Element, run: etree._Element, word: Word) -> None:
    kind = node.get(f"{W}fldCharType")
    if kind == "begin":
        word.fields.append("")
    elif kind == "end" and word.fields:
        word.fields.pop()


def _call(node: etree._Element, word: Word, text: RichText) -> None:
    kind = "footnote" if node.tag == f"{W}footnoteReference" else "endnote"
    key = (kind, node.get(f"{W}id", ""))
    note = word.notes.get(key)
    if note is None:
        return
    if key not in word.numbers:
        count = sum(1 for other, _ in word.numbers if other == kind) + 1
        both = any(other != kind for other, _ in word.notes)
        word.numbers[key] = NUMBER_FORMATS["lowerRoman"](count) if kind == "endnote" and both else str(count)
        word.called.append((word.numbers[key], note))
    text.call(word.numbers[key])


def _footnotes(word: Word) -> Iterator[Footnote]:
    for number, note in word.called:
        text = RichText()
        for paragraph in note.iter(f"{W}p"):
            text.space()
            _inline(paragraph, word, text, Style(), "", 0)
        yield Footnote(number, text.text, 1, spans=text.spans)


def _table(table: etree._Element, word: Word) -> Block | None:
    rows: list[list[RichText]] = []
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is not table:
            continue
        rows.append([])
        for cell in row.iterfind(f"{W}tc"):
            content = RichText()
            for paragraph in cell.iter(f"{W}p"):
                content.space()
                _inline(paragraph, word, content, Style(), "", 0)
            rows[-1].append(content)
    word.boxes.clear()
    return table_block(rows)
