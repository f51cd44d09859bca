"""Tables on paper: real rows and columns, in both languages, over as many pages as they take."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from letters import cells

from reader.document import Block, Document
from reader.identity import identify
from translations.segments import Bilingual, Segment, source_sentences
from ui.reading.printing import save_session_pdf

Words = list[tuple[str, int, float, float]]
"""Each word found: the word, its page, its left and its lower edge, in points."""


def letter_with(*tables: str, translated: bool = True) -> Bilingual:
    """Return a letter of tables, with English that tells itself from the Dutch."""
    named, notes = identify([Block("", "table", table, 1) for table in tables], [], cells)
    document = Document("tabel", "Hulp", named, notes)
    segments = {
        sentence.id: Segment(sentence.id, holder.id, text, text.replace("Land", "Country"))
        for holder, sentence, text in source_sentences(document)
        if translated
    }
    return Bilingual(document, segments)


def printed(bilingual: Bilingual, file: Path, *wanted: str) -> tuple[str, Words]:
    """Print, and return the text with the places of the words that are ``wanted``."""
    save_session_pdf(bilingual, file, lambda: False)
    found: Words = []
    texts = []
    document = pypdfium2.PdfDocument(file)
    for number, page in enumerate(document):
        text = page.get_textpage()
        texts.append(text.get_text_range())
        for word in wanted:
            search = text.search(word, match_case=True)
            while place := search.get_next():
                left, bottom, _, _ = text.get_charbox(place[0], loose=True)
                found.append((word, number, left, bottom))
    document.close()
    return "\n".join(texts), found


def test_cells_stand_in_rows_and_columns_in_both_languages(qapp: object, tmp_path: Path) -> None:
    table = "Land | Bedrag | Reden\nNiger | € 3 mln. | Honger\nMali | € 12 mln. | Droogte"
    text, found = printed(letter_with(table), tmp_path / "t.pdf", "Niger", "Mali", "Honger", "Droogte")
    assert "|" not in text and "│" not in text
    places = {word: [(round(x), round(y)) for name, _, x, y in found if name == word] for word, *_ in found}
    assert all(len(both) == 2 for both in places.values())
    assert {y for _, y in places["Niger"]} == {y for _, y in places["Honger"]}
    assert {y for _, y in places["Mali"]} == {y for _, y in places["Droogte"]}
    assert [x for x, _ in places["Honger"]] == [x for x, _ in places["Droogte"]]
    assert places["Niger"][0][1] > places["Mali"][0][1]


def test_a_long_table_names_its_columns_on_every_page_and_loses_no_row(qapp: object, tmp_path: Path) -> None:
    rows = [f"Gebied{at:03} | {at * 7}" for at in range(130)]
    text, found = printed(letter_with("\n".join(["Land | 2018", *rows])), tmp_path / "t.pdf", "Country")
    assert [page for _, page, _, _ in found] == list(range(len(found)))
    assert len(found) > 1
    for at in range(130):
        assert text.count(f"Gebied{at:03}") == 2


def test_a_table_that_is_too_wide_for_a_column_has_the_whole_page(qapp: object, tmp_path: Path) -> None:
    years = " | ".join(str(year) for year in range(2012, 2022))
    numbers = " | ".join(f"{at}3.45{at}" for at in range(10))
    table = f"Omschrijving | {years}\nOntwikkelingssamenwerking | {numbers}"
    _, found = printed(letter_with(table), tmp_path / "t.pdf", "Ontwikkelingssamenwerking", "93.459")
    (_, _, left, upper), (_, _, same_left, lower) = (one for one in found if one[0].startswith("Ont"))
    assert left == pytest.approx(same_left)
    assert upper > lower
    assert [round(y) for word, _, _, y in found if word == "93.459"] == [round(upper), round(lower)]


def test_a_row_higher_than_a_page_goes_on_on_the_next(qapp: object, tmp_path: Path) -> None:
    words = [f"woord{at:04}" for at in range(900)]
    text, _ = printed(letter_with(f"Land | Uitleg\nNiger | {' '.join(words)}"), tmp_path / "t.pdf")
    assert all(text.count(word) == 2 for word in words)


def test_a_table_is_printed_before_its_english_has_come(qapp: object, tmp_path: Path) -> None:
    table = "Land | 2018\nNiger | 12"
    text, _ = printed(letter_with(table, translated=False), tmp_path / "t.pdf")
    assert text.count("Niger") == 1
