"""Which importer reads a file is told by what is in it; what cannot be read is told in one sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.importers import LARGEST_TEXT_FILE, read_document, read_text


@pytest.mark.parametrize("name", ["brief.txt", "brief.pdf", "brief.docx", "brief"])
def test_text_is_text_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Dit is een brief. Hij is kort.\n", encoding="utf-8")
    assert [block.text for block in read_document(path).blocks] == ["Dit is een brief. Hij is kort."]


@pytest.mark.parametrize("text", ["a < b en b > c, zegt de Minister.", "<3 de Kamer, zegt de Minister."])
def test_a_sign_does_not_make_a_web_page(tmp_path: Path, text: str) -> None:
    path = tmp_path / "brief.txt"
    path.write_text(text, encoding="utf-8")
    assert [block.text for block in read_document(path).blocks] == [text]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\x00\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), r"is a picture: .*OCR"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "is a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"of an old Office kind .* save it as \.docx"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is protected with a password",
        ),
        (b"{\\rtf1\\ansi tekst}", r"is Rich Text: .* save it as \.docx"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "is an archive: unpack it"),
        (b"\x1f\x8b\x08" + bytes(50), "is an archive"),
        (b"MZ\x90\x00" + bytes(50), "is a program"),
        (b"\x7fELF" + bytes(50), "is a program"),
        (b'<?xml version="1.0"?><rss><item/></rss>', "is XML of a kind that Naast does not know"),
        (bytes(range(256)) * 40, "not a text file"),
    ],
)
def test_what_is_no_document_is_told_with_what_to_do(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "iets.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        read_document(path)
    assert "\n" not in str(caught.value)


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read_document(tmp_path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        read_document(tmp_path / "weg.pdf")


def test_a_name_that_no_file_can_have_is_told() -> None:
    with pytest.raises(InputError):
        read_document(Path("brief\x00.pdf"))


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "geheim.txt"
    path.write_text("tekst", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        # The superuser may read everything; the system's refusal is played instead.
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=r"You may not read “geheim\.txt”"):
        read_document(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        path = tmp_path
    else:
        path = tmp_path / "pijp"
        os.mkfifo(path)
    with pytest.raises(InputError):
        read_document(path)


def test_a_text_of_two_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    with path.open("wb") as file:
        file.write(b"Dit is een brief. " * 1000)
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(InputError, match=f"more than {LARGEST_TEXT_FILE // 1024 // 1024} MB"):
        read_document(path)


def test_pasted_text_is_a_document() -> None:
    document = read_text("Dit is een brief. Hij is kort.")
    assert document.source == "clipboard"
    assert [block.text for block in document.blocks] == ["Dit is een brief. Hij is kort."]
