"""Applies the filter to the grid of segments; the current segment stays current as long as it is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.editing.filter_bar import FilterBar
from ui.editing.segment_grid import SegmentGrid


def apply_filter(filter_bar: FilterBar, grid: SegmentGrid, total: int) -> None:
    """Show the segments that the filter wants, of ``total``; what is being typed is saved before."""
    if grid.editor is not None:
        grid.editor.save()
    shown = grid.show_rows(filter_bar.wanted())
    filter_bar.show_count(shown, total)
    row = grid.current_row()
    if shown and row >= 0 and grid.isRowHidden(row):
        grid.close_editor()
        _go_to_shown(filter_bar, grid, row)


def _go_to_shown(filter_bar: FilterBar, grid: SegmentGrid, row: int) -> None:
    """Make the first shown row after ``row`` current (or before it); the keyboard stays where it is."""
    focus = QApplication.focusWidget()
    after = grid.next_shown(row, 1)
    grid.go_to_row(after if after != row else grid.next_shown(row, -1))
    if focus is not None and filter_bar.isAncestorOf(focus):
        focus.setFocus()
