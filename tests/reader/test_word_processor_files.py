"""Word and OpenDocument files: headings, lists, tables, links, emphasis, notes; and files made to do harm."""

# ruff: noqa: E501 (markup is easier to read unbroken)

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from reader.document import Block, Document
from reader.errors import InputError
from reader.importers import packed as packed_module
from reader.importers import read_document
from reader.writers.docx import write_docx
from reader.writers.odt import write_odt

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def word_file(path: Path, body: str, **parts: str) -> Path:
    """Write a .docx of this body; ``parts`` are other files of the word folder, by name without ending."""
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{REL}/{name}" Target="{name}.xml"/>'
        for name in parts
        if name != "links"
    ) + parts.pop("links", "")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "word/document.xml", f"<w:document {W} {R}><w:body>{body}</w:body></w:document>".encode()
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}'
            "</Relationships>",
        )
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return path


def shape(block: Block) -> tuple[str, str, str]:
    return block.kind, block.marker, block.text


def marked(document: Document) -> set[tuple[str, str, str]]:
    return {
        (block.text[span.start : span.end], span.kind, span.ref)
        for block in document.blocks
        for span in block.spans
    }


def test_word_styles_lists_and_tables(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Een brief", 0)
    made.add_heading("Ontwikkelingen", 1)
    paragraph = made.add_paragraph("Het kabinet vindt dit ")
    paragraph.add_run("zorgwekkend").italic = True
    paragraph.add_run(" en handelt.\tDat blijft")
    paragraph.add_run("\nzo.")
    made.add_paragraph("een punt", style="List Bullet")
    made.add_paragraph("stap een", style="List Number")
    made.add_paragraph("stap twee", style="List Number")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Stad", "Aantal", "Utrecht", "4"), strict=True
    ):
        cell.text = text
    path = tmp_path / "brief.docx"
    made.save(str(path))
    document = read_document(path)
    assert [shape(block) for block in document.blocks] == [
        ("title", "", "Een brief"),
        ("heading", "", "Ontwikkelingen"),
        ("paragraph", "", "Het kabinet vindt dit zorgwekkend en handelt. Dat blijft zo."),
        ("list_item", "•", "een punt"),
        ("list_item", "1.", "stap een"),
        ("list_item", "2.", "stap twee"),
        ("table", "", "Stad | Aantal\nUtrecht | 4"),
    ]
    assert document.title == "Een brief"
    assert ("zorgwekkend", "emphasis", "italic") in marked(document)
    assert [document.blocks[2].sentence_text(s) for s in document.blocks[2].sentences] == [
        "Het kabinet vindt dit zorgwekkend en handelt.",
        "Dat blijft zo.",
    ]


def test_word_notes_links_and_tracked_changes(tmp_path: Path) -> None:
    path = word_file(
        tmp_path / "brief.docx",
        '<w:p><w:r><w:t xml:space="preserve">Het gaat om functies.</w:t></w:r>'
        '<w:r><w:footnoteReference w:id="5"/></w:r><w:r><w:t xml:space="preserve"> Meer in </w:t></w:r>'
        '<w:hyperlink r:id="web"><w:r><w:t>het rapport</w:t></w:r></w:hyperlink>'
        "<w:ins><w:r><w:t>, ingevoegd</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>, geschrapt</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>, verborgen</w:t></w:r><w:r><w:t>.</w:t></w:r>"
        '<w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://naast.example/y" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>veld</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> en</w:t></w:r>'
        "<w:r><w:noBreakHyphen/><w:t>zo</w:t></w:r></w:p>",
        footnotes=f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="5"><w:p><w:r><w:t>Kamerstuk 32 735.</w:t></w:r></w:p></w:footnote></w:footnotes>',
        endnotes=f'<w:endnotes {W}><w:endnote w:id="1"><w:p><w:r><w:t>Slotnoot.</w:t></w:r></w:p></w:endnote>'
        "</w:endnotes>",
        links=f'<Relationship Id="web" Type="{REL}/hyperlink" Target="https://naast.example/x" '
        'TargetMode="External"/>',
    )
    document = read_document(path)
    first, second = document.blocks
    assert first.text == "Het gaat om functies. Meer in het rapport, ingevoegd."
    assert [(call.start, call.ref) for call in first.footnote_calls()] == [(21, "1"), (len(first.text), "i")]
    assert second.text == "veld en-zo"
    assert ("het rapport", "link", "https://naast.example/x") in marked(document)
    assert ("veld", "link", "https://naast.example/y") in marked(document)
    assert [(note.number, note.text) for note in document.footnotes] == [
        ("1", "Kamerstuk 32 735."),
        ("i", "Slotnoot."),
    ]


