"""All keys in one list, to look up and to change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.actions import Actions


class ShortcutsDialog(QDialog):
    """Choose an action, press its new keys; a conflict is said in words."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setWindowTitle("Keyboard shortcuts")
        self.specs = actions.specs()
        self.table = QTableWidget(len(self.specs), 2, self)
        self.table.setHorizontalHeaderLabels(["Action", "Keys"])
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName("Actions and their keys")
        for row, spec in enumerate(self.specs):
            menu = spec.menu.replace("&", "")
            text = spec.text.replace("&", "").rstrip("…")
            self.table.setItem(row, 0, QTableWidgetItem(f"{menu}:  {text}"))
            self.table.setItem(row, 1, QTableWidgetItem(actions.keys(spec.id)))
        self.keys = QKeySequenceEdit(self)
        self.keys.setAccessibleName("New keys for the chosen action")
        self.keys.setMaximumSequenceLength(1)
        self.set_button = QPushButton("Use these keys", self)
        self.reset_button = QPushButton("Back to default", self)
        self.remark = QLabel(self)
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.remark.setWordWrap(True)
        line = QHBoxLayout()
        for widget in (self.keys, self.set_button, self.reset_button):
            line.addWidget(widget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(self.table, 1)
        box.addLayout(line)
        box.addWidget(self.remark)
        box.addWidget(buttons)
        self.set_button.clicked.connect(self.use_keys)
        self.reset_button.clicked.connect(self.reset_keys)
        self.table.currentCellChanged.connect(lambda *_cells: self._show_current())
        self.table.setCurrentCell(0, 0)
        self.resize(620, 560)

    def _row(self) -> int:
        return max(0, self.table.currentRow())

    def _show_current(self) -> None:
        keys = self._actions.keys(self.specs[self._row()].id)
        self.keys.setKeySequence(QKeySequence(keys, QKeySequence.SequenceFormat.NativeText))
        self.remark.setText("")

    def use_keys(self) -> None:
        """Give the chosen action the keys that were pressed, unless another has them."""
        spec = self.specs[self._row()]
        keys = self.keys.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        native = self.keys.keySequence().toString(QKeySequence.SequenceFormat.NativeText)
        other = next(
            (s for s in self.specs if keys and s.id != spec.id and self._actions.keys(s.id) == native), None
        )
        if other is not None:
            name = other.text.replace("&", "").rstrip("…")
            self.remark.setText(f"{native} already belongs to “{name}”: change that first.")
            return
        self._actions.remap(spec.id, keys)
        self._refresh()

    def reset_keys(self) -> None:
        """Give the chosen action its own keys again."""
        self._actions.remap(self.specs[self._row()].id, None)
        self._refresh()

    def _refresh(self) -> None:
        for row, spec in enumerate(self.specs):
            item = self.table.item(row, 1)
            if item is not None:
                item.setText(self._actions.keys(spec.id))
        self._show_current()
