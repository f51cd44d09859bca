"""Draws the grid's cells: wrapped text in the reading font, the state as a bar and a sign."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from translations.segments import Segment
from ui.editing.segment_editor import SegmentEditor
from ui.editing.segment_model import DUTCH, ENGLISH, NUMBER, SEGMENT_ROLE, STATE
from ui.palette import Theme
from ui.typography import reading_font

PADDING = 6
FRAME = 2
KNOWN_HEIGHTS = 2_000
SIGNS = {"machine": "", "edited": "✎", "confirmed": "✓", "rejected": "✗"}
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

Index = QModelIndex | QPersistentModelIndex


def needs_look(segment: Segment) -> bool:
    """Return whether a segment has a mark that a person should look at and has not confirmed."""
    return bool(segment.marks) and segment.status != "confirmed"


class SegmentDelegate(QStyledItemDelegate):
    """Shows and edits segments; ``begun`` is called with each editor that opens."""

    def __init__(self, theme: Theme, begun: Callable[[SegmentEditor], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._begun = begun
        self._heights: dict[tuple[str, int], int] = {}
        self.set_zoom(1.0)

    def set_zoom(self, zoom: float) -> None:
        """Set Dutch and English in the reading font at this zoom."""
        self.font = reading_font(zoom, 0.92)
        self._metrics = QFontMetrics(self.font)
        self._heights.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        segment: Segment = index.data(SEGMENT_ROLE)
        theme, column = self.theme, index.column()
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, QColor(theme.sentence if current else theme.paper))
        painter.setPen(QColor(theme.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inside = option.rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        if column == STATE:
            self._paint_state(painter, option.rect, segment)
        elif column == NUMBER:
            painter.setPen(QColor(theme.quiet))
            painter.setFont(option.font)
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, index.data())
        else:
            painter.setFont(self.font)
            painter.setPen(QColor(theme.dutch if column == DUTCH else theme.ink))
            painter.setClipRect(inside)
            painter.drawText(inside, _WRAP, index.data())
        painter.restore()

    def _paint_state(self, painter: QPainter, rect: QRect, segment: Segment) -> None:
        theme = self.theme
        look = needs_look(segment)
        colours = {"confirmed": theme.confirmed, "edited": theme.action, "rejected": theme.look}
        colour = theme.look if look else colours.get(segment.status, theme.line)
        width = 4 if segment.status != "machine" or look else 2
        painter.fillRect(QRect(rect.left() + 2, rect.top() + 3, width, rect.height() - 6), QColor(colour))
        sign = ("!" if look else "") + SIGNS[segment.status] + ("…" if segment.note else "")
        painter.setPen(QColor(theme.quiet if colour == theme.line else colour))
        painter.drawText(
            rect.adjusted(10, PADDING, -2, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, sign
        )

    def height_for(self, text: str, width: int) -> int:
        """Return the height in pixels that a text needs at a column width."""
        known = self._heights.get((text, width))
        if known is not None:
            return known
        # Rows on screen are measured again at every change: breaking their lines again would be felt.
        if len(self._heights) >= KNOWN_HEIGHTS:
            self._heights.clear()
        room = QRect(0, 0, max(40, width - 2 * PADDING), 100_000)
        height = self._metrics.boundingRect(room, _WRAP, text or " ").height() + 2 * PADDING + 4
        self._heights[text, width] = height
        return height

    def height_of_lines(self, lines: int) -> int:
        """Return the height in pixels of so many lines of text."""
        return self._metrics.lineSpacing() * lines + 2 * PADDING + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell at its column's width."""
        return QSize(option.rect.width(), self.height_for(index.data() or "", option.rect.width()))

    # editing

    def dress(self, editor: SegmentEditor) -> None:
        """Give an open field the font and colours of now."""
        editor.setFont(self.font)
        editor.setStyleSheet(
            f"QPlainTextEdit {{ background: {self.theme.paper}; color: {self.theme.ink};"
            f" border: {FRAME}px solid {self.theme.action}; padding: 0; }}"
        )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a field on a segment's English."""
        editor = SegmentEditor(parent)
        self.dress(editor)
        # Frame and margin together are the cell's padding: the text does not move when the field opens.
        editor.document().setDocumentMargin(PADDING - FRAME)
        segment: Segment = index.data(SEGMENT_ROLE)
        editor.show_segment(segment.id, segment.target)
        self._begun(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Bring English that changed elsewhere into the field; what is being typed stays."""
        if isinstance(editor, SegmentEditor):
            segment: Segment = index.data(SEGMENT_ROLE)
            if not editor.typing:
                editor.take(segment.target)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Save what was typed: the field hands it to the desk, not to the model."""
        if isinstance(editor, SegmentEditor):
            editor.save()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Let the field fill its cell."""
        if index.column() == ENGLISH:
            editor.setGeometry(option.rect)
