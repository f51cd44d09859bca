"""Memories go out as TMX and come in again; hostile files cost one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from translate.storage import tmx

from reader.errors import InputError
from translations.memory import TranslationMemory
from translations.memory_tmx import read_tmx, write_tmx
from translations.memory_units import Unit

UNITS = [
    Unit("Dank u & tot ziens <b>.", "Thank you & goodbye <b>.", changed_at="2024-01-31T12:00:00+00:00"),
    Unit("De coördinatie.", "The coordination.", changed_at="2024-02-01T08:30:00+00:00"),
]


def test_units_survive_the_journey(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    assert write_tmx(UNITS, path) == 2
    assert list(read_tmx(path)) == UNITS


def test_translate_toolkit_reads_what_we_write(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    write_tmx(UNITS, path)
    store = tmx.tmxfile.parsefile(str(path))
    assert [(unit.source, unit.target) for unit in store.units] == [
        (unit.source, unit.target) for unit in UNITS
    ]


def test_a_memory_is_filled_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    write_tmx(UNITS, path)
    memory = TranslationMemory.open(tmp_path / "memory.db")
    assert memory.add_all(read_tmx(path)) == 2
    assert memory.add_all(read_tmx(path)) == 0
    assert [unit.source for unit in memory.units(1)] == [unit.source for unit in UNITS]
    memory.close()


def tmx_file(tmp_path: Path, body: str, before: str = "") -> Path:
    path = tmp_path / "other.tmx"
    path.write_text(
        f'<?xml version="1.0"?>{before}<tmx version="1.4"><header/><body>{body}</body></tmx>',
        encoding="utf-8",
    )
    return path


def test_other_tools_languages_and_inline_codes_are_understood(tmp_path: Path) -> None:
    path = tmx_file(
        tmp_path,
        '<tu changedate="20240131T120000Z"><tuv xml:lang="NL-NL"><seg>Een <bpt i="1">&lt;b&gt;</bpt>vet'
        '<ept i="1">&lt;/b&gt;</ept> woord<ph x="1">{1}</ph>.</seg></tuv>'
        '<tuv xml:lang="en_GB"><seg>A <hi>bold</hi> word.</seg></tuv></tu>'
        '<tu><tuv xml:lang="nl"><seg>Alleen Nederlands.</seg></tuv></tu>'
        '<tu><tuv xml:lang="de"><seg>Wort</seg></tuv><tuv xml:lang="en"><seg>word</seg></tuv></tu>'
        '<tu><tuv lang="nl"><seg>Oud.</seg></tuv><tuv lang="en"><seg>Old.</seg></tuv></tu>',
    )
    assert list(read_tmx(path)) == [
        Unit("Een vet woord.", "A bold word.", changed_at="2024-01-31T12:00:00+00:00"),
        Unit("Oud.", "Old."),
    ]


def test_entities_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("top secret")
    path = tmx_file(
        tmp_path,
        '<tu><tuv xml:lang="nl"><seg>&x;</seg></tuv><tuv xml:lang="en"><seg>a</seg></tuv></tu>',
        f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
    )
    with pytest.raises(InputError, match="entities"):
        list(read_tmx(path))


def test_a_doctype_without_entities_is_fine(tmp_path: Path) -> None:
    path = tmx_file(
        tmp_path,
        '<tu><tuv xml:lang="nl"><seg>Oud.</seg></tuv><tuv xml:lang="en"><seg>Old.</seg></tuv></tu>',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
    )
    assert list(read_tmx(path)) == [Unit("Oud.", "Old.")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "damaged"),
        ("no xml", "damaged"),
        ("<html/>", "not a TMX file"),
        ('<tmx version="1.4"><body><tu></body></tmx>', "line 1"),
        ("<tmx>" + "<a>" * 300 + "</a>" * 300 + "</tmx>", "damaged"),
    ],
)
def test_what_is_no_tmx_is_told_in_one_sentence(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.tmx"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        list(read_tmx(path))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read_tmx(tmp_path / "none.tmx"))


def test_a_file_damaged_halfway_leaves_the_memory_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "half.tmx"
    write_tmx([Unit(f"Zin {number}.", f"Sentence {number}.") for number in range(500)], path)
    path.write_bytes(path.read_bytes()[:-300])
    memory = TranslationMemory.open(tmp_path / "memory.db")
    with pytest.raises(InputError, match="damaged"):
        memory.add_all(read_tmx(path))
    assert memory.memories()[0].units == 0
    memory.close()
