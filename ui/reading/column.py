"""One column as a read-only text: selection, caret, copy and screen reader as in any text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from ui.palette import Theme
from ui.reading.column_layout import ColumnLayout
from ui.reading.geometry import Geometry
from ui.reading.passages import LINE_BREAK
from ui.typography import reading_font


class Column(QTextEdit):
    """The Dutch or the English column; emits what the pointer does in terms of rows and positions."""

    pointed = Signal(int, int)
    """Row and position in its shown text under the pointer."""
    pointer_left = Signal()
    clicked = Signal(int, int)
    """Row and position that were clicked, without a drag."""
    zoom_asked = Signal(int)
    """The wheel was turned with Ctrl: up or down."""
    caret_moved = Signal(int, int)
    """Row and position of the caret after the keyboard moved it."""

    def __init__(self, geometry: Geometry, theme: Theme, *, english: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.english = english
        self._pressed = QPoint()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn if english else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("English translation" if english else "Dutch text")
        text = QTextDocument(self)
        text.setUndoRedoEnabled(False)
        text.setDocumentMargin(0)
        text.setDefaultFont(reading_font(geometry.measures.zoom))
        self.layout_ = ColumnLayout(text, geometry, theme, english=english)
        text.setDocumentLayout(self.layout_)
        self.setDocument(text)

    # text in and out

    def append_rows(self, texts: list[str], first: bool) -> None:
        """Add rows at the end; each text has no line feed in it."""
        document = self.document()
        last = document.blockCount() - 1
        cursor = QTextCursor(document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("\n".join(texts) if first else "\n" + "\n".join(texts))
        # Qt drops the lines of the block at which text is put in.
        self.layout_.forget(last)
        if first:
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def set_row(self, index: int, text: str) -> None:
        """Replace the text of one row."""
        block = self.document().findBlockByNumber(index)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.layout_.forget(index)

    def selected_rows(self) -> range:
        """Return the rows that the selection touches; the caret's row without one."""
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(max(cursor.selectionStart(), cursor.selectionEnd() - 1)).blockNumber()
        return range(first, last + 1)

    def selected_text(self) -> str:
        """Return the selected text as the document has it: without note numbers in the running text."""
        cursor = self.textCursor()
        parts = []
        for index in self.selected_rows() if cursor.hasSelection() else ():
            block = self.document().findBlockByNumber(index)
            low = max(0, cursor.selectionStart() - block.position())
            high = min(block.length() - 1, cursor.selectionEnd() - block.position())
            passage = self.layout_.passages[index] if index < len(self.layout_.passages) else None
            if passage is None:
                continue
            text = passage.text[passage.text_at(low) : passage.text_at(high)]
            label = self.layout_.geometry.rows[index].label
            parts.append(f"{label} {text}" if label and low == 0 and text else text)
        return "\n".join(parts).replace(LINE_BREAK, "\n")

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selection as plain text, for the clipboard and for dragging."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    # places

    def place_at(self, point: QPointF | QPoint, *, exact: bool) -> tuple[int, int] | None:
        """Return row and position at a point of the viewport, None where there is no text."""
        page = QPointF(point) + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        accuracy = Qt.HitTestAccuracy.ExactHit if exact else Qt.HitTestAccuracy.FuzzyHit
        position = self.layout_.hitTest(page, accuracy)
        if position < 0:
            return None
        block = self.document().findBlock(position)
        return block.blockNumber(), position - block.position()

    def caret_place(self) -> tuple[int, int]:
        """Return row and position of the caret."""
        cursor = self.textCursor()
        return cursor.block().blockNumber(), cursor.positionInBlock()

    def select(self, index: int, start: int, end: int) -> None:
        """Select a range of a row's shown text, without moving the page."""
        block = self.document().findBlockByNumber(index)
        bar = self.verticalScrollBar()
        value = bar.value()
        cursor = QTextCursor(self.document())
        cursor.setPosition(block.position() + min(start, block.length() - 1))
        cursor.setPosition(block.position() + min(end, block.length() - 1), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        bar.setValue(value)

    def deselect(self) -> None:
        """Select nothing, without moving the page or telling anyone."""
        if self.textCursor().hasSelection():
            bar = self.verticalScrollBar()
            value = bar.value()
            cursor = QTextCursor(self.textCursor())
            cursor.clearSelection()
            self.blockSignals(True)
            self.setTextCursor(cursor)
            bar.setValue(value)
            self.blockSignals(False)

    # events

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which place the pointer is at."""
        super().mouseMoveEvent(event)
        if event.buttons() != Qt.MouseButton.NoButton:
            return
        place = self.place_at(event.position(), exact=True)
        if place is None:
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
            self.pointer_left.emit()
            return
        passage = self.layout_.passages[place[0]] if place[0] < len(self.layout_.passages) else None
        hand = passage is not None and (
            passage.mark_at(place[1], "call") is not None or passage.mark_at(place[1], "link") is not None
        )
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor)
        self.pointed.emit(*place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click that was not a drag."""
        super().mouseReleaseEvent(event)
        still = (event.position().toPoint() - self._pressed).manhattanLength() < 4
        if event.button() == Qt.MouseButton.LeftButton and still:
            place = self.place_at(event.position(), exact=True)
            if place is not None:
                self.clicked.emit(*place)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer is gone."""
        super().leaveEvent(event)
        self.pointer_left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret; space scrolls as in a browser."""
        if event.key() == Qt.Key.Key_Space:
            bar = self.verticalScrollBar()
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            bar.setValue(bar.value() + (-1 if back else 1) * int(bar.pageStep() * 0.9))
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self.caret_moved.emit(*self.caret_place())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl ask for another zoom (QTextEdit would change this column's font alone)."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which column has the keyboard."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop showing it."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and a thin line under the column that has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(self.layout_.theme.action), 2))
            left, bottom = int(self.layout_.x), self.viewport().height() - 1
            painter.drawLine(left, bottom, left + int(self.layout_.geometry.measures.width), bottom)
            painter.end()
