"""The printed lines of a document and where they stand: what importers see, before paragraphs are found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line that stands apart from its neighbours by a wide gap, as a table's cells do.

    ``start`` and ``end`` are characters of the line's text; ``x0`` and ``x1`` are points from the
    page's left edge, or columns counted in characters when the line has no position.
    """

    start: int
    end: int
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A range of a line's text that is set in another style than the text around it."""

    start: int
    end: int
    style: str
    """``italic`` or ``bold``."""


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """A range of a line's text that leads to an address when clicked."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line in reading order.

    ``text`` is the line as printed: in plain text with its leading and trailing spaces (they tell where
    pages were joined), in PDF without. Empty lines are lines of plain text too; an importer that
    has positions leaves them out. ``page`` counts from 1. Positions are points from the page's top left
    corner (``y`` grows downwards) and None in plain text; ``size`` is the letters' size in points, that
    of most of the line's letters. ``bold`` and ``italic`` tell of the whole line, ``emphasis`` of parts
    of it. ``beside`` tells that it stands in a column of small print beside the text of a letter.
    ``superscripts`` are ranges of raised small characters: footnote calls, or the number with
    which a footnote begins. ``cells`` is empty unless wide gaps part the line into several pieces.
    """

    text: str
    page: int = 1
    x0: float | None = None
    y0: float | None = None
    x1: float | None = None
    y1: float | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    superscripts: tuple[tuple[int, int], ...] = ()
    links: tuple[LinkTarget, ...] = ()
    emphasis: tuple[Emphasis, ...] = ()
    cells: tuple[Cell, ...] = ()
    beside: bool = False

    @property
    def has_position(self) -> bool:
        """Tell whether the importer knows where on its page this line stands."""
        return self.y0 is not None


@dataclass(frozen=True, slots=True)
class Page:
    """The size of a page in points; ``number`` counts from 1."""

    number: int
    width: float
    height: float
