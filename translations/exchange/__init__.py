"""Everything bilingual, in and out, and term lists: which formats there are and which module writes each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.errors import InputError
from translations.segments import Bilingual


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a translation can leave in: the name scripts use, file endings (the usual one first)."""

    name: str
    title: str
    endings: tuple[str, ...]
    binary: bool = False
    target_only: bool = True


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("html", "Web page", (".html", ".htm")),
        Format("docx", "Word document", (".docx",), binary=True),
        Format("odt", "OpenDocument text", (".odt",), binary=True),
        Format("xliff", "XLIFF 1.2", (".xliff", ".xlf"), target_only=False),
        Format("xliff2", "XLIFF 2.1", (".xlf2",), target_only=False),
        Format("tmx", "Translation memory (TMX)", (".tmx",), target_only=False),
        Format("txt", "Plain text", (".txt", ".text")),
        Format("json", "JSON for scripts", (".json",), target_only=False),
    )
}


def format_of(path: Path) -> Format | None:
    """Return the format that a file's ending asks for, None where it asks for none of ours."""
    ending = path.suffix.lower()
    return next((one for one in FORMATS.values() if ending in one.endings), None)


def export(bilingual: Bilingual, format: str, *, target_only: bool = False) -> bytes:
    """Return the document in a format of `FORMATS`, both languages or (where that makes sense) English alone.

    Every format says what of the English nobody reviewed.

    Raises:
        InputError: there is no such format, or it cannot hold the English alone.
    """
    known = FORMATS.get(format)
    if known is None:
        raise InputError(f"There is no format “{format}”; there are {', '.join(FORMATS)}.")
    if target_only and not known.target_only:
        raise InputError(f"{known.title} always holds both languages; choose html, docx, odt or txt for one.")
    return _writer(format)(bilingual, target_only)


def _writer(format: str) -> Callable[[Bilingual, bool], bytes]:
    """Import a format's module when it is wanted: some of them take a while to load."""
    if format == "html":
        from translations.exchange.html_table import write_bilingual_html

        return lambda bilingual, alone: write_bilingual_html(bilingual, target_only=alone)
    if format == "docx":
        from translations.exchange.docx_table import write_bilingual_docx

        return lambda bilingual, alone: write_bilingual_docx(bilingual, target_only=alone)
    if format == "odt":
        from translations.exchange.odt_table import write_bilingual_odt

        return lambda bilingual, alone: write_bilingual_odt(bilingual, target_only=alone)
    if format == "xliff":
        from translations.exchange.xliff import write_xliff

        return lambda bilingual, alone: write_xliff(bilingual)
    if format == "xliff2":
        from translations.exchange.xliff2 import write_xliff2

        return lambda bilingual, alone: write_xliff2(bilingual)
    if format == "tmx":
        from translations.exchange.tmx import write_tmx

        return lambda bilingual, alone: write_tmx(bilingual)
    if format == "txt":
        from translations.exchange.bilingual_text import write_bilingual_text

        return lambda bilingual, alone: write_bilingual_text(bilingual, target_only=alone).encode()
    from translations.exchange.bilingual_json import write_bilingual_json

    return lambda bilingual, alone: write_bilingual_json(bilingual)
