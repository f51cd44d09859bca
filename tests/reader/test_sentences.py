"""Sentences of Dutch letters: what ends one, and what only looks as if it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.sentences import sentence_ranges

GOLD = Path(__file__).parent / "gold" / "sentences.txt"


def gold_paragraphs() -> list[list[str]]:
    blocks = GOLD.read_text(encoding="utf-8").split("\n\n")
    paragraphs = [[line for line in block.splitlines() if not line.startswith("# ")] for block in blocks]
    return [paragraph for paragraph in paragraphs if paragraph]


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_ranges(text)]


@pytest.mark.parametrize("paragraph", gold_paragraphs(), ids=lambda paragraph: paragraph[0][:40])
def test_hand_marked_sentences_come_back(paragraph: list[str]) -> None:
    assert sentences(" ".join(paragraph)) == paragraph


def test_gold_holds_two_hundred_marked_boundaries() -> None:
    assert sum(len(paragraph) - 1 for paragraph in gold_paragraphs()) >= 200


@pytest.mark.parametrize(
    "whole",
    [
        "Zie nr. 107 en nrs. 108 t/m 110 van dhr. S.A. Blok c.s. en prof. mr. J. de Wit.",
        "Dit geldt o.a. Xinjiang, m.n. Urumqi, d.w.z. de V.S. en resp. Canada.",
        "De 3e brief d.d. 20 mei jl. ter sprake van art. 5, blz. 12, p. 4, c.q. lid 2.",
        "Het kost € 2.500,50 of 3.5% via https://www.rijksoverheid.nl/a.b?c=d. en meer.",
        "Een titel als «Wie betaalt? De burger» blijft heel.",
        "1. De Minister gaat akkoord",
        "a. het eerste lid vervalt;",
        "Minister Van ’t Hoff woont in ’s-Gravenhage.",
    ],
)
def test_one_sentence_stays_one(whole: str) -> None:
    assert sentences(whole) == [whole]


def test_abbreviation_closes_a_sentence_before_a_capital() -> None:
    text = "Hij sprak met Li Keqiang op 12 april jl. Op 7 februari jl. stelde hij dit aan de orde."
    assert sentences(text) == [
        "Hij sprak met Li Keqiang op 12 april jl.",
        "Op 7 februari jl. stelde hij dit aan de orde.",
    ]


def test_a_missing_space_after_a_full_stop_still_ends_the_sentence() -> None:
    assert sentences("Dat is besloten.Het kabinet volgt.") == ["Dat is besloten.", "Het kabinet volgt."]


def test_a_missing_space_after_a_question_mark_ends_the_sentence() -> None:
    assert sentences("Kunt u dit halen?Overweegt u meer?") == ["Kunt u dit halen?", "Overweegt u meer?"]
    assert sentences("Zie www.naast.example/zoek?Naam en meer.") == [
        "Zie www.naast.example/zoek?Naam en meer."
    ]


def test_a_number_after_a_year_closes_a_reference() -> None:
    assert sentences("Zie Trb. 1969, 99. Dit verdrag geldt.") == ["Zie Trb. 1969, 99.", "Dit verdrag geldt."]


def test_line_breaks_end_sentences() -> None:
    assert sentences("De Minister van Buitenlandse Zaken,\nS.A. Blok") == [
        "De Minister van Buitenlandse Zaken,",
        "S.A. Blok",
    ]


@settings(max_examples=50)
@given(
    st.one_of(
        st.text(),
        st.text(alphabet='aZ1.!?…»«()[]"’‘ \n\u00a0\ud800é', max_size=80),
        st.lists(
            st.sampled_from(
                ["nr.", "jl.", "De", "«", "»", "S.A.", "Blok", "2017.", "...", "(", ")", "a.", "’s"]
            )
        ).map(" ".join),
    )
)
def test_ranges_cover_all_but_space_in_order(text: str) -> None:
    ranges = sentence_ranges(text)
    covered = 0
    for start, end in ranges:
        assert covered <= start < end <= len(text)
        assert not text[covered:start].strip()
        assert text[start:end] == text[start:end].strip()
        covered = end
    assert not text[covered:].strip()


@pytest.mark.parametrize("piece", [".", "«", "(", "»", "a.", "De nr. ", "zo. X ", "!? ", "’ ", " ", "1. "])
def test_a_very_long_paragraph_loses_nothing(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    covered = "".join(text[start:end] for start, end in sentence_ranges(text))
    assert len(covered.replace(" ", "")) == len(text.replace(" ", ""))
