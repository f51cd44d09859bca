"""The spelling of the English, British or American."""

from __future__ import annotations

import pytest

from translations.spelling import English, Spelling


@pytest.fixture(scope="module")
def british() -> Spelling:
    return Spelling("en_GB")


def wrong(spelling: Spelling, text: str, source: str = "") -> list[str]:
    return [text[start:end] for start, end in spelling.misspelled(text, source)]


def test_mistakes_are_found_where_they_stand(british: Spelling) -> None:
    assert wrong(british, "The goverment did not recieve the letter.") == ["goverment", "recieve"]


@pytest.mark.parametrize(
    "text",
    [
        "The government’s amendments, the members' questions and the EU's well-known decision-making.",
        "See https://example.org/xqzt or write to xqzt@example.org, ref. 2018Z12345.",
        "The 21st report of the OVSE and the A4.",
        "",
    ],
)
def test_right_words_and_what_is_no_prose_are_left_in_peace(british: Spelling, text: str) -> None:
    assert wrong(british, text) == []


def test_names_of_the_dutch_are_names(british: Spelling) -> None:
    assert wrong(british, "Questions from Mr Omtzigt.", "Vragen van de heer Omtzigt.") == []
    assert wrong(british, "Questions from Mr Omtzigt.", "Vragen.") == ["Omtzigt"]


@pytest.mark.parametrize(("language", "mistake"), [("en_GB", "color"), ("en_US", "colour")])
def test_british_and_american_differ(language: English, mistake: str) -> None:
    assert wrong(Spelling(language), "The color, the colour.") == [mistake]


def test_own_words_are_right(british: Spelling) -> None:
    spelling = Spelling("en_GB", ["Naast"])
    assert wrong(spelling, "Naast and coronapas.") == ["coronapas"]
    spelling.add("Coronapas")
    assert wrong(spelling, "Naast and coronapas.") == []


def test_suggestions_hold_what_was_meant(british: Spelling) -> None:
    assert "government" in british.suggestions("goverment")
    assert len(british.suggestions("recieve", 2)) <= 2
