"""Lights the sentence pointed at and its counterpart, and the words aligned with the word there."""

from __future__ import annotations

from ui.reading.column import Column
from ui.reading.column_layout import Band
from ui.reading.pointing import counterparts
from ui.reading.view import ReadingView


class Lighting:
    """The light in both columns of a view; one place is lit at a time."""

    def __init__(self, view: ReadingView) -> None:
        self._view = view

    def light(self, column: Column, row: int, position: int) -> None:
        """Light the sentence at a place of a row's shown text; nothing where there is none."""
        view = self._view
        if view.session is None:
            return
        found = counterparts(
            view.passage(row, english=False),
            view.passage(row, english=True),
            view.session.segments,
            position,
            in_english=column.english,
        )
        if found is None:
            self.put_out()
            return
        theme = view.theme
        dutch = [Band(*found.dutch, theme.sentence)] if found.dutch else []
        english = [Band(*found.english, theme.sentence)] if found.english else []
        dutch += [Band(*word, theme.word) for word in found.dutch_words]
        english += [Band(*word, theme.word) for word in found.english_words]
        self._show({row: dutch}, {row: english})

    def light_row(self, row: int) -> None:
        """Light the whole of a row."""
        bands = [
            {row: [Band(0, len(self._view.passage(row, english=english).shown), self._view.theme.sentence)]}
            for english in (False, True)
        ]
        self._show(*bands)

    def put_out(self) -> None:
        """Take the light away."""
        self._show({}, {})

    def _show(self, dutch: dict[int, list[Band]], english: dict[int, list[Band]]) -> None:
        layouts = self._view.dutch.layout_, self._view.english.layout_
        if (layouts[0].lit, layouts[1].lit) != (dutch, english):
            layouts[0].lit, layouts[1].lit = dutch, english
            self._view.repaint_text()
