"""The terms that a set of documents deserves come first, with the sentences that use them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bilingual_letters import letter
from term_marks import entry

from reader.document import Block, Document
from reader.identity import identify
from reader.sentences import sentence_ranges
from translations.engine import Engine
from translations.glossary import Termbase
from translations.packages import Package
from translations.term_extraction import Candidate, extract_terms, propose, suggestions

LETTERS = [letter(f"letter_{name}").document for name in "abcd"]


@pytest.fixture(scope="module")
def candidates() -> list[Candidate]:
    return extract_terms(LETTERS, limit=250)


def names(candidates: list[Candidate]) -> set[str]:
    return {candidate.nl for candidate in candidates}


@pytest.mark.parametrize(
    "term",
    [
        "mensenrechtenverdediger",
        "Mensenrechtenfonds",
        "dwangarbeid",
        "Hoge Vertegenwoordiger",
        "desinformatie",
    ],
)
def test_terms_of_the_letters_are_among_the_first(candidates: list[Candidate], term: str) -> None:
    assert term in names(candidates)


def test_general_words_are_not(candidates: list[Candidate]) -> None:
    assert not names(candidates) & {"hierin", "worden", "mogelijke", "heeft", "Nederland", "jaar"}


def test_candidates_are_ranked_and_shown_in_context(candidates: list[Candidate]) -> None:
    scores = [candidate.score for candidate in candidates]
    assert scores == sorted(scores, reverse=True)
    for candidate in candidates:
        assert candidate.contexts and candidate.count >= 1
        assert candidate.nl.split()[0].lower()[:3] in candidate.contexts[0].lower()


def of_text(*sentences: str) -> list[Candidate]:
    blocks, _ = identify([Block("", "paragraph", " ".join(sentences), 1)], (), sentence_ranges)
    return extract_terms([Document("x.txt", "x", blocks)], limit=50)


def test_abbreviation_goes_with_the_words_it_stands_for() -> None:
    found = of_text(
        "De Inspectie Leefomgeving en Transport (ILT) houdt toezicht.",
        "De ILT controleert de opslag. De ILT legt boetes op.",
    )
    whole = next(one for one in found if one.nl == "Inspectie Leefomgeving en Transport")
    assert whole.variants == ("ILT",) and whole.count == 3
    assert "ILT" not in names(found)


def test_part_of_a_longer_name_is_no_candidate() -> None:
    found = of_text(*["De Delta Rhine Corridor loopt door Brabant."] * 3)
    assert "Delta Rhine Corridor" in names(found) and "Rhine Corridor" not in names(found)


def test_two_groups_are_two_names_and_one_ministry_is_one() -> None:
    found = of_text(
        "Gisteren spraken Kick Out en Extinction Rebellion met de Minister van Justitie en Veiligheid."
    )
    assert {"Extinction Rebellion", "Minister van Justitie en Veiligheid"} <= names(found)


def test_persons_adverbs_and_participles_are_no_terms() -> None:
    found = of_text(*["Waaronder het lid Van Nispen de ingezonden vragen rondom het actieve beleid."] * 2)
    assert not {"Nispen", "Van Nispen", "waaronder", "ingezonden", "rondom", "actief"} & names(found)


def test_what_the_glossary_has_is_left_out() -> None:
    known = [entry("dwangarbeid", "forced labour")]
    assert "dwangarbeid" not in names(extract_terms(LETTERS, known=known, limit=500))


def test_candidates_are_proposed_and_taken_back(tmp_path: Path, candidates: list[Candidate]) -> None:
    with Termbase.open(tmp_path / "glossary.db", bundled=False) as termbase:
        propose(termbase, candidates[:5], {candidates[0].nl: "the English"}, glossary="Found")
        rows = termbase.page(0, 10)
        assert len(rows) == 5 and {row.status for row in rows} == {"proposed"}
        assert "the English" in {row.en for row in rows}
        assert list(termbase.entries()) == []
        termbase.undo()
        assert termbase.count() == 0


def test_the_model_suggests_english(plain: Package) -> None:
    candidate = Candidate("motie", "word", 1.0, 1, 1, ("De motie",))
    assert suggestions(Engine(plain, threads=1), [candidate]) == {"motie": "motion"}


def test_nothing_comes_of_nothing() -> None:
    assert extract_terms([]) == []
