"""Which column of a table is which: the first rows of the file, a choice above each, guesses preset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from translations.exchange.table_columns import TablePreview

FIELDS = (
    ("", "leave out"),
    ("dutch", "Dutch"),
    ("english", "English"),
    ("dutch_variants", "also in Dutch"),
    ("english_variants", "also in English"),
    ("part_of_speech", "part of speech"),
    ("domain", "domain"),
    ("status", "status"),
    ("do_not_translate", "keep the Dutch"),
    ("case_sensitive", "case sensitive"),
    ("definition", "definition"),
    ("note", "note"),
    ("source", "source"),
    ("id", "number of the concept"),
    ("created_at", "made when"),
    ("created_by", "made by"),
    ("modified_at", "changed when"),
    ("modified_by", "changed by"),
    ("details", "details of the terms"),
)
_MOST_WORDS = 80


class ColumnsPane(QWidget):
    """The columns of a file that is to be taken in; nothing is read before Dutch and English are named."""

    changed = Signal()
    """Another column was chosen for a field, or the first row became a row of terms."""

    def __init__(self, table: TablePreview, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.named = QCheckBox("The first line &names the columns", self)
        self.named.setChecked(table.named)
        heading = QLabel("Which column is which", self)
        self.grid = QTableWidget(len(table.rows) + 1, len(table.guesses), self)
        self.grid.setAccessibleName("The first rows of the file, with a field for each column")
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.grid.setTabKeyNavigation(False)
        self.grid.setWordWrap(False)
        self.grid.horizontalHeader().hide()
        self.grid.verticalHeader().hide()
        self.choices: list[QComboBox] = []
        digit, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        for place, guess in enumerate(table.guesses):
            choice = QComboBox(self.grid)
            choice.setAccessibleName(f"Field of column {place + 1}")
            for field, words in FIELDS:
                choice.addItem(words, field)
            choice.setCurrentIndex(max(0, choice.findData(guess)))
            choice.activated.connect(lambda _at, place=place: self._chosen(place))
            self.grid.setCellWidget(0, place, choice)
            self.grid.setColumnWidth(place, digit * 24)
            self.choices.append(choice)
        for number, row in enumerate(table.rows, start=1):
            for place, cell in enumerate(row):
                words = " ".join(cell.split())
                self.grid.setItem(number, place, QTableWidgetItem(words[:_MOST_WORDS]))
            self.grid.setRowHeight(number, round(line * 1.5))
        self.grid.setRowHeight(0, choice.sizeHint().height() if self.choices else line * 2)
        rows = sum(self.grid.rowHeight(row) for row in range(self.grid.rowCount()))
        self.grid.setFixedHeight(rows + self.grid.horizontalScrollBar().sizeHint().height() + 4)
        heading.setBuddy(self.grid)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(heading)
        box.addWidget(self.grid)
        box.addWidget(self.named)
        self.named.toggled.connect(lambda _on: self._shown())
        self._mark_names()

    def columns(self) -> dict[str, str]:
        """Return for every field the number of its column (``#1``), or "" where the file has none."""
        told = {field: "" for field, _ in FIELDS if field}
        for place, choice in enumerate(self.choices, start=1):
            if choice.currentData():
                told[choice.currentData()] = f"#{place}"
        return told

    def first_names_columns(self) -> bool:
        """Return whether the first row holds names and no term."""
        return self.named.isChecked()

    def lacks(self) -> str:
        """Return what has to be chosen first, in one sentence; empty when nothing has."""
        columns = self.columns()
        missing = [words for field, words in FIELDS[1:3] if not columns[field]]
        return f"Choose which column is {' and which is '.join(missing)}." if missing else ""

    def _chosen(self, place: int) -> None:
        field = self.choices[place].currentData()
        for other, choice in enumerate(self.choices):
            if field and other != place and choice.currentData() == field:
                choice.setCurrentIndex(0)
        self._shown()

    def _shown(self) -> None:
        self._mark_names()
        self.changed.emit()

    def _mark_names(self) -> None:
        for place in range(self.grid.columnCount()):
            item = self.grid.item(1, place)
            if item is not None:
                font = item.font()
                font.setBold(self.named.isChecked())
                item.setFont(font)
                item.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
