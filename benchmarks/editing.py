"""How long typing, confirming and going elsewhere hold the window up in a document of 5,000 segments.

Run it with: python benchmarks/editing.py [SEGMENTS] [--profile]. It opens the whole window in Edit mode on an
invented document kept in a library of its own, presses real keys (letters, Ctrl+Enter, undo, copy source,
next, go to a far row) and measures, between two ticks of a 1 ms timer, how long the window's thread was away
and how long it was computing. On a machine with other work only the second is ours.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window import Stalls, english, invented

from translations.paths import DataPaths
from translations.segments import source_sentences
from ui.application import make_application, make_window
from ui.editing.mode import EditMode
from ui.services import Opened

CONTROL = Qt.KeyboardModifier.ControlModifier
SETTLE = 0.25
"""Seconds after each key in which what follows from it (panes, checks, saving) is measured too."""


def run(wanted: int, profile: cProfile.Profile | None) -> None:
    """Open, press keys, print a histogram for each sort of work."""
    with tempfile.TemporaryDirectory() as home:
        _run(wanted, DataPaths(Path(home)), profile)


def _run(wanted: int, paths: DataPaths, profile: cProfile.Profile | None) -> None:
    application = make_application()
    window = make_window(paths)
    window.resize(1280, 800)
    window.show()
    document = invented(wanted * 100 // 385)
    library = window.services.library()
    document_id = library.add_document(document)
    library.store_drafts(document_id, english(document, random.Random(3)))
    count = sum(1 for _ in source_sentences(document))
    window.show_opened(
        Opened(library.document(document_id), None, document_id, library.segments(document_id))
    )
    stalls = Stalls()

    def pump(seconds: float) -> None:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            application.processEvents()
            time.sleep(0.0005)

    def measure(title: str, do: Callable[[int], object], times: int, settle: float = SETTLE) -> None:
        stalls.start()
        for at in range(times):
            if profile is not None:
                profile.enable()
            do(at)
            application.processEvents()
            pump(settle)
            if profile is not None:
                profile.disable()
        stalls.show(f"{title} ({times} times)")

    print(f"{count:,} segments")
    measure("Entering Edit mode", lambda _at: window.actions_["mode_edit"].trigger(), 1, 3.0)
    mode = window.modes["edit"]
    assert isinstance(mode, EditMode)
    mode.grid.go_to_row(count // 2)
    began = time.perf_counter()
    while mode.context.busy and time.perf_counter() - began < 300:
        pump(0.5)
    pump(3.0)

    def key(key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        editor = mode.grid.editor
        assert editor is not None
        QTest.keyClick(editor, key, modifiers)

    letters = "the minister informs the House of "
    measure("A letter typed", lambda at: key(letters[at % len(letters)]), 60, 0.06)
    measure("Confirm and next (Ctrl+Enter)", lambda _at: key(Qt.Key.Key_Return, CONTROL), 20)
    measure("Next segment (Enter)", lambda _at: key(Qt.Key.Key_Return), 20)
    measure("Going to a far row", lambda at: mode.grid.go_to_row((at * 997 + 13) % count), 20)
    measure("Copy source", lambda _at: window.actions_["copy_source"].trigger(), 10)
    measure("Undo", lambda _at: window.actions_["undo_change"].trigger(), 10)
    window.close()


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    profiler = cProfile.Profile() if "--profile" in sys.argv else None
    run(numbers[0] if numbers else 5000, profiler)
    if profiler is not None:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(25)
