"""What taking in a glossary file would do: additions and conflicts side by side, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
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

from ui.terms.columns_pane import ColumnsPane
from ui.terms.comparison_model import ComparisonModel

if TYPE_CHECKING:
    from translations.exchange.table_columns import TablePreview
    from translations.glossary_merge import Choice, Comparison

_CHOICES: tuple[tuple[str, str], ...] = (
    ("keep both, the glossary's English leads", "both"),
    ("keep the glossary's", "mine"),
    ("take the file's", "theirs"),
)


class ImportDialog(QDialog):
    """The dry run; nothing changes until it is accepted."""

    comparison_asked = Signal(str)
    """Compare anew, with this glossary and the columns as they are chosen now."""

    def __init__(
        self,
        file: str,
        glossary: str,
        glossaries: Sequence[str],
        parent: QWidget,
        table: TablePreview | None = None,
    ) -> None:
        super().__init__(parent)
        self.comparison: Comparison | None = None
        self._asked_for = glossary
        self.columns = ColumnsPane(table, self) if table is not None else None
        self.setWindowTitle(f"Import {file[:80]}")
        self.setModal(True)
        self.glossary = QComboBox(self)
        names = list(dict.fromkeys((glossary, *glossaries)))
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
        self.model = ComparisonModel(self)
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
        if self.columns is not None:
            box.addWidget(self.columns)
            self.columns.changed.connect(self._ask)
        box.addWidget(self.summary)
        box.addLayout(form)
        box.addWidget(self.table, 1)
        box.addWidget(self.buttons)
        line = self.fontMetrics().lineSpacing()
        self.resize(digit * 110, line * (40 if self.columns is not None else 28))
        self._show_nothing(self.lacks() or "Reading …")
        # Who waits for the first comparison has connected by then.
        QTimer.singleShot(0, self._ask)

    def lacks(self) -> str:
        """Return what has to be chosen before the file can be read; empty when nothing has."""
        return self.columns.lacks() if self.columns is not None else ""

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what the file would do as it is read now."""
        self.comparison = comparison
        self.model.show_items(comparison.items)
        add, change = comparison.count("add"), comparison.count("change")
        conflict, same = comparison.count("conflict"), comparison.count("same")
        self.summary.setText(
            f"{add:,} new, {change:,} with additions, {conflict:,} in conflict, {same:,} the same. "
            "Nothing is changed yet."
        )
        self.conflicts.setEnabled(bool(conflict))
        self.import_button.setEnabled(bool(add or change or conflict))

    def show_trouble(self, sentence: str) -> None:
        """Say why the file cannot be read as it is told now."""
        self._show_nothing(sentence)

    def _show_nothing(self, sentence: str) -> None:
        self.comparison = None
        self.model.show_items(())
        self.summary.setText(sentence)
        self.conflicts.setEnabled(False)
        self.import_button.setEnabled(False)

    def conflict_choice(self) -> Choice:
        """Return who wins where file and glossary contradict."""
        choice: Choice = self.conflicts.currentData()
        return choice

    def _asked(self) -> None:
        name = self.glossary.currentText().strip()
        if name and name.casefold() != self._asked_for.casefold():
            self._asked_for = name
            self._ask()

    def _ask(self) -> None:
        # Importing has to wait until the comparison is there.
        self._show_nothing(self.lacks() or "Reading …")
        if not self.lacks():
            self.comparison_asked.emit(self._asked_for)
