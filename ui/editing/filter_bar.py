"""Which segments the grid shows: all, those not confirmed, those with a mark, or those with some words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from translations.segments import Segment
from ui.editing.segment_delegate import needs_look
from ui.palette import Theme

FILTERS: dict[str, tuple[str, Callable[[Segment], bool] | None]] = {
    "all": ("All segments", None),
    "open": ("Not confirmed", lambda segment: segment.status != "confirmed"),
    "look": ("Needs a look", needs_look),
    "edited": ("Edited, not confirmed", lambda segment: segment.status == "edited"),
    "confirmed": ("Confirmed", lambda segment: segment.status == "confirmed"),
    "rejected": ("Rejected", lambda segment: segment.status == "rejected"),
    "notes": ("With a note", lambda segment: bool(segment.note)),
}
"""By key: the words of the choice, and which segments it shows (None: all)."""


class FilterBar(QWidget):
    """A choice and a field over the grid; a segment that is changed stays until the filter is used again."""

    changed = Signal()
    left = Signal()
    """The keyboard should go back to the grid."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.choice = QComboBox(self)
        self.choice.setAccessibleName("Which segments")
        self.choice.setToolTip("Which segments are shown")
        for key, (words, _wanted) in FILTERS.items():
            self.choice.addItem(words, key)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("With these words, in Dutch or English")
        self.field.setAccessibleName("Words in the segments shown")
        self.field.setClearButtonEnabled(True)
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        box = QHBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 4)
        box.addWidget(self.choice)
        box.addWidget(self.field, 1)
        box.addWidget(self.count)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(250)
        self._soon.timeout.connect(self.changed)
        self.choice.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.field.textChanged.connect(lambda _text: self._soon.start())
        self.field.returnPressed.connect(self.left)

    def wanted(self) -> Callable[[Segment], bool] | None:
        """Return which segments to show; None for all of them."""
        state = FILTERS[str(self.choice.currentData())][1]
        words = self.field.text().casefold().split()
        if state is None and not words:
            return None

        def shown(segment: Segment) -> bool:
            if state is not None and not state(segment):
                return False
            text = f"{segment.source}\n{segment.target}\n{segment.note}".casefold()
            return all(word in text for word in words)

        return shown

    def choose(self, key: str, words: str = "") -> None:
        """Set the filter."""
        self.choice.blockSignals(True)
        self.choice.setCurrentIndex(max(0, self.choice.findData(key)))
        self.choice.blockSignals(False)
        self.field.setText(words)
        self._soon.stop()
        self.changed.emit()

    def find(self) -> None:
        """Let words be typed that a segment must hold, in Dutch or English."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_count(self, shown: int, total: int) -> None:
        """Say how many segments are shown."""
        self.count.setText("" if shown == total else f"{shown:,} of {total:,}")

    def set_theme(self, theme: Theme) -> None:
        """Wear these colours."""
        self.count.setStyleSheet(f"color: {theme.quiet};")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape shows all segments again and goes back to the grid."""
        if event.key() == Qt.Key.Key_Escape:
            self.choose("all")
            self.left.emit()
            return
        super().keyPressEvent(event)
