"""Motions, questions, amendments, reports and lists, printed as PDF, come back as what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from typesetter import set_lines

from reader.document import Document
from reader.importers import read_document

HEIGHT = 842.0
LONG = (
    "Tijdens het debat van 11 september jl. verzocht het lid Van Dam mij om de Kamer middels een brief te "
    "informeren over de voortgang. In deze brief schets ik kort de ontwikkelingen, de appreciatie van dit "
    "kabinet en de acties die dit kabinet tot dusver heeft ondernomen om de situatie te verbeteren."
)
PrintPaper = Callable[..., Document]


@pytest.fixture
def printed(tmp_path: Path) -> PrintPaper:
    """Print lines and paragraphs («*» bold, «\\\\» no space below, a tab after a marker) and read them back.

    With ``head`` (number, name, paper's number, kind of paper) it is a paper of the Tweede Kamer.
    """

    def read(blocks: Sequence[str], head: Sequence[str] = ()) -> Document:
        path = tmp_path / "stuk.pdf"
        canvas = Canvas(str(path), pagesize=(595, HEIGHT))
        left, y = (210, 300.0) if head else (80, 80.0)

        def draw(x: float, at: float, text: str, font: str = "Helvetica", size: float = 9) -> None:
            canvas.setFont(font, size)
            canvas.drawString(x, HEIGHT - at, text)

        if head:
            draw(57, 80, "Tweede Kamer der Staten-Generaal", "Helvetica-Bold", 16)
            draw(520, 100, "2", "Helvetica-Bold", 40)
            draw(57, 135, "Vergaderjaar 2023–2024")
            for number, text in enumerate(head):
                x, at = (57 if number % 2 == 0 else left), 200 + 60 * (number // 2)
                for line in set_lines(text, 330, lambda text: float(stringWidth(text, "Helvetica-Bold", 9))):
                    draw(x, at, line, "Helvetica-Bold")
                    at += 11
        for block in blocks:
            font = "Helvetica-Bold" if block.startswith("*") else "Helvetica"
            text = block.strip("*\\")
            marker, _, rest = text.rpartition("\t")
            if marker:
                draw(left, y, marker, font)
            x = left + (16 if marker else 0)
            for line in set_lines(rest, 330, lambda text: float(stringWidth(text, "Helvetica-Bold", 9))):
                draw(x, y, line, font)
                y += 11
            y += 0 if block.endswith("\\") else 11
        canvas.save()
        return read_document(path)

    return read


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, f"{block.marker} {block.text}".strip()[:40]) for block in document.blocks]


def test_a_motion(printed: PrintPaper) -> None:
    head = ("32 735", "Mensenrechten in het buitenlands beleid", "Nr. 198", "MOTIE VAN HET LID VAN DAM C.S.")
    motion = [
        "De Kamer,",
        "gehoord de beraadslaging,",
        "constaterende dat in dat land op grote schaal mensen worden vastgehouden in kampen en daar leven;",
        "van mening dat Nederland zich hierover moet uitspreken;",
        "verzoekt de regering, zich in te zetten voor een onderzoek, en de Kamer hierover te informeren,",
        "en gaat over tot de orde van de dag.",
    ]
    document = printed(["Voorgesteld 5 juli 2018", *motion, "Van Dam\\", "De Boer\\", "Jansen"], head)
    assert kinds(document) == [
        ("meta", "Tweede Kamer der Staten-Generaal"),
        ("meta", "Vergaderjaar 2023–2024"),
        ("title", "32 735 Mensenrechten in het buitenlands "),
        ("title", "Nr. 198 MOTIE VAN HET LID VAN DAM C.S."),
        ("meta", "Voorgesteld 5 juli 2018"),
        *(("paragraph", text[:40]) for text in motion),
        ("signature", "Van Dam"),
        ("signature", "De Boer"),
        ("signature", "Jansen"),
    ]
    assert document.metadata["running_lines"] == "2"


def test_an_amendment_under_a_title_of_two_lines(printed: PrintPaper) -> None:
    name = "Vaststelling van de begrotingsstaten van het Ministerie van Algemene Zaken (III) voor het jaar"
    document = printed(
        [
            "Ontvangen 7 februari 2024",
            "I",
            "In artikel 1 wordt «a» vervangen door «b».",
            "*Toelichting",
            LONG,
        ],
        ("36 410 V", name, "Nr. 19", "GEWIJZIGD AMENDEMENT VAN HET LID DE BOER TER VERVANGING VAN NR. 12"),
    )
    assert document.blocks[2].text == f"36 410 V {name}"
    assert kinds(document)[4:] == [
        ("meta", "Ontvangen 7 februari 2024"),
        ("heading", "I"),
        ("paragraph", "In artikel 1 wordt «a» vervangen door «b"),
        ("heading", "Toelichting"),
        ("paragraph", LONG[:40]),
    ]


def test_a_committees_report(printed: PrintPaper) -> None:
    document = printed(
        [
            "Vastgesteld 12 februari 2024",
            "De vaste commissie heeft vragen voorgelegd aan de Minister, die zijn beantwoord op 9 februari.",
            "De fungerend voorzitter van de commissie,\\",
            "De Boer",
            "De adjunct-griffier van de commissie,\\",
            "Blom",
            "*I. Vragen en opmerkingen vanuit de fracties",
            LONG,
        ],
        ("21 501-02", "Raad Algemene Zaken", "Nr. 2800", "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG"),
    )
    assert [kind for kind, _ in kinds(document)[4:]] == [
        *("meta", "paragraph", "signature", "signature", "signature", "signature", "heading", "paragraph")
    ]


@pytest.mark.parametrize("how", ["numbers alone", "bold questions"])
def test_questions_and_their_numbers(how: str, printed: PrintPaper) -> None:
    title = (
        "Vragen van het lid Bo (SP) aan de Minister van Justitie over rechtsbijstand (ingezonden 3 mei 2024)"
    )
    asked = ["Kent u het bericht «Advocaten stoppen»?", "Wilt u deze vragen een voor een beantwoorden?"]
    if how == "numbers alone":
        blocks, heads = [title, "1\\", asked[0], "2\\", asked[1]], ["1", "2"]
    else:
        blocks, heads = (
            [title, "*Vraag 1\\", f"*{asked[0]}", "*Vraag 2\\", f"*{asked[1]}"],
            ["Vraag 1", "Vraag 2"],
        )
    assert kinds(printed(blocks)) == [
        ("title", title[:40]),
        ("heading", heads[0]),
        ("paragraph", asked[0][:40]),
        ("heading", heads[1]),
        ("paragraph", asked[1][:40]),
    ]


def test_lists_of_every_kind(printed: PrintPaper) -> None:
    items = [
        *("a.\thet eerste onderdeel van de regeling, dat over meer dan een regel loopt omdat het zo is;\\",),
        *("b.\thet tweede onderdeel:\\", "1°.\teen onderdeel daarvan;\\", "2°.\tnog een onderdeel;\\"),
        *("c.\thet derde onderdeel.\\", "•\tbolletje een;\\", "•\tbolletje twee;\\"),
        *(
            "o\trondje een;\\",
            "o\trondje twee;\\",
            "1)\teen;\\",
            "2)\ttwee;\\",
            "(i)\tkleine een;\\",
            "(ii)\tkleine twee.",
        ),
    ]
    document = printed(["De onderdelen zijn:\\", *items, LONG])
    assert kinds(document) == [
        ("paragraph", "De onderdelen zijn:"),
        *(("list_item", item.replace("\t", " ").strip("\\")[:40]) for item in items),
        ("paragraph", LONG[:40]),
    ]


def test_those_who_sign_and_the_annex_after_them(printed: PrintPaper) -> None:
    document = printed(
        [
            LONG,
            "DE MINISTER VAN BUITENLANDSE ZAKEN,",
            "S.A. de Boer",
            "De Minister-President,\\",
            "Minister van Algemene Zaken,",
            "Mark Jansen",
            "namens deze,",
            "mr. drs. H.P. de Vries\\",
            "directeur Juridische Zaken",
            "*Bijlage 1: Overzicht van moties",
            LONG,
            "*Bijlage",
            LONG,
        ]
    )
    assert [kind for kind, _ in kinds(document)] == [
        *("paragraph", *["signature"] * 8, "heading", "paragraph", "heading", "paragraph")
    ]


def test_an_amendment_ends_in_the_names_of_who_propose_it(printed: PrintPaper) -> None:
    blocks = ["De ondergetekenden stellen het volgende amendement voor:", LONG, "*Toelichting", LONG]
    document = printed([*blocks, "De Boer\\", "Jasper van Dijk\\", "Blom"])
    assert kinds(document)[-3:] == [
        ("signature", "De Boer"),
        ("signature", "Jasper van Dijk"),
        ("signature", "Blom"),
    ]


def test_a_quoted_member_of_an_article_keeps_its_number(printed: PrintPaper) -> None:
    document = printed(["Er wordt een lid toegevoegd, luidende:\\", f"4.\t{LONG}", LONG])
    assert kinds(document)[1] == ("list_item", f"4. {LONG}"[:40])


def test_a_saying_set_large_is_no_heading(printed: PrintPaper) -> None:
    document = printed([LONG, "*«Wij gaan waar anderen niet meer komen»", LONG, "*Werkwijze", LONG])
    assert [kind for kind, _ in kinds(document)] == [
        *("paragraph", "paragraph", "paragraph", "heading", "paragraph")
    ]


def test_an_annex_with_a_letter_is_a_heading(printed: PrintPaper) -> None:
    assert kinds(printed([LONG, "*Bijlage B: Afkortingen", LONG]))[1] == ("heading", "Bijlage B: Afkortingen")


def test_paragraphs_whose_first_lines_are_set_in_are_parted(tmp_path: Path) -> None:
    path = tmp_path / "wet.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    canvas.setFont("Helvetica", 9)
    opening = ["Allen, die deze zullen zien of horen lezen, saluut! doen te weten:", "Zo is het."]
    y = 80
    for text in [LONG, opening[0], LONG, opening[1], opening[1], LONG]:
        lines = set_lines(text, 330, lambda text: float(stringWidth(text, "Helvetica", 9)))
        for number, line in enumerate(lines):
            canvas.drawString(90 if number == 0 else 80, HEIGHT - y, line)
            y += 11
    canvas.save()
    assert [block.text for block in read_document(path).blocks] == [
        LONG, opening[0], LONG, opening[1], opening[1], LONG
    ]  # fmt: skip


def test_a_bullet_at_the_top_of_a_page_is_one(tmp_path: Path) -> None:
    path = tmp_path / "lijst.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    items = [
        "de rechtszekerheid dient van wie het aangaat; en",
        "geen extra lasten oplevert, ook niet later.",
    ]
    for page, text in enumerate(items):
        canvas.setFont("Helvetica", 9)
        if page == 0:
            canvas.drawString(80, HEIGHT - 80, "Het voorstel is van belang, omdat het:")
        for at, line in enumerate([f"• {text}", "en zo voorts"]):
            canvas.drawString(80 if at == 0 else 88, HEIGHT - 100 - 11 * at, line)
        canvas.showPage()
    canvas.save()
    assert [(b.kind, b.marker) for b in read_document(path).blocks] == [
        *(("paragraph", ""), ("list_item", "•"), ("list_item", "•"))
    ]


def test_a_paper_of_the_eerste_kamer_has_a_letter_for_its_number(printed: PrintPaper) -> None:
    document = printed(["Den Haag, 9 mei 2023", LONG], ("34 453", "Woningwet", "N", "BRIEF VAN DE MINISTER"))
    assert ("title", "N BRIEF VAN DE MINISTER") in kinds(document)
    assert document.metadata["number"] == "N"


def test_a_chapter_of_an_older_budget_is_a_dossier(printed: PrintPaper) -> None:
    head = ("18 600 hoofdstuk V", "Ministerie van Buitenlandse Zaken", "Nr. 22", "BRIEF VAN DE MINISTER")
    document = printed(["Den Haag, 12 november 1984", LONG], head)
    assert ("title", "18 600 hoofdstuk V Ministerie van Buiten") in kinds(document)
    assert document.metadata["dossier"] == "18 600 hoofdstuk V"


def test_a_caption_is_no_heading(printed: PrintPaper) -> None:
    document = printed([LONG, "*Figuur 2: Aantal aanvragen per jaar", LONG])
    assert kinds(document)[1] == ("paragraph", "Figuur 2: Aantal aanvragen per jaar")


def test_numbered_rows_of_a_table_in_small_print_are_no_notes(tmp_path: Path) -> None:
    path = tmp_path / "moties.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    canvas.setFont("Helvetica", 10)
    lines = set_lines(LONG, 400, lambda text: float(stringWidth(text, "Helvetica", 10)))
    for at, line in enumerate(lines * 3):
        canvas.drawString(72, HEIGHT - 80 - 13 * at, line)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(480, 40, "Pagina 1 van 3")
    canvas.showPage()
    canvas.setFont("Helvetica", 8)
    rows = [
        (str(n), f"32 735, nr. {n}8", f"Motie {n} over {t}", "Loopt") for n, t in enumerate("abc", start=1)
    ]
    for at, row in enumerate([("Nr.", "Vindplaats", "Omschrijving", "Stand"), *rows]):
        for x, cell in zip((72, 100, 220, 400), row, strict=True):
            canvas.drawString(x, HEIGHT - 80 - 12 * at, cell)
    canvas.save()
    document = read_document(path)
    assert document.footnotes == ()
    assert [(b.kind, b.text.count("\n")) for b in document.blocks[-2:]] == [("table", 3), ("footer", 0)]


def test_a_heading_in_italics_as_wide_as_the_text_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "nota.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    lines = set_lines(LONG, 330, lambda text: float(stringWidth(text, "Helvetica", 9)))
    heading = "Informatie die vooralsnog niet openbaar gemaakt kan worden in deze zaak"
    for at, line in enumerate([*lines, heading, *lines]):
        canvas.setFont("Helvetica-Oblique" if line == heading else "Helvetica", 9)
        canvas.drawString(80, HEIGHT - 80 - 11 * at - (11 if at >= len(lines) else 0), line)
    canvas.save()
    assert kinds(read_document(path))[1] == ("heading", heading[:40])


def test_a_form_of_headings_and_short_answers(tmp_path: Path) -> None:
    path = tmp_path / "fiche.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    y = 80.0

    def put(text: str, font: str, gap: float) -> None:
        nonlocal y
        y += gap
        canvas.setFont(font, 9)
        for line in set_lines(text, 330, lambda text: float(stringWidth(text, "Helvetica", 9))):
            canvas.drawString(80, HEIGHT - y, line)
            y += 11

    put("1. Algemene gegevens", "Helvetica-Bold", 0)
    for heading, answer in [("a) Titel voorstel", LONG), ("b) Datum ontvangst", "26 oktober 2022")]:
        put(heading, "Helvetica-Oblique", 11)
        put(answer, "Helvetica", 0)
    put("2. Essentie voorstel", "Helvetica-Bold", 11)
    put(LONG, "Helvetica", 0)
    canvas.save()
    assert kinds(read_document(path)) == [
        *(("heading", "1. Algemene gegevens"), ("heading", "a) Titel voorstel"), ("paragraph", LONG[:40])),
        *(("heading", "b) Datum ontvangst"), ("paragraph", "26 oktober 2022")),
        *(("heading", "2. Essentie voorstel"), ("paragraph", LONG[:40])),
    ]


def test_the_senders_address_at_a_pages_foot_does_not_part_a_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    lines = set_lines(f"{LONG} {LONG}", 330, lambda text: float(stringWidth(text, "Helvetica", 9)))
    for page, part in enumerate((lines[:5], lines[5:])):
        canvas.setFont("Helvetica", 9)
        for at, line in enumerate(part):
            canvas.drawString(80, HEIGHT - 100 - 11 * at, line)
        canvas.setFont("Helvetica", 7)
        if page == 0:
            canvas.drawString(80, 30, "Postbus 20061, 2500 EB Den Haag  T 070-348 64 86  www.minbuza.nl")
        else:
            canvas.drawString(80, HEIGHT - 50, "blad 2")
        canvas.showPage()
    canvas.save()
    assert [block.kind for block in read_document(path).blocks] == ["paragraph", "footer", "footer"]
