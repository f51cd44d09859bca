"""Translation memories to and from TMX 1.4b (https://www.gala-global.org/tmx-14b), a unit at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from lxml import etree
from translate.storage import tmx

from reader.errors import InputError
from reader.writers.runs import printable
from translations.memory_units import Unit

MAX_BYTES = 4 * 1024**3
MAX_TEXT = 20_000
"""Characters of a segment; what is longer is no sentence."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tmx(path: Path) -> Iterator[Unit]:
    """Yield the Dutch–English units of a TMX file of any size; units in other languages are passed over.

    Raises:
        InputError: it is no TMX file, is damaged (units before the damage have been yielded), declares
            entities, or is larger than :data:`MAX_BYTES`.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("This TMX file is larger than 4 GB: split it and try again.")
        with path.open("rb") as file:
            yield from _units(file)
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror}.") from error


def _units(file: IO[bytes]) -> Iterator[Unit]:
    events = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root: etree._Element | None = None
    try:
        for event, element in events:
            if root is None:
                root = element
                _refuse_others(root)
            if event == "end" and _name(element) == "tu":
                unit = _unit(element)
                _let_go(element)
                if unit is not None:
                    yield unit
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"This TMX file is damaged: line {error.lineno or 1} is not well-formed XML; export it again."
        ) from error
    if root is None:
        raise InputError("This TMX file is empty.")


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _refuse_others(root: etree._Element) -> None:
    if _name(root) != "tmx":
        raise InputError("This is not a TMX file: export the memory as TMX 1.4.")
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        raise InputError("This TMX file declares XML entities, which Naast does not open: export it without.")


def _let_go(element: etree._Element) -> None:
    """Forget a unit that was read, and the empty places of those before it, so that memory stays small."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _unit(element: etree._Element) -> Unit | None:
    """Read one ``tu``; None unless it has Dutch and English."""
    texts: dict[str, str] = {}
    for variant in element.iterchildren("{*}tuv"):
        language = (variant.get(_XML_LANG) or variant.get("lang") or "").lower().replace("_", "-")
        short = language.split("-")[0]
        if short in ("nl", "en") and short not in texts:
            texts[short] = _segment_text(variant)
    source, target = texts.get("nl", "").strip(), texts.get("en", "").strip()
    if not source or not target or max(len(source), len(target)) > MAX_TEXT:
        return None
    return Unit(source, target, changed_at=_date(element.get("changedate") or element.get("creationdate")))


def _segment_text(variant: etree._Element) -> str:
    """Return the words of a ``tuv``; the codes of its inline elements (bpt, ept, ph, it) are not words."""
    segment = next(variant.iterchildren("{*}seg"), None)
    if segment is None:
        return ""
    pieces = [segment.text or ""]
    for child in segment.iterchildren():
        if _name(child) in ("hi", "sub"):
            pieces.append("".join(str(text) for text in child.itertext()))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _date(stamp: str | None) -> str:
    """Return TMX's 20240131T120000Z as ISO 8601, or nothing."""
    if not stamp or len(stamp) < 15 or not stamp[:8].isdecimal() or not stamp[9:15].isdecimal():
        return ""
    day, time = stamp[:8], stamp[9:15]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{time[:2]}:{time[2:4]}:{time[4:]}+00:00"


def write_tmx(units: Iterable[Unit], path: Path) -> int:
    """Write units as TMX 1.4b, one at a time; return how many.

    Raises:
        OSError: the file cannot be written.
    """
    count = 0
    with etree.xmlfile(str(path), encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", version="1.4"):
            header = {
                "creationtool": "Naast",
                "creationtoolversion": "1",
                "segtype": "sentence",
                "o-tmf": "Naast",
                "adminlang": "en",
                "srclang": "nl",
                "datatype": "plaintext",
            }
            xml.write(etree.Element("header", header))
            with xml.element("body"):
                for unit in units:
                    made: Any = tmx.tmxunit(None)
                    made.setsource(printable(unit.source), "nl")
                    made.settarget(printable(unit.target), "en")
                    stamp = unit.changed_at[:19].replace("-", "").replace(":", "")
                    if len(stamp) == 15:
                        made.xmlelement.set("changedate", f"{stamp}Z")
                    xml.write(made.xmlelement)
                    count += 1
    return count
