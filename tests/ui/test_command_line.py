"""The command line as scripts use it: results on standard output, the rest on standard error."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from translations.paths import DataPaths
from translations.settings import load_settings
from ui.command_line import main

LETTER = """32 735 Mensenrechten in het buitenlands beleid

Nr. 209 BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

De minister leest de brief van het kabinet. De bank heeft ruim 70.000 euro
en volgt het kabinet niet.1

1 https://www.hrw.org/report/2018/09/09/
"""
NOTICE = "Machine translation, not reviewed"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "letter.txt"
    file.write_text(LETTER, encoding="utf-8")
    return file


Ran = tuple[int, str, str]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], chosen: str) -> object:
    """Run `naast` with arguments; return status, standard output and standard error."""

    def naast(*arguments: object) -> Ran:
        capsysbinary.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return naast


def test_read_prints_reflowed_text_without_footnote_marks(run, letter: Path) -> None:
    status, out, err = run("read", letter)
    assert status == 0
    assert "De bank heeft ruim 70.000 euro en volgt het kabinet niet.\n" in out
    assert err == ""


def test_read_prints_the_json_that_scripts_rely_on(run, letter: Path) -> None:
    status, out, _ = run("read", letter, "--format", "json")
    found = json.loads(out)
    assert status == 0
    assert set(found) == {"source", "title", "blocks", "footnotes"}
    assert set(found["blocks"][0]) == {"id", "kind", "text", "page", "marker", "footnotes", "sentences"}
    last = found["blocks"][-1]
    assert last["sentences"][0] == "De minister leest de brief van het kabinet."
    assert last["footnotes"] == [{"number": 1, "offset": len(last["text"])}]
    assert found["footnotes"] == [{"number": 1, "text": "https://www.hrw.org/report/2018/09/09/", "page": 1}]


def test_translate_to_json_has_segments_beside_the_same_blocks(run, letter: Path) -> None:
    status, out, err = run("translate", letter, "--to", "json", "--no-glossary")
    found = json.loads(out)
    assert status == 0
    read = json.loads(run("read", letter, "--format", "json")[1])
    without = [{k: v for k, v in block.items() if k != "segments"} for block in found["blocks"]]
    assert without == read["blocks"]
    segments = found["blocks"][-1]["segments"]
    assert [one["en"] for one in segments] == [
        "The minister reads the letter of the government.",
        "The bank has ruim 70,000 euros and follows the government not.",
    ]
    assert {"id", "nl", "en", "score", "status", "marks", "terms"} <= set(segments[0])
    assert segments[0]["status"] == "machine"
    assert found["footnotes"][0]["segments"][0]["en"] == "https://www.hrw.org/report/2018/09/09/"
    assert "5 sentences" in err or "sentences in" in err


def test_translate_writes_html_unless_told_otherwise(run, letter: Path) -> None:
    status, out, _ = run("translate", letter, "--no-glossary")
    assert status == 0
    assert NOTICE in out
    page = etree.fromstring(out.encode(), etree.HTMLParser())
    assert "The minister reads the letter of the government." in "".join(page.itertext())
    assert "De minister leest de brief van het kabinet." in "".join(page.itertext())


@pytest.mark.parametrize("ending", ["html", "docx", "odt", "xliff", "xlf", "tmx", "txt", "json"])
def test_the_format_follows_the_ending_of_the_output(run, letter: Path, tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"out.{ending}"
    status, out, _ = run("translate", letter, "-o", output, "--no-glossary")
    assert (status, out) == (0, "")
    data = output.read_bytes()
    if ending in ("docx", "odt"):
        name = "word/document.xml" if ending == "docx" else "content.xml"
        with zipfile.ZipFile(output) as archive:
            data = archive.read(name)
    assert b"The minister reads the letter of the government." in data
    assert NOTICE.encode() in data
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == sorted(
        ["letter.txt", output.name]
    )


def test_target_only_leaves_the_dutch_out(run, letter: Path) -> None:
    status, out, _ = run("translate", letter, "--to", "txt", "--target-only", "--no-glossary")
    assert status == 0
    assert out.startswith(NOTICE)
    assert "The minister reads the letter of the government." in out
    assert "De minister" not in out
    assert "follows the government not.[1]" in out


def test_several_letters_go_to_a_folder(run, letter: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "letter.md"
    other.parent.mkdir()
    other.write_text("Het kabinet leest de brief niet, maar de bank is er.\n", encoding="utf-8")
    folder = tmp_path / "english"
    status, out, _ = run("translate", letter, other, "-o", folder, "--to", "txt", "--no-glossary")
    assert (status, out) == (0, "")
    # Whoever may see the folder's surroundings may see the translations: only Naast's own data is private.
    (tmp_path / "plain").mkdir()
    assert folder.stat().st_mode == (tmp_path / "plain").stat().st_mode
    names = sorted(file.name for file in folder.iterdir())
    assert len(names) == 2
    assert names[1] == "letter.txt"


def test_several_letters_without_a_folder_are_bad_usage(run, letter: Path, tmp_path: Path) -> None:
    status, out, err = run("translate", letter, letter)
    assert (status, out) == (2, "")
    assert err == "naast: Several letters need a folder to go to: add -o FOLDER.\n"


def test_of_several_letters_one_bad_one_does_not_stop_the_others(run, letter: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\nnothing")
    folder = tmp_path / "english"
    status, _, err = run("translate", bad, letter, "-o", folder, "--to", "txt", "--no-glossary")
    assert status == 2
    assert [file.name for file in folder.iterdir()] == ["letter.txt"]
    assert "bad.pdf" in err


def test_the_letter_itself_is_never_overwritten(run, letter: Path) -> None:
    status, _, err = run("translate", letter, "-o", letter, "--no-glossary")
    assert status == 2
    assert "the letter itself" in err
    assert letter.read_text(encoding="utf-8") == LETTER
    assert run("translate", letter, "-o", letter.parent, "--to", "txt", "--no-glossary")[0] == 0
    assert letter.read_text(encoding="utf-8") == LETTER
    assert (letter.parent / "letter.en.txt").is_file()


def test_xliff_2_is_asked_for_by_name(run, letter: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.xlf"
    assert run("translate", letter, "-o", output, "--to", "xliff2", "--no-glossary")[0] == 0
    assert etree.fromstring(output.read_bytes()).get("version") == "2.1"
    assert run("translate", letter, "-o", output, "--no-glossary")[0] == 0
    assert etree.fromstring(output.read_bytes()).get("version") == "1.2"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["translate", "missing.txt"], "There is no file missing.txt"),
        (["translate", "LETTER", "-o", "out.pdf"], "out.pdf does not say which format"),
        (
            ["translate", "LETTER", "-o", "f.txt", "--to", "docx"],
            "ends as Plain text does, but --to asks",
        ),
        (
            ["translate", "LETTER", "-o", "f.html", "--to", "txt"],
            "or let the name end in .txt",
        ),
        (["translate", "LETTER", "-o", "no/such/folder/out.html"], "There is no folder"),
        (["translate", "LETTER", "--to", "pdf"], "invalid choice"),
        (["translate", "LETTER", "--to", "tmx", "--target-only"], "always holds both languages"),
        (["translate", "LETTER", "--model", "nope"], "No model “nope” is installed"),
        (["translate", "LETTER", "--threads", "0"], "no number of threads"),
        (["translate"], "required"),
        (["read"], "required"),
        (["read", "missing.txt"], "There is no file missing.txt"),
        (["model"], "required"),
        (["model", "use", "nope"], "No model “nope” is installed"),
        (["model", "install", "missing.argosmodel"], "There is no file"),
        (["model", "remove", "starter-of-nobody"], "is installed"),
        (["missing.pdf"], "There is no file missing.pdf"),
        (["--no-such-option"], "unrecognized arguments"),
    ],
)
def test_bad_usage_is_one_line_and_status_2(
    run, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    status, out, err = run(*[str(letter) if one == "LETTER" else one for one in arguments])
    assert (status, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_no_model_is_our_environment_and_status_1(
    letter: Path, paths: DataPaths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from translations import packages

    monkeypatch.setattr(packages, "STARTER_FILE", Path("/nowhere"))
    assert main(["translate", str(letter), "--no-glossary"]) == 1
    assert "naast model install" in capsys.readouterr().err


def test_model_list_install_use_remove(run, plain_file: Path, paths: DataPaths) -> None:
    assert "* tiny" in run("model", "list")[1]
    assert run("model", "install", plain_file)[:2] == (
        0,
        "Installed translate-nl_en-1_8. Use it with: naast model use translate-nl_en-1_8\n",
    )
    assert run("model", "use", "translate-nl_en-1_8")[0] == 0
    assert load_settings(paths).model == "translate-nl_en-1_8"
    assert "* translate-nl_en-1_8" in run("model", "list")[1]
    assert run("model", "remove", "translate-nl_en-1_8")[0] == 0
    assert "translate-nl_en-1_8" not in run("model", "list")[1]


def test_another_model_for_once(run, plain_file: Path, letter: Path, paths: DataPaths) -> None:
    run("model", "install", plain_file)
    status, _, _ = run(
        "translate",
        letter,
        "--to",
        "txt",
        "--model",
        "translate-nl_en-1_8",
        "--no-glossary",
        "--threads",
        "1",
    )
    assert status == 0
    assert load_settings(paths).model == "tiny"


def test_doctor_says_what_is_used_and_where(run, paths: DataPaths) -> None:
    status, out, _ = run("doctor")
    assert status == 0
    assert str(paths.root) in out
    assert "in use" in out
    assert "ctranslate2" in out


def test_doctor_finds_a_model_that_does_not_load(run, paths: DataPaths) -> None:
    (paths.packages / "tiny" / "model" / "model.bin").write_bytes(b"x")
    status, out, _ = run("doctor")
    assert status == 1
    assert "cannot be loaded" in out


def test_without_a_display_both_columns_are_printed(
    run, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("COLUMNS", "90")
    status, out, _ = run(letter)
    assert status == 0
    assert out.startswith(NOTICE)
    assert all(len(line) <= 90 for line in out.splitlines())
    row = next(line for line in out.splitlines() if line.startswith("De minister leest"))
    assert "The minister reads" in row


def test_escape_sequences_of_a_letter_do_not_reach_the_terminal(run, tmp_path: Path) -> None:
    file = tmp_path / "evil.txt"
    file.write_text(
        "De minister leest\x1b]0;owned\x07 de brief.\n\nHet kabinet\x9b31m volgt.\n", encoding="utf-8"
    )
    status, out, _ = run("read", file)
    assert status == 0
    assert not set(out) & {"\x1b", "\x07", "\x9b"}


def naast_process(*arguments: object, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui.command_line", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        cwd=Path(__file__).parents[2],
    )


def test_as_a_program_results_and_progress_go_their_own_ways(chosen: str, letter: Path) -> None:
    ran = naast_process("translate", letter, "--to", "json", "--no-glossary")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["blocks"]
    assert "letter.txt" in ran.stderr


def test_reading_loads_neither_qt_nor_the_model_nor_the_index(letter: Path) -> None:
    code = (
        "import sys; from ui.command_line import main; status = main(['read', sys.argv[1]]);"
        "heavy = {'PySide6', 'ctranslate2', 'sentencepiece', 'argostranslate', 'urllib.request', 'numpy'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr); sys.exit(status)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(letter)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert ran.returncode == 0
    assert ran.stderr.strip() == "[]"


def test_a_reader_that_has_had_enough_is_no_trouble(letter: Path) -> None:
    command = f"{sys.executable} -m ui.command_line read '{letter}' --format json | head -c 10"
    ran = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert "Traceback" not in ran.stderr and "Exception" not in ran.stderr


def test_a_fault_of_ours_is_one_line_and_a_report(
    run, letter: Path, paths: DataPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ui.commands_read

    def broken(_file: Path) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(ui.commands_read, "open_document", broken)
    status, _, err = run("read", letter)
    assert status == 1
    assert err.count("\n") == 1
    report = next(paths.logs.iterdir())
    assert str(report) in err
    assert "RuntimeError: a bug" in report.read_text(encoding="utf-8")
