"""Glossaries as TMX 1.4: a unit a concept, its terms as variants, for tools that read nothing better."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from reader.errors import InputError
from reader.safe_xml import parse
from translations.glossary_fields import checked
from translations.glossary_merge import Incoming
from translations.glossary_records import STATUSES, Concept, Language, Term, TermStatus

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FIELDS = ("domain", "definition", "source")
_WHEN_AND_WHO = ("creationdate", "creationid", "changedate", "changeid")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


def write_tmx_terms(concepts: Iterable[Concept]) -> bytes:
    """Return concepts as TMX 1.4; a unit holds the leading pair and, as further variants, the other terms."""
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        creationtool="Naast",
        creationtoolversion="1",
        segtype="phrase",
        adminlang="en",
        srclang="nl",
        datatype="plaintext",
    ).set("o-tmf", "Naast")
    body = etree.SubElement(root, "body")
    for concept in concepts:
        unit = etree.SubElement(body, "tu")
        if concept.id:
            unit.set("tuid", concept.id)
        for name, text in zip(_WHEN_AND_WHO, _when_and_who(concept), strict=True):
            if text:
                unit.set(name, text)
        if concept.note:
            etree.SubElement(unit, "note").text = concept.note
        for field in _FIELDS:
            if getattr(concept, field):
                _prop(unit, field, getattr(concept, field))
        if concept.do_not_translate:
            _prop(unit, "do_not_translate", "yes")
        # Tools that read a pair take the first of each language.
        order = sorted(
            enumerate(concept.terms), key=lambda one: (not one[1].preferred, one[1].language != "nl")
        )
        moved = [place for place, _ in order] != list(range(len(order)))
        for place, term in order:
            variant = etree.SubElement(unit, "tuv")
            variant.set(_LANG, term.language)
            if term.note:
                etree.SubElement(variant, "note").text = term.note
            for kind, text in (
                ("status", term.status),
                ("part_of_speech", term.part_of_speech),
                ("term_type", term.term_type),
                ("case_sensitive", "yes" if term.case_sensitive else ""),
                ("preferred", "yes" if term.preferred else ""),
                ("source", term.source),
                ("position", str(place) if moved else ""),
            ):
                if text:
                    _prop(variant, kind, text)
            etree.SubElement(variant, "seg").text = term.text
    tree = etree.ElementTree(root)
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def read_tmx_terms(data: bytes, name: str, *, status: TermStatus = "approved") -> list[Incoming]:
    """Read the units of a TMX file that have both languages, each as a concept.

    Raises:
        InputError: not well-formed, not TMX, or a unit is wrong: says the line.
    """
    root = parse(data, f"“{name}”", comments=False)
    if root.tag != "tmx":
        raise InputError(f"{name} is not TMX: its outermost element is «{etree.QName(root).localname}».")
    found: list[Incoming] = []
    for unit in root.iter("tu"):
        placed: list[tuple[int, Term]] = []
        for variant in unit.iter("tuv"):
            told = (variant.get(_LANG) or variant.get("lang") or "").lower()[:2]
            segment = variant.find("seg")
            if told not in ("nl", "en") or segment is None:
                continue
            language: Language = "nl" if told == "nl" else "en"
            given = _value(variant, "status")
            own = next((s for s in STATUSES if s == given), status)
            position = _value(variant, "position")
            remark = variant.find("note")
            term = Term(
                "".join(str(part) for part in segment.itertext()),
                language,
                own,
                _value(variant, "preferred") == "yes",
                _value(variant, "part_of_speech"),
                _value(variant, "term_type"),
                _value(variant, "case_sensitive") == "yes",
                "" if remark is None else remark.text or "",
                _value(variant, "source"),
            )
            placed.append((int(position) if position.isdecimal() else len(placed), term))
        terms = [term for _, term in sorted(placed, key=lambda one: one[0])]
        if not any(term.language == "nl" for term in terms):
            continue
        note = unit.find("note")
        concept = Concept(
            tuple(terms),
            id=unit.get("tuid", "") if len(unit.get("tuid", "")) == 32 else "",
            note="" if note is None else note.text or "",
            domain=_value(unit, "domain"),
            definition=_value(unit, "definition"),
            source=_value(unit, "source"),
            do_not_translate=_value(unit, "do_not_translate") == "yes",
            created_at=_iso(unit.get("creationdate", "")),
            created_by=unit.get("creationid", ""),
            modified_at=_iso(unit.get("changedate", "")),
            modified_by=unit.get("changeid", ""),
        )
        try:
            found.append(Incoming(checked(concept), int(unit.sourceline or 0)))
        except InputError as error:
            raise InputError(f"{name}, line {unit.sourceline}: {error}") from error
    return found


def _when_and_who(concept: Concept) -> tuple[str, str, str, str]:
    """The moments as TMX writes them (20260102T030405Z), and the persons."""
    created, modified = (
        at.replace("-", "").replace(":", "") for at in (concept.created_at, concept.modified_at)
    )
    return created, concept.created_by, modified, concept.modified_by


def _iso(moment: str) -> str:
    found = _MOMENT.fullmatch(moment)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""


def _prop(parent: etree._Element, kind: str, text: str) -> None:
    element = etree.SubElement(parent, "prop")
    element.set("type", kind)
    element.text = text


def _value(parent: etree._Element, kind: str) -> str:
    return next((prop.text or "" for prop in parent.findall("prop") if prop.get("type") == kind), "")
