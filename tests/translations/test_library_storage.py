"""Nothing confirmed is ever lost: killed processes, full disks, second copies, damaged files."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sqlite3
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from damage import garble, overwrite, shorten
from library_samples import drafts, letter
from library_worker import open_as_nobody, work_until_disk_full, work_until_killed
from sqlite_utils import Database, Migrations

from reader.document_codec import to_json
from reader.errors import EnvironmentProblem
from translations.findings import Finding
from translations.library import KIND, Library
from translations.library_schema import migrations
from translations.segments import empty_segments
from translations.storage_backup import back_up, backup_folder, backups, is_sound
from translations.storage_opening import open_storage

DOCUMENT = letter("De minister is in Den Haag. Hij spreekt over Syrië.", "Het kabinet steunt het beleid.")
KILLS = 200

# A fork starts in a millisecond, where there is one: many kills a second.
processes = multiprocessing.get_context("fork" if sys.platform != "win32" else "spawn")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "naast" / "library.db"


def begin(path: Path) -> int:
    library = Library.open(path)
    document_id = library.add_document(DOCUMENT)
    library.store_drafts(document_id, drafts(DOCUMENT))
    library.close()
    return document_id


def read_all(pipe: Any) -> Iterator[tuple[Any, ...]]:
    try:
        while True:
            yield pipe.recv()
    except (EOFError, OSError):
        return


@pytest.fixture
def memory_path() -> Iterator[Path]:
    """A library in a folder that lives in memory, where there is one: a killed process is as dead there."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="naast-test-", dir=memory if os.access(memory, os.W_OK) else None))
    yield folder / "library.db"
    shutil.rmtree(folder)


def test_a_process_killed_at_any_moment_loses_nothing_confirmed(memory_path: Path) -> None:
    path = memory_path
    document_id = begin(path)
    chance = random.Random(1)
    confirmed: dict[str, str] = {}
    worked = 0
    for kill in range(KILLS):
        ours, theirs = processes.Pipe(duplex=False)
        worker = processes.Process(target=work_until_killed, args=(path, document_id, kill, theirs))
        worker.start()
        theirs.close()
        if kill % 2:
            ours.poll(10)
        time.sleep(chance.random() * 0.04)
        worker.kill()
        worker.join()
        trying: dict[str, str] = {}
        for what, segment_id, text in read_all(ours):
            if what == "trying":
                trying = {segment_id: text}
            else:
                confirmed |= {segment_id: text}
                trying = {}
                worked += 1
        ours.close()
        if kill % 10 == 9:
            library = Library.open(path)
            assert not library.read_only and not library.notices
            segments = library.segments(document_id)
            library.close()
        else:
            segments = peek(path, document_id)
        for segment_id, text in confirmed.items():
            # What was being written when the process died is either there, whole, or not.
            assert segments[segment_id].target in (text, trying.get(segment_id, text))
            assert segments[segment_id].status == "confirmed"
            confirmed[segment_id] = segments[segment_id].target
    assert worked > KILLS // 4
    assert is_sound(path)


def peek(path: Path, document_id: int) -> dict[str, Any]:
    """Read the segments as the next start would find them, without opening the library whole."""
    from translations.library_rows import row_to_segment

    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    rows = connection.execute("SELECT * FROM segments WHERE document_id = ?", [document_id]).fetchall()
    connection.close()
    return {row["segment_id"]: row_to_segment(row) for row in rows}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limit to simulate a full disk")
@pytest.mark.parametrize("kilobytes", [150, 300])
def test_a_full_disk_is_told_and_what_was_confirmed_stays(path: Path, kilobytes: int) -> None:
    document_id = begin(path)
    ours, theirs = processes.Pipe(duplex=False)
    worker = processes.Process(target=work_until_disk_full, args=(path, document_id, kilobytes, theirs))
    worker.start()
    theirs.close()
    messages = list(read_all(ours))
    worker.join()
    confirmed = {segment_id: text for what, segment_id, text in messages if what == "confirmed"}
    (problem,) = [text for what, _, text in messages if what == "problem"]
    assert confirmed
    assert "disk" in problem and "last change was not saved, everything before it is safe" in problem
    assert ("still readable", "", "3") in messages
    library = Library.open(path)
    segments = library.segments(document_id)
    assert {one: segments[one].target for one in confirmed} == confirmed
    assert {segments[one].status for one in confirmed} == {"confirmed"}
    library.confirm(document_id, next(iter(confirmed)), "There is room again.")
    library.close()


