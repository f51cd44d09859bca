"""The concepts of a glossary file beside the glossary's, as the rows of a table: conflicts first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from translations.glossary_merge import Compared

KIND_WORDS = {"add": "New", "change": "Addition", "conflict": "Conflict", "same": "The same"}
_HEADINGS = ("What", "Line", "Dutch", "In the glossary", "In the file")
_FIELD_WORDS = {
    "en": "English",
    "new nl term": "also in Dutch",
    "new en term": "also in English",
    "do_not_translate": "keep the Dutch",
}
_ORDER = {"conflict": 0, "change": 1, "add": 2, "same": 3}
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class ComparisonModel(QAbstractTableModel):
    """The concepts of a file beside the glossary's, conflicts first; what is the same is left out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: list[Compared] = []

    def show_items(self, items: Sequence[Compared]) -> None:
        """Show what another comparison told."""
        self.beginResetModel()
        told = [item for item in items if item.kind != "same"]
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
