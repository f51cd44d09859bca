"""A document is read in a process of its own: whatever that does, Naast gets one sentence and lives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from reader.document_codec import from_json
from reader.errors import EnvironmentProblem, InputError
from reader.isolation import (
    FROZEN_ARGUMENT,
    Cancelled,
    read_document_isolated,
    read_text_isolated,
    render_page,
    run_isolated,
)
from reader.isolation_child import RESULT

ROOT = Path(__file__).resolve().parents[2]


def hostile(work: str, *, seconds: float = 20.0, megabytes: int = 300, **arguments: str) -> str:
    return run_isolated(
        f"hostile_work:{work}", arguments, what="letter.pdf", seconds=seconds, megabytes=megabytes
    ).decode()


def test_a_child_that_hangs_is_stopped() -> None:
    with pytest.raises(InputError, match=r"“letter\.pdf” took more than 0\.5 seconds"):
        hostile("sleep_forever", seconds=0.5)


def test_a_stopped_child_is_really_gone(tmp_path: Path) -> None:
    heart = tmp_path / "heart"
    with pytest.raises(InputError):
        hostile("beat_forever", seconds=1.0, heart=str(heart))
    beats = heart.stat().st_size
    assert beats > 0
    time.sleep(0.3)
    assert heart.stat().st_size == beats


def test_a_child_is_stopped_when_the_person_cancels(tmp_path: Path) -> None:
    heart = tmp_path / "heart"
    with pytest.raises(Cancelled):
        run_isolated(
            "hostile_work:beat_forever", {"heart": str(heart)}, what="letter.pdf", cancelled=heart.exists
        )


@pytest.mark.parametrize("work", ["eat_memory", "eat_address_space"])
def test_a_child_that_eats_memory_is_stopped(work: str) -> None:
    with pytest.raises(InputError, match="needs more than 300 MB of memory"):
        hostile(work)


@pytest.mark.parametrize("work", ["crash", "die_at_once"])
def test_a_crash_is_told_in_one_sentence(work: str) -> None:
    with pytest.raises(InputError, match=r"“letter\.pdf” made its reader crash"):
        hostile(work)


def test_what_the_child_says_of_the_file_is_passed_on() -> None:
    with pytest.raises(InputError, match=r"^This file is not what it seems: choose another\.$"):
        hostile("refuse")


def test_trouble_of_the_computer_is_passed_on() -> None:
    with pytest.raises(EnvironmentProblem, match=r"^The disk is full: make room and try again\.$"):
        hostile("lack_space")


def test_a_bug_in_the_child_is_a_bug_with_its_traceback() -> None:
    with pytest.raises(RuntimeError, match=r"have_a_bug(.|\n)*KeyError: 'missing'"):
        hostile("have_a_bug")


def test_what_libraries_print_does_not_mix_with_the_result() -> None:
    assert hostile("chatter", text="één brief") == "feirb néé"


def test_modules_are_never_taken_from_the_folder_of_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    assert str(tmp_path) not in hostile("import_lxml_file")


def test_a_letter_is_read_whole_in_the_child() -> None:
    letter = next((ROOT / "seeds").glob("*.txt"))
    document = read_document_isolated(letter)
    assert document.source == letter.name
    assert any("mensenrechtensituatie" in block.text for block in document.blocks)
    assert len(document.footnotes) == 12


def test_pasted_text_is_read_in_the_child() -> None:
    document = read_text_isolated("Den Haag, 3 mei 2024\n\nDit is een brief. Hij is kort.\n")
    assert "Dit is een brief. Hij is kort." in [block.text for block in document.blocks]


def test_a_relative_path_is_the_callers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "brief.txt").write_text("Dit is een brief.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_document_isolated(Path("brief.txt")).blocks[-1].text == "Dit is een brief."


def test_a_page_is_shown_as_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    canvas = Canvas(str(path), pagesize=(144, 72))
    canvas.rect(0, 0, 144, 72, fill=1)
    canvas.save()
    picture = render_page(path, 1, 72)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert (int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")) == (144, 72)
    with pytest.raises(InputError, match="no page 2"):
        render_page(path, 2)


def test_a_frozen_application_can_be_the_child(tmp_path: Path) -> None:
    """A single-file application starts itself; here a script plays that application."""
    script = tmp_path / "naast_frozen.py"
    script.write_text(
        "import sys\n"
        f"sys.path[:0] = [{str(ROOT)!r}, {str(Path(__file__).parent)!r}]\n"
        "from reader import isolation, isolation_child\n"
        "if sys.argv[1:] == [isolation.FROZEN_ARGUMENT]:\n"
        "    sys.stdin = sys.stdout = sys.stderr = None  # as in an application without a console\n"
        "    isolation_child.main()\n"
        "sys.frozen = True\n"
        "sys.executable = sys.argv[1]\n"
        "print(isolation.run_isolated('hostile_work:chatter', {'text': 'brief'}, what='x').decode())\n",
        encoding="utf-8",
    )
    if os.name == "nt":
        launcher = tmp_path / "naast.bat"
        launcher.write_text(f'@"{sys.executable}" "{script}" %*\n', encoding="utf-8")
    else:
        launcher = tmp_path / "naast"
        launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n', encoding="utf-8")
        launcher.chmod(0o755)
    run = subprocess.run(
        [sys.executable, str(script), str(launcher)], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.stdout.strip() == "feirb", run.stderr


def test_the_naast_command_can_be_the_child(tmp_path: Path) -> None:
    """What a frozen Naast does when it starts itself, here started with `python -m`."""
    letter = tmp_path / "brief.txt"
    letter.write_bytes("Één brief.\r\n".encode())
    order = {
        "work": "reader.isolated_work:read_document_as_json",
        "arguments": {"path": str(letter)},
        "seconds": 20,
        "megabytes": 500,
    }
    run = subprocess.run(
        [sys.executable, "-m", "ui.command_line", FROZEN_ARGUMENT],
        input=json.dumps(order).encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
        timeout=60,
    )
    assert run.stdout[:1] == RESULT, run.stderr
    assert from_json(run.stdout[1:].decode()).blocks[0].text == "Één brief."


def test_a_program_that_does_not_know_itself_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(EnvironmentProblem, match="cannot find the program it was started with"):
        read_text_isolated("Dit is een brief.")
