"""Glossaries go out as files and come back the same; bad files change nothing and say where they are bad."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook, load_workbook
from translate.storage.factory import getobject

from reader.errors import InputError
from translations.exchange.csv_terms import csv_rows, neutral, unneutral, write_csv_terms
from translations.exchange.table_columns import preview_of
from translations.exchange.table_terms import concepts_of, without_brackets
from translations.exchange.tbx import read_tbx, write_tbx
from translations.exchange.terms import read_terms, write_terms
from translations.exchange.tmx_terms import read_tmx_terms
from translations.exchange.xlsx_terms import write_xlsx_terms, xlsx_rows
from translations.glossary import Termbase
from translations.glossary_fields import checked
from translations.glossary_merge import Comparison, Incoming, compare, take_in
from translations.glossary_records import STATUSES, TERM_TYPES, Concept, Term, TermStatus, tidy

FULL = Concept(
    (
        Term("Kamerbrief", "nl", preferred=True, part_of_speech="noun"),
        Term("brief aan de Kamer", "nl", part_of_speech="noun"),
        Term("letter to Parliament", "en", preferred=True, part_of_speech="noun"),
        Term("House letter", "en", "forbidden", part_of_speech="noun"),
    ),
    id="0123456789abcdef0123456789abcdef",
    domain="parliament",
    definition='A minister\'s "letter", with, commas',
    note="two\nlines <b>&amp;</b>",
    source="=HYPERLINK(1)",
    created_at="2026-01-02T03:04:05Z",
    created_by="Noor",
    modified_at="2026-01-03T03:04:05Z",
    modified_by="Bo",
)
PLAIN = Concept(
    (Term("DENK", "nl", preferred=True, case_sensitive=True),),
    id="1123456789abcdef0123456789abcdef",
    do_not_translate=True,
    created_at="2026-01-02T03:04:05Z",
    modified_at="2026-01-02T03:04:05Z",
)
PROPOSED = Concept(
    (
        Term("coördinator", "nl", "proposed", True),
        Term("coordinator", "en", "proposed", True),
        Term("co-ordinator", "en", "proposed"),
    ),
    id="2123456789abcdef0123456789abcdef",
    created_at="2026-01-02T03:04:05Z",
    modified_at="2026-01-02T03:04:05Z",
)
ALL = [FULL, PLAIN, PROPOSED]


def read_csv_terms(
    data: bytes, name: str, columns: dict[str, str] | None = None, status: TermStatus = "approved"
) -> list[Incoming]:
    return concepts_of(csv_rows(data, name), name, mapping=columns, status=status)


def csv_concepts(data: bytes) -> list[Concept]:
    return [one.concept for one in read_csv_terms(data, "x.csv")]


def read_xlsx_terms(data: bytes, name: str) -> list[Incoming]:
    return concepts_of(xlsx_rows(data, name), name)


@pytest.fixture
def termbase(tmp_path: Path) -> Iterator[Termbase]:
    with Termbase.open(tmp_path / "glossary.db", person="Noor", bundled=False) as opened:
        yield opened


@pytest.mark.parametrize("ending", ["tbx", "csv", "tsv", "xlsx", "tmx"])
def test_round_trip_loses_nothing(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"terms.{ending}"
    write_terms(path, ALL)
    assert [one.concept for one in read_terms(path)] == ALL


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" ;{}()='|"),
    min_size=1,
    max_size=12,
).map(tidy)
TERMS = st.builds(
    Term,
    WORDS.filter(bool),
    st.sampled_from(("nl", "en")),
    st.sampled_from(STATUSES),
    st.booleans(),
    st.sampled_from(("", "noun", "verb", "proper noun")),
    st.sampled_from(("", *TERM_TYPES)),
    st.booleans(),
    WORDS,
    WORDS,
)
CONCEPTS = (
    st.builds(
        Concept,
        st.lists(TERMS, min_size=1, max_size=5).map(
            # TBX keeps the languages apart.
            lambda some: (Term("begrip", "nl"), *sorted(some, key=lambda term: term.language != "nl"))
        ),
        st.just("0123456789abcdef0123456789abcdef"),
        WORDS,
        WORDS,
        WORDS,
        WORDS,
        st.just(True),
        st.just("2026-01-02T03:04:05Z"),
        WORDS,
        st.just("2026-01-03T03:04:05Z"),
        WORDS,
    )
).map(checked)


@pytest.mark.parametrize("ending", ["tbx", "csv", "tsv", "xlsx", "tmx"])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(concept=CONCEPTS)
def test_any_concept_comes_back_whole(tmp_path: Path, ending: str, concept: Concept) -> None:
    path = tmp_path / f"terms.{ending}"
    write_terms(path, [concept])
    assert [one.concept for one in read_terms(path)] == [concept]


def test_what_is_changed_in_the_spreadsheet_wins_over_the_details() -> None:
    noted = replace(FULL, terms=(*FULL.terms, Term("noted", "en", note="only here", term_type="variant")))
    rows = list(csv.reader(io.StringIO(write_csv_terms([noted]).decode("utf-8-sig"), newline="")))
    rows[1][rows[0].index("english")] = "parliamentary letter"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    [back] = csv_concepts(out.getvalue().encode())
    assert back.en == "parliamentary letter"
    assert next(term for term in back.terms if term.text == "noted").note == "only here"


def test_details_that_are_no_details_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text('dutch,english,details\nbrief,letter,"[{""text"": 3}]"\n')
    with pytest.raises(InputError, match=r"bad\.csv, line 2: the column details"):
        read_terms(path)


def test_tbx_and_tmx_are_read_by_the_translate_toolkit(tmp_path: Path) -> None:
    write_terms(tmp_path / "terms.tmx", ALL)
    units = getobject(str(tmp_path / "terms.tmx")).units
    assert ("Kamerbrief", "letter to Parliament") in [(u.source, u.target) for u in units]


def test_tbx_is_version_3_dca() -> None:
    root = etree.fromstring(write_tbx(ALL))
    assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
    assert (root.get("style"), root.get("type")) == ("dca", "TBX-Basic")
    assert len(root.findall(".//{*}conceptEntry")) == 3


def test_tbx_version_2_is_read() -> None:
    data = b"""<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="c1"><descrip type="subjectField">law</descrip>
