"""What is on screen is what the columns hold: another document is painted as soon as it is there."""

from __future__ import annotations

from letters import load_letter
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.session import Session


class Paints(QObject):
    """Counts how often the whole of a widget is painted (a blinking caret paints a little of it)."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count, and let the event pass."""
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            self.count += event.region().boundingRect().contains(watched.rect())
        return False


def test_another_document_is_painted_before_its_english_arrives(reading: MainWindow, qtbot: QtBot) -> None:
    view = reading.read_mode.view
    paints = Paints(), Paints()
    other = load_letter("b").document
    view.english.setFocus()
    view.dutch.setFocus()
    qtbot.wait(50)
    for column, paint in zip((view.dutch, view.english), paints, strict=True):
        column.viewport().installEventFilter(paint)
    reading.document.show(Session(other, tasks=reading.services.tasks, parent=reading))
    qtbot.waitUntil(lambda: not view.busy)
    qtbot.waitUntil(lambda: all(paint.count for paint in paints))


def test_the_whole_column_is_painted_when_it_is_scrolled(reading: MainWindow, qtbot: QtBot) -> None:
    view = reading.read_mode.view
    reading.resize(1000, 420)
    qtbot.waitUntil(lambda: not view.busy and view.english.verticalScrollBar().maximum() > 100)
    qtbot.wait(50)
    paint = Paints()
    view.dutch.viewport().installEventFilter(paint)
    view.english.verticalScrollBar().setValue(60)
    qtbot.waitUntil(lambda: paint.count > 0)


def test_no_heading_is_marked_before_the_first(reading: MainWindow) -> None:
    mode = reading.read_mode
    first = next(row.index for row in mode.view.rows if row.kind == "heading")
    mode.outline.mark_row(len(mode.view.rows) - 1)
    assert mode.outline.currentItem() is not None
    mode.outline.mark_row(first - 1)
    assert mode.outline.currentItem() is None
