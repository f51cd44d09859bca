"""The icons of Naast (Lucide, ISC licence), drawn in whatever colour the text has."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SIZES = (16, 20, 24, 32, 48, 64)


@cache
def _drawing(name: str) -> str:
    return (files(__name__) / f"{name}.svg").read_text(encoding="utf-8")


def icon_pixmap(name: str, colour: str, size: int) -> QPixmap:
    """Return icon ``name`` (a file name here without ``.svg``) in ``colour``, ``size`` pixels square."""
    svg = _drawing(name).replace("currentColor", colour)
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon(name: str, colour: str, disabled: str = "") -> QIcon:
    """Return icon ``name`` drawn in ``colour``, and in ``disabled`` where its action cannot be used."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(icon_pixmap(name, colour, size))
        if disabled:
            made.addPixmap(icon_pixmap(name, disabled, size), QIcon.Mode.Disabled)
    return made
