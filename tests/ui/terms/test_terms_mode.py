"""A keeper's day with terms: added by key, corrected in place, reviewed, taken in, used in the letter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from letters import load_letter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from translations.glossary import Termbase
from translations.glossary_records import BUNDLED_GLOSSARY, Concept, RowFilter, Term, TermStatus
from translations.paths import DataPaths
from translations.segments import Bilingual, Link, Segment
from ui.editing.mode import EditMode
from ui.main_window import MainWindow
from ui.services import Opened
from ui.terms.candidates_pane import REJECTED
from ui.terms.mode import TermsMode
from ui.terms.picking import picked_of
from ui.terms.term_model import PAGE, TermModel


@pytest.fixture
def keeping(window: MainWindow, letter: Bilingual, qtbot: QtBot) -> TermsMode:
    """Terms mode on letter A, kept in the library, all of its English a machine draft."""
    return keep_terms(window, letter, qtbot)


def keep_terms(window: MainWindow, letter: Bilingual, qtbot: QtBot) -> TermsMode:
    """Open a letter in Terms mode."""
    library = window.services.library()
    document_id = library.add_document(letter.document, None)
    library.store_drafts(document_id, letter.segments.values())
    window.show_opened(
        Opened(library.document(document_id), None, document_id, library.segments(document_id))
    )
    window.actions_["mode_terms"].trigger()
    mode = window.modes["terms"]
    assert isinstance(mode, TermsMode)
    qtbot.waitUntil(lambda: mode.model.rowCount() > 0 and not mode.context.busy, timeout=60000)
    return mode


def press(mode: TermsMode, action_id: str) -> None:
    """Use an action as its keys would."""
    mode._shell.actions_[action_id].trigger()
    QApplication.processEvents()


def add(mode: TermsMode, nl: str, en: str, *, proposed: bool = False) -> str:
    """Put a term into the user's glossary and show it."""
    status: TermStatus = "proposed" if proposed else "approved"
    concept = Concept((Term(nl, "nl", status, True), Term(en, "en", status, True)))
    added = mode.desk.add(concept, "My terms")
    mode.model.reload()
    return added


def base(mode: TermsMode) -> Termbase:
    """The termbase of the window."""
    return mode.desk.services.termbase()


def cell(mode: TermsMode, concept_id: str, heading: str):  # type: ignore[no-untyped-def]
    """The index of a concept's cell."""
    headings = [column.heading for column in mode.model.columns]
    row = mode.model.row_of(concept_id)
    assert row >= 0
    return mode.model.index(row, headings.index(heading))


