"""English arriving: paragraph by paragraph, nothing moves, and it can be stopped."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.errors import EnvironmentProblem
from translations.segments import Bilingual, Segment
from ui.main_window import MainWindow
from ui.session import Session

Cancelled = Callable[[], bool]


def batches(letter: Bilingual) -> list[list[Segment]]:
    segments = list(letter.segments.values())
    return [segments[at : at + 4] for at in range(0, len(segments), 4)]


@pytest.fixture
def empty(window: MainWindow, letter: Bilingual, qtbot: QtBot) -> Session:
    """The window's session of letter A, no English there yet."""
    session = Session(letter.document, tasks=window.services.tasks, parent=window)
    window.document.show(session)
    qtbot.waitUntil(lambda: not window.read_mode.view.busy)
    return session


def test_english_fills_in_paragraph_by_paragraph(
    window: MainWindow, empty: Session, letter: Bilingual, qtbot: QtBot
) -> None:
    seen: list[str] = []
    empty.progress_changed.connect(lambda _done, _total: seen.append(window.status.progress.text()))
    empty.start_drafting(lambda *_: iter(batches(letter)))
    qtbot.waitUntil(lambda: empty.complete and not window.read_mode.view.busy)
    total = empty.progress[1]
    assert any(text.endswith(f"of {total} paragraphs") for text in seen)
    english = window.read_mode.view.english.document()
    assert english.findBlockByNumber(4).text().startswith("I hereby submit")
    qtbot.waitUntil(lambda: window.status.progress.text() == "")


def test_the_place_being_read_does_not_move(
    window: MainWindow, empty: Session, letter: Bilingual, qtbot: QtBot
) -> None:
    view = window.read_mode.view
    view.go_to_row(18)
    row = view.scrolling.top_row()
    before = view.geometry_.top(row) - view.scrolling.value
    moved = set()
    for batch in batches(letter):
        empty.receive(batch)
        qtbot.waitUntil(lambda: not view.busy)
        moved.add(round(view.geometry_.top(row) - view.scrolling.value - before))
        for column in (view.dutch, view.english):
            assert column.verticalScrollBar().value() == view.scrolling.value
    assert moved == {0}


def test_a_placeholder_keeps_the_height_of_the_dutch(window: MainWindow, empty: Session) -> None:
    view = window.read_mode.view
    for row in view.rows:
        assert view.geometry_.text_height(row.index) >= view.dutch.layout_.lay_out(row.index)
        assert view.english.layout_.lay_out(row.index) == 0
        assert view.state_of(row)[0] == "arriving"


def test_escape_stops_and_what_arrived_stays(
    window: MainWindow, empty: Session, letter: Bilingual, qtbot: QtBot
) -> None:
    def slow(
        _document: object, _already: object, _first: object, cancelled: Cancelled
    ) -> Iterable[list[Segment]]:
        yield batches(letter)[0]
        while not cancelled():
            time.sleep(0.005)

    empty.start_drafting(slow)
    qtbot.waitUntil(lambda: len(empty.segments) == 4)
    window.activateWindow()
    window.read_mode.view.dutch.setFocus()
    assert window.actions_["cancel"].isEnabled()
    qtbot.keyClick(window.read_mode.view.dutch, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not empty.drafting)
    assert len(empty.segments) == 4
    assert window.message_bar.buttons[0].text() == "Go on"
    assert window.services.tasks.end()


def test_trouble_while_translating_is_one_sentence(window: MainWindow, empty: Session, qtbot: QtBot) -> None:
    def broken(*_: object) -> Iterable[list[Segment]]:
        raise EnvironmentProblem("The model cannot be read: add it again.")
        yield []

    empty.start_drafting(broken)
    qtbot.waitUntil(lambda: not empty.drafting)
    assert window.message_bar.sentence.text() == "The model cannot be read: add it again."
    assert not window.message_bar.buttons[0].isVisible()


def test_a_fault_of_ours_can_be_saved_as_a_report(window: MainWindow, empty: Session, qtbot: QtBot) -> None:
    def broken(*_: object) -> Iterable[list[Segment]]:
        raise ZeroDivisionError("secret text of the letter")
        yield []

    empty.start_drafting(broken)
    qtbot.waitUntil(lambda: window.message_bar.isVisible())
    assert window.message_bar.buttons[0].text() == "Save a report…"
    from ui.bug_report import report_text

    assert window.last_bug is not None
    report = report_text(window.last_bug)
    assert "ZeroDivisionError" in report and "secret text" not in report


def test_a_persons_work_is_never_overwritten(empty: Session, letter: Bilingual) -> None:
    from dataclasses import replace

    first = next(iter(letter.segments.values()))
    mine = replace(first, target="My own English.", status="edited", origin="person")
    empty.change(mine)
    empty.receive([first])
    assert empty.segments[first.id].target == "My own English."


def test_the_states_of_paragraphs_are_told_in_words(
    window: MainWindow, empty: Session, letter: Bilingual
) -> None:
    from dataclasses import replace

    view = window.read_mode.view
    segments = [letter.segments[s.id] for s in letter.document.blocks[4].sentences]
    for status, marks, words in (
        ("machine", (), "Machine translation, not reviewed"),
        ("machine", ("numbers",), "Needs a look: a number or date differs"),
        ("edited", (), "Edited by a person"),
        ("confirmed", (), "Confirmed by a person"),
    ):
        for segment in segments:
            empty.change(replace(segment, status=status, marks=marks))  # type: ignore[arg-type]
        view.english.repaint()
        from ui.reading.rows import row_state

        assert row_state(view.rows[4], empty.segments)[1] == words


def test_a_real_model_translates_a_letter(
    window: MainWindow, aligned_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    target = window.services.paths.packages / "tiny"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(aligned_folder, target)
    file = tmp_path / "brief.txt"
    file.write_text("Het kabinet leest de motie.\n", encoding="utf-8")
    window.open_file(file)
    qtbot.waitUntil(lambda: window.session is not None and window.session.complete, timeout=30_000)
    qtbot.waitUntil(lambda: not window.read_mode.view.busy)
    text = window.read_mode.view.english.document().toPlainText()
    assert text.startswith("The government") and "motion" in text
    assert window.session is not None and window.session.document_id is not None
    assert len(window.services.library().segments(window.session.document_id)) == 1
