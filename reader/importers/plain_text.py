"""Plain text in any common encoding, to printed lines."""

from __future__ import annotations

import codecs
import re

from reader.document import Document
from reader.errors import InputError
from reader.lines import Line
from reader.reflow import reflow

LARGEST_TEXT = 20 * 1024 * 1024
"""The most bytes (or characters, for text given as such) that are read."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_WINDOWS_1252 = "naast.windows-1252"
_LINE_END = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
_NOT_TEXT = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_EMPTY = "There is no text in this document; choose a file that holds text."
_BINARY = "This is not a text file; choose a text, PDF or office document."


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16, UTF-32 (with a mark) or Windows-1252.

    Raises InputError when the data is too large or is no text.
    """
    if len(data) > LARGEST_TEXT:
        raise InputError(
            f"The text is larger than {LARGEST_TEXT // 1024 // 1024} MB; split it into smaller files."
        )
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding)
    if _looks_like_utf16(data):
        # The last byte of a file that was cut off is half a letter.
        data = data[: len(data) // 2 * 2]
        return _decoded(data, "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if _mostly_utf8(data):
            return data.decode("utf-8", _AS_WINDOWS_1252)
        # Python's cp1252 refuses the five bytes that Windows leaves undefined; so do we, as binary.
        return _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(_BINARY) from error


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 in Windows-1252; a letter that the file's end cut off is left out."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    cut_off = error.end == len(error.object) and stray[0] >= 0xC2
    return "" if cut_off else stray.decode("cp1252", "replace"), error.end


codecs.register_error(_AS_WINDOWS_1252, _as_windows_1252)


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether a text is UTF-8 but for a few bytes, as one put together from several files is."""
    beyond_ascii = [character for character in data.decode("utf-8", "replace") if character > "\x7f"]
    stray = beyond_ascii.count("\ufffd")
    # Windows-1252 hardly ever has two letters in a row that look like one of UTF-8.
    return len(beyond_ascii) - stray >= max(2, stray)


def _looks_like_utf16(data: bytes) -> bool:
    """Tell whether half of the bytes are zero in the way of Western text in two bytes a letter."""
    if len(data) < 4:
        return False
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return max(even, odd) > 0.4 * len(sample) / 2 and min(even, odd) < 0.05 * len(sample) / 2


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text; a form feed begins a page."""
    lines: list[Line] = []
    for number, page in enumerate(text.removeprefix("\ufeff").split("\f"), start=1):
        lines.extend(Line(line, number) for line in _LINE_END.split(page))
    return lines


def read_plain_text(text: str, source: str = "clipboard", *, format_name: str = "text") -> Document:
    """Return the document that a text holds.

    Raises InputError when the text is empty, too long, or binary.
    """
    if len(text) > LARGEST_TEXT:
        raise InputError(
            f"The text is longer than {LARGEST_TEXT // 1024 // 1024} million characters; split it."
        )
    if not text.strip("\ufeff\u200b \t\r\n\f\v\x85\xa0"):
        raise InputError(_EMPTY)
    # PDFium writes U+0002 where a hyphen ended a line; any other control character is not of text.
    suspicious = len(_NOT_TEXT.findall(text.replace("\x02\n", "").replace("\x02\r", "")))
    if "\x00" in text or suspicious > max(2, len(text) // 200):
        raise InputError(_BINARY)
    document = reflow(lines_of(text), source=source, metadata={"format": format_name})
    if not document.blocks:
        raise InputError(_EMPTY)
    return document


def import_plain_text(data: bytes, source: str) -> Document:
    """Return the document that a text file holds; ``source`` is its name. Raises InputError."""
    return read_plain_text(decode(data), source)
