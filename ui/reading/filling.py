"""Fills the two columns a slice at a time: the Dutch, then English as it arrives, and heights ahead."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from translations.segments import Segment
from ui.reading.column import Column
from ui.reading.geometry import Geometry
from ui.reading.passages import Passage, dutch_passage, english_passage
from ui.reading.rows import Row
from ui.reading.scrolling import Scrolling
from ui.reading.table_grid import broken_at_cells

SLICE = 0.008
"""Seconds that one turn of filling, showing or measuring may take before the window gets its turn."""
ROWS_AT_FIRST, ROWS_AT_ONCE, ROWS_BETWEEN_LOOKS = 60, 200, 8


class Page(Protocol):
    """What filling asks of the page that it fills."""

    dutch: Column
    english: Column
    geometry_: Geometry
    rows: Sequence[Row]

    @property
    def segments(self) -> Mapping[str, Segment]:
        """The English there is."""

    def repaint_text(self) -> None:
        """Paint what is on screen again."""


class Filling(QObject):
    """Works in turns of a few milliseconds, so that the event loop never waits for a long document."""

    filled = Signal()
    """The Dutch is all there."""
    row_shown = Signal(int)
    """English (or a new state) of this row is on the page."""

    def __init__(self, page: Page, scrolling: Scrolling, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._scrolling = scrolling
        self._queue: deque[int] = deque()
        self._queued: set[int] = set()
        self._filled = self._measured = 0
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._take_turn)

    @property
    def busy(self) -> bool:
        """Whether something is still to be done."""
        return self._turn.isActive()

    def reset(self) -> None:
        """Forget all work: another document is on show."""
        self._turn.stop()
        self._queue.clear()
        self._queued.clear()
        self._filled = self._measured = 0

    def start(self) -> None:
        """Fill the first rows now and the others turn by turn."""
        self._fill()
        self._turn.start()

    def fill_to(self, index: int) -> None:
        """Fill as far as a row now."""
        while self._filled <= index and self._filled < len(self._page.rows):
            self._fill(time.perf_counter() + SLICE)

    def measure_again(self) -> None:
        """Measure all rows anew, turn by turn: width or zoom changed."""
        self._measured = 0
        self._turn.start()

    def show_rows(self, rows: Iterable[int]) -> None:
        """Show the English of these rows soon."""
        for index in rows:
            if index not in self._queued:
                self._queued.add(index)
                self._queue.append(index)
        self._turn.start()

    def measure(self, index: int) -> bool:
        """Lay out a row that is filled; return whether anything below it moved."""
        if index >= self._filled:
            return False
        page = self._page
        height = max(page.dutch.layout_.lay_out(index), page.english.layout_.lay_out(index))
        return page.geometry_.set_height(index, height)

    def _take_turn(self) -> None:
        until = time.perf_counter() + SLICE
        if self._queue:
            self._show_queued(until)
        elif self._filled < len(self._page.rows):
            self._fill(until)
        elif self._measured < len(self._page.rows):
            self._measure_ahead(until)
        else:
            self._turn.stop()

    def _fill(self, until: float = 0.0) -> None:
        page = self._page
        while self._filled < len(page.rows):
            first = self._filled
            last = min(len(page.rows), first + (ROWS_AT_ONCE if until else ROWS_AT_FIRST))
            for row in page.rows[first:last]:
                self._make_passages(row)
            for column in (page.dutch, page.english):
                column.append_rows([_on_page(column, row) for row in page.rows[first:last]], first == 0)
            self._filled = last
            if time.perf_counter() > until:
                break
        if self._filled == len(page.rows):
            self.filled.emit()

    def _make_passages(self, row: Row) -> None:
        page = self._page
        segments = page.segments
        page.dutch.layout_.passages[row.index] = dutch_passage(row.holder, segments)
        if not row.holder.sentences:
            page.english.layout_.passages[row.index] = Passage("", "")
        elif any(sentence.id in segments for sentence in row.holder.sentences):
            page.english.layout_.passages[row.index] = english_passage(row.holder, segments)

    def _measure_ahead(self, until: float) -> None:
        page = self._page
        with self._scrolling.kept():
            moved = False
            while self._measured < len(page.rows) and time.perf_counter() < until:
                last = min(len(page.rows), self._measured + ROWS_BETWEEN_LOOKS)
                for index in range(self._measured, last):
                    if not page.geometry_.measured[index]:
                        moved |= self.measure(index)
                self._measured = last
            if moved:
                self._scrolling.resize_pages()

    def _show_queued(self, until: float) -> None:
        page = self._page
        onscreen = self._scrolling.visible_rows()
        moved = seen = False
        with self._scrolling.kept():
            while self._queue and time.perf_counter() < until:
                index = self._queue.popleft()
                self._queued.discard(index)
                if index >= self._filled:
                    continue
                self._show(index)
                seen |= index in onscreen
                if index in onscreen or page.geometry_.measured[index]:
                    moved |= self.measure(index)
            if moved:
                self._scrolling.resize_pages()
        if seen or moved:
            page.repaint_text()

    def _show(self, index: int) -> None:
        page = self._page
        holder = page.rows[index].holder
        english = english_passage(holder, page.segments)
        page.english.layout_.passages[index] = english
        page.english.set_row(index, _on_page(page.english, page.rows[index]))
        before, dutch = page.dutch.layout_.passages[index], dutch_passage(holder, page.segments)
        if before is None or before.marks != dutch.marks:
            page.dutch.layout_.passages[index] = dutch
            page.dutch.layout_.forget(index)
        self.row_shown.emit(index)


def _on_page(column: Column, row: Row) -> str:
    """Return what a row's block of the text document holds: a table with its cells on lines of their own."""
    passage = column.layout_.passages[row.index]
    if passage is None:
        return ""
    return broken_at_cells(passage.shown) if row.kind == "table" else passage.shown
