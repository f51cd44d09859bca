"""Real Word footnotes, which python-docx does not write: the footnotes part and the calls into it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as Docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

from reader.document import Footnote
from reader.writers.runs import Run, runs

_FIRST_ID = 2
"""0 and 1 are the separators that ISO/IEC 29500-1 §17.11.23 asks every footnotes part to hold."""


class FootnotesPart:
    """The notes of one document being written, and the numbers that have been called so far."""

    def __init__(self, notes: Sequence[Footnote]) -> None:
        self._ids = {note.number: number for number, note in enumerate(notes, _FIRST_ID)}
        self._called: set[str] = set()

    @classmethod
    def attach(cls, made: Docx, notes: Sequence[Footnote]) -> FootnotesPart | None:
        """Add ``notes`` to ``made`` as its footnotes part; None when there are none."""
        if not notes:
            return None
        _add_styles(made)
        root = etree.fromstring(
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="1">'
            "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
        )
        for number, note in enumerate(notes, _FIRST_ID):
            root.append(_note(number, note))
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, made.part.package)
        made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        return cls(notes)

    def call(self, paragraph: Any, number: str) -> bool:
        """Append a call of note ``number``; False when there is no such note or it was called before.

        Word numbers notes by the order of their calls, so a second call cannot point at the same note.
        """
        if number not in self._ids or number in self._called:
            return False
        self._called.add(number)
        run = paragraph.add_run()
        run.style = "Footnote Reference"
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._ids[number]))
        run._r.append(reference)
        return True


def _note(number: int, note: Footnote) -> etree._Element:
    element = OxmlElement("w:footnote")
    element.set(qn("w:id"), str(number))
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), "FootnoteText")
    properties.append(style)
    paragraph.append(properties)
    mark = _run(Run(""), "FootnoteReference")
    mark.append(OxmlElement("w:footnoteRef"))
    paragraph.append(mark)
    for piece in [Run(" "), *runs(note)]:
        if not piece.footnote:
            paragraph.append(_run(piece))
    element.append(paragraph)
    return element


def _run(piece: Run, style: str = "") -> Any:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    if style:
        named = OxmlElement("w:rStyle")
        named.set(qn("w:val"), style)
        properties.append(named)
    for wanted, tag in ((piece.bold, "w:b"), (piece.italic, "w:i")):
        if wanted:
            properties.append(OxmlElement(tag))
    run.append(properties)
    if piece.text:
        text = OxmlElement("w:t")
        text.text = piece.text
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(text)
    return run


def _add_styles(made: Docx) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    reference = made.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    text = made.styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = made.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(2)
