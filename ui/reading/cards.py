"""Which card belongs to a place in the columns: the note called there, or the term used there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect

from translations.segments import SegmentTerm
from ui.palette import Theme
from ui.reading.card import Card
from ui.reading.column import Column
from ui.reading.pointing import term_at
from ui.reading.view import ReadingView

LONGEST = 1200
"""Characters of a note that its card shows."""


class Cards:
    """Shows the card of a place, if it has one."""

    def __init__(self, view: ReadingView, explain: Callable[[str], str] = lambda _concept: "") -> None:
        """Make the cards of a view; ``explain`` says what the glossary knows of a concept, by its id."""
        self._explain = explain
        self._view = view
        self.card = Card(view)

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear other colours, show text at another size."""
        self.card.set_theme(theme, zoom)

    def hide(self) -> None:
        """Take the card away."""
        if self.card.isVisible():
            self.card.hide()

    def show(self, column: Column, row: int, position: int) -> bool:
        """Show the card of the note or term at a place of a row's shown text; return whether there is one."""
        session = self._view.session
        if session is None:
            return False
        passage = self._view.passage(row, english=column.english)
        call = passage.mark_at(position, "call")
        if call is not None:
            return self._show_note(column, row, call.start, call.end, call.ref)
        mark = passage.mark_at(position, "term")
        term = term_at(passage, session.segments, position, in_english=column.english)
        if mark is None or term is None:
            return False
        self._show_term(self._on_screen(column, row, mark.start, mark.end), term)
        return True

    def show_in_row(self, column: Column, row: int, position: int) -> bool:
        """Show the card at a place, else that of the next term or note of its paragraph, else the first."""
        if self.show(column, row, position):
            return True
        passage = self._view.passage(row, english=column.english)
        marks = [mark for mark in passage.marks if mark.kind in ("term", "call")]
        marks.sort(key=lambda mark: (mark.start < position, mark.start))
        return any(self.show(column, row, mark.start) for mark in marks)

    def _show_note(self, column: Column, row: int, start: int, end: int, number: str) -> bool:
        document = self._view.document
        note = document.footnote(number) if document is not None else None
        index = self._view.row_of(note.id) if note is not None else None
        if note is None or index is None:
            return False
        english = self._view.passage(index, english=True)
        words = english.text[:LONGEST] if english.complete else "No English yet"
        same = english.text.strip() == note.text.strip()
        self.card.show_at(
            self._on_screen(column, row, start, end),
            f"Note {number}",
            note.text[:LONGEST],
            "" if same else words,
            "Click goes to the note, Backspace comes back",
        )
        return True

    def _show_term(self, place: QRect, term: SegmentTerm) -> None:
        used = "is" if term.applied else "is not"
        words = f"The approved English {used} used here"
        known = self._explain(term.concept_id)
        self.card.show_at(place, "Term", term.nl, term.en, f"{known}\n{words}" if known else words)

    def _on_screen(self, column: Column, row: int, start: int, end: int) -> QRect:
        box = column.layout_.rectangles(row, start, end)[0]
        corner = (box.topLeft() - QPointF(0, self._view.scrolling.value)).toPoint()
        return QRect(column.viewport().mapToGlobal(corner), box.size().toSize())
