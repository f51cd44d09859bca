"""The reading type: a bundled serif, its size, its line height and how long a line may be."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from reader.document import BlockKind

READING_FAMILY = "Literata"
READING_POINTS = 12.0
LINE_HEIGHT = 1.45
HEADING_LINE_HEIGHT = 1.3
LINE_CHARACTERS = 62
ZOOM_STEPS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)

_SIZES: dict[str, float] = {
    "title": 1.15,
    "heading": 1.15,
    "note": 0.88,
    "footer": 0.88,
    "meta": 0.94,
    "table": 0.9,
}
_SAMPLE = "Sinds de jaren negentig is er vrijwel doorlopend sprake van spanningen tussen de burgers"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of row is set: its font, its line pitch in pixels, and the space above it."""

    font: QFont
    pitch: float
    space_above: float


def load_reading_font() -> bool:
    """Make the bundled faces known to Qt; return whether all four were accepted."""
    folder = files("ui.fonts")
    names = ("Regular", "Italic", "Bold", "BoldItalic")
    loaded = [
        QFontDatabase.addApplicationFontFromData((folder / f"Literata-{name}.ttf").read_bytes())
        for name in names
    ]
    return min(loaded) >= 0


def reading_font(zoom: float = 1.0, scale: float = 1.0, *, bold: bool = False) -> QFont:
    """Return the reading font, with text figures, at ``zoom`` times ``scale`` of 12 points."""
    font = QFont(READING_FAMILY)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(READING_POINTS * zoom * scale)
    font.setFeature(QFont.Tag("onum"), 1)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def text_style(kind: BlockKind | str, level: int, zoom: float) -> TextStyle:
    """Return the style of a row of this kind (``note`` for a footnote) and heading level."""
    heading = kind in ("title", "heading")
    scale = _SIZES.get(kind, 1.0)
    if kind == "heading" and level > 2:
        scale = 1.0
    font = reading_font(zoom, scale, bold=heading)
    if kind == "table":
        # Figures of one width and height stand under each other.
        font.unsetFeature(QFont.Tag("onum"))
        font.setFeature(QFont.Tag("lnum"), 1)
        font.setFeature(QFont.Tag("tnum"), 1)
    pixels = pixel_size(font)
    pitch = round(pixels * (HEADING_LINE_HEIGHT if heading else LINE_HEIGHT))
    body = pixel_size(reading_font(zoom))
    above = {"heading": 1.5, "title": 0.35, "meta": 0.3, "list_item": 0.3, "signature": 0.35}.get(kind, 0.75)
    if kind == "note":
        above = 0.45
    return TextStyle(font, float(pitch), float(round(body * above)))


def scaled(style: TextStyle, scale: float) -> TextStyle:
    """Return a style in smaller or larger type, with the same space above it."""
    font = QFont(style.font)
    font.setPointSizeF(style.font.pointSizeF() * scale)
    return TextStyle(font, float(round(style.pitch * scale)), style.space_above)


def pixel_size(font: QFont) -> float:
    """Return the font's size in pixels of the screen it is measured for (its em)."""
    return font.pointSizeF() * QFontMetricsF(font).fontDpi() / 72.0


def line_width(zoom: float) -> float:
    """Return the width in pixels of a line of at most about 62 characters."""
    metrics = QFontMetricsF(reading_font(zoom))
    return round(metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * LINE_CHARACTERS)


def indent_width(zoom: float) -> float:
    """Return how far a list item's or a note's text stands in from its number, in pixels."""
    return round(pixel_size(reading_font(zoom)) * 1.7)
