"""Going to notes, headings and pages, and back to where one was."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.reading.lighting import Lighting
from ui.reading.rows import Row
from ui.reading.view import ReadingView


class Trail(QObject):
    """The places that the reader left by going somewhere; ``back`` returns to the last one."""

    arrived = Signal(int)
    """The row that was gone to."""

    def __init__(self, view: ReadingView, lighting: Lighting) -> None:
        super().__init__(view)
        self._view = view
        self._lighting = lighting
        self._left: list[int] = []

    def forget(self) -> None:
        """Forget the places left: another document is on show."""
        self._left.clear()

    def to_row(self, row: int) -> None:
        """Go to a row."""
        self._left.append(self._view.scrolling.value)
        self._view.go_to_row(row)
        self.arrived.emit(row)

    def to_note(self, number: str) -> bool:
        """Go to a note and light it; return whether there is one of this number."""
        document = self._view.document
        note = document.footnote(number) if document is not None else None
        row = self._view.row_of(note.id) if note is not None else None
        if row is None:
            return False
        self._left.append(self._view.scrolling.value)
        self._view.go_to_row(row, middle=True)
        self._lighting.light_row(row)
        self.arrived.emit(row)
        return True

    def to_page(self, page: int) -> None:
        """Go to the first paragraph that begins on a page of the printed document, or after it."""
        blocks = self._blocks()
        found = next((row for row in blocks if row.page >= page), blocks[-1] if blocks else None)
        if found is not None:
            self._left.append(self._view.scrolling.value)
            self._view.go_to_row(found.index)

    def back(self) -> None:
        """Go back to the last place left."""
        if self._left:
            self._view.english.verticalScrollBar().setValue(self._left.pop())
            self._lighting.put_out()

    def _blocks(self) -> list[Row]:
        return [row for row in self._view.rows if row.kind != "note"]
