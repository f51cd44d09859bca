"""What a client receives: every format holds the whole text, says what was reviewed, and can come back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from bilingual_letters import letter, with_status
from lxml import etree, html
from translate.storage import tmx as toolkit_tmx
from translate.storage import xliff as toolkit_xliff

from reader.document import Block, Document
from reader.errors import InputError
from reader.identity import identify
from translations.exchange.docx_table import read_bilingual_docx, write_bilingual_docx
from translations.exchange.html_table import write_bilingual_html
from translations.exchange.odt_table import write_bilingual_odt
from translations.exchange.tmx import write_tmx
from translations.exchange.units import compare, fingerprint
from translations.exchange.xliff import read_xliff, write_xliff
from translations.exchange.xliff2 import read_xliff2, write_xliff2
from translations.segments import Bilingual, Segment

LETTERS = ["letter_a", "letter_b", "letter_c", "letter_d"]
NOT_REVIEWED = "Machine translation, not reviewed"


def odt_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(etree.fromstring(archive.read("content.xml")).itertext())


def docx_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(
            "".join(etree.fromstring(archive.read(name)).itertext())
            for name in archive.namelist()
            if name in ("word/document.xml", "word/footnotes.xml")
        )


def html_text(data: bytes) -> str:
    return html.fromstring(data).text_content()


WRITERS = {
    "html": (write_bilingual_html, html_text),
    "docx": (write_bilingual_docx, docx_text),
    "odt": (write_bilingual_odt, odt_text),
}


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("form", WRITERS)
def test_both_columns_hold_every_text_and_the_notice(form: str, name: str) -> None:
    bilingual = letter(name)
    write, read = WRITERS[form]
    text = read(write(bilingual))
    assert NOT_REVIEWED in text
    for segment in bilingual.segments.values():
        for part in (segment.source, segment.target):
            assert part.split()[-1] in text
    for note in bilingual.document.footnotes:
        assert note.text in text


@pytest.mark.parametrize("form", WRITERS)
def test_the_signed_english_alone_has_no_dutch_and_no_notice(form: str) -> None:
    bilingual = letter("letter_a")
    document = replace(bilingual.document, footnotes=())
    bilingual = with_status(Bilingual(document, bilingual.segments), "confirmed", 10_000)
    write, read = WRITERS[form]
    text = read(write(bilingual, target_only=True))
    assert NOT_REVIEWED not in text
    longest = max(bilingual.segments.values(), key=lambda s: len(s.source))
    assert longest.source[:40] not in text
    assert longest.target[:20] in text


@pytest.mark.parametrize("form", WRITERS)
def test_reviewed_parts_are_told_apart(form: str) -> None:
    bilingual = with_status(letter(), "confirmed", 3)
    write, read = WRITERS[form]
    assert f"{NOT_REVIEWED}, except 3 of" in read(write(bilingual, target_only=True))


def test_word_footnotes_are_real_and_each_is_called_once() -> None:
    bilingual = letter()
    data = write_bilingual_docx(bilingual, target_only=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    called = [element.get(f"{w}id") for element in body.iter(f"{w}footnoteReference")]
    kept = [e.get(f"{w}id") for e in notes.iter(f"{w}footnote") if e.get(f"{w}type") is None]
    assert called == kept
    assert len(called) == len(bilingual.document.footnotes)


@pytest.mark.parametrize(
    ("write", "read"),
    [(write_xliff, read_xliff), (write_xliff2, read_xliff2), (write_bilingual_docx, read_bilingual_docx)],
)
@pytest.mark.parametrize("name", LETTERS)
def test_a_file_that_comes_back_untouched_changes_nothing(write, read, name: str) -> None:
    bilingual = letter(name)
    comparison = compare(read(write(bilingual)), bilingual.segments)
    assert comparison.changes == ()
    assert comparison.conflicts == ()
    assert comparison.unchanged == len(bilingual.segments)


def test_an_edit_made_in_another_program_comes_back_by_id() -> None:
    bilingual = letter()
    root = etree.fromstring(write_xliff(bilingual))
    unit = root.findall(".//{*}trans-unit")[5]
    target = unit.find("{*}target")
    for child in list(target):
        target.remove(child)
    target.text = "Edited elsewhere."
    unit.set("approved", "yes")
    comparison = compare(read_xliff(etree.tostring(root)), bilingual.segments)
    (change,) = comparison.changes
    assert (change.id, change.returned, change.confirmed) == (unit.get("id"), "Edited elsewhere.", True)


def test_an_edit_made_on_both_sides_is_a_conflict() -> None:
    bilingual = letter()
    key = list(bilingual.segments)[4]
    returned = [
        replace(unit, target="Theirs") if unit.id == key else unit
        for unit in read_xliff(write_xliff(bilingual))
    ]
    here = dict(bilingual.segments)
    here[key] = replace(here[key], target="Ours", status="edited")
    comparison = compare(returned, here)
    assert comparison.changes == ()
    (conflict,) = comparison.conflicts
    assert (conflict.here, conflict.returned) == ("Ours", "Theirs")


def test_an_edited_word_table_comes_back_by_id() -> None:
    bilingual = letter()
    opened = docx.Document(io.BytesIO(write_bilingual_docx(bilingual)))
    cell = opened.tables[0].rows[6].cells[2]
    for run in cell.paragraphs[0].runs[1:]:
        run.text = ""
    cell.paragraphs[0].runs[0].text = "A new sentence."
    buffer = io.BytesIO()
    opened.save(buffer)
    comparison = compare(read_bilingual_docx(buffer.getvalue()), bilingual.segments)
    assert [change.returned for change in comparison.changes] == ["A new sentence."]


def test_other_programs_read_the_xliff_and_tmx() -> None:
    bilingual = letter()
    xliff = toolkit_xliff.xlifffile.parsestring(write_xliff(bilingual))
    assert len(xliff.units) == len(bilingual.segments) + len(bilingual.document.footnotes)
    memory = toolkit_tmx.tmxfile.parsestring(write_tmx(bilingual))
    assert {unit.source for unit in memory.units} == {s.source for s in bilingual.segments.values()}


def test_text_from_a_letter_never_becomes_markup() -> None:
    hostile = '<script>alert(1)</script> & =HYPERLINK("x") \x07]]>'
    blocks, _ = identify([Block("", "paragraph", hostile, 1)], (), lambda text: [(0, len(text))])
    document = Document("x", hostile, blocks)
    sentence = blocks[0].sentences[0]
    segment = Segment(sentence.id, blocks[0].id, hostile, target=hostile, machine=hostile)
    bilingual = Bilingual(document, {sentence.id: segment})
    page = html.fromstring(write_bilingual_html(bilingual))
    assert page.findall(".//script") == []
    assert "<script>alert(1)</script>" in page.text_content()
    for write in (write_xliff, write_xliff2, write_tmx):
        assert "<script>" in "".join(etree.fromstring(write(bilingual)).itertext())
    assert "<script>" in docx_text(write_bilingual_docx(bilingual))
    assert "<script>" in odt_text(write_bilingual_odt(bilingual))


@pytest.mark.parametrize("read", [read_xliff, read_xliff2, read_bilingual_docx])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no file of ours",
        b"<xliff",
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff version="1.2">&e;</xliff>',
        b"PK\x03\x04rubbish",
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(read, data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert "\n" not in str(caught.value)


def test_the_fingerprint_is_short_and_stable() -> None:
    assert fingerprint("The House.") == fingerprint("The House.")
    assert len(fingerprint("")) == 8
