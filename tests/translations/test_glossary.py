"""The termbase: what NGO staff put in stays in, can be found, changed, merged and taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from sqlite_utils import Database

from reader.errors import EnvironmentProblem, InputError
from translations.glossary import Termbase
from translations.glossary_records import Concept, RowFilter, Term, fold


@pytest.fixture
def termbase(tmp_path: Path) -> Iterator[Termbase]:
    with Termbase.open(tmp_path / "glossary.db", person="Noor", bundled=False) as opened:
        yield opened


def test_shipped_glossary_is_there_and_read_only(tmp_path: Path) -> None:
    with Termbase.open(tmp_path / "glossary.db") as termbase:
        shipped = termbase.glossaries()[-1]
        assert (shipped.name, shipped.read_only) == ("Dutch government", True)
        assert shipped.concepts >= 183
        assert termbase.search("tweede kamer")[0].en == "House of Representatives"
        with pytest.raises(InputError, match="read-only"):
            termbase.add("x", "y", glossary="Dutch government")


def test_a_new_termbase_is_made_once_by_all_who_open_it_in_the_same_moment(tmp_path: Path) -> None:
    file, together = tmp_path / "glossary.db", Barrier(4)

    def opened() -> list[str]:
        together.wait()
        with Termbase.open(file) as termbase:
            return [one.name for one in termbase.glossaries()]

    with ThreadPoolExecutor(4) as pool:
        found = [work.result() for work in [pool.submit(opened) for _ in range(4)]]
    assert found == [["Dutch government"]] * 4


def test_opening_again_does_not_load_the_shipped_glossary_again(tmp_path: Path) -> None:
    with Termbase.open(tmp_path / "glossary.db") as termbase:
        before = termbase.revision
    with Termbase.open(tmp_path / "glossary.db") as termbase:
        assert termbase.revision == before


def test_changing_a_shipped_term_makes_a_local_copy_in_its_place(tmp_path: Path) -> None:
    with Termbase.open(tmp_path / "glossary.db") as termbase:
        total = termbase.count()
        shipped = termbase.search("motie")[0]
        copy = termbase.update_field(shipped.concept_id, "en", "resolution")
        assert copy != shipped.concept_id
        found = [(r.en, r.glossary) for r in termbase.search("motie") if r.nl == "motie"]
        assert found == [("resolution", "My terms")]
        assert termbase.count() == total
        assert {e.en for e in termbase.entries() if e.nl == "motie"} == {"resolution"}
        termbase.delete([copy])
        assert termbase.search("motie")[0].en == "motion"


def test_deleting_a_shipped_term_covers_it(tmp_path: Path) -> None:
    with Termbase.open(tmp_path / "glossary.db") as termbase:
        termbase.delete([termbase.search("motie")[0].concept_id])
        assert "motie" not in {e.nl for e in termbase.entries()}
        termbase.undo()
        assert "motie" in {e.nl for e in termbase.entries()}


def test_added_term_is_found_in_both_languages_without_case_accents_and_hyphens(termbase: Termbase) -> None:
    termbase.add("VN-Mensenrechtenraad", "UN Human Rights Council")
    termbase.add("privé-oördeel", "private judgement")
    for text in ("vn mensenrechtenraad", "rechtenra", "human rights", "Council"):
        assert [r.nl for r in termbase.search(text)] == ["VN-Mensenrechtenraad"], text
    assert [r.nl for r in termbase.search("prive oor")] == ["privé-oördeel"]
    assert [r.nl for r in termbase.search("vn")] == ["VN-Mensenrechtenraad"]
    assert termbase.search('"') == []


def test_search_puts_the_whole_term_first(termbase: Termbase) -> None:
    for nl in ("eilandraad", "raadslid", "raad", "raadzaal"):
        termbase.add(nl, "x" + nl)
    assert [r.nl for r in termbase.search("raad")] == ["raad", "raadslid", "raadzaal", "eilandraad"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nl", "hond"),
        ("en", "dog"),
        ("domain", "animals"),
        ("definition", "barks"),
        ("note", "n"),
        ("source", "Van Dale"),
        ("part_of_speech", "noun"),
        ("status", "deprecated"),
        ("do_not_translate", True),
        ("case_sensitive", True),
        ("nl_variants", ("poes", "kater")),
        ("en_variants", ("pussy",)),
        ("glossary", "Animals"),
    ],
)
def test_every_cell_of_the_table_can_be_changed_and_taken_back(
    termbase: Termbase, field: str, value: object
) -> None:
    identity = termbase.add("kat", "cat")
    before = termbase.row(identity)
    assert termbase.update_field(identity, field, value) == identity
    assert getattr(termbase.row(identity), field) == value
    assert termbase.undo() is not None
    assert termbase.row(identity) == replace(before, modified_at=termbase.row(identity).modified_at)


def test_choosing_a_variant_makes_it_preferred_and_keeps_the_other(termbase: Termbase) -> None:
    identity = termbase.add("kat", "cat")
    termbase.update_field(identity, "en_variants", "pussy; moggy")
    termbase.update_field(identity, "en", "moggy")
    row = termbase.row(identity)
    assert row.en == "moggy" and set(row.en_variants) == {"cat", "pussy"}
    entry = next(iter(termbase.entries()))
    assert entry.en == "moggy" and set(entry.english) == {"moggy", "cat", "pussy"}


def test_history_tells_who_changed_what(termbase: Termbase) -> None:
    identity = termbase.add("kat", "cat")
    termbase.update_field(identity, "status", "deprecated")
    line = termbase.history(identity)[0]
    assert (line.by, line.field, line.before, line.after) == (
        "Noor",
        "administrative_status",
        "approved",
        "deprecated",
    )


def test_undo_and_redo_walk_back_and_forth(termbase: Termbase) -> None:
    identity = termbase.add("kat", "cat")
    termbase.update_field(identity, "en", "dog")
    termbase.delete([identity])
    for expected in ("dog", "cat"):
        termbase.undo()
        assert termbase.row(identity).en == expected
    termbase.redo()
    assert termbase.row(identity).en == "dog"
    termbase.redo()
    assert termbase.count() == 0
    assert termbase.redo() is None
    for _ in range(3):
        termbase.undo()
    assert termbase.undo() is None
    assert termbase.count() == 0


def test_taking_back_an_early_change_is_refused_when_it_was_changed_again(termbase: Termbase) -> None:
    identity = termbase.add("kat", "cat")
    termbase.update_field(identity, "en", "dog")
    first = termbase.operations()[-1]
    with pytest.raises(InputError, match="changed again"):
        termbase.undo(first.id)
    assert termbase.row(identity).en == "dog"


def test_failed_operation_leaves_nothing(termbase: Termbase) -> None:
    with pytest.raises(InputError), termbase.operation("both"):
        termbase.add("kat", "cat")
        termbase.add("", "dog")
    assert termbase.count() == 0 and termbase.operations() == []


def test_proposed_terms_are_reviewed_in_bulk(termbase: Termbase) -> None:
    identities = [termbase.add(f"woord {i}", f"word {i}", status="proposed") for i in range(5)]
    proposed = RowFilter(status="proposed")
    assert termbase.count(proposed) == 5 and list(termbase.entries()) == []
    termbase.bulk_status(identities[:3], "approved")
    assert termbase.count(proposed) == 2 and len(list(termbase.entries())) == 3
    termbase.undo()
    assert termbase.count(proposed) == 5


def test_a_term_only_proposed_beside_an_approved_one_does_not_count_as_right(termbase: Termbase) -> None:
    termbase.add_concept(
        Concept(
            (
                Term("Kamerbrief", "nl"),
                Term("letter to Parliament", "en", preferred=True),
                Term("Chamber letter", "en", "forbidden"),
                Term("House letter", "en", "proposed"),
            )
        )
    )
    entry = next(iter(termbase.entries()))
    assert entry.english == ("letter to Parliament",)
    assert entry.forbidden == ("Chamber letter",)


def test_untranslated_term_keeps_its_dutch(termbase: Termbase) -> None:
    termbase.add_concept(Concept((Term("DENK", "nl"),), do_not_translate=True))
    entry = next(iter(termbase.entries()))
    assert (entry.en, entry.do_not_translate) == ("DENK", True)


def test_pages_sort_filter_and_cover_everything(termbase: Termbase) -> None:
    for i in range(25):
        termbase.add(f"term {i:02}", f"word {99 - i}", glossary="A" if i % 2 else "B")
    rows = [row for offset in range(0, 30, 10) for row in termbase.page(offset, 10)]
    assert [row.nl for row in rows] == [f"term {i:02}" for i in range(25)]
    assert termbase.page(0, 1, sort="en")[0].nl == "term 24"
    assert termbase.page(0, 1, sort="nl", descending=True)[0].nl == "term 24"
    assert termbase.count(RowFilter(glossary="A", text="term 1")) == 5
    assert len(termbase.identifiers(RowFilter(glossary="B"))) == 13


def test_priority_decides_and_a_glossary_can_be_switched_off(termbase: Termbase) -> None:
    termbase.add("raad", "council", glossary="Low")
    termbase.add("raad", "board", glossary="High")
    assert [e.en for e in termbase.entries()] == ["board", "council"]
    assert [e.en for e in termbase.entries(first="Low")] == ["council", "board"]
    termbase.order_glossaries(["Low", "High"])
    assert [e.en for e in termbase.entries()] == ["council", "board"]
    termbase.change_glossary("Low", enabled=False)
    assert [e.en for e in termbase.entries()] == ["board"]
    assert [e.en for e in termbase.entries(first="Low")] == ["council", "board"]
    termbase.remove_glossary("High")
    assert [g.name for g in termbase.glossaries()] == ["Low"]
    termbase.undo()
    assert termbase.count(RowFilter(glossary="High")) == 1


MANY = [
    Concept(
        (
            Term("raad", "nl", preferred=True, part_of_speech="noun"),
            Term("de raad", "nl"),
            Term("council", "en", "proposed", True),
        ),
        id="a" * 32,
        note="once",
    ),
    Concept((Term("DENK", "nl", preferred=True, case_sensitive=True),), do_not_translate=True),
    Concept((Term("wet", "nl"), Term("law", "en", "deprecated"), Term("act", "en", note="better"))),
]


def test_many_at_once_are_as_if_added_one_by_one(tmp_path: Path) -> None:
    found = []
    for name in ("one by one", "at once"):
        with Termbase.open(tmp_path / f"{name}.db", person="Noor", bundled=False) as termbase:
            if name == "at once":
                termbase.add_concepts(MANY, glossary="List")
            else:
                with termbase.operation("Add 3 terms"):
                    for concept in MANY:
                        termbase.add_concept(concept, glossary="List")
            termbase.add("later", "afterwards")
            rows = [replace(row, concept_id="", modified_at="") for row in termbase.page(0, 10)]
            history = [
                replace(line, at="")
                for row in termbase.page(0, 10)
                for line in termbase.history(row.concept_id)
            ]
            searches = [[row.en for row in termbase.search(text)] for text in ("raa", "council", "afterw")]
            found.append((rows, history, searches, [o.label for o in termbase.operations()]))
            termbase.undo()
            termbase.undo()
            assert termbase.count() == 0 and termbase.search("raad") == []
            termbase.redo()
            assert termbase.count() == 3 and [row.en for row in termbase.search("raad")] == ["council"]
    assert found[0] == found[1]


def test_none_of_many_is_added_when_one_is_wrong(termbase: Termbase) -> None:
    with pytest.raises(InputError, match="needs its English"):
        termbase.add_concepts([*MANY, Concept((Term("half", "nl"),))])
    assert termbase.count() == 0
    assert termbase.add_concepts([MANY[0], MANY[0]])[0] == "a" * 32
    assert termbase.count() == 2


def test_conflicts_are_shown_and_merged_with_nothing_lost(termbase: Termbase) -> None:
    keep = termbase.add("Toezegging", "undertaking")
    other = termbase.add("toezegging", "commitment")
    termbase.update_field(other, "note", "older")
    assert [[r.nl for r in group] for group in termbase.conflicts()] == [["Toezegging", "toezegging"]]
    termbase.merge(keep, [other])
    merged = termbase.concept(keep)
    assert termbase.conflicts() == [] and merged.en == "undertaking" and merged.note == "older"
    assert {t.text for t in merged.terms} == {"Toezegging", "toezegging", "undertaking", "commitment"}


@pytest.mark.parametrize(("nl", "en"), [("", "x"), ("x", ""), ("x" * 600, "y"), ("  \u00ad", "y")])
def test_half_a_term_is_refused(termbase: Termbase, nl: str, en: str) -> None:
    with pytest.raises(InputError):
        termbase.add(nl, en)
    assert termbase.count() == 0


def test_file_that_is_no_termbase_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "glossary.db"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(EnvironmentProblem, match="damaged"):
        Termbase.open(path)
    assert path.read_bytes() == b"no database" * 100


def test_file_opens_with_plain_sqlite_utils(termbase: Termbase, tmp_path: Path) -> None:
    termbase.add("kat", "cat")
    plain = Database(sqlite3.connect(tmp_path / "glossary.db"))
    assert [row["term"] for row in plain.table("term").rows] == ["kat", "cat"]
    assert plain.table("concept").foreign_keys
    plain.close()


def test_two_open_copies_see_each_others_changes(termbase: Termbase, tmp_path: Path) -> None:
    with Termbase.open(tmp_path / "glossary.db", person="Bo", bundled=False) as second:
        before = second.revision
        termbase.add("kat", "cat")
        assert second.revision != before and second.count() == 1


@pytest.mark.parametrize(
    ("text", "folded"), [("VN-Raad", "vn raad"), ("Coördinator", "coordinator"), (" a –b ", "a b")]
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
