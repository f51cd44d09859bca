"""What helps a translator: the filter, spelling, the check report, the memories, what a match differs in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from translations.library import Library
from translations.memory import Unit
from translations.memory_tmx import read_tmx, write_tmx
from translations.segments import Bilingual
from ui.editing.assistance import what_differs
from ui.editing.filter_bar import FilterBar
from ui.editing.memories_dialog import PENALTY, WRITTEN, MemoriesDialog
from ui.editing.mode import EditMode
from ui.editing.own_words import OwnWords
from ui.main_window import MainWindow
from ui.shelf import library_words


def shown_rows(mode: EditMode) -> list[int]:
    """The rows that the grid shows."""
    assert mode.grid.segments is not None
    return [row for row in range(mode.grid.segments.rowCount()) if not mode.grid.isRowHidden(row)]


def test_the_filter_shows_what_is_left_to_confirm_and_the_keys_go_through_that(editing: EditMode) -> None:
    for _ in range(3):
        editing.commands.confirm_next()
    editing.grid.go_to_row(0)
    editing.filter.choose("open")
    rows = shown_rows(editing)
    assert rows[0] == editing.grid.current_row() == 3
    assert editing.filter.count.text().startswith(f"{len(rows)} of ")
    editing.filter.choose("confirmed")
    assert shown_rows(editing) == [0, 1, 2]
    editing.grid.go_to_row(0)
    editing.commands.step(1)
    assert editing.grid.current_row() == 1
    QTest.keyClick(editing.filter.field, Qt.Key.Key_Escape)
    assert len(shown_rows(editing)) == len(editing.session.order)  # type: ignore[union-attr]


def test_the_filter_finds_words_in_dutch_and_english(editing: EditMode) -> None:
    segment = editing.open_desk.segment(editing.session.order[5])  # type: ignore[union-attr]
    word = max(segment.source.split(), key=len)
    editing.filter.choose("all", word)
    assert 5 in shown_rows(editing)
    assert all(
        word.casefold() in f"{one.source} {one.target}".casefold()
        for one in map(editing.grid.segments.segment, shown_rows(editing))  # type: ignore[union-attr]
    )


def test_a_segment_found_by_the_checks_comes_into_sight_though_it_was_filtered_away(
    editing: EditMode,
) -> None:
    editing.filter.choose("confirmed")
    assert shown_rows(editing) == []
    editing.go_to(editing.session.order[4])  # type: ignore[union-attr]
    assert editing.grid.current_row() == 4
    assert 4 in shown_rows(editing)


@pytest.mark.parametrize("row", [-1, 20, 3])
def test_the_segment_gone_to_is_in_sight_with_its_field(editing: EditMode, qtbot: QtBot, row: int) -> None:
    row = row % len(editing.session.order)  # type: ignore[union-attr]
    editing.grid.go_to_row(row)
    editing.grid.measure_visible()
    place = editing.grid.visualRect(editing.grid.currentIndex())
    assert editing.grid.viewport().rect().contains(place.center())
    assert editing.grid.editor is not None
    qtbot.waitUntil(lambda: editing.grid.editor.hasFocus())  # type: ignore[union-attr]


def test_english_that_arrives_for_the_current_segment_shows_its_terms_and_checks(
    window: MainWindow, letter: Bilingual, qtbot: QtBot
) -> None:
    from ui.session import Session

    window.document.show(Session(letter.document, tasks=window.services.tasks, parent=window))
    window.actions_["mode_edit"].trigger()
    mode = window.modes["edit"]
    assert isinstance(mode, EditMode)
    qtbot.waitUntil(lambda: any(one.check == "empty" for one in mode.checks.findings), timeout=20000)
    mode.session.receive(letter.segments.values())  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not any(one.check == "empty" for one in mode.checks.findings), timeout=20000)


def test_a_misspelled_word_gets_suggestions_and_can_be_added(
    editing: EditMode, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: editing.spelling.active is not None, timeout=20000)
    editor = editing.grid.editor
    assert editor is not None
    editor.replace_all("The goverment decided.")
    cursor = editor.textCursor()
    cursor.setPosition(6)
    editor.setTextCursor(cursor)
    menu = editing.spelling.offer_here(editor)
    assert menu is not None
    qtbot.waitUntil(lambda: "government" in [one.text() for one in menu.actions()], timeout=20000)
    next(one for one in menu.actions() if one.text() == "government").trigger()
    assert editor.text == "The government decided."
    menu.close()
    editor.replace_all("The Xinjiangwet decided.")
    editing.spelling.add_word("Xinjiangwet")
    assert editing.spelling.offer_here(editor) is None
    words = OwnWords(window.services.paths.root / "words.txt")
    qtbot.waitUntil(lambda: words.read() == ("Xinjiangwet",), timeout=20000)


def test_the_check_report_is_a_text_file_with_each_finding(
    editing: EditMode, qtbot: QtBot, tmp_path: Path
) -> None:
    editor = editing.grid.editor
    assert editor is not None
    editor.replace_all("In 1999 nothing nothing happened.")
    report = tmp_path / "checks.txt"
    editing.commands.save_report(report)
    qtbot.waitUntil(report.exists, timeout=20000)
    text = report.read_text(encoding="utf-8")
    assert "In 1999 nothing nothing happened." in text
    assert "findings in" in text


def test_a_match_says_in_what_its_dutch_differs() -> None:
    assert what_differs("In 2018 was er niets.", "In 2019 was er niets.") == "2018 → 2019"
    assert what_differs("Er was niets.", "Er was ook niets.") == "+ ook"
    assert what_differs("Er was ook niets.", "Er was niets.") == "− ook"
    assert what_differs("Gelijk.", "Gelijk.") == ""


def test_a_tmx_file_becomes_a_memory_of_its_own_and_goes_out_again(
    editing: EditMode, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    client = tmp_path / "Client A.tmx"
    write_tmx([Unit("De minister komt.", "The minister is coming."), Unit("Dag.", "Hello.")], client)
    dialog = MemoriesDialog(window.services, editing.widget)
    qtbot.addWidget(dialog)
    dialog.import_file(client)
    qtbot.waitUntil(lambda: dialog._task is None, timeout=20000)
    memory = window.services.memory()
    made = next(one for one in memory.memories() if one.name == "Client A")
    assert (made.units, made.writable) == (2, False)
    assert memory.exact("De minister komt.") is not None
    row = [one.name for one in memory.memories()].index("Client A")
    dialog.table.cellWidget(row, PENALTY).setValue(10)  # type: ignore[attr-defined]
    assert memory.exact("De minister komt.") is None
    assert memory.fuzzy("De minister komt.")[0].percent == 90
    dialog.table.item(row, WRITTEN).setCheckState(Qt.CheckState.Checked)
    assert next(one for one in memory.memories() if one.name == "Client A").writable
    copy = tmp_path / "copy.tmx"
    dialog.export_file(made, copy)
    qtbot.waitUntil(lambda: dialog._task is None, timeout=20000)
    assert [unit.target for unit in read_tmx(copy)] == ["The minister is coming.", "Hello."]


def test_what_is_no_tmx_makes_no_memory_and_says_so(
    editing: EditMode, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.tmx"
    wrong.write_text("no XML at all", encoding="utf-8")
    dialog = MemoriesDialog(window.services, editing.widget)
    qtbot.addWidget(dialog)
    before = len(window.services.memory().memories())
    dialog.import_file(wrong)
    qtbot.waitUntil(lambda: dialog._task is None, timeout=20000)
    assert "TMX" in dialog.said.text()
    assert len(window.services.memory().memories()) == before
    dialog.create(window.services.memory().memories()[0].name) if before else dialog.create("")
    assert dialog.said.text()


def test_a_second_naast_shows_the_work_that_is_stored(editing: EditMode, window: MainWindow) -> None:
    session = editing.session
    assert session is not None and session.library is not None
    editing.commands.confirm_next()
    assert editing.writer.flush()
    second = Library.open(session.library.path)
    try:
        assert second.read_only
        window.services._library, mine = second, window.services._library
        opened = window.services._opened(session.document, None)
    finally:
        window.services._library = mine
        second.close()
    assert opened.segments[session.order[0]].status == "confirmed"
    assert opened.notices


def test_the_library_says_how_far_it_is(editing: EditMode) -> None:
    editing.commands.confirm_next()
    assert editing.writer.flush()
    entries = editing.session.library.documents()  # type: ignore[union-attr]
    assert library_words(entries).startswith("1 document · 1 of ")


def test_filters_are_named(window: MainWindow) -> None:
    bar = FilterBar(window)
    assert bar.wanted() is None
    bar.choice.setCurrentIndex(1)
    assert bar.wanted() is not None
