"""Opens the parts of a Word document that its text refers to: styles, lists, links and notes."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from lxml import etree

from reader.importers.numbering import Numbering, W
from reader.importers.packed import Packed

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_HEADING = re.compile(r"(?:heading|kop|koptekst|überschrift)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel)", re.IGNORECASE)
SCHEMES = ("http://", "https://", "mailto:", "ftp://")


@dataclass(frozen=True, slots=True)
class Style:
    """What a named style says that matters to the text."""

    level: int = 0
    title: bool = False
    bold: bool = False
    italic: bool = False
    list_number: str = ""
    list_level: int = 0


@dataclass(slots=True)
class Word:
    """What is known of one Word file while its text is read."""

    styles: dict[str, Style]
    numbering: Numbering
    links: dict[str, str]
    notes: dict[tuple[str, str], etree._Element]
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    called: list[tuple[str, etree._Element]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)


def main_part(packed: Packed) -> str:
    """Return the name of the part that holds the text."""
    if packed.has("_rels/.rels"):
        for relation in packed.xml("_rels/.rels").iter(f"{_REL}Relationship"):
            if relation.get("Type", "").endswith("/officeDocument"):
                return posixpath.normpath(relation.get("Target", "").lstrip("/"))
    return "word/document.xml"


def open_word(packed: Packed, main: str) -> Word:
    """Return the parts that the text in ``main`` refers to; raises InputError when one is damaged."""
    folder = posixpath.dirname(main)
    relations = f"{folder}/_rels/{posixpath.basename(main)}.rels"
    links: dict[str, str] = {}
    parts: dict[str, str] = {}
    if packed.has(relations):
        for relation in packed.xml(relations).iter(f"{_REL}Relationship"):
            target, kind = relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2]
            if relation.get("TargetMode") == "External":
                if target.casefold().startswith(SCHEMES):
                    links[relation.get("Id", "")] = target
            else:
                place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                parts[kind] = posixpath.normpath(place)

    def part(kind: str) -> etree._Element | None:
        name = parts.get(kind, "")
        return packed.xml(name) if packed.has(name) else None

    notes = {}
    for kind in ("footnote", "endnote"):
        root = part(f"{kind}s")
        for note in root.iter(f"{W}{kind}") if root is not None else ():
            if note.get(f"{W}type", "normal") == "normal":
                notes[kind, note.get(f"{W}id", "")] = note
    return Word(_styles(part("styles")), Numbering(part("numbering")), links, notes)


def _styles(root: etree._Element | None) -> dict[str, Style]:
    styles: dict[str, Style] = {}
    nodes = (
        {node.get(f"{W}styleId", ""): node for node in root.iterfind(f"{W}style")} if root is not None else {}
    )

    def resolve(name: str, depth: int) -> Style:
        if name in styles:
            return styles[name]
        node = nodes.get(name)
        if node is None or depth > 20:
            return Style()
        based = resolve(value(node, "basedOn"), depth + 1)
        shown = value(node, "name") or name
        heading = _HEADING.search(shown)
        properties, paragraph = node.find(f"{W}rPr"), node.find(f"{W}pPr")
        number, level = list_of(paragraph)
        outline = value(paragraph, "outlineLvl")
        own_level = (
            int(heading[1]) if heading else int(outline) + 1 if outline in set("012345678") else based.level
        )
        style = Style(
            level=own_level,
            title=based.title or _TITLE.fullmatch(shown) is not None,
            bold=switch(properties, "b", based.bold),
            italic=switch(properties, "i", based.italic),
            list_number=number or based.list_number,
            list_level=level if number else based.list_level,
        )
        styles[name] = style
        return style

    for name in nodes:
        resolve(name, 0)
    return styles


def value(node: etree._Element | None, name: str) -> str:
    """Return the value of a property, empty when it is not set."""
    found = node.find(f"{W}{name}") if node is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def switch(properties: etree._Element | None, name: str, otherwise: bool) -> bool:
    """Return whether a property is on."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return otherwise if found is None else found.get(f"{W}val", "1") not in {"0", "false", "off", "none"}


def list_of(paragraph: etree._Element | None) -> tuple[str, int]:
    """Return the list number and level that paragraph properties name, empty and 0 when none."""
    found = paragraph.find(f"{W}numPr") if paragraph is not None else None
    level = value(found, "ilvl")
    return value(found, "numId"), int(level) if level in set("012345678") else 0
