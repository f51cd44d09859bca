"""The place being read: one scroll position for both columns, and nothing moves there while rows grow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from ui.reading.column import Column
from ui.reading.geometry import Geometry

AHEAD = 200
"""Pixels below the window that are laid out too, so that a turn of the wheel finds them ready."""


class Scrolling(QObject):
    """Scrolls both columns as one. Heights are guesses until a row is laid out: the row being read stays."""

    moved = Signal()
    """What is on screen stands elsewhere now."""
    row_reached = Signal(int)
    """This row is at the top of the window."""

    def __init__(
        self,
        columns: tuple[Column, Column],
        geometry: Geometry,
        measure: Callable[[int], bool],
        parent: QObject,
    ) -> None:
        """``measure`` lays a row out and tells whether anything below it moved."""
        super().__init__(parent)
        self.geometry = geometry
        """The rows of the document on show; set anew with each document."""
        self._columns = columns
        self._measure = measure
        self._settling = False
        self._value = 0
        for column in columns:
            column.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def value(self) -> int:
        """How far the page is scrolled, in pixels."""
        return self._value

    @property
    def height(self) -> int:
        """How much of the page is on screen, in pixels."""
        return self._columns[1].viewport().height()

    @property
    def _count(self) -> int:
        return len(self.geometry.rows)

    def visible_rows(self) -> range:
        """Return the rows that are on screen."""
        if not self._count:
            return range(0)
        row_at = self.geometry.row_at
        return range(row_at(self._value), row_at(self._value + self.height) + 1)

    def shows(self, index: int) -> bool:
        """Return whether a row is on screen: all of it, or at least its beginning."""
        bottom = self.geometry.edge(index + 1) if index + 1 < self._count else self.geometry.total
        top = self.geometry.top(index)
        return top >= self._value and min(bottom, top + 80) <= self._value + self.height

    def top_row(self) -> int:
        """Return the first row whose text begins on screen (or the one that fills it)."""
        row = self.geometry.row_at(self._value + self.geometry.measures.em)
        if self.geometry.top(row) < self._value and row + 1 < self._count:
            below = self.geometry.top(row + 1)
            if below < self._value + self.height / 2:
                return row + 1
        return row

    # staying

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the row at the top of the window where it is, whatever grows or shrinks above it."""
        if not self._count:
            yield
            return
        anchor = self.geometry.row_at(self._value)
        if self.geometry.top(anchor) < self._value and anchor + 1 < self._count:
            below = self.geometry.top(anchor + 1)
            if below < self._value + self.height:
                anchor += 1
        before = self.geometry.top(anchor) - self._value
        yield
        wanted = round(self.geometry.top(anchor) - before)
        if wanted != self._value:
            self._set(wanted)

    def row_and_part(self) -> tuple[int, float]:
        """Return the row at the upper edge of the window, and what part of it is above that."""
        if not self._count:
            return 0, 0.0
        row = self.geometry.row_at(self._value)
        edge = self.geometry.edge(row)
        return row, (self._value - edge) / max(1.0, self.geometry.edge(row + 1) - edge)

    def go_to_part(self, row: int, part: float) -> None:
        """Bring a row to the upper edge of the window with this part of it above: all heights are others."""
        for index in range(row, min(row + 2, self._count)):
            self._measure(index)
        edge = self.geometry.edge(row)
        self.resize_pages()
        self.go_to(edge + part * (self.geometry.edge(row + 1) - edge))

    # going

    def go_to(self, y: float) -> None:
        """Bring a height of the page to the upper edge of the window."""
        self._set(round(y))
        self.settle()

    def go_to_row(self, index: int, *, middle: bool = False) -> None:
        """Bring a row to the top, or a third down the window."""
        for _ in range(2):  # the first time lays out what is there, which moves it
            margin = self.height / 3 if middle else self.geometry.measures.em * 1.2
            self.resize_pages()
            self.go_to(max(0, self.geometry.top(index) - margin))

    def resize_pages(self) -> None:
        """Tell both columns that the page has another height."""
        self._settling = True
        for column in self._columns:
            column.layout_.resize_page()
        self._settling = False

    def settle(self) -> None:
        """Lay out what is on screen now, so that nothing moves while it is painted."""
        self._settle(self._value)

    def _scrolled(self, value: int) -> None:
        if self._settling or value == self._value:
            return
        before, self._value = self._value, value
        near = abs(value - before) < self.height
        # A short way up, the row that was being read stays; a long way, the one that is arrived at.
        self._settle(max(before, value) if near else value)

    def _settle(self, y: int) -> None:
        """Lay out what is on screen, while the row at ``y`` of the page stays where it is in the window."""
        anchor = self.geometry.row_at(y)
        offset = self.geometry.edge(anchor) - self._value if self._count else 0
        moved = False
        for index in range(self.geometry.row_at(self._value), self._count):
            if self.geometry.edge(index) > self._value + self.height + AHEAD:
                break
            if not self.geometry.measured[index]:
                moved |= self._measure(index)
        if moved:
            self.resize_pages()
            self._set(round(self.geometry.edge(anchor) - offset))
        else:
            self._set(self._value)
        if self._count:
            self.row_reached.emit(self.top_row())

    def _set(self, value: int) -> None:
        self._settling = True
        for column in self._columns:
            column.verticalScrollBar().setValue(value)
        self._settling = False
        self._value = self._columns[1].verticalScrollBar().value()
        self.moved.emit()
