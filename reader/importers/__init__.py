"""One module a format; the registry here picks by content, whatever the file is called."""

from __future__ import annotations

import os
from pathlib import Path

from reader.document import Document
from reader.errors import InputError

LARGEST_FILE = 300 * 1024 * 1024
LARGEST_TEXT_FILE = 20 * 1024 * 1024
_HEAD = 16 * 1024

_PICTURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x00\x0cjP",
)
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")


def read_document(path: Path) -> Document:
    """Return the document in a file: PDF, Word (docx), OpenDocument text, HTML, XML, XLIFF or plain text.

    This reads in the calling process; `reader.isolation.read_document_isolated` reads in one of its own.

    Raises:
        InputError: it is no file that can be read, or not of a kind or size that Naast reads.
    """
    path = Path(path)
    head, size = _look(path)
    name = path.name
    if size == 0 or not head.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise InputError(f"“{name}” is empty: choose a file that holds text.")
    if size > LARGEST_FILE:
        raise InputError(f"“{name}” is larger than {_megabytes(LARGEST_FILE)}: split it into smaller files.")
    if b"%PDF-" in head[:1024]:
        return _pdf(path)
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    _refuse_other_kinds(head, name)
    if size > LARGEST_TEXT_FILE:
        raise InputError(
            f"“{name}” is a text of more than {_megabytes(LARGEST_TEXT_FILE)}: split it into smaller files."
        )
    return _text_or_markup(_read(path), name)


def read_text(text: str, source: str = "clipboard") -> Document:
    """Return the document that a text holds, as pasted. Raises InputError when it is empty or too long."""
    from reader.importers.plain_text import read_plain_text

    return read_plain_text(text, source)


def _look(path: Path) -> tuple[bytes, int]:
    """Return the first bytes and the size of a file; raises InputError when there is none to read."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise InputError(f"“{name}” is a folder: choose a document in it.")
        if not path.exists():
            raise InputError(f"There is no file “{path}”: check the name.")
        if not path.is_file():
            raise InputError(f"“{name}” is not a file: choose a document.")
        with path.open("rb") as file:
            return file.read(_HEAD), os.fstat(file.fileno()).st_size
    except PermissionError as error:
        raise InputError(f"You may not read “{name}”: change its permissions or copy it.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"“{name}” cannot be read: check the disk or copy the file.") from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(f"“{path.name}” cannot be read: check the disk or copy the file.") from error


def _megabytes(count: int) -> str:
    return f"{count // 1024 // 1024} MB"


def _pdf(path: Path) -> Document:
    from reader.importers.pdf import import_pdf

    return import_pdf(path)


def _zipped(path: Path) -> Document:
    from reader.importers.packed import open_packed

    with open_packed(path) as packed:
        if packed.kind() == "docx":
            from reader.importers.docx import read_docx

            return read_docx(packed)
        from reader.importers.odt import read_odt

        return read_odt(packed)


def _refuse_other_kinds(head: bytes, name: str) -> None:
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in head:
            raise InputError(f"“{name}” is protected with a password: save a copy without it and open that.")
        raise InputError(
            f"“{name}” is of an old Office kind (.doc, .xls, .msg): open it in Word or LibreOffice "
            "and save it as .docx."
        )
    if head.startswith(b"{\\rtf"):
        raise InputError(f"“{name}” is Rich Text: open it in Word or LibreOffice and save it as .docx.")
    if _is_picture(head):
        raise InputError(
            f"“{name}” is a picture: let a scanning program recognise its text (OCR) and open the result."
        )
    if (
        head.startswith(_ARCHIVES)
        or head[257:262] == b"ustar"
        or head.startswith((b"PK\x05\x06", b"PK\x07\x08"))
    ):
        raise InputError(f"“{name}” is an archive: unpack it and open a document in it.")
    if head.startswith(_PROGRAMS) and b"\x00" in head:
        raise InputError(f"“{name}” is a program, not a document: choose a text, PDF or office document.")


def _is_picture(head: bytes) -> bool:
    return (
        head.startswith(_PICTURES)
        or head[4:12] in {b"ftypheic", b"ftypavif", b"ftypmif1"}
        or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")
        or (head.startswith(b"BM") and b"\x00" in head[2:32])
    )


def _text_or_markup(data: bytes, name: str) -> Document:
    from reader.importers.markup_kind import markup_kind

    kind = markup_kind(data[:_HEAD])
    if kind == "xliff":
        from reader.importers.xliff import read_xliff

        return read_xliff(data, name)
    if kind == "html":
        from reader.importers.html import read_html

        return read_html(data, name)
    if kind == "official_xml":
        from reader.importers.official_xml import read_official_xml

        return read_official_xml(data, name)
    if kind == "xml":
        raise InputError(
            f"“{name}” is XML of a kind that Naast does not know: "
            "export it as a text, PDF or office document."
        )
    from reader.importers.plain_text import import_plain_text

    return import_plain_text(data, name)
