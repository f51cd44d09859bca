"""The small card that shows a note or a term in both languages, beside the place it belongs to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.palette import Theme
from ui.typography import line_width, reading_font


class Card(QFrame):
    """Dutch above, English below, a quiet line of explanation under both; everything is plain text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFrameShape(QFrame.Shape.Box)
        self.setObjectName("card")
        self.heading, self.dutch, self.english, self.remark = (QLabel(self) for _ in range(4))
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.setSpacing(5)
        for label in (self.heading, self.dutch, self.english, self.remark):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            box.addWidget(label)

    def set_theme(self, theme: Theme, zoom: float) -> None:
        """Wear the colours and the size of the text."""
        self.setStyleSheet(
            f"#card {{ background: {theme.paper}; border: 1px solid {theme.line}; }}"
            f"QLabel {{ color: {theme.ink}; }}"
        )
        for label in (self.dutch, self.english):
            label.setFont(reading_font(zoom, 0.9))
        self.dutch.setStyleSheet(f"color: {theme.dutch};")
        for label in (self.heading, self.remark):
            label.setStyleSheet(f"color: {theme.quiet};")
        self._width = round(line_width(zoom) * 0.82)

    def show_at(self, place: QRect, heading: str, dutch: str, english: str, remark: str = "") -> None:
        """Show the card under ``place`` (in screen coordinates), or above it where there is no room."""
        for label, text in (
            (self.heading, heading),
            (self.dutch, dutch),
            (self.english, english),
            (self.remark, remark),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        longest = max(
            (
                label.fontMetrics().horizontalAdvance(label.text())
                for label in (self.heading, self.dutch, self.english, self.remark)
                if label.text()
            ),
            default=0,
        )
        self.setFixedWidth(max(180, min(self._width, longest + 36)))
        self.setFixedHeight(self.layout().heightForWidth(self.width()) if self.layout() else 80)
        screen = QGuiApplication.screenAt(place.center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        corner = QPoint(place.left(), place.bottom() + 6)
        if corner.y() + self.height() > room.bottom():
            corner.setY(place.top() - self.height() - 6)
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        self.move(corner)
        self.setAccessibleName("; ".join(text for text in (heading, dutch, english, remark) if text))
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
