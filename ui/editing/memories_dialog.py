"""The translation memories: make, switch on and off, protect, weigh down, import and export as TMX."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.errors import NaastError
from translations.memory import MemoryInfo, TranslationMemory
from ui.palette import show_edges
from ui.services import Services
from ui.workers import Cancelled, Task, once

NAME, USED, WRITTEN, PENALTY, UNITS = range(5)
HEADINGS = ("Memory", "Gives matches", "Takes what you confirm", "Penalty", "Segments")
BATCH = 2000


class MemoriesDialog(QDialog):
    """A row a memory; every change is saved at once. What is confirmed goes into the first that takes it."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._memory: TranslationMemory = services.memory()
        self._shown: tuple[MemoryInfo, ...] = ()
        self._task: Task | None = None
        self._closed = False
        self.setWindowTitle("Translation memories")
        told = QLabel(
            "What you confirm goes into the first memory that takes it. Matches of a memory with a penalty "
            "count that many per cent less, and none of them goes in unasked.",
            self,
        )
        told.setWordWrap(True)
        self.table = QTableWidget(0, len(HEADINGS), self)
        self.table.setAccessibleName("Translation memories")
        show_edges(self.table)
        self.table.setHorizontalHeaderLabels(HEADINGS)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.table.itemChanged.connect(self._changed)
        self.table.itemSelectionChanged.connect(self._enable)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.new = QPushButton("&New…", self)
        self.new.clicked.connect(self.ask_new)
        self.bring_in = QPushButton("&Import TMX…", self)
        self.bring_in.clicked.connect(self.ask_import)
        self.take_out = QPushButton("&Export TMX…", self)
        self.take_out.clicked.connect(self.ask_export)
        self.remove = QPushButton("Re&move…", self)
        self.remove.clicked.connect(self.ask_remove)
        buttons = QHBoxLayout()
        for button in (self.new, self.bring_in, self.take_out, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        buttons.addWidget(close)
        box = QVBoxLayout(self)
        box.addWidget(told)
        box.addWidget(self.table, 1)
        box.addWidget(self.said)
        box.addLayout(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 100, self.fontMetrics().lineSpacing() * 18)
        self.refresh()

    # the table

    def refresh(self) -> None:
        """Show the memories as they are."""
        row = max(0, self.table.currentRow())
        self._shown = tuple(self._memory.memories())
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._shown))
        for at, one in enumerate(self._shown):
            name = QTableWidgetItem(one.name)
            self.table.setItem(at, NAME, name)
            for column, on in ((USED, one.enabled), (WRITTEN, one.writable)):
                item = QTableWidgetItem()
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, HEADINGS[column])
                self.table.setItem(at, column, item)
            self.table.setCellWidget(at, PENALTY, self._penalty(one))
            count = QTableWidgetItem(f"{one.units:,}")
            count.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(at, UNITS, count)
        self.table.blockSignals(False)
        if self._shown:
            self.table.setCurrentCell(min(row, len(self._shown) - 1), NAME)
        self._enable()

    def _penalty(self, one: MemoryInfo) -> QSpinBox:
        box = QSpinBox(self.table)
        box.setRange(0, 100)
        box.setSuffix(" %")
        box.setValue(one.penalty)
        box.setKeyboardTracking(False)
        box.setAccessibleName(f"Penalty of {one.name}")
        box.valueChanged.connect(
            lambda value, memory_id=one.id: self._do(lambda: self._memory.change(memory_id, penalty=value))
        )
        return box

    def _changed(self, item: QTableWidgetItem) -> None:
        one = self._shown[item.row()]
        on = item.checkState() == Qt.CheckState.Checked
        if item.column() == NAME:
            self._do(lambda: self._memory.change(one.id, name=item.text().strip() or one.name))
            self.refresh()
        elif item.column() == USED:
            self._do(lambda: self._memory.change(one.id, enabled=on))
        elif item.column() == WRITTEN:
            self._do(lambda: self._memory.change(one.id, writable=on))

    def _chosen(self) -> MemoryInfo | None:
        row = self.table.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _enable(self) -> None:
        busy, some = self._task is not None, self._chosen() is not None
        self.new.setEnabled(not busy)
        self.bring_in.setEnabled(not busy)
        self.take_out.setEnabled(some and not busy)
        self.remove.setEnabled(some and not busy)

    # what the buttons do

    def ask_new(self) -> None:
        """Ask for a name and make a memory."""
        name, good = QInputDialog.getText(self, "New memory", "Its name, of a client or a project:")
        if good:
            self.create(name)

    def create(self, name: str) -> None:
        """Make an empty memory."""
        self._do(lambda: self._memory.create(name))
        self.refresh()

    def ask_remove(self) -> None:
        """Remove a memory, after asking: it cannot be undone."""
        one = self._chosen()
        if one is None:
            return
        box = QMessageBox(QMessageBox.Icon.Warning, "Remove a memory", f"Remove “{one.name}”?", parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(f"Its {one.units:,} segments are deleted. This cannot be undone.")
        remove = box.addButton("Remove", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        if box.clickedButton() is remove:
            self._do(lambda: self._memory.remove(one.id))
            self.refresh()

    def ask_import(self) -> None:
        """Ask for a TMX file and take it in as a memory of its own, which is read-only at first."""
        name, _filter = QFileDialog.getOpenFileName(self, "Import a translation memory", "", "TMX (*.tmx)")
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Take a TMX file in as a memory of its own, beside the window."""
        memory, taken = self._memory, {one.name for one in self._shown}
        numbers = (path.stem if at == 1 else f"{path.stem} {at}" for at in range(1, len(taken) + 2))
        name = next(one for one in numbers if one not in taken)

        def work(cancelled: Cancelled) -> Iterable[int]:
            from translations.memory_tmx import read_tmx

            units = read_tmx(path)
            memory_id, done = None, 0
            try:
                while not cancelled() and (some := tuple(islice(units, BATCH))):
                    if memory_id is None:
                        memory_id = memory.create(name)
                    memory.add_all(some, memory=memory_id)
                    done += len(some)
                    yield done
            finally:
                if memory_id is not None:
                    memory.change(memory_id, writable=False)
            yield done

        def arrived(done: int) -> None:
            self.said.setText(
                f"{done:,} segments of {path.name} are in the memory “{name}”."
                if done
                else f"{path.name} holds no segments in Dutch and English."
            )

        self._start(work, arrived)

    def ask_export(self) -> None:
        """Ask where to, and write a memory as TMX."""
        one = self._chosen()
        if one is not None:
            name, _filter = QFileDialog.getSaveFileName(
                self, "Export the memory", f"{one.name}.tmx", "TMX (*.tmx)"
            )
            if name:
                self.export_file(one, Path(name))

    def export_file(self, one: MemoryInfo, path: Path) -> None:
        """Write a memory as TMX, beside the window; the file is replaced whole or not at all."""
        memory = self._memory

        def work(_cancelled: Cancelled) -> int:
            from translations.memory_tmx import write_tmx

            beside = path.with_name(f".{path.name}.part")
            try:
                count = write_tmx(memory.units(one.id), beside)
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)
            return count

        self._start(once(work), lambda count: self.said.setText(f"{path.name} is saved: {count:,} segments."))

    def _start(self, work: Callable[[Cancelled], Iterable[Any]], arrived: Callable[..., object]) -> None:
        self.said.setText("Working …")
        task = Task(work)
        self._task = task
        task.arrived.connect(arrived)
        task.refused.connect(self.said.setText)
        task.failed.connect(lambda bug: self.said.setText(_sentence(bug)))
        task.finished.connect(self._ended)
        self._services.tasks.start(task)
        self._enable()

    def _ended(self) -> None:
        self._task = None
        if not self._closed:
            self.refresh()

    def _do(self, change: Callable[[], object]) -> None:
        try:
            change()
        except NaastError as trouble:
            self.said.setText(str(trouble))
        else:
            self.said.clear()

    def done(self, result: int) -> None:
        """Stop an import that is going on; what has come in stays."""
        if self._task is not None:
            self._task.cancel()
        self._closed = True
        super().done(result)


def _sentence(bug: Exception) -> str:
    if isinstance(bug, OSError):
        return f"The file cannot be written: {bug.strerror or bug}."
    return "That did not work because of a fault in Naast."
