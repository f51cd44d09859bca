"""Letters as a ministry prints them: what stands beside the text is told once, and never within it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from typesetter import Beside, PdfSetting, print_pdf, read_letter

from reader.document import Document
from reader.importers import read_document
from reader.importers.plain_text import read_plain_text

HEIGHT = 842.0
BESIDE = Beside(
    first=(
        ("Directie Mensenrechten en", "Politieke Zaken"),
        ("Rijnstraat 8", "2515 XP Den Haag", "Nederland", "www.naast.example"),
        ("Contactpersoon", "mr. A. de Boer", "T 070 000 0000"),
        ("Onze referentie", "MinNaast-2024.17265"),
        ("Uw brief van", "3 mei 2024"),
        ("Bijlage(n)", "2"),
    ),
    later=(
        ("Directie Mensenrechten en", "Politieke Zaken"),
        ("Datum", "28 mei 2024"),
        ("Onze referentie", "MinNaast-2024.17265"),
    ),
)
TOLD = [
    "Directie Mensenrechten en Politieke Zaken",
    "Rijnstraat 8",
    "2515 XP Den Haag",
    "Nederland",
    "www.naast.example",
    "Contactpersoon mr. A. de Boer",
    "T 070 000 0000",
    "Onze referentie MinNaast-2024.17265",
    "Uw brief van 3 mei 2024",
    "Bijlage(n) 2",
]
SETTING = PdfSetting(
    left=79, width=330, page=(595, HEIGHT), running_head="", imprint=(), size=9, beside=BESIDE
)
SETTINGS = {
    "small print at the right": SETTING,
    "at the right, in the size of the text": replace(
        SETTING, width=300, size=9.5, beside=replace(BESIDE, x=415, size=9.5)
    ),
    "small print at the left": replace(SETTING, left=190, beside=replace(BESIDE, x=40)),
}


def as_read(document: Document) -> list[tuple[str, str, str, tuple[tuple[int, str], ...]]]:
    return [
        (b.kind, b.marker, b.text, tuple((span.start, span.ref) for span in b.footnote_calls()))
        for b in document.blocks
    ]


@pytest.mark.parametrize("how", SETTINGS)
@pytest.mark.parametrize("name", ["letter_a", "letter_b", "letter_c"])
def test_a_side_column_on_every_page_is_told_once_before_the_letter(
    name: str, how: str, tmp_path: Path
) -> None:
    letter = read_letter(name)
    path = tmp_path / "letter.pdf"
    path.write_bytes(print_pdf(letter, SETTINGS[how]))
    document = read_document(path)
    date = [] if name == "letter_b" else ["Datum 28 mei 2024"]  # The date of letter_b is in the letter.
    assert as_read(document) == [
        *(("meta", "", text, ()) for text in [*TOLD, *date]),
        *((piece.kind, piece.marker, piece.text, piece.calls) for piece in letter.pieces),
    ]
    assert [(note.number, note.text) for note in document.footnotes] == list(letter.notes)
    assert "Pagina 2 van" in document.metadata["running_lines"]


def test_the_head_of_a_ministrys_letter_beside_its_side_column(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))

    def draw(x: float, y: float, text: str, size: float = 9, font: str = "Helvetica") -> None:
        canvas.setFont(font, size)
        canvas.drawString(x, HEIGHT - y, text)

    draw(300, 60, "Ministerie van Algemene Zaken", 11, "Helvetica-Bold")
    draw(79, 130, "> Retouradres Postbus 20001 2500 EA Den Haag", 6.5)
    for number, line in enumerate(["Aan de Voorzitter van de", "Tweede Kamer", "Den Haag"]):
        draw(79, 160 + 12 * number, line)
    for number, line in enumerate(["Directie Naast", "Postbus 20001", "2500 EA Den Haag"]):
        draw(430, 130 + 9 * number, line, 6.5)
    draw(430, 170, "Onze referentie", 6.5, "Helvetica-Bold")
    draw(430, 179, "AZ-12345", 6.5)
    draw(79, 260, "Datum")
    draw(134, 260, "4 juli 2023")
    draw(79, 272, "Betreft")
    draw(134, 272, "Beantwoording van de vragen over de toestand")
    draw(134, 284, "Van de Rekenkamer en van andere colleges")
    draw(79, 320, "Geachte voorzitter,")
    draw(79, 344, "Hierbij bied ik u de antwoorden aan op de vragen die het lid Van der Plas heeft gesteld")
    draw(79, 356, "over de toestand van de Rekenkamer en van de andere hoge colleges van staat.")
    canvas.save()
    document = read_document(path)
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("meta", "Directie Naast"),
        ("meta", "Postbus 20001"),
        ("meta", "2500 EA Den Haag"),
        ("meta", "Onze referentie AZ-12345"),
        ("meta", "Ministerie van Algemene Zaken"),
        ("meta", "> Retouradres Postbus 20001 2500 EA Den Haag"),
        ("meta", "Aan de Voorzitter van de"),
        ("meta", "Tweede Kamer"),
        ("meta", "Den Haag"),
        ("meta", "Datum 4 juli 2023"),
        (
            "meta",
            "Betreft Beantwoording van de vragen over de toestand Van de Rekenkamer en van andere colleges",
        ),
        ("paragraph", "Geachte voorzitter,"),
        (
            "paragraph",
            "Hierbij bied ik u de antwoorden aan op de vragen die het lid Van der Plas heeft gesteld over de "
            "toestand van de Rekenkamer en van de andere hoge colleges van staat.",
        ),
    ]
    assert document.metadata["date"] == "2023-07-04"
    assert document.title.startswith("Beantwoording van de vragen")


def test_notes_in_the_margin_keep_their_place_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    for part in ("aanleiding", "gevolg"):
        canvas.setFont("Helvetica", 9)
        for number in range(12):
            text = f"Dit is regel {number} over de {part} van een rapport dat verder over niets gaat"
            canvas.drawString(79, HEIGHT - 100 - 12 * number, text)
        canvas.setFont("Helvetica", 6.5)
        for number, word in enumerate(("eerste", "tweede", "derde")):
            canvas.drawString(450, HEIGHT - 100 - 12 * number, f"een {word} kanttekening bij {part}")
        canvas.showPage()
    canvas.save()
    document = read_document(path)
    places = [block.page for block in document.blocks if "kanttekening bij gevolg" in block.text]
    assert places == [2]
    assert not any(block.kind == "meta" for block in document.blocks)


def test_a_ministrys_letter_copied_as_text_tells_its_side_column_once() -> None:
    page = (
        "De minister schrijft over de toestand van de mensenrechten in dat land en over het beleid dat\n"
        "het kabinet daarbij voert, zoals aan uw Kamer is toegezegd in het debat van vorige week, en hij\n"
    )
    text = (
        "Ministerie van Algemene Zaken\n> Retouradres Postbus 20061 2500 EB Den Haag\n"
        "Aan de Voorzitter van de\nTweede Kamer der Staten-Generaal\nPrinses Irenestraat 6\n\n"
        "Directie Naast\nPostbus 20061\n2500 EB Den Haag\nContactpersoon\nmr. A. de Boer\n\n"
        "Onze referentie\nAZ2314567\nBijlage(n)\n1\nDatum 4 juli 2023\nBetreft Beantwoording van vragen\n\n"
        "Geachte voorzitter,\n\n"
        f"Inleiding\n{page}Pagina 1 van 2\n\fDirectie Naast\nOnze referentie\nAZ2314567\n\n"
        f"blijft dat doen.\n\n{page}\nzal dat ook blijven doen.\n\nPagina 2 van 2\n"
    )
    document = read_plain_text(text)
    metas = [block.text for block in document.blocks if block.kind == "meta"]
    assert metas == [
        "Ministerie van Algemene Zaken",
        "> Retouradres Postbus 20061 2500 EB Den Haag",
        "Aan de Voorzitter van de",
        "Tweede Kamer der Staten-Generaal",
        "Prinses Irenestraat 6",
        "Directie Naast",
        "Postbus 20061",
        "2500 EB Den Haag",
        "Contactpersoon mr. A. de Boer",
        "Onze referentie AZ2314567",
        "Bijlage(n) 1",
        "Datum 4 juli 2023",
        "Betreft Beantwoording van vragen",
    ]
    rest = [(block.kind, block.text[-23:].strip()) for block in document.blocks[len(metas) :]]
    assert rest[:3] == [
        ("paragraph", "Geachte voorzitter,"),
        ("heading", "Inleiding"),
        ("paragraph", "en hij blijft dat doen."),
    ]
    assert document.footnotes == ()
    assert document.title == "Beantwoording van vragen"


def test_labels_left_of_their_values_stay_with_them(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    head = [
        *(("Aan", "de Voorzitter van de Tweede Kamer"), ("Datum", "12 maart 2004"), ("Kenmerk", "DMV-123")),
        *(("Blad", "1/3"), ("Bijlage(n)", "1"), ("Betreft", "Verslag van de zitting")),
    ]
    for at, (label, value) in enumerate(head):
        canvas.drawString(60, 732 - 13 * at, label)
        canvas.drawString(150, 732 - 13 * at, value)
    canvas.drawString(150, 620, "Geachte Voorzitter,")
    for at in range(8):
        canvas.drawString(
            150, 590 - 13 * at, "Hierbij bied ik u aan wat uw Kamer mij eerder deze maand vroeg, en meer."
        )
    canvas.save()
    texts = [block.text for block in read_document(path).blocks]
    assert "Datum 12 maart 2004" in texts
    assert "Betreft Verslag van de zitting" in texts
