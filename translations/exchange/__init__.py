"""Everything bilingual, in and out, and term lists: which formats there are and which module writes each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.errors import InputError
from translations.findings import Finding
from translations.segments import Bilingual


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a translation can leave in: the name scripts use, file endings (the usual one first).

    ``target_only``: it can hold the English alone; ``report``: it has a place for what the checks found.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    binary: bool = False
    target_only: bool = True
    report: bool = True


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("html", "Web page", (".html", ".htm")),
        Format("docx", "Word document", (".docx",), binary=True),
        Format("odt", "OpenDocument text", (".odt",), binary=True),
        Format("xliff", "XLIFF 1.2", (".xliff", ".xlf"), target_only=False),
        Format("xliff2", "XLIFF 2.1", (".xlf2",), target_only=False),
        Format("tmx", "Translation memory (TMX)", (".tmx",), target_only=False, report=False),
        Format("txt", "Plain text", (".txt", ".text")),
        Format("json", "JSON for scripts", (".json",), target_only=False),
    )
}


def format_of(path: Path) -> Format | None:
    """Return the format that a file's ending asks for, None where it asks for none of ours."""
    ending = path.suffix.lower()
    return next((one for one in FORMATS.values() if ending in one.endings), None)


Writer = Callable[[Bilingual, bool, Sequence[Finding] | None], bytes]
"""Writes a document: (both texts, the English alone, what the checks found or None for no report)."""


def export(
    bilingual: Bilingual,
    format: str,
    *,
    target_only: bool = False,
    findings: Sequence[Finding] | None = None,
) -> bytes:
    """Return the document in a format of `FORMATS`, both languages or (where that makes sense) English alone.

    Every format says what of the English nobody reviewed. With `findings` (of `check_document`, perhaps
    none) a report of the checks goes along: a last section, notes in XLIFF, a list a segment in JSON.

    Raises:
        InputError: there is no such format, or it cannot hold the English alone, or no report.
    """
    known = FORMATS.get(format)
    if known is None:
        raise InputError(f"There is no format “{format}”; there are {', '.join(FORMATS)}.")
    if target_only and not known.target_only:
        raise InputError(f"{known.title} always holds both languages; choose html, docx, odt or txt for one.")
    if findings is not None:
        refuse_report(known, target_only)
    return _writer(format)(bilingual, target_only, findings)


def refuse_report(format: Format, target_only: bool) -> None:
    """Raise InputError where a report of the checks has no place: in TMX, and in a text for its reader."""
    if not format.report:
        raise InputError(f"{format.title} has no place for the report of the checks; choose another format.")
    if target_only:
        raise InputError("The report of the checks needs both languages; leave one of the two out.")


def _writer(format: str) -> Writer:
    """Import a format's module when it is wanted: some of them take a while to load."""
    if format == "html":
        from translations.exchange.html_table import write_bilingual_html

        return lambda bilingual, alone, found: write_bilingual_html(
            bilingual, target_only=alone, findings=found
        )
    if format == "docx":
        from translations.exchange.docx_table import write_bilingual_docx

        return lambda bilingual, alone, found: write_bilingual_docx(
            bilingual, target_only=alone, findings=found
        )
    if format == "odt":
        from translations.exchange.odt_table import write_bilingual_odt

        return lambda bilingual, alone, found: write_bilingual_odt(
            bilingual, target_only=alone, findings=found
        )
    if format == "xliff":
        from translations.exchange.xliff import write_xliff

        return lambda bilingual, alone, found: write_xliff(bilingual, found)
    if format == "xliff2":
        from translations.exchange.xliff2 import write_xliff2

        return lambda bilingual, alone, found: write_xliff2(bilingual, found)
    if format == "tmx":
        from translations.exchange.tmx import write_tmx

        return lambda bilingual, alone, found: write_tmx(bilingual)
    if format == "txt":
        from translations.exchange.bilingual_text import write_bilingual_text

        return lambda bilingual, alone, found: write_bilingual_text(
            bilingual, target_only=alone, findings=found
        ).encode()
    from translations.exchange.bilingual_json import write_bilingual_json

    return lambda bilingual, alone, found: write_bilingual_json(bilingual, found)
