"""Documents that change, sentences that are split and merged, documents that must be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_samples import drafts, letter

from reader.document import Document
from reader.errors import EnvironmentProblem, InputError
from translations.library import Library
from translations.library_documents import Reopening
from translations.library_matching import pair_sentences
from translations.segments import empty_segments, source_sentences
from translations.storage_backup import backup_folder, backups

FIRST = letter("Een. Twee. Dank u.", "Drie is hier het derde woord. Dank u.", notes=["Noot een."])


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library.db")
    yield library
    library.close()


def ids(document: Document) -> list[str]:
    return [sentence.id for _, sentence, _ in source_sentences(document)]


def english(library: Library, document_id: int) -> dict[str, tuple[str, str]]:
    """Return target and status by source."""
    return {one.source: (one.target, one.status) for one in library.segments(document_id).values()}


def begin(library: Library, document: Document = FIRST) -> int:
    document_id = library.add_document(document, Path("brief.pdf"))
    library.store_drafts(document_id, drafts(document))
    return document_id


def test_a_changed_document_keeps_the_work_on_the_rest(library: Library) -> None:
    document_id = begin(library)
    for one, text in zip(
        ids(FIRST), ["One.", "Two.", "Thanks A.", "Third.", "Thanks B.", "Note."], strict=True
    ):
        library.confirm(document_id, one, text)
    changed = letter(
        "Nieuw begin. Een. Dank u.", "Drie was hier het derde woord. Dank u.", notes=["Noot een."]
    )
    assert library.add_document(changed, Path("brief.pdf")) == document_id
    segments = library.segments(document_id)
    assert [(one.source, one.target, one.status) for one in segments.values()] == [
        ("Een.", "One.", "confirmed"),
        ("Dank u.", "Thanks A.", "confirmed"),
        ("Drie was hier het derde woord.", "Third.", "edited"),
        ("Dank u.", "Thanks B.", "confirmed"),
        ("Noot een.", "Note.", "confirmed"),
    ]
    assert [one.source for one in segments.values() if "changed" in one.marks] == [
        "Drie was hier het derde woord."
    ]
    assert library.reopening(document_id) == Reopening(kept=4, moved=0, changed=1, added=1, left=1)
    edited = next(one for one in segments.values() if one.marks)
    assert library.confirm(document_id, edited.id).marks == ()


def test_a_sentence_before_its_repetition_does_not_take_its_work(library: Library) -> None:
    first = letter("Dank u. Tot ziens.")
    document_id = begin(library, first)
    library.confirm(document_id, ids(first)[0], "Thank you.")
    second = letter("Dank u.", "Nog iets.", "Dank u. Tot ziens.")
    library.add_document(second, Path("brief.pdf"))
    confirmed = [one for one in library.segments(document_id).values() if one.status == "confirmed"]
    assert [one.id for one in confirmed] == [ids(second)[2]]


def test_paragraphs_in_another_order_keep_their_work(library: Library) -> None:
    document_id = begin(library, letter("Een. Twee. Drie.", "Vier."))
    for one in library.segments(document_id).values():
        library.confirm(document_id, one.id, one.source.lower())
    library.add_document(letter("Vier.", "Een. Twee. Drie."), Path("brief.pdf"))
    assert english(library, document_id) == {
        source: (source.lower(), "confirmed") for source in ("Vier.", "Een.", "Twee.", "Drie.")
    }


def test_going_back_to_the_old_version_cannot_be_undone_into(library: Library) -> None:
    document_id = begin(library)
    library.confirm(document_id, ids(FIRST)[1], "Two.")
    library.add_document(letter("Een."), Path("brief.pdf"))
    assert not library.can_undo(document_id)
    (change,) = library.history(document_id)
    assert change.state == "sealed"


def test_the_same_letter_from_another_place_is_the_same_document(library: Library) -> None:
    document_id = begin(library)
    assert library.add_document(FIRST, Path("elsewhere/copy.pdf")) == document_id
    assert library.add_document(FIRST) == document_id
    (entry,) = library.documents()
    assert entry.path == Path("elsewhere/copy.pdf").absolute()


def test_another_letter_under_the_same_name_is_another_document(library: Library) -> None:
    document_id = begin(library)
    other = library.add_document(letter("Iets heel anders. Niets gelijk."), Path("brief.pdf"))
    assert other != document_id and len(library.documents()) == 2


words = st.sampled_from(["de", "minister", "kamer", "brief", "dank", "zin", "een", "twee"])
sentences = st.lists(st.lists(words, min_size=1, max_size=4).map(" ".join), max_size=12)


@given(sentences, sentences)
@settings(max_examples=50, deadline=None)
def test_no_sentence_hands_its_work_to_two(old: list[str], new: list[str]) -> None:
    pairs = pair_sentences(old, new)
    used = [pair.old for pair in pairs if pair]
    assert len(used) == len(set(used)) and len(pairs) == len(new)
    for text, pair in zip(new, pairs, strict=True):
        if pair and pair.how != "changed":
            assert old[pair.old] == text


@given(sentences)
@settings(max_examples=50, deadline=None)
def test_an_unchanged_document_keeps_everything(texts: list[str]) -> None:
    assert [(pair.old, pair.how) for pair in pair_sentences(texts, texts) if pair] == [
        (place, "same") for place in range(len(texts))
    ]


def test_a_split_sentence_has_its_english_in_two(library: Library) -> None:
    document = letter("Hij komt; zij gaat weg.", "Einde.")
    document_id = begin(library, document)
    whole = ids(document)[0]
    before = library.segments(document_id)
    first, second = library.split(document_id, whole, len("Hij komt;"))
    assert (first.source, first.target) == ("Hij komt;", "HIJ KOMT;")
    assert (second.source, second.target) == ("zij gaat weg.", "ZIJ GAAT WEG.")
    assert [one.source for one in library.segments(document_id).values()] == [
        "Hij komt;",
        "zij gaat weg.",
        "Einde.",
    ]
    assert set(empty_segments(library.document(document_id))) == set(library.segments(document_id))
    change = library.undo(document_id)
    assert change is not None and change.resegmented
    assert library.segments(document_id) == before and library.document(document_id) == document
    library.redo(document_id)
    assert library.segments(document_id)[second.id] == second


def test_drafts_of_a_sentence_that_was_split_meanwhile_are_dropped(library: Library) -> None:
    document = letter("Hij komt; zij gaat weg.")
    document_id = begin(library, document)
    library.split(document_id, ids(document)[0], 9, target_at=9)
    library.store_drafts(document_id, drafts(document))
    assert [one.source for one in library.segments(document_id).values()] == ["Hij komt;", "zij gaat weg."]


def test_merged_sentences_are_one_and_stay_so_when_the_document_is_opened_again(library: Library) -> None:
    document_id = begin(library)
    library.confirm(document_id, ids(FIRST)[1], "Two.")
    merged = library.merge(document_id, ids(FIRST)[0])
    assert (merged.source, merged.target, merged.status) == ("Een. Twee.", "EEN. Two.", "edited")
    changed = letter("Een. Twee. Dank u.", "Nog een alinea.", notes=["Noot een."])
    library.add_document(changed, Path("brief.pdf"))
    assert library.segment(document_id, merged.id).target == "EEN. Two."
    library.add_document(letter("Een. Twee maal.", "Nog een alinea."), Path("brief.pdf"))
    assert next(text for _, _, text in source_sentences(library.document(document_id))) == "Een."


def test_links_follow_merged_and_split_sentences(library: Library) -> None:
    document_id = begin(library)
    merged = library.merge(document_id, ids(FIRST)[0])
    pieces = [
        (
            merged.source[link.source_start : link.source_end],
            merged.target[link.target_start : link.target_end],
        )
        for link in merged.links
    ]
    assert pieces == [("Een.", "EEN."), ("Twee.", "TWEE.")]
    first, second = library.split(document_id, merged.id, 5)
    assert [len(first.links), len(second.links)] == [1, 1]
    assert second.links[0].source_start == 0 and second.links[0].target_end == 5


@pytest.mark.parametrize("at", [0, 4, -1, 100])
def test_a_sentence_is_split_only_inside(library: Library, at: int) -> None:
    document_id = begin(library)
    with pytest.raises(InputError, match="inside the Dutch sentence"):
        library.split(document_id, ids(FIRST)[0], at)


def test_the_last_sentence_of_a_paragraph_is_not_merged_with_the_next_one(library: Library) -> None:
    document_id = begin(library)
    with pytest.raises(InputError, match="last sentence"):
        library.merge(document_id, ids(FIRST)[2])


def test_a_forgotten_document_leaves_no_trace(library: Library, tmp_path: Path) -> None:
    secret = letter("Het geheime xylofoonplan. Alinea twee.", notes=["Zie het xylofoondossier."])
    kept = begin(library)
    document_id = library.add_document(secret, Path("secret.pdf"))
    library.store_drafts(document_id, drafts(secret))
    library.confirm(document_id, ids(secret)[0], "The secret xylophone plan.")
    library.set_note(document_id, ids(secret)[0], "xylofoonnotitie")
    library.merge(document_id, ids(secret)[0])
    library.close()
    for backup in backups(tmp_path / "library.db"):
        backup.path.unlink()
    (tmp_path / "library-damaged-20260101T000000.db").write_text("xylofoon")
    library = Library.open(tmp_path / "library.db")
    traces = [path for path in tmp_path.rglob("*") if path.is_file() and holds(path, "xylo", "XYLO")]
    assert {"library.db", "library-damaged-20260101T000000.db"} < {path.name for path in traces}
    assert any(path.parent.name == "backups" for path in traces)
    library.forget(document_id)
    assert [path for path in tmp_path.rglob("*") if path.is_file() and holds(path, "xylo", "XYLO")] == []
    assert [entry.id for entry in library.documents()] == [kept]
    assert library.search("xylo") == [] and library.search("Een.") != []
    with pytest.raises(InputError, match="no longer in the library"):
        library.forget(document_id)
    library.close()
    again = Library.open(tmp_path / "library.db")
    assert again.notices == () and len(again.segments(kept)) == 6
    again.close()


def holds(path: Path, *words: str) -> bool:
    data = path.read_bytes()
    return any(word.encode() in data for word in words)


def test_a_backup_that_cannot_be_rewritten_is_deleted_when_forgetting(
    library: Library, tmp_path: Path
) -> None:
    document_id = begin(library)
    folder = backup_folder(tmp_path / "library.db")
    folder.mkdir(exist_ok=True)
    broken = folder / "library-20200101T000000-daily.db"
    broken.write_bytes(b"broken")
    library.forget(document_id)
    assert not broken.exists()


def test_a_read_only_library_forgets_nothing(library: Library, tmp_path: Path) -> None:
    document_id = begin(library)
    second = Library.open(tmp_path / "library.db")
    with pytest.raises(EnvironmentProblem):
        second.forget(document_id)
    second.close()
