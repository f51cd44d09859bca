"""The grid of segments: Dutch beside English, the current row open for typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from translations.segments import Segment
from ui.editing.segment_delegate import SegmentDelegate
from ui.editing.segment_editor import SegmentEditor
from ui.editing.segment_model import DUTCH, ENGLISH, NUMBER, STATE, SegmentModel
from ui.palette import Theme


class SegmentGrid(QTableView):
    """Rows are as high as their text needs; only those on screen are measured, so 5,000 rows stay quick."""

    segment_changed = Signal(str)
    """The id of the segment that became current."""
    editor_opened = Signal(object)
    """The ``SegmentEditor`` of the current segment."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.delegate = SegmentDelegate(theme, self._begun, self)
        self.setItemDelegate(self.delegate)
        self.editor: SegmentEditor | None = None
        self.setAccessibleName("Segments")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._measure_soon = QTimer(self)
        self._measure_soon.setSingleShot(True)
        self._measure_soon.setInterval(0)
        self._measure_soon.timeout.connect(self.measure_visible)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._measure_soon.start())

    # what it shows

    def set_segments(self, model: SegmentModel | None) -> None:
        """Show a model's segments."""
        self.close_editor()
        self.setModel(model)
        if model is None:
            return
        header = self.horizontalHeader()
        header.setSectionResizeMode(NUMBER, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(DUTCH, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(ENGLISH, QHeaderView.ResizeMode.Stretch)
        self._fit_narrow_columns()
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        model.dataChanged.connect(lambda _first, _last: self._measure_soon.start())
        model.modelAboutToBeReset.connect(self.close_editor)
        model.modelReset.connect(self._measure_soon.start)
        self._measure_soon.start()

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear these colours at this zoom."""
        self.delegate.theme = theme
        self.delegate.set_zoom(zoom)
        self.setStyleSheet(
            f"QTableView {{ background: {theme.paper}; }}"
            f"QTableView:focus {{ border: 1px solid {theme.action}; }}"
            f"QHeaderView::section {{ background: {theme.chrome}; color: {theme.quiet};"
            f" border: 0; border-bottom: 1px solid {theme.line}; padding: 4px 6px; }}"
        )
        if self.editor is not None:
            self.delegate.dress(self.editor)
        self._fit_narrow_columns()
        self._measure_soon.start()
        self.viewport().update()

    def _fit_narrow_columns(self) -> None:
        if self.model() is not None:
            digit = self.fontMetrics().horizontalAdvance("0")
            self.setColumnWidth(NUMBER, digit * 5 + 14)
            state = self.fontMetrics().horizontalAdvance("State")
            self.setColumnWidth(STATE, state + 18)

    def measure_visible(self) -> None:
        """Give the rows on screen (and the current one) the height of their text."""
        model = self.model()
        if model is None or not model.rowCount():
            return
        # What is read must not jump when rows above it get their height: the current row, if in sight, stays.
        current, height = self.currentIndex().row(), self.viewport().height()
        seen = current >= 0 and -self.rowHeight(current) < self.rowViewportPosition(current) < height
        anchor = current if seen else self.rowAt(height // 2)
        place = self.rowViewportPosition(anchor) if anchor >= 0 else 0
        first = max(0, self.rowAt(0) - 2)
        last = self.rowAt(height)
        last = model.rowCount() - 1 if last < 0 else min(model.rowCount() - 1, last + 4)
        for row in range(first, last + 1):
            self._measure(row)
        if current >= 0 and not first <= current <= last:
            self._measure(current)
        if anchor >= 0 and (moved := self.rowViewportPosition(anchor) - place):
            self.updateGeometries()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + moved)

    def _measure(self, row: int) -> None:
        if self.isRowHidden(row):
            return
        model = self.model()
        wanted = 0
        for column in (DUTCH, ENGLISH):
            text = model.index(row, column).data() or ""
            if column == ENGLISH and row == self.currentIndex().row() and self.editor is not None:
                text = f"{self.editor.text} "
                wanted = max(wanted, self.delegate.height_of_lines(self.editor.lines))
            wanted = max(wanted, self.delegate.height_for(text, self.columnWidth(column)))
        if self.rowHeight(row) != wanted:
            self.setRowHeight(row, wanted)

    def show_rows(self, wanted: Callable[[Segment], bool] | None) -> int:
        """Show only the rows whose segment is ``wanted`` (None: all); return how many are shown."""
        model = self.segments
        if model is None:
            return 0
        shown = 0
        self.setUpdatesEnabled(False)
        for row in range(model.rowCount()):
            show = wanted is None or wanted(model.segment(row))
            shown += show
            if self.isRowHidden(row) is show:
                self.setRowHidden(row, not show)
        self.setUpdatesEnabled(True)
        self._measure_soon.start()
        return shown

    def next_shown(self, row: int, by: int) -> int:
        """Return the row ``by`` (1 or -1) on from a row that is shown, or the row itself at the end."""
        model = self.segments
        at = row + by
        while model is not None and 0 <= at < model.rowCount():
            if not self.isRowHidden(at):
                return at
            at += by
        return row

    # the current segment

    @property
    def minimum_row(self) -> int:
        """The height in pixels of a row of one line."""
        return max(1, self.delegate.height_of_lines(1))

    @property
    def segments(self) -> SegmentModel | None:
        """The model on show."""
        model = self.model()
        return model if isinstance(model, SegmentModel) else None

    def current_row(self) -> int:
        """Return the row of the current segment, -1 when there is none."""
        return self.currentIndex().row()

    def go_to_row(self, row: int) -> None:
        """Make a row current and open it for typing."""
        model = self.segments
        if model is None or not 0 <= row < model.rowCount():
            return
        index = model.index(row, ENGLISH)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        if self.isRowHidden(row):
            self.setRowHidden(row, False)
        # Rows that come into sight with this one are measured first, or they would push it out again.
        height = self.viewport().height()
        if not 0 <= self.rowViewportPosition(row) <= height - self.rowHeight(row):
            for near in range(max(0, row - height // self.minimum_row), row + 1):
                self._measure(near)
        self.updateGeometries()  # The scroll bar does not know the new heights yet.
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.open_editor()
        self.measure_visible()
        self.updateGeometries()
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def open_editor(self) -> None:
        """Put the keyboard in the current segment's English."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if self.editor is None:
            self.openPersistentEditor(index.siblingAtColumn(ENGLISH))
        if self.editor is not None:
            self.editor.setFocus()
            self._measure_soon.start()

    def close_editor(self) -> None:
        """Save what is being typed and close the field."""
        if self.editor is not None:
            editor, self.editor = self.editor, None
            editor.save()
            index = self._editor_index
            if index.isValid():
                self.closePersistentEditor(QModelIndex(index))

    def _begun(self, editor: SegmentEditor) -> None:
        self.editor = editor
        self._editor_index = self.currentIndex().siblingAtColumn(ENGLISH)
        editor.textChanged.connect(self._fit_current)
        self.editor_opened.emit(editor)

    def _fit_current(self) -> None:
        row = self.current_row()
        before = self.rowHeight(row)
        self._measure(row)
        if self.rowHeight(row) != before:
            self._measure_soon.start()

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.close_editor()
        model = self.segments
        if model is not None and current.isValid():
            self.segment_changed.emit(model.session.order[current.row()])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the segment that was clicked."""
        super().mouseReleaseEvent(event)
        self.open_editor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows anew at their new width."""
        super().resizeEvent(event)
        self._measure_soon.start()
