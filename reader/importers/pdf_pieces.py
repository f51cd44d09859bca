"""Takes the text of a PDF page from PDFium as pieces: runs of letters in one style, with their places."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as c

GAP_IS_SPACE = 0.16
"""A gap of this many ems parts two words where the PDF prints no space character."""
_SPACED_GAP = 0.03
_BASELINE_TOLERANCE = 0.08
_SPACES = frozenset(
    " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\t\r\n\v\f\u2028\u2029\x85"
)
_NOTHING = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff\x00\u200e\u200f")
_HYPHENS = frozenset("\x02\u00ad\u2010\u2011")
_SUPERSCRIPT_DIGITS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "¸": "\u0327",
    "ˇ": "\u030c", "˘": "\u0306", "˙": "\u0307", "˚": "\u030a", "˝": "\u030b", "˛": "\u0328",
}  # fmt: skip
"""Accents that old typesetters print over a letter as a character of their own."""
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique", "kursiv")
_ITALIC_FLAG = 1 << 6
_BOLD_FLAG = 1 << 18
_LINK_SCHEMES = ("http://", "https://", "mailto:", "ftp://")
_MOST_LINKS = 5_000
_SAMPLE = 16
"""One letter in so many is asked whether its font says which letter it is."""


@dataclass(slots=True)
class Piece:
    """Letters that stand together in one style on one baseline; points from the page's top left corner.

    ``spaced`` tells that a space is printed before it; ``raised`` that its characters are superscripts by
    themselves (¹²³).
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    link: str
    spaced: bool
    raised: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's size in points as it is shown, its pieces in the order of the file, and how it was read."""

    width: float
    height: float
    pieces: list[Piece]
    letters: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    italic: bool
    turn: int | None
    """Quarter turns of the text on the page as it is shown, anticlockwise; None when it stands askew."""


class _View:
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


