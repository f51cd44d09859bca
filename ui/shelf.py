"""The documents of the library on the first page: their state, and a search over everything in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from translations.library_documents import DocumentEntry
from translations.library_search import Hit
from translations.progress import library_progress
from ui.palette import Theme
from ui.services import Services
from ui.workers import Task, once

SHOWN = 200
_ID, _SEGMENT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


def state_words(entry: DocumentEntry) -> str:
    """Return how far a document is, in words."""
    if entry.confirmed >= entry.segments:
        return "all confirmed"
    if entry.confirmed or entry.edited:
        percent = round(100 * entry.confirmed_words / entry.words) if entry.words else 0
        return f"{entry.confirmed:,} of {entry.segments:,} segments confirmed ({percent} % of the words)"
    if entry.translated >= entry.segments:
        return "machine translation"
    return f"{entry.translated:,} of {entry.segments:,} segments in English"


def library_words(entries: Sequence[DocumentEntry]) -> str:
    """Return how far all documents together are, in words."""
    found = library_progress(entries)
    documents = "1 document" if len(entries) == 1 else f"{len(entries):,} documents"
    return (
        f"{documents} · {found.confirmed:,} of {found.segments:,} segments confirmed"
        f" · {found.confirmed_words:,} of {found.words:,} words"
    )


class Shelf(QWidget):
    """A search field over the list of documents; with words in the field, the places that hold them."""

    document_asked = Signal(int, str)
    """A document's id, and the segment to go to (empty: where it was left)."""
    filled = Signal(bool)
    """Whether the library holds any document."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._entries: tuple[DocumentEntry, ...] = ()
        self._task: Task | None = None
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Search all documents, Dutch and English")
        self.field.setAccessibleName("Search all documents")
        self.field.setClearButtonEnabled(True)
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.list = QListWidget(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName("Documents")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.field)
        box.addWidget(self.list, 1)
        box.addWidget(self.told)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)
        self._soon.timeout.connect(self._search)
        self.field.textChanged.connect(lambda _text: self._soon.start())
        self.field.returnPressed.connect(self.list.setFocus)

    def refresh(self) -> None:
        """Read the library's list again, beside the window."""
        self._run(lambda: tuple(self._services.library().documents()), self._show_entries)

    def set_theme(self, theme: Theme) -> None:
        """Wear these colours."""
        self.told.setStyleSheet(f"color: {theme.quiet};")
        self.list.setStyleSheet(
            f"QListWidget {{ background: transparent; color: {theme.ink}; }}"
            f"QListWidget::item {{ padding: 5px 4px; border-bottom: 1px solid {theme.line}; }}"
            f"QListWidget::item:selected {{ background: {theme.line}; color: {theme.ink}; }}"
        )

    def _show_entries(self, entries: tuple[DocumentEntry, ...]) -> None:
        self._entries = entries
        self.told.setText(library_words(entries))
        self.filled.emit(bool(entries))
        if not self.field.text().strip():
            self._fill([(f"{one.title}\n{state_words(one)}", one.id, "") for one in entries[:SHOWN]])

    def _search(self) -> None:
        words = self.field.text().strip()
        if not words:
            self._show_entries(self._entries)
            return
        self._run(lambda: tuple(self._services.library().search(words, SHOWN)), self._show_hits)

    def _show_hits(self, hits: Sequence[Hit]) -> None:
        if not hits:
            self._fill([])
            nothing = QListWidgetItem("Found nowhere.")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
            return
        self._fill(
            [(f"{one.title}\n{one.source}\n{one.target}", one.document_id, one.segment_id) for one in hits]
        )

    def _fill(self, rows: Sequence[tuple[str, int, str]]) -> None:
        self.list.clear()
        for text, document_id, segment_id in rows:
            item = QListWidgetItem(text)
            item.setData(_ID, document_id)
            item.setData(_SEGMENT, segment_id)
            self.list.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        if item.data(_ID) is not None:
            self.document_asked.emit(int(item.data(_ID)), str(item.data(_SEGMENT) or ""))

    def _run(self, ask: Callable[[], object], show: Callable[..., object]) -> None:
        if self._task is not None:
            self._task.cancel()
        task = Task(once(lambda _cancelled: ask()))
        task.arrived.connect(show)
        self._task = task
        self._services.tasks.start(task)
