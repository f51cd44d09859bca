"""A process that works in a library until it is killed: what the crash tests start, many times."""

from __future__ import annotations

import contextlib
import os
import random
from multiprocessing.connection import Connection
from pathlib import Path

from library_samples import drafts

from reader.errors import EnvironmentProblem
from translations.library import Library


def work_until_killed(path: Path, document_id: int, seed: int, told: Connection) -> None:
    """Confirm, edit, split and merge at random; tell what was confirmed as soon as the library says so."""
    chance = random.Random(seed)
    library = Library.open(path)
    ids = list(library.segments(document_id))
    for turn in range(1_000_000):
        segment_id = chance.choice(ids)
        text = f"confirmed {seed} {turn} " + "x" * chance.randrange(400)
        if chance.random() < 0.2:
            library.store_drafts(document_id, drafts(library.document(document_id)))
        told.send(("trying", segment_id, text))
        library.confirm(document_id, segment_id, text)
        told.send(("confirmed", segment_id, text))
        if chance.random() < 0.1:
            library.set_note(document_id, segment_id, f"note {turn}")
        if chance.random() < 0.1:
            library.remember_place(document_id, segment_id)


def work_until_disk_full(path: Path, document_id: int, kilobytes: int, told: Connection) -> None:
    """Confirm until no file may grow any more, which is what a full disk looks like; tell what was said."""
    import resource

    library = Library.open(path)
    # The journal is written back and cut: otherwise old journal space would be used again.
    ids = list(library.segments(document_id))
    size = kilobytes * 1024
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    turn = 0
    try:
        while True:
            segment_id = ids[turn % len(ids)]
            text = f"confirmed {turn} " + "y" * 2_000
            library.confirm(document_id, segment_id, text)
            told.send(("confirmed", segment_id, text))
            turn += 1
    except EnvironmentProblem as problem:
        told.send(("problem", "", str(problem)))
        told.send(("still readable", "", str(len(library.segments(document_id)))))


def open_as_nobody(path: Path, told: Connection) -> None:
    """Open the library as a user who may only read its folder; tell how that went."""
    with contextlib.suppress(PermissionError):
        os.setuid(65534)
    try:
        library = Library.open(path)
    except EnvironmentProblem as problem:
        told.send(("problem", str(problem)))
        return
    told.send(("read only", library.read_only, library.notices, library.documents()))
    document = library.documents()[0].id
    told.send(("segments", library.segments(document)))
    try:
        library.set_note(document, next(iter(library.segments(document))), "x")
    except EnvironmentProblem as problem:
        told.send(("refused", str(problem)))
    library.close()
