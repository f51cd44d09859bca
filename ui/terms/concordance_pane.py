"""Where a word or term occurs in all documents of the library, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.editing.docks import WrappedList
from ui.palette import Theme
from ui.services import Services
from ui.terms.term_desk import TermDesk
from ui.workers import Task

if TYPE_CHECKING:
    from translations.concordance import Line

_CONTEXT = 70


class ConcordancePane(QWidget):
    """A field and the sentences that hold its words, with their counterparts."""

    line_asked = Signal(object)
    """``Line``: go there."""

    def __init__(self, desk: TermDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self.lines: tuple[Line, ...] = ()
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("A word or term, Dutch or English")
        self.field.setAccessibleName("Find in all documents")
        self.field.setClearButtonEnabled(True)
        self.field.returnPressed.connect(self.look)
        self.help = QLabel("Enter looks in all your documents.", self)
        self.help.setWordWrap(True)
        self.list = WrappedList("Occurrences", "", self)
        self.list.used.connect(self._use)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 8)
        box.addWidget(self.field)
        box.addWidget(self.help)
        box.addWidget(self.list, 1)

    def set_look(self, theme: Theme) -> None:
        """Wear these colours."""
        self.help.setStyleSheet(f"color: {theme.quiet};")

    def open(self, text: str) -> None:
        """Take the keyboard, and look for ``text`` if there is one."""
        self.field.setFocus()
        if text:
            self.field.setText(text)
            self.look()
        self.field.selectAll()

    def look(self) -> None:
        """Look for the words of the field."""
        text, services = self.field.text().strip(), self._desk.services
        if self._task is not None:
            self._task.cancel()
        if text:
            self.help.setText("Looking …")
            self._task = self._desk.start(lambda _cancelled: _lines_of(services, text), self.show_lines)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these sentences."""
        self.lines = tuple(lines)
        self.list.show_texts([_words(line) for line in self.lines])
        count = len(self.lines)
        documents = len({line.document_id for line in self.lines})
        self.help.setText(
            f"{count:,} sentence{'s' if count != 1 else ''} in {documents} document"
            f"{'s' if documents != 1 else ''}. Enter goes to one of this document."
            if count
            else "None of your documents holds this."
        )

    def _use(self, at: int) -> None:
        if 0 <= at < len(self.lines):
            self.line_asked.emit(self.lines[at])


def _lines_of(services: Services, text: str) -> list[Line]:
    from translations.concordance import concordance

    return concordance(services.library(), text)


def _words(line: Line) -> str:
    source = _marked(line.source, line.source_ranges)
    target = _marked(line.target, line.target_ranges)
    return f"{line.title[:80]}\n{source}\n{target}"


def _marked(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    if not ranges:
        return text if len(text) <= 2 * _CONTEXT else text[: 2 * _CONTEXT].rpartition(" ")[0] + "…"
    start, end = ranges[0]
    before = text[:start] if start <= _CONTEXT else "…" + text[start - _CONTEXT : start].partition(" ")[2]
    after = text[end:]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0] + "…"
    return f"{before}«{text[start:end]}»{after}"
