"""The narrow strip between the columns: how far each paragraph is, and the pages of the printed letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from ui.palette import Theme
from ui.reading.geometry import Geometry
from ui.reading.rows import Row, RowState


class Gutter(QWidget):
    """Paints one bar a row. A state differs in shape as well as in colour: dashes while the English
    arrives, a thin line for the machine's, a broad one once edited, with a tick when confirmed, and with
    an exclamation mark when it needs a look."""

    def __init__(
        self,
        geometry: Geometry,
        theme: Theme,
        state: Callable[[Row], tuple[RowState, str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.geometry_ = geometry
        self.theme = theme
        self.offset = 0
        self._state = state
        self.pages: Sequence[int] = ()
        self.setAccessibleName("State of each paragraph, and page numbers")
        self.set_zoom_font()

    def set_zoom_font(self) -> None:
        """Take the small size that fits the zoom, and the width that fits three digits."""
        font = QFont(self.font())
        font.setPointSizeF(max(7.0, 8.5 * min(1.5, self.geometry_.measures.zoom)))
        self.small = font
        self.setFixedWidth(QFontMetrics(font).horizontalAdvance("p. 888") + 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars and page numbers that are on screen."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self.theme.paper))
        rows = self.geometry_.rows
        if not rows:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = self.geometry_.row_at(self.offset)
        last = self.geometry_.row_at(self.offset + self.height())
        x = self.width() - 12.0
        for index in range(first, last + 1):
            row = rows[index]
            top = self.geometry_.top(index) - self.offset
            height = self.geometry_.text_height(index)
            pitch = self.geometry_.style(row).pitch
            state, _words = self._state(row)
            self._paint_state(painter, state, QRectF(x, top + 3, 3, max(4.0, height - 6)), pitch)
            if row.kind != "note" and (index == 0 or rows[index - 1].page != row.page):
                painter.setPen(QColor(self.theme.quiet))
                painter.setFont(self.small)
                box = QRectF(0, top, x - 13, pitch)
                painter.drawText(
                    box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"p. {row.page}"
                )
        painter.end()

    def _paint_state(self, painter: QPainter, state: RowState, bar: QRectF, pitch: float) -> None:
        theme = self.theme
        painter.setPen(Qt.PenStyle.NoPen)
        if state == "arriving":
            pen = QPen(QColor(theme.line), 1.5)
            pen.setDashPattern([2.0, 3.0])
            painter.setPen(pen)
            painter.drawLine(QPointF(bar.center().x(), bar.top()), QPointF(bar.center().x(), bar.bottom()))
        elif state == "machine":
            painter.setBrush(QColor(theme.line))
            painter.drawRoundedRect(QRectF(bar.left() + 0.5, bar.top(), 2, bar.height()), 1, 1)
        elif state == "edited":
            painter.setBrush(QColor(theme.action))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        elif state == "confirmed":
            painter.setBrush(QColor(theme.confirmed))
            painter.drawRoundedRect(bar, 1.5, 1.5)
            painter.setPen(QPen(QColor(theme.confirmed), 1.6))
            x, y = bar.left() - 10, bar.top() + pitch / 2 - 4
            painter.drawPolyline([QPointF(x, y), QPointF(x + 2.2, y + 2.4), QPointF(x + 6, y - 3)])
        else:
            painter.setBrush(QColor(theme.look))
            painter.drawRoundedRect(
                QRectF(bar.left(), bar.top() + 12, 3, max(2.0, bar.height() - 12)), 1.5, 1.5
            )
            font = QFont(self.small)
            font.setBold(True)
            font.setPointSizeF(font.pointSizeF() * 1.15)
            painter.setFont(font)
            painter.setPen(QColor(theme.look))
            painter.drawText(QRectF(bar.left() - 6, bar.top() - 4, 15, 15), Qt.AlignmentFlag.AlignCenter, "!")

    def event(self, event: QEvent) -> bool:
        """Say a row's state in words when the pointer rests on its bar."""
        if isinstance(event, QHelpEvent) and self.geometry_.rows:
            row = self.geometry_.rows[self.geometry_.row_at(event.pos().y() + self.offset)]
            _state, words = self._state(row)
            QToolTip.showText(event.globalPos(), f"{words} · page {row.page}", self)
            return True
        return super().event(event)
