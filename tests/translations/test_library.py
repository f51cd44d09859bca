"""A translator's work in the library: saved, confirmed, undone, found again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from library_samples import drafts, letter

from reader.errors import InputError
from translations.findings import Finding
from translations.library import Library
from translations.segments import SegmentTerm, source_sentences

DOCUMENT = letter(
    "De minister is in Den Haag. Hij spreekt over Syrië.",
    "Het kabinet steunt de coördinatie van het buitenlandbeleid.",
    notes=["Kamerstuk 32623."],
)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    library = Library.open(tmp_path / "library.db", clock=clock)
    yield library
    library.close()


@pytest.fixture
def work(library: Library) -> tuple[int, list[str]]:
    """A document with drafts: its id and its sentence ids."""
    document_id = library.add_document(DOCUMENT, Path("brief.pdf"))
    library.store_drafts(document_id, drafts(DOCUMENT))
    return document_id, [sentence.id for _, sentence, _ in source_sentences(DOCUMENT)]


def test_a_document_and_its_drafts_come_back_after_a_restart(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.db")
    document_id = library.add_document(DOCUMENT, tmp_path / "brief.pdf")
    term = SegmentTerm("minister", "Minister", True, 3, 11, 3, 11, "c1")
    stored = [replace(draft, terms=(term,)) for draft in drafts(DOCUMENT)]
    library.store_drafts(document_id, stored)
    library.close()
    again = Library.open(tmp_path / "library.db")
    assert again.document(document_id) == DOCUMENT
    assert list(again.segments(document_id).values()) == stored
    assert again.add_document(DOCUMENT, tmp_path / "brief.pdf") == document_id
    again.close()


def test_segments_are_absent_until_their_english_arrives(library: Library) -> None:
    document_id = library.add_document(DOCUMENT)
    assert library.segments(document_id) == {}
    library.store_drafts(document_id, drafts(DOCUMENT)[1:2])
    assert list(library.segments(document_id)) == [drafts(DOCUMENT)[1].id]


def test_drafts_never_overwrite_what_a_person_did(library: Library, work: tuple[int, list[str]]) -> None:
    document_id, (first, second, third, note) = work
    library.save_target(document_id, first, "The minister is in The Hague.")
    library.confirm(document_id, second, "He speaks about Syria.")
    library.reject(document_id, third)
    library.set_note(document_id, note, "look this up")
    before = library.segments(document_id)
    library.store_drafts(document_id, drafts(DOCUMENT))
    assert library.segments(document_id) == before


def test_statuses_go_from_machine_to_edited_to_confirmed(
    library: Library, work: tuple[int, list[str]]
) -> None:
    document_id, (first, *_) = work
    assert library.segments(document_id)[first].status == "machine"
    assert library.save_target(document_id, first, "Better.").status == "edited"
    confirmed = library.confirm(document_id, first)
    assert (confirmed.status, confirmed.target, confirmed.reviewed) == ("confirmed", "Better.", True)
    assert library.save_target(document_id, first, "Better.").status == "confirmed"
    assert library.save_target(document_id, first, "Better still.").status == "edited"
    restored = library.restore_machine(document_id, first)
    assert (restored.status, restored.target) == ("machine", restored.machine)


def test_a_restored_draft_has_the_marks_it_came_with(library: Library, work: tuple[int, list[str]]) -> None:
    document_id, (first, second, *_) = work
    unsure = replace(drafts(DOCUMENT)[0], marks=("numbers", "low"), score=-2.0)
    library.store_drafts(document_id, [unsure])
    library.save_target(document_id, first, "Typed.")
    library.confirm(document_id, first)
    assert library.segment(document_id, first).marks == ()
    assert library.restore_machine(document_id, first).marks == ("numbers", "low")
    assert library.undo(document_id) is not None
    assert library.segment(document_id, first).marks == ()
    library.reject(document_id, second)
    assert library.restore_machine(document_id, second).status == "machine"


def test_nothing_can_be_confirmed_without_english(library: Library) -> None:
    document_id = library.add_document(DOCUMENT)
    first = drafts(DOCUMENT)[0].id
    with pytest.raises(InputError, match="no English"):
        library.confirm(document_id, first)
    assert library.confirm(document_id, first, "Typed.").origin == "none"


def test_english_typed_from_nothing_is_a_persons(library: Library) -> None:
    document_id = library.add_document(DOCUMENT)
    first = drafts(DOCUMENT)[0].id
    assert library.save_target(document_id, first, "Typed.").origin == "person"
    assert library.save_target(document_id, first, "From memory.", origin="fuzzy").origin == "fuzzy"


def test_undo_goes_back_across_segments_and_redo_forth(
    library: Library, work: tuple[int, list[str]], clock: Clock
) -> None:
    document_id, (first, second, *_) = work
    start = library.segments(document_id)
    library.save_target(document_id, first, "One.")
    library.confirm(document_id, first)
    library.save_target(document_id, second, "Two.")
    end = library.segments(document_id)
    undone = [library.undo(document_id) for _ in range(3)]
    assert [change.segment_ids for change in undone if change] == [(second,), (first,), (first,)]
    assert library.segments(document_id) == start
    assert library.undo(document_id) is None and not library.can_undo(document_id)
    for _ in range(3):
        assert library.redo(document_id)
    assert library.segments(document_id) == end
    assert library.redo(document_id) is None and not library.can_redo(document_id)


def test_work_after_undo_takes_the_place_of_what_was_undone(
    library: Library, work: tuple[int, list[str]]
) -> None:
    document_id, (first, second, *_) = work
    library.confirm(document_id, first, "One.")
    library.undo(document_id)
    library.confirm(document_id, second, "Two.")
    assert library.redo(document_id) is None
    assert [change.state for change in library.history(document_id)] == ["done", "replaced"]


def test_typing_in_one_segment_is_one_step(
    library: Library, work: tuple[int, list[str]], clock: Clock
) -> None:
    document_id, (first, *_) = work
    machine = library.segments(document_id)[first].target
    for text in ("T", "Th", "The"):
        library.save_target(document_id, first, text)
        clock.pass_minutes(0.2)
    clock.pass_minutes(2)
    library.save_target(document_id, first, "The end.")
    library.undo(document_id)
    assert library.segments(document_id)[first].target == "The"
    library.undo(document_id)
    assert library.segments(document_id)[first].target == machine


def test_replacing_in_several_segments_is_one_step(library: Library, work: tuple[int, list[str]]) -> None:
    document_id, (first, second, *_) = work
    start = library.segments(document_id)
    library.save_targets(document_id, {first: "A.", second: "B."}, confirm=True)
    assert {library.segments(document_id)[one].status for one in (first, second)} == {"confirmed"}
    library.undo(document_id)
    assert library.segments(document_id) == start


def test_history_tells_what_a_segment_said_before(library: Library, work: tuple[int, list[str]]) -> None:
    document_id, (first, second, *_) = work
    library.save_target(document_id, first, "One.")
    library.save_target(document_id, second, "Two.")
    (change,) = library.history(document_id, first)
    assert change.action == "edit"
    assert change.after == {first: "One."}
    assert change.before == {first: "DE MINISTER IS IN DEN HAAG."}


def test_repetitions_are_offered_until_they_are_confirmed(library: Library) -> None:
    document = letter("Dank u. Ja. Dank u.", "Dank u.")
    document_id = library.add_document(document)
    library.store_drafts(document_id, drafts(document))
    first, _, third, fourth = (sentence.id for _, sentence, _ in source_sentences(document))
    library.confirm(document_id, third)
    assert [segment.id for segment in library.repetitions(document_id, first)] == [fourth]


def test_start_page_lists_documents_with_their_progress(
    library: Library, work: tuple[int, list[str]], clock: Clock
) -> None:
    document_id, (first, second, *_) = work
    library.confirm(document_id, first)
    library.save_target(document_id, second, "He speaks.")
    library.remember_place(document_id, second, "edit")
    library.remember_place(document_id, first)
    clock.pass_minutes(5)
    other = library.add_document(letter("Iets anders."), Path("ander.pdf"))
    newest, entry = library.documents()
    assert newest.id == other and library.recent(1) == [newest]
    assert (entry.title, entry.place, entry.mode) == ("Brief", first, "edit")
    assert (entry.segments, entry.translated, entry.edited, entry.confirmed) == (4, 4, 1, 1)
    assert (entry.words, entry.confirmed_words) == (20, 6)
    assert entry.path == Path("brief.pdf").absolute()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("coordinatie", 1),
        ("COÖRDINATIE", 1),
        ("beleid", 1),
        ("minister haag", 1),
        ("the hague", 1),
        ("in", 2),
        ("look up", 1),
        ('"', 0),
        ("Syrië AND", 0),
        ("", 0),
        ("  ", 0),
        ("*", 0),
    ],
)
def test_search_finds_words_in_both_languages_and_notes(
    library: Library, work: tuple[int, list[str]], wanted: str, found: int
) -> None:
    document_id, (first, *_, note) = work
    library.save_target(document_id, first, "The minister is in The Hague.")
    library.set_note(document_id, note, "look this up")
    assert len(library.search(wanted)) == found


def test_search_says_where_the_words_stand(library: Library, work: tuple[int, list[str]]) -> None:
    (hit,) = library.search("syrie")
    assert [hit.source[start:end] for start, end in hit.source_ranges] == ["Syrië"]
    assert [hit.target[start:end] for start, end in hit.target_ranges] == ["SYRIË"]


def test_what_is_gone_is_told_in_plain_words(library: Library, work: tuple[int, list[str]]) -> None:
    document_id, _ = work
    with pytest.raises(InputError, match="no longer in the document"):
        library.save_target(document_id, "s0", "x")
    with pytest.raises(InputError, match="no longer in the library"):
        library.document(99)


def test_several_threads_write_at_once(library: Library, work: tuple[int, list[str]]) -> None:
    document_id, ids = work
    problems: list[BaseException] = []

    def type_in(segment_id: str) -> None:
        try:
            for number in range(20):
                library.save_target(document_id, segment_id, f"{segment_id} {number}")
                library.segments(document_id)
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=type_in, args=[one]) for one in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert [segment.target for segment in library.segments(document_id).values()] == [
        f"{one} 19" for one in ids
    ]


def test_any_text_can_be_typed(library: Library, work: tuple[int, list[str]]) -> None:
    document_id, (first, *_) = work
    assert library.save_target(document_id, first, "half \ud83d pair").target == "half ? pair"


def test_an_ignored_finding_stays_ignored_until_it_is_wanted_again(
    library: Library, work: tuple[int, list[str]]
) -> None:
    document_id, (first, second, *_) = work
    one, other = Finding(first, "numbers", "The number 7 is missing."), Finding(second, "length", "Short.")
    library.ignore(document_id, one)
    library.ignore(document_id, one)
    library.ignore(document_id, other)
    assert library.ignored(document_id) == {one.key, other.key}
    library.stop_ignoring(document_id, one)
    assert library.ignored(document_id) == {other.key}
    library.stop_ignoring(document_id)
    assert library.ignored(document_id) == frozenset()
