"""Names come through whole; English words for places stay English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.name_repair import names_put_right
from translations.number_repair import months_put_right


def repaired(dutch: str, english: str) -> str:
    return " ".join(names_put_right(dutch.split(), english.split()))


@pytest.mark.parametrize(
    ("dutch", "english", "right"),
    [
        ("de situatie in Xinjiang.", "the situation in ©injiang.", "the situation in Xinjiang."),
        ("majoor Dilokrit Pattavee", "Major Dikrit Pattavee", "Major Dilokrit Pattavee"),
        ("Minister Grapperhaus zei", "Minister Graperhaus said", "Minister Grapperhaus said"),
        ("(Ollongren)", "(Olongrenn)", "(Ollongren)"),
    ],
)
def test_a_misspelled_name_is_put_right(dutch: str, english: str, right: str) -> None:
    assert repaired(dutch, english) == right


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("Oekraïne en Rusland", "Ukraine and Russia"),
        ("te Luxemburg", "in Luxembourg"),
        ("Sovjet-Unie", "Soviet Union"),
        ("Kamerbrief van Blok", "Letter from Blok"),
        ("Februari was koud", "February was cold"),
        ("geen namen hier", "no names here"),
    ],
)
def test_english_words_stay(dutch: str, english: str) -> None:
    assert repaired(dutch, english) == english


@given(st.lists(st.text(min_size=1, max_size=8)), st.lists(st.text(min_size=1, max_size=8)))
def test_no_word_is_lost(dutch: list[str], english: list[str]) -> None:
    assert len(names_put_right(dutch, english)) == len(english)


def test_months_that_stayed_dutch_beside_a_number_become_english() -> None:
    words = ["the", "report", "(februari", "2019)", "of", "3", "oktober,", "12", "sep.", "and", "May", "2020"]
    told = "the report (February 2019) of 3 October, 12 sep. and May 2020"
    assert " ".join(months_put_right(words)) == told
    assert months_put_right(["Mr", "Maart", "", "spoke"]) == ["Mr", "Maart", "", "spoke"]
