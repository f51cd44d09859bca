"""The glossary as a table: rows are fetched a page at a time, when the table shows them."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from translations.glossary_records import RowFilter, TermRow
from ui.terms.term_desk import TermDesk

PAGE = 100
KEPT_PAGES = 12
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The row's ``TermRow``."""

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class TermColumn:
    """One column: the field of ``TermRow``, its heading, and whether the termbase sorts by it."""

    field: str
    heading: str
    sorts: bool = False


DUTCH = TermColumn("nl", "Dutch", sorts=True)
ENGLISH = TermColumn("en", "English", sorts=True)
STATUS = TermColumn("status", "Status", sorts=True)
KEEP = TermColumn("do_not_translate", "Keep")
DOMAIN = TermColumn("domain", "Domain", sorts=True)
NOTE = TermColumn("note", "Note")
GLOSSARY = TermColumn("glossary", "Glossary", sorts=True)

TABLE_COLUMNS = (DUTCH, ENGLISH, STATUS, KEEP, DOMAIN, NOTE, GLOSSARY)
REVIEW_COLUMNS = (DUTCH, ENGLISH)


class TermModel(QAbstractTableModel):
    """The concepts that a filter shows; edits go through the desk, so that every view hears of them."""

    reloaded = Signal()
    """Rows may stand elsewhere now."""

    def __init__(
        self,
        desk: TermDesk,
        columns: tuple[TermColumn, ...] = TABLE_COLUMNS,
        rows: RowFilter | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.columns = columns
        self.filter = rows or RowFilter()
        self.fetched = 0
        """How many rows were fetched since the model was made."""
        self._sort, self._descending = "nl", False
        self._pages: OrderedDict[int, list[TermRow]] = OrderedDict()
        self._total = 0
        self._loaded = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.reload)
        desk.changed.connect(lambda _ids: self._soon.start() if self._loaded else None)

    # what it shows

    def show_filter(self, rows: RowFilter) -> None:
        """Show what this filter lets through."""
        self.filter = rows
        self.reload()

    def load(self) -> None:
        """Fetch for the first time."""
        if not self._loaded:
            self.reload()

    def reload(self) -> None:
        """Ask the termbase again; pages come when they are shown."""
        self._loaded = True
        self._soon.stop()
        total = self.desk.ask(lambda base: base.count(self.filter), 0)
        if total == self._total:
            self._pages.clear()
            if total:
                last = self.index(total - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self._pages.clear()
            self._total = total
            self.endResetModel()
        self.reloaded.emit()

    def term(self, row: int) -> TermRow | None:
        """Return a row, fetching its page if need be; None when it is not there any more."""
        if not 0 <= row < self._total:
            return None
        number, at = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self.desk.ask(
                lambda base: base.page(
                    number * PAGE, PAGE, sort=self._sort, descending=self._descending, rows=self.filter
                ),
                list[TermRow](),
            )
            self.fetched += len(page)
            self._pages[number] = page
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[at] if at < len(page) else None

    def identifiers(self) -> list[str]:
        """Return the ids of all concepts that the filter shows."""
        return self.desk.ask(lambda base: base.identifiers(self.filter), [])

    def row_of(self, concept_id: str, near: int = 0) -> int:
        """Return the row of a concept, -1 when the filter hides it."""
        for row in range(max(0, near - PAGE), min(self._total, near + PAGE)):
            term = self.term(row)
            if term is not None and term.concept_id == concept_id:
                return row
        if self._sort == "nl":
            identifiers = self.identifiers()
            if concept_id in identifiers:
                at = identifiers.index(concept_id)
                return len(identifiers) - 1 - at if self._descending else at
        return -1

    # as Qt asks it

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        term = self.term(index.row())
        if term is None:
            return None
        field = self.columns[index.column()].field
        if role == ROW_ROLE:
            return term
        if field == "do_not_translate":
            if role == Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if term.do_not_translate else Qt.CheckState.Unchecked
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return "kept in Dutch" if term.do_not_translate else "translated"
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            text = str(getattr(term, field))
            return " ".join(text.split()) if role == Qt.ItemDataRole.DisplayRole else text
        if role == Qt.ItemDataRole.ToolTipRole and term.read_only and field == "glossary":
            return f"{term.glossary} comes with Naast. A change makes your own copy in My terms."
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        term = self.term(index.row()) if index.isValid() else None
        if term is None:
            return False
        field = self.columns[index.column()].field
        if field == "do_not_translate" and role == Qt.ItemDataRole.CheckStateRole:
            value = Qt.CheckState(value) == Qt.CheckState.Checked
        elif role != Qt.ItemDataRole.EditRole:
            return False
        if value == getattr(term, field):
            return False
        changed = self.desk.change(term.concept_id, field, value)
        if not changed:
            return False
        number, at = divmod(index.row(), PAGE)
        if number in self._pages:
            self._pages[number][at] = self.desk.ask(lambda base: base.row(changed), term)
        self.dataChanged.emit(index.siblingAtColumn(0), index.siblingAtColumn(len(self.columns) - 1))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.columns[index.column()].field == "do_not_translate":
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].heading
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sorts:
            self._sort = self.columns[column].field
            self._descending = order == Qt.SortOrder.DescendingOrder
            if self._loaded:
                self.reload()

    def order(self) -> tuple[str, bool]:
        """Return the field the rows are sorted by, and whether downwards."""
        return self._sort, self._descending
