"""Word links become piece links, and the hand-aligned sentences can be read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from translations.starter.word_alignment import (
    align,
    coverage,
    piece_links,
    piece_words,
    symmetrise,
    word_spans,
    words,
)

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"


def test_words_keep_numbers_and_apostrophes_whole() -> None:
    assert words("Zo'n 3,5% (EU-breed).") == ["zo'n", "3,5", "%", "(", "eu-breed", ")", "."]


def test_both_ways_are_joined_along_neighbours() -> None:
    forward, backward = {(0, 0), (1, 1), (2, 2)}, {(0, 0), (2, 2), (2, 3)}
    assert symmetrise(forward, backward) == [(0, 0), (1, 1), (2, 2), (2, 3)]


def test_a_far_link_is_filled_in_when_both_its_words_have_none() -> None:
    assert (4, 0) in symmetrise({(0, 1), (4, 0)}, {(0, 1)})


def test_a_bare_space_belongs_to_the_word_behind_it() -> None:
    text = "de 12 Oeigoeren"
    assert piece_words(text, ["▁de", "▁", "1", "2", "▁", "O", "eigoeren"], word_spans(text)) == [
        0,
        1,
        1,
        1,
        2,
        2,
        2,
    ]


def test_every_piece_of_a_word_is_linked_to_every_piece_of_its_translation() -> None:
    pair = "mensenrechten!", "human rights!"
    links = piece_links(
        pair, ["▁mensen", "rechten", "!"], ["▁human", "▁rights", "!"], [(0, 0), (0, 1), (1, 2)]
    )
    assert links == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2)]


def test_coverage_is_that_of_the_worse_side() -> None:
    assert coverage(("een twee", "one two three four"), [(0, 0), (1, 1)]) == 0.5


@pytest.mark.training
def test_eflomal_links_words_that_always_go_together() -> None:
    pairs = [
        ("de brief", "the letter"),
        ("de wet", "the law"),
        ("een brief", "a letter"),
        ("een wet", "a law"),
    ] * 40
    assert align(pairs)[0] == [(0, 0), (1, 1)]


def test_fifty_sentences_are_aligned_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.delitem(sys.modules, "alignment_error", raising=False)
    import alignment_error

    aligned = alignment_error.read_hand_aligned()
    assert len(aligned) == 50
    for one in aligned:
        sources, targets = (
            len(alignment_error.word_ranges(one.dutch)),
            len(alignment_error.word_ranges(one.english)),
        )
        assert one.sure <= one.possible
        # A sentence whose links reach fewer than two thirds of either side was not aligned with care.
        assert len({s for s, _ in one.possible}) * 3 >= 2 * sources, one.dutch
        assert len({t for _, t in one.possible}) * 3 >= 2 * targets, one.english
