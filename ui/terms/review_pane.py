"""The proposed terms in one list: A accepts, R rejects, Enter edits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QVBoxLayout, QWidget

from translations.glossary_records import RowFilter, TermStatus
from ui.palette import Theme
from ui.terms.term_desk import TermDesk
from ui.terms.term_model import REVIEW_COLUMNS, TermModel
from ui.terms.term_table import TermTable


class ReviewTable(TermTable):
    """Proposed terms; a decision takes the term off the list and goes to the next."""

    def __init__(self, desk: TermDesk, theme: Theme, parent: QWidget) -> None:
        model = TermModel(desk, REVIEW_COLUMNS, RowFilter(status="proposed"), parent)
        super().__init__(model, theme, "Proposed terms", parent)
        # A letter decides here: it must not open the field.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear these colours; both columns share the width."""
        super().set_look(theme, zoom)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def decide(self, status: TermStatus) -> None:
        """Give the selected terms a status and go on with the next."""
        row = self.currentIndex().row()
        ids = self.selected_ids()
        if not ids:
            return
        self._current_id = ""
        self.terms.desk.set_status(ids, status)
        self.terms.reload()
        if self.terms.rowCount():
            self.go_to_row(min(max(0, row), self.terms.rowCount() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A accepts, R or Delete rejects; the rest is as in any table."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        decisions: dict[int, TermStatus] = {
            Qt.Key.Key_A: "approved",
            Qt.Key.Key_R: "deprecated",
            Qt.Key.Key_Delete: "deprecated",
        }
        if plain and event.key() in decisions:
            self.decide(decisions[event.key()])
            return
        super().keyPressEvent(event)


class ReviewPane(QWidget):
    """The list with the sentence that says what its keys do."""

    def __init__(self, desk: TermDesk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ReviewTable(desk, theme, self)
        self.help = QLabel("A accepts, R rejects, Enter edits.", self)
        self.help.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 8)
        box.addWidget(self.help)
        box.addWidget(self.table, 1)
        self.table.terms.reloaded.connect(self._tell)

    def open(self) -> None:
        """Show what is proposed now, the keyboard on it."""
        self.table.terms.reload()
        if self.table.terms.rowCount() and self.table.currentIndex().row() < 0:
            self.table.go_to_row(0)
        self.table.setFocus()

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear these colours at this zoom."""
        self.table.set_look(theme, zoom)
        self.help.setStyleSheet(f"color: {theme.quiet};")

    def _tell(self) -> None:
        count = self.table.terms.rowCount()
        words = "term waits" if count == 1 else "terms wait"
        self.help.setText(
            f"{count:,} {words}. A accepts, R rejects, Enter edits."
            if count
            else "No term waits for a review."
        )
