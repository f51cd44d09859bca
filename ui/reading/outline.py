"""The headings and notes of the letter, to go to with a click or the Enter key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QWidget

from ui.reading.rows import Row

ROW_ROLE = Qt.ItemDataRole.UserRole
NOTE_CHARACTERS = 60


class Outline(QTreeWidget):
    """A tree of headings by level, and below them the notes."""

    row_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(14)
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Outline: headings and notes")
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List the headings and notes of these rows."""
        self.clear()
        parents: list[tuple[int, QTreeWidgetItem]] = []
        headings = [row for row in rows if row.kind == "heading"]
        if not headings:
            headings = [row for row in rows if row.kind == "title"]
        if rows and not headings:
            empty = QTreeWidgetItem(["No headings"])
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addTopLevelItem(empty)
        for row in headings:
            level = max(1, row.level)
            while parents and parents[-1][0] >= level:
                parents.pop()
            item = QTreeWidgetItem([row.holder.text.replace("\n", " ")])
            item.setData(0, ROW_ROLE, row.index)
            item.setToolTip(0, "")
            item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, f"page {row.page}")
            if parents:
                parents[-1][1].addChild(item)
            else:
                self.addTopLevelItem(item)
            parents.append((level, item))
        self.expandAll()
        notes = [row for row in rows if row.kind == "note"]
        if notes:
            head = QTreeWidgetItem([f"Notes  {len(notes)}"])
            head.setData(0, ROW_ROLE, notes[0].index)
            for row in notes:
                text = row.holder.text
                short = text if len(text) <= NOTE_CHARACTERS else text[:NOTE_CHARACTERS].rstrip() + "…"
                child = QTreeWidgetItem([f"{row.label}  {short}"])
                child.setData(0, ROW_ROLE, row.index)
                head.addChild(child)
            self.addTopLevelItem(head)

    def mark_row(self, index: int) -> None:
        """Select the heading under which a row stands (none before the first), without going there."""
        best: QTreeWidgetItem | None = None
        stack = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        while stack:
            item = stack.pop()
            if item is None:
                continue
            row = item.data(0, ROW_ROLE)
            if row is not None and row <= index and (best is None or row > best.data(0, ROW_ROLE)):
                best = item
            if item.isExpanded():
                stack += [item.child(at) for at in range(item.childCount())]
        if best is not self.currentItem() and not self.hasFocus():
            self.blockSignals(True)
            if best is not None:
                self.setCurrentItem(best)
            else:
                # Before the first heading no heading is the one being read.
                self.setCurrentItem(None)  # type: ignore[arg-type]
            self.blockSignals(False)

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.row_chosen.emit(int(item.data(0, ROW_ROLE)))
