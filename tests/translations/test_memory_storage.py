"""The memory's file is kept as the library's is: checked, copied once a day, and brought back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from damage import garble, overwrite, shorten

from reader.errors import EnvironmentProblem
from translations.memory import TranslationMemory
from translations.memory_units import Unit
from translations.storage_backup import backup_folder, backups, is_sound


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "naast" / "memory.db"


def begin(path: Path) -> None:
    """Leave a memory with two units and one backup of it."""
    memory = TranslationMemory.open(path)
    memory.add_all([Unit("Een zin.", "A sentence."), Unit("Nog een zin.", "Another sentence.")])
    memory.close()
    TranslationMemory.open(path).close()
    assert len(backups(path)) == 1


def english(memory: TranslationMemory, dutch: str) -> str:
    match = memory.exact(dutch)
    return match.target if match is not None else ""


@pytest.mark.parametrize("damage", [garble, shorten, overwrite])
def test_a_damaged_memory_goes_back_to_its_last_good_backup(
    path: Path, damage: Callable[[Path], None]
) -> None:
    begin(path)
    damage(path)
    memory = TranslationMemory.open(path)
    assert memory.notices[0].startswith("The translation memory was damaged (kept as memory-damaged-")
    assert "went back to the backup of" in memory.notices[0]
    assert english(memory, "Een zin.") == "A sentence."
    assert [match.target for match in memory.fuzzy("Nog een andere zin.", 0.5)] != []
    memory.close()
    again = TranslationMemory.open(path)
    assert again.notices == () and not again.read_only
    again.close()


def test_units_newer_than_the_backup_are_taken_from_the_damaged_memory(path: Path) -> None:
    begin(path)
    memory = TranslationMemory.open(path)
    client = memory.create("Client", penalty=5)
    memory.add("Nieuwer dan de kopie.", "Newer than the copy.")
    memory.add("Voor de klant.", "For the client.", memory=client)
    memory.close()
    spoil_index(path, "units_by_document")
    memory = TranslationMemory.open(path)
    assert memory.notices[1] == "2 units that were newer could be taken from the damaged file."
    assert english(memory, "Nieuwer dan de kopie.") == "Newer than the copy."
    assert [(one.name, one.penalty, one.units) for one in memory.memories()][1] == ("Client", 5, 1)
    memory.close()


def spoil_index(path: Path, name: str) -> None:
    """Spoil the one page of an index: all else can still be read."""
    connection = sqlite3.connect(path)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [name]).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(data)


def test_a_damaged_memory_without_backup_is_kept_and_told(path: Path) -> None:
    path.parent.mkdir()
    overwrite(path)
    memory = TranslationMemory.open(path)
    assert "there is no backup yet" in memory.notices[0]
    assert len(list(path.parent.glob("memory-damaged-*.db"))) == 1
    memory.add("Een zin.", "A sentence.")
    memory.close()


def test_a_memory_that_is_gone_comes_back_from_its_backup(path: Path) -> None:
    begin(path)
    path.unlink()
    memory = TranslationMemory.open(path)
    assert memory.notices[0].startswith("The translation memory was gone: Naast went back to the backup of")
    assert english(memory, "Een zin.") == "A sentence."
    memory.close()


def test_seven_backups_of_the_memory_are_kept_beside_those_of_the_library(path: Path) -> None:
    begin(path)
    library = backup_folder(path) / "library-20261101T090000-daily.db"
    library.write_bytes(b"the library's")
    start = datetime(2026, 11, 1, 9, tzinfo=UTC)
    for day in range(10):
        memory = TranslationMemory.open(path, clock=lambda day=day: start + timedelta(days=day))
        memory.add(f"Zin van dag {day}.", f"Sentence of day {day}.")
        memory.close()
    kept = backups(path)
    assert len(kept) == 7 and all(is_sound(backup.path) for backup in kept)
    assert library.exists()


def test_a_second_naast_reads_the_memory_and_does_not_write_it(path: Path) -> None:
    begin(path)
    first = TranslationMemory.open(path)
    second = TranslationMemory.open(path)
    assert second.read_only and "open in another Naast" in second.notices[0]
    first.add("Van de eerste.", "By the first.")
    assert english(second, "Van de eerste.") == "By the first."
    with pytest.raises(EnvironmentProblem, match="translation memory is open in another Naast"):
        second.add("Van de tweede.", "By the second.")
    second.close()
    first.close()


def test_a_memory_opened_to_read_leaves_the_writing_to_others(path: Path) -> None:
    begin(path)
    reader = TranslationMemory.open(path, to_read=True)
    writer = TranslationMemory.open(path)
    assert reader.read_only and not writer.read_only
    writer.add("Daarna.", "Afterwards.")
    assert english(reader, "Daarna.") == "Afterwards."
    reader.close()
    writer.close()


def test_what_a_forgotten_document_taught_is_gone_from_the_backups_too(path: Path) -> None:
    memory = TranslationMemory.open(path)
    memory.add("Het geheime xylofoonplan.", "The secret xylophone plan.", document="key1")
    memory.add("Dit blijft.", "This stays.", document="key2")
    memory.close()
    memory = TranslationMemory.open(path)
    (path.parent / "memory-damaged-20260101T000000.db").write_text("xylofoon")
    (backup,) = backups(path)
    assert b"xylofoon" in backup.path.read_bytes()
    assert memory.forget("key1") == 1
    traces = [one for one in path.parent.rglob("*") if one.is_file() and b"xylo" in one.read_bytes()]
    assert traces == []
    assert is_sound(backup.path)
    assert english(memory, "Dit blijft.") == "This stays."
    memory.close()
