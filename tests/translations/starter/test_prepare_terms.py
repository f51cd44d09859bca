"""Pairs with terms in the channel say the same as before, with the English where it can be copied."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from translations.engine_requests import without_bare_spaces as in_the_app
from translations.packages import TermChannel
from translations.starter.glossary_lines import Entry, articles, lines
from translations.starter.term_channel import annotate, channel_pairs, choose, singular, with_opening_marks
from translations.starter.term_phrases import Term, entries_found, entries_of, phrases
from translations.starter.vocabulary import CHANNEL, without_bare_spaces
from translations.starter.word_alignment import words

PAIR = (
    "De Oeigoeren zitten in heropvoedingscentra, zegt hij.",
    "The Uyghurs are in re-education centres, he says.",
)
LINKS = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (4, 5), (5, 6), (6, 8), (7, 7), (8, 9)]


class Always(random.Random):
    """Chance that always falls the same way."""

    def __init__(self, value: float) -> None:
        super().__init__(1)
        self.value = value

    def random(self) -> float:
        return self.value


def test_the_english_stands_inline_behind_its_dutch() -> None:
    made = annotate(PAIR, LINKS, [Term((4, 5), (4, 6))], Always(0.99))
    assert made.pair == (
        "De Oeigoeren zitten in ⟦ heropvoedingscentra ⇢ re-education centres ⟧, zegt hij.",
        PAIR[1],
    )


def test_a_terms_english_points_at_its_copy_and_all_else_moves_along() -> None:
    made = annotate(PAIR, LINKS, [Term((1, 2), (1, 2)), Term((4, 5), (4, 6))], Always(0.99))
    source, target = words(made.pair[0]), words(made.pair[1])
    linked = {(source[s], target[t]) for s, t in made.links}
    copied = {("uyghurs", "uyghurs"), ("re-education", "re-education"), ("centres", "centres")}
    assert linked == copied | {("de", "the"), ("zitten", "are"), ("in", "in"), (",", ","), ("zegt", "says"),
                               ("hij", "he"), (".", ".")}  # fmt: skip


def test_a_plural_may_be_asked_for_in_the_singular() -> None:
    made = annotate(PAIR, LINKS, [Term((4, 5), (4, 6))], Always(0.1))
    assert "⇢ re-education centre ⟧" in made.pair[0]
    assert made.pair[1] == PAIR[1]


def test_a_sentences_first_word_may_be_asked_for_in_lower_case() -> None:
    pair = ("zeventien moties", "Seventeen motions")
    made = annotate(pair, [(0, 0), (1, 1)], [Term((0, 1), (0, 1))], Always(0.5))
    assert made.pair == ("⟦ zeventien ⇢ seventeen ⟧ moties", "Seventeen motions")


def test_a_noun_may_get_anothers_place_on_both_sides() -> None:
    pair = ("een motie", "a motion")
    made = annotate(
        pair, [(0, 0), (1, 1)], [Term((1, 2), (1, 2), 2.5)], Always(0.2), {False: ["apple"], True: [""]}
    )
    assert made.pair == ("een ⟦ motie ⇢ apple ⟧", "an apple")


def test_marks_on_a_terms_front_are_inside_as_in_the_app() -> None:
    text = 'de ("moties")'
    assert with_opening_marks(Term((3, 4), (1, 2)), words(text), text).source == (1, 4)


def test_phrases_do_not_begin_or_end_in_function_words() -> None:
    found = phrases(words(PAIR[0]), words(PAIR[1]), LINKS)
    texts = {" ".join(words(PAIR[0])[slice(*term.source)]) for term in found}
    assert "heropvoedingscentra" in texts
    assert not any(text.split()[0] in ("de", "in") or text.split()[-1] in ("de", "in") for text in texts)


def test_a_compounds_second_english_word_without_a_link_is_taken_in() -> None:
    found = phrases(["opleidingsmissie"], ["training", "mission"], [(0, 0)])
    assert [term.target for term in found] == [(0, 2)]


def test_entries_are_found_where_both_sides_stand() -> None:
    entries = entries_of([("heropvoedingscentra", "re-education centres"), ("zitten", "to sit")])
    assert entries[("zitten",)] == {("sit",)}
    assert [term.source for term in entries_found(words(PAIR[0]), words(PAIR[1]), entries)] == [(4, 5)]


def test_rare_terms_are_chosen_sooner_and_never_overlap() -> None:
    source = ["minister", "zeldzaam"]
    terms = [Term((0, 1), (0, 1)), Term((1, 2), (1, 2)), Term((0, 2), (0, 2))]
    counts = Counter({"minister": 10_000, "zeldzaam": 1, "minister zeldzaam": 10_000})
    first: Counter[tuple[int, int]] = Counter()
    for seed in range(60):
        chosen = choose(terms, source, counts, random.Random(seed))
        spans = [term.source for term in chosen]
        assert len(spans) == 1 or (0, 2) not in spans
        first[spans[-1]] += 1
    assert first[(1, 2)] > 50


@pytest.mark.parametrize(
    ("plural", "one"),
    [("treaties", "treaty"), ("churches", "church"), ("centres", "centre"), ("crisis", "crisis")],
)
def test_the_singular_of_a_phrase(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_channel_symbols_have_no_space_of_their_own() -> None:
    pieces = ["▁de", "▁", "⟦", "▁motie", "▁", "⇢", "▁motion", "▁", "⟧", "▁", "1"]
    assert [pieces[i] for i in without_bare_spaces(pieces)] == [
        "▁de", "⟦", "▁motie", "⇢", "▁motion", "⟧", "▁", "1",
    ]  # fmt: skip


def test_the_app_writes_the_channel_as_training_did() -> None:
    pieces = ["▁de", "▁", "⟦", "▁motie", "▁", "⇢", "▁motion", "▁", "⟧", ",", "▁", "12", "▁"]
    assert in_the_app(pieces, TermChannel(*CHANNEL)) == without_bare_spaces(pieces)


def test_the_same_seed_gives_the_same_terms() -> None:
    pairs, links = [PAIR] * 5, [LINKS] * 5
    assert channel_pairs(pairs, links, {}, 3) == channel_pairs(pairs, links, {}, 3)
    assert len(channel_pairs(pairs, links, {}, 3)) == 5


def test_a_glossary_is_taught_with_its_article_its_capital_and_in_sentences() -> None:
    entries = [Entry("motie", "motion", "noun"), Entry("kabinet", "government", "noun")]
    found = articles(entries, ["Het kabinet steunt de motie."])
    assert found == {"motie": "de", "kabinet": "het"}
    made = lines(entries, found, 1)
    assert {("motie", "motion"), ("Motie", "Motion"), ("de motie", "the motion"), ("MOTIE", "MOTION")} <= set(
        made
    )
    assert any(
        dutch.startswith("Het kabinet") and english.startswith("The government") for dutch, english in made
    )
