"""How the marks of a passage look: raised note numbers, links, emphasis, the first row of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QBrush, QColor, QFont, QTextCharFormat, QTextLayout

from ui.palette import Theme
from ui.reading.passages import Mark


def mark_shapes(marks: Sequence[Mark]) -> Iterator[tuple[Mark, QTextCharFormat]]:
    """Yield the marks that show in the text, each with its shape, the same on screen and on paper."""
    for mark in marks:
        if mark.end <= mark.start:
            continue
        look = QTextCharFormat()
        if mark.kind == "call":
            look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif mark.kind == "italic":
            look.setFontItalic(True)
        elif mark.kind == "bold":
            look.setFontWeight(QFont.Weight.Bold)
        elif mark.kind != "link":
            continue
        yield mark, look


def passage_formats(
    length: int, font: QFont, marks: Sequence[Mark], theme: Theme
) -> list[QTextLayout.FormatRange]:
    """Return the formats on screen of a row's shown text of ``length``, set in ``font``, with its marks."""
    whole = QTextCharFormat()
    whole.setFont(font)
    ranges = [format_range(0, length, whole)] if length else []
    for mark, look in mark_shapes(marks):
        if mark.kind == "call":
            small = QFont(font)
            small.setBold(False)
            small.unsetFeature(QFont.Tag("onum"))
            look.setFont(small)
        if mark.kind in ("call", "link"):
            look.setForeground(QBrush(QColor(theme.action)))
        ranges.append(format_range(mark.start, mark.end - mark.start, look))
    return ranges


def header_format(length: int) -> QTextLayout.FormatRange:
    """Return the format of a table's first row of ``length`` when it names the columns."""
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    return format_range(0, length, look)


def format_range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    """Return a format with the range of a layout's text that wears it."""
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made
