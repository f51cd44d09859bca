"""Opens the zip file that a Word or OpenDocument text is, within limits; nothing is ever unpacked to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import etree

from reader.errors import InputError
from reader.safe_xml import parse

MOST_FILES = 10_000
LARGEST_PART = 64 * 1024 * 1024
LARGEST_RATIO = 300
_SMALL = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Packed:
    """An open zip file and the name that the person knows it by."""

    archive: zipfile.ZipFile
    name: str

    def kind(self) -> Literal["docx", "odt"]:
        """Return which kind of document this is; raises InputError for kinds that Naast does not read."""
        mimetype = self.read("mimetype")[:100] if self.has("mimetype") else b""
        if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
        if self.has("[Content_Types].xml"):
            types = self.read("[Content_Types].xml")
            if b"wordprocessingml" in types or b"ms-word.document" in types:
                return "docx"
        if mimetype.startswith(b"application/vnd.oasis") or self.has("[Content_Types].xml"):
            raise InputError(
                f"“{self.name}” is an office file but no text document: save its text as .docx or .odt."
            )
        raise InputError(f"“{self.name}” is an archive: unpack it and open a document in it.")

    def has(self, part: str) -> bool:
        """Tell whether the zip file holds this part."""
        try:
            self.archive.getinfo(part)
        except KeyError:
            return False
        return True

    def read(self, part: str) -> bytes:
        """Return a part's bytes; raises InputError when it is missing, locked, damaged or swells."""
        try:
            info = self.archive.getinfo(part)
            if info.flag_bits & 1:
                raise InputError(
                    f"“{self.name}” is protected with a password: save a copy without it and open that."
                )
            swells = info.file_size > _SMALL and info.file_size > LARGEST_RATIO * max(1, info.compress_size)
            if info.file_size > LARGEST_PART or swells:
                raise self._too_large()
            with self.archive.open(info) as file:
                data = file.read(LARGEST_PART + 1)
        except KeyError as error:
            raise self._damaged() from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise self._damaged() from error
        if len(data) > LARGEST_PART:
            raise self._too_large()
        return data

    def xml(self, part: str) -> etree._Element:
        """Return the root of an XML part; raises InputError."""
        return parse(self.read(part), f"“{self.name}”")

    def _too_large(self) -> InputError:
        return InputError(f"“{self.name}” unpacks to far more than its size, as files made to do harm do.")

    def _damaged(self) -> InputError:
        return InputError(f"“{self.name}” is damaged or incomplete: save or download it again.")


@contextmanager
def open_packed(path: Path) -> Iterator[Packed]:
    """Open a zip file for reading; raises InputError when it is damaged or holds too many files."""
    damaged = f"“{path.name}” is damaged or incomplete: save or download it again."
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(damaged) from error
    with archive:
        if len(archive.infolist()) > MOST_FILES:
            raise InputError(f"“{path.name}” holds more files than a document does: it cannot be opened.")
        yield Packed(archive, path.name)
