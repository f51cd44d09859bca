"""The two columns with the gutter between them: aligned row by row, filled as English arrives."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.document import Document
from translations.segments import Segment
from ui.palette import Theme
from ui.reading.column import Column
from ui.reading.geometry import Geometry, Measures
from ui.reading.gutter import Gutter
from ui.reading.passages import Passage, dutch_passage, english_passage
from ui.reading.rows import Row, RowState, row_state, rows_of
from ui.session import Session
from ui.typography import reading_font

SLICE = 0.008
"""Seconds that one turn of filling, showing or measuring may take before the window gets its turn."""
ROWS_AT_ONCE = 200
INNER_MARGIN = 1.5


class ReadingView(QWidget):
    """Dutch left, English right; rows are shared, so are the scroll position and the zoom."""

    place_changed = Signal(str)
    """The id of the first sentence of the row at the top of the window."""
    filled = Signal()
    """The Dutch is all there (and can be searched and printed)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.zoom = 1.0
        self.session: Session | None = None
        self.rows: tuple[Row, ...] = ()
        self.geometry_ = Geometry((), Measures.fitting(600, 1.0))
        self.dutch = Column(self.geometry_, theme, english=False, parent=self)
        self.english = Column(self.geometry_, theme, english=True, parent=self)
        self.english.layout_.partner = self.dutch.layout_
        self.gutter = Gutter(self.geometry_, theme, self.state_of, self)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.dutch, 1)
        box.addWidget(self.gutter)
        box.addWidget(self.english, 1)
        self._row_of: dict[str, int] = {}
        self._states: dict[int, tuple[RowState, str]] = {}
        self._queue: deque[int] = deque()
        self._queued: set[int] = set()
        self._filled = 0
        self._measured_to = 0
        self._scroll = 0
        self._settling = False
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._take_turn)
        for column in (self.dutch, self.english):
            column.verticalScrollBar().valueChanged.connect(self._scrolled)
            column.verticalScrollBar().setSingleStep(round(self.geometry_.measures.em * 2.5))
            column.viewport().setAcceptDrops(False)
        self.gutter.installEventFilter(self)

    # the document

    def set_session(self, session: Session | None) -> None:
        """Show this session's document from its beginning, or nothing."""
        if self.session is not None:
            self.session.segments_arrived.disconnect(self._arrived)
            self.session.segment_changed.disconnect(self._changed)
        self.session = session
        self._turn.stop()
        self._queue.clear()
        self._queued.clear()
        self._states.clear()
        self._filled = self._measured_to = 0
        self.rows = rows_of(session.document) if session is not None else ()
        self._row_of = {row.holder.id: row.index for row in self.rows}
        self.geometry_ = Geometry(self.rows, self._measures())
        for column in (self.dutch, self.english):
            column.document().clear()
            layout = column.layout_
            layout.geometry = self.geometry_
            layout.passages = [None] * len(self.rows)
            layout.lit.clear()
            layout.found.clear()
            layout.forget_all()
        self.gutter.geometry_ = self.geometry_
        self._place_columns()
        self._resize_pages()
        self._set_scroll(0)
        if session is not None:
            session.segments_arrived.connect(self._arrived)
            session.segment_changed.connect(self._changed)
            self._fill()
            self._settle()
            self._turn.start()

    @property
    def document(self) -> Document | None:
        """The document on show."""
        return self.session.document if self.session is not None else None

    @property
    def _segments(self) -> Mapping[str, Segment]:
        return self.session.segments if self.session is not None else {}

    @property
    def busy(self) -> bool:
        """Whether rows are still being filled, shown or measured."""
        return self._turn.isActive()

    def passage(self, index: int, *, english: bool) -> Passage:
        """Return what a row shows in one language, making it if it is not on the page yet."""
        layout = (self.english if english else self.dutch).layout_
        found = layout.passages[index]
        if found is not None:
            return found
        make = english_passage if english else dutch_passage
        return make(self.rows[index].holder, self._segments)

    def state_of(self, row: Row) -> tuple[RowState, str]:
        """Return how far a row is, in a word and in words."""
        found = self._states.get(row.index)
        if found is None:
            found = self._states[row.index] = row_state(row, self._segments)
        return found

    def row_of(self, holder_id: str) -> int | None:
        """Return the row of a block or note."""
        return self._row_of.get(holder_id)

    def row_of_sentence(self, sentence_id: str) -> int | None:
        """Return the row that holds a sentence."""
        if self.session is None or not sentence_id:
            return None
        try:
            return self._row_of.get(self.session.holder(sentence_id).id)
        except KeyError:
            return None

    def visible_rows(self) -> range:
        """Return the rows that are on screen."""
        if not self.rows:
            return range(0)
        height = self.english.viewport().height()
        return range(self.geometry_.row_at(self._scroll), self.geometry_.row_at(self._scroll + height) + 1)

    # filling and measuring, a slice at a time

    def _take_turn(self) -> None:
        until = time.perf_counter() + SLICE
        if self._queue:
            self._show_arrived(until)
        elif self._filled < len(self.rows):
            self._fill(until)
        elif self._measured_to < len(self.rows):
            self._measure_ahead(until)
        else:
            self._turn.stop()

    def _fill(self, until: float = 0.0) -> None:
        while self._filled < len(self.rows):
            first = self._filled
            last = min(len(self.rows), first + (60 if not until else ROWS_AT_ONCE))
            dutch, english = self.dutch.layout_.passages, self.english.layout_.passages
            assert isinstance(dutch, list) and isinstance(english, list)
            segments = self._segments
            for row in self.rows[first:last]:
                dutch[row.index] = dutch_passage(row.holder, segments)
                if segments and any(sentence.id in segments for sentence in row.holder.sentences):
                    english[row.index] = english_passage(row.holder, segments)
                elif not row.holder.sentences:
                    english[row.index] = Passage("", "")
            for column, passages in ((self.dutch, dutch), (self.english, english)):
                shown = [p.shown if (p := passages[at]) is not None else "" for at in range(first, last)]
                column.append_rows(shown, first == 0)
            self._filled = last
            if time.perf_counter() > until:
                break
        if self._filled == len(self.rows):
            self._settle()
            self.filled.emit()

    def _measure(self, index: int) -> bool:
        if index >= self._filled:
            return False
        height = max(self.dutch.layout_.lay_out(index), self.english.layout_.lay_out(index))
        return self.geometry_.set_height(index, height)

    def _measure_ahead(self, until: float) -> None:
        with self._kept_place():
            moved = False
            while self._measured_to < len(self.rows) and time.perf_counter() < until:
                for index in range(self._measured_to, min(len(self.rows), self._measured_to + 8)):
                    if not self.geometry_.measured[index]:
                        moved |= self._measure(index)
                self._measured_to += 8
            if moved:
                self._resize_pages()

    def _arrived(self, segments: tuple[Segment, ...]) -> None:
        assert self.session is not None
        for segment in segments:
            index = self._row_of.get(segment.parent_id)
            if index is None:
                index = self._row_of[self.session.holder(segment.id).id]
            if index not in self._queued:
                self._queued.add(index)
                self._queue.append(index)
        if not self._turn.isActive():
            self._turn.start()

    def _changed(self, segment: Segment) -> None:
        self._arrived((segment,))

    def _show_arrived(self, until: float) -> None:
        onscreen = self.visible_rows()
        moved = seen = False
        with self._kept_place():
            while self._queue and time.perf_counter() < until:
                index = self._queue.popleft()
                self._queued.discard(index)
                if index >= self._filled:
                    continue
                here = index in onscreen
                seen |= here
                moved |= self._show_row(index, measure=here or bool(self.geometry_.measured[index]))
            if moved:
                self._resize_pages()
        if seen or moved:
            self._repaint()

    def _show_row(self, index: int, *, measure: bool) -> bool:
        segments = self._segments
        holder = self.rows[index].holder
        english = english_passage(holder, segments)
        self.english.layout_.passages[index] = english
        self.english.set_row(index, english.shown)
        dutch = dutch_passage(holder, segments)
        if dutch.marks != self.passage(index, english=False).marks:
            self.dutch.layout_.passages[index] = dutch
            self.dutch.layout_.forget(index)
        self._states.pop(index, None)
        return self._measure(index) if measure else False

    # the place being read

    @contextmanager
    def _kept_place(self) -> Iterator[None]:
        """Keep the row at the top of the window where it is, whatever grows or shrinks above it."""
        if not self.rows:
            yield
            return
        anchor = self.geometry_.row_at(self._scroll)
        if self.geometry_.top(anchor) < self._scroll and anchor + 1 < len(self.rows):
            below = self.geometry_.top(anchor + 1)
            if below < self._scroll + self.english.viewport().height():
                anchor += 1
        before = self.geometry_.top(anchor) - self._scroll
        yield
        wanted = round(self.geometry_.top(anchor) - before)
        if wanted != self._scroll:
            self._set_scroll(wanted)

    def _scrolled(self, value: int) -> None:
        if self._settling or value == self._scroll:
            return
        before, self._scroll = self._scroll, value
        self._settle(before)

    def _settle(self, before: int | None = None) -> None:
        """Lay out what is on screen now, so that nothing moves while it is painted."""
        height = self.english.viewport().height()
        near = before is not None and abs(self._scroll - before) < height
        anchor = self.geometry_.row_at(
            max(before, self._scroll) if near and before is not None else self._scroll
        )
        offset = self.geometry_.edge(anchor) - self._scroll if self.rows else 0
        moved = False
        if self.rows:
            for index in range(self.geometry_.row_at(self._scroll), len(self.rows)):
                if self.geometry_.edge(index) > self._scroll + height + 200:
                    break
                if not self.geometry_.measured[index]:
                    moved |= self._measure(index)
        if moved:
            self._resize_pages()
            self._set_scroll(round(self.geometry_.edge(anchor) - offset))
        else:
            self._set_scroll(self._scroll)
        if self.rows and self.session is not None:
            sentences = self.rows[self.top_row()].holder.sentences
            if sentences:
                self.place_changed.emit(sentences[0].id)

    def top_row(self) -> int:
        """Return the first row whose text begins on screen (or the one that fills it)."""
        row = self.geometry_.row_at(self._scroll + self.geometry_.measures.em)
        if self.geometry_.top(row) < self._scroll and row + 1 < len(self.rows):
            below = self.geometry_.top(row + 1)
            if below < self._scroll + self.english.viewport().height() / 2:
                return row + 1
        return row

    def _set_scroll(self, value: int) -> None:
        self._settling = True
        for column in (self.dutch, self.english):
            column.verticalScrollBar().setValue(value)
        self._settling = False
        self._scroll = self.english.verticalScrollBar().value()
        self.gutter.offset = self._scroll
        self.gutter.update()

    def _resize_pages(self) -> None:
        self._settling = True
        for column in (self.dutch, self.english):
            column.layout_.resize_page()
        self._settling = False

    def go_to_row(self, index: int, *, middle: bool = False, only_if_hidden: bool = False) -> None:
        """Bring a row to the top (or a third down the window)."""
        if not 0 <= index < len(self.rows):
            return
        height = self.english.viewport().height()
        self._fill_to(index)
        if only_if_hidden:
            top, bottom = (
                self.geometry_.top(index),
                self.geometry_.edge(index + 1) if index + 1 < len(self.rows) else self.geometry_.total,
            )
            if top >= self._scroll and min(bottom, top + 80) <= self._scroll + height:
                return
        for _ in range(2):
            margin = height / 3 if middle else self.geometry_.measures.em * 1.2
            wanted = max(0, round(self.geometry_.top(index) - margin))
            self._resize_pages()
            self._set_scroll(wanted)
            self._settle()
        self._repaint()

    def _fill_to(self, index: int) -> None:
        while self._filled <= index:
            self._fill(time.perf_counter() + 1.0)

    def go_to_sentence(self, sentence_id: str) -> None:
        """Bring the row of a sentence to the top."""
        index = self.row_of_sentence(sentence_id)
        if index is not None:
            self.go_to_row(index)

    @property
    def scroll(self) -> int:
        """How far the page is scrolled, in pixels."""
        return self._scroll

    # size, zoom and colours

    def set_zoom(self, zoom: float) -> None:
        """Show the text at another size, the place kept."""
        self.zoom = zoom
        self._measure_anew()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        self.gutter.theme = theme
        for column in (self.dutch, self.english):
            column.layout_.theme = theme
            column.layout_.lit.clear()
            column.layout_.found.clear()
            column.layout_.forget_all()
        self._settle()
        self._repaint()

    def _measures(self) -> Measures:
        width = min(self.dutch.viewport().width(), self.english.viewport().width())
        em = Measures.fitting(400, self.zoom).em
        return Measures.fitting(width - 2 * INNER_MARGIN * em * 0.9, self.zoom)

    def _measure_anew(self) -> None:
        anchor = self.geometry_.row_at(self._scroll)
        height = max(1.0, self.geometry_.edge(anchor + 1) - self.geometry_.edge(anchor)) if self.rows else 1.0
        part = (self._scroll - self.geometry_.edge(anchor)) / height if self.rows else 0.0
        self.geometry_.set_measures(self._measures())
        self._measured_to = 0
        for column in (self.dutch, self.english):
            column.document().setDefaultFont(reading_font(self.zoom))
            column.layout_.forget_all()
            column.verticalScrollBar().setSingleStep(round(self.geometry_.measures.em * 2.5))
        self.gutter.set_zoom_font()
        self._place_columns()
        self._resize_pages()
        if self.rows:
            for index in range(anchor, min(anchor + 2, len(self.rows))):
                self._measure(index)
            height = self.geometry_.edge(anchor + 1) - self.geometry_.edge(anchor)
            self._resize_pages()
            self._set_scroll(round(self.geometry_.edge(anchor) + part * height))
            self._settle()
            self._turn.start()
        self._repaint()

    def _place_columns(self) -> None:
        margin = self.geometry_.measures.em * INNER_MARGIN
        self.dutch.layout_.x = max(
            margin / 2, self.dutch.viewport().width() - self.geometry_.measures.width - margin / 2
        )
        self.english.layout_.x = margin / 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the window."""
        super().resizeEvent(event)
        box = self.layout()
        if box is not None:
            box.activate()
        self._measure_anew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel over the gutter scroll the text."""
        if watched is self.gutter and isinstance(event, QWheelEvent):
            self.english.wheelEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _repaint(self) -> None:
        self.dutch.viewport().update()
        self.english.viewport().update()
        self.gutter.update()

    repaint_text = _repaint
