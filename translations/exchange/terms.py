"""Reads and writes glossaries as files: the format follows the ending of the name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from reader.errors import EnvironmentProblem, InputError
from translations.exchange import csv_terms, tbx, tmx_terms, xlsx_terms
from translations.glossary_merge import Incoming
from translations.glossary_records import Concept, TermStatus
from translations.paths import write_atomically

MOST_BYTES = 100_000_000

Columns = Mapping[str, str] | None
Reader = Callable[[bytes, str, Columns, TermStatus], list[Incoming]]
Writer = Callable[[Iterable[Concept]], bytes]

_READERS: dict[str, Reader] = {
    ".tbx": lambda data, name, _, status: tbx.read_tbx(data, name, status=status),
    ".xml": lambda data, name, _, status: tbx.read_tbx(data, name, status=status),
    ".tmx": lambda data, name, _, status: tmx_terms.read_tmx_terms(data, name, status=status),
    ".xlsx": lambda data, name, columns, status: xlsx_terms.read_xlsx_terms(
        data, name, columns=columns, status=status
    ),
    ".csv": lambda data, name, columns, status: csv_terms.read_csv_terms(
        data, name, columns=columns, status=status
    ),
    ".tsv": lambda data, name, columns, status: csv_terms.read_csv_terms(
        data, name, columns=columns, status=status
    ),
}
_WRITERS: dict[str, Writer] = {
    ".tbx": tbx.write_tbx,
    ".tmx": tmx_terms.write_tmx_terms,
    ".xlsx": xlsx_terms.write_xlsx_terms,
    ".csv": csv_terms.write_csv_terms,
    ".tsv": lambda concepts: csv_terms.write_csv_terms(concepts, delimiter="\t"),
}


def read_terms(path: Path, *, columns: Columns = None, status: TermStatus = "approved") -> list[Incoming]:
    """Read a glossary file; ``columns`` maps our column names to those of a CSV, TSV or XLSX file.

    What has no status in the file gets the given one.

    Raises:
        InputError: the file is of another kind, too large, or wrong somewhere: says which line and what.
        EnvironmentProblem: the file cannot be read.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path.name} is not a glossary file; use {', '.join(sorted(_WRITERS))}.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB; split it.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path.name}.") from error
    except IsADirectoryError as error:
        raise InputError(f"{path.name} is a folder; name a file.") from error
    except OSError as error:
        raise EnvironmentProblem(f"{path.name} cannot be read: {error.strerror}.") from error
    found = reader(data, path.name, columns, status)
    if not found:
        raise InputError(f"{path.name} holds no terms.")
    return found


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
