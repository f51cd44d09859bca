"""Reading a letter in the window: pointing, notes, finding, copying, places, zoom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from pytestqt.qtbot import QtBot

from reader.document import Sentence
from translations.segments import Bilingual, Segment
from ui.main_window import MainWindow
from ui.reading.column import Column
from ui.reading.rows import rows_of


def row_with(window: MainWindow, text: str) -> int:
    return next(row.index for row in window.read_mode.view.rows if text in row.holder.text)


def point_of(column: Column, row: int, position: int) -> QPoint:
    box = column.layout_.rectangles(row, position, position + 1)[0]
    return QPoint(int(box.center().x()), int(box.center().y()) - column.verticalScrollBar().value())


def test_both_columns_show_the_letter_row_by_row(reading: MainWindow, letter: Bilingual) -> None:
    view = reading.read_mode.view
    assert view.dutch.document().blockCount() == view.english.document().blockCount() == len(view.rows)
    first = letter.document.blocks[4]
    assert view.dutch.document().findBlockByNumber(4).text().startswith(first.text[:40])
    assert view.english.document().findBlockByNumber(4).text().startswith("I hereby submit to you")
    for row in view.rows:
        tops = {
            c.layout_.blockBoundingRect(c.document().findBlockByNumber(row.index)).top()
            for c in (view.dutch, view.english)
        }
        assert len(tops) == 1


def test_pointing_at_a_sentence_lights_its_counterpart(reading: MainWindow, qtbot: QtBot) -> None:
    view = reading.read_mode.view
    row = row_with(reading, "Hierbij bied ik u")
    qtbot.mouseMove(view.dutch.viewport(), point_of(view.dutch, row, 60))
    dutch, english = view.dutch.layout_.lit[row], view.english.layout_.lit[row]
    shown = view.dutch.document().findBlockByNumber(row).text()
    assert shown[dutch[0].start : dutch[0].end].startswith("Hierbij bied ik u")
    shown = view.english.document().findBlockByNumber(row).text()
    assert shown[english[0].start : english[0].end].startswith("I hereby submit to you")


def test_pointing_at_a_word_lights_the_aligned_word(reading: MainWindow, qtbot: QtBot) -> None:
    view = reading.read_mode.view
    row = row_with(reading, "Hierbij bied ik u")
    qtbot.mouseMove(view.english.viewport(), point_of(view.english, row, 0))
    assert [(band.start, band.end) for band in view.dutch.layout_.lit[row][1:]] == [(0, len("Hierbij"))]
    assert [(band.start, band.end) for band in view.english.layout_.lit[row][1:]] == [(0, 1)]


def test_clicking_a_note_goes_there_and_backspace_comes_back(reading: MainWindow, qtbot: QtBot) -> None:
    view = reading.read_mode.view
    row = row_with(reading, "Hierbij bied ik u")
    mark = next(m for m in view.passage(row, english=True).marks if m.kind == "call")
    before = view.scrolling.value
    qtbot.mouseClick(
        view.english.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view.english, row, mark.start)
    )
    note = row_with(reading, "Kamerstuk 21 501-02, nr. 2741.")
    assert note in view.scrolling.visible_rows() and note in view.dutch.layout_.lit
    qtbot.keyClick(view.english, Qt.Key.Key_Backspace)
    assert view.scrolling.value == before


def test_the_card_of_a_note_shows_it_in_both_languages(reading: MainWindow) -> None:
    mode = reading.read_mode
    row = row_with(reading, "Hierbij bied ik u")
    mark = next(m for m in mode.view.passage(row, english=False).marks if m.kind == "call")
    assert mode.cards.show(mode.view.dutch, row, mark.start)
    assert mode.cards.card.isVisible()
    assert mode.cards.card.dutch.text() == "Kamerstuk 21 501-02, nr. 2741."
    assert mode.cards.card.dutch.textFormat() == Qt.TextFormat.PlainText
    reading.look.set_zoom(1.25)
    mode.leave()
    assert not mode.cards.card.isVisible()


def test_finding_goes_through_both_columns(reading: MainWindow, qtbot: QtBot) -> None:
    reading.actions_["find"].trigger()
    bar = reading.read_mode.find_bar
    assert bar.field.hasFocus()
    qtbot.keyClicks(bar.field, "toegegaan. voorts")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1 places")
    assert reading.read_mode.view.dutch.selected_text() == "toegegaan. Voorts"
    bar.field.clear()
    qtbot.keyClicks(bar.field, "Iran")
    qtbot.waitUntil(lambda: bar.count.text() not in ("", "1 of 1 places"))
    total = int(bar.count.text().split()[2])
    columns = set()
    for _ in range(total):
        columns |= {
            c.english
            for c in (reading.read_mode.view.dutch, reading.read_mode.view.english)
            if c.textCursor().hasSelection()
        }
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert columns == {True, False}
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_copying_leaves_note_numbers_out(reading: MainWindow) -> None:
    view = reading.read_mode.view
    row = row_with(reading, "Hierbij bied ik u")
    shown = view.passage(row, english=False).shown
    view.dutch.setFocus()
    view.dutch.select(row, 0, len(shown))
    reading.actions_["copy"].trigger()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == view.rows[row].holder.text
    assert not clipboard.mimeData().hasHtml()


def test_copying_both_as_a_table(reading: MainWindow) -> None:
    view = reading.read_mode.view
    row = row_with(reading, "Geannoteerde agenda")
    view.english.setFocus()
    view.english.select(row, 0, 3)
    reading.actions_["copy_table"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Geannoteerde agenda\tAnnotated agenda"
    assert "<td" in data.html() and "Annotated agenda" in data.html()


def test_zoom_keeps_the_paragraph_at_the_top(reading: MainWindow) -> None:
    view = reading.read_mode.view
    row = row_with(reading, "De Raad zal spreken")
    view.go_to_row(row)
    assert view.scrolling.top_row() == row
    reading.look.set_zoom(1.5)
    assert row in view.scrolling.visible_rows() and view.scrolling.top_row() in (row, row + 1)
    assert reading.status.zoom.text() == "150 %"


def test_a_line_is_no_longer_than_about_62_characters(reading: MainWindow) -> None:
    reading.resize(1920, 900)
    view = reading.read_mode.view
    for row in view.rows:
        if row.kind == "paragraph":
            layout = view.english.document().findBlockByNumber(row.index).layout()
            lengths = [layout.lineAt(at).textLength() for at in range(layout.lineCount())]
            assert max(lengths, default=0) <= 74


def test_outline_goes_to_a_heading(reading: MainWindow, qtbot: QtBot) -> None:
    outline = reading.read_mode.outline
    names = [outline.topLevelItem(at).text(0) for at in range(outline.topLevelItemCount())]
    assert names[:2] == ["Geannoteerde agenda", "Oekraïne en sancties"] and names[-1].startswith("Notes")
    outline.itemActivated.emit(outline.topLevelItem(1), 0)
    assert row_with(reading, "Oekraïne en sancties") == reading.read_mode.view.scrolling.top_row()


def test_go_to_page(reading: MainWindow) -> None:
    reading.read_mode.go_to_page(2)
    view = reading.read_mode.view
    assert view.rows[view.geometry_.row_at(view.scrolling.value + 40)].page == 2


def test_last_rows_are_the_notes(letter: Bilingual) -> None:
    rows = rows_of(letter.document)
    assert [row.kind for row in rows].index("note") == len(letter.document.blocks)
    assert sum(row.first_note for row in rows) == 1


def test_both_columns_are_texts_for_a_screen_reader(reading: MainWindow) -> None:
    for column, words in (
        (reading.read_mode.view.dutch, "Geannoteerde"),
        (reading.read_mode.view.english, "Annotated"),
    ):
        interface = QAccessible.queryAccessibleInterface(column)
        assert interface.text(QAccessible.Text.Name)
        text = interface.textInterface()
        assert words in text.text(0, text.characterCount())


@pytest.mark.parametrize("zoom", [1.0, 3.0])
def test_a_very_long_compound_stays_inside_its_column(window: MainWindow, zoom: float) -> None:
    from reader.importers import read_text
    from ui.session import Session

    word = "Aansprakelijkheidswaardevaststellingsveranderingsprocedurevoorschriftenbesluit" * 2
    window.document.show(
        Session(read_text(f"Onderwerp\n\nHet {word} is vastgesteld door de Kamer."), parent=window)
    )
    window.look.set_zoom(zoom)
    view = window.read_mode.view
    width = view.geometry_.measures.width
    for row in view.rows:
        layout = view.dutch.document().findBlockByNumber(row.index).layout()
        view.dutch.layout_.lay_out(row.index)
        assert all(layout.lineAt(at).naturalTextWidth() <= width + 1 for at in range(layout.lineCount()))


def test_f6_goes_round_the_panes(reading: MainWindow, qtbot: QtBot) -> None:
    seen = []
    for _ in range(6):
        reading.actions_["next_pane"].trigger()
        seen.append(reading.focusWidget())
    view = reading.read_mode.view
    assert {view.dutch, view.english, reading.read_mode.outline} <= set(seen)


def test_the_status_bar_says_which_page_is_read(reading: MainWindow) -> None:
    label = reading.read_mode.page_label
    assert label.isVisible() and label.text() == f"page 1 of {reading.read_mode.pages()}"
    reading.read_mode.go_to_page(2)
    assert label.text().startswith("page 2 of ")


def test_sentences_that_were_split_are_shown_at_the_same_place(reading: MainWindow, qtbot: QtBot) -> None:
    session, view = reading.session, reading.read_mode.view
    assert session is not None
    row = row_with(reading, "De Raad zal spreken")
    view.go_to_row(row)
    scroll = view.scrolling.value
    block = view.rows[row].holder
    first = block.sentences[0]
    middle = block.text.index(" ", first.start + 20)
    halves = (Sentence("h1", first.start, middle), Sentence("h2", middle + 1, first.end))
    blocks = tuple(
        replace(other, sentences=(*halves, *other.sentences[1:])) if other is block else other
        for other in session.document.blocks
    )
    document = replace(session.document, blocks=blocks)
    left = {key: one for key, one in session.segments.items() if key != first.id}
    made = {half.id: Segment(half.id, block.id, "", f"Half {half.id}.") for half in halves}
    session.resegment(document, {**left, **made})
    qtbot.waitUntil(lambda: not view.busy)
    assert view.scrolling.value == scroll and view.scrolling.top_row() == row
    assert view.english.document().findBlockByNumber(row).text().startswith("Half h1. Half h2.")
