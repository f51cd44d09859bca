"""Reads an HTML page: headings, paragraphs, lists, tables, links and the notes that its marks lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from reader.document import Block, BlockKind, Document, Footnote
from reader.errors import InputError
from reader.importers.letter import letter_document
from reader.importers.numbering import small_number
from reader.importers.rich_text import RichText, table_block

_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "head", "nav", "svg", "math", "iframe", "object", "canvas"}
    | {"audio", "video", "form", "button", "select", "textarea", "input"}
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "pre", "address"}
    | {
        "figure",
        "figcaption",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
    }
    | {"hr", "body", "center", "details", "summary", "fieldset"}
)
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em", "cite", "var", "dfn"})
_SCHEMES = ("http://", "https://", "mailto:", "ftp://")
_MARK = re.compile(r"[\[(]?\s*([0-9]{1,3}|[*†‡]{1,3}|[ivx]{1,5}|[a-z])\s*[\])]?")
_DEEPEST = 200


@dataclass(slots=True)
class _Page:
    """What is known of one page while its text is read."""

    notes: dict[str, tuple[str, etree._Element]]
    note_elements: set[etree._Element] = field(default_factory=set)
    called: dict[str, Footnote] = field(default_factory=dict)


def read_html(data: bytes, source: str) -> Document:
    """Return the document in an HTML page; scripts, menus, forms and hidden parts are left out.

    Raises:
        InputError: there is no text in it.
    """
    empty = f"“{source}” has no text in it: choose a page that holds text."
    parser = lxml_html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding=_encoding(data)
    )
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(empty) from error
    body = root.find("body")
    page = _Page(_notes(root))
    page.note_elements = {element for _, element in page.notes.values()}
    blocks = list(_blocks(body if body is not None else root, page))
    if not blocks:
        raise InputError(empty)
    title = " ".join((root.findtext("head/title") or "").split())
    return letter_document(source, blocks, tuple(page.called.values()), format_name="html", title=title)


def _encoding(data: bytes) -> str | None:
    """Return the encoding to read with, None where the page itself (or its mark) says it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or b"charset" in data[:4096].lower():
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _notes(root: etree._Element) -> dict[str, tuple[str, etree._Element]]:
    """Return the notes of a page by their id: their mark and the element that holds their text.

    A note is what a link with a mark for its text ("1", "[1]", "*") leads to, further on in the page.
    """
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    by_id |= {anchor.get("name"): anchor for anchor in root.iter("a") if anchor.get("name")}
    order = {element: place for place, element in enumerate(root.iter())}
    found: dict[str, tuple[str, etree._Element]] = {}
    for anchor in root.iter("a"):
        address = anchor.get("href") or ""
        mark = _MARK.fullmatch("".join(anchor.itertext()).strip())
        target = by_id.get(address[1:]) if address.startswith("#") else None
        if mark is None or target is None or order[target] < order[anchor] or address[1:] in found:
            continue
        holder = target
        while holder.tag in {"a", "sup", "span", "b"} and (parent := holder.getparent()) is not None:
            holder = parent
        text = " ".join("".join(holder.itertext()).split())
        if holder.tag not in {"body", "html", "table"} and len(text) < 5_000:
            found[address[1:]] = (mark[1], holder)
    return found


