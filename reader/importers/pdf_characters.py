"""Asks PDFium for the characters of a page: which they are, where they stand and how they are set."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique", "kursiv")
_ITALIC_FLAG = 1 << 6
_BOLD_FLAG = 1 << 18
_LINK_SCHEMES = ("http://", "https://", "mailto:", "ftp://")
_MOST_LINKS = 500

Link = tuple[float, float, float, float, str]
"""Left, bottom, right, top in the page's own coordinates, and the address."""


@dataclass(frozen=True, slots=True)
class Style:
    size: float
    bold: bool
    italic: bool
    turn: int | None
    """Quarter turns of the text on the page as it is shown, anticlockwise; None when it stands askew."""
    unseen: bool = False
    """Laid invisibly over the picture of a page, as text recognition does."""


class View:
    """Maps a page's own coordinates to points from the top left corner of the page as it is shown."""

    def __init__(self, page: pdfium.PdfPage, turn: int = 0) -> None:
        self.width, self.height = page.get_size()
        x0, y0 = self._device(page, 0, 0)
        x1, y1 = self._device(page, 1000, 0)
        x2, y2 = self._device(page, 0, 1000)
        a, b, e = (x1 - x0) / 1000, (x2 - x0) / 1000, x0
        d, f, g = (y1 - y0) / 1000, (y2 - y0) / 1000, y0
        for _ in range(turn % 4):
            # Text that runs upwards is read with the page turned clockwise: (x, y) becomes (height - y, x).
            a, b, e, d, f, g = -d, -f, self.height - g, a, b, e
            self.width, self.height = self.height, self.width
        self.a, self.b, self.e, self.d, self.f, self.g = a, b, e, d, f, g

    def _device(self, page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
        scale = 100
        px, py = ctypes.c_int(), ctypes.c_int()
        width, height = page.get_size()
        c.FPDF_PageToDevice(page, 0, 0, round(width * scale), round(height * scale), 0, x, y, px, py)
        return px.value / scale, py.value / scale


def _plain(function: Any, *arguments: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """Return a PDFium function that takes and gives plain numbers for pointers.

    A page has thousands of characters; wrapping each pointer as an object took most of the time.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    prototype: Any = ctypes.CFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *arguments)
    found: Callable[..., Any] = prototype(address)
    return found


def character_styles(text_page: pdfium.PdfTextPage, page_turn: int) -> list[Style | None]:
    """Return the style of every character; those that PDFium made up itself (line ends) have none."""
    get_object = _plain(c.FPDFText_GetTextObject, result=ctypes.c_void_p)
    handle = ctypes.cast(text_page.raw, ctypes.c_void_p).value
    styles: dict[int | None, Style | None] = {None: None}
    found: list[Style | None] = []
    for index in range(text_page.count_chars()):
        address = get_object(handle, index)
        if address not in styles:
            styles[address] = _style(text_page, index, page_turn)
        found.append(styles[address])
    return found


def _style(text_page: pdfium.PdfTextPage, index: int, page_turn: int) -> Style:
    matrix = c.FS_MATRIX()
    c.FPDFText_GetMatrix(text_page, index, matrix)
    size = c.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
    text_object = c.FPDFText_GetTextObject(text_page, index)
    font = c.FPDFTextObj_GetFont(text_object)
    name = ""
    flags = 0
    if font:
        buffer = ctypes.create_string_buffer(256)
        c.FPDFFont_GetBaseFontName(font, buffer, 256)
        name = buffer.value.decode("utf-8", "replace").casefold()
        flags = max(0, c.FPDFFont_GetFlags(font))
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) if matrix.a or matrix.b else 0.0
    quarter = round(angle / 90)
    return Style(
        size=max(0.5, abs(size)),
        bold=any(word in name for word in _BOLD_NAMES) or bool(flags & _BOLD_FLAG),
        italic=any(word in name for word in _ITALIC_NAMES) or bool(flags & _ITALIC_FLAG),
        turn=(quarter - page_turn) % 4 if abs(angle - quarter * 90) < 5 else None,
        unseen=c.FPDFTextObj_GetTextRenderMode(text_object) == c.FPDF_TEXTRENDERMODE_INVISIBLE,
    )


def page_links(page: pdfium.PdfPage) -> list[Link]:
    """Return (left, bottom, right, top, address) of the page's links to the world outside it."""
    found: list[Link] = []
    position, link = ctypes.c_int(0), c.FPDF_LINK()
    while len(found) < _MOST_LINKS and c.FPDFLink_Enumerate(page, position, link):
        action = c.FPDFLink_GetAction(link)
        rectangle = c.FS_RECTF()
        if not action or not c.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        size = c.FPDFAction_GetURIPath(page.pdf, action, None, 0)
        if not 1 < size < 4_000:
            continue
        buffer = ctypes.create_string_buffer(size)
        c.FPDFAction_GetURIPath(page.pdf, action, buffer, size)
        address = buffer.value.decode("utf-8", "replace").strip()
        if address.casefold().startswith(_LINK_SCHEMES):
            found.append((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top, address))
    return found


def characters(
    text_page: pdfium.PdfTextPage,
) -> Iterator[tuple[int, str, float, float, float, float, float, float]]:
    """Yield (index, text, left, bottom, right, top, baseline x, baseline y) in the page's own coordinates.

    Nobody asks where a space stands; it is all zeros.
    """
    get_unicode = _plain(c.FPDFText_GetUnicode, result=ctypes.c_uint)
    get_origin = _plain(c.FPDFText_GetCharOrigin, ctypes.c_void_p, ctypes.c_void_p)
    get_box = _plain(c.FPDFText_GetLooseCharBox, ctypes.c_void_p)
    x, y, box = ctypes.c_double(), ctypes.c_double(), c.FS_RECTF()
    x_at, y_at, box_at = (ctypes.addressof(place) for place in (x, y, box))
    handle = ctypes.cast(text_page.raw, ctypes.c_void_p).value
    high = 0
    for index in range(text_page.count_chars()):
        code = get_unicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        if code == 0x20:
            yield index, " ", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
            continue
        get_origin(handle, index, x_at, y_at)
        get_box(handle, index, box_at)
        yield index, chr(min(code, 0x10FFFF)), box.left, box.bottom, box.right, box.top, x.value, y.value
