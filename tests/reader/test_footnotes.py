"""Notes are lifted to where they belong, and years, amounts and articles are left alone."""

from __future__ import annotations

import pytest

from reader.document import Document
from reader.importers.plain_text import read_plain_text
from reader.lines import Line
from reader.reflow import reflow


def letter(body: str, *notes: str) -> str:
    numbered = "\n".join(f"{number} {note}" for number, note in enumerate(notes, start=1))
    return f"{body}\n\n{numbered}\n"


def calls(document: Document) -> list[tuple[str, str]]:
    """Return each call's number and the word before it."""
    return [
        (span.ref, block.text[: span.start].split(" ")[-1])
        for block in document.blocks
        for span in block.footnote_calls()
    ]


@pytest.mark.parametrize(
    ("sentence", "word", "text"),
    [
        (
            "Er zijn politiefuncties.1 Dat is veel.",
            "politiefuncties.",
            "Er zijn politiefuncties. Dat is veel.",
        ),
        (
            "Het rapport «Ideological Viruses»1 dat verscheen.",
            "Viruses»",
            "Het rapport «Ideological Viruses» dat verscheen.",
        ),
        ("Dat is zo [1 ]. Nog iets.", "zo", "Dat is zo. Nog iets."),
        ("Dat is zo.[1] Nog iets.", "zo.", "Dat is zo. Nog iets."),
        ("Dat is zo.¹ Nog iets.", "zo.", "Dat is zo. Nog iets."),
        ("Dat is zo. 1 Nog iets.", "zo.", "Dat is zo. Nog iets."),
        ("Het was in 2017.1 Nog iets.", "2017.", "Het was in 2017. Nog iets."),
        ("In december 20231 was het zo.", "2023", "In december 2023 was het zo."),
        ("Op grond van nr. 833/20141 is dat zo.", "833/2014", "Op grond van nr. 833/2014 is dat zo."),
        ("Het steeg tot 60%1 en meer.", "60%", "Het steeg tot 60% en meer."),
        ("De motie-Van der Laken c.s.1 is klaar.", "c.s.", "De motie-Van der Laken c.s. is klaar."),
        ("Zoals de deepfakes,1 ontvangt u.", "deepfakes,", "Zoals de deepfakes, ontvangt u."),
        ("De kamerbrief (16 maart 2018).1 De brief.", "2018).", "De kamerbrief (16 maart 2018). De brief."),
    ],
)
def test_a_call_is_a_span_where_its_mark_stood(sentence: str, word: str, text: str) -> None:
    document = read_plain_text(letter(sentence, "Kamerstuk 32 735, nr. 8."))
    assert [block.text for block in document.blocks] == [text]
    assert calls(document) == [("1", word)]
    assert [note.text for note in document.footnotes] == ["Kamerstuk 32 735, nr. 8."]


@pytest.mark.parametrize(
    "sentence",
    [
        "De G20, CO2 en A1 zijn 3,5% hoger in 2017.",
        "Kamerstuk 32 735, nr. 107, artikel 1 en art. 1.2 gelden voor € 1.1 miljoen.",
        "Dat kost € 70.000 op 1 januari 2021, dus 2.1 keer zoveel.",
        "Zie www.rijksoverheid.nl/pagina1 en https://www.x.nl/a.1 voor meer.",
        "Het getal 101 is 1 meer dan 100.",
    ],
)
def test_numbers_of_other_kinds_stay(sentence: str) -> None:
    text = letter(f"{sentence} Dit is de zin met een noot.1", "Kamerstuk 32 735, nr. 8.")
    document = read_plain_text(text)
    assert document.blocks[0].text == f"{sentence} Dit is de zin met een noot."
    assert calls(document) == [("1", "noot.")]


def test_numbers_are_no_calls_without_notes() -> None:
    document = read_plain_text("Er zijn functies.2 Dat is veel.")
    assert document.blocks[0].text == "Er zijn functies.2 Dat is veel."
    assert document.footnotes == ()


def test_two_digit_notes_follow_on_the_ones_before() -> None:
    body = " ".join(f"Dit is zin {word}.{number}" for number, word in enumerate("abcdefghijkl", start=1))
    document = read_plain_text(letter(body, *(f"Kamerstuk 30 {number}00, nr. 4." for number in range(1, 13))))
    assert [number for number, _ in calls(document)] == [str(n) for n in range(1, 13)]
    assert calls(document)[11] == ("12", "l.")


def test_a_paragraph_interrupted_by_notes_is_one_again() -> None:
    text = (
        "Op vliegvelden, pleinen en langs snelwegen1 dienen mensen door identiteits- en\n\n"
        "1 https://www.hrw.org/report/chinas-campaign-\nrepression-against\n"
        " veiligheidscontroles te gaan, ook als zij dat op die plek en op die dag niet willen\n"
        "of kunnen.\n"
    )
    document = read_plain_text(text)
    (block,) = document.blocks
    assert "door identiteits- en veiligheidscontroles te gaan" in block.text
    assert document.footnotes[0].text == "https://www.hrw.org/report/chinas-campaign-repression-against"
    assert document.footnotes[0].page == 1


def test_wrapped_line_that_begins_with_a_number_is_no_note() -> None:
    text = (
        "De mensenrechten zijn tevens ter sprake gekomen.1 Het was in het gesprek van\n"
        "2 mei jl. dat de Minister dat heeft gezegd en daarna is er niets meer van vernomen.2\n\n"
        "1 Kamerstuk 32 735, nr. 8.\n2 Ibid.\n"
    )
    document = read_plain_text(text)
    assert len(document.blocks) == 1
    assert [note.text for note in document.footnotes] == ["Kamerstuk 32 735, nr. 8.", "Ibid."]


def test_small_type_at_the_foot_of_a_page_is_a_note_and_goes_on_on_the_next() -> None:
    def line(
        text: str, page: int, y: float, size: float = 10, raised: tuple[tuple[int, int], ...] = ()
    ) -> Line:
        return Line(text, page, 100, y, 100 + 4.5 * len(text), y + size, size, superscripts=raised)

    lines = [
        line("Deze regel van de lopende tekst heeft hier1 een noot en gaat", 1, 100, raised=((42, 43),)),
        line("dan verder tot aan de voet van de bladzijde en daar voorbij", 1, 112),
        line("1 Dit is een lange noot met een toelichting die niet op de", 1, 700, 7, ((0, 1),)),
        line("naar de volgende bladzijde, waar de zin tot een einde komt.", 2, 100),
        line("eerste bladzijde past en dus doorloopt.", 2, 700, 7),
    ]
    document = reflow(lines, source="brief.pdf")
    (block,) = document.blocks
    assert block.text.endswith("daar voorbij naar de volgende bladzijde, waar de zin tot een einde komt.")
    assert calls(document) == [("1", "hier")]
    assert document.footnotes[0].text.endswith("die niet op de eerste bladzijde past en dus doorloopt.")


def test_square_metres_keep_their_raised_figure() -> None:
    document = read_plain_text(letter("Het terrein meet 40 m² en is groen.¹ Dat is mooi.", "Kamerstuk 1."))
    assert document.blocks[0].text == "Het terrein meet 40 m² en is groen. Dat is mooi."
