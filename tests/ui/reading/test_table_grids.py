"""Tables in Read mode: a grid in both columns, whose rows stand beside each other."""

from __future__ import annotations

import pytest
from letters import cells
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from reader.document import Block, Document
from reader.identity import identify
from translations.segments import Segment, source_sentences
from ui.main_window import MainWindow
from ui.reading.find import find_all
from ui.reading.passages import dutch_passage
from ui.reading.table_grid import broken_at_cells, column_widths, grid_of
from ui.session import Session

TABLE = "Land | 2018 | Toelichting\nNiger | € 3 mln. | Een lang verhaal over de hulp\nTotaal | 12,5 | –"
ENGLISH = {
    "Toelichting": "Explanation",
    "Een lang verhaal over de hulp": "A very long story about all of the aid that was given to the people "
    "of Niger by the many organisations that are active there",
    "Totaal": "Total",
    "Land": "Country",
}


@pytest.fixture
def table() -> Document:
    """A heading, a table and a paragraph."""
    blocks = [
        Block("", "heading", "Hulp", 1),
        Block("", "table", TABLE, 1),
        Block("", "paragraph", "Einde.", 1),
    ]
    named, notes = identify(blocks, [], lambda text: cells(text) if " | " in text else [(0, len(text))])
    return Document("tabel", "Hulp", named, notes)


def segments(document: Document) -> dict[str, Segment]:
    """Return English for every sentence and cell."""
    return {
        sentence.id: Segment(sentence.id, holder.id, text, target, target, "machine", "machine")
        for holder, sentence, text in source_sentences(document)
        for target in [ENGLISH.get(text, text)]
    }


@pytest.fixture
def shown(window: MainWindow, table: Document, qtbot: QtBot) -> MainWindow:
    """The window with the table in both languages."""
    session = Session(table, segments(table), tasks=window.services.tasks, parent=window)
    window.document.show(session)
    qtbot.waitUntil(lambda: not window.read_mode.view.busy)
    return window


def test_cells_of_a_row_stand_beside_each_other_and_rows_level_in_both_columns(shown: MainWindow) -> None:
    view = shown.read_mode.view
    places = []
    for column, country in ((view.dutch, "Niger"), (view.english, "Niger")):
        text = view.passage(1, english=column.english).shown
        first, total = text.index(country), text.index("Tota")
        amount = text.index("€ 3")
        layout = column.layout_
        one, two, below = (layout.rectangles(1, at, at + 2)[0] for at in (first, amount, total))
        assert one.top() == two.top() < below.top()
        assert one.right() < two.left()
        places.append((one.top(), below.top(), one.left() - layout.x))
    assert places[0] == places[1]


def test_a_long_cell_takes_lines_of_its_own_column(shown: MainWindow) -> None:
    layout = shown.read_mode.view.english.layout_
    text = shown.read_mode.view.passage(1, english=True).shown
    start = text.index("A very long")
    boxes = layout.rectangles(1, start, start + len(ENGLISH["Een lang verhaal over de hulp"]))
    assert len(boxes) > 1
    assert len({round(box.left()) for box in boxes}) == 1
    assert boxes[0].left() > layout.x + 50


def test_every_cell_is_found_again_at_its_own_place(shown: MainWindow) -> None:
    view = shown.read_mode.view
    for column in (view.dutch, view.english):
        block = column.document().findBlockByNumber(1)
        for cell in grid_of(view.passage(1, english=column.english)).cells:
            box = column.layout_.rectangles(1, cell.start, cell.end)[0]
            inside = QPointF(box.left() + 1, box.center().y())
            hit = column.layout_.hitTest(inside, Qt.HitTestAccuracy.ExactHit)
            assert hit - block.position() == cell.start


def test_a_selected_cell_and_a_copied_table_keep_their_text(shown: MainWindow) -> None:
    column = shown.read_mode.view.dutch
    start = TABLE.index("Niger")
    column.select(1, start, start + 5)
    assert column.selected_text() == "Niger"
    column.select(1, 0, len(TABLE))
    assert column.selected_text() == TABLE


