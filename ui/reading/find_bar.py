"""The bar in which one types what to find: how many places there are, and the way through them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from ui.icons import icon
from ui.palette import Theme


class FindBar(QWidget):
    """A line of text to find; Enter and Shift+Enter go through the places, Esc closes."""

    query_changed = Signal(str)
    next_asked = Signal()
    previous_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Find in Dutch and English")
        self.field.setAccessibleName("Find in Dutch and English")
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(380)
        self.field.setMaxLength(200)
        self.field.installEventFilter(self)
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance("8,888 of 8,888 places"))
        self._buttons: dict[str, QToolButton] = {}
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 5, 8, 5)
        box.addWidget(self.field, 1)
        box.addWidget(self.count)
        for name, words, signal in (
            ("chevron-up", "Previous place (Shift+Enter)", self.previous_asked),
            ("chevron-down", "Next place (Enter)", self.next_asked),
            ("x", "Close (Esc)", None),
        ):
            button = QToolButton(self)
            button.setAutoRaise(True)
            button.setToolTip(words)
            button.setAccessibleName(words.split(" (")[0])
            button.clicked.connect(signal.emit if signal is not None else self.close_bar)
            self._buttons[name] = button
            if name == "x":
                box.addStretch(2)
            box.addWidget(button)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(120)
        self._wait.timeout.connect(lambda: self.query_changed.emit(self.field.text()))
        self.field.textChanged.connect(lambda _text: self._wait.start())
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in the colour of the text."""
        for name, button in self._buttons.items():
            button.setIcon(icon(name, theme.ink))

    def open_bar(self, text: str = "") -> None:
        """Show the bar, with ``text`` (a selection) in it, ready to type."""
        self.show()
        if text and "\n" not in text and len(text) <= 100:
            self.field.setText(text)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text():
            self.query_changed.emit(self.field.text())

    def close_bar(self) -> None:
        """Hide the bar."""
        self.hide()
        self.closed.emit()

    def show_count(self, at: int, count: int) -> None:
        """Say which place this is, of how many (``at`` counts from 0)."""
        if not self.field.text().strip():
            self.count.setText("")
        elif count:
            self.count.setText(f"{at + 1:,} of {count:,} places")
        else:
            self.count.setText("Not found")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, Shift+Enter and Esc in the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._wait.isActive():
                    self._wait.stop()
                    self.query_changed.emit(self.field.text())
                elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self.previous_asked.emit()
                else:
                    self.next_asked.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)
