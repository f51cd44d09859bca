"""Evaluation text never reaches the training data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from translations.starter.evaluation_guard import EvaluationGuard, guard_for

SENTENCE = "De minister heeft de Kamer vorige week in een uitvoerige brief over de kwestie geïnformeerd."
OTHER = "Something else altogether is said on this side of the pair."


@pytest.fixture
def guard() -> EvaluationGuard:
    return EvaluationGuard([SENTENCE, "Zo nee, waarom niet?"])


def test_an_equal_side_is_found_whatever_its_case_and_marks(guard: EvaluationGuard) -> None:
    assert guard.reason("ZO NEE – WAAROM NIET", OTHER) == "exact"
    assert guard.reason("Iets heel anders.", SENTENCE.lower()) == "exact"


def test_a_line_that_covers_most_of_an_evaluation_sentence_is_found(guard: EvaluationGuard) -> None:
    assert guard.reason(f"Volgens de krant geldt: {SENTENCE[:-1]}, zegt men.", OTHER) == "overlap"


def test_a_line_that_shares_a_short_stretch_stays(guard: EvaluationGuard) -> None:
    shared = " ".join(SENTENCE.split()[:9])
    assert guard.reason(f"{shared} brief over iets heel anders geschreven.", OTHER) is None


def test_a_single_word_is_no_evidence() -> None:
    assert EvaluationGuard(["Inleiding"]).reason("inleiding", "introduction") is None


def test_files_of_every_kind_are_guarded(tmp_path: Path) -> None:
    (tmp_path / "dev.tsv").write_text("Een zin uit de lijst.\tA sentence of the list.\tterm=term\n", "utf-8")
    letter = {
        "blocks": [{"nl": "Eerste zin hier. Tweede zin daar.", "en": "First one here. Second one there."}]
    }
    (tmp_path / "letter.json").write_text(json.dumps(letter), "utf-8")
    (tmp_path / "seed.txt").write_text("Dit is een gebro-\nken regel die\ndoorloopt.\n", "utf-8")
    guard = guard_for([tmp_path])
    for dutch, english in (
        ("Een zin uit de lijst", OTHER),
        ("Tweede zin daar", OTHER),
        ("Iets anders.", "Second one there."),
        ("Dit is een gebroken regel die doorloopt.", OTHER),
    ):
        assert guard.reason(dutch, english) == "exact"


def test_a_letters_terms_are_no_secret(tmp_path: Path) -> None:
    (tmp_path / "letter.json").write_text(
        json.dumps({"terms": [{"nl": "uw Kamer", "en": "your House"}]}), "utf-8"
    )
    assert guard_for([tmp_path]).reason("uw Kamer", "your House") is None