def test_words_in_cells_are_found(shown: MainWindow) -> None:
    view = shown.read_mode.view
    hits = find_all("toelichting", len(view.rows), lambda row, english: view.passage(row, english=english))
    assert [(hit.row, hit.english, hit.start) for hit in hits] == [(1, False, TABLE.index("Toelichting"))]


def test_the_dutch_is_a_grid_before_any_english_is_there(
    window: MainWindow, table: Document, qtbot: QtBot
) -> None:
    session = Session(table, {}, tasks=window.services.tasks, parent=window)
    window.document.show(session)
    view = window.read_mode.view
    qtbot.waitUntil(lambda: not view.busy)
    before = view.dutch.layout_.table(1)
    assert before is not None and before.grid.columns == 3
    english = segments(table)
    session.receive([english[table.blocks[1].sentences[0].id]])
    qtbot.waitUntil(lambda: not view.busy)
    after = view.dutch.layout_.table(1)
    assert after is not None and after.widths == before.widths
    session.receive(english.values())
    qtbot.waitUntil(lambda: not view.busy)
    complete = view.english.layout_.table(1)
    assert complete is not None and complete.tops == view.dutch.layout_.table(1).tops


def test_numbers_stand_to_the_right_under_a_first_row_that_names_them() -> None:
    text = "Jaar | 2018 | 2019\nUitgaven | 1.200 | 95\nInkomsten | € 3 | –"
    grid = grid_of(dutch_passage(Block("b", "table", text, 1), {}))
    assert grid.figures == {1, 2} and grid.header
    assert not grid_of(dutch_passage(Block("b", "table", "Niger | 3\nMali | 4", 1), {})).header


def test_a_column_is_as_wide_as_its_widest_text_though_others_are_as_long() -> None:
    codes = [f"Gebied{at:03}" for at in range(100, 200)] + ["Gebied000"]
    grid = grid_of(dutch_passage(Block("b", "table", "\n".join(f"{one} | x" for one in codes), 1), {}))

    def measure(words: str) -> float:
        return sum(5.0 if letter == "0" else 3.0 for letter in words)

    assert column_widths([grid], measure, 500.0, 10.0)[0] > measure("Gebied000")


def test_a_table_too_wide_for_the_page_is_shared_out() -> None:
    text = " | ".join(["woord " * 30] * 6)
    grid = grid_of(dutch_passage(Block("b", "table", text, 1), {}))
    widths = column_widths([grid], lambda words: len(words) * 8.0, 500.0, 10.0)
    assert len(widths) == 6 and abs(sum(widths) - 450.0) < 1
    narrow = column_widths([grid], lambda words: len(words) * 8.0, 100.0, 10.0)
    assert all(width > 0 for width in narrow)


def test_type_shrinks_before_a_word_or_number_is_broken(window: MainWindow, qtbot: QtBot) -> None:
    text = " | ".join(["Onderdeel", *(f"20{year}" for year in range(14, 20))])
    text += "\n" + " | ".join(["Uitgaven", *(f"1.{number}.300" for number in range(204, 210))])
    named, notes = identify([Block("", "table", text, 1)], [], cells)
    document = Document("breed", "Breed", named, notes)
    window.document.show(Session(document, segments(document), tasks=window.services.tasks, parent=window))
    view = window.read_mode.view
    qtbot.waitUntil(lambda: not view.busy)
    table = view.dutch.layout_.table(0)
    assert table is not None
    assert all(len(lines) == 1 for lines in table.lines)
    assert table.style.font.pointSizeF() < view.geometry_.style(view.rows[0]).font.pointSizeF()


def test_breaking_at_cells_moves_no_offset() -> None:
    shown = dutch_passage(Block("b", "table", TABLE, 1), {}).shown
    broken = broken_at_cells(shown)
    assert len(broken) == len(shown) and "│" not in broken
    assert broken.index("Toelichting") == shown.index("Toelichting")
