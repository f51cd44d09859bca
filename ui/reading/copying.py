"""Paragraphs copied as a table of two columns, for a word processor and for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QMimeData

from ui.reading.view import ReadingView


def row_pairs(view: ReadingView, rows: Iterable[int]) -> list[tuple[str, str]]:
    """Return the Dutch and English of these rows, with their numbers or bullets."""
    pairs = []
    for index in rows:
        label = f"{view.rows[index].label} " if view.rows[index].label else ""
        dutch = view.passage(index, english=False).text
        english = view.passage(index, english=True).text
        pairs.append((label + dutch, label + english if english else ""))
    return pairs


def table_data(pairs: Iterable[tuple[str, str]]) -> QMimeData:
    """Return clipboard data with a two-column HTML table and the same as tab-separated text.

    Every text is escaped: nothing from a document is ever markup or, in a spreadsheet, a formula.
    """
    rows = list(pairs)
    data = QMimeData()
    data.setText("\n".join(f"{_field(dutch)}\t{_field(english)}" for dutch, english in rows))
    cells = "".join(
        f'<tr><td lang="nl" valign="top">{_cell(dutch)}</td>'
        f'<td lang="en" valign="top">{_cell(english)}</td></tr>'
        for dutch, english in rows
    )
    data.setHtml(f'<meta charset="utf-8"><table border="1" cellspacing="0" cellpadding="4">{cells}</table>')
    return data


def _cell(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _field(text: str) -> str:
    flat = " ".join(text.split())
    return f"'{flat}" if flat[:1] in ("=", "+", "@") else flat
