"""The find bar at work on the two columns: the places found, and which of them is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ui.reading.column_layout import Band
from ui.reading.find import Hit, find_all, nearest
from ui.reading.find_bar import FindBar
from ui.reading.view import ReadingView

AGAIN_WAIT = 400
"""Milliseconds after English arrived before it is searched too."""


class Finding(QObject):
    """Finds in both columns; English that arrives later is found as well."""

    ended = Signal()

    def __init__(self, view: ReadingView, bar: FindBar) -> None:
        super().__init__(view)
        self._view = view
        self._bar = bar
        self._hits: list[Hit] = []
        self._at = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_WAIT)
        self._again.timeout.connect(self._find_again)
        bar.query_changed.connect(self.find)
        bar.next_asked.connect(lambda: self.step(1))
        bar.previous_asked.connect(lambda: self.step(-1))
        bar.closed.connect(self._end)
        view.filled.connect(self.text_arrived)

    def find(self, query: str) -> None:
        """Find every place of ``query`` and go to the first one from here on."""
        self._hits = self._find(query)
        self._at = nearest(self._hits, self._view.scrolling.top_row()) if self._hits else 0
        self.show()
        if self._hits:
            self._go()

    def step(self, by: int) -> None:
        """Go to the next or the previous place; without one, open the bar."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self.show()
            self._go()
        elif not self._bar.isVisible():
            self._bar.open_bar()

    def text_arrived(self, _segments: object = None) -> None:
        """Search again soon, if anything is being searched."""
        if self._bar.isVisible() and self._bar.field.text():
            self._again.start()

    def show(self) -> None:
        """Paint the places in the colours of now, and say how many there are."""
        theme = self._view.theme
        for column in (self._view.dutch, self._view.english):
            bands: dict[int, list[Band]] = {}
            for at, hit in enumerate(self._hits):
                if hit.english == column.english:
                    colour = theme.found_now if at == self._at else theme.found
                    bands.setdefault(hit.row, []).append(Band(hit.start, hit.end, colour))
            column.layout_.found = bands
        self._view.repaint_text()
        self._bar.show_count(self._at, len(self._hits))

    def forget(self) -> None:
        """Forget the places: another document is on show."""
        self._hits = []
        if self._bar.isVisible():
            self._bar.close_bar()

    def _find(self, query: str) -> list[Hit]:
        view = self._view
        return find_all(query, len(view.rows), lambda row, english: view.passage(row, english=english))

    def _go(self) -> None:
        hit = self._hits[self._at]
        self._view.go_to_row(hit.row, middle=True, only_if_hidden=True)
        column = self._view.english if hit.english else self._view.dutch
        column.select(hit.row, hit.start, hit.end)

    def _find_again(self) -> None:
        now = self._hits[self._at] if self._hits else None
        self._hits = self._find(self._bar.field.text())
        self._at = self._hits.index(now) if now in self._hits else 0
        self.show()

    def _end(self) -> None:
        self._again.stop()
        self._hits = []
        self.show()
        self.ended.emit()
