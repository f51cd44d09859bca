"""Reads a PDF file: its printed lines with their places, for reflow to make paragraphs of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as c

from reader.document import Document
from reader.errors import InputError
from reader.importers.pdf_layout import printed_lines
from reader.importers.pdf_pieces import page_text
from reader.lines import Line, Page

MOST_PAGES = 3_000
MOST_LETTERS = 20_000_000
_FEW_LETTERS = 12
"""A page of a letter has more letters than this; a scan has a stamp or nothing at all."""


@dataclass(frozen=True, slots=True)
class PrintedText:
    """What is printed in a PDF: lines in reading order, the pages, and what the file says of itself."""

    lines: tuple[Line, ...]
    pages: tuple[Page, ...]
    metadata: dict[str, str] = field(default_factory=dict)


@contextmanager
def open_pdf(path: Path) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF file.

    Raises:
        InputError: it has a password, is damaged, or has more than ``MOST_PAGES`` pages.
    """
    name = path.name
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in {c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY}:
            raise InputError(
                f"“{name}” is protected with a password: save a copy without it and open that."
            ) from error
        raise InputError(
            f"“{name}” is damaged or incomplete and cannot be read as a PDF: download or save it again."
        ) from error
    try:
        if len(document) == 0:
            raise InputError(f"“{name}” is a PDF without pages: download or save it again.")
        if len(document) > MOST_PAGES:
            raise InputError(
                f"“{name}” has {len(document):,} pages, and Naast reads up to {MOST_PAGES:,}: split it first."
            )
        yield document
    finally:
        document.close()


def read_printed_text(path: Path) -> PrintedText:
    """Return the printed lines of a PDF file, page by page, in reading order.

    Raises:
        InputError: the file cannot be opened, holds pictures of pages but no text, or fonts that do not
            say which letters they show.
    """
    lines: list[Line] = []
    pages: list[Page] = []
    letters = unreadable = damaged = 0
    pictures = False
    wordless: list[str] = []
    with open_pdf(path) as document:
        for index in range(len(document)):
            try:
                page = document[index]
            except pdfium.PdfiumError:
                damaged += 1
                continue
            try:
                text = page_text(page)
                if text.letters <= _FEW_LETTERS and _shows_pictures(page):
                    pictures = True
                    if not text.letters:
                        wordless.append(str(index + 1))
            finally:
                page.close()
            letters += text.letters
            unreadable += text.unreadable
            if letters > MOST_LETTERS:
                raise InputError(
                    f"“{path.name}” holds more text than Naast can read at once: split it first."
                )
            pages.append(Page(index + 1, text.width, text.height))
            lines.extend(printed_lines(text.pieces, index + 1, text.width))
        metadata = _metadata(document)
        count = len(document)
    if damaged and not lines:
        raise InputError(
            f"“{path.name}” is damaged: none of its pages can be read; download or save it again."
        )
    if letters <= _FEW_LETTERS * count and (pictures or letters == 0):
        found = "has pictures of its pages but no text" if pictures else "has no text"
        raise InputError(
            f"“{path.name}” {found}: let a scanning program recognise the text (OCR) and open the result."
        )
    if unreadable > 0.4 * letters:
        raise InputError(
            f"The letters of “{path.name}” cannot be read, because its fonts do not say which they are: "
            "print it to an image PDF, have the text recognised (OCR) and open the result."
        )
    if damaged:
        metadata["damaged_pages"] = str(damaged)
    if wordless:
        metadata["pages_of_pictures"] = ", ".join(wordless)
    return PrintedText(tuple(lines), tuple(pages), metadata)


def import_pdf(path: Path) -> Document:
    """Return the document that a PDF file holds; raises InputError as `read_printed_text`."""
    from reader.reflow import reflow

    printed = read_printed_text(path)
    return reflow(printed.lines, source=path.name, metadata=printed.metadata)


def _shows_pictures(page: pdfium.PdfPage) -> bool:
    return any(
        True for _ in page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_PATH], max_depth=2)
    )


def _metadata(document: pdfium.PdfDocument) -> dict[str, str]:
    found = {"format": "pdf", "pages": str(len(document))}
    with suppress(pdfium.PdfiumError):
        for key, name in (("Title", "pdf_title"), ("Author", "pdf_author"), ("CreationDate", "pdf_created")):
            value = document.get_metadata_value(key).strip()
            if value and value != "None":
                found[name] = value[:500]
    return found
