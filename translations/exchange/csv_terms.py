"""Glossaries as CSV or TSV: any common separator and encoding in, UTF-8 with formulas made harmless out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from reader.errors import InputError
from translations.exchange.table_columns import COLUMNS
from translations.exchange.table_terms import MOST_CHARACTERS, rows_of
from translations.glossary_records import Concept

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet takes for a formula (OWASP, "CSV Injection")."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe before what looks like a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def unneutral(cell: str) -> str:
    """Take away the apostrophe that ``neutral`` put there."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def write_csv_terms(concepts: Iterable[Concept], *, delimiter: str = ",") -> bytes:
    """Return concepts as CSV in UTF-8 with a byte order mark (for spreadsheets), formulas made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows_of(concepts):
        writer.writerow([neutral(row[column]) for column in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def csv_rows(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of CSV or TSV with their line numbers; the separator and the encoding are found out.

    Raises:
        InputError: no text, or a row is wrong: says the line.
    """
    return _rows(_decoded(data, name), name)


def _decoded(data: bytes, name: str) -> str:
    encoding = next((coding for mark, coding in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise InputError(f"{name} is not a text file; export it as CSV or TSV.")
    return text


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max("\t,;|", key=first.count)
    old = csv.field_size_limit(MOST_CHARACTERS + 1)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                yield line, [unneutral(cell) for cell in cells]
                line = reader.line_num + 1
        except csv.Error as error:
            raise InputError(f"{name}, line {line}: {error}; check the quotation marks there.") from error
    finally:
        csv.field_size_limit(old)
