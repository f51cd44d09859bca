"""A translator's day: segments by keyboard alone, everything saved, everything there again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.editing.mode import EditMode
from ui.editing.segment_editor import SegmentEditor
from ui.main_window import MainWindow


def field(mode: EditMode) -> SegmentEditor:
    """The field that is open."""
    assert mode.grid.editor is not None
    return mode.grid.editor


def type_over(mode: EditMode, text: str) -> None:
    """Replace the English of the current segment by keyboard."""
    QTest.keyClick(field(mode), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field(mode), text)


def press(mode: EditMode, action_id: str) -> None:
    """Use an action as its keys would."""
    mode.shell.actions_[action_id].trigger()
    QApplication.processEvents()


def stored(mode: EditMode, row: int):  # type: ignore[no-untyped-def]
    """What the library holds of a row's segment once everything is written."""
    assert mode.session is not None and mode.session.library is not None
    assert mode.writer.flush()
    return mode.session.library.segment(mode.session.document_id, mode.session.order[row])


def test_twenty_segments_by_keyboard_only(editing: EditMode, window: MainWindow, qtbot: QtBot) -> None:
    for number in range(20):
        type_over(editing, f"Signed sentence {number}.")
        QTest.keyClick(field(editing), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda n=number: editing.grid.current_row() == n + 1, timeout=20000)
    assert editing.writer.flush()
    session = editing.session
    assert session is not None and session.library is not None and session.document_id is not None
    kept = session.library.segments(session.document_id)
    first = [kept[segment_id] for segment_id in session.order[:20]]
    assert [one.target for one in first] == [f"Signed sentence {n}." for n in range(20)]
    assert {one.status for one in first} == {"confirmed"}
    memory = window.services.memory()
    assert memory.exact(first[5].source) is not None
    qtbot.waitUntil(lambda: "20 of" in editing.status.text(), timeout=20000)


def test_what_is_typed_is_saved_while_typing(editing: EditMode, qtbot: QtBot) -> None:
    type_over(editing, "Half a sent")
    qtbot.waitUntil(lambda: not field(editing).typing, timeout=20000)
    kept = stored(editing, 0)
    assert (kept.target, kept.status) == ("Half a sent", "edited")


def test_a_segment_that_is_left_is_saved_at_once(editing: EditMode) -> None:
    type_over(editing, "Left at once")
    press(editing, "next_segment")
    assert stored(editing, 0).target == "Left at once"


def test_closing_the_window_saves_what_is_being_typed(editing: EditMode, window: MainWindow) -> None:
    type_over(editing, "Typed last")
    library, document = editing.session.library, editing.session.document_id  # type: ignore[union-attr]
    first = editing.session.order[0]  # type: ignore[union-attr]
    path = library.path  # type: ignore[union-attr]
    window.close()
    from translations.library import Library

    again = Library.open(path)
    assert again.segment(document, first).target == "Typed last"  # type: ignore[arg-type]
    again.close()


def test_undo_goes_back_across_segments_and_redo_comes_again(editing: EditMode, qtbot: QtBot) -> None:
    before = stored(editing, 0).target
    type_over(editing, "One")
    press(editing, "confirm_next")
    press(editing, "undo_change")
    qtbot.waitUntil(lambda: stored(editing, 0).status != "confirmed", timeout=20000)
    press(editing, "undo_change")
    qtbot.waitUntil(lambda: stored(editing, 0).target == before, timeout=20000)
    press(editing, "redo_change")
    qtbot.waitUntil(lambda: stored(editing, 0).target == "One", timeout=20000)


@pytest.mark.parametrize(
    ("action", "wanted"),
    [("copy_source", lambda s: (s.source, "edited")), ("restore_machine", lambda s: (s.machine, "machine"))],
)
def test_source_and_machine_draft_come_in_by_key(
    editing: EditMode, action: str, wanted: Callable[..., tuple[str, str]]
) -> None:
    type_over(editing, "Something else")
    press(editing, action)
    kept = stored(editing, 0)
    assert (kept.target, kept.status) == wanted(kept)
    assert field(editing).text == kept.target


def test_a_match_of_the_memory_comes_in_by_key(editing: EditMode, window: MainWindow, qtbot: QtBot) -> None:
    second = editing.session.order[1]  # type: ignore[union-attr]
    source = editing.open_desk.segment(second).source
    window.services.memory().add(source, "From the memory.")
    press(editing, "next_segment")
    qtbot.waitUntil(lambda: bool(editing.matches.suggestions), timeout=20000)
    press(editing, "insert_match_1")
    assert stored(editing, 1).target == "From the memory."


def test_repetitions_are_offered_and_confirmed_together(editing: EditMode, qtbot: QtBot) -> None:
    session = editing.session
    assert session is not None
    sources = [editing.open_desk.segment(one).source for one in session.order]
    repeated = next((s for s in sources if sources.count(s) > 1), None)
    first = sources.index(repeated) if repeated else 0
    editing.grid.go_to_row(first)
    others = editing.open_desk.repetitions(session.order[first])
    press(editing, "confirm_next")
    assert len(others) == (sources.count(repeated) - 1 if repeated else 0)
    assert window_bar_visible(editing) == bool(others)


