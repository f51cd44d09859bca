"""Reads and writes glossaries as files: the format follows the ending of the name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from reader.errors import EnvironmentProblem, InputError
from translations.exchange import tbx, tmx_terms
from translations.exchange.csv_terms import csv_rows, write_csv_terms
from translations.exchange.table_columns import TablePreview, preview_of
from translations.exchange.table_terms import concepts_of
from translations.exchange.xlsx_terms import write_xlsx_terms, xlsx_rows
from translations.glossary_merge import Incoming
from translations.glossary_records import Concept, TermStatus
from translations.paths import write_atomically

MOST_BYTES = 100_000_000

Rows = Callable[[bytes, str], Iterator[tuple[int, list[str]]]]
Reader = Callable[[bytes, str, TermStatus], list[Incoming]]
Writer = Callable[[Iterable[Concept]], bytes]

_TABLES: dict[str, Rows] = {".csv": csv_rows, ".tsv": csv_rows, ".xlsx": xlsx_rows}
_READERS: dict[str, Reader] = {
    ".tbx": lambda data, name, status: tbx.read_tbx(data, name, status=status),
    ".xml": lambda data, name, status: tbx.read_tbx(data, name, status=status),
    ".tmx": lambda data, name, status: tmx_terms.read_tmx_terms(data, name, status=status),
}
_WRITERS: dict[str, Writer] = {
    ".tbx": tbx.write_tbx,
    ".tmx": tmx_terms.write_tmx_terms,
    ".xlsx": write_xlsx_terms,
    ".csv": write_csv_terms,
    ".tsv": lambda concepts: write_csv_terms(concepts, delimiter="\t"),
}


def preview_terms(path: Path) -> TablePreview | None:
    """Return the first rows of a CSV, TSV or XLSX file and what its columns seem to be; None for others.

    Raises:
        InputError, EnvironmentProblem: as ``read_terms``.
    """
    rows = _TABLES.get(path.suffix.lower())
    return preview_of(rows(_content(path), path.name)) if rows else None


def read_terms(
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    named: bool = True,
    status: TermStatus = "approved",
) -> list[Incoming]:
    """Read a glossary file.

    ``columns`` maps our column names to those of a CSV, TSV or XLSX file, or to their numbers (``#1``); a
    table whose columns are not ``named`` begins with its first term. What has no status in the file gets the
    given one.

    Raises:
        InputError: the file is of another kind, too large, or wrong somewhere: says which line and what.
        EnvironmentProblem: the file cannot be read.
    """
    ending = path.suffix.lower()
    if ending not in _WRITERS and ending not in _READERS:
        raise InputError(f"{path.name} is not a glossary file; use {', '.join(sorted(_WRITERS))}.")
    data = _content(path)
    if rows := _TABLES.get(ending):
        found = concepts_of(rows(data, path.name), path.name, mapping=columns, status=status, named=named)
    else:
        found = _READERS[ending](data, path.name, status)
    if not found:
        raise InputError(f"{path.name} holds no terms.")
    return found


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB; split it.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path.name}.") from error
    except IsADirectoryError as error:
        raise InputError(f"{path.name} is a folder; name a file.") from error
    except OSError as error:
        raise EnvironmentProblem(f"{path.name} cannot be read: {error.strerror}.") from error


def write_terms(path: Path, concepts: Iterable[Concept], *, bom: bool = True) -> None:
    """Write a glossary file; the old file stays until the new one is whole. ``bom`` is for CSV and TSV.

    Raises:
        InputError: the ending of the name is not one of ours.
        EnvironmentProblem: the file cannot be written.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise InputError(f"{path.name} should end in {', '.join(sorted(_WRITERS))}.")
    data = writer(concepts)
    if not bom and path.suffix.lower() in (".csv", ".tsv"):
        data = data.removeprefix(b"\xef\xbb\xbf")
    write_atomically(path, data)
