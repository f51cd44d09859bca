"""The glossaries themselves: switch on and off, order by who wins, make, rename, remove."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.palette import show_edges
from ui.terms.term_desk import TermDesk

_NAME = Qt.ItemDataRole.UserRole


class GlossariesDialog(QDialog):
    """A list in order of priority; every change is saved at once and can be undone."""

    def __init__(self, desk: TermDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("Glossaries")
        told = QLabel(
            "The first glossary wins where two have the same Dutch term. Unticked ones are off.", self
        )
        told.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Glossaries")
        show_edges(self.list)
        self.list.itemChanged.connect(self._ticked)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.up = self._button("Move &up", lambda: self._move(-1))
        self.down = self._button("Move &down", lambda: self._move(1))
        self.new = self._button("&New…", self._ask_new)
        self.rename = self._button("&Rename…", self._ask_name)
        self.remove = self._button("Re&move", self._remove)
        side = QVBoxLayout()
        for button in (self.up, self.down, self.new, self.rename, self.remove):
            side.addWidget(button)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(told)
        box.addLayout(middle, 1)
        box.addWidget(close)
        self.resize(self.fontMetrics().averageCharWidth() * 72, self.fontMetrics().lineSpacing() * 18)
        self.refresh()

    def _button(self, words: str, slot: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def refresh(self, name: str = "") -> None:
        """Show the glossaries as they are now, ``name`` chosen."""
        row = max(0, self.list.currentRow())
        self.list.blockSignals(True)
        self.list.clear()
        for at, one in enumerate(self._desk.glossaries()):
            item = QListWidgetItem(
                f"{one.name}   {one.concepts:,}" + ("   read-only" if one.read_only else "")
            )
            item.setData(_NAME, one.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if one.enabled else Qt.CheckState.Unchecked)
            self.list.addItem(item)
            row = at if one.name == name else row
        self.list.blockSignals(False)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._enable()

    def current(self) -> str:
        """Return the name of the chosen glossary."""
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def _enable(self) -> None:
        row = self.list.currentRow()
        only = {one.name for one in self._desk.glossaries() if one.read_only}
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.list.count() - 1)
        for button in (self.rename, self.remove):
            button.setEnabled(row >= 0 and self.current() not in only)

    def _ticked(self, item: QListWidgetItem) -> None:
        name, on = str(item.data(_NAME)), item.checkState() == Qt.CheckState.Checked
        self._desk.arrange(lambda base: base.change_glossary(name, enabled=on))

    def _move(self, by: int) -> None:
        names = [str(self.list.item(row).data(_NAME)) for row in range(self.list.count())]
        row = self.list.currentRow()
        names.insert(row + by, names.pop(row))
        self._desk.arrange(lambda base: base.order_glossaries(names))
        self.refresh(names[row + by])

    def _ask_new(self) -> None:
        name, good = QInputDialog.getText(self, "New glossary", "Name:")
        if good and name.strip():
            self._desk.arrange(lambda base: base.add_glossary(name.strip()))
            self.refresh(name.strip())

    def _ask_name(self) -> None:
        old = self.current()
        name, good = QInputDialog.getText(self, "Rename the glossary", "Name:", text=old)
        if good and name.strip() and name.strip() != old:
            self._desk.arrange(lambda base: base.change_glossary(old, new_name=name.strip()))
            self.refresh(name.strip())

    def _remove(self) -> None:
        name = self.current()
        self._desk.arrange(lambda base: base.remove_glossary(name))
        self.refresh()
