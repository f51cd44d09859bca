"""Tables come back row by row: one line a row, every column a cell, also where cells are long or empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from typesetter import set_lines

from reader.importers import read_document
from reader.importers.plain_text import read_plain_text

HEIGHT = 842.0
AROUND = (
    "In deze brief informeer ik uw Kamer over de voortgang van het programma en over de wijze waarop het "
    "kabinet de aanbevelingen van de Rekenkamer zal uitvoeren, zoals eerder is toegezegd."
)
PrintTable = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def printed(tmp_path: Path) -> PrintTable:
    """Print a table between two paragraphs (a slash breaks a cell's line) and read it back."""

    def read(
        rows: Sequence[Sequence[str]],
        places: Sequence[float],
        *,
        right: Sequence[int] = (),
        gap: float = 0,
        size: float = 9,
    ) -> list[tuple[str, str]]:
        path = tmp_path / "tabel.pdf"
        canvas = Canvas(str(path), pagesize=(595, HEIGHT))
        y = 100.0

        def paragraph() -> None:
            nonlocal y
            canvas.setFont("Helvetica", 9)
            for line in set_lines(AROUND, 340, lambda text: float(stringWidth(text, "Helvetica", 9))):
                canvas.drawString(79, HEIGHT - y, line)
                y += 12
            y += 12

        paragraph()
        canvas.setFont("Helvetica", size)
        for row in rows:
            for column, cell in enumerate(row):
                for number, line in enumerate(cell.split("/")):
                    draw = canvas.drawRightString if column in right else canvas.drawString
                    draw(places[column], HEIGHT - y - number * size * 1.3, line)
            y += max(cell.count("/") + 1 for cell in row) * size * 1.3 + gap
        y += 12
        paragraph()
        canvas.save()
        blocks = [(block.kind, block.text) for block in read_document(path).blocks]
        assert blocks[0] == blocks[-1] == ("paragraph", AROUND)
        return blocks[1:-1]

    return read


def test_long_cells_are_whole_and_empty_ones_kept(printed: PrintTable) -> None:
    rows = [
        ["Programma", "Bedrag", "Toelichting"],
        ["Mensenrechten", "€ 12.000", "Lager door/de reis van/corona"],
        ["Ontwikkelings-/samenwerking", "€ 3", "Hoger"],
        ["Veiligheid", "", "Geen opgave"],
        ["Handel", "€ 9.250", ""],
        ["Overig", "€ 1", "Raming"],
    ]
    assert printed(rows, [79, 200, 300]) == [
        (
            "table",
            "Programma | Bedrag | Toelichting\n"
            "Mensenrechten | € 12.000 | Lager door de reis van corona\n"
            "Ontwikkelingssamenwerking | € 3 | Hoger\n"
            "Veiligheid |  | Geen opgave\n"
            "Handel | € 9.250 | \n"
            "Overig | € 1 | Raming",
        )
    ]


def test_figures_at_the_right_stand_in_their_own_columns(printed: PrintTable) -> None:
    rows = [
        ["", "2021", "2022", "2023"],
        ["Totaal uitgaven", "12.345", "6", "3"],
        ["waarvan/agentschappen", "1", "22", "333"],
        ["Subtotaal", "", "5", "6"],
        ["Ontvangsten", "", "", "7.000"],
    ]
    assert printed(rows, [79, 250, 320, 390], right=(1, 2, 3), size=7.5) == [
        (
            "table",
            " | 2021 | 2022 | 2023\nTotaal uitgaven | 12.345 | 6 | 3\nwaarvan agentschappen | 1 | 22 | 333\n"
            "Subtotaal |  | 5 | 6\nOntvangsten |  |  | 7.000",
        )
    ]


def test_numbered_rows_and_rows_that_head_a_part(printed: PrintTable) -> None:
    rows = [
        ["Nr.", "Motie", "Stand"],
        ["1.", "Motie van het lid Kuzu over/de mensenrechten", "Afgedaan"],
        ["2.", "Motie-Van Helvert", "In behandeling; de/Kamer wordt in mei/geïnformeerd"],
        ["3.", "Motie-Voordewind", "Afgedaan"],
    ]
    assert printed(rows, [79, 110, 300], gap=4) == [
        (
            "table",
            "Nr. | Motie | Stand\n1. | Motie van het lid Kuzu over de mensenrechten | Afgedaan\n"
            "2. | Motie-Van Helvert | In behandeling; de Kamer wordt in mei geïnformeerd\n"
            "3. | Motie-Voordewind | Afgedaan",
        )
    ]
    parts = [
        ["Artikel", "Raming", "Realisatie"],
        ["Beleid", "", ""],
        ["1 Rechtsorde", "10", "11"],
        ["Niet-beleid", "", ""],
        ["3 Apparaat", "30", "31"],
    ]
    assert printed(parts, [79, 250, 350]) == [
        (
            "table",
            "Artikel | Raming | Realisatie\nBeleid |  | \n1 Rechtsorde | 10 | 11\nNiet-beleid |  | \n"
            "3 Apparaat | 30 | 31",
        )
    ]


def test_terms_and_their_meanings(printed: PrintTable) -> None:
    rows = [
        ["Begrip", "Betekenis"],
        ["Agenda", "Lijst van de onderwerpen die/in een vergadering aan de orde/komen"],
        ["Motie", "Uitspraak van de Kamer"],
    ]
    assert printed(rows, [79, 180], gap=3) == [
        (
            "table",
            "Begrip | Betekenis\nAgenda | Lijst van de onderwerpen die in een vergadering aan de orde komen\n"
            "Motie | Uitspraak van de Kamer",
        )
    ]


def test_tabs_keep_empty_cells() -> None:
    text = "De stand is als volgt.\n\nJaar\tBegroot\tWerkelijk\n2021\t\t5\n2022\t4\t6\n\nMeer is er niet.\n"
    assert [block.text for block in read_plain_text(text).blocks if block.kind == "table"] == [
        "Jaar | Begroot | Werkelijk\n2021 |  | 5\n2022 | 4 | 6"
    ]


def test_a_word_broken_in_the_first_column_is_whole(printed: PrintTable) -> None:
    rows = [
        ("Wet", "Aantal", "Gevolg"),
        ("Waterwet", "350", "Geen"),
        ("Wet natuurbescher-/ming", "80", "Vermindering van/de lasten"),
        ("Mijnbouwwet", "12", "Geen"),
    ]
    text = next(text for kind, text in printed(rows, (79, 200, 280)) if kind == "table")
    assert text.split("\n")[2] == "Wet natuurbescherming | 80 | Vermindering van de lasten"


def test_labels_below_one_another_are_rows_of_their_own(printed: PrintTable) -> None:
    one = [("1.", "Agendapunt:", "Verslag"), ("", "Zaak:", "Brief regering"), ("", "Besluit:", "Agenderen")]
    rows = [*one, ("2.", *one[0][1:]), *one[1:]]
    text = next(text for kind, text in printed(rows, (79, 110, 200)) if kind == "table")
    assert [row.split(" | ")[-1] for row in text.split("\n")] == [
        "Verslag",
        "Brief regering",
        "Agenderen",
    ] * 2
