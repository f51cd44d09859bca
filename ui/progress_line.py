"""The two-pixel line under the toolbar that shows how much English has arrived."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.palette import Theme


class ProgressLine(QProgressBar):
    """A progress bar (for screen readers too) that is two pixels high and keeps its place when idle."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTextVisible(False)
        self.setFixedHeight(2)
        self.setAccessibleName("English that has arrived")
        self.active = False

    def set_theme(self, theme: Theme) -> None:
        """Wear other colours."""
        self._theme = theme
        self.update()

    def show_progress(self, done: int, total: int, active: bool) -> None:
        """Show ``done`` of ``total`` while English is arriving, nothing otherwise."""
        self.active = active
        self.setRange(0, max(1, total))
        self.setValue(done)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part that is done."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.line if self.active else self._theme.chrome))
        if self.active:
            width = round(self.width() * self.value() / max(1, self.maximum()))
            painter.fillRect(0, 0, width, self.height(), QColor(self._theme.action))
        painter.end()
