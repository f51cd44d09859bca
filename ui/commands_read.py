"""`naast read`: the document as Naast understands it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from reader.document import Document
from reader.errors import InputError
from reader.unread import what_was_not_read
from translations.paths import DataPaths


def open_document(file: Path) -> Document:
    """Read a letter in a process of its own, after the checks that need none; say what of it cannot be read.

    Raises:
        InputError: it cannot be read, or is no letter.
    """
    from reader.isolation import read_document_isolated

    if not file.exists():
        raise InputError(f"There is no file {file}.")
    if file.is_dir():
        raise InputError(f"{file} is a folder; give a letter in it.")
    document = read_document_isolated(file)
    unread = what_was_not_read(document)
    if unread:
        print(f"naast: {file.name}: {unread}", file=sys.stderr)
    return document


def read(arguments: argparse.Namespace, paths: DataPaths) -> int:
    """Print a letter as text or JSON."""
    document = open_document(arguments.file)
    if arguments.format == "json":
        from reader.document_json import document_to_json

        json.dump(document_to_json(document), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        from reader.writers.text import write_text

        sys.stdout.write(write_text(document))
    sys.stdout.flush()
    return 0