<langSet xml:lang="nl-NL"><tig><term>rechtbank</term>
<termNote type="partOfSpeech">noun</termNote></tig></langSet>
<langSet xml:lang="en-GB"><ntig><termGrp><term>district court</term></termGrp></ntig></langSet>
<langSet xml:lang="fr"><tig><term>tribunal</term></tig></langSet></termEntry>
</body></text></martif>"""
    (one,) = read_tbx(data, "old.tbx", status="proposed")
    assert (one.concept.nl, one.concept.en, one.concept.domain) == ("rechtbank", "district court", "law")
    assert one.concept.status == "proposed" and one.line == 4


def test_tbx_in_dct_style_is_read() -> None:
    data = b"""<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="x"><min:subjectField>law</min:subjectField>
<langSec xml:lang="nl"><termSec><term>bezwaar</term>
<min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec><langSec xml:lang="en"><termSec>
<term>objection</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
</termSec></langSec></conceptEntry></body></text></tbx>"""
    (one,) = read_tbx(data, "dct.tbx")
    assert one.concept.of("nl")[0].part_of_speech == "noun" and one.concept.of("en")[0].preferred


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    data = f"""<!DOCTYPE martif [<!ENTITY x SYSTEM "file://{secret}">]><martif><text><body><termEntry>
<langSet xml:lang="nl"><tig><term>a&x;b</term></tig></langSet>
<langSet xml:lang="en"><tig><term>c</term></tig></langSet></termEntry></body></text></martif>"""
    with pytest.raises(InputError, match="entities") as refused:
        read_tbx(data.encode(), "evil.tbx")
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.csv", b"dutch,english\nkat,cat\nhond,\n", "line 3"),
        ("a.csv", b"dutch,english,status\nkat,cat,maybe\n", "line 2"),
        ("a.csv", b'dutch,english\nkat,"cat\n', "line 2"),
        ("a.csv", b"kat,cat\nhond,dog\n", "line 1"),
        ("a.csv", b"dutch,english,do_not_translate\nkat,cat,perhaps\n", "line 2"),
        ("a.csv", b"\x00\x01\x02", "not a text file"),
        ("a.tbx", b"<tbx>\n<x>\n</tbx>", "line 3"),
        ("a.tbx", b"<html/>", "not TBX"),
        ("a.xlsx", b"PK no zip", "not an Excel workbook"),
        ("a.doc", b"x", "not a glossary file"),
        ("a.csv", b"dutch,english\n", "no terms"),
    ],
)
def test_bad_file_says_where_and_what(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=told):
        read_terms(tmp_path / name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_any_encoding_and_with_any_separator(encoding: str, delimiter: str) -> None:
    text = (
        f"English{delimiter}Nederlands{delimiter}Opmerking\ncoordinator{delimiter}coördinator{delimiter}één\n"
    )
    (one,) = read_csv_terms(text.encode(encoding), "x.csv")
    assert (one.concept.nl, one.concept.en, one.concept.note) == ("coördinator", "coordinator", "één")


def test_columns_can_be_named() -> None:
    data = b"Begriff,Uebersetzung\nkat,cat\n"
    (one,) = read_csv_terms(data, "x.csv", columns={"dutch": "Begriff", "english": "Uebersetzung"})
    assert one.concept.en == "cat"


def test_columns_are_guessed_from_their_names_and_shown_with_the_first_rows() -> None:
    table = preview_of(csv_rows(b"Begrip;Vertaling;Opmerking;Rest\nbrief;letter;kort;x\n", "x.csv"))
    assert table.named and table.guesses == ("dutch", "english", "note", "")
    assert table.rows[1] == ("brief", "letter", "kort", "x")


def test_table_without_names_is_dutch_and_english() -> None:
    table = preview_of(csv_rows(b"brief\tletter\nwet\tact\n", "x.tsv"))
    assert not table.named and table.guesses == ("dutch", "english")


def test_columns_can_be_numbered_where_the_table_has_no_names(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("letter,brief\nact,wet\n")
    found = read_terms(path, columns={"dutch": "#2", "english": "#1"}, named=False)
    assert [(one.concept.nl, one.concept.en, one.line) for one in found] == [
        ("brief", "letter", 1),
        ("wet", "act", 2),
    ]


def test_column_that_is_said_not_to_be_there_is_not_guessed() -> None:
    [one] = read_csv_terms(b"dutch,english,note\nbrief,letter,private\n", "x.csv", {"note": ""})
    assert one.concept.note == ""


def test_alternatives_and_brackets_of_an_old_list() -> None:
    data = (
        b"dutch,english\n"
        b"Algemene Verordening Gegevensbescherming (AVG),General Data Protection Regulation (GDPR)\n"
        b"vooropleidingseisen,admission requirements; prerequisites\n"
        b'"(compenserende) maatregelen",(compensatory) measures\nloting (onderwijs),draw ; lot\n'
    )
    first, second, third, fourth = (one.concept for one in read_csv_terms(data, "law.csv", status="proposed"))
    assert [t.text for t in first.of("nl")] == ["Algemene Verordening Gegevensbescherming", "AVG"]
    assert [t.text for t in first.of("en")] == ["General Data Protection Regulation", "GDPR"]
    assert [t.text for t in second.of("en")] == ["admission requirements", "prerequisites"]
    assert [t.text for t in third.of("nl")] == ["compenserende maatregelen", "maatregelen"]
    assert (fourth.nl, fourth.note, [t.text for t in fourth.of("en")]) == (
        "loting",
        "onderwijs",
        ["draw", "lot"],
    )
    assert {t.status for t in first.terms} == {"proposed"}


@pytest.mark.parametrize(
    ("cell", "forms", "remark"),
    [
        ("verlof (beslag-)", ["verlof"], "beslag-"),
        ("a (b) c", ["a b c", "a c"], ""),
        ("plain", ["plain"], ""),
        ("()", ["()"], ""),
    ],
)
def test_brackets(cell: str, forms: list[str], remark: str) -> None:
    found, told = without_brackets(cell)
    assert (found or ["()"], told) == (forms, remark)


@settings(max_examples=50, deadline=None)
@given(st.text(st.sampled_from("=+-@'\t\rab"), max_size=6))
def test_formulas_are_neutralised_and_come_back(cell: str) -> None:
    assert unneutral(neutral(cell)) == cell
    assert not neutral(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_no_cell_of_csv_or_xlsx_is_a_formula() -> None:
    text = write_csv_terms(ALL).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text)):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    sheet = load_workbook(io.BytesIO(write_xlsx_terms(ALL))).worksheets[0]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert sheet["L2"].value == FULL.source


def test_workbook_of_somebody_else_is_read() -> None:
    book = Workbook()
    for row in (["Dutch", "English"], ["raad", "council"], [None, None], ["1", 2]):
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    found = read_xlsx_terms(out.getvalue(), "x.xlsx")
    assert [(one.line, one.concept.nl, one.concept.en) for one in found] == [
        (2, "raad", "council"),
        (4, "1", "2"),
    ]


def test_zip_bomb_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 50_000_000)
    with pytest.raises(InputError, match="suspiciously"):
        read_xlsx_terms(out.getvalue(), "bomb.xlsx")


def test_tmx_without_dutch_gives_nothing() -> None:
    assert (
        read_tmx_terms(b"<tmx><body><tu><tuv xml:lang='fr'><seg>x</seg></tuv></tu></body></tmx>", "x") == []
    )


def incoming(*pairs: tuple[str, str]) -> list[Incoming]:
    return [Incoming(Concept((Term(nl, "nl"), Term(en, "en"))), i) for i, (nl, en) in enumerate(pairs, 2)]


def kinds(comparison: Comparison) -> list[str]:
    return [item.kind for item in comparison.items]


def test_dry_run_shows_adds_changes_and_conflicts(termbase: Termbase) -> None:
    raad = termbase.add("raad", "council", glossary="G")
    termbase.add("kamer", "chamber", glossary="Other")
    news = incoming(("raad", "council"), ("raad", "board"), ("kamer", "house"), ("wet", "act"))
    found = compare(termbase, "G", [news[0], *news[2:]])
    assert kinds(found) == ["same", "add", "add"]
    assert found.items[1].elsewhere == ("Other: chamber",)
    found = compare(termbase, "G", news)
    assert kinds(found) == ["change", "add", "add"]
    assert kinds(compare(termbase, "G", news[1:2])) == ["conflict"]
    assert termbase.count() == 2 and termbase.concept(raad).en == "council"


@pytest.mark.parametrize(
    ("choice", "preferred", "english"),
    [
        ("mine", "council", {"council"}),
        ("theirs", "board", {"board"}),
        ("both", "council", {"council", "board"}),
    ],
)
def test_conflicts_are_settled_by_choice(
    termbase: Termbase, choice: str, preferred: str, english: set[str]
) -> None:
    identity = termbase.add("raad", "council", glossary="G")
    found = compare(termbase, "G", incoming(("Raad", "board")))
    take_in(termbase, found, choices={identity: choice})  # type: ignore[dict-item]
    concept = termbase.concept(identity)
    assert concept.en == preferred and {t.text for t in concept.of("en")} == english


def test_import_is_one_step_back(termbase: Termbase, tmp_path: Path) -> None:
    write_terms(tmp_path / "terms.csv", ALL)
    found = compare(termbase, "terms", read_terms(tmp_path / "terms.csv"))
    assert take_in(termbase, found) == 3
    assert kinds(compare(termbase, "terms", read_terms(tmp_path / "terms.csv"))) == ["same"] * 3
    termbase.undo()
    assert termbase.count() == 0 and termbase.glossaries() == []


def test_two_copies_are_merged_with_nothing_lost(termbase: Termbase, tmp_path: Path) -> None:
    kept = [termbase.add_concept(concept, glossary="G") for concept in ALL]
    theirs = [
        replace(FULL, note="theirs"),
        replace(PROPOSED, terms=(*PROPOSED.terms, Term("coordinating officer", "en", "proposed"))),
        Concept((Term("nieuw", "nl"), Term("new", "en"))),
    ]
    found = compare(termbase, "G", [Incoming(concept) for concept in theirs])
    assert kinds(found) == ["change", "change", "add"]
    assert [concept.id for concept in found.only_mine] == [PLAIN.id]
    note = next(d for d in found.items[0].differences if d.field == "note")
    assert (note.mine, note.theirs) == (FULL.note, "theirs")
    take_in(termbase, found)
    assert termbase.concept(kept[0]).note == FULL.note + "\ntheirs"
    assert "coordinating officer" in {t.text for t in termbase.concept(kept[2]).terms}
    assert termbase.count() == 4
