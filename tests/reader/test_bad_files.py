"""Files that cannot be read cost `naast read` one sentence and status 2; odd ones that can be read are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from raw_pdf import raw_pdf
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ui.command_line import main

MEGABYTE = 1024 * 1024
Make = Callable[[Path], None]


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def letter(path: Path, password: str) -> None:
    canvas = Canvas(str(path), encrypt=StandardEncryption(password, ownerPassword="eigenaar", strength=128))
    canvas.drawString(50, 700, "De minister leest deze brief, die met zorg is gezet.")
    canvas.save()


def with_a_password(path: Path) -> None:
    letter(path, "geheim")


def without_text(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.rect(50, 50, 300, 300, fill=1)
    canvas.save()


def two_billion_pages(path: Path) -> None:
    path.write_bytes(raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", b"<</Type/Page>>"))


def pages_within_pages(path: Path) -> None:
    tree = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, 4_000)]
    path.write_bytes(raw_pdf(CATALOGUE, *tree, b"<</Type/Page/MediaBox[0 0 9 9]>>"))


def pages_that_hold_themselves(path: Path) -> None:
    path.write_bytes(raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 4>>"))


def deep_arrays(path: Path) -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    path.write_bytes(raw_pdf(CATALOGUE, ONE_PAGE, b"<</Type/Page/MediaBox[0 0 9 9]/X %s>>" % deep))


def two_hundred_megabytes_of_text(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"De minister leest de brief.\n" * 600)
        file.truncate(200 * MEGABYTE)


def a_pdf_beyond_every_limit(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(400 * MEGABYTE)


def a_folder(path: Path) -> None:
    path.mkdir()


def control_characters(path: Path) -> None:
    path.write_bytes(b"De brief \x81\x8d\x9d\x01\x02\x03 is geen tekst \x90\x8f\n" * 3)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (with_a_password, "is protected with a password"),
        (without_text, "has pictures of its pages but no text"),
        (two_billion_pages, "“brief.pdf”"),
        (pages_within_pages, "“brief.pdf”"),
        (pages_that_hold_themselves, "“brief.pdf”"),
        (deep_arrays, "“brief.pdf”"),
        (two_hundred_megabytes_of_text, "is a text of more than 20 MB"),
        (a_pdf_beyond_every_limit, "is larger than 300 MB"),
        (a_folder, "is a folder"),
        (control_characters, "not a text file"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    make: Make, told: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "brief.pdf"
    make(path)
    assert main(["read", str(path)]) == 2
    output, complaint = capfd.readouterr()
    assert output == ""
    assert complaint.startswith("naast: ")
    assert told in complaint
    assert complaint.count("\n") == 1
    assert complaint.rstrip().endswith(".")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1252"])
def test_text_without_a_mark_of_its_encoding_is_read(
    encoding: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes("De «ministers» – één vóór allen – betalen € 5 voor ‘koffie’…".encode(encoding))
    assert main(["read", str(path), "--format", "text"]) == 0
    assert capfd.readouterr().out.strip() == "De «ministers» – één vóór allen – betalen € 5 voor ‘koffie’…"


def test_a_pdf_that_only_its_owner_has_locked_just_opens(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "brief.pdf"
    letter(path, "")
    assert main(["read", str(path), "--format", "text"]) == 0
    assert capfd.readouterr().out.strip() == "De minister leest deze brief, die met zorg is gezet."
