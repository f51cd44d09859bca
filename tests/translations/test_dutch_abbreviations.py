"""Abbreviations go to the model as words, and their place in the letter is not lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.dutch_abbreviations import written_out
from translations.source_text import Part, words_of


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("m.b.t.", "met betrekking tot"),
        ("(i.h.b.", "(in het bijzonder"),
        ("O.a.", "Onder andere"),
        ("zgn.", "zogenaamde"),
        ("t/m", "tot en met"),
        ("o.a.,", "onder andere,"),
        ("Kamer.", "Kamer."),
        ("2018.", "2018."),
    ],
)
def test_an_abbreviation_is_written_out(word: str, words: str) -> None:
    assert written_out(word) == words.split(" ")


def test_each_word_stands_for_the_abbreviation_in_the_letter() -> None:
    text = "zorgen m.b.t. China"
    found = words_of(text, Part(0, len(text)), lambda _character: True)
    assert [(one.text, text[one.start : one.end]) for one in found] == [
        ("zorgen", "zorgen"),
        ("met", "m.b.t."),
        ("betrekking", "m.b.t."),
        ("tot", "m.b.t."),
        ("China", "China"),
    ]


@given(st.text(alphabet="abot.m/()nzg", max_size=12))
def test_other_words_come_back_alone(word: str) -> None:
    found = written_out(word)
    assert found == [word] or len("".join(found)) > len(word) - 4
