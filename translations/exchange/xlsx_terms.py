"""Glossaries as Excel workbooks: the first sheet, a concept a row, text only, never a formula."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError

from reader.errors import InputError
from translations.exchange.table_columns import COLUMNS
from translations.exchange.table_terms import rows_of
from translations.glossary_records import Concept

MOST_UNPACKED = 300_000_000
MOST_RATIO = 200
_WIDE = {
    "dutch": 36,
    "english": 36,
    "dutch_variants": 24,
    "english_variants": 24,
    "definition": 40,
    "note": 30,
}


def write_xlsx_terms(concepts: Iterable[Concept]) -> bytes:
    """Return concepts as a workbook with a header that stays in view; every cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Glossary")
    sheet.freeze_panes = "A2"
    for place, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDE.get(column, 14)
    header = []
    for column in COLUMNS:
        cell = WriteOnlyCell(sheet, value=column)
        cell.font = Font(bold=True)
        header.append(cell)
    sheet.append(header)
    for row in rows_of(concepts):
        cells = []
        for column in COLUMNS:
            try:
                cell = WriteOnlyCell(sheet, value=row[column])
            except IllegalCharacterError:
                cell = WriteOnlyCell(sheet, value="".join(c for c in row[column] if c.isprintable()))
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx_rows(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a workbook's first sheet with their numbers.

    Raises:
        InputError: no workbook, or a suspicious one.
    """
    _check_zip(data, name)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, ["" if value is None else str(value) for value in row]
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part makes its parser raise
        raise InputError(f"{name} is not a sound Excel workbook: {type(error).__name__}.") from error


def _check_zip(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            packed = max(1, sum(member.compress_size for member in members))
            if unpacked > MOST_UNPACKED or (unpacked > 1_000_000 and unpacked / packed > MOST_RATIO):
                raise InputError(f"{name} unpacks to suspiciously much; export it again as CSV.")
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as part:
                        if b"<!DOCTYPE" in part.read(2000):
                            raise InputError(f"{name} is not a sound Excel workbook: it declares entities.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise InputError(f"{name} is not an Excel workbook (.xlsx).") from error
