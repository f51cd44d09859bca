"""Reports of debates come back in order: columns, speakers, notes in the margin, and who signs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from typesetter import set_lines

from reader.document import Document
from reader.importers import read_document

HEIGHT = 842.0
WORDS = (
    "Wij hebben met elkaar vastgesteld dat er een divers aanbod moet zijn en dat de minister hierover nog "
    "dit jaar met de gemeenten in gesprek gaat. De motie verzoekt om een onderzoek naar de gevolgen."
)


class Press:
    """Prints lines of text in a column, and anything else where it is told to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=(595, HEIGHT))

    def put(self, x: float, y: float, text: str, size: float = 9, font: str = "Helvetica") -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def column(self, x: float, y: float, width: float, paragraphs: Sequence[str], size: float = 9) -> float:
        """Print paragraphs («*» bold) with half a line between them, and return where the next one stands."""
        for paragraph in paragraphs:
            font = "Helvetica-Bold" if paragraph.startswith("*") else "Helvetica"
            text = paragraph.strip("*")
            for line in set_lines(text, width, lambda text: float(stringWidth(text, "Helvetica-Bold", size))):
                self.put(x, y, line, size, font)
                y += 1.2 * size
            y += 0.6 * size
        return y

    def read(self) -> Document:
        self.canvas.save()
        return read_document(self.path)


def test_a_running_foot_below_two_columns_is_no_part_of_either(tmp_path: Path) -> None:
    press = Press(tmp_path / "handelingen.pdf")
    other = (
        "Volgens de heer Bo is er in de regio nu al veel gedaan, zodat een brief hierover kan wachten. " * 2
    )
    spoken = [f"{WORDS} Dat is een.", f"Twee. {WORDS}", f"{WORDS} Dat is drie.", f"Vier. {WORDS}"]
    spoken += [
        f"{other}Dat is vijf.",
        f"Zes. {other.strip()}",
        f"{other}Dat is zeven.",
        f"Acht. {other.strip()}",
    ]
    for page in (1, 2):
        press.column(40, 80, 240, spoken[4 * page - 4 : 4 * page - 2])
        press.column(300, 80, 240, spoken[4 * page - 2 : 4 * page])
        press.put(40, 800, "Tweede Kamer", 8)
        press.put(150, 800, "Regeling van werkzaamheden", 8)
        press.put(520, 800, f"102-8-{page}", 8)
        press.canvas.showPage()
    document = press.read()
    assert " ".join(block.text for block in document.blocks) == " ".join(spoken)
    assert "Regeling van werkzaamheden" in document.metadata["running_lines"]


def test_who_has_the_floor_heads_what_is_said(tmp_path: Path) -> None:
    press = Press(tmp_path / "debat.pdf")
    speakers = [
        "De voorzitter:",
        "Mevrouw Van den Berg (GroenLinks-PvdA):",
        "Minister Jansen:",
        "De heer Bo (SP):",
    ]
    y = 80.0
    for speaker in speakers:
        press.put(80, y, speaker)
        y = press.column(80, y + 10.8, 330, [WORDS])
    document = press.read()
    assert [(b.kind, b.text) for b in document.blocks] == [
        pair for speaker in speakers for pair in (("heading", speaker), ("paragraph", WORDS))
    ]


def test_all_who_sign_for_the_committees_sign(tmp_path: Path) -> None:
    press = Press(tmp_path / "verslag.pdf")
    y = press.column(80, 80, 330, [WORDS])
    signing = [
        ("De voorzitter van de vaste commissie voor Europese Zaken,", "Bakker"),
        ("Adjunct-griffier van de commissie,", "De Vries"),
    ]
    for office, name in signing:
        press.put(80, y, office)
        press.put(80, y + 11, name)
        y += 33
    press.put(80, y, "Voorzitter: Pim de Boer", font="Helvetica-Bold")
    press.column(80, y + 22, 330, [WORDS])
    assert [(b.kind, b.text) for b in press.read().blocks[1:-1]] == [
        *(("signature", text) for pair in signing for text in pair),
        ("meta", "Voorzitter: Pim de Boer"),
    ]


def test_notes_in_the_margin_of_older_papers_are_notes(tmp_path: Path) -> None:
    press = Press(tmp_path / "ouder.pdf")
    press.put(37, 80, "30 800 V", font="Helvetica-Bold")
    press.put(203, 80, "Begroting van het ministerie voor het jaar 2007", font="Helvetica-Bold")
    press.put(37, 120, "Nr. 98", font="Helvetica-Bold")
    press.put(203, 120, "VERSLAG VAN EEN ALGEMEEN OVERLEG", font="Helvetica-Bold")
    members = (
        "Leden: Van der Berg (SGP), Bakker (VVD), De Vries (CDA), Peters (PvdA), voorzitter, en Jansen (SP)."
    )
    press.put(203, 160, "De vaste commissie voor Financiën")
    press.put(203 + stringWidth("De vaste commissie voor Financiën", "Helvetica", 9), 157, "1", 5.5)
    press.put(350, 160, "heeft overleg gevoerd.")
    press.column(203, 182, 320, [WORDS] * 8)
    press.put(37, 463, "1", 4.5)
    press.column(43, 466, 120, [members], size=6.5)
    for row, text in enumerate(("KST112233", "0607tkkst30800-98", "ISSN 0921 - 7371", "Sdu Uitgevers")):
        press.put(37, 760 + 8 * row, text, 6)
    document = press.read()
    assert document.blocks[2].text == "De vaste commissie voor Financiën heeft overleg gevoerd."
    assert [(call.ref, call.start) for call in document.blocks[2].footnote_calls()] == [("1", 33)]
    assert [note.text for note in document.footnotes] == [members]
    assert [block.text for block in document.blocks[3:11]] == [WORDS] * 8
    assert [block.kind for block in document.blocks[11:]] == ["footer"] * 4


def test_a_paragraph_goes_on_in_the_next_column(tmp_path: Path) -> None:
    press = Press(tmp_path / "verslag.pdf")
    lines = set_lines(
        " ".join([WORDS] * 4), 240, lambda text: float(stringWidth(text, "Helvetica", 9)), hyphenate=False
    )
    half = len(lines) // 2
    for column, part in enumerate((lines[:half], lines[half:])):
        for at, line in enumerate(part):
            press.put(40 + 260 * column, 80 + 11 * at, line)
    assert [block.text for block in press.read().blocks] == [" ".join([WORDS] * 4)]
