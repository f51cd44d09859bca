"""Find and replace in the English, with a list of what would change and a box to leave some as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.errors import InputError
from translations.replacing import Replacement, replacements
from translations.segments import Segment
from ui.palette import show_edges

SHOWN = 500


class ReplaceDialog(QDialog):
    """Shows what would change while it is typed; "Replace" does what is ticked, as one step of undo."""

    def __init__(
        self,
        segments: Callable[[], Iterable[Segment]],
        fill: Callable[[Mapping[str, str]], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Find and replace in the English")
        self._segments, self._fill = segments, fill
        self._found: tuple[Replacement, ...] = ()
        self.find = QLineEdit(self)
        self.find.setAccessibleName("Find")
        self.replace = QLineEdit(self)
        self.replace.setAccessibleName("Replace with")
        self.case = QCheckBox("&Match case", self)
        self.words = QCheckBox("Whole &words", self)
        self.count = QLabel("Type what to look for.", self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.preview = QListWidget(self)
        self.preview.setWordWrap(True)
        self.preview.setSpacing(3)
        self.preview.setAccessibleName("What would change")
        show_edges(self.preview)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.replace_button = self.buttons.addButton("&Replace", QDialogButtonBox.ButtonRole.ApplyRole)
        self.replace_button.setEnabled(False)
        self.replace_button.setDefault(True)
        form = QFormLayout()
        form.addRow("&Find", self.find)
        form.addRow("Replace wit&h", self.replace)
        form.addRow("", self.case)
        form.addRow("", self.words)
        box = QVBoxLayout(self)
        box.addLayout(form)
        box.addWidget(self.count)
        box.addWidget(self.preview, 1)
        box.addWidget(self.buttons)
        for field in (self.find, self.replace):
            field.textChanged.connect(self._look)
        for check in (self.case, self.words):
            check.toggled.connect(self._look)
        self.buttons.rejected.connect(self.reject)
        self.replace_button.clicked.connect(self.do_replace)
        self.resize(self.fontMetrics().horizontalAdvance("x") * 90, self.fontMetrics().lineSpacing() * 24)

    def _look(self) -> None:
        self.preview.clear()
        try:
            self._found = replacements(
                self._segments(),
                self.find.text(),
                self.replace.text(),
                match_case=self.case.isChecked(),
                whole_words=self.words.isChecked(),
            )
        except InputError:
            self._found = ()
        for one in self._found[:SHOWN]:
            item = QListWidgetItem(f"{one.before}\n→ {one.after}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.preview.addItem(item)
        places = sum(one.places for one in self._found)
        words = f"{places:,} places in {len(self._found):,} segments" if places else "Nothing found."
        if len(self._found) > SHOWN:
            words += f" (the first {SHOWN} are shown, all are replaced)"
        self.count.setText(words if self.find.text() else "Type what to look for.")
        self.replace_button.setEnabled(bool(self._found))

    def do_replace(self) -> None:
        """Replace in the segments that are ticked."""
        left = {
            at
            for at in range(self.preview.count())
            if self.preview.item(at).checkState() != Qt.CheckState.Checked
        }
        targets = {one.segment_id: one.after for at, one in enumerate(self._found) if at not in left}
        if targets:
            self._fill(targets)
        self._look()
        self.count.setText(f"Replaced in {len(targets):,} segments; Ctrl+Z takes it back.")
