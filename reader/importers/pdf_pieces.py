"""Takes the text of a PDF page from PDFium as pieces: runs of letters in one style, with their places."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as c

from reader.importers.pdf_characters import Link, Style, View, character_styles, characters, page_links

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
_SAMPLE = 16
"""One letter in so many is asked whether its font says which letter it is."""


@dataclass(slots=True)
class Piece:
    """Letters that stand together in one style on one baseline; points from the page's top left corner.

    ``spaced`` tells that a space is printed before it; ``raised`` that its characters are superscripts by
    themselves (¹²³); ``rough`` that it was recognised in a picture, so that it stands where it does only
    roughly, but its spaces are sure.
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
    rough: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's size in points as it is shown, its pieces in the order of the file, and how it was read."""

    width: float
    height: float
    pieces: list[Piece]
    letters: int
    unreadable: int


def page_text(page: pdfium.PdfPage) -> PageText:
    """Return the upright text of a page; text that stands askew (a stamp, a watermark) is left out.

    When most of a page's text is turned by a quarter (a wide table), the page is read turned.
    """
    text_page = page.get_textpage()
    try:
        styles = character_styles(text_page, page.get_rotation() // 90)
        turns = Counter(style.turn for style in styles if style is not None)
        turn = turns.most_common(1)[0][0] if turns else 0
        view = View(page, turn or 0)
        pieces, letters, unreadable = _pieces(text_page, styles, turn or 0, view, page_links(page))
        return PageText(view.width, view.height, pieces, letters, unreadable)
    finally:
        text_page.close()


def _pieces(
    text_page: pdfium.PdfTextPage,
    styles: list[Style | None],
    turn: int,
    view: View,
    links: list[Link],
) -> tuple[list[Piece], int, int]:
    pieces: list[Piece] = []
    piece: Piece | None = None
    style_of_piece: Style | None = None
    spaced = False
    last_x0 = last_x1 = 0.0
    letters = unreadable = 0
    raw = text_page.raw
    a, b, e, d, f, g = view.a, view.b, view.e, view.d, view.f, view.g
    for index, text, left, bottom, right, top, origin_x, origin_y in characters(text_page):
        style = styles[index]
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
        text, raised = (text, False) if text.isascii() and text.isprintable() else _normal(text)
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
            or (spaced and style.unseen)
            or gap > (_SPACED_GAP if spaced else GAP_IS_SPACE) * style.size
            or gap < -0.6 * style.size
            or link != piece.link
            or raised != piece.raised
        ):
            piece = Piece(
                text, x0, x1, y, style.size, style.bold, style.italic, link, spaced, raised, style.unseen
            )
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
