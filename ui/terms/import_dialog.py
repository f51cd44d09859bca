"""What taking in a glossary file would do: additions and conflicts side by side, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from translations.glossary_merge import Choice, Compared, Comparison


KIND_WORDS = {"add": "New", "change": "Addition", "conflict": "Conflict", "same": "The same"}
_HEADINGS = ("What", "Line", "Dutch", "In the glossary", "In the file")
_FIELD_WORDS = {
    "en": "English",
    "new nl term": "also in Dutch",
    "new en term": "also in English",
    "do_not_translate": "keep the Dutch",
}
_ORDER = {"conflict": 0, "change": 1, "add": 2, "same": 3}
_CHOICES: tuple[tuple[str, str], ...] = (
    ("keep both, the glossary's English leads", "both"),
    ("keep the glossary's", "mine"),
    ("take the file's", "theirs"),
)

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class ComparisonModel(QAbstractTableModel):
    """The concepts of a file beside the glossary's, conflicts first; what is the same is left out."""

    def __init__(self, comparison: Comparison, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: list[Compared] = []
        self.show_comparison(comparison)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show another comparison."""
        self.beginResetModel()
        told = [item for item in comparison.items if item.kind != "same"]
        self.items = sorted(told, key=lambda item: _ORDER[item.kind])
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        item = self.items[index.row()]
        text = (
            KIND_WORDS[item.kind],
            str(item.line or ""),
            item.theirs.nl,
            _side(item, mine=True),
            _side(item, mine=False),
        )[index.column()]
        # A tooltip that looks like markup would be shown as markup.
        return text if role == Qt.ItemDataRole.DisplayRole else text.replace("<", "‹")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADINGS[section]
        return None


def _side(item: Compared, *, mine: bool) -> str:
    if item.mine is None:
        return "; ".join(item.elsewhere) if mine else item.theirs.en or item.theirs.nl
    values = [
        f"{_FIELD_WORDS.get(one.field, one.field)}: {one.mine if mine else one.theirs}"
        for one in item.differences
        if (one.mine if mine else one.theirs) and (one.field, one.theirs) != ("new en term", item.theirs.en)
    ]
    return " · ".join(" ".join(value.split()) for value in values) or (
        item.mine.en if mine else item.theirs.en
    )


class ImportDialog(QDialog):
    """The dry run; nothing changes until it is accepted."""

    glossary_asked = Signal(str)
    """Compare with this glossary instead."""

    def __init__(self, file: str, comparison: Comparison, glossaries: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.comparison = comparison
        self.setWindowTitle(f"Import {file[:80]}")
        self.setModal(True)
        self.glossary = QComboBox(self)
        names = list(dict.fromkeys((comparison.glossary, *glossaries)))
        self.glossary.addItems(names)
        self.glossary.setEditable(True)
        self.glossary.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.glossary.activated.connect(lambda _at: self._asked())
        self.glossary.lineEdit().editingFinished.connect(self._asked)
        self.conflicts = QComboBox(self)
        for words, choice in _CHOICES:
            self.conflicts.addItem(words, choice)
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.model = ComparisonModel(comparison, self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName("What the file would change")
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        for column in (2, 3, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        digit = self.fontMetrics().averageCharWidth()
        self.table.setColumnWidth(0, digit * 12)
        self.table.setColumnWidth(1, digit * 8)
        form = QFormLayout()
        form.addRow("Into the &glossary", self.glossary)
        form.addRow("Where they &contradict", self.conflicts)
        self.buttons = QDialogButtonBox(self)
        self.import_button = self.buttons.addButton("Import", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(self.summary)
        box.addLayout(form)
        box.addWidget(self.table, 1)
        box.addWidget(self.buttons)
        line = self.fontMetrics().lineSpacing()
        self.resize(digit * 110, line * 28)
        self.show_comparison(comparison)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show another comparison of the same file."""
        self.comparison = comparison
        self.model.show_comparison(comparison)
        add, change = comparison.count("add"), comparison.count("change")
        conflict, same = comparison.count("conflict"), comparison.count("same")
        self.summary.setText(
            f"{add:,} new, {change:,} with additions, {conflict:,} in conflict, {same:,} the same. "
            "Nothing is changed yet."
        )
        self.conflicts.setEnabled(bool(conflict))
        self.import_button.setEnabled(bool(add or change or conflict))

    def conflict_choice(self) -> Choice:
        """Return who wins where file and glossary contradict."""
        choice: Choice = self.conflicts.currentData()
        return choice

    def _asked(self) -> None:
        name = self.glossary.currentText().strip()
        if name and name.casefold() != self.comparison.glossary.casefold():
            # Importing has to wait until the comparison with that glossary is there.
            self.import_button.setEnabled(False)
            self.glossary_asked.emit(name)
