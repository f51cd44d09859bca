"""The bar above the text on which trouble and questions appear: one sentence, at most two buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.icons import icon, icon_pixmap
from ui.palette import Theme

Kind = Literal["info", "look"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of the bar: its words, and what happens (the bar closes first)."""

    text: str
    do: Callable[[], object]


class MessageBar(QFrame):
    """Shows one message at a time; a new one takes the place of the old."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setAutoFillBackground(True)
        self._kind: Kind = "info"
        self._theme: Theme | None = None
        self._sign = QLabel(self)
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = (QPushButton(self), QPushButton(self))
        self._choices: tuple[Choice, ...] = ()
        self.close_button = QToolButton(self)
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip("Close this message")
        self.close_button.setAccessibleName("Close this message")
        self.close_button.clicked.connect(self.clear)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 7, 8, 7)
        box.setSpacing(10)
        box.addWidget(self._sign)
        box.addWidget(self.sentence, 1)
        for at, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked=False, at=at: self._use(at))
            box.addWidget(button)
        box.addWidget(self.close_button)
        self.hide()

    def say(self, sentence: str, *choices: Choice, kind: Kind = "info") -> None:
        """Show a sentence (plain text) with at most two buttons."""
        self._choices = choices[:2]
        self._kind = kind
        self.sentence.setText(sentence)
        for at, button in enumerate(self.buttons):
            button.setVisible(at < len(self._choices))
            if at < len(self._choices):
                button.setText(self._choices[at].text)
                button.setAccessibleDescription(sentence)
        self._draw()
        self.show()
        self.setAccessibleName(sentence)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Take the message away."""
        self.hide()
        self._choices = ()

    def set_theme(self, theme: Theme) -> None:
        """Wear other colours."""
        self._theme = theme
        self._draw()

    def _draw(self) -> None:
        theme = self._theme
        if theme is None:
            return
        colour = theme.look if self._kind == "look" else theme.action
        sign = "triangle-alert" if self._kind == "look" else "info"
        size = self.fontMetrics().height() + 2
        self._sign.setPixmap(icon_pixmap(sign, colour, size))
        self._sign.setAccessibleName("Warning" if self._kind == "look" else "Information")
        self.close_button.setIcon(icon("x", theme.ink))
        self.setStyleSheet(
            f"#message {{ background: {theme.paper}; border: 0; border-bottom: 1px solid {theme.line};"
            f" border-left: 4px solid {colour}; }}"
        )

    def _use(self, at: int) -> None:
        choice = self._choices[at]
        self.clear()
        choice.do()
