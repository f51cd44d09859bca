"""The table of terms: edited in place, sorted by its headings, with the status told in words and colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from translations.glossary_records import STATUSES, TermRow
from ui.palette import Theme
from ui.terms.term_model import ROW_ROLE, TermModel

SIGNS = {"approved": "✓", "proposed": "?", "deprecated": "–", "forbidden": "✗"}
_WIDTHS = {"nl": 30, "en": 30, "status": 15, "do_not_translate": 8, "domain": 12, "note": 18, "glossary": 16}
"""Characters a column is wide at first, and its share of a wider window."""

Index = QModelIndex | QPersistentModelIndex


class TermDelegate(QStyledItemDelegate):
    """Draws the status with its sign; offers lists where only some values are possible."""

    def __init__(self, theme: Theme, glossaries: Callable[[], list[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._glossaries = glossaries

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Give the cell its colour and the status its sign."""
        super().initStyleOption(option, index)
        model = index.model()
        term: TermRow | None = index.data(ROW_ROLE)
        if term is None or not isinstance(model, TermModel):
            return
        theme, field = self.theme, model.columns[index.column()].field
        colour = theme.quiet
        if field in ("nl", "en"):
            colour = theme.dutch if field == "nl" else theme.ink
            if term.status in ("deprecated", "forbidden"):
                option.font.setStrikeOut(True)
                colour = theme.quiet
            if field == "en" and term.do_not_translate:
                option.text = term.nl
                option.font.setItalic(True)
        elif field == "status":
            option.text = f"{SIGNS[term.status]}  {term.status}"
            colour = {"approved": theme.confirmed, "proposed": theme.look, "forbidden": theme.look}.get(
                term.status, theme.quiet
            )
        option.palette.setColor(QPalette.ColorRole.Text, QColor(colour))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a field, or a list of what is possible."""
        model = index.model()
        field = model.columns[index.column()].field if isinstance(model, TermModel) else ""
        if field in ("status", "glossary"):
            box = QComboBox(parent)
            box.addItems(list(STATUSES) if field == "status" else self._glossaries())
            box.activated.connect(lambda _at: self._commit(box))
            return box
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(str(model.headerData(index.column(), Qt.Orientation.Horizontal)))
        return editor

    def _commit(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the present value; what is being typed stays."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole)))
        elif isinstance(editor, QLineEdit) and editor.isModified():
            return
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Save what was chosen or typed."""
        if isinstance(editor, QComboBox):
            if editor.currentText():
                model.setData(QModelIndex(index), editor.currentText())
        else:
            super().setModelData(editor, model, index)


class TermTable(QTableView):
    """A table of terms of any length; the current term stays current when rows move."""

    term_entered = Signal(object)
    """The ``TermRow`` that became current, or None."""

    def __init__(self, model: TermModel, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.terms = model
        self._current_id = ""
        self._fitting = self.own_widths = False
        self.delegate = TermDelegate(theme, self._writable, self)
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionResized.connect(self._resized)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(True)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        model.reloaded.connect(self._reloaded)

    def _writable(self) -> list[str]:
        return [one.name for one in self.terms.desk.glossaries() if not one.read_only]

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear these colours at this zoom."""
        self.delegate.theme = theme
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * zoom)
        self.setFont(font)
        self.horizontalHeader().setFont(font)
        self.setStyleSheet(
            f"QTableView {{ background: {theme.paper}; selection-background-color: {theme.sentence};"
            f" selection-color: {theme.ink}; border: 1px solid transparent; }}"
            f"QTableView::item {{ border-bottom: 1px solid {theme.line}; padding: 0 5px; }}"
            f"QTableView::item:selected {{ background: {theme.sentence}; color: {theme.ink}; }}"
            f"QTableView::indicator {{ width: 11px; height: 11px; border: 1px solid {theme.quiet};"
            f" border-radius: 2px; background: {theme.paper}; }}"
            f"QTableView::indicator:checked {{ background: {theme.action}; border-color: {theme.action}; }}"
            f"QTableView::item:focus {{ border: 1px solid {theme.action}; }}"
            f"QTableView:focus {{ border: 1px solid {theme.action}; }}"
            f"QHeaderView::section {{ background: {theme.chrome}; color: {theme.quiet};"
            f" border: 0; border-bottom: 1px solid {theme.line}; padding: 4px 6px; }}"
        )
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self._fit_columns()
        self.viewport().update()

    def _fit_columns(self) -> None:
        """Share the width among the columns, until the user gives one another."""
        if self.own_widths:
            return
        self._fitting = True
        character = self.fontMetrics().averageCharWidth()
        wanted = [_WIDTHS[column.field] for column in self.terms.columns]
        room = max(self.viewport().width(), round(sum(wanted) * character * 0.8))
        for at, share in enumerate(wanted):
            self.setColumnWidth(at, room * share // sum(wanted))
        self._fitting = False

    def restore_columns(self, state: QByteArray) -> None:
        """Take the widths and the order of columns that the user gave them before."""
        header = self.horizontalHeader()
        sort = header.sortIndicatorSection(), header.sortIndicatorOrder()
        if not state.isEmpty() and header.restoreState(state):
            self.own_widths = True
            header.setStretchLastSection(True)
            self.sortByColumn(*sort)

    def _resized(self, _section: int, _old: int, _new: int) -> None:
        if not self._fitting and QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self.own_widths = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns follow the window."""
        super().resizeEvent(event)
        self._fit_columns()

    def current_term(self) -> TermRow | None:
        """Return the term of the current row."""
        index = self.currentIndex()
        return self.terms.term(index.row()) if index.isValid() else None

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected concepts, in the order of the table."""
        ranges = self.selectionModel().selection()
        rows = {row for one in ranges for row in range(one.top(), one.bottom() + 1)}
        if not rows and self.currentIndex().isValid():
            rows = {self.currentIndex().row()}
        if len(rows) == self.terms.rowCount():
            return self.terms.identifiers()
        found = (self.terms.term(row) for row in sorted(rows))
        return [term.concept_id for term in found if term is not None]

    def go_to(self, concept_id: str) -> bool:
        """Make a concept current; return whether the table has it."""
        row = self.terms.row_of(concept_id, max(0, self.currentIndex().row()))
        if row >= 0:
            self.go_to_row(row)
        return row >= 0

    def go_to_row(self, row: int) -> None:
        """Make a row current."""
        index = self.terms.index(row, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self.scrollTo(index)

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        term = self.terms.term(current.row()) if current.isValid() else None
        if term is not None:
            self._current_id = term.concept_id
        self.term_entered.emit(term)

    def _reloaded(self) -> None:
        index = self.currentIndex()
        term = self.terms.term(index.row()) if index.isValid() else None
        if term is not None and (not self._current_id or term.concept_id == self._current_id):
            self.term_entered.emit(term)
            return
        if self._current_id and self.terms.rowCount():
            near = max(0, index.row())
            row = self.terms.row_of(self._current_id, near)
            if row >= 0:
                self.go_to_row(row)
                return
        if index.isValid():
            self._row_changed(index, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open the field, as F2 does."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        editing = self.state() == QAbstractItemView.State.EditingState
        if enter and not editing and self.currentIndex().isValid():
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the rows as high as the font needs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
