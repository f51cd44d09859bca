"""Whether a paragraph whose last line is full ends with its page: the room that the page has left tells."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from reader.importers import read_document

HEIGHT = 842.0
WITHIN = "De Minister schrijft over het beleid van het kabinet en over de wijze waarop het"
FULL = "het beleid van het kabinet in de Kamer wordt besproken en vastgesteld door allen."
NEXT = "Nederland heeft in het najaar van dat jaar nog een brief ontvangen over het beleid"
LAST = "en die is beantwoord."


def page(canvas: Canvas, lines: list[str], note: str = "") -> None:
    canvas.setFont("Helvetica", 9)
    for number, line in enumerate(lines):
        if number == 0 and note:
            canvas.setFont("Helvetica", 5)
            canvas.drawString(79 + canvas.stringWidth(line, "Helvetica", 9), HEIGHT - 97, "1")
            canvas.setFont("Helvetica", 9)
        canvas.drawString(79, HEIGHT - 100 - 12 * number, line)
    if note:
        canvas.setFont("Helvetica", 5)
        canvas.drawString(79, HEIGHT - 340 + 2, "1")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(86, HEIGHT - 340, note)
    canvas.showPage()


@pytest.mark.parametrize(("lines", "paragraphs"), [(20, 2), (18, 3)], ids=["page filled", "two lines left"])
def test_a_full_last_line_ends_a_paragraph_where_the_page_had_room(
    lines: int, paragraphs: int, tmp_path: Path
) -> None:
    path = tmp_path / "brief.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    page(canvas, [*[WITHIN] * (lines - 1), FULL])
    page(canvas, [NEXT, *[WITHIN] * 18, LAST])
    page(canvas, [NEXT, LAST])
    canvas.save()
    assert len(read_document(path).blocks) == paragraphs


@pytest.mark.parametrize(("lines", "paragraphs"), [(18, 1), (14, 2)], ids=["page filled", "room above notes"])
def test_notes_at_the_foot_take_the_room_they_need(lines: int, paragraphs: int, tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    page(canvas, [*[WITHIN] * (lines - 1), FULL], "Kamerstuk 32 735, nr. 209, een brief uit dat jaar.")
    page(canvas, [NEXT, *[WITHIN] * 4, LAST])
    canvas.save()
    document = read_document(path)
    assert len(document.blocks) == paragraphs
    assert [note.number for note in document.footnotes] == ["1"]