def page_text(page: pdfium.PdfPage) -> PageText:
    """Return the upright text of a page; text that stands askew (a stamp, a watermark) is left out.

    When most of a page's text is turned by a quarter (a wide table), the page is read turned.
    """
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        styles = _styles(text_page, count, page.get_rotation() // 90)
        turns = Counter(style.turn for style in styles.seen)
        turn = turns.most_common(1)[0][0] if turns else 0
        view = _View(page, turn or 0)
        pieces, letters, unreadable = _pieces(text_page, count, styles, turn or 0, view, _links(page))
        return PageText(view.width, view.height, pieces, letters, unreadable)
    finally:
        text_page.close()


@dataclass(slots=True)
class _Styles:
    by_char: list[_Style | None]
    seen: list[_Style]


def _styles(text_page: pdfium.PdfTextPage, count: int, page_turn: int) -> _Styles:
    """Return the style of every character; those that PDFium made up itself have none."""
    by_object: dict[int, _Style] = {}
    by_char: list[_Style | None] = []
    seen: list[_Style] = []
    get_object = c.FPDFText_GetTextObject
    raw = text_page.raw
    for index in range(count):
        text_object = get_object(raw, index)
        if not text_object:
            by_char.append(None)
            continue
        address = ctypes.addressof(text_object.contents)
        style = by_object.get(address)
        if style is None:
            style = by_object[address] = _style(text_page, index, text_object, page_turn)
        by_char.append(style)
        seen.append(style)
    return _Styles(by_char, seen)


def _style(text_page: pdfium.PdfTextPage, index: int, text_object: object, page_turn: int) -> _Style:
    matrix = c.FS_MATRIX()
    c.FPDFText_GetMatrix(text_page, index, matrix)
    size = c.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
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
    return _Style(
        size=max(0.5, abs(size)),
        bold=any(word in name for word in _BOLD_NAMES) or bool(flags & _BOLD_FLAG),
        italic=any(word in name for word in _ITALIC_NAMES) or bool(flags & _ITALIC_FLAG),
        turn=(quarter - page_turn) % 4 if abs(angle - quarter * 90) < 5 else None,
    )


def _links(page: pdfium.PdfPage) -> list[tuple[float, float, float, float, str]]:
    """Return (left, bottom, right, top, address) of the page's links to the world outside it."""
    found: list[tuple[float, float, float, float, str]] = []
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


def _characters(
    text_page: pdfium.PdfTextPage, count: int
) -> Iterator[tuple[int, str, float, float, float, float, float, float]]:
    """Yield (index, text, left, bottom, right, top, baseline x, baseline y) in the page's own coordinates."""
    get_unicode, get_origin, get_box = (
        c.FPDFText_GetUnicode,
        c.FPDFText_GetCharOrigin,
        c.FPDFText_GetLooseCharBox,
    )
    x, y, box = ctypes.c_double(), ctypes.c_double(), c.FS_RECTF()
    x_ref, y_ref, box_ref = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    raw = text_page.raw
    high = 0
    for index in range(count):
        code = get_unicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        get_origin(raw, index, x_ref, y_ref)
        get_box(raw, index, box_ref)
        yield index, chr(code), box.left, box.bottom, box.right, box.top, x.value, y.value


def _pieces(
    text_page: pdfium.PdfTextPage,
    count: int,
    styles: _Styles,
    turn: int,
    view: _View,
    links: list[tuple[float, float, float, float, str]],
) -> tuple[list[Piece], int, int]:
    pieces: list[Piece] = []
    piece: Piece | None = None
    style_of_piece: _Style | None = None
    spaced = False
    last_x0 = last_x1 = 0.0
    letters = unreadable = 0
    raw = text_page.raw
    a, b, e, d, f, g = view.a, view.b, view.e, view.d, view.f, view.g
    for index, text, left, bottom, right, top, origin_x, origin_y in _characters(text_page, count):
        style = styles.by_char[index]
        if style is None or text in _SPACES:
            spaced = spaced or text in _SPACES
            continue
        if style.turn != turn or text in _NOTHING:
            continue
        letters += 1
        if (letters % _SAMPLE == 0 and c.FPDFText_HasUnicodeMapError(raw, index) == 1) or text == "\ufffd":
            unreadable += _SAMPLE
        xa, xb = a * left + b * bottom + e, a * right + b * top + e
        x0, x1 = min(xa, xb), max(xa, xb)
        y = d * origin_x + f * origin_y + g
        if x1 < -5 or x0 > view.width + 5 or y < -5 or y > view.height + 20:
            continue
        text, raised = _normal(text)
        link = ""
        if links:
            mid_x, mid_y = (left + right) / 2, (bottom + top) / 2
            link = next(
                (address for x, lo, r, hi, address in links if x <= mid_x <= r and lo <= mid_y <= hi), ""
            )
        if (
            text in _ACCENTS
            and piece is not None
            and last_x0 < (x0 + x1) / 2 < last_x1
            and piece.text[-1].isalpha()
        ):
            piece.text += _ACCENTS[text]
            continue
        gap = x0 - piece.x1 if piece else 0.0
        if (
            piece is None
            or (
                style is not style_of_piece
                and (style.size, style.bold, style.italic) != (piece.size, piece.bold, piece.italic)
            )
            or abs(y - piece.y) > _BASELINE_TOLERANCE * style.size
            or gap > (_SPACED_GAP if spaced else GAP_IS_SPACE) * style.size
            or gap < -0.6 * style.size
            or link != piece.link
            or raised != piece.raised
        ):
            piece = Piece(text, x0, x1, y, style.size, style.bold, style.italic, link, spaced, raised)
            pieces.append(piece)
        else:
            piece.text += text
            piece.x1 = max(piece.x1, x1)
        style_of_piece = style
        last_x0, last_x1 = x0, x1
        spaced = False
    for piece in pieces:
        piece.text = unicodedata.normalize("NFC", piece.text)
    return pieces, letters, unreadable


def _normal(text: str) -> tuple[str, bool]:
    """Return a character as text is written, and whether it is a superscript by itself."""
    if text in _HYPHENS:
        return "-", False
    if text in _SUPERSCRIPT_DIGITS:
        return _SUPERSCRIPT_DIGITS[text], True
    code = ord(text)
    if 0xFB00 <= code <= 0xFB06 or code in (0x132, 0x133):
        return unicodedata.normalize("NFKC", text), False
    if 0xE000 <= code <= 0xF8FF:
        # Symbol fonts keep their bullets in the private area (Wingdings, Symbol).
        return "•", False
    if code < 0x20 or 0x7F <= code < 0xA0:
        return "\ufffd", False
    return text, False
