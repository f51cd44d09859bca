"""What was confirmed before is found again: exactly, in its context, or nearly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import InputError
from translations.memory import TranslationMemory
from translations.memory_substitution import substitute_numbers, substitute_terms
from translations.memory_text import likeness
from translations.memory_units import Unit


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[TranslationMemory]:
    memory = TranslationMemory.open(tmp_path / "memory.db")
    yield memory
    memory.close()


def test_a_confirmed_sentence_is_found_again(memory: TranslationMemory) -> None:
    memory.add("De  Kamer is ge\u00adïnformeerd.", "The House has been informed.")
    match = memory.exact("De Kamer is geïnformeerd.")
    assert match is not None
    assert (match.target, match.percent, match.kind) == ("The House has been informed.", 100, "exact")
    assert memory.exact("de kamer is geïnformeerd.") is None
    assert memory.exact("") is None


def test_the_same_sentence_between_other_sentences_keeps_its_own_english(memory: TranslationMemory) -> None:
    memory.add("Ja.", "Yes.", previous="Komt u?", following="Mooi.")
    memory.add("Ja.", "Indeed.", previous="Is het koud?", following="")
    memory.add("Ja.", "Yes indeed.", previous="Komt u?", following="Mooi.")
    first = memory.exact("Ja.", "Komt u?", "Mooi.")
    second = memory.exact("Ja.", "Is het koud?", "")
    other = memory.exact("Ja.", "Iets anders.", "")
    assert first and second and other
    assert (first.target, first.kind) == ("Yes indeed.", "context")
    assert (second.target, second.kind) == ("Indeed.", "context")
    assert other.kind == "exact"
    assert memory.memories()[0].units == 2


def test_a_memory_with_a_penalty_gives_no_exact_match_but_a_lesser_one(memory: TranslationMemory) -> None:
    client = memory.create("Client", penalty=10)
    memory.add("Dank u wel.", "Thank you.", memory=client)
    assert memory.exact("Dank u wel.") is None
    (match,) = memory.fuzzy("Dank u wel.")
    assert (match.percent, match.memory, match.kind) == (90, "Client", "exact")
    memory.change(client, penalty=0)
    assert memory.exact("Dank u wel.") is not None
    memory.change(client, enabled=False)
    assert memory.exact("Dank u wel.") is None and memory.fuzzy("Dank u wel.") == []


def test_a_read_only_memory_takes_nothing(memory: TranslationMemory) -> None:
    client = memory.create("Client", writable=False)
    with pytest.raises(InputError, match="read-only"):
        memory.add("a", "b", memory=client)
    memory.add("a", "b")
    assert [(info.name, info.units) for info in memory.memories()] == [("My translations", 1), ("Client", 0)]


def test_names_of_memories_are_theirs_alone(memory: TranslationMemory) -> None:
    client = memory.create("Client")
    with pytest.raises(InputError, match="already"):
        memory.create(" client ")
    with pytest.raises(InputError, match="already"):
        memory.change(client, name="My Translations")
    with pytest.raises(InputError, match="name"):
        memory.create("  ")
    memory.change(client, name="Ministry")
    assert [info.name for info in memory.memories()] == ["My translations", "Ministry"]


def test_a_nearly_equal_sentence_is_offered_with_its_percentage(memory: TranslationMemory) -> None:
    memory.add("De minister heeft de Kamer vandaag geïnformeerd.", "The minister informed the House today.")
    memory.add("Het weer is mooi.", "The weather is fine.")
    (match,) = memory.fuzzy("De minister heeft de Kamer gisteren geïnformeerd.")
    assert match.kind == "fuzzy" and 80 <= match.percent < 100
    assert memory.fuzzy("Iets volkomen anders over vissen.") == []
    assert memory.fuzzy("De minister heeft de Kamer gisteren geïnformeerd.", threshold=0.95) == []
    assert memory.fuzzy("") == []


def test_only_case_and_punctuation_differ(memory: TranslationMemory) -> None:
    memory.add("Dank u wel.", "Thank you.")
    (match,) = memory.fuzzy("DANK U WEL.")
    assert match.percent == 99


@pytest.mark.parametrize(
    ("wanted", "target"),
    [
        (
            "In 2019 kwamen 1.250 mensen op 3 oktober.",
            "In 2019, 1,250 people came on 3 October.",
        ),
        ("In 2018 kwamen 2,5 mensen op 27 september.", "In 2018, 2.5 people came on 27 September."),
    ],
)
def test_numbers_and_months_are_put_right_where_only_they_differ(
    memory: TranslationMemory, wanted: str, target: str
) -> None:
    english = "In 2018, 70,000 people came on 27 September."
    memory.add("In 2018 kwamen 70.000 mensen op 27 september.", english)
    (match,) = memory.fuzzy(wanted)
    assert match.target == target and match.substituted
    assert match.stored == english
    assert 95 <= match.percent < 100


@pytest.mark.parametrize(
    ("wanted", "source", "target"),
    [
        ("Er zijn 5 en 6.", "Er zijn 3 en 4.", "There are some."),
        ("Er zijn 5 en 6.", "Er zijn 3 en 3.", "There are 3 and 3."),
        ("Er zijn 5.", "Er waren 3.", "There were 3."),
        ("Op 3 mei.", "Op 3 juni.", "Later."),
    ],
)
def test_a_number_that_cannot_be_placed_is_left_to_the_translator(
    wanted: str, source: str, target: str
) -> None:
    assert substitute_numbers(wanted, source, target) is None


def test_a_term_is_put_right_where_only_it_differs(memory: TranslationMemory) -> None:
    english = {"motie": "motion", "amendement": "amendment"}
    memory.add("De motie is aangenomen.", "The motion was adopted.")
    (match,) = memory.fuzzy("De amendement is aangenomen.", english_of=english.get)
    assert (match.target, match.substituted) == ("The amendment was adopted.", True)
    assert match.percent >= 90


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("De motie en de motie.", "The motion and the motion."),
        ("De brief is hier.", "The letter is here."),
        ("De motie is niet hier.", "The motion is not here."),
    ],
)
def test_a_term_that_is_unclear_is_left_to_the_translator(source: str, target: str) -> None:
    english = {"motie": "motion", "amendement": "amendment"}
    assert substitute_terms("De amendement is hier.", source, target, english.get) is None


def test_what_came_from_a_forgotten_document_is_forgotten(memory: TranslationMemory, tmp_path: Path) -> None:
    memory.add("Het geheime xylofoonplan.", "The secret xylophone plan.", document="key1")
    memory.add("Blijft staan.", "Stays.", document="key2")
    assert memory.forget("key1") == 1
    assert memory.forget("") == 0
    assert memory.exact("Het geheime xylofoonplan.") is None
    assert memory.fuzzy("Het geheime xylofoonplan.") == []
    assert memory.exact("Blijft staan.") is not None
    memory.close()
    traces = [path.name for path in tmp_path.glob("memory.db*") if b"xylo" in path.read_bytes()]
    assert traces == []


def test_a_memory_is_removed_with_its_units(memory: TranslationMemory) -> None:
    client = memory.create("Client")
    memory.add_all([Unit(f"Zin nummer {word}.", word) for word in ("een", "twee")], memory=client)
    memory.remove(client)
    assert memory.fuzzy("Zin nummer een.") == []
    assert [info.units for info in memory.memories()] == [0]


def test_concordance_finds_words_in_their_sentences(memory: TranslationMemory) -> None:
    memory.add("Het Nederlandse buitenlandbeleid is helder.", "Dutch foreign policy is clear.")
    memory.add("De coördinatie van beleid.", "The coordination of policy.")
    assert [match.target for match in memory.concordance("coordinatie")] == ["The coordination of policy."]
    assert [match.target for match in memory.concordance("buitenland helder")] == [
        "Dutch foreign policy is clear."
    ]
    assert memory.concordance("") == [] and memory.concordance('"') == []


words = ["de", "het", "minister", "kamer", "brief", "plan", "van", "is", "12", "1.500", "mei", ".", ","]
sentences = st.lists(st.sampled_from(words), min_size=1, max_size=12).map(" ".join)


@given(sentences, sentences)
@settings(max_examples=50, deadline=None)
def test_likeness_is_fair(first: str, second: str) -> None:
    assert likeness(first, first) == 100
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 100
    full = likeness(first, second)
    assert likeness(first, second, 70) == (full if full >= 70 else 0)
