"""Text that a scanning program laid unseen over the pictures of pages is read as print is."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from typesetter import set_lines

from reader.importers import read_document

HEIGHT = 842.0
PARAGRAPHS = [
    "De leden van de commissie hebben met belangstelling kennis genomen van het voorstel. Zij zijn van "
    "mening dat het onderwerp een zorgvuldige behandeling verdient en stellen daarom enkele vragen.",
    "De ministers hebben deze vragen beantwoord in een brief aan de Kamer, die bij dit verslag is "
    "gevoegd. Na bespreking daarvan acht de commissie de openbare behandeling voldoende voorbereid.",
]


def test_recognised_lines_of_wavering_size_and_place_are_paragraphs_again(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    canvas.drawImage(ImageReader(Image.new("RGB", (59, 84), "white")), 0, 0, 595, HEIGHT)
    chance = random.Random(3)
    y = 100.0
    for paragraph in PARAGRAPHS * 2:
        for line in set_lines(paragraph, 380, lambda text: float(stringWidth(text, "Times-Roman", 10.5))):
            x, size = 72.0, 10.5 + chance.uniform(-0.7, 0.7)
            for word in line.split(" "):
                text = canvas.beginText(x, HEIGHT - y + chance.uniform(-0.6, 0.6))
                text.setFont("Times-Roman", size)
                text.setTextRenderMode(3)
                text.textOut(word + " ")
                canvas.drawText(text)
                x += stringWidth(word, "Times-Roman", 10.5) + 2.6
            y += 13
        y += 10
    canvas.save()
    assert [block.text for block in read_document(path).blocks] == PARAGRAPHS * 2


def test_pages_of_pictures_between_pages_of_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "bijlage.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    for page in (1, 2, 3):
        if page == 2:
            canvas.drawImage(ImageReader(Image.new("RGB", (59, 84), "red")), 0, 0, 595, HEIGHT)
        else:
            canvas.drawString(72, HEIGHT - 100, f"Dit is de tekst van bladzijde {page} van deze brief.")
        canvas.showPage()
    canvas.save()
    assert read_document(path).metadata["pages_of_pictures"] == "2"
