"""Changes that the disk refuses: told at once, kept in order, written as soon as the disk takes them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from reader.errors import EnvironmentProblem, InputError
from ui.editing.mode import EditMode
from ui.editing.writer import Writer
from ui.main_window import MainWindow


class Disk:
    """What is written to it, while it has room."""

    def __init__(self) -> None:
        self.full = False
        self.written: list[str] = []

    def write(self, words: str) -> None:
        if self.full:
            raise EnvironmentProblem("The disk is full: make room.")
        self.written.append(words)


def test_what_could_not_be_written_is_written_later_in_the_order_it_was_done(
    qapp: object, qtbot: QtBot
) -> None:
    writer, disk, told = Writer(), Disk(), []
    writer.trouble.connect(lambda trouble: told.append(trouble.sentence))
    disk.full = True
    for words in ("edit", "confirm"):
        writer.submit(lambda words=words: disk.write(words), keep=True)
    assert writer.flush()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert (writer.unsaved, disk.written) == (2, [])
    disk.full = False
    writer.submit(lambda: (writer.write_left(), disk.write("next")), keep=True)
    assert writer.flush()
    assert (writer.unsaved, disk.written) == (0, ["edit", "confirm", "next"])
    writer.close()


def test_what_can_never_be_written_does_not_keep_the_rest(qapp: object, qtbot: QtBot) -> None:
    writer, disk, told = Writer(), Disk(), []
    writer.trouble.connect(lambda trouble: told.append(trouble.sentence))

    def gone() -> None:
        if disk.full:
            raise EnvironmentProblem("The disk is full: make room.")
        raise InputError("This segment is not there any more.")

    disk.full = True
    writer.submit(gone, keep=True)
    writer.submit(lambda: disk.write("confirm"), keep=True)
    assert writer.flush()
    disk.full = False
    writer.try_left()
    assert writer.flush()
    assert (writer.unsaved, disk.written) == (0, ["confirm"])
    qtbot.waitUntil(lambda: told[-1:] == ["This segment is not there any more."])
    writer.close()


def test_the_status_bar_says_what_is_not_saved_until_it_is(editing: EditMode, qtbot: QtBot) -> None:
    disk = Disk()
    disk.full = True
    editing.writer.submit(lambda: disk.write("edit"), keep=True)
    qtbot.waitUntil(lambda: "1 change not saved yet" in editing.status.text())
    disk.full = False
    editing.writer.try_left()
    qtbot.waitUntil(lambda: "not saved" not in editing.status.text())
    assert disk.written == ["edit"]
    assert "is saved now" in editing.shell.message_bar.sentence.text()


def test_the_window_asks_before_it_closes_on_changes_that_are_not_saved(
    window: MainWindow, editing: EditMode, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, asked = Disk(), []
    disk.full = True
    editing.writer.submit(lambda: disk.write("edit"), keep=True)
    qtbot.waitUntil(lambda: editing.writer.unsaved == 1)

    def stay(box: QMessageBox) -> int:
        asked.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", stay)
    assert not window.close()
    assert window.isVisible()
    assert asked == ["One change could not be saved."]
    disk.full = False
    assert window.close()
    assert disk.written == ["edit"]


def test_find_in_edit_mode_shows_the_segments_with_the_words(
    window: MainWindow, editing: EditMode, qtbot: QtBot
) -> None:
    assert window.actions_["find"].isEnabled()
    window.actions_["find"].trigger()
    assert editing.filter.field.hasFocus()
