"""Bad input on the command line: one plain sentence, status 2, and nothing changed."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from translations.paths import DataPaths
from ui.command_line import main

ROOT = Path(__file__).parents[1]
_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 24, 1, 2

Make = Callable[[Path], Path]


def empty(folder: Path) -> Path:
    file = folder / "empty.txt"
    file.write_bytes(b"")
    return file


def blank(folder: Path) -> Path:
    file = folder / "blank.txt"
    file.write_text(" \n\t\n\f\n", encoding="utf-8")
    return file


def binary(folder: Path) -> Path:
    file = folder / "binary.txt"
    file.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40)
    return file


def noise(folder: Path) -> Path:
    file = folder / "noise.pdf"
    file.write_bytes(zlib.compress(bytes(5000)) + bytes(range(255, -1, -1)) * 60)
    return file


def huge(folder: Path) -> Path:
    file = folder / "huge.txt"
    line = b"De minister leest de brief van het kabinet en de bank volgt.\n" * 17_000
    with file.open("wb") as written:
        for _ in range(200):
            written.write(line)
    return file


def damaged_pdf(folder: Path) -> Path:
    file = folder / "damaged.pdf"
    file.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer")
    return file


def pdf_bomb(folder: Path) -> Path:
    """A page whose content unpacks to half a gigabyte in three rounds of Flate."""
    content = b"BT /F1 12 Tf (a) Tj ET " * 1000
    data = zlib.compress(zlib.compress(zlib.compress(content * 20_000, 1), 9), 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode /FlateDecode] >>\nstream\n%s\nendstream"
        % (len(data), data),
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    file = folder / "bomb.pdf"
    file.write_bytes(out)
    return file


def zip_bomb(folder: Path) -> Path:
    file = folder / "bomb.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(300_000_000))
    return file


def picture(folder: Path) -> Path:
    file = folder / "scan.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0" + bytes(4000))
    return file


def a_directory(folder: Path) -> Path:
    made = folder / "letters"
    made.mkdir()
    return made


def a_missing_file(folder: Path) -> Path:
    return folder / "missing.pdf"


def everything_in(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(file), file.stat().st_size) for file in folder.rglob("*"))


@pytest.mark.parametrize(
    "make",
    [
        empty,
        blank,
        binary,
        noise,
        huge,
        damaged_pdf,
        pdf_bomb,
        zip_bomb,
        picture,
        a_directory,
        a_missing_file,
    ],
)
def test_bad_input_is_one_sentence_and_nothing_changes(
    make: Make, chosen: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    file = make(folder)
    before = everything_in(tmp_path)
    output = tmp_path / "out.html"
    status = main(["translate", str(file), "-o", str(output), "--no-glossary"])
    out, err = capfd.readouterr()
    assert (status, out) == (2, ""), err
    assert err.startswith("naast: ")
    assert err.count("\n") == 1
    assert err.rstrip().endswith(".")
    assert "Traceback" not in err
    assert everything_in(tmp_path) == before


def without_override() -> None:
    """Take from root the right to read what it may not, as others have it not."""
    libc = ctypes.CDLL(None)
    for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)


def naast(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui.command_line", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        preexec_fn=without_override if sys.platform.startswith("linux") and os.geteuid() == 0 else None,
    )


def test_a_letter_one_may_not_read(chosen: str, tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("De minister leest de brief.\n", encoding="utf-8")
    file.chmod(0)
    ran = naast("read", file)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1
    assert ran.stderr.startswith("naast: ")


def test_a_folder_one_may_not_write_to(chosen: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("De minister leest de brief.\n", encoding="utf-8")
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o500)
    ran = naast("translate", file, "-o", folder / "out.html", "--no-glossary")
    folder.chmod(0o700)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "You may not write to the folder" in ran.stderr
    assert list(folder.iterdir()) == []


def test_a_data_folder_that_cannot_be_made_is_one_sentence(
    paths: DataPaths, plain_file: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    paths.root.parent.mkdir(exist_ok=True)
    paths.root.write_text("a file where the folder should be")
    assert main(["model", "install", str(plain_file)]) == 1
    _, err = capfd.readouterr()
    assert err.count("\n") == 1
    assert "NAAST_HOME" in err
