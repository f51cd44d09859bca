"""Glossaries as TBX: writes version 3 (ISO 30042:2019, DCA style, TBX-Basic), reads 3 (DCA, DCT) and 2.

What TBX-Basic has no data category for (do not translate, case sensitive, proposed) stands in
``projectSubset``. Forbidden terms are "deprecatedTerm", those no longer used "supersededTerm".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from reader.errors import InputError
from reader.safe_xml import parse
from translations.glossary_fields import checked
from translations.glossary_merge import Incoming
from translations.glossary_records import TERM_TYPES, Concept, Language, Term, TermStatus

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_XML = "http://www.w3.org/XML/1998/namespace"
_LANG = f"{{{_XML}}}lang"

_PREFERRED, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
_STATUS_OUT: dict[TermStatus, str] = {
    "approved": _ADMITTED,
    "deprecated": "supersededTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
_STATUS_IN: dict[str, TermStatus] = {
    "preferredTerm": "approved",
    "admittedTerm": "approved",
    "standardizedTerm": "approved",
    "legalTerm": "approved",
    "regulatedTerm": "approved",
    "supersededTerm": "deprecated",
    "deprecatedTerm": "forbidden",
    "notRecommended": "deprecated",
    "preferred": "approved",
    "admitted": "approved",
    "superseded": "deprecated",
    "obsolete": "deprecated",
    "deprecated": "forbidden",
}
_DO_NOT_TRANSLATE, _CASE, _PROPOSED = "doNotTranslate", "caseSensitive", "proposed"
_PARTS = {"proper noun": "properNoun"}


def write_tbx(concepts: Iterable[Concept]) -> bytes:
    """Return concepts as TBX 3 in DCA style, dialect TBX-Basic."""
    root = etree.Element("tbx", nsmap={None: NAMESPACE})
    root.set("type", "TBX-Basic")
    root.set("style", "dca")
    root.set(_LANG, "en")
    header = etree.SubElement(etree.SubElement(root, "tbxHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(header, "sourceDesc"), "p").text = "Glossary exported by Naast"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for number, concept in enumerate(concepts, start=1):
        _write_concept(body, concept, number)
    tree = etree.ElementTree(root)
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _write_concept(body: etree._Element, concept: Concept, number: int) -> None:
    entry = etree.SubElement(body, "conceptEntry")
    # An XML id may not begin with a digit.
    entry.set("id", f"c{concept.id}" if concept.id else f"n{number}")
    for kind, text in (("subjectField", concept.domain), ("definition", concept.definition)):
        if text:
            _typed(entry, "descrip", kind, text)
    if concept.source:
        _typed(entry, "admin", "source", concept.source)
    if concept.do_not_translate:
        _typed(entry, "admin", "projectSubset", _DO_NOT_TRANSLATE)
    for kind, when, who in (
        ("origination", concept.created_at, concept.created_by),
        ("modification", concept.modified_at, concept.modified_by),
    ):
        if when:
            group = etree.SubElement(entry, "transacGrp")
            _typed(group, "transac", "transactionType", kind)
            if who:
                _typed(group, "transacNote", "responsibility", who)
            etree.SubElement(group, "date").text = when
    if concept.note:
        etree.SubElement(entry, "note").text = concept.note
    for language in ("nl", "en"):
        terms = concept.of("nl" if language == "nl" else "en")
        if terms:
            section = etree.SubElement(entry, "langSec")
            section.set(_LANG, language)
            for term in terms:
                _write_term(section, term)


def _write_term(section: etree._Element, term: Term) -> None:
    group = etree.SubElement(section, "termSec")
    etree.SubElement(group, "term").text = term.text
    if term.part_of_speech:
        _typed(group, "termNote", "partOfSpeech", _PARTS.get(term.part_of_speech, term.part_of_speech))
    if term.status != "proposed":
        preferred = term.preferred and term.status == "approved"
        _typed(
            group, "termNote", "administrativeStatus", _PREFERRED if preferred else _STATUS_OUT[term.status]
        )
    if term.term_type:
        _typed(group, "termNote", "termType", term.term_type)
    for told, mark in (
        (term.status == "proposed", f"{_PROPOSED}Preferred" if term.preferred else _PROPOSED),
        (term.case_sensitive, _CASE),
    ):
        if told:
            _typed(group, "admin", "projectSubset", mark)
    if term.source:
        _typed(group, "admin", "source", term.source)
    if term.note:
        etree.SubElement(group, "note").text = term.note


def _typed(parent: etree._Element, tag: str, kind: str, text: str) -> None:
    element = etree.SubElement(parent, tag)
    element.set("type", kind)
    element.text = text


def read_tbx(data: bytes, name: str, *, status: TermStatus = "approved") -> list[Incoming]:
    """Read the concepts that have a Dutch term from TBX, version 3 or 2.

    Terms whose status the file does not tell get ``status``.

    Raises:
        InputError: not well-formed, not TBX, or an entry is wrong: says the line.
    """
    root = parse(data, f"“{name}”", comments=False)
    if _local(root) not in ("tbx", "martif"):
        raise InputError(f"{name} is not TBX: its outermost element is «{_local(root)}».")
    found: list[Incoming] = []
    for entry in _descendants(root, "conceptEntry", "termEntry"):
        concept = _read_concept(entry, status)
        if not concept.of("nl"):
            continue
        try:
            found.append(Incoming(checked(concept), int(entry.sourceline or 0)))
        except InputError as error:
            raise InputError(f"{name}, line {entry.sourceline}: {error}") from error
    return found


def _read_concept(entry: etree._Element, status: TermStatus) -> Concept:
    texts = {"subjectField": "", "definition": "", "source": ""}
    notes: list[str] = []
    terms: list[Term] = []
    moments = {"origination": ("", ""), "modification": ("", "")}
    untranslated = False
    for element in entry:
        tag = _local(element)
        if tag in ("langSec", "langSet"):
            terms += _read_section(element, status)
        elif tag == "note":
            notes.append(_text(element))
        elif tag == "transacGrp":
            kind = next((_text(e) for e in element if _kind(e) == "transactionType"), "")
            who = next((_text(e) for e in element if _kind(e) == "responsibility"), "")
            if kind in moments:
                moments[kind] = (next((_text(e) for e in element if _local(e) == "date"), ""), who)
        else:
            for part in (element, *element) if tag.endswith("Grp") else (element,):
                kind = _kind(part)
                if kind in texts and not texts[kind]:
                    texts[kind] = _text(part)
                elif kind == "projectSubset" and _text(part) == _DO_NOT_TRANSLATE:
                    untranslated = True
    identity = entry.get("id", "")
    ours = len(identity) == 33 and identity.startswith("c") and identity[1:].isalnum()
    return Concept(
        tuple(terms),
        id=identity[1:] if ours else "",
        domain=texts["subjectField"],
        definition=texts["definition"],
        source=texts["source"],
        note="\n".join(note for note in notes if note),
        do_not_translate=untranslated,
        created_at=moments["origination"][0],
        created_by=moments["origination"][1],
        modified_at=moments["modification"][0],
        modified_by=moments["modification"][1],
    )


def _read_section(section: etree._Element, status: TermStatus) -> Iterator[Term]:
    language = (section.get(_LANG) or section.get("lang") or "").lower().split("-")[0].split("_")[0]
    language = {"nld": "nl", "dut": "nl", "eng": "en"}.get(language, language)
    if language not in ("nl", "en"):
        return
    for group in _descendants(section, "termSec", "tig", "ntig"):
        yield _read_term(group, "nl" if language == "nl" else "en", status)


def _read_term(group: etree._Element, language: Language, default: TermStatus) -> Term:
    values: dict[str, str] = {}
    marks: list[str] = []
    for element in group.iter():
        if not isinstance(element.tag, str):
            continue
        kind = "term" if _local(element) == "term" else _kind(element)
        if kind == "projectSubset":
            marks.append(_text(element))
        elif kind:
            values.setdefault(kind, _text(element))
    told = values.get("administrativeStatus", "").removesuffix("-admn-sts")
    proposed = any(mark.startswith(_PROPOSED) for mark in marks)
    kinds = {out: ours for ours, out in _PARTS.items()}
    part = values.get("partOfSpeech", "")
    term_type = values.get("termType", "")
    return Term(
        values.get("term", ""),
        language,
        "proposed" if proposed else _STATUS_IN.get(told, default),
        told in ("preferredTerm", "preferred") or f"{_PROPOSED}Preferred" in marks,
        kinds.get(part, part),
        term_type if term_type in TERM_TYPES else "",
        _CASE in marks,
        values.get("note", ""),
        values.get("source", ""),
    )


def _kind(element: etree._Element) -> str:
    """The data category: the ``type`` (DCA, version 2), or the element's own name (DCT), ``note`` as such."""
    if not isinstance(element.tag, str):
        return ""
    return str(element.get("type") or _local(element))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext()).strip()


def _descendants(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    for element in root.iter():
        if _local(element) in names:
            yield element