def test_word_numbers_are_counted_as_word_counts_them(tmp_path: Path) -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    path = word_file(
        tmp_path / "lijst.docx",
        "".join(item.format(depth) for depth in (0, 1, 1, 0, 1, 2)),
        numbering=f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">'
        + level.format(0, "decimal", "%1.")
        + level.format(1, "lowerLetter", "%1.%2)")
        + level.format(2, "upperRoman", "(%3)")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>',
    )
    assert [block.marker for block in read_document(path).blocks] == [
        "1.",
        "1.a)",
        "1.b)",
        "2.",
        "2.a)",
        "(I)",
    ]


@pytest.mark.parametrize("nonsense", ["", "-1", "x", "²", "9" * 5000, "%1"])
def test_numbers_that_are_none_do_no_harm(tmp_path: Path, nonsense: str) -> None:
    path = word_file(
        tmp_path / "lijst.docx",
        f'<w:p><w:pPr><w:outlineLvl w:val="{nonsense}"/><w:numPr><w:ilvl w:val="{nonsense}"/><w:numId w:val="1"/>'
        "</w:numPr></w:pPr><w:r><w:t>tekst</w:t></w:r></w:p>",
        numbering=f'<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="{nonsense}">'
        f'<w:start w:val="{nonsense}"/><w:numFmt w:val="{nonsense}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>',
    )
    assert [block.text for block in read_document(path).blocks] == ["tekst"]
    odt = odt_file(
        tmp_path / "lijst.odt",
        f'<text:h text:outline-level="{nonsense}">kop</text:h><text:list text:style-name="L"><text:list-item '
        f'text:start-value="{nonsense}"><text:p>tekst</text:p></text:list-item></text:list><table:table><table:table-row>'
        f'<table:table-cell table:number-columns-repeated="{nonsense}"><text:p>cel</text:p></table:table-cell>'
        "</table:table-row></table:table>",
        f'<text:list-style style:name="L"><text:list-level-style-number text:level="{nonsense}" '
        f'text:start-value="{nonsense}"/></text:list-style>',
    )
    assert [block.text for block in read_document(odt).blocks] == ["kop", "tekst", "cel"]


