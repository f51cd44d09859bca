"""Full rounds of the garbage collector happen between documents, not while one arrives."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from ui.main_window import MainWindow
from ui.pauses import NEVER, ShortPauses


class Ring:
    """Something that refers to itself: only a full round lets it go."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def pauses() -> Iterator[ShortPauses]:
    """The pauses of a window, undone afterwards."""
    usual = gc.get_threshold()
    yield ShortPauses()
    gc.unfreeze()
    gc.set_threshold(*usual)


def test_no_full_round_while_a_document_arrives(pauses: ShortPauses) -> None:
    usual = gc.get_threshold()
    pauses.working(True)
    assert gc.get_threshold()[:2] == usual[:2] and gc.get_threshold()[2] == NEVER
    before = gc.get_freeze_count()
    made = [Ring() for _ in range(100)]
    pauses.working(False)
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() >= before + len(made)


def test_what_a_document_left_behind_is_let_go(pauses: ShortPauses) -> None:
    ring = Ring()
    seen = weakref.ref(ring)
    pauses.working(True)
    pauses.working(False)
    del ring
    assert seen() is not None
    pauses.document_left()
    assert seen() is None


def test_the_window_tells_when_its_document_is_left(reading: MainWindow) -> None:
    left: list[bool] = []
    reading.document.left.connect(lambda: left.append(True))
    reading.close_document()
    assert left == [True]
