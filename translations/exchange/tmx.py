"""A bilingual document as TMX 1.4b for other translation memories, through translate-toolkit."""

from __future__ import annotations

from lxml import etree
from translate.storage import tmx

from reader.writers.runs import printable
from translations.exchange.review import review_notice, state_name
from translations.exchange.units import plain, units
from translations.segments import Bilingual


def write_tmx(bilingual: Bilingual) -> bytes:
    """Return the translated segments as TMX 1.4b; each unit's ``x-state`` says whether it was reviewed."""
    store = tmx.tmxfile(sourcelanguage="nl")
    for unit in units(bilingual):
        target = plain(unit.target)
        source = plain(unit.source)
        if not target.strip() or not source.strip():
            continue
        store.addtranslation(
            printable(source), "nl", printable(target), "en", comment=printable(unit.segment.note) or None
        )
        element = store.units[-1].xmlelement
        element.set("tuid", unit.id)
        state = etree.Element("prop", type="x-state")
        state.text = state_name(unit.segment)
        first = element.find("tuv")
        element.insert(0 if first is None else element.index(first), state)
    notice = review_notice(bilingual)
    header = store.document.getroot().find("header")
    if header is not None:
        header.set("creationtool", "Naast")
        header.set("creationtoolversion", "1")
        header.set("segtype", "sentence")
        header.set("o-tmf", "Naast")
        if notice:
            etree.SubElement(header, "note").text = notice
    return bytes(store)