def _blocks(body: etree._Element, page: _Page) -> Iterator[Block]:
    text = RichText(keeps_lines=True)

    def close(kind: BlockKind, level: int, marker: str) -> Iterator[Block]:
        nonlocal text
        if text.text:
            bold = kind == "paragraph" and text.is_all_bold and len(text.text) < 120
            if bold and text.text[-1] not in ".;,:":
                kind, level = "heading", 2
            yield Block(
                "",
                kind,
                text.text,
                1,
                spans=text.spans,
                marker=marker,
                level=level if kind == "heading" else 0,
            )
        text = RichText(keeps_lines=True)

    def walk(
        node: etree._Element,
        kind: BlockKind,
        level: int,
        marker: str,
        bold: bool,
        italic: bool,
        link: str,
        depth: int,
    ) -> Iterator[Block]:
        if depth > _DEEPEST:
            return
        text.add(node.text or "", bold=bold, italic=italic, link=link)
        counter = _start(node)
        for child in node:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED or child in page.note_elements or _hidden(child):
                pass
            elif tag == "table" and not child.xpath(".//table"):
                yield from close(kind, level, marker)
                block = _table(child, page)
                if block is not None:
                    yield block
            elif tag in _BLOCKS or tag in {"tr", "td", "th"}:
                begun = bool(text.text)
                yield from close(kind, level, marker)
                marker = "" if begun else marker
                inner, deep, mark = _kind(child, kind, level)
                if tag == "li":
                    mark = f"{counter}." if node.tag == "ol" else "–"
                    counter += 1
                elif inner == "list_item":
                    # A paragraph inside an item carries the item's mark; a second one does not.
                    mark, marker = marker, ""
                yield from walk(child, inner, deep, mark, False, False, "", depth + 1)
                yield from close(inner, deep, mark)
            elif tag == "br":
                text.line_break()
            elif (number := _call(child, page)) is not None:
                text.call(number)
            else:
                address = (child.get("href") or "").strip() if tag == "a" else ""
                yield from walk(
                    child,
                    kind,
                    level,
                    marker,
                    bold or tag in _BOLD,
                    italic or tag in _ITALIC,
                    address if address.casefold().startswith(_SCHEMES) else link,
                    depth + 1,
                )
            text.add(child.tail or "", bold=bold, italic=italic, link=link)

    yield from walk(body, "paragraph", 0, "", False, False, "", 0)
    yield from close("paragraph", 0, "")


def _kind(node: etree._Element, kind: BlockKind, level: int) -> tuple[BlockKind, int, str]:
    tag = str(node.tag)
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return "heading", int(tag[1]), ""
    if tag == "li":
        return "list_item", 0, ""
    if tag in {"ul", "ol", "td", "th", "dd", "blockquote"}:
        return "paragraph", 0, ""
    return (kind, level, "") if kind != "heading" else ("paragraph", 0, "")


def _start(node: etree._Element) -> int:
    return small_number(node.get("start"), 1) if node.tag == "ol" else 1


def _hidden(node: etree._Element) -> bool:
    style = (node.get("style") or "").replace(" ", "").casefold()
    return node.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _call(node: etree._Element, page: _Page) -> str | None:
    """Return the number of the note that this element calls, if it is a note's mark."""
    anchor = node
    while anchor.tag in {"sup", "span"} and len(anchor) == 1 and not (anchor.text or "").strip():
        anchor = anchor[0]
    address = anchor.get("href") or ""
    if anchor.tag != "a" or not address.startswith("#") or address[1:] not in page.notes:
        return None
    number, holder = page.notes[address[1:]]
    if _MARK.fullmatch("".join(anchor.itertext()).strip()) is None:
        return None
    if number not in page.called:
        text = RichText()
        _note_text(holder, text, 0)
        prefix = re.match(rf"[\[(]?{re.escape(number)}[\])]?[.:]?\s+", text.text)
        body = text.text[prefix.end() :] if prefix else text.text
        page.called[number] = Footnote(number, body.rstrip(" ↩︎↑^"), 1)
    return number


def _note_text(node: etree._Element, text: RichText, depth: int) -> None:
    if depth > _DEEPEST or not isinstance(node.tag, str) or node.tag in _SKIPPED:
        return
    if node.tag in _BLOCKS or node.tag == "br":
        text.space()
    text.add(node.text or "")
    for child in node:
        _note_text(child, text, depth + 1)
        text.add(child.tail or "")


def _table(table: etree._Element, page: _Page) -> Block | None:
    rows = []
    for row in table.iter("tr"):
        cells = []
        for cell in row.iterchildren("td", "th"):
            content = RichText()
            _cell(cell, page, content, 0)
            cells.append(content)
        rows.append(cells)
    return table_block(rows)


def _cell(node: etree._Element, page: _Page, text: RichText, depth: int, link: str = "") -> None:
    if depth > _DEEPEST:
        return
    text.add(node.text or "", link=link)
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED and not _hidden(child):
            number = _call(child, page)
            if number is not None:
                text.call(number)
            else:
                if child.tag in _BLOCKS or child.tag == "br":
                    text.space()
                address = (child.get("href") or "").strip() if child.tag == "a" else ""
                _cell(
                    child, page, text, depth + 1, address if address.casefold().startswith(_SCHEMES) else link
                )
        text.add(child.tail or "", link=link)