def test_word_text_boxes_are_read_once(tmp_path: Path) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>In het kader.</w:t></w:r></w:p></w:txbxContent>"
    path = word_file(
        tmp_path / "kader.docx",
        f"<w:p><w:r><w:t>Ervoor.</w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert [block.text for block in read_document(path).blocks] == ["Ervoor.", "In het kader."]


ODT_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def odt_file(path: Path, body: str, styles: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f"<office:document-content {ODT_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return path


def test_opendocument_headings_lists_tables_notes_and_links(tmp_path: Path) -> None:
    path = odt_file(
        tmp_path / "brief.odt",
        "<text:tracked-changes><text:p>geschrapt</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">Ontwikkelingen</text:h>'
        "<text:p>Het gaat om functies.<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Kamerstuk 32 735.</text:p></text:note-body></text:note><text:s text:c='3'/>Zie "
        '<text:a xlink:href="https://naast.example/x"><text:span text:style-name="T1">het rapport</text:span></text:a>'
        ".<text:line-break/>Klaar.</text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>een</text:p><text:list><text:list-item>'
        "<text:p>dieper</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>twee</text:p>"
        "</text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Stad</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"><text:p>Aantal</text:p></table:table-cell>'
        "</table:table-row></table:table>",
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/><text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>',
    )
    document = read_document(path)
    assert [shape(block) for block in document.blocks] == [
        ("heading", "", "Ontwikkelingen"),
        ("paragraph", "", "Het gaat om functies. Zie het rapport. Klaar."),
        ("list_item", "1.", "een"),
        ("list_item", "–", "dieper"),
        ("list_item", "2.", "twee"),
        ("table", "", "Stad | Aantal | Aantal"),
    ]
    assert [(call.start, call.ref) for call in document.blocks[1].footnote_calls()] == [(21, "1")]
    assert [(note.number, note.text) for note in document.footnotes] == [("1", "Kamerstuk 32 735.")]
    assert {
        ("het rapport", "link", "https://naast.example/x"),
        ("het rapport", "emphasis", "italic"),
    } <= marked(document)


def letter(tmp_path: Path) -> Document:
    path = tmp_path / "brief.txt"
    path.write_text(
        "32 735 Mensenrechten in het buitenlands beleid\n\nNr. 209 BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN\n\n"
        "Den Haag, 27 september 2018\n\nHet kabinet wijst op ruim 70.000 vacatures voor veiligheidsfuncties.1 Dat is\n"
        "een verdubbeling ten opzichte van 2016.\n\nMaatregelen\n\nHet kabinet neemt maatregelen tegen inmenging.\n\n"
        "1 Kamerstukken 30 821 en 26 643, nr. 42\n",
        encoding="utf-8",
    )
    return read_document(path)


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_what_naast_writes_it_reads_again(tmp_path: Path, ending: str) -> None:
    document = letter(tmp_path)
    path = tmp_path / f"brief.{ending}"
    path.write_bytes(write_docx(document) if ending == "docx" else write_odt(document))
    again = read_document(path)
    texts = [block.text for block in again.blocks]
    assert [block.text for block in document.blocks if block.text not in texts] == []
    assert [(note.number, note.text) for note in again.footnotes] == [
        (note.number, note.text) for note in document.footnotes
    ]


LETTER_LINES = [
    ("meta", "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal"),
    ("meta", "Postbus 20018"),
    ("meta", "Den Haag, 3 maart 2022"),
    ("title", "29 237 Afrikabeleid"),
    ("title", "Nr. 214 Brief van de Minister van Buitenlandse Zaken"),
    (
        "paragraph",
        "Hierbij bied ik u het verslag aan van mijn bezoek aan Togo en Benin, dat ik vorige week bracht.",
    ),
    ("heading", "Vraag 1"),
    ("paragraph", "Is de tekst van het verslag openbaar, en zo ja, waar?"),
    ("paragraph", "Ja, op de site van het ministerie."),
    ("signature", "De Minister van Buitenlandse Zaken,"),
    ("signature", "A.F.G.M. Terborgh-de Winter"),
    ("signature", "De Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking,"),
    ("signature", "J.W.L. ter Haar"),
]


@pytest.mark.parametrize("ending", ["docx", "odt", "html"])
def test_the_head_and_signature_of_a_letter_are_told_in_every_format(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"brief.{ending}"
    texts = [text for _, text in LETTER_LINES]
    # The address and the first signature are broken by hand within one paragraph, as people type them.
    paragraphs = ["\n".join(texts[:2]), *texts[2:9], "\n".join(texts[9:11]), *texts[11:]]
    if ending == "docx":
        made = docx.Document()
        for text in paragraphs:
            made.add_paragraph(text)
        made.save(path)
    elif ending == "odt":
        body = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
        odt_file(path, body.replace("\n", "<text:line-break/>"))
    else:
        body = "".join(f"<p>{text}</p>" for text in paragraphs).replace("\n", "<br>")
        path.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", encoding="utf-8")
    document = read_document(path)
    assert [(block.kind, block.text) for block in document.blocks] == LETTER_LINES
    assert document.title == "Kamerstuk 29 237, nr. 214"
    assert document.metadata["date"] == "2022-03-03"


def test_a_line_broken_by_hand_within_a_paragraph_is_a_space(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("De kou\nbleef lang hangen in het noorden.")
    made.save(tmp_path / "kou.docx")
    texts = [block.text for block in read_document(tmp_path / "kou.docx").blocks]
    assert texts == ["De kou bleef lang hangen in het noorden."]


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_a_part_that_swells_is_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"bom.{ending}"
    body = " " * (20 * 1024 * 1024)
    if ending == "docx":
        word_file(path, body)
    else:
        odt_file(path, body)
    with pytest.raises(InputError, match="unpacks to far more than its size"):
        read_document(path)


def test_a_size_that_lies_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_module, "LARGEST_PART", 1000)
    path = word_file(tmp_path / "groot.docx", "<w:p><w:r><w:t>" + "tekst " * 1000 + "</w:t></w:r></w:p>")
    with pytest.raises(InputError, match="unpacks to far more than its size"):
        read_document(path)


def test_entities_in_a_word_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "xxe.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {W}><w:body><w:p><w:r><w:t>&e;</w:t>'
            "</w:r></w:p></w:body></w:document>",
        )
    with pytest.raises(InputError, match="declares XML entities"):
        read_document(path)


def test_a_document_cut_short_is_told(tmp_path: Path) -> None:
    whole = word_file(tmp_path / "heel.docx", "<w:p><w:r><w:t>tekst</w:t></w:r></w:p>").read_bytes()
    path = tmp_path / "half.docx"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match=r"“half\.docx” is damaged or incomplete"):
        read_document(path)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"},
            "is an office file but no text document",
        ),
        ({"[Content_Types].xml": b"<Types>spreadsheetml</Types>"}, "is an office file but no text document"),
        ({"brief.txt": b"tekst"}, "is an archive: unpack it"),
    ],
)
def test_other_zip_files_are_told_apart(tmp_path: Path, parts: dict[str, bytes], message: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    path = tmp_path / "iets.zip"
    path.write_bytes(buffer.getvalue())
    with pytest.raises(InputError, match=message):
        read_document(path)
