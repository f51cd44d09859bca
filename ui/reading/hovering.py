"""What the pointer does over the text: the counterpart lights at once, a card shows after a rest."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ui.reading.cards import Cards
from ui.reading.column import Column
from ui.reading.lighting import Lighting
from ui.reading.view import ReadingView

CARD_WAIT = 350
"""Milliseconds the pointer rests before a card shows."""


class Hovering(QObject):
    """Follows the pointer over both columns of a view."""

    def __init__(self, view: ReadingView, lighting: Lighting, cards: Cards) -> None:
        super().__init__(view)
        self._view = view
        self._lighting = lighting
        self._cards = cards
        self._place: tuple[Column, int, int] | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(CARD_WAIT)
        self._wait.timeout.connect(self.show_card)
        for column in (view.dutch, view.english):
            column.pointed.connect(lambda row, at, c=column: self._point(c, row, at))
            column.pointer_left.connect(self._leave)

    def show_card(self) -> bool:
        """Show the card of the place under the pointer; return whether there is one."""
        return self._place is not None and self._cards.show(*self._place)

    def _point(self, column: Column, row: int, position: int) -> None:
        self._lighting.light(column, row, position)
        here = (column, row, position)
        if self._place is not None and self._cards.card.isVisible() and self._same_mark(here, self._place):
            return
        self._cards.hide()
        self._place = here
        self._wait.start()

    def _same_mark(self, one: tuple[Column, int, int], other: tuple[Column, int, int]) -> bool:
        if one[:2] != other[:2]:
            return False
        passage = self._view.passage(one[1], english=one[0].english)
        return any(
            mark.start <= one[2] < mark.end and mark.start <= other[2] < mark.end for mark in passage.marks
        )

    def _leave(self) -> None:
        self._wait.stop()
        self._cards.hide()
        self._place = None
        self._lighting.put_out()
