"""Tells by content what kind of file came back from another program, and reads its segments."""

from __future__ import annotations

from pathlib import Path

from reader.errors import InputError
from translations.exchange.units import Returned

MAX_RETURNED = 200 * 1024 * 1024


def read_returned(path: Path) -> list[Returned]:
    """Return the segments of a file that was edited elsewhere: XLIFF 1.2, XLIFF 2.x or the bilingual DOCX.

    Raises:
        InputError: it is none of these, too large, or damaged.
    """
    try:
        if path.stat().st_size > MAX_RETURNED:
            raise InputError(f"{path.name} is larger than 200 MB; Naast does not open it.")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name} cannot be read ({error.strerror}); check the file.") from error
    if data.startswith(b"PK"):
        from translations.exchange.docx_table import read_bilingual_docx

        return read_bilingual_docx(data)
    if b"<xliff" in data[:4096]:
        if b"urn:oasis:names:tc:xliff:document:2" in data[:4096]:
            from translations.exchange.xliff2 import read_xliff2

            return read_xliff2(data)
        from translations.exchange.xliff import read_xliff

        return read_xliff(data)
    raise InputError(f"{path.name} is neither XLIFF nor a bilingual DOCX from Naast; choose one of those.")
