"""What the table shows: words to find, a status, a glossary; and how many terms that are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from translations.glossary_records import STATUSES, Glossary, RowFilter
from ui.palette import Theme


class FilterBar(QWidget):
    """One line above the table."""

    changed = Signal(object)
    """``RowFilter``: show this."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Find a term, Dutch or English")
        self.field.setAccessibleName("Find a term")
        self.field.setClearButtonEnabled(True)
        self.status = QComboBox(self)
        self.status.setAccessibleName("Status")
        self.status.addItem("Every status", "")
        for status in STATUSES:
            self.status.addItem(status.capitalize(), status)
        self.glossary = QComboBox(self)
        self.glossary.setAccessibleName("Glossary")
        self.glossary.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.glossary.addItem("All glossaries", "")
        self.count = QLabel(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(8, 5, 8, 5)
        box.addWidget(self.field, 1)
        box.addWidget(self.status)
        box.addWidget(self.glossary)
        box.addWidget(self.count)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)
        self._soon.timeout.connect(self._tell)
        self.field.textChanged.connect(lambda _text: self._soon.start())
        self.status.currentIndexChanged.connect(lambda _at: self._tell())
        self.glossary.currentIndexChanged.connect(lambda _at: self._tell())

    def rows(self) -> RowFilter:
        """Return the filter as it stands."""
        return RowFilter(
            text=self.field.text().strip(),
            status=self.status.currentData() or "",
            glossary=self.glossary.currentData() or "",
        )

    def show_glossaries(self, glossaries: Sequence[Glossary]) -> None:
        """Offer these glossaries; the chosen one stays chosen."""
        chosen = self.glossary.currentData() or ""
        self.glossary.blockSignals(True)
        self.glossary.clear()
        self.glossary.addItem("All glossaries", "")
        for one in glossaries:
            traits = ("read-only" if one.read_only else "", "" if one.enabled else "off")
            told = ", ".join(filter(None, (f"{one.concepts:,}", *traits)))
            self.glossary.addItem(f"{one.name} ({told})", one.name)
        self.glossary.setCurrentIndex(max(0, self.glossary.findData(chosen)))
        self.glossary.blockSignals(False)
        if (self.glossary.currentData() or "") != chosen:
            self._tell()

    def show_count(self, count: int) -> None:
        """Tell how many terms the filter shows."""
        self.count.setText(f"{count:,} term{'s' if count != 1 else ''}")

    def show_only(self, *, text: str = "", status: str = "", glossary: str = "") -> None:
        """Set the whole filter at once."""
        for box, value in ((self.status, status), (self.glossary, glossary)):
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.blockSignals(False)
        self.field.blockSignals(True)
        self.field.setText(text)
        self.field.blockSignals(False)
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        """Wear these colours."""
        self.count.setStyleSheet(f"color: {theme.quiet};")

    def _tell(self) -> None:
        self._soon.stop()
        self.changed.emit(self.rows())
