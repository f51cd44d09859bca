"""Says what leaves this computer: nothing, and the only actions that could change that."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.palette import Theme

SENTENCES = (
    "Naast reads, translates and stores everything on this computer. It has no account, sends no statistics "
    "and looks for no updates.",
    "The network is used only when you press a button that says so:",
    "•  Get the full model… downloads a better translation model from the Argos index.\n"
    "•  Open in browser, after you click an address in a document, starts your browser.",
    "Your documents, glossary and memory are files in",
)


class OfflineNote(QFrame):
    """A small panel over the status bar; Esc or a click elsewhere closes it."""

    def __init__(self, folder: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("offline_note")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("What leaves this computer")
        self.setStyleSheet(
            f"#offline_note {{ background: {theme.paper}; border: 1px solid {theme.line}; }}"
            f"QLabel {{ color: {theme.ink}; }}"
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(9)
        title = QLabel("Nothing leaves this computer", self)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        box.addWidget(title)
        for sentence in (*SENTENCES[:-1], f"{SENTENCES[-1]}\n{folder}"):
            label = QLabel(sentence, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            box.addWidget(label)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("m") * 34)

    def show_above(self, widget: QWidget) -> None:
        """Show the panel right above ``widget``."""
        box = self.layout()
        height = box.heightForWidth(self.width()) if box is not None else self.sizeHint().height()
        self.setFixedHeight(height)
        corner = widget.mapToGlobal(QPoint(0, 0))
        self.move(corner.x(), corner.y() - height - 4)
        self.show()
        self.setFocus()