def window_bar_visible(mode: EditMode) -> bool:
    return mode.shell.message_bar.isVisible()


def test_replace_changes_all_and_one_undo_takes_it_back(editing: EditMode, qtbot: QtBot) -> None:
    session = editing.session
    assert session is not None
    before = {one: editing.open_desk.segment(one).target for one in session.order}
    from translations.replacing import replacements

    found = replacements([editing.open_desk.segment(one) for one in session.order], "the", "THE")
    editing.open_desk.fill({one.segment_id: one.after for one in found})
    assert stored(editing, session.position(found[0].segment_id)).target == found[0].after
    press(editing, "undo_change")
    qtbot.waitUntil(
        lambda: all(editing.open_desk.segment(one).target == text for one, text in before.items())
    )


def test_a_note_and_a_rejection_are_kept(editing: EditMode, qtbot: QtBot) -> None:
    first = editing.session.order[0]  # type: ignore[union-attr]
    editing.notes.note.setPlainText("Ask the client")
    press(editing, "reject")
    qtbot.waitUntil(lambda: stored(editing, 0).note != "", timeout=20000)
    kept = stored(editing, 0)
    assert (kept.note, kept.status, kept.id) == ("Ask the client", "rejected", first)


def test_split_and_merge_keep_the_text(editing: EditMode, qtbot: QtBot) -> None:
    session = editing.session
    assert session is not None
    row = next(at for at, one in enumerate(session.order) if len(editing.open_desk.segment(one).source) > 80)
    editing.grid.go_to_row(row)
    source = editing.open_desk.segment(session.order[row]).source
    count = len(session.order)
    editing.open_desk.split(session.order[row], source.index(" ", 40) + 1, None)
    qtbot.waitUntil(lambda: len(session.order) == count + 1, timeout=20000)
    editing.open_desk.merge(session.order[row])
    qtbot.waitUntil(lambda: len(session.order) == count, timeout=20000)
    assert editing.open_desk.segment(session.order[row]).source == source


def test_the_checks_find_a_lost_number_and_ignoring_is_remembered(editing: EditMode, qtbot: QtBot) -> None:
    session = editing.session
    assert session is not None
    row = next(at for at, one in enumerate(session.order) if "2023" in editing.open_desk.segment(one).source)
    editing.grid.go_to_row(row)
    type_over(editing, "In 1999 nothing happened.")
    press(editing, "check_all")
    segment_id = session.order[row]
    qtbot.waitUntil(lambda: any(f.segment_id == segment_id for f in editing.checks.findings), timeout=20000)
    at = next(n for n, f in enumerate(editing.checks.findings) if f.segment_id == segment_id)
    finding = editing.checks.findings[at]
    editing.checks.ignore(at)
    qtbot.waitUntil(
        lambda: finding.key in session.library.ignored(session.document_id)  # type: ignore[union-attr, arg-type]
    )


def test_the_next_untouched_segment_is_found(editing: EditMode) -> None:
    for _ in range(3):
        press(editing, "confirm_next")
    editing.grid.go_to_row(0)
    press(editing, "next_untouched")
    assert editing.grid.current_row() == 3


def test_modes_keep_the_place(editing: EditMode, window: MainWindow) -> None:
    editing.grid.go_to_row(7)
    place = editing.session.place  # type: ignore[union-attr]
    window.actions_["mode_read"].trigger()
    window.actions_["mode_edit"].trigger()
    assert editing.session.position(place) == editing.grid.current_row() == 7  # type: ignore[union-attr]


def test_a_note_stays_with_its_segment_when_the_keyboard_goes_on_from_it(editing: EditMode) -> None:
    press(editing, "note")
    QTest.keyClicks(editing.notes.note, "Of the first")
    press(editing, "next_segment")
    assert stored(editing, 0).note == "Of the first"
    assert stored(editing, 1).note == ""
    assert editing.notes.note.toPlainText() == ""


def test_the_marks_of_other_english_go_when_the_draft_comes_back(editing: EditMode) -> None:
    before = stored(editing, 0).marks
    type_over(editing, "In 1999.")
    press(editing, "next_segment")
    assert stored(editing, 0).marks != before
    press(editing, "previous_segment")
    press(editing, "restore_machine")
    assert stored(editing, 0).marks == before


def test_light_in_the_paragraph_follows_what_is_typed(editing: EditMode, qtbot: QtBot) -> None:
    editing.grid.go_to_row(5)
    typed = "Short."
    assert editing.session is not None
    context, sentence = editing.context, editing.session.order[5]
    row = context.row_of_sentence(sentence)
    assert row is not None
    qtbot.waitUntil(lambda: bool(context.english.layout_.lit.get(row)))
    type_over(editing, typed)
    qtbot.waitUntil(lambda: typed in context.passage(row, english=True).shown)
    (band,) = context.english.layout_.lit[row]
    assert context.passage(row, english=True).shown[band.start : band.end] == typed