def type_in_cell(mode: TermsMode, concept_id: str, heading: str, text: str) -> None:
    """Type into a cell as a person does: Enter opens it, Enter saves."""
    mode.table.setCurrentIndex(cell(mode, concept_id, heading))
    mode.table.setFocus()
    QTest.keyClick(mode.table, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def a_word(mode: TermsMode, wanted: str) -> tuple[int, int]:
    """Row and place of a word in the Dutch column."""
    view = mode.context
    for index in range(len(view.rows)):
        at = view.passage(index, english=False).shown.find(wanted)
        if at >= 0:
            return index, at
    raise AssertionError(wanted)


def test_selected_words_become_a_term_by_key_with_their_english_guessed(
    keeping: TermsMode, window: MainWindow, qtbot: QtBot
) -> None:
    session = keeping.session
    assert session is not None
    segment = next(
        one for one in session.segments.values() if "kabinet" in one.source and "government" in one.target
    )
    start = segment.source.index("kabinet")
    at = segment.target.index("government")
    link = Link(start, start + 7, at, at + 10)
    session.receive([replace(segment, links=(link,))])
    qtbot.waitUntil(lambda: not keeping.context.busy)
    window.actions_["mode_read"].trigger()
    view = window.read_mode.view
    qtbot.waitUntil(lambda: not view.busy)
    row = view.row_of_sentence(segment.id)
    assert row is not None
    place = view.passage(row, english=False).shown.index("kabinet")
    view.dutch.select(row, place + 1, place + 7)
    QTest.keyClick(
        view.dutch, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: keeping.form is not None)
    form = keeping.form
    assert form is not None
    assert (form.dutch.text(), form.english.text()) == ("kabinet", "government")
    assert form.source.text()
    form.english.setText("Cabinet of ours")
    QTest.keyClick(form.english, Qt.Key.Key_Return)
    found = base(keeping).search("Cabinet of ours")
    assert [(one.nl, one.en, one.glossary, one.status) for one in found] == [
        ("kabinet", "Cabinet of ours", "My terms", "approved")
    ]
    qtbot.waitUntil(lambda: "is used in" in window.message_bar.sentence.text(), timeout=60000)


def test_a_guess_takes_whole_words_and_leaves_strays_out() -> None:
    source = "De heropvoedingscentra in de regio zijn gesloten."
    target = "The re-education centres in the region have been closed, they say, of late, by centres."
    at = source.index("heropvoedingscentra")
    centres = target.index("centres")
    links = (
        Link(at, at + 19, target.index("re-education"), target.index("re-education") + 12),
        Link(at, at + 19, centres, centres + 7),
        Link(at, at + 19, target.rindex("centres"), target.rindex("centres") + 7),
    )
    segment = Segment("s1", "b1", source, target, target, "machine", "machine", links=links)
    found = picked_of(segment, at + 3, at + 8)
    assert (found.nl, found.en) == ("heropvoedingscentra", "re-education centres")


def test_without_a_document_nothing_is_looked_for(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["mode_terms"].trigger()
    mode = window.modes["terms"]
    assert isinstance(mode, TermsMode)
    qtbot.waitUntil(lambda: mode.model.rowCount() > 0, timeout=60000)
    mode.table.setCurrentIndex(mode.model.index(0, 0))
    qtbot.waitUntil(lambda: mode.details.uses_heading.text().startswith("Open a document"))


def test_a_cell_is_typed_over_saved_and_taken_back(keeping: TermsMode, qtbot: QtBot) -> None:
    concept = add(keeping, "proefterm", "trial term")
    type_in_cell(keeping, concept, "English", "test term")
    assert base(keeping).row(concept).en == "test term"
    press(keeping, "undo_change")
    assert base(keeping).row(concept).en == "trial term"
    qtbot.waitUntil(lambda: cell(keeping, concept, "English").data() == "trial term")
    press(keeping, "redo_change")
    assert base(keeping).row(concept).en == "test term"


def test_status_domain_note_and_keeping_dutch_are_edited_in_place(keeping: TermsMode) -> None:
    concept = add(keeping, "proefterm", "trial term")
    type_in_cell(keeping, concept, "Domain", "law")
    type_in_cell(keeping, concept, "Note", "<b>only a note</b>")
    keep = cell(keeping, concept, "Keep")
    assert keeping.model.setData(keep, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert keeping.model.setData(cell(keeping, concept, "Status"), "forbidden")
    row = base(keeping).row(concept)
    assert (row.domain, row.note, row.do_not_translate, row.status) == (
        "law",
        "<b>only a note</b>",
        True,
        "forbidden",
    )


def test_what_comes_with_naast_is_changed_in_an_own_copy(keeping: TermsMode) -> None:
    shipped = base(keeping).page(0, 1, rows=RowFilter(glossary=BUNDLED_GLOSSARY, status="approved"))[0]
    type_in_cell(keeping, shipped.concept_id, "Domain", "mine")
    rows = [one for one in base(keeping).search(shipped.nl) if one.nl == shipped.nl]
    assert [(one.glossary, one.domain) for one in rows] == [("My terms", "mine")]
    assert base(keeping).row(shipped.concept_id).domain == shipped.domain
    assert keeping.table.current_term() == rows[0]


def test_an_empty_dutch_side_is_refused_in_a_sentence(keeping: TermsMode, window: MainWindow) -> None:
    concept = add(keeping, "proefterm", "trial term")
    type_in_cell(keeping, concept, "Dutch", " ")
    assert base(keeping).row(concept).nl == "proefterm"
    assert "Dutch" in window.message_bar.sentence.text()


def test_filters_narrow_the_table_by_words_status_and_glossary(keeping: TermsMode, qtbot: QtBot) -> None:
    add(keeping, "zeldzame proefterm", "rare trial term", proposed=True)
    add(keeping, "andere proefterm", "other trial term")
    QTest.keyClicks(keeping.filter_bar.field, "trial term")
    qtbot.waitUntil(lambda: keeping.model.rowCount() == 2)
    keeping.filter_bar.status.setCurrentIndex(keeping.filter_bar.status.findData("proposed"))
    assert [keeping.model.index(0, 0).data(), keeping.model.rowCount()] == ["zeldzame proefterm", 1]
    assert keeping.filter_bar.count.text() == "1 term"
    glossary = keeping.filter_bar.glossary
    glossary.setCurrentIndex(glossary.findData(BUNDLED_GLOSSARY))
    assert keeping.model.rowCount() == 0


def test_headings_sort_the_whole_glossary(keeping: TermsMode) -> None:
    add(keeping, "aaa eerste", "zzzz last")
    keeping.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert keeping.model.index(0, 1).data() == "zzzz last"
    keeping.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    english = [keeping.model.index(row, 0).data().casefold() for row in range(5)]
    assert "aaa eerste" in english


def test_selected_terms_get_a_status_at_once(keeping: TermsMode) -> None:
    ids = [add(keeping, f"proefterm {n}", f"trial {n}", proposed=True) for n in range(5)]
    keeping.filter_bar.show_only(text="proefterm")
    keeping.table.selectAll()
    press(keeping, "status_approved")
    assert {base(keeping).row(one).status for one in ids} == {"approved"}
    press(keeping, "undo_change")
    assert {base(keeping).row(one).status for one in ids} == {"proposed"}


def test_deleted_terms_come_back_with_undo(keeping: TermsMode) -> None:
    concept = add(keeping, "proefterm", "trial term")
    keeping.show_term(concept)
    press(keeping, "delete_terms")
    assert base(keeping).search("proefterm") == []
    press(keeping, "undo_change")
    assert [one.concept_id for one in base(keeping).search("proefterm")] == [concept]


def test_review_by_single_keys(keeping: TermsMode) -> None:
    for row in base(keeping).page(0, 1000, rows=RowFilter(status="proposed")):
        base(keeping).bulk_status([row.concept_id], "approved")
    one = add(keeping, "aa proefterm", "trial a", proposed=True)
    two = add(keeping, "bb proefterm", "trial b", proposed=True)
    three = add(keeping, "cc proefterm", "trial c", proposed=True)
    press(keeping, "review_terms")
    table = keeping.review.table
    assert table.terms.rowCount() == 3
    QTest.keyClick(table, Qt.Key.Key_A)
    QTest.keyClick(table, Qt.Key.Key_R)
    assert [base(keeping).row(c).status for c in (one, two, three)] == ["approved", "deprecated", "proposed"]
    assert table.terms.rowCount() == 1
    QTest.keyClick(table, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "cc betere term")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert base(keeping).row(three).nl == "cc betere term"


def test_a_hundred_thousand_terms_are_fetched_a_page_at_a_time(
    keeping: TermsMode, paths: DataPaths, qtbot: QtBot
) -> None:
    with Termbase.open(paths.glossary_db) as termbase, termbase.operation("Many"):
        termbase.db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
            "INSERT INTO concept(uuid, glossary_id, nl, en, status) "
            "SELECT 'many' || i, (SELECT id FROM glossary WHERE name = ?), 'term ' || i, 'word ' || i, "
            "'approved' FROM n",
            [BUNDLED_GLOSSARY],
        )
    model = TermModel(keeping.desk, parent=keeping)
    keeping.table.setModel(model)
    model.load()
    QApplication.processEvents()
    assert model.rowCount() > 100_000
    assert 0 < model.fetched <= 2 * PAGE
    keeping.table.scrollToBottom()
    keeping.table.repaint()
    QApplication.processEvents()
    assert model.fetched <= 6 * PAGE


def test_changed_terms_leave_what_a_person_edited(
    keeping: TermsMode, window: MainWindow, chosen: str, qtbot: QtBot
) -> None:
    session = keeping.session
    assert session is not None and session.library is not None and session.document_id is not None
    uses = [one for one in session.segments.values() if "kabinet" in one.source]
    assert len(uses) > 1
    edited = session.library.save_target(session.document_id, uses[0].id, "A person's own words.")
    session.change(edited)
    keeping.again.say_of("kabinet")
    with qtbot.waitSignal(keeping.again.looked, timeout=30000) as looked:
        add(keeping, "kabinet", "zzcabinet")
    found = looked.args[0]
    assert uses[0].id in found.uses
    assert set(found.stale) and uses[0].id not in found.stale
    assert "can be translated again" in window.message_bar.sentence.text()
    before = dict(session.segments)
    with qtbot.waitSignal(keeping.again.ended, timeout=60000) as ended:
        QTest.mouseClick(window.message_bar.buttons[0], Qt.MouseButton.LeftButton)
    assert ended.args == [len(found.stale)]
    assert session.segments[uses[0].id].target == "A person's own words."
    kept = session.library.segments(session.document_id)
    assert kept[uses[0].id].target == "A person's own words."
    changed = {one for one in before if session.segments[one].machine != before[one].machine}
    assert changed <= set(found.stale)
    assert all(kept[one].target == session.segments[one].target for one in found.stale)


def test_a_term_is_marked_at_once_where_the_english_has_it(keeping: TermsMode, qtbot: QtBot) -> None:
    session = keeping.session
    assert session is not None
    with qtbot.waitSignal(keeping.again.looked, timeout=30000):
        concept = add(keeping, "kabinet", "government")
    marked = [one for one in session.segments.values() if any(t.concept_id == concept for t in one.terms)]
    assert marked
    assert all(
        t.applied
        for one in marked
        for t in one.terms
        if t.concept_id == concept and "government" in one.target
    )


def test_the_card_of_a_term_tells_what_the_glossary_knows(
    keeping: TermsMode, window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(keeping.again.looked, timeout=30000):
        concept = add(keeping, "kabinet", "government")
    with qtbot.waitSignal(keeping.again.looked, timeout=30000):
        keeping.desk.change(concept, "definition", "the <b>ministers</b> together")
    window.actions_["mode_read"].trigger()
    read = window.read_mode
    qtbot.waitUntil(lambda: not read.view.busy)
    row, at = a_word(keeping, "kabinet")
    qtbot.waitUntil(lambda: read.cards.show(read.view.dutch, row, at + 1))
    words = read.cards.card.remark.text()
    assert "the <b>ministers</b> together" in words
    assert "My terms · approved" in words and "2 changes" in words
    assert read.cards.card.remark.textFormat() == Qt.TextFormat.PlainText


def test_choosing_a_term_shows_where_the_letter_uses_it(keeping: TermsMode, qtbot: QtBot) -> None:
    concept = add(keeping, "kabinet", "government")
    keeping.show_term(concept)
    qtbot.waitUntil(lambda: bool(keeping.details._uses), timeout=60000)
    assert all("abinet" in use.source for use in keeping.details._uses)
    assert "sentences of this document" in keeping.details.uses_heading.text()
    assert keeping.context.dutch.layout_.lit


def test_import_shows_additions_and_conflicts_before_anything_changes(
    keeping: TermsMode, tmp_path: Path, qtbot: QtBot
) -> None:
    add(keeping, "proefterm", "trial term")
    file = tmp_path / "colleague.csv"
    file.write_text("dutch,english\nproefterm,test term\nnieuwe term,new term\n", encoding="utf-8")
    keeping.exchange.look_at(file, "My terms")
    qtbot.waitUntil(lambda: keeping.exchange.dialog is not None, timeout=60000)
    dialog = keeping.exchange.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.comparison is not None, timeout=60000)
    assert "1 new" in dialog.summary.text() and "1 in conflict" in dialog.summary.text()
    first = [dialog.model.index(0, column).data() for column in range(5)]
    assert first[0] == "Conflict" and first[2] == "proefterm"
    assert "trial term" in first[3] and "test term" in first[4]
    assert base(keeping).search("nieuwe term") == []
    dialog.conflicts.setCurrentIndex(dialog.conflicts.findData("theirs"))
    with qtbot.waitSignal(keeping.desk.changed, timeout=60000):
        dialog.import_button.click()
    assert [one.en for one in base(keeping).search("proefterm")] == ["test term"]
    press(keeping, "undo_change")
    assert [one.en for one in base(keeping).search("proefterm")] == ["trial term"]
    assert base(keeping).search("nieuwe term") == []


def test_columns_of_a_table_are_chosen_in_the_window(
    keeping: TermsMode, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text("letter;proefbrief;kort\nact;proefwet;lang\n", encoding="utf-8")
    keeping.exchange.look_at(file, "My terms")
    qtbot.waitUntil(lambda: keeping.exchange.dialog is not None, timeout=60000)
    dialog = keeping.exchange.dialog
    assert dialog is not None and dialog.columns is not None
    assert not dialog.columns.first_names_columns()
    assert [choice.currentText() for choice in dialog.columns.choices] == ["Dutch", "English", "leave out"]

    def choose(column: int, words: str) -> None:
        choice = dialog.columns.choices[column]
        choice.setCurrentText(words)
        choice.activated.emit(choice.currentIndex())

    choose(1, "Dutch")
    assert dialog.summary.text() == "Choose which column is English."
    assert not dialog.import_button.isEnabled()
    choose(0, "English")
    choose(2, "note")
    qtbot.waitUntil(lambda: dialog.import_button.isEnabled(), timeout=60000)
    with qtbot.waitSignal(keeping.desk.changed, timeout=60000):
        dialog.import_button.click()
    [row] = base(keeping).search("proefwet")
    assert (row.en, row.note) == ("act", "lang")


def test_a_bad_row_is_told_in_the_dialog(keeping: TermsMode, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text("dutch,english,status\nbrief,letter,wonderful\n", encoding="utf-8")
    keeping.exchange.look_at(file, "My terms")
    qtbot.waitUntil(
        lambda: (
            keeping.exchange.dialog is not None
            and "theirs.csv, line 2: «wonderful»" in keeping.exchange.dialog.summary.text()
        ),
        timeout=60000,
    )
    assert not keeping.exchange.dialog.import_button.isEnabled()
    keeping.exchange.dialog.close()


def test_a_bad_file_costs_one_sentence(
    keeping: TermsMode, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "broken.tbx"
    file.write_text("<tbx><text>", encoding="utf-8")
    keeping.exchange.look_at(file)
    qtbot.waitUntil(
        lambda: "broken.tbx" in window.message_bar.sentence.text() and keeping.exchange.dialog is None
    )
    qtbot.waitUntil(lambda: "Reading" not in window.message_bar.sentence.text(), timeout=60000)


def test_export_holds_the_chosen_glossary(
    keeping: TermsMode, tmp_path: Path, window: MainWindow, qtbot: QtBot
) -> None:
    add(keeping, "proefterm", "trial term")
    keeping.exchange.export(tmp_path / "mine.csv", "My terms")
    qtbot.waitUntil(lambda: "saved" in window.message_bar.sentence.text(), timeout=60000)
    text = (tmp_path / "mine.csv").read_text(encoding="utf-8-sig")
    assert "proefterm" in text and len(text.splitlines()) == 2


def test_change_of_an_earlier_session_is_told_before_it_is_taken_back(
    window: MainWindow, letter: Bilingual, qtbot: QtBot
) -> None:
    with Termbase.open(window.services.paths.glossary_db, person="Noor") as termbase:
        termbase.add("proefterm", "trial term")
    mode = keep_terms(window, letter, qtbot)
    own = add(mode, "eigen term", "own term")
    press(mode, "undo_change")
    assert "Taken back: Add eigen term" in window.message_bar.sentence.text() and own
    press(mode, "undo_change")
    told = window.message_bar.sentence.text()
    assert "before Naast was opened: «Add proefterm»" in told and "by Noor" in told
    assert [row.en for row in base(mode).search("proefterm")] == ["trial term"]
    window.message_bar.buttons[0].click()
    assert base(mode).search("proefterm") == []


def test_sizes_that_the_user_gave_are_there_again(keeping: TermsMode) -> None:
    keeping.table.own_widths = True
    keeping.table.setColumnWidth(0, 317)
    keeping.splitter.setSizes([123, 321])
    keeping.leave()
    again = TermsMode(keeping._shell, keeping._window)
    assert again.table.columnWidth(0) == 317 and again.table.own_widths
    assert again.splitter.saveState() == keeping.splitter.saveState()


def test_duplicates_are_merged_into_the_chosen_one(keeping: TermsMode, qtbot: QtBot) -> None:
    one = add(keeping, "proefterm", "trial term")
    two = add(keeping, "Proefterm", "test term")
    press(keeping, "find_conflicts")
    pane = keeping.conflicts
    qtbot.waitUntil(lambda: any(one in [r.concept_id for r in group] for group in pane.groups), timeout=60000)
    at = next(n for n, group in enumerate(pane.groups) if one in [r.concept_id for r in group])
    head = pane.tree.topLevelItem(at)
    lead = next(
        head.child(n)
        for n in range(head.childCount())
        if head.child(n).data(0, Qt.ItemDataRole.UserRole) == one
    )
    pane.tree.setCurrentItem(lead)
    pane.merge()
    row = base(keeping).row(one)
    assert (row.en, row.en_variants) == ("trial term", ("test term",))
    assert two not in base(keeping).identifiers()


def test_candidates_are_accepted_and_rejected_by_key(keeping: TermsMode, chosen: str, qtbot: QtBot) -> None:
    press(keeping, "find_candidates")
    pane = keeping.candidates
    qtbot.waitUntil(lambda: len(pane.candidates) > 3 and len(pane.english) > 2, timeout=60000)
    first, second = pane.candidates[:2]
    pane.english[first.nl] = "an accepted word"
    QTest.keyClick(pane.list, Qt.Key.Key_A)
    QTest.keyClick(pane.list, Qt.Key.Key_R)
    assert [one.en for one in base(keeping).search(first.nl) if one.nl == first.nl] == ["an accepted word"]
    assert [one.nl for one in base(keeping).concepts(REJECTED)] == [second.nl]
    assert first not in pane.candidates and second not in pane.candidates
    pane.look()
    qtbot.waitUntil(pane.button.isEnabled, timeout=60000)
    assert second.nl not in [one.nl for one in pane.candidates]


def test_concordance_finds_words_in_both_languages(keeping: TermsMode, qtbot: QtBot) -> None:
    pane = keeping.concordance
    pane.field.setText("government")
    pane.look()
    qtbot.waitUntil(lambda: bool(pane.lines), timeout=60000)
    assert all("government" in line.target.lower() for line in pane.lines)
    pane.list.used.emit(0)
    assert keeping.session is not None
    assert keeping.session.place == pane.lines[0].segment_id


def test_the_table_on_show_is_saved_as_a_pdf(
    keeping: TermsMode, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    import pypdfium2

    add(keeping, "proefterm", "trial term")
    keeping.filter_bar.show_only(text="proefterm")
    keeping.paper.save_pdf(tmp_path / "terms.pdf")
    qtbot.waitUntil(lambda: "is saved" in window.message_bar.sentence.text(), timeout=60000)
    document = pypdfium2.PdfDocument(tmp_path / "terms.pdf")
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "proefterm" in text and "trial term" in text


def test_the_key_works_in_edit_mode_too(keeping: TermsMode, window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["mode_edit"].trigger()
    edit = window.modes["edit"]
    assert isinstance(edit, EditMode)
    qtbot.waitUntil(lambda: edit.grid.editor is not None and not edit.context.busy)
    row, at = a_word(keeping, "kabinet")
    edit.context.dutch.select(row, at, at + 7)
    assert window.actions_["add_term"].isEnabled()
    press(keeping, "add_term")
    assert keeping.form is not None
    assert keeping.form.dutch.text() == "kabinet"


def test_every_pane_is_reached_and_named(keeping: TermsMode) -> None:
    for pane in keeping.panes():
        assert pane.accessibleName()


def test_the_concordance_opens_another_document_where_the_word_stands(
    keeping: TermsMode, window: MainWindow, qtbot: QtBot
) -> None:
    library = window.services.library()
    other = load_letter("b")
    other_id = library.add_document(other.document, None)
    library.store_drafts(other_id, other.segments.values())
    segment = next(one for one in other.segments.values() if len(one.source.split()) > 6)
    pane = keeping.concordance
    pane.field.setText(" ".join(segment.source.split()[:5]))
    pane.look()
    qtbot.waitUntil(lambda: any(line.document_id == other_id for line in pane.lines), timeout=60000)
    at = next(n for n, line in enumerate(pane.lines) if line.document_id == other_id)
    pane.list.used.emit(at)
    QTest.mouseClick(window.message_bar.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: window.session is not None and window.session.document_id == other_id, timeout=60000
    )
    assert window.session is not None and window.session.place == pane.lines[at].segment_id


def test_the_glossary_opens_without_a_document(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["mode_terms"].trigger()
    mode = window.modes["terms"]
    assert isinstance(mode, TermsMode)
    qtbot.waitUntil(lambda: mode.model.rowCount() > 100, timeout=60_000)
    assert mode.widget.isVisible() and window.actions_["import_terms"].isEnabled()
    for action_id in ("translate_again", "find_candidates", "concordance", "review_terms"):
        window.actions_[action_id].trigger()
    window.actions_["mode_read"].trigger()
    assert window.stack.currentWidget() is window.start_page
