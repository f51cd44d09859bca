"""XLIFF 1.2 out and back in (OASIS XLIFF 1.2, 1 February 2008)."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from reader.inline_codes import append_text
from reader.writers.runs import printable
from translations.exchange.check_report import by_segment, finding_words, summary
from translations.exchange.review import review_notice
from translations.exchange.units import Call, Piece, Returned, Unit, fingerprint, units
from translations.exchange.xliff_common import DONE, PRIORITIES, STATES_1, XML_SPACE, open_xliff, returned
from translations.findings import Finding
from translations.segments import Bilingual

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"


def write_xliff(bilingual: Bilingual, findings: Sequence[Finding] | None = None) -> bytes:
    """Return the document as XLIFF 1.2: a trans-unit a segment, its id the segment's, calls as ``<x/>``.

    What the checks found, if asked for, goes along as notes on the targets.
    """
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
    told = [review_notice(bilingual), "" if findings is None else f"Checks: {summary(findings)}"]
    if any(told):
        header = etree.SubElement(file, _tag("header"))
        for words in filter(None, told):
            etree.SubElement(header, _tag("note")).text = words
    body = etree.SubElement(file, _tag("body"))
    found = by_segment(findings or ())
    for unit in units(bilingual):
        _add(body, unit, found.get(unit.id, ()))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(body: etree._Element, unit: Unit, findings: Sequence[Finding]) -> None:
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
        target = etree.SubElement(element, _tag("target"), {"state": STATES_1[segment.status]})
        if segment.status == "machine" and segment.origin == "machine":
            target.set("state-qualifier", "leveraged-mt")
        _fill(target, unit.target)
    if segment.note:
        etree.SubElement(element, _tag("note"), {"from": "translator"}).text = printable(segment.note)
    for finding in findings:
        note = etree.SubElement(element, _tag("note"), {"from": "Naast checks", "annotates": "target"})
        note.set("priority", PRIORITIES[finding.severity])
        note.text = printable(finding_words(finding))


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
    found = []
    for element in open_xliff(data, "1.2").iter("{*}trans-unit"):
        source, target = element.find("{*}source"), element.find("{*}target")
        if source is None:
            continue
        base = element.get("extradata") or ""
        state = target.get("state") if target is not None else None
        approved = element.get("approved") == "yes" or state in DONE
        found.append(
            returned(
                element.get("id") or "",
                (source, target),
                base.removeprefix("base:") if base.startswith("base:") else "",
                approved if element.get("approved") or state else None,
            )
        )
    return found
