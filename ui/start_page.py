"""The page of an empty window: open a letter, drop one, go on with a recent one, or try the sample."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ui.icons import icon, icon_pixmap
from ui.palette import Theme
from ui.preferences import Recent
from ui.services import Services
from ui.shelf import Shelf
from ui.typography import reading_font

RECENT_SHOWN = 6


class DropArea(QFrame):
    """A dashed frame that says where a document can be dropped."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self.hot = False

    def set_theme(self, theme: Theme) -> None:
        """Wear other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashes; in the colour of actions while a document hangs over the window."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(self._theme.action if self.hot else self._theme.line), 1.5)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(self._theme.paper))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 8, 8)
        painter.end()


class StartPage(QWidget):
    """One calm page; everything on it can be reached with Tab."""

    open_asked = Signal()
    sample_asked = Signal()
    recent_asked = Signal(str)

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        em = self.fontMetrics().height()
        self.title = QLabel("Naast", self)
        self.title.setFont(reading_font(2.0))
        self.subtitle = QLabel("A Dutch letter, next to its English. Nothing leaves this computer.", self)
        self.subtitle.setWordWrap(True)
        self.area = DropArea(self)
        self.open_button = QPushButton(" Open a Dutch letter", self.area)
        self.open_button.setDefault(True)
        self.open_button.setAutoDefault(True)
        self.open_button.setObjectName("primary")
        self.open_button.setToolTip("Open a Dutch document (Ctrl+O)")
        self.open_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.open_button.clicked.connect(self.open_asked)
        self.hint = QLabel("or drop a file here, or paste text with Ctrl+V", self.area)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture = QLabel(self.area)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = QVBoxLayout(self.area)
        inner.setContentsMargins(2 * em, 2 * em, 2 * em, round(1.6 * em))
        inner.setSpacing(round(0.7 * em))
        inner.addWidget(self.picture)
        inner.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(self.hint)
        self.recent_title = QLabel("Recent", self)
        self.recent = QListWidget(self)
        self.recent.setFrameShape(QFrame.Shape.NoFrame)
        self.recent.setAccessibleName("Recent documents")
        self.recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.recent.itemClicked.connect(self._choose)
        self.recent.itemActivated.connect(self._choose)
        self.sample_button = QPushButton("Try the sample letter", self)
        self.sample_button.setFlat(True)
        self.sample_button.setObjectName("link")
        self.sample_button.setToolTip("A letter of 27 September 2018 to the House of Representatives")
        self.sample_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.sample_button.clicked.connect(self.sample_asked)
        column = QWidget(self)
        column.setMaximumWidth(34 * em)
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(round(0.5 * em))
        box.addWidget(self.title)
        box.addWidget(self.subtitle)
        box.addSpacing(em)
        box.addWidget(self.area)
        box.addWidget(self.sample_button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addSpacing(round(0.6 * em))
        box.addWidget(self.recent_title)
        box.addWidget(self.recent)
        self.shelf = Shelf(services, self)
        self.shelf.hide()
        self.shelf.filled.connect(self._show_shelf)
        box.addWidget(self.shelf, 1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        column.setMinimumWidth(min(34 * em, 560))

    def _show_shelf(self, any_documents: bool) -> None:
        """Show the library's documents, which know more, in the place of the recent files."""
        self.shelf.setVisible(any_documents)
        self.recent.setVisible(not any_documents and self.recent.count() > 0)
        self.recent_title.setVisible(any_documents or self.recent.count() > 0)
        self.recent_title.setText("Documents" if any_documents else "Recent")
        self.shelf.setMinimumHeight(self.fontMetrics().height() * (12 if any_documents else 0))

    def show_recent(self, recent: Sequence[Recent]) -> None:
        """List the documents opened before that are still there."""
        self.recent.clear()
        for item in [r for r in recent if Path(r.path).exists()][:RECENT_SHOWN]:
            row = QListWidgetItem(item.title or Path(item.path).name)
            row.setData(Qt.ItemDataRole.UserRole, item.path)
            row.setData(Qt.ItemDataRole.AccessibleDescriptionRole, item.path)
            self.recent.addItem(row)
        any_recent = self.recent.count() > 0
        self.recent.setVisible(any_recent)
        self.recent_title.setVisible(any_recent)
        if any_recent:
            height = self.recent.sizeHintForRow(0) * self.recent.count() + 6
            self.recent.setFixedHeight(height)

    def set_theme(self, theme: Theme) -> None:
        """Wear other colours."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.paper))
        self.setPalette(palette)
        self.area.set_theme(theme)
        self.shelf.set_theme(theme)
        size = self.fontMetrics().height() * 2
        self.picture.setPixmap(icon_pixmap("file-text", theme.quiet, size))
        self.open_button.setIcon(icon("folder-open", theme.on_action))
        self.open_button.setIconSize(QSize(18, 18))
        for label in (self.subtitle, self.hint, self.recent_title):
            label.setStyleSheet(f"color: {theme.quiet};")
        self.open_button.setStyleSheet(
            f"QPushButton {{ background: {theme.action}; color: {theme.on_action}; border: 0;"
            f" border-radius: 6px; padding: 9px 18px; font-weight: 600; }}"
            f"QPushButton:focus {{ outline: none; border: 2px solid {theme.ink}; padding: 7px 16px; }}"
        )
        self.sample_button.setStyleSheet(
            f"QPushButton {{ color: {theme.action}; border: 0; padding: 4px 2px; text-align: left; }}"
            f"QPushButton:hover {{ text-decoration: underline; }}"
            f"QPushButton:focus {{ border: 1px solid {theme.action}; padding: 3px 1px; }}"
        )
        self.recent.setStyleSheet(
            f"QListWidget {{ background: transparent; color: {theme.ink}; }}"
            f"QListWidget::item {{ padding: 5px 4px; }}"
        )

    def set_hot(self, hot: bool) -> None:
        """Show that a document hangs over the window."""
        self.area.hot = hot
        self.area.update()

    def _choose(self, item: QListWidgetItem) -> None:
        self.recent_asked.emit(str(item.data(Qt.ItemDataRole.UserRole)))
