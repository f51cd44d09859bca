"""XLIFF 1.2 out and back in, through translate-toolkit (OASIS XLIFF 1.2, 1 February 2008)."""

from __future__ import annotations

from typing import Any

from lxml import etree
from translate.storage import xliff
from translate.storage.placeables import StringElem
from translate.storage.placeables import xliff as placeables

from reader.errors import InputError
from reader.writers.runs import printable
from translations.exchange.review import review_notice
from reader.safe_xml import parse
from translations.exchange.units import Call, Piece, Returned, Unit, fingerprint, plain, units
from translations.segments import Bilingual

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {
    "machine": "needs-review-translation",
    "edited": "translated",
    "confirmed": "signed-off",
    "rejected": "needs-translation",
}
_CONFIRMED = {"signed-off", "final"}


def write_xliff(bilingual: Bilingual) -> bytes:
    """Return the document as XLIFF 1.2: a trans-unit a segment, its id the segment's, calls as ``<x/>``."""
    store: Any = xliff.xlifffile(sourcelanguage="nl", targetlanguage="en")
    name = bilingual.document.source or "letter"
    store.switchfile(printable(name), createifmissing=True)
    for unit in units(bilingual):
        _add(store, unit)
    root = store.document.getroot()
    for file in root.iterfind(f"{{{NAMESPACE}}}file"):
        file.set("datatype", "plaintext")
        file.set("source-language", "nl")
        file.set("target-language", "en")
        notice = review_notice(bilingual)
        if notice:
            header = file.find(f"{{{NAMESPACE}}}header")
            if header is None:
                header = etree.Element(f"{{{NAMESPACE}}}header")
                file.insert(0, header)
            etree.SubElement(header, f"{{{NAMESPACE}}}note").text = notice
    return bytes(store)


def _add(store: Any, unit: Unit) -> None:
    made = store.UnitClass(plain(unit.source))
    store.addunit(made)
    made.rich_source = [_rich(unit.source)]
    element = made.xmlelement
    element.set("id", unit.id)
    element.set("restype", f"x-{unit.kind.replace('_', '-')}")
    segment = unit.segment
    if unit.target:
        made.rich_target = [_rich(unit.target)]
        target = element.find(f"{{{NAMESPACE}}}target")
        target.set("state", _STATES[segment.status])
        if segment.status == "machine" and segment.origin == "machine":
            target.set("state-qualifier", "leveraged-mt")
    element.set("approved", "yes" if segment.reviewed else "no")
    element.set("extradata", f"base:{fingerprint(segment.target)}")
    if segment.note:
        made.addnote(printable(segment.note))


def _rich(pieces: tuple[Piece, ...]) -> StringElem:
    return StringElem(
        [
            placeables.X(id=f"note-{printable(piece.number)}", ctype="x-footnote")
            if isinstance(piece, Call)
            else StringElem(printable(piece))
            for piece in pieces
        ]
    )


def read_xliff(data: bytes) -> list[Returned]:
    """Return the segments of an XLIFF 1.2 file that came back.

    Raises InputError when the file is not XLIFF 1.2 or is damaged.
    """
    root = parse(data, "This XLIFF file")
    if etree.QName(root).localname != "xliff" or not (root.get("version") or "").startswith("1."):
        raise InputError("This is not an XLIFF 1.2 file; export it from the other program as XLIFF 1.2.")
    found = []
    for element in root.iter("{*}trans-unit"):
        source, target = element.find("{*}source"), element.find("{*}target")
        if source is None:
            continue
        base = element.get("extradata") or ""
        state = target.get("state") if target is not None else None
        approved = element.get("approved") == "yes" or state in _CONFIRMED
        found.append(
            Returned(
                id=element.get("id") or "",
                source=inner_text(source),
                target="" if target is None else inner_text(target),
                base=base.removeprefix("base:") if base.startswith("base:") else "",
                confirmed=approved if element.get("approved") or state else None,
            )
        )
    return found


_CODES = {"x", "bx", "ex", "bpt", "ept", "ph", "it", "sub"}


def inner_text(element: etree._Element) -> str:
    """Return the translatable text of a source or target, without its inline codes' native content."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in _CODES:
            parts.append(inner_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
