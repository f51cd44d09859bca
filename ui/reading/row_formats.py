"""How the marks of a passage look: raised note numbers, links, emphasis, the first row of a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QBrush, QColor, QFont, QTextCharFormat, QTextLayout

from ui.palette import Theme
from ui.reading.passages import Mark


def passage_formats(
    length: int, font: QFont, marks: Sequence[Mark], theme: Theme
) -> list[QTextLayout.FormatRange]:
    """Return the formats of a row's shown text of ``length``, set in ``font``, with its marks."""
    ranges = [_range(0, length, _font_format(font))] if length else []
    for mark in marks:
        if mark.end <= mark.start:
            continue
        look = QTextCharFormat()
        if mark.kind == "call":
            small = QFont(font)
            small.setBold(False)
            small.unsetFeature(QFont.Tag("onum"))
            look = _font_format(small)
            look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            look.setForeground(QBrush(QColor(theme.action)))
        elif mark.kind == "link":
            look.setForeground(QBrush(QColor(theme.action)))
        elif mark.kind == "italic":
            look.setFontItalic(True)
        elif mark.kind == "bold":
            look.setFontWeight(QFont.Weight.Bold)
        else:
            continue
        ranges.append(_range(mark.start, mark.end - mark.start, look))
    return ranges


def header_format(length: int) -> QTextLayout.FormatRange:
    """Return the format of a table's first row of ``length`` when it names the columns."""
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    return _range(0, length, look)


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made


def _font_format(font: QFont) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(font)
    return look
