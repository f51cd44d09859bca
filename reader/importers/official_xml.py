"""Reads the XML in which officielebekendmakingen.nl publishes parliamentary papers and official journals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from reader.document import Block, BlockKind, Document, Footnote
from reader.errors import InputError
from reader.identity import identify
from reader.importers.rich_text import RichText, table_block
from reader.safe_xml import parse
from reader.sentences import sentence_ranges

_SCHEMES = ("http://", "https://", "mailto:")
_DEEPEST = 150
_SKIPPED = frozenset({"metadata", "meta", "plaatje", "illustratie", "colspec", "li.nr", "lidnr"})
_INLINE = frozenset(
    {"nadruk", "extref", "intref", "noot", "nootref", "sup", "inf", "datum", "ondernummer", "br", "naam"}
    | {"voornaam", "achternaam", "kamervraagonderwerp", "functie", "redactie", "unl", "strike", "voorvoegsel"}
)
"""Elements that are part of a running text. Any other element that holds text is a block."""

_KINDS: dict[str, BlockKind] = {
    "kamervraagomschrijving": "title",
    "omschrijving": "title",
    "tussenkop": "heading",
    "nr": "heading",
    "tekstregel": "meta",
    "kamervraagnummer": "meta",
    "datumtekst": "meta",
    "dagtekening": "meta",
    "adressering": "meta",
    "context.al": "meta",
    "functie": "signature",
    "naam": "signature",
    "organisatie": "signature",
}


@dataclass(slots=True)
class _Paper:
    """What is known of one paper while its text is read."""

    footnotes: list[Footnote] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)


def read_official_xml(data: bytes, source: str) -> Document:
    """Return the paper in an XML file of officielebekendmakingen.nl (schema "officiele-publicatie" of KOOP).

    Raises:
        InputError: it is damaged, or there is no text in it.
    """
    root = parse(data, f"“{source}”")
    paper = _Paper()
    blocks = list(_blocks(root, paper, 0, 0))
    if not blocks:
        raise InputError(f"“{source}” has no text in it: choose a paper that holds text.")
    title = next((block.text for block in blocks if block.kind == "title"), blocks[0].text)
    named_blocks, named_notes = identify(blocks, paper.footnotes, sentence_ranges)
    return Document(source, title[:300], named_blocks, named_notes, {"format": "official xml"})


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname.casefold() if isinstance(node.tag, str) else ""


def _blocks(node: etree._Element, paper: _Paper, level: int, depth: int) -> Iterator[Block]:
    """Yield the blocks inside an element; ``level`` counts the divisions around it."""
    if depth > _DEEPEST:
        return
    for child in node:
        name = _name(child)
        if not name or name in _SKIPPED:
            continue
        if name == "tgroup":
            table = _table(child, paper)
            if table is not None:
                yield table
        elif name == "kop":
            yield from _block(child, paper, "heading", max(1, level))
        elif name == "dossier":
            yield from _joined(child, paper)
        elif name == "stuk":
            parts = [part for part in child if _name(part) in {"stuknr", "titel"}]
            yield from _joined(parts, paper)
            for part in parts:
                child.remove(part)
            yield from _blocks(child, paper, level, depth + 1)
        elif name in {"li", "lid"}:
            yield from _item(child, paper, level, depth)
        elif name == "ondertekening":
            for part in child:
                yield from _block(part, paper, "signature", 0)
        elif _is_running_text(child):
            kind = _KINDS.get(name, "paragraph")
            yield from _block(child, paper, kind, max(1, level))
        else:
            yield from _blocks(child, paper, level + (name in {"divisie", "bijlage", "artikel"}), depth + 1)


def _is_running_text(node: etree._Element) -> bool:
    """Tell whether an element is one text with marks in it, and not a holder of texts."""
    if (node.text or "").strip() or any((child.tail or "").strip() for child in node):
        return True
    return all(_name(child) in _INLINE or not _name(child) for child in node)


def _block(node: etree._Element, paper: _Paper, kind: BlockKind, level: int) -> Iterator[Block]:
    text = RichText()
    _inline(node, text, paper, 0)
    if text.text:
        yield Block("", kind, text.text, 1, spans=text.spans, level=level if kind == "heading" else 0)


def _joined(parts: Iterable[etree._Element], paper: _Paper) -> Iterator[Block]:
    """Yield a title of a number and a name: "36 180 Doen waar Nederland goed in is"."""
    text = RichText()
    for part in parts:
        text.space()
        _inline(part, text, paper, 0)
    if text.text:
        yield Block("", "title", text.text, 1, spans=text.spans)


def _item(node: etree._Element, paper: _Paper, level: int, depth: int) -> Iterator[Block]:
    number = node.find("{*}li.nr") if _name(node) == "li" else node.find("{*}lidnr")
    marker = " ".join("".join(number.itertext()).split()) if number is not None else "–"
    for child in node:
        name = _name(child)
        if name in _SKIPPED or not name:
            continue
        if marker and _is_running_text(child):
            text = RichText()
            _inline(child, text, paper, 0)
            if text.text:
                yield Block("", "list_item", text.text, 1, spans=text.spans, marker=marker)
                marker = ""
        elif _is_running_text(child):
            yield from _block(child, paper, "paragraph", 0)
        else:
            yield from _blocks(child, paper, level, depth + 1)


def _inline(
    node: etree._Element, text: RichText, paper: _Paper, depth: int, style: str = "", link: str = ""
) -> None:
    """Add the words of an element, with their emphasis, links and notes."""
    if depth > _DEEPEST:
        return
    bold, italic = style.startswith("vet"), style.endswith("cur")
    text.add(node.text or "", bold=bold, italic=italic, link=link)
    for child in node:
        name = _name(child)
        parted = name not in {
            "nadruk",
            "extref",
            "intref",
            "sup",
            "inf",
            "unl",
            "strike",
            "noot",
            "nootref",
            "",
        }
        if parted:
            text.space()
        if name == "noot":
            _note(child, text, paper)
        elif name == "nootref" and child.get("refid") in paper.numbers:
            text.call(paper.numbers[child.get("refid", "")])
        elif name and name not in _SKIPPED:
            address = (child.get("doc") or "").strip() if name == "extref" else ""
            link_here = address if address.casefold().startswith(_SCHEMES) else link
            inner = (child.get("type") or "") if name == "nadruk" else style
            _inline(child, text, paper, depth + 1, inner, link_here)
        if parted and not (child.tail or "").startswith((",", ".", ";", ":")):
            text.space()
        text.add(child.tail or "", bold=bold, italic=italic, link=link)


def _note(node: etree._Element, text: RichText, paper: _Paper) -> None:
    printed = node.find("{*}noot.nr")
    number = "".join(printed.itertext()).strip(" ()[].") if printed is not None else node.get("nr", "")
    number = number or str(len(paper.footnotes) + 1)
    while any(note.number == number for note in paper.footnotes):
        number += "*"
    paper.numbers[node.get("id", "")] = number
    content = RichText()
    for child in node:
        if _name(child) not in {"", "noot.nr"}:
            content.space()
            _inline(child, content, paper, 0)
    paper.footnotes.append(Footnote(number, content.text, 1, spans=content.spans))
    text.call(number)


def _table(node: etree._Element, paper: _Paper) -> Block | None:
    rows: list[list[RichText]] = []
    for row in node.iter("{*}row"):
        rows.append([])
        for entry in row.iterfind("{*}entry"):
            cell = RichText()
            _inline(entry, cell, paper, 0)
            rows[-1].append(cell)
    return table_block(rows)