def test_a_second_naast_reads_only_and_says_who_writes(path: Path) -> None:
    document_id = begin(path)
    first = Library.open(path)
    segment_id = next(iter(first.segments(document_id)))
    second = Library.open(path)
    assert second.read_only and not first.read_only
    assert second.writer is not None and second.writer.pid == os.getpid()
    assert second.notices[0].startswith("The library is open in another Naast (process")
    first.confirm(document_id, segment_id, "Seen by both.")
    assert second.segments(document_id)[segment_id].target == "Seen by both."
    second.remember_place(document_id, segment_id)
    with pytest.raises(EnvironmentProblem, match="open in another Naast"):
        second.confirm(document_id, segment_id)
    second.close()
    first.confirm(document_id, segment_id, "The first goes on.")
    first.close()
    third = Library.open(path)
    assert not third.read_only
    third.close()


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that any user of this computer can reach."""
    folder = Path(tempfile.mkdtemp(prefix="naast-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no read-only mode")
@pytest.mark.parametrize("closed", [True, False])
def test_a_library_in_a_read_only_folder_can_be_read(public_folder: Path, closed: bool) -> None:
    path = public_folder / "library.db"
    document_id = begin(path)
    expected = Library.open(path)
    segments = expected.segments(document_id)
    if closed:
        expected.close()
    for file in public_folder.iterdir():
        if file.is_file():
            file.chmod(0o444)
    public_folder.chmod(0o555)
    ours, theirs = processes.Pipe(duplex=False)
    worker = processes.Process(target=open_as_nobody, args=(path, theirs))
    worker.start()
    theirs.close()
    opened, read, refused = list(read_all(ours))
    worker.join()
    assert opened[1] is True
    assert read[1] == segments
    assert "may not write" in opened[2][0] and "may not write" in refused[1]
    public_folder.chmod(0o755)
    expected.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no read-only mode")
def test_no_library_can_be_made_in_a_read_only_folder(public_folder: Path) -> None:
    public_folder.chmod(0o555)
    ours, theirs = processes.Pipe(duplex=False)
    worker = processes.Process(target=open_as_nobody, args=(public_folder / "library.db", theirs))
    worker.start()
    theirs.close()
    ((what, problem),) = list(read_all(ours))
    worker.join()
    assert what == "problem" and "may not write" in problem


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder whose files are open")
def test_a_vanished_folder_is_told_and_the_work_can_be_saved_elsewhere(path: Path, tmp_path: Path) -> None:
    document_id = begin(path)
    library = Library.open(path)
    segment_id = next(iter(library.segments(document_id)))
    library.confirm(document_id, segment_id, "Saved.")
    shutil.rmtree(path.parent)
    with pytest.raises(EnvironmentProblem, match=r"is gone .*save a copy"):
        library.confirm(document_id, segment_id, "Not saved.")
    library.save_copy(tmp_path / "rescued.db")
    library.close()
    rescued = Library.open(tmp_path / "rescued.db")
    assert rescued.segments(document_id)[segment_id].target == "Saved."
    rescued.close()


@pytest.mark.parametrize("damage", [garble, shorten, overwrite])
def test_a_damaged_library_goes_back_to_its_last_good_backup(
    path: Path, damage: Callable[[Path], None]
) -> None:
    document_id = begin(path)
    library = Library.open(path)
    segment_id = next(iter(library.segments(document_id)))
    library.confirm(document_id, segment_id, "In the backup.")
    library.close()
    for backup in backups(path):
        backup.path.unlink()
    Library.open(path).close()
    damage(path)
    library = Library.open(path)
    notice = library.notices[0]
    assert notice.startswith("The library was damaged (kept as library-damaged-")
    assert "went back to the backup of" in notice
    assert library.segments(document_id)[segment_id].target == "In the backup."
    library.close()
    again = Library.open(path)
    assert again.notices == ()
    again.close()
    assert len(list(path.parent.glob("library-damaged-*.db"))) == 1


def garble_history_index(path: Path) -> None:
    """Spoil one page, of the index of changes: all else can still be read."""
    connection = sqlite3.connect(path)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'changes_of_document'"
    ).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(data)


def test_work_newer_than_the_backup_is_taken_from_the_damaged_file(path: Path) -> None:
    document_id = begin(path)
    Library.open(path).close()
    library = Library.open(path)
    first, second, _ = library.segments(document_id)
    library.confirm(document_id, first, "Newer than the backup.")
    other = library.add_document(letter("Een nieuwe brief. Nog een zin."))
    library.save_target(other, next(iter(empty_segments(library.document(other)))), "A new letter.")
    library.close()
    garble_history_index(path)
    library = Library.open(path)
    assert "went back to the backup" in library.notices[0]
    assert library.notices[1] == "2 segments that were newer could be taken from the damaged file."
    segments = library.segments(document_id)
    assert (segments[first].target, segments[first].status) == ("Newer than the backup.", "confirmed")
    assert segments[second].status == "machine"
    assert len(library.documents()) == 2
    assert [hit.target for hit in library.search("a new letter")] == ["A new letter."]
    library.close()


def test_a_damaged_backup_is_passed_over(path: Path) -> None:
    document_id = begin(path)
    good = Library.open(path)
    good.close()
    newer = backup_folder(path) / "library-20990101T000000-daily.db"
    newer.write_bytes(b"no backup")
    overwrite(path)
    library = Library.open(path)
    assert library.document(document_id) == DOCUMENT
    library.close()


def test_a_damaged_library_without_backup_is_kept_and_told(path: Path) -> None:
    path.parent.mkdir()
    overwrite(path)
    library = Library.open(path)
    assert library.documents() == []
    assert "there is no backup yet" in library.notices[0]
    assert len(list(path.parent.glob("library-damaged-*.db"))) == 1
    library.close()


@pytest.mark.parametrize("how", ["deleted", "emptied"])
def test_a_library_that_is_gone_comes_back_from_its_backup(path: Path, how: str) -> None:
    document_id = begin(path)
    Library.open(path).close()
    path.unlink()
    if how == "emptied":
        path.touch()
    library = Library.open(path)
    assert library.notices[0].startswith("The library was gone: Naast went back to the backup of")
    assert library.document(document_id) == DOCUMENT
    library.close()


def test_one_backup_a_day_and_seven_are_kept(path: Path) -> None:
    begin(path)
    for backup in backups(path):
        backup.path.unlink()
    start = datetime(2026, 11, 1, 9, tzinfo=UTC)
    for hours in range(0, 24 * 10, 8):
        Library.open(path, clock=lambda hours=hours: start + timedelta(hours=hours)).close()
    kept = backups(path)
    assert [backup.made_at.day for backup in kept] == [11, 10, 9, 8, 7, 6, 5]
    assert all(is_sound(backup.path) for backup in kept)


def test_a_backup_that_cannot_be_written_is_told_and_stops_nobody(path: Path) -> None:
    document_id = begin(path)
    folder = backup_folder(path)
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("in the way")
    library = Library.open(path)
    assert "backup of the library could not be written" in library.notices[0]
    library.confirm(document_id, next(iter(library.segments(document_id))), "Goes on.")
    library.close()


def more_steps(*extra: Callable[[Database], None]) -> Migrations:
    steps = Migrations("naast.library")
    for step in migrations.pending(Database(memory=True)):
        steps(name=step.name)(step.fn)
    for function in extra:
        steps()(function)
    return steps


def test_a_backup_is_made_before_each_migration(path: Path) -> None:
    def m900_colour(db: Database) -> None:
        db.execute("ALTER TABLE documents ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'")

    begin(path)
    storage = open_storage(path, replace(KIND, steps=more_steps(m900_colour)))
    assert [row["colour"] for row in storage.db["documents"].rows] == ["grey"]
    storage.close()
    (backup,) = [one for one in backups(path) if one.reason == "before-m900"]
    assert "colour" not in Database(backup.path)["documents"].columns_dict


def test_a_library_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    """The file is made by the steps of that version, so that the test stays true to what lies on disks."""
    path.parent.mkdir()
    old = Database(path)
    migrations.apply(old, stop_before="m002_ignored_findings")
    assert "ignored_findings" not in old.table_names()
    old.execute(
        "INSERT INTO documents (key, title, source, fingerprint, document, added_at, opened_at) "
        "VALUES ('k', 'Brief', 'brief.pdf', 'f', ?, '2026-11-01', '2026-11-01')",
        [to_json(DOCUMENT)],
    )
    old.close()
    library = Library.open(path)
    (entry,) = library.documents()
    assert library.document(entry.id) == DOCUMENT
    finding = Finding("s", "numbers", "The number 7 is missing.")
    library.ignore(entry.id, finding)
    assert library.ignored(entry.id) == {finding.key}
    (backup, *_) = [one for one in backups(path) if one.reason == "before-m002"]
    assert "ignored_findings" not in Database(backup.path).table_names()
    library.forget(entry.id)
    assert Database(backup.path)["documents"].count == 0
    library.close()


def test_a_library_of_the_second_version_keeps_its_segments(path: Path) -> None:
    path.parent.mkdir()
    old = Database(path)
    migrations.apply(old, stop_before="m003_marks_of_the_draft")
    assert "draft_marks" not in old["segments"].columns_dict
    old.execute(
        "INSERT INTO documents (id, key, title, source, fingerprint, document, added_at, opened_at) "
        "VALUES (1, 'k', 'Brief', 'brief.pdf', 'f', ?, '2026-11-01', '2026-11-01')",
        [to_json(DOCUMENT)],
    )
    segment = next(iter(empty_segments(DOCUMENT).values()))
    old.execute(
        "INSERT INTO segments (document_id, segment_id, position, parent_id, source, target, machine, "
        "status, origin, marks, terms, links, note, words, changed_at) "
        "VALUES (1, ?, 0, ?, ?, 'Edited.', 'Draft.', 'edited', 'machine', '[]', '[]', '[]', '', 5, '2026')",
        [segment.id, segment.parent_id, segment.source],
    )
    old.close()
    library = Library.open(path)
    assert library.segment(1, segment.id).target == "Edited."
    restored = library.restore_machine(1, segment.id)
    assert (restored.target, restored.status, restored.marks) == ("Draft.", "machine", ())
    library.close()


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    def m900_half(db: Database) -> None:
        db.execute("ALTER TABLE documents ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'")
        raise RuntimeError("power cut")

    document_id = begin(path)
    with pytest.raises(RuntimeError):
        open_storage(path, replace(KIND, steps=more_steps(m900_half)))
    library = Library.open(path)
    assert library.document(document_id) == DOCUMENT
    assert "colour" not in Database(path)["documents"].columns_dict
    library.close()


def test_a_library_of_a_newer_naast_is_left_alone(path: Path) -> None:
    def m900_future(db: Database) -> None:
        db.execute("CREATE TABLE future (id INTEGER)")

    begin(path)
    open_storage(path, replace(KIND, steps=more_steps(m900_future))).close()
    with pytest.raises(EnvironmentProblem, match="newer Naast"):
        Library.open(path)
    open_storage(path, replace(KIND, steps=more_steps(m900_future))).close()


def test_an_unfinished_backup_is_never_taken_for_one(path: Path) -> None:
    begin(path)
    folder = backup_folder(path)
    folder.mkdir(exist_ok=True)
    (folder / "library-20990101T000000-daily.unfinished").write_bytes(b"half")
    connection = sqlite3.connect(path)
    made = back_up(connection, path, datetime(2026, 1, 1, tzinfo=UTC), "daily")
    connection.close()
    assert is_sound(made.path) and not made.path.with_suffix(".unfinished").exists()
    assert all(backup.path.suffix == ".db" for backup in backups(path))
    assert stat.S_ISREG(made.path.stat().st_mode)
