"""How far a translation is, and when it may be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from library_samples import drafts, letter

from translations.library import Library
from translations.progress import Progress, library_progress, progress
from translations.segments import source_sentences

DOCUMENT = letter("Een twee drie vier vijf zes.", "Zeven acht negen tien elf twaalf.", "Dertien. Veertien.")


class Clock:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    library = Library.open(tmp_path / "library.db", clock=clock)
    yield library
    library.close()


def test_words_and_segments_are_counted(library: Library) -> None:
    document_id = library.add_document(DOCUMENT)
    library.store_drafts(document_id, drafts(DOCUMENT)[:3])
    library.confirm(document_id, drafts(DOCUMENT)[0].id)
    library.save_target(document_id, drafts(DOCUMENT)[1].id, "Seven.")
    done = progress(DOCUMENT, library.segments(document_id))
    assert done == Progress(4, 3, 1, 1, 14, 13, 6)
    assert done.share == 6 / 14
    assert library_progress(library.documents()) == done


def test_the_rate_leaves_pauses_out_and_gives_an_estimate(library: Library, clock: Clock) -> None:
    document_id = library.add_document(DOCUMENT)
    library.store_drafts(document_id, drafts(DOCUMENT))
    ids = [sentence.id for _, sentence, _ in source_sentences(DOCUMENT)]
    library.set_note(document_id, ids[0], "begin")
    for segment_id, minutes in ((ids[0], 2), (ids[1], 2), (ids[2], 60)):
        clock.now += timedelta(minutes=minutes)
        library.confirm(document_id, segment_id)
    done = progress(DOCUMENT, library.segments(document_id), library.history(document_id))
    assert done.words_an_hour == pytest.approx(12 / 4 * 60)
    assert done.left == timedelta(hours=1 / 180)


def test_no_rate_is_told_before_there_is_one(library: Library) -> None:
    document_id = library.add_document(DOCUMENT)
    done = progress(DOCUMENT, {}, library.history(document_id))
    assert (done.words_an_hour, done.left, done.share) == (None, None, 0)
