"""Out of the window in a client's format, back in by id, and everything found again on the first page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from translations.exchange import FORMATS
from translations.exchange.xliff import write_xliff
from translations.segments import Bilingual
from ui.export_dialog import CLIENT, ExportChoice, ExportDialog
from ui.main_window import MainWindow
from ui.return_dialog import ReturnDialog
from ui.services import Opened


@pytest.fixture
def kept(window: MainWindow, letter: Bilingual, qtbot: QtBot) -> MainWindow:
    """The window with letter A, kept in the library with all of its English."""
    library = window.services.library()
    document_id = library.add_document(letter.document, None)
    library.store_drafts(document_id, letter.segments.values())
    window.show_opened(
        Opened(library.document(document_id), None, document_id, library.segments(document_id))
    )
    return window


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_saved_whole(kept: MainWindow, form: str, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / f"out{FORMATS[form].endings[0]}"
    assert kept.session is not None
    kept.delivery.export(kept.session, path, ExportChoice(FORMATS[form]))
    qtbot.waitUntil(lambda: "is saved" in kept.message_bar.sentence.text(), timeout=20000)
    assert path.stat().st_size > 500
    assert list(tmp_path.glob(".out*")) == []


def test_an_export_ends_with_the_report_of_the_checks_when_asked(
    kept: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = kept.session
    assert session is not None
    first = session.order[0]
    session.change(replace(session.segments[first], target="Completely 77 other.", status="edited"))
    monkeypatch.setattr(ExportDialog, "exec", lambda dialog: dialog.report.setChecked(True) or 1)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / "delivered"), "Web page")
    )
    kept.actions_["export"].trigger()
    delivered = tmp_path / "delivered.html"
    qtbot.waitUntil(delivered.exists, timeout=60000)
    page = delivered.read_text(encoding="utf-8")
    assert "Report of the checks" in page and "Numbers and dates: " in page and "77" in page


def test_the_export_dialog_offers_only_what_a_format_can_hold(kept: MainWindow) -> None:
    dialog = ExportDialog(kept, client=False)
    dialog.report.setChecked(True)
    assert dialog.chosen() == ExportChoice(FORMATS["html"], alone=False, report=True)
    dialog.alone.setChecked(True)
    assert dialog.chosen() == ExportChoice(FORMATS["html"], alone=True, report=False)
    dialog.format.setCurrentIndex(list(FORMATS).index("tmx"))
    assert dialog.chosen() == ExportChoice(FORMATS["tmx"])
    assert not dialog.alone.isEnabled() and not dialog.report.isEnabled()
    again = ExportDialog(kept, client=True, last=ExportChoice(FORMATS["docx"], report=True))
    assert again.chosen() == ExportChoice(FORMATS["docx"], report=True)


def test_a_folder_that_is_gone_is_told_in_one_sentence(
    kept: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert kept.session is not None
    kept.delivery.export(kept.session, tmp_path / "gone" / "x.html", ExportChoice(FORMATS["html"]))
    qtbot.waitUntil(lambda: "cannot be written" in kept.message_bar.sentence.text(), timeout=20000)


def test_an_edited_file_comes_back_after_a_look(
    kept: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = kept.session
    assert session is not None and session.library is not None and session.document_id is not None
    first, second = session.order[:2]
    data = write_xliff(session.bilingual()).decode()
    target = session.segments[first].target
    path = tmp_path / "back.xlf"
    path.write_text(data.replace(f">{target}<", ">Edited elsewhere<", 1), encoding="utf-8")
    monkeypatch.setattr(ReturnDialog, "exec", lambda self: 1)
    kept.delivery.bring_back(session, path)
    qtbot.waitUntil(lambda: session.segments[first].target == "Edited elsewhere", timeout=20000)
    edit = kept.modes["edit"]
    edit.save()
    assert session.library.segment(session.document_id, first).target == "Edited elsewhere"
    assert session.segments[second].status == "machine"


def test_the_dialog_ticks_clean_changes_and_leaves_conflicts(kept: MainWindow) -> None:
    from translations.exchange.units import Change, Comparison

    clean = Change("a", "here", "there", confirmed=True)
    conflict = Change("b", "ours", "theirs", confirmed=False)
    dialog = ReturnDialog("f.xlf", Comparison((clean,), (conflict,), (), 0), kept)
    assert dialog.chosen() == ({}, {"a": "there"})


def test_a_clients_xliff_opens_with_its_english_and_leaves_filled(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "client.xlf"
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.docx" '
        'source-language="nl" target-language="en" datatype="plaintext"><body>'
        '<trans-unit id="1"><source>Dank u.</source><target state="final">Thank you.</target></trans-unit>'
        '<trans-unit id="2"><source>Tot ziens.</source></trans-unit></body></file></xliff>',
        encoding="utf-8",
    )
    window.open_file(path)
    qtbot.waitUntil(lambda: window.session is not None, timeout=30000)
    session = window.session
    assert session is not None
    session.cancel_drafting()
    first, second = session.order
    assert (session.segments[first].target, session.segments[first].status) == ("Thank you.", "confirmed")
    session.change(replace(session.segments[first], id=second, source="Tot ziens.", target="Goodbye."))
    out = tmp_path / "out.xlf"
    window.delivery.export(session, out, ExportChoice(CLIENT), path)
    qtbot.waitUntil(out.exists, timeout=20000)
    assert "Goodbye." in out.read_text(encoding="utf-8")


def test_the_first_page_lists_documents_and_searches_them(kept: MainWindow, qtbot: QtBot) -> None:
    kept.close_document()
    shelf = kept.start_page.shelf
    qtbot.waitUntil(lambda: shelf.list.count() == 1, timeout=20000)
    assert "machine translation" in shelf.list.item(0).text()
    shelf.field.setText("sanctiepakketten")
    qtbot.waitUntil(lambda: "sanctiepakketten" in shelf.list.item(0).text(), timeout=20000)
    shelf.list.itemActivated.emit(shelf.list.item(0))
    qtbot.waitUntil(lambda: kept.session is not None, timeout=20000)
    assert kept.session is not None
    place = kept.session.place
    assert "sanctiepakketten" in kept.session.segments[place].source
