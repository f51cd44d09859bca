"""XLIFF 2.1 out and back in (OASIS XLIFF 2.1, 13 February 2018), with the core module only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from reader.inline_codes import append_text
from reader.writers.runs import printable
from translations.exchange.check_report import by_segment, finding_words, summary
from translations.exchange.review import review_notice
from translations.exchange.units import Call, Piece, Returned, fingerprint, units
from translations.exchange.xliff_common import DONE, PRIORITIES, STATES_2, XML_SPACE, open_xliff, returned
from translations.findings import Finding
from translations.segments import Bilingual

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"


def write_xliff2(bilingual: Bilingual, findings: Sequence[Finding] | None = None) -> bytes:
    """Return the document as XLIFF 2.1: a unit a block, a segment a sentence, calls as ``<ph/>``.

    What the checks found, if asked for, goes along as notes of the category ``check:`` with the segment's id.
    """
    root = etree.Element(
        f"{{{NAMESPACE}}}xliff",
        {"version": "2.1", "srcLang": "nl", "trgLang": "en"},
        nsmap={None: NAMESPACE},
    )
    file = etree.SubElement(
        root, f"{{{NAMESPACE}}}file", id="letter", original=printable(bilingual.document.source)
    )
    told = {"review": review_notice(bilingual), "checks": "" if findings is None else summary(findings)}
    if any(told.values()):
        head = etree.SubElement(file, f"{{{NAMESPACE}}}notes")
        for category, words in told.items():
            if words:
                _note(head, category, words)
    found = by_segment(findings or ())
    for group, members in groupby(units(bilingual), key=lambda unit: unit.group):
        sentences = list(members)
        unit = etree.SubElement(file, f"{{{NAMESPACE}}}unit", id=group, type=f"naast:{sentences[0].kind}")
        unit.set(XML_SPACE, "preserve")
        notes = etree.SubElement(unit, f"{{{NAMESPACE}}}notes")
        calls = iter(range(1, 10_000))
        for sentence in sentences:
            _note(notes, f"base:{sentence.id}", fingerprint(sentence.segment.target))
            if sentence.segment.note:
                _note(notes, f"note:{sentence.id}", sentence.segment.note)
            for finding in found.get(sentence.id, ()):
                note = _note(notes, f"check:{sentence.id}", finding_words(finding))
                note.set("appliesTo", "target")
                note.set("priority", PRIORITIES[finding.severity])
            segment = etree.SubElement(unit, f"{{{NAMESPACE}}}segment", id=sentence.id)
            segment.set("state", STATES_2[sentence.segment.status] if sentence.target else "initial")
            if sentence.target and sentence.segment.status in ("machine", "rejected"):
                segment.set("subState", f"naast:{sentence.segment.status}")
            ids: dict[str, str] = {}
            for tag, pieces in (("source", sentence.source), ("target", sentence.target)):
                if pieces or tag == "source":
                    _fill(etree.SubElement(segment, f"{{{NAMESPACE}}}{tag}"), pieces, ids, calls)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _note(parent: etree._Element, category: str, text: str) -> etree._Element:
    note = etree.SubElement(parent, f"{{{NAMESPACE}}}note", category=category)
    note.text = printable(text)
    return note


def _fill(
    element: etree._Element, pieces: tuple[Piece, ...], ids: dict[str, str], fresh: Iterator[int]
) -> None:
    """Append pieces as mixed content; a call has the same id in source and target (XLIFF 2.1 §4.7.2.4)."""
    for piece in pieces:
        if isinstance(piece, Call):
            identifier = ids.setdefault(piece.number, str(next(fresh)))
            shown = f"[{printable(piece.number)}]"
            etree.SubElement(element, f"{{{NAMESPACE}}}ph", id=identifier, disp=shown)
        else:
            append_text(element, printable(piece))


def read_xliff2(data: bytes) -> list[Returned]:
    """Return the segments of an XLIFF 2.x file that came back.

    Raises InputError when the file is not XLIFF 2 or is damaged.
    """
    found = []
    for unit in open_xliff(data, "2.1").iter("{*}unit"):
        bases = {
            (note.get("category") or "").removeprefix("base:"): note.text or ""
            for note in unit.iter("{*}note")
            if (note.get("category") or "").startswith("base:")
        }
        for segment in unit.iter("{*}segment"):
            source, target = segment.find("{*}source"), segment.find("{*}target")
            if source is None:
                continue
            identifier = segment.get("id") or ""
            state = segment.get("state")
            confirmed = None if state is None else state in DONE
            found.append(returned(identifier, (source, target), bases.get(identifier, ""), confirmed))
    return found
