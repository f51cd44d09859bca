"""Opens a client's XLIFF (1.2 or 2.x) as a Document to translate: a block for each of its segments."""

from __future__ import annotations

from lxml import etree

from reader.document import Block, Document, Span
from reader.errors import InputError
from reader.identity import identify
from reader.inline_codes import read_codes
from reader.safe_xml import parse


def is_xliff(head: bytes) -> bool:
    """Return whether a file that begins with these bytes is XLIFF."""
    return b"<xliff" in head[:4096]


def source_elements(root: etree._Element) -> list[tuple[etree._Element, etree._Element]]:
    """Return (segment, source) for every translatable segment of an XLIFF file with text, in order.

    The segment is a ``trans-unit`` (1.2) or ``segment`` (2.x). Units marked ``translate="no"`` are left out.
    """
    found = []
    for holder in root.iter("{*}trans-unit", "{*}segment"):
        source = holder.find("{*}source")
        fixed = any(node.get("translate") == "no" for node in (holder, *holder.iterancestors()))
        if source is not None and not fixed and read_codes(source)[0].strip():
            found.append((holder, source))
    return found


def read_xliff(data: bytes, source: str) -> Document:
    """Return a client's XLIFF as a Document; inline codes are zero-width calls named "{1}", "{2"…"2}".

    Raises InputError when it is damaged, is not Dutch, or has nothing to translate.
    """
    root = parse(data, "This XLIFF file")
    if etree.QName(root).localname != "xliff":
        raise InputError("This XML file is not XLIFF; export it from the other program as XLIFF 1.2 or 2.1.")
    languages = {node.get("source-language") or "" for node in root.iter("{*}file")} | {
        root.get("srcLang") or ""
    }
    named = sorted(language for language in languages if language)
    if any(not language.lower().startswith("nl") for language in named):
        raise InputError(f"This XLIFF file translates from {named[0]}, not from Dutch; Naast cannot use it.")
    blocks = []
    for _, element in source_elements(root):
        text, codes = read_codes(element)
        spans = tuple(Span(code.offset, code.offset, "footnote", code.name) for code in codes)
        blocks.append(Block("", "paragraph", text, 1, spans=spans))
    if not blocks:
        raise InputError(
            "This XLIFF file has no text to translate; check that it was exported with its segments."
        )
    named_blocks, _ = identify(blocks, (), lambda text: [(0, len(text))])
    original = next((node.get("original") or "" for node in root.iter("{*}file")), "")
    return Document(source, original or source, named_blocks, metadata={"format": "xliff"})
