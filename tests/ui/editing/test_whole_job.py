"""A whole job with no hand on the mouse: twenty segments, checks, export, and everything there again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from translations.memory_units import Unit
from ui.application import make_window
from ui.editing.mode import EditMode
from ui.export_dialog import ExportDialog
from ui.main_window import MainWindow

LONG = 60_000
"""Milliseconds that a worker may take on a busy machine."""


def press(window: MainWindow, action_id: str) -> None:
    """Press the keys of an action, wherever the keyboard is."""
    keys = window.actions_[action_id].shortcut()[0]
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, keys.key(), keys.keyboardModifiers())


def type_over(text: str) -> None:
    """Replace what stands in the field that has the keyboard."""
    field = QApplication.focusWidget()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def test_twenty_segments_checks_export_and_reopening_by_keyboard_only(
    editing: EditMode, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = editing.session
    assert session is not None and session.document_id is not None
    sources = [editing.open_desk.segment(one).source for one in session.order]
    window.services.memory().add_all([Unit(sources[2], "From the memory.")])

    def at(row: int) -> None:
        qtbot.waitUntil(lambda: editing.grid.current_row() == row, timeout=LONG)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is editing.grid.editor, timeout=LONG)

    expected: dict[int, str] = {}
    for row in range(20):
        at(row)
        field = editing.grid.editor
        assert field is not None
        if row == 1:
            press(window, "copy_source")
        elif row == 2:
            qtbot.waitUntil(lambda: bool(editing.matches.suggestions), timeout=LONG)
            press(window, "insert_match_1")
        elif row == 3:
            type_over("Typed once.")
            QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            type_over("Typed again")
            QTest.keyClicks(field, ".")
        elif row == 4:
            press(window, "note")
            QTest.keyClicks(QApplication.focusWidget(), "Ask the client")
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
            at(4)
            type_over("With a note.")
        elif row == 5:
            type_over("In 1871 other numbers stood here.")
        else:
            type_over(f"Signed sentence {row}.")
        expected[row] = field.text
        press(window, "confirm_next")
    at(20)
    assert (expected[1], expected[2], expected[3]) == (sources[1], "From the memory.", "Typed again.")

    press(window, "check_all")
    wrong = session.order[5]
    qtbot.waitUntil(
        lambda: any(one.segment_id == wrong and one.check == "numbers" for one in editing.checks.findings),
        timeout=LONG,
    )

    monkeypatch.setattr(ExportDialog, "exec", lambda dialog: dialog.report.setChecked(True) or 1)
    delivered = tmp_path / "delivered.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(delivered), ""))
    press(window, "export")
    qtbot.waitUntil(delivered.exists, timeout=LONG)
    page = delivered.read_text(encoding="utf-8")
    assert "Signed sentence 19." in page and "except 20 of" in page and "Report of the checks" in page

    paths, document_id = window.services.paths, session.document_id
    window.close()
    again = make_window(paths)
    qtbot.addWidget(again)
    library = again.services.library()
    kept = list(library.segments(document_id).values())[:20]
    assert {row: one.target for row, one in enumerate(kept)} == expected
    assert {one.status for one in kept} == {"confirmed"}
    assert kept[4].note == "Ask the client"
    again.close()
