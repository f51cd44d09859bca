"""Terms that are there twice, or with different English: shown in groups, merged on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from translations.glossary_records import TermRow
from ui.palette import Theme
from ui.terms.term_desk import TermDesk

_ID = Qt.ItemDataRole.UserRole
_MOST_GROUPS = 2000


class ConflictsPane(QWidget):
    """The groups; the current row of a group is the one that leads when it is merged."""

    term_asked = Signal(str)
    """The id of a concept to show in the table."""

    def __init__(self, desk: TermDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown = False
        self.groups: list[list[TermRow]] = []
        self.help = QLabel("", self)
        self.help.setWordWrap(True)
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("Duplicates and conflicts")
        self.tree.itemActivated.connect(lambda item, _column: self._ask(item))
        self.button = QPushButton("&Merge into the chosen one", self)
        self.button.setToolTip("Keep all words of the group in one term; the chosen one's English leads")
        self.button.clicked.connect(self.merge)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.button)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 8)
        box.addWidget(self.help)
        box.addWidget(self.tree, 1)
        box.addLayout(below)
        desk.changed.connect(lambda _ids: self.look() if self._shown else None)

    def set_look(self, theme: Theme) -> None:
        """Wear these colours."""
        self.help.setStyleSheet(f"color: {theme.quiet};")

    def look(self) -> None:
        """Look for them, beside the window."""
        self._shown = True
        self._desk.beside(lambda base: base.conflicts(), self.show_groups)

    def show_groups(self, groups: Sequence[Sequence[TermRow]]) -> None:
        """Show these groups."""
        self.groups = [list(group) for group in groups]
        self.tree.clear()
        for group in self.groups[:_MOST_GROUPS]:
            same = len({row.en.casefold() for row in group}) == 1
            head = QTreeWidgetItem([f"{group[0].nl}  ({'duplicate' if same else 'different English'})"])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for row in group:
                english = row.nl if row.do_not_translate else row.en
                item = QTreeWidgetItem([f"{row.nl} → {english}  ({row.glossary}, {row.status})"])
                item.setData(0, _ID, row.concept_id)
                # A tooltip that looks like markup would be shown as markup.
                item.setToolTip(0, item.text(0).replace("<", "‹"))
                head.addChild(item)
            self.tree.addTopLevelItem(head)
            head.setExpanded(True)
        count = len(self.groups)
        self.help.setText(
            f"{count:,} Dutch term{'s' if count != 1 else ''} more than once. Enter shows one in the table."
            if count
            else "No duplicates and no conflicts."
        )
        self.button.setEnabled(bool(count))

    def merge(self) -> None:
        """Merge the group of the current row into it."""
        item = self.tree.currentItem()
        keep = item.data(0, _ID) if item is not None else None
        group = next((g for g in self.groups if any(row.concept_id == keep for row in g)), None)
        if group is None:
            self.help.setText("Choose the line whose English should lead, then merge.")
            return
        self._desk.merge(keep, [row.concept_id for row in group if row.concept_id != keep])

    def _ask(self, item: QTreeWidgetItem) -> None:
        if item.data(0, _ID):
            self.term_asked.emit(item.data(0, _ID))
