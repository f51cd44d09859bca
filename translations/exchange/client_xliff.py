"""A client's own XLIFF: the translations it came with, and the file filled in with ours."""

from __future__ import annotations

from lxml import etree

from reader.document import Document
from reader.errors import InputError
from reader.importers.xliff import source_elements
from reader.inline_codes import read_codes, write_codes
from reader.safe_xml import parse
from translations.exchange.units import Call, units
from translations.exchange.xliff_common import DONE, STATES_1, STATES_2
from translations.segments import Bilingual, Segment, Status


def existing_segments(data: bytes, document: Document) -> dict[str, Segment]:
    """Return the segments of a client's XLIFF that already have English, keyed by sentence id.

    Signed-off, final and reviewed ones count as confirmed, other targets as edited: a person's work.
    """
    found: dict[str, Segment] = {}
    pairs = source_elements(parse(data, "This XLIFF file"))
    for (holder, _), block in zip(pairs, document.blocks, strict=False):
        target = holder.find("{*}target")
        text = "" if target is None else read_codes(target)[0]
        if target is None or not text.strip():
            continue
        state = target.get("state") or holder.get("state") or ""
        done = holder.get("approved") == "yes" or state in DONE
        status: Status = "confirmed" if done else "edited"
        sentence = block.sentences[0]
        found[sentence.id] = Segment(
            sentence.id, block.id, block.text, target=text, status=status, origin="person"
        )
    return found


def fill(data: bytes, bilingual: Bilingual) -> bytes:
    """Return the client's XLIFF file with our English in its targets and its inline codes in place.

    Everything else in the file stays as it was. Raises InputError when the file is no longer the one
    that the document was read from.
    """
    root = parse(data, "This XLIFF file")
    pairs = source_elements(root)
    exported = units(bilingual)
    if [read_codes(source)[0] for _, source in pairs] != [block.text for block in bilingual.document.blocks]:
        raise InputError("The XLIFF file changed since it was opened here; open it again and export then.")
    for (holder, source), unit in zip(pairs, exported, strict=True):
        if not unit.segment.target:
            continue
        target = holder.find("{*}target")
        if target is None:
            namespace = etree.QName(source).namespace
            target = etree.Element(f"{{{namespace}}}target" if namespace else "target")
            source.addnext(target)
        pieces = [(p.number, True) if isinstance(p, Call) else (p, False) for p in unit.target]
        write_codes(target, pieces, read_codes(source)[1])
        if etree.QName(holder).localname == "segment":
            holder.set("state", STATES_2[unit.segment.status])
        else:
            target.set("state", STATES_1[unit.segment.status])
            holder.set("approved", "yes" if unit.segment.reviewed else "no")
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")
