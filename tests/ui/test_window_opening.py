"""Opening documents: files that are letters, files that are not, pasted and dropped text, and forgetting."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from reader.document import Block, Document
from reader.identity import identify
from reader.sentences import sentence_ranges
from translations.paths import DataPaths
from translations.segments import Segment
from ui.application import make_window
from ui.main_window import MainWindow
from ui.opened import Opened

LETTER = "Geachte voorzitter,\n\nHierbij bied ik u de brief aan. Het kabinet leest de motie.\n"


@pytest.fixture
def letter_file(tmp_path: Path) -> Path:
    file = tmp_path / "brief.txt"
    file.write_text(LETTER, encoding="utf-8")
    return file


def dutch_text(window: MainWindow) -> str:
    return window.read_mode.view.dutch.document().toPlainText()


def wait_for_document(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.session is not None and not window.opening.busy, timeout=20_000)


def test_the_empty_window_offers_a_way_in(window: MainWindow) -> None:
    assert window.stack.currentWidget() is window.start_page
    assert window.start_page.open_button.isVisible() and window.start_page.sample_button.isVisible()
    assert not window.start_page.recent.isVisible()
    assert not window.actions_["find"].isEnabled()


def test_a_letter_opens_and_its_dutch_is_there_without_a_model(
    window: MainWindow, letter_file: Path, qtbot: QtBot
) -> None:
    window.open_file(letter_file)
    wait_for_document(window, qtbot)
    assert "Het kabinet leest de motie." in dutch_text(window)
    assert window.message_bar.isVisible()
    assert "no translation model" in window.message_bar.sentence.text()
    assert [b.text() for b in window.message_bar.buttons] == ["Use a model file…", "Get the full model…"]
    assert [item.path for item in window.preferences.recent()] == [str(letter_file)]


def test_pages_that_could_not_be_read_are_told(window: MainWindow, qtbot: QtBot) -> None:
    dutch = "Het kabinet leest."
    blocks, notes = identify([Block("", "paragraph", dutch, 1)], (), sentence_ranges)
    document = Document("scan.pdf", "Brief", blocks, notes, {"pages_of_pictures": "2, 3"})
    (sentence,) = blocks[0].sentences
    english = Segment(sentence.id, blocks[0].id, dutch, "The government reads.")
    window.show_opened(Opened(document, None, segments={sentence.id: english}))
    assert window.message_bar.isVisible()
    assert window.message_bar.sentence.text().startswith("Pages 2, 3 are pictures")


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 500, b"%PDF-1.7 damaged"])
def test_what_is_no_letter_is_told_in_one_sentence(
    window: MainWindow, tmp_path: Path, content: bytes, qtbot: QtBot
) -> None:
    file = tmp_path / "kapot.pdf"
    file.write_bytes(content)
    window.open_file(file)
    qtbot.waitUntil(lambda: not window.opening.busy, timeout=20_000)
    assert window.session is None
    assert window.message_bar.isVisible() and window.message_bar.sentence.text().endswith(".")
    assert "\n" not in window.message_bar.sentence.text()


def test_a_file_that_is_gone_is_told(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.open_file(tmp_path / "weg.pdf")
    qtbot.waitUntil(lambda: not window.opening.busy, timeout=20_000)
    assert "weg.pdf" in window.message_bar.sentence.text()


def test_escape_stops_the_reading(window: MainWindow, letter_file: Path, qtbot: QtBot) -> None:
    window.open_file(letter_file)
    assert window.actions_["cancel"].isEnabled()
    window.actions_["cancel"].trigger()
    assert not window.opening.busy
    assert window.services.tasks.end()
    assert window.session is None


def test_pasting_opens_the_text(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(LETTER)
    window.actions_["open_text"].trigger()
    wait_for_document(window, qtbot)
    assert "Het kabinet leest de motie." in dutch_text(window)


def test_pasting_nothing_is_told(window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    window.actions_["open_text"].trigger()
    assert window.message_bar.sentence.text() == "There is no text in the clipboard."


def test_dropping_a_file_opens_it(window: MainWindow, letter_file: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letter_file))])
    window.dropEvent(
        QDropEvent(
            QPointF(20, 20),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    wait_for_document(window, qtbot)
    assert window.document.opened is not None and window.document.opened.path == letter_file


def test_the_last_place_comes_back(
    paths: DataPaths, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "lang.txt"
    file.write_text("\n\n".join(f"Dit is alinea {at} van de brief." for at in range(300)), encoding="utf-8")
    window.open_file(file)
    wait_for_document(window, qtbot)
    window.read_mode.view.go_to_row(200)
    window.look.set_zoom(1.25)
    window.close()
    again = make_window(paths)
    qtbot.addWidget(again)
    again.show()
    again.open_file(file)
    wait_for_document(again, qtbot)
    assert again.look.zoom == 1.25
    assert again.read_mode.view.scrolling.top_row() == 200
    again.close()


def test_forgetting_removes_every_trace(window: MainWindow, letter_file: Path, qtbot: QtBot) -> None:
    window.open_file(letter_file)
    wait_for_document(window, qtbot)
    session, opened = window.session, window.document.opened
    assert session is not None
    window.document.show(None)
    window.opening.forget(session, opened)
    assert window.preferences.recent() == ()
    assert window.preferences.place(str(letter_file)) is None
    assert window.services.library().documents() == []
    root = window.services.paths.root
    left = [
        f.name for f in root.rglob("*") if f.is_file() and b"Het kabinet leest de motie" in f.read_bytes()
    ]
    assert left == []
    assert letter_file.exists()
