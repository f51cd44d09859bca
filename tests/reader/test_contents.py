"""A table of contents comes back as lines that lead to a page, and its headings as headings."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from typesetter import set_lines

from reader.document import Document
from reader.importers import read_document

LONG = (
    "Tijdens het debat van 11 september jl. verzocht het lid Van Dam mij om de Kamer middels een brief te "
    "informeren over de voortgang. In deze brief schets ik kort de ontwikkelingen en de acties die dit "
    "kabinet tot dusver heeft ondernomen om de situatie te verbeteren."
)
ENTRIES = [
    ("", "Voorwoord", "3"),
    ("1.", "Inleiding", "4"),
    ("2.", "Hoofdlijnen van het voorstel", "5"),
    ("2.1", "Verhouding tot hoger recht", "5"),
    ("2.1.1", "Europees recht", "12"),
    ("", "ARTIKELSGEWIJZE TOELICHTING", "17"),
]


def _width(text: str, font: str = "Helvetica", size: float = 9) -> float:
    return float(stringWidth(text, font, size))


def _print(path: Path, leader: str) -> Document:
    canvas = Canvas(str(path), pagesize=(595, 842))
    y = 80.0

    def draw(text: str, x: float, font: str = "Helvetica", size: float = 9) -> None:
        canvas.setFont(font, size)
        canvas.drawString(x, 842 - y, text)

    draw("Inhoudsopgave", 80, "Helvetica-Bold", 14)
    y += 24
    for number, title, page in ENTRIES:
        draw(number, 80)
        draw(title, 110 if number else 80)
        start = (110 if number else 80) + _width(title) + 3
        if leader:
            draw(leader * int((440 - start) / _width(leader)), start)
        draw(page, 450)
        y += 11
    y += 11
    for number, title, _ in ENTRIES:
        draw(f"{number} {title}".strip(), 80, "Helvetica-Bold")
        y += 11
        for line in set_lines(LONG, 370, _width):
            draw(line, 80)
            y += 11
        y += 11
    canvas.save()
    return read_document(path)


@pytest.mark.parametrize("leader", [".", ". ", ""])
def test_entries_are_lines_and_what_they_name_is_a_heading(leader: str, tmp_path: Path) -> None:
    document = _print(tmp_path / "nota.pdf", leader)
    assert [(b.kind, b.marker, b.text) for b in document.blocks[1 : 1 + len(ENTRIES)]] == [
        ("list_item", number, f"{title} … {page}") for number, title, page in ENTRIES
    ]
    rest = document.blocks[1 + len(ENTRIES) :]
    assert [block.kind for block in rest] == ["heading", "paragraph"] * len(ENTRIES)
    assert [block.text for block in rest[::2]] == [f"{n} {title}".strip() for n, title, _ in ENTRIES]


def test_the_page_is_no_part_of_the_sentence_to_translate(tmp_path: Path) -> None:
    document = _print(tmp_path / "nota.pdf", ".")
    entry = document.blocks[2]
    assert [entry.sentence_text(sentence) for sentence in entry.sentences] == ["Inleiding"]


def test_an_entry_over_two_lines_is_one_and_a_part_above_entries_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "nota.txt"
    path.write_text(
        "Inhoud\n\nDEEL A\n1 Inleiding ............ 3\n2 Een titel die zo lang is dat hij niet op een\n"
        "  regel past .......... 4\n3 Slot .......... 9\n\n1 Inleiding\n\n" + LONG + "\n",
        encoding="utf-8",
    )
    blocks = read_document(path).blocks
    assert [(b.kind, f"{b.marker} {b.text}".strip()) for b in blocks[1:6]] == [
        ("heading", "DEEL A"),
        ("list_item", "1 Inleiding … 3"),
        ("list_item", "2 Een titel die zo lang is dat hij niet op een regel past … 4"),
        ("list_item", "3 Slot … 9"),
        ("heading", "1 Inleiding"),
    ]


def test_dots_to_fill_in_are_no_contents(tmp_path: Path) -> None:
    path = tmp_path / "formulier.txt"
    path.write_text("Naam: .............. 1\n\nPlaats: ............ 2\n\n" + LONG + "\n", encoding="utf-8")
    assert read_document(path).blocks[0].text.startswith("Naam: ....")


def test_numbered_headings_of_a_print_without_small_type_are_no_notes(tmp_path: Path) -> None:
    path = tmp_path / "nota.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    y = 80
    for text, size in [("1 Inleiding", 14), (LONG, 10), ("1.2 Leeswijzer", 12), (LONG, 10), ("2 Kaders", 14)]:
        canvas.setFont("Helvetica", size)
        for line in set_lines(text, 400, lambda text: _width(text, size=10)):
            canvas.drawString(80, 842 - y, line)
            y += size + 2
        y += 10
    canvas.drawString(80, 842 - y, "De kaders zijn nog niet bekend.")
    canvas.save()
    document = read_document(path)
    assert document.footnotes == ()
    headings = [block.text for block in document.blocks if block.kind == "heading"]
    assert headings[-2:] == ["1.2 Leeswijzer", "2 Kaders"]


def test_the_contents_of_a_word_processor_file_are_lines_too(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Inhoudsopgave", 1)
    for text in ("1\tInleiding\t3", "1.1\tAanleiding\t4", "2\tResultaten 2021"):
        word.add_paragraph(text)
    for text in ("1 Inleiding", "2 Resultaten 2021"):
        word.add_heading(text, 1)
        word.add_paragraph(LONG)
    word.save(str(tmp_path / "nota.docx"))
    document = read_document(tmp_path / "nota.docx")
    entries = [block for block in document.blocks if block.kind == "list_item"]
    assert [(block.marker, block.text) for block in entries] == [
        ("1", "Inleiding … 3"),
        ("1.1", "Aanleiding … 4"),
        ("2", "Resultaten 2021"),
    ]
    assert [block.sentence_text(block.sentences[0]) for block in entries] == [
        *("Inleiding", "Aanleiding", "Resultaten 2021")
    ]


def test_titles_that_the_contents_name_stand_alone_in_copied_text(tmp_path: Path) -> None:
    path = tmp_path / "nota.txt"
    lines = set_lines(LONG, 400, _width)
    path.write_text(
        "\n".join(
            [
                *("Inhoud", "1. Inleiding .......... 1", "2. Gevolgen .......... 2", "3. Slot .......... 9"),
                *(
                    "1. Inleiding",
                    *lines,
                    "De brief gaat in op de",
                    "gevolgen.",
                    "2. Gevolgen",
                    *lines,
                    "3. Slot",
                    *lines,
                ),
            ]
        ),
        encoding="utf-8",
    )
    blocks = read_document(path).blocks
    assert [(block.kind, block.text) for block in blocks[4:]] == [
        *(
            ("heading", "1. Inleiding"),
            ("paragraph", LONG),
            ("paragraph", "De brief gaat in op de gevolgen."),
        ),
        *(("heading", "2. Gevolgen"), ("paragraph", LONG)),
        *(("heading", "3. Slot"), ("paragraph", LONG)),
    ]
