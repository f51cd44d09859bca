"""The two columns with the gutter between them: aligned row by row, filled as English arrives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.document import Document
from translations.segments import Segment
from ui.palette import Theme
from ui.reading.column import Column
from ui.reading.filling import Filling
from ui.reading.geometry import Geometry, Measures
from ui.reading.gutter import Gutter
from ui.reading.passages import Passage, dutch_passage, english_passage
from ui.reading.rows import Row, RowState, row_state, rows_of
from ui.reading.scrolling import Scrolling
from ui.session import Session
from ui.typography import reading_font

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
        self.dutch.layout_.partner = self.english.layout_
        self.gutter = Gutter(self.geometry_, theme, self.state_of, self)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.dutch, 1)
        box.addWidget(self.gutter)
        box.addWidget(self.english, 1)
        self._row_of: dict[str, int] = {}
        self._states: dict[int, tuple[RowState, str]] = {}
        self.scrolling = Scrolling(
            (self.dutch, self.english), self.geometry_, lambda index: self._filling.measure(index), self
        )
        self.scrolling.moved.connect(self.repaint_text)
        self.scrolling.row_reached.connect(self._reached)
        self._filling = Filling(self, self.scrolling, self)
        self._filling.row_shown.connect(lambda index: self._states.pop(index, None))
        self._filling.filled.connect(self._all_filled)
        for column in (self.dutch, self.english):
            column.verticalScrollBar().setSingleStep(round(self.geometry_.measures.em * 2.5))
            column.viewport().setAcceptDrops(False)
        self.gutter.installEventFilter(self)
        self._dress_scroll_bar()

    # the document

    def set_session(self, session: Session | None) -> None:
        """Show this session's document from its beginning, or nothing."""
        if self.session is not None:
            self.session.segments_arrived.disconnect(self._arrived)
            self.session.segment_changed.disconnect(self._changed)
        self.session = session
        self._filling.reset()
        self._states.clear()
        self.rows = rows_of(session.document) if session is not None else ()
        self._row_of = {row.holder.id: row.index for row in self.rows}
        self.geometry_ = Geometry(self.rows, self._measures())
        self.gutter.geometry_ = self.scrolling.geometry = self.geometry_
        for column in (self.dutch, self.english):
            column.document().clear()
            layout = column.layout_
            layout.geometry = self.geometry_
            layout.passages = [None] * len(self.rows)
            layout.lit.clear()
            layout.found.clear()
            layout.forget_all()
        self._place_columns()
        self.scrolling.resize_pages()
        self.scrolling.go_to(0)
        if session is not None:
            session.segments_arrived.connect(self._arrived)
            session.segment_changed.connect(self._changed)
            self._filling.start()
            self.scrolling.settle()

    def reload(self) -> None:
        """Show the document again because its sentences are others now; the place being read stays."""
        row = self.scrolling.top_row()
        before = self.geometry_.top(row) - self.scrolling.value if self.rows else 0.0
        self.set_session(self.session)
        if row < len(self.rows):
            self.go_to_row(row)
            self.scrolling.go_to(self.geometry_.top(row) - before)

    @property
    def document(self) -> Document | None:
        """The document on show."""
        return self.session.document if self.session is not None else None

    @property
    def segments(self) -> Mapping[str, Segment]:
        """The English there is, by sentence id."""
        return self.session.segments if self.session is not None else {}

    @property
    def busy(self) -> bool:
        """Whether rows are still being filled, shown or measured."""
        return self._filling.busy

    def passage(self, index: int, *, english: bool) -> Passage:
        """Return what a row shows in one language, making it if it is not on the page yet."""
        layout = (self.english if english else self.dutch).layout_
        found = layout.passages[index]
        if found is not None:
            return found
        make = english_passage if english else dutch_passage
        return make(self.rows[index].holder, self.segments)

    def state_of(self, row: Row) -> tuple[RowState, str]:
        """Return how far a row is, in a word and in words."""
        found = self._states.get(row.index)
        if found is None:
            found = self._states[row.index] = row_state(row, self.segments)
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

    def _all_filled(self) -> None:
        self.scrolling.settle()
        self.filled.emit()

    def _arrived(self, segments: Iterable[Segment]) -> None:
        assert self.session is not None
        self._filling.show_rows(self._row_of[self.session.holder(segment.id).id] for segment in segments)

    def _changed(self, segment: Segment) -> None:
        self._arrived((segment,))

    # the place being read

    def _reached(self, row: int) -> None:
        sentences = self.rows[row].holder.sentences
        if sentences:
            self.place_changed.emit(sentences[0].id)

    def go_to_row(self, index: int, *, middle: bool = False, only_if_hidden: bool = False) -> None:
        """Bring a row to the top (or a third down the window)."""
        if 0 <= index < len(self.rows):
            self._filling.fill_to(index)
            if not (only_if_hidden and self.scrolling.shows(index)):
                self.scrolling.go_to_row(index, middle=middle)

    def go_to_sentence(self, sentence_id: str) -> None:
        """Bring the row of a sentence to the top."""
        index = self.row_of_sentence(sentence_id)
        if index is not None:
            self.go_to_row(index)

    # size, zoom and colours

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear these colours at this zoom (1.0 is 100 %)."""
        self.set_theme(theme)
        if zoom != self.zoom:
            self.set_zoom(zoom)

    def set_zoom(self, zoom: float) -> None:
        """Show the text at another size, the place kept."""
        self.zoom = zoom
        self._measure_anew()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        self.gutter.theme = theme
        self._dress_scroll_bar()
        for column in (self.dutch, self.english):
            column.layout_.theme = theme
            column.layout_.lit.clear()
            column.layout_.found.clear()
            column.layout_.forget_all()
        self.scrolling.settle()
        self.repaint_text()

    def _dress_scroll_bar(self) -> None:
        """Make the scroll bar a slim handle beside the text."""
        theme, quiet = self.theme, QColor(self.theme.quiet)
        faint = f"rgba({quiet.red()}, {quiet.green()}, {quiet.blue()}, 50%)"
        self.english.verticalScrollBar().setStyleSheet(
            f"QScrollBar {{ background: {theme.paper}; width: 0.9em; margin: 0; border: 0; }}"
            f"QScrollBar::handle {{ background: {faint}; min-height: 2.5em; border-radius: 0.22em;"
            f" margin: 2px 0.22em; }}"
            f"QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {theme.quiet}; }}"
            "QScrollBar::add-line, QScrollBar::sub-line { height: 0; }"
            "QScrollBar::add-page, QScrollBar::sub-page { background: none; }"
        )

    def _measures(self) -> Measures:
        width = min(self.dutch.viewport().width(), self.english.viewport().width())
        em = Measures.fitting(400, self.zoom).em
        return Measures.fitting(width - 2 * INNER_MARGIN * em * 0.9, self.zoom)

    def _measure_anew(self) -> None:
        row, part = self.scrolling.row_and_part()
        self.geometry_.set_measures(self._measures())
        for column in (self.dutch, self.english):
            column.document().setDefaultFont(reading_font(self.zoom))
            column.layout_.forget_all()
            column.verticalScrollBar().setSingleStep(round(self.geometry_.measures.em * 2.5))
        self.gutter.set_zoom_font()
        self._place_columns()
        self.scrolling.resize_pages()
        if self.rows:
            self.scrolling.go_to_part(row, part)
            self._filling.measure_again()
        self.repaint_text()

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

    def repaint_text(self) -> None:
        """Paint what is on screen again.

        All of it: after scrolling Qt moves the pixels that were there, and rows may have moved among them.
        """
        self.dutch.viewport().update()
        self.english.viewport().update()
        self.gutter.offset = self.scrolling.value
        self.gutter.update()
