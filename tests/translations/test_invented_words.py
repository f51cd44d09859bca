"""Words that no language has, and the words that only look so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.engine_decoding import worth
from translations.invented_words import invented_words
from translations.packages import Package


def invented(target: str, known: str = "") -> list[str]:
    return [target[start:end] for start, end in invented_words(target, known)]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("The mamorandum was sent to the House.", ["mamorandum"]),
        ("Dearious Speaker, the electional debate follows.", ["Dearious", "electional"]),
        ("The re-education centres in Xinjiang were closed.", []),
        ("The EEAS and the OSCE met in Kyiv.", []),
        ("A fair-weather policy, isn't it?", []),
    ],
)
def test_a_word_that_english_does_not_have_is_found(target: str, words: list[str]) -> None:
    assert invented(target) == words


def test_what_the_dutch_or_a_term_has_is_not_invented() -> None:
    assert invented("Mr Grzegworz leaves.", "De heer Grzegworz vertrekt.") == []
    assert invented("Two Zorgklets were read.", "De zorgklet werd gelezen.") == []


@given(st.text(max_size=80), st.text(max_size=40))
def test_ranges_are_words_of_the_text(target: str, known: str) -> None:
    for start, end in invented_words(target, known):
        assert target[start:end].isalpha()
    assert invented_words(target, target) == []


def test_an_invented_word_costs_a_hypothesis_its_place(aligned: Package) -> None:
    even = [[1.0]]
    package = replace(aligned, coverage_penalty=0.0, invented_word_penalty=0.3)

    def value(score: float, english: str) -> float:
        return worth(package, score, even, english, "Het memorandum")

    assert value(-0.5, "The memorandum") > value(-0.3, "The mamorandum") > value(-0.7, "The memorandum")
