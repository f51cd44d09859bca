"""XLIFF 1.2 out and back in (OASIS XLIFF 1.2, 1 February 2008)."""

from __future__ import annotations

from lxml import etree

from reader.errors import InputError
from reader.inline_codes import append_text
from reader.safe_xml import parse
from reader.writers.runs import printable
from translations.exchange.review import review_notice
from translations.exchange.units import Call, Piece, Returned, Unit, fingerprint, units
from translations.segments import Bilingual

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
STATES = {
    "machine": "needs-review-translation",
    "edited": "translated",
    "confirmed": "signed-off",
    "rejected": "needs-translation",
}
_CONFIRMED = {"signed-off", "final"}


def write_xliff(bilingual: Bilingual) -> bytes:
    """Return the document as XLIFF 1.2: a trans-unit a segment, its id the segment's, calls as ``<x/>``."""
    root = etree.Element(_tag("xliff"), {"version": "1.2"}, nsmap={None: NAMESPACE})
    file = etree.SubElement(
        root,
        _tag("file"),
        {
            "original": printable(bilingual.document.source) or "letter",
            "source-language": "nl",
            "target-language": "en",
            "datatype": "plaintext",
        },
    )
    notice = review_notice(bilingual)
    if notice:
        etree.SubElement(etree.SubElement(file, _tag("header")), _tag("note")).text = notice
    body = etree.SubElement(file, _tag("body"))
    for unit in units(bilingual):
        _add(body, unit)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(body: etree._Element, unit: Unit) -> None:
    segment = unit.segment
    element = etree.SubElement(
        body,
        _tag("trans-unit"),
        {
            "id": unit.id,
            "restype": f"x-{unit.kind.replace('_', '-')}",
            "approved": "yes" if segment.reviewed else "no",
            "extradata": f"base:{fingerprint(segment.target)}",
            XML_SPACE: "preserve",
        },
    )
    _fill(etree.SubElement(element, _tag("source")), unit.source)
    if unit.target:
        target = etree.SubElement(element, _tag("target"), {"state": STATES[segment.status]})
        if segment.status == "machine" and segment.origin == "machine":
            target.set("state-qualifier", "leveraged-mt")
        _fill(target, unit.target)
    if segment.note:
        etree.SubElement(element, _tag("note"), {"from": "translator"}).text = printable(segment.note)


def _fill(element: etree._Element, pieces: tuple[Piece, ...]) -> None:
    for piece in pieces:
        if isinstance(piece, Call):
            code = etree.SubElement(element, _tag("x"), {"id": f"note-{printable(piece.number)}"})
            code.set("ctype", "x-footnote")
        else:
            append_text(element, printable(piece))


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
