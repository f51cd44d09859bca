"""`naast glossary`: what a person types and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ui.command_line import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def naast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("NAAST_HOME", str(tmp_path / "home"))

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["glossary", *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_added_term_is_listed_and_found(naast: Run) -> None:
    assert naast("add", "gezant", "envoy") == (0, "gezant → envoy  [My terms: approved]\n", "")
    status, out, _ = naast("list")
    assert status == 0 and "My terms  1 term\n" in out and "Dutch government" in out and "read-only" in out
    assert "gezant → envoy  [My terms: approved]" in naast("find", "ENVOY")[1]
    assert naast("list", "my terms")[1] == "gezant → envoy  [My terms: approved]\n"


def test_import_takes_the_name_of_the_file_and_a_dry_run_changes_nothing(naast: Run, tmp_path: Path) -> None:
    file = tmp_path / "ngo.csv"
    file.write_text("dutch,english,status\nmotie,resolution,\ngezant,envoy,deprecated\n", encoding="utf-8")
    status, out, _ = naast("import", str(file), "--dry-run", "--status", "proposed")
    assert status == 0 and out.startswith("2 new, 0 with additions, 0 in conflict, 0 the same.")
    assert "Dutch government: motion" in out
    assert "ngo" not in naast("list")[1]
    assert naast("import", str(file), "--status", "proposed")[0] == 0
    assert naast("list", "ngo")[1].splitlines() == [
        "gezant → envoy  [ngo: deprecated]",
        "motie → resolution  [ngo: proposed]",
    ]


def test_export_and_import_bring_back_the_same(naast: Run, tmp_path: Path) -> None:
    naast("add", "gezant", "envoy")
    file = tmp_path / "out.tbx"
    assert naast("export", str(file), "--name", "My terms")[0] == 0
    assert naast("import", str(file), "--name", "My terms", "--dry-run")[1].startswith(
        "0 new, 0 with additions, 0 in conflict, 1 the same."
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["import", "missing.csv"], "no file"),
        (["export", "x.doc"], "should end in"),
        (["list", "nowhere"], "no glossary"),
        (["add", "only"], "EN"),
        (["add", "", "x"], "Dutch side"),
        (["import", "x.csv", "--columns", "a"], "OURS=THEIRS"),
        ([], "ACTION"),
    ],
)
def test_bad_usage_is_one_line_and_status_2(naast: Run, arguments: list[str], told: str) -> None:
    status, out, err = naast(*arguments)
    assert (status, out) == (2, "") and told in err and err.count("\n") == 1


def test_bad_row_imports_nothing(naast: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("dutch,english\nkat,cat\nhond,\n", encoding="utf-8")
    status, _, err = naast("import", str(file))
    assert status == 2 and "bad.csv, line 3" in err
    assert "bad" not in naast("list")[1]
