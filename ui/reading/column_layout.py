"""Lays out and paints one column: only the rows that are looked at, as high as their partners.

A QTextEdit accepts any QAbstractTextDocumentLayout. This one knows that every block of the text document
is a row of the geometry, so a row that arrives costs its own layout and nothing else, however long the
letter is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from ui.palette import Theme
from ui.reading.geometry import Geometry
from ui.reading.passages import Mark, Passage
from ui.typography import pixel_size


@dataclass(frozen=True, slots=True)
class Band:
    """A range of a row's shown text with a colour behind it."""

    start: int
    end: int
    colour: str


class ColumnLayout(QAbstractTextDocumentLayout):
    """The layout of one column's text document; rows are its blocks, in the same order."""

    def __init__(self, document: QTextDocument, geometry: Geometry, theme: Theme, *, english: bool) -> None:
        super().__init__(document)
        self.geometry = geometry
        self.theme = theme
        self.english = english
        self.x = 0.0
        self.passages: list[Passage | None] = []
        self.lit: dict[int, list[Band]] = {}
        self.found: dict[int, list[Band]] = {}
        self.partner: ColumnLayout | None = None
        self._laid: dict[int, float] = {}
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    # what the view calls

    def forget_all(self) -> None:
        """Lay everything out anew when it is next needed (the width, zoom or document changed)."""
        self._laid.clear()

    def forget(self, index: int) -> None:
        """Lay this row out anew when it is next needed."""
        self._laid.pop(index, None)

    def lay_out(self, index: int) -> float:
        """Return the height of a row's own text in pixels, laying it out first if need be."""
        height = self._laid.get(index)
        if height is not None:
            return height
        block = self.document().findBlockByNumber(index)
        row = self.geometry.rows[index]
        style = self.geometry.style(row)
        layout = block.layout()
        layout.setTextOption(self._option)
        passage = self.passages[index] if index < len(self.passages) else None
        layout.setFormats(self._formats(block.length() - 1, style.font, passage.marks if passage else ()))
        indent = self.geometry.measures.indent if row.indented else 0.0
        width = self.geometry.measures.width - indent
        metrics = QFontMetricsF(style.font)
        baseline = (style.pitch - metrics.height()) / 2 + metrics.ascent()
        layout.beginLayout()
        lines = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(indent, lines * style.pitch + baseline - line.ascent()))
            lines += 1
        layout.endLayout()
        if self.english and lines <= 1 and block.length() <= 1:
            lines = 0
        height = self._laid[index] = lines * style.pitch
        return height

    def resize_page(self) -> None:
        """Tell the view that the page has another height."""
        self.documentSizeChanged.emit(self.documentSize())

    def rectangles(self, index: int, start: int, end: int) -> list[QRectF]:
        """Return where a range of a row's text stands on the page, one full-height box a line."""
        self.lay_out(index)
        layout = self.document().findBlockByNumber(index).layout()
        pitch = self.geometry.style(self.geometry.rows[index]).pitch
        top = self.geometry.top(index)
        boxes = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            if last <= start or first >= end:
                continue
            left = _x(line, max(start, first))
            right = _x(line, end) if end < last else line.position().x() + line.naturalTextWidth()
            boxes.append(QRectF(self.x + left, top + number * pitch, max(1.0, right - left), pitch))
        return boxes

    # what Qt calls

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint the rows that the clip touches."""
        geometry = self.geometry
        if not geometry.rows:
            return
        clip = context.clip
        count = min(len(geometry.rows), self.document().blockCount())
        first, last = geometry.row_at(clip.top()), geometry.row_at(clip.bottom())
        selected = [
            (s.cursor.selectionStart(), s.cursor.selectionEnd())
            for s in context.selections
            if s.cursor.hasSelection()
        ]
        ink = QColor(self.theme.ink if self.english else self.theme.dutch)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(first, min(last + 1, count)):
            block = self.document().findBlockByNumber(index)
            self.lay_out(index)
            top = geometry.top(index)
            for band in (*self.found.get(index, ()), *self.lit.get(index, ())):
                self._paint_band(painter, index, band.start, band.end, band.colour, 3.0)
            for start, end in selected:
                low, high = start - block.position(), end - block.position()
                if low < block.length() and high > 0:
                    self._paint_band(painter, index, max(0, low), high, self.theme.selection, 0.0)
            painter.setPen(ink)
            self._paint_label(painter, index, top)
            painter.setPen(ink)
            block.layout().draw(painter, QPointF(self.x, top))
            self._paint_terms(painter, index)
            if self.english:
                self._paint_placeholders(painter, index, top)
            caret = context.cursorPosition - block.position()
            if context.cursorPosition >= 0 and 0 <= caret < block.length():
                self._paint_caret(painter, index, caret)

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:
        """Return the position in the document at a point of the page; -1 for an exact miss."""
        geometry = self.geometry
        count = min(len(geometry.rows), self.document().blockCount())
        if not count:
            return 0
        index = min(geometry.row_at(point.y()), count - 1)
        block = self.document().findBlockByNumber(index)
        self.lay_out(index)
        layout = block.layout()
        y = point.y() - geometry.top(index)
        pitch = geometry.style(geometry.rows[index]).pitch
        exact = accuracy == Qt.HitTestAccuracy.ExactHit
        lines = layout.lineCount()
        if not lines:
            return -1 if exact else block.position()
        number = int(y // pitch)
        if exact and not 0 <= number < lines:
            return -1
        line = layout.lineAt(min(max(number, 0), lines - 1))
        x = point.x() - self.x
        if exact and not line.position().x() <= x <= line.position().x() + line.naturalTextWidth():
            return -1
        if not exact and y < 0:
            return block.position()
        if not exact and number >= lines:
            return block.position() + block.length() - 1
        between = QTextLine.CursorPosition.CursorOnCharacter if exact else None
        place = line.xToCursor(x, between) if between is not None else line.xToCursor(x)
        return block.position() + place

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the box of a block's text on the page, in the coordinates of its lines."""
        index = block.blockNumber()
        if not block.isValid() or index >= len(self.geometry.rows):
            return QRectF()
        self.lay_out(index)
        return QRectF(
            self.x, self.geometry.top(index), self.geometry.measures.width, self.geometry.text_height(index)
        )

    def documentSize(self) -> QSizeF:
        """Return the size of the whole page."""
        return QSizeF(1.0, self.geometry.total)

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """Return the box of the whole page."""
        return QRectF(0, 0, self.x + self.geometry.measures.width, self.geometry.total)

    def pageCount(self) -> int:
        """Return 1: the window does not cut pages."""
        return 1

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Do nothing: whoever changes a row calls ``forget``, and Qt reports far more than has changed."""

    # painting

    def _formats(self, length: int, font: QFont, marks: Sequence[Mark]) -> list[QTextLayout.FormatRange]:
        ranges = [_range(0, length, _font_format(font))] if length else []
        for mark in marks:
            if mark.end <= mark.start:
                continue
            look = QTextCharFormat()
            if mark.kind == "call":
                small = QFont(font)
                small.setBold(False)
                small.unsetFeature(QFont.Tag("onum"))
                look = _font_format(small)
                look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
                look.setForeground(QBrush(QColor(self.theme.action)))
            elif mark.kind == "link":
                look.setForeground(QBrush(QColor(self.theme.action)))
            elif mark.kind == "italic":
                look.setFontItalic(True)
            elif mark.kind == "bold":
                look.setFontWeight(QFont.Weight.Bold)
            else:
                continue
            ranges.append(_range(mark.start, mark.end - mark.start, look))
        return ranges

    def _paint_band(
        self, painter: QPainter, index: int, start: int, end: int, colour: str, radius: float
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for box in self.rectangles(index, start, end):
            if radius:
                painter.drawRoundedRect(box.adjusted(-2, 1, 2, -1), radius, radius)
            else:
                painter.drawRect(box)

    def _paint_caret(self, painter: QPainter, index: int, position: int) -> None:
        layout = self.document().findBlockByNumber(index).layout()
        line = layout.lineForTextPosition(position)
        if line.isValid():
            pitch = self.geometry.style(self.geometry.rows[index]).pitch
            x = round(self.x + _x(line, position))
            y = self.geometry.top(index) + line.lineNumber() * pitch
            width = max(1, round(self.geometry.measures.em / 12))
            painter.fillRect(QRectF(x - width, y + 2, width, pitch - 4), QColor(self.theme.action))

    def _paint_label(self, painter: QPainter, index: int, top: float) -> None:
        row = self.geometry.rows[index]
        if not row.label:
            return
        style = self.geometry.style(row)
        metrics = QFontMetricsF(style.font)
        if row.kind == "note":
            painter.setPen(QColor(self.theme.quiet))
        painter.setFont(style.font)
        painter.drawText(
            QPointF(self.x, top + (style.pitch - metrics.height()) / 2 + metrics.ascent()), row.label
        )

    def _paint_terms(self, painter: QPainter, index: int) -> None:
        passage = self.passages[index] if index < len(self.passages) else None
        if passage is None:
            return
        row = self.geometry.rows[index]
        style = self.geometry.style(row)
        for mark in passage.marks:
            if mark.kind != "term":
                continue
            ink = QColor(self.theme.quiet)
            ink.setAlphaF(0.7)
            pen = QPen(ink, max(1.0, self.geometry.measures.em / 14))
            pen.setDashPattern([1.0, 2.0])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            below = pixel_size(style.font) * 0.2 + (style.pitch + pixel_size(style.font) * 0.7) / 2
            for box in self.rectangles(index, mark.start, mark.end):
                y = round(box.top() + below) + 0.5
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def _paint_placeholders(self, painter: QPainter, index: int, top: float) -> None:
        passage = self.passages[index] if index < len(self.passages) else None
        if (passage is not None and passage.complete) or self.partner is None:
            return
        self.partner.lay_out(index)
        partner = self.partner.document().findBlockByNumber(index).layout()
        style = self.geometry.style(self.geometry.rows[index])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.placeholder))
        thick = pixel_size(style.font) * 0.5
        arrived = round(self._laid.get(index, 0.0) / style.pitch)
        for number in range(arrived, max(partner.lineCount(), arrived + (1 if passage is not None else 0))):
            if number >= partner.lineCount():
                break
            line = partner.lineAt(number)
            y = top + number * style.pitch + (style.pitch - thick) / 2
            box = QRectF(self.x + line.position().x(), y, line.naturalTextWidth() * 0.96, thick)
            painter.drawRoundedRect(box, thick / 2, thick / 2)


def _x(line: QTextLine, position: int) -> float:
    found = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made


def _font_format(font: QFont) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(font)
    return look
