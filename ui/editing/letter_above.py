"""How Edit and Terms mode fill the window: the letter above, what is worked on below, under its filter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget


def letter_above(
    widget: QWidget, letter: QWidget, filter_bar: QWidget, table: QWidget, shares: tuple[int, int]
) -> QSplitter:
    """Fill ``widget`` with the letter over the table; return what divides them.

    ``shares`` are the parts of the height that the letter and the table get at first.
    """
    below = QWidget(widget)
    under = QVBoxLayout(below)
    under.setContentsMargins(0, 0, 0, 0)
    under.setSpacing(0)
    under.addWidget(filter_bar)
    under.addWidget(table, 1)
    splitter = QSplitter(Qt.Orientation.Vertical, widget)
    for at, (part, share) in enumerate(zip((letter, below), shares, strict=True)):
        splitter.addWidget(part)
        splitter.setStretchFactor(at, share)
    splitter.setChildrenCollapsible(False)
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(splitter)
    return splitter
