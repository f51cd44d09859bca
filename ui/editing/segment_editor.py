"""The field in which a segment's English is typed: plain text, saved while typing, spelling underlined."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit, QWidget

AUTOSAVE = 500
"""Milliseconds from a keystroke to the library; typing on does not put it off (safe within a second)."""


class SegmentEditor(QPlainTextEdit):
    """One segment's English; Enter goes on, Tab leaves the grid, pasted text comes in as one line."""

    typed = Signal(str, str)
    """Segment id and its English, at most ``AUTOSAVE`` after it was typed."""
    next_asked = Signal()
    menu_opened = Signal(QMenu, QTextCursor)
    """The context menu that is about to show, and the cursor of the place it is for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.segment_id = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("English of this segment")
        self._saved = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AUTOSAVE)
        self._timer.timeout.connect(self.save)
        self.textChanged.connect(self._changed)

    def show_segment(self, segment_id: str, target: str) -> None:
        """Begin on a segment's English."""
        self.segment_id = segment_id
        self._saved = target
        self.setPlainText(target)
        self._timer.stop()
        self.moveCursor(QTextCursor.MoveOperation.End)

    @property
    def text(self) -> str:
        """What stands in the field, on one line."""
        return " ".join(self.toPlainText().split("\n"))

    @property
    def lines(self) -> int:
        """How many lines the text takes in the field, wrapped as it is."""
        return max(1, round(self.document().size().height()))

    @property
    def typing(self) -> bool:
        """Whether something was typed that is not handed over yet."""
        return self._timer.isActive()

    def take(self, target: str) -> None:
        """Show English that came from elsewhere (undo, an insert), unless it is what stands here."""
        self._saved = target
        if target != self.text:
            self._timer.stop()
            cursor = self.textCursor()
            at = cursor.position()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(target)
            cursor.setPosition(min(at, len(target)))
            self.setTextCursor(cursor)
            self._timer.stop()

    def replace_all(self, target: str) -> None:
        """Put other English in, as if typed (the field's own undo can take it back)."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(target)
        self.save()

    def insert(self, text: str) -> None:
        """Put words in at the cursor, with a space where one is needed."""
        cursor = self.textCursor()
        before = self.text[: cursor.selectionStart()]
        if before and not before[-1].isspace() and before[-1] not in "(«“‘'\"/-":
            text = f" {text}"
        cursor.insertText(text)

    def replace_range(self, place: tuple[int, int], old: str, new: str) -> None:
        """Put ``new`` in the place of the word ``old``, unless something else stands there by now."""
        if self.toPlainText()[slice(*place)] == old:
            cursor = self.textCursor()
            cursor.setPosition(place[0])
            cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new)

    def save(self) -> None:
        """Hand over what was typed, now."""
        self._timer.stop()
        if self.segment_id and self.text != self._saved:
            self._saved = self.text
            self.typed.emit(self.segment_id, self._saved)

    def _changed(self) -> None:
        if self.text != self._saved and not self._timer.isActive():
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next segment: a segment is one line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.next_asked.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the usual menu, with what others put in it for the word at this place."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft()) if by_key else event.globalPos()
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_opened.emit(menu, cursor)
        menu.popup(place)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text on one line."""
        if source.hasText():
            self.insertPlainText(" ".join(source.text().split()))
