"""How high each row of the two columns is and where it starts; shared by both columns and the gutter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ui.reading.rows import Row
from ui.typography import TextStyle, indent_width, line_width, pixel_size, reading_font, text_style

NOTES_GAP = 3.2
TOP_MARGIN, BOTTOM_MARGIN = 1.6, 4.0


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one width and zoom: line width and indent in pixels, and one style for each kind."""

    zoom: float
    width: float
    indent: float
    em: float

    @classmethod
    def fitting(cls, available: float, zoom: float) -> Measures:
        """Return measures for a column in ``available`` pixels: at most about 62 characters a line."""
        return cls(
            zoom,
            max(60.0, min(available, line_width(zoom))),
            indent_width(zoom),
            pixel_size(reading_font(zoom)),
        )


class Geometry:
    """Tops and heights of rows in pixels: estimated from the length of the text until a row is laid out."""

    def __init__(self, rows: Sequence[Row], measures: Measures) -> None:
        self.rows = rows
        self._styles: dict[tuple[str, int], TextStyle] = {}
        self._lengths = np.array([len(row.holder.text) for row in rows], dtype=np.float64)
        self.set_measures(measures)

    def set_measures(self, measures: Measures) -> None:
        """Take a new width or zoom: every row is estimated again."""
        self.measures = measures
        self._styles.clear()
        rows = self.rows
        pitch = np.array([self.style(row).pitch for row in rows], dtype=np.float64)
        self._above = np.array([self.space_above(row) for row in rows], dtype=np.float64)
        sample = line_width(measures.zoom) / 62.0
        per_line = max(8.0, measures.width / sample)
        self._lines = np.maximum(1.0, np.ceil(self._lengths / per_line))
        self._heights = self._above + self._lines * pitch
        self.measured = np.zeros(len(rows), dtype=bool)
        self._moved()

    def style(self, row: Row) -> TextStyle:
        """Return the style a row is set in."""
        key = (row.kind, row.level)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = text_style(row.kind, row.level, self.measures.zoom)
        return style

    def space_above(self, row: Row) -> float:
        """Return the space between a row and the one before it, in pixels."""
        if row.index == 0:
            return 0.0
        if row.first_note:
            return round(self.measures.em * NOTES_GAP)
        before = self.rows[row.index - 1].kind
        space = self.style(row).space_above
        if before in ("title", "meta") and row.kind not in ("title", "meta"):
            space = max(space, round(self.measures.em * 1.4))
        elif before != row.kind and row.kind in ("meta", "signature"):
            space = max(space, round(self.measures.em * 1.1))
        return space

    def set_height(self, index: int, text_height: float) -> bool:
        """Set the height of a row's text now that it is laid out; return whether anything moved."""
        height = self._above[index] + text_height
        self.measured[index] = True
        if abs(height - self._heights[index]) < 0.5:
            return False
        self._heights[index] = height
        self._moved()
        return True

    def _moved(self) -> None:
        self._tops: np.ndarray | None = None

    @property
    def tops(self) -> np.ndarray:
        """The y of every row's upper edge, space above included, and at the end the total."""
        if self._tops is None:
            tops = np.empty(len(self._heights) + 1)
            tops[0] = round(self.measures.em * TOP_MARGIN)
            np.cumsum(self._heights, out=tops[1:])
            tops[1:] += tops[0]
            self._tops = tops
        return self._tops

    def top(self, index: int) -> float:
        """Return the y of a row's text."""
        return float(self.tops[index] + self._above[index])

    def edge(self, index: int) -> float:
        """Return the y of a row's upper edge, the space above it included."""
        return float(self.tops[index])

    def text_height(self, index: int) -> float:
        """Return the height of a row without the space above it."""
        return float(self._heights[index] - self._above[index])

    def row_at(self, y: float) -> int:
        """Return the row at a height of the page, the nearest one outside it."""
        found = int(np.searchsorted(self.tops, y, side="right")) - 1
        return min(max(found, 0), max(0, len(self.rows) - 1))

    @property
    def total(self) -> float:
        """The height of the whole page in pixels."""
        return float(self.tops[-1]) + round(self.measures.em * BOTTOM_MARGIN)
