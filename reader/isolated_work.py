"""The pieces of work that are done in a process of their own, for `reader.isolation`."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from reader.errors import InputError

_MOST_PIXELS = 30_000_000


def read_document_as_json(path: str) -> str:
    """Return the document in the file ``path`` as JSON of `reader.document_codec`; raises InputError."""
    from reader.document_codec import to_json
    from reader.importers import read_document

    return to_json(read_document(Path(path)))


def read_text_as_json(text: str, source: str) -> str:
    """Return the document that ``text`` holds as JSON of `reader.document_codec`; raises InputError."""
    from reader.document_codec import to_json
    from reader.importers import read_text

    return to_json(read_text(text, source))


def render_page_as_png(path: str, page: int, dpi: float) -> bytes:
    """Return page ``page`` (from 1) of the PDF ``path`` as a PNG picture; raises InputError.

    A page so large that ``dpi`` would give more than 30 million pixels is shown smaller.
    """
    from reader.importers.pdf import open_pdf

    with open_pdf(Path(path)) as document:
        if not 1 <= page <= len(document):
            raise InputError(f"There is no page {page}: the document has {len(document)} pages.")
        shown = document[page - 1]
        width, height = shown.get_size()
        scale = min(max(10.0, dpi), 600.0) / 72
        pixels = max(1.0, width * scale * height * scale)
        if pixels > _MOST_PIXELS:
            scale *= (_MOST_PIXELS / pixels) ** 0.5
        bitmap = shown.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        rows, columns, stride, channels = bitmap.height, bitmap.width, bitmap.stride, bitmap.n_channels
        return _png(bytes(bitmap.buffer), columns, rows, stride, channels)


def _png(data: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """Return pixels (grey, RGB or RGBA by their number of channels) as a PNG file (ISO/IEC 15948)."""
    colour = {1: 0, 3: 2, 4: 6}[channels]
    line = width * channels
    raw = b"".join(b"\0" + data[row * stride : row * stride + line] for row in range(height))

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(raw, 6))
        + chunk(b"IEND", b"")
    )
