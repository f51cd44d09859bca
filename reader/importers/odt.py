"""Reads an OpenDocument text (.odt, ISO/IEC 26300): kinds, lists, tables, links and real footnotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from reader.document import Block, BlockKind, Document, Footnote
from reader.errors import InputError
from reader.importers.letter import letter_document
from reader.importers.numbering import letters, roman, small_number
from reader.importers.packed import Packed
from reader.importers.rich_text import RichText, shifted, table_block

_NS = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE, _TEXT, _TABLE = f"{{{_NS}:office:1.0}}", f"{{{_NS}:text:1.0}}", f"{{{_NS}:table:1.0}}"
_STYLE, _DRAW, _FO = f"{{{_NS}:style:1.0}}", f"{{{_NS}:drawing:1.0}}", f"{{{_NS}:xsl-fo-compatible:1.0}}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_SCHEMES = ("http://", "https://", "mailto:", "ftp://")
_SKIPPED = {
    f"{_TEXT}tracked-changes",
    f"{_OFFICE}annotation",
    f"{_OFFICE}annotation-end",
    f"{_TEXT}sequence-decls",
    f"{_TEXT}note",
    f"{_TEXT}ruby-text",
}
_WRAPPERS = {
    f"{_TEXT}section",
    f"{_TEXT}table-of-content",
    f"{_TEXT}index-body",
    f"{_TEXT}index-title",
    f"{_DRAW}frame",
    f"{_DRAW}text-box",
    f"{_DRAW}g",
}
_DEEPEST = 100
_MOST_REPEATED = 50


@dataclass(frozen=True, slots=True)
class _Face:
    bold: bool = False
    italic: bool = False
    title: bool = False


@dataclass(slots=True)
class _Odt:
    """What is known of one OpenDocument file while its text is read."""

    faces: dict[str, _Face]
    bullets: dict[tuple[str, int], tuple[str, str, str, str]]
    counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    footnotes: list[Footnote] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


def read_odt(packed: Packed) -> Document:
    """Return the document in an .odt; deleted text, comments, heads and feet are left out.

    Raises:
        InputError: it is damaged, too large, has a password, or is empty.
    """
    if packed.has("META-INF/manifest.xml") and b"encryption-data" in packed.read("META-INF/manifest.xml"):
        raise InputError(
            f"“{packed.name}” is protected with a password: save a copy without it and open that."
        )
    root = packed.xml("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise InputError(f"“{packed.name}” has no text in it: choose a document that holds text.")
    roots = [root, *([packed.xml("styles.xml")] if packed.has("styles.xml") else [])]
    odt = _Odt(_faces(roots), _bullets(roots))
    blocks = list(_blocks(body, odt, 0))
    if not blocks:
        raise InputError(f"“{packed.name}” is empty: choose a file that holds text.")
    return letter_document(packed.name, blocks, odt.footnotes, format_name="odt")


def _faces(roots: list[etree._Element]) -> dict[str, _Face]:
    nodes = {node.get(f"{_STYLE}name", ""): node for root in roots for node in root.iter(f"{_STYLE}style")}
    faces: dict[str, _Face] = {}

    def resolve(name: str, depth: int) -> _Face:
        if name in faces:
            return faces[name]
        node = nodes.get(name)
        if node is None or depth > 20:
            return _Face()
        based = resolve(node.get(f"{_STYLE}parent-style-name", ""), depth + 1)
        properties = node.find(f"{_STYLE}text-properties")
        weight = properties.get(f"{_FO}font-weight") if properties is not None else None
        slant = properties.get(f"{_FO}font-style") if properties is not None else None
        shown = (node.get(f"{_STYLE}display-name") or name).casefold()
        faces[name] = _Face(
            based.bold if weight is None else weight not in {"normal", "100", "200", "300", "400", "500"},
            based.italic if slant is None else slant != "normal",
            based.title or shown in {"title", "titel"},
        )
        return faces[name]

    for name in nodes:
        resolve(name, 0)
    return faces


def _bullets(roots: list[etree._Element]) -> dict[tuple[str, int], tuple[str, str, str, str]]:
    """Return (format or bullet, prefix, suffix, start) by list style and level."""
    found = {}
    for root in roots:
        for style in root.iter(f"{_TEXT}list-style"):
            for level in style:
                if not isinstance(level.tag, str):
                    continue
                depth = small_number(level.get(f"{_TEXT}level"), 1)
                char = level.get(f"{_TEXT}bullet-char", "")
                bullet = "–" if char in {"-", "–", "—"} else "•"
                found[style.get(f"{_STYLE}name", ""), depth] = (
                    bullet
                    if level.tag == f"{_TEXT}list-level-style-bullet"
                    else level.get(f"{_STYLE}num-format", ""),
                    level.get(f"{_STYLE}num-prefix", ""),
                    level.get(f"{_STYLE}num-suffix", ""),
                    level.get(f"{_TEXT}start-value", "1"),
                )
    return found


def _blocks(parent: etree._Element, odt: _Odt, depth: int) -> Iterator[Block]:
    if depth > _DEEPEST:
        return
    for node in parent:
        if node.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            yield from _paragraph(node, odt, depth)
        elif node.tag == f"{_TEXT}list":
            yield from _list(node, odt, node.get(f"{_TEXT}style-name", ""), 1, depth + 1)
        elif node.tag == f"{_TABLE}table":
            block = _table(node, odt)
            if block is not None:
                yield block
        elif node.tag in _WRAPPERS:
            yield from _blocks(node, odt, depth + 1)


def _paragraph(node: etree._Element, odt: _Odt, depth: int, marker: str = "") -> Iterator[Block]:
    face = odt.faces.get(node.get(f"{_TEXT}style-name", ""), _Face())
    text = RichText(keeps_lines=True)
    _inline(node, odt, text, face, "", 0)
    boxes, odt.boxes = odt.boxes, []
    if text.text:
        level = node.get(f"{_TEXT}outline-level", "1")
        kind: BlockKind = "list_item" if marker else "paragraph"
        if face.title:
            kind = "title"
        elif node.tag == f"{_TEXT}h":
            kind = "heading"
        elif not marker and text.is_all_bold and len(text.text) < 120 and text.text[-1] not in ".;,:":
            kind, level = "heading", "2"
        shown = f"{marker} {text.text}" if marker and kind != "list_item" else text.text
        yield Block(
            id="",
            kind=kind,
            text=shown,
            page=1,
            spans=shifted(text.spans, len(shown) - len(text.text)),
            marker=marker if kind == "list_item" else "",
            level=min(9, small_number(level, 1)) if kind == "heading" else 0,
        )
    for box in boxes:
        yield from _blocks(box, odt, depth + 1)


def _list(node: etree._Element, odt: _Odt, style: str, level: int, depth: int) -> Iterator[Block]:
    if depth > _DEEPEST:
        return
    counts = odt.counts[style]
    if node.get(f"{_TEXT}continue-numbering") != "true":
        counts.pop(level, None)
    for item in node:
        if item.tag not in {f"{_TEXT}list-item", f"{_TEXT}list-header"}:
            continue
        marker = _marker(odt, style, level, item) if item.tag == f"{_TEXT}list-item" else ""
        for child in item:
            if child.tag == f"{_TEXT}list":
                yield from _list(child, odt, child.get(f"{_TEXT}style-name") or style, level + 1, depth + 1)
            elif child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                yield from _paragraph(child, odt, depth, marker)
                marker = ""
            else:
                yield from _blocks([child], odt, depth + 1)  # type: ignore[arg-type]


def _marker(odt: _Odt, style: str, level: int, item: etree._Element) -> str:
    form, prefix, suffix, start = odt.bullets.get((style, level), ("•", "", "", "1"))
    if form in {"•", "–"}:
        return form
    counts = odt.counts[style]
    first = item.get(f"{_TEXT}start-value", "")
    begin = small_number(start, 1)
    counts[level] = small_number(first, counts.get(level, begin - 1) + 1)
    writers: dict[str, Callable[[int], str]] = {
        "a": letters,
        "A": lambda n: letters(n).upper(),
        "i": roman,
        "I": lambda n: roman(n).upper(),
    }
    number = writers.get(form, str)(counts[level])
    return f"{prefix}{number}{suffix}".strip() if form else ""


def _inline(node: etree._Element, odt: _Odt, text: RichText, face: _Face, link: str, depth: int) -> None:
    """Add what stands in a paragraph, and in what is wrapped inside it, to its text."""
    if depth > _DEEPEST:
        return
    text.add(node.text or "", bold=face.bold, italic=face.italic, link=link)
    for child in node:
        tag = child.tag
        if tag == f"{_TEXT}note":
            _note(child, odt, text)
        elif tag == f"{_DRAW}frame":
            odt.boxes.extend(child.iter(f"{_DRAW}text-box"))
        elif tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
            text.space()
        elif tag == f"{_TEXT}line-break":
            text.line_break()
        elif isinstance(tag, str) and tag not in _SKIPPED:
            inner = face
            if tag == f"{_TEXT}span":
                own = odt.faces.get(child.get(f"{_TEXT}style-name", ""), _Face())
                inner = _Face(face.bold or own.bold, face.italic or own.italic, face.title)
            address = child.get(f"{_XLINK}href", "") if tag == f"{_TEXT}a" else ""
            safe = address if address.casefold().startswith(_SCHEMES) else link
            _inline(child, odt, text, inner, safe, depth + 1)
        text.add(child.tail or "", bold=face.bold, italic=face.italic, link=link)


def _note(node: etree._Element, odt: _Odt, text: RichText) -> None:
    citation, body = node.find(f"{_TEXT}note-citation"), node.find(f"{_TEXT}note-body")
    number = "".join(citation.itertext()).strip() if citation is not None else ""
    if body is None:
        return
    number = number or str(len(odt.footnotes) + 1)
    while any(note.number == number for note in odt.footnotes):
        number += "*"
    content = RichText()
    place = len(odt.footnotes)
    for paragraph in body.iter(f"{_TEXT}p"):
        content.space()
        _inline(paragraph, odt, content, _Face(), "", 0)
    odt.footnotes.insert(place, Footnote(number, content.text, 1, spans=content.spans))
    text.call(number)


def _table(table: etree._Element, odt: _Odt) -> Block | None:
    rows: list[list[RichText]] = []
    for row in table.iter(f"{_TABLE}table-row"):
        if next(row.iterancestors(f"{_TABLE}table")) is not table:
            continue
        rows.append([])
        for cell in row:
            if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
                continue
            content = RichText()
            for paragraph in cell.iter(f"{_TEXT}p", f"{_TEXT}h"):
                content.space()
                _inline(paragraph, odt, content, _Face(), "", 0)
            repeated = cell.get(f"{_TABLE}number-columns-repeated", "1")
            times = min(_MOST_REPEATED, small_number(repeated, 1))
            rows[-1].extend([content] * (times if content.text or times < 5 else 1))
    odt.boxes.clear()
    return table_block(rows)
