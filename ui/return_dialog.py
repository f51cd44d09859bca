"""What a file that came back would change: clean changes ticked, conflicts for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from translations.exchange.units import Change, Comparison
from ui.headed_model import HeadedModel, Index
from ui.palette import show_edges


class ChangesModel(HeadedModel):
    """The changes of a returned file, conflicts first; the first column is ticked for those to take."""

    headings = ("Take", "English here", "English that came back", "Remark")

    def __init__(self, changes: Sequence[Change], conflicts: Sequence[Change], parent: QObject) -> None:
        super().__init__(parent)
        self.rows = (*conflicts, *changes)
        self._conflicts = len(conflicts)
        self.ticked = [at >= self._conflicts for at in range(len(self.rows))]

    def row_total(self) -> int:
        """Return how many changes there are."""
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if self.ticked[index.row()] else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            conflict = index.row() < self._conflicts
            remark = "Changed here too" if conflict else ("Confirmed there" if row.confirmed else "")
            return ("", row.here, row.returned, remark)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return "taken" if self.ticked[index.row()] else "not taken"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0:
            return False
        self.ticked[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags


class ReturnDialog(QDialog):
    """Shows every change side by side before any is made."""

    def __init__(self, name: str, comparison: Comparison, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Bring back an edited file")
        words = f"{name}: {len(comparison.changes):,} changes"
        if comparison.conflicts:
            words += f", {len(comparison.conflicts):,} segments changed both here and there"
        if comparison.unknown:
            words += f", {len(comparison.unknown):,} segments are not of this document"
        head = QLabel(words + ".", self)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        self.model = ChangesModel(comparison.changes, comparison.conflicts, self)
        self.table = QTableView(self)
        self.table.setAccessibleName("Changes")
        show_edges(self.table)
        self.table.setModel(self.model)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton("&Take what is ticked", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(head)
        box.addWidget(self.table, 1)
        box.addWidget(buttons)
        self.resize(self.fontMetrics().horizontalAdvance("x") * 120, self.fontMetrics().lineSpacing() * 26)
        if len(self.model.rows) <= 500:
            self.table.resizeRowsToContents()

    def chosen(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the ticked English by segment id: to keep as edited, and as confirmed."""
        taken = [row for row, ticked in zip(self.model.rows, self.model.ticked, strict=True) if ticked]
        edited = {row.id: row.returned for row in taken if not row.confirmed}
        return edited, {row.id: row.returned for row in taken if row.confirmed}
