"""Lines become paragraphs, headings, lists, tables and signatures as a reader would see them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.document import Document
from reader.importers.plain_text import read_plain_text

SEED = Path(__file__).parent.parent.parent / "seeds" / "000_a3c3028fc9f051d5.txt"


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_a_short_last_line_ends_a_paragraph() -> None:
    text = (
        "Het kabinet maakt zich ernstige zorgen over de mensenrechtensituatie in \n"
        "Xinjiang. \n"
        "Vrijheid van religie en levensovertuiging is één van de prioriteiten binnen \n"
        "het Nederlandse mensenrechtenbeleid en dat blijft voorlopig ook zo. \n"
    )
    assert [block.text.split()[-1] for block in read_plain_text(text).blocks] == ["Xinjiang.", "zo."]


def test_a_full_line_that_ends_a_sentence_does_not_end_a_paragraph() -> None:
    text = (
        "Dit is de eerste zin van een alinea die over drie regels gezet is en nu eindigt.\n"
        "De tweede zin van de alinea volgt daar direct op en is al net zo lang als de\n"
        "eerste.\n"
    )
    assert len(read_plain_text(text).blocks) == 1


def test_paragraphs_without_space_between_them_are_told_by_their_first_lines_indent() -> None:
    text = (
        "  Dit is een alinea waarvan de eerste regel is ingesprongen en die verder\n"
        "gaat op de volgende regel, waar zij ook eindigt met een volle regel hier.\n"
        "  Dit is de tweede alinea en ook die begint met een ingesprongen regel om\n"
        "zo van de vorige te worden onderscheiden door wie haar leest of wil lezen.\n"
    )
    assert len(read_plain_text(text).blocks) == 2


def test_pasted_text_has_one_line_a_paragraph() -> None:
    text = (
        "Inleiding\nDit is een alinea zoals een browser haar kopieert. Zij is lang.\n"
        "Dit is er nog een. Punt.\n"
    )
    assert kinds(read_plain_text(text)) == [
        ("heading", "Inleiding"),
        ("paragraph", "Dit is een alinea zoals een browser haar kopieert. Zij is lang."),
        ("paragraph", "Dit is er nog een. Punt."),
    ]


def test_questions_and_answers_are_headings() -> None:
    text = (
        "Vraag 3, 4 en 5\nDeelt u die mening?\n\nAntwoord op vraag 3, 4 en 5\nJa.\n"
        "Vraag 6\nWaarom?\nAntwoord 6\nDaarom.\n"
    )
    assert kinds(read_plain_text(text)) == [
        ("heading", "Vraag 3, 4 en 5"),
        ("paragraph", "Deelt u die mening?"),
        ("heading", "Antwoord op vraag 3, 4 en 5"),
        ("paragraph", "Ja."),
        ("heading", "Vraag 6"),
        ("paragraph", "Waarom?"),
        ("heading", "Antwoord 6"),
        ("paragraph", "Daarom."),
    ]


def test_numbered_headings_and_numbered_items_are_told_apart() -> None:
    text = (
        "1. Inleiding\n\nIn deze brief informeer ik uw Kamer over de voortgang van het programma.\n\n"
        "De volgende onderwerpen komen aan bod:\n1. de begroting;\n2. de planning van het\n"
        "   programma;\n3. het toezicht.\n\n2. Begroting\n\nDe begroting is in het voorjaar vastgesteld.\n"
    )
    document = read_plain_text(text)
    assert [block.kind for block in document.blocks] == [
        *("heading", "paragraph", "paragraph", "list_item", "list_item", "list_item", "heading", "paragraph"),
    ]
    items = [(block.marker, block.text) for block in document.blocks if block.kind == "list_item"]
    assert items == [
        ("1.", "de begroting;"),
        ("2.", "de planning van het programma;"),
        ("3.", "het toezicht."),
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["a line each", "blank lines"])
@pytest.mark.parametrize("page", ["", "\f"], ids=["one page", "headings at the foot of a page"])
def test_numbered_headings_are_headings_however_they_stand_apart(gap: str, page: str) -> None:
    text = gap.join(
        [
            "1. Aanleiding",
            page + "De raad concludeerde dat van volledig autonome wapens voorlopig geen sprake is.",
            "In de praktijk onderscheidt Defensie:",
            "a. systemen waarbij een mens elke inzet goedkeurt;",
            "b. systemen zonder menselijke tussenkomst.",
            "2. Uitkomsten",
            page + "De staten werden het op 15 november eens over elf leidende beginselen, die niet binden.",
        ]
    )
    assert [block.kind for block in read_plain_text(text).blocks] == [
        *("heading", "paragraph", "paragraph", "list_item", "list_item", "heading", "paragraph"),
    ]


def test_a_dash_within_a_sentence_begins_no_item() -> None:
    text = (
        "Er zitten naar schatting een miljoen overwegend Oeigoerse maar ook Kazachse\n"
        "– moslims vast – in die centra, naar\nwordt aangenomen.\n"
    )
    document = read_plain_text(text)
    assert [block.kind for block in document.blocks] == ["paragraph"]


@pytest.mark.parametrize("gap", ["\t", "   "])
def test_a_table_keeps_its_rows_and_cells(gap: str) -> None:
    rows = [["Stad", "2022", "2023"], ["Utrecht", "4", "6"], ["Groningen", "3", "4"]]
    lines = [gap.join(cell.ljust(9) if gap != "\t" else cell for cell in row).rstrip() for row in rows]
    text = "De tabel geeft de aantallen weer.\n\n" + "\n".join(lines) + "\n\nDat is meer dan vorig jaar.\n"
    blocks = read_plain_text(text).blocks
    assert [block.kind for block in blocks] == ["paragraph", "table", "paragraph"]
    assert blocks[1].text == "Stad | 2022 | 2023\nUtrecht | 4 | 6\nGroningen | 3 | 4"


def test_the_head_of_a_motion() -> None:
    text = (
        "Tweede Kamer der Staten-Generaal\n2\nVergaderjaar 2017–2018\n\n"
        "32 735\nMensenrechten in het buitenlands beleid\n\n"
        "Nr. 198\nMOTIE VAN DE LEDEN VAN HELVERT EN VOORDEWIND\n\nVoorgesteld 5 juli 2018\n\nDe Kamer,\n\n"
        "gehoord de beraadslaging,\n\nverzoekt de regering, zich in EU-verband in te zetten,\n\n"
        "en gaat over tot de orde van de dag.\n\nVan Helvert\nVoordewind\n\nkst-32735-198\nISSN 0921 - 7371\n"
    )
    document = read_plain_text(text)
    assert [block.kind for block in document.blocks] == [
        *("meta", "meta", "title", "title", "meta"),
        *["paragraph"] * 4,
        *("signature", "signature", "footer", "footer"),
    ]
    assert document.blocks[2].text == "32 735 Mensenrechten in het buitenlands beleid"
    assert document.blocks[3].text == "Nr. 198 MOTIE VAN DE LEDEN VAN HELVERT EN VOORDEWIND"
    assert document.metadata["date"] == "2018-07-05"
    assert document.title == "Kamerstuk 32 735, nr. 198"


def test_the_head_of_a_ministrys_letter() -> None:
    text = (
        "Aan de Voorzitter van de\nTweede Kamer der Staten-Generaal\nPrinses Irenestraat 6\nDen Haag\n\n"
        "Datum 4 juli 2023\nBetreft Beantwoording vragen over Xinjiang\n\nGeachte voorzitter,\n\n"
        "Hierbij bied ik u de antwoorden aan.\n\nHoogachtend,\n\n"
        "De minister van Buitenlandse Zaken,\n\n\nWopke Hoekstra\n"
    )
    document = read_plain_text(text)
    assert [block.kind for block in document.blocks] == [
        *["meta"] * 6,
        *("paragraph", "paragraph", "signature", "signature", "signature"),
    ]
    assert document.title == "Beantwoording vragen over Xinjiang"


def test_several_ministers_sign() -> None:
    text = (
        "Wij vertrouwen erop u hiermee voldoende te hebben geïnformeerd.\n\n"
        "De Minister van Buitenlandse Zaken,\nS.A. Blok\n\n"
        "De Staatssecretaris van Justitie en Veiligheid,\nA. Broekers-Knol\n"
    )
    assert [block.kind for block in read_plain_text(text).blocks] == ["paragraph", *["signature"] * 4]


def test_running_heads_and_page_numbers_are_kept_out_of_the_text() -> None:
    words = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
    pages = [
        "Verslag van een schriftelijk overleg\n\n"
        + "".join(
            f"Op {day} de zoveelste van {month} schrijft de Minister over zijn beleid en dat van\n"
            "anderen, die daar ook over schrijven in hun eigen brieven aan de Kamer.\n\n"
            for day in words
        )
        + f"{number}\n"
        for number, month in enumerate(("mei", "juni", "juli", "augustus"), start=1)
    ]
    document = read_plain_text("\f".join(pages))
    assert len(document.blocks) == 20
    assert document.metadata["running_lines"].split("\n")[:2] == ["Verslag van een schriftelijk overleg", "1"]


def test_reading_twice_gives_the_same_ids() -> None:
    text = SEED.read_text("utf-8")
    first, second = read_plain_text(text), read_plain_text(text.replace("ernstige zorgen", "zorgen"))
    changed = {block.id for block in first.blocks} ^ {block.id for block in second.blocks}
    assert len(changed) == 2
