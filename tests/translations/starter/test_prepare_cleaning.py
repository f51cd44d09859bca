"""What preparation puts right in a pair, and why it drops one."""

from __future__ import annotations

import pytest

from translations.starter.cleaning import clean_pair, fault, key, numbers_agree
from translations.starter.corpus import deduplicate


@pytest.mark.parametrize(
    ("dutch", "clean"),
    [
        ("Hij zei « ja ».", 'Hij zei "ja".'),
        ("Hij zei „ja” en ‘nee’.", "Hij zei \"ja\" en 'nee'."),
        ("Eerst zo ' n huis , dan ( misschien ) nog een .", "Eerst zo'n huis, dan (misschien) nog een."),
        ("Dat heet `` beleid '' .", 'Dat heet "beleid".'),
        ("de sa\u00admen\u00adwerking\u00a0met de EU\u2011landen", "de samenwerking met de EU-landen"),
        ("een geÃ¯nformeerde coÃ¶rdinator", "een geïnformeerde coördinator"),
        ("De Lid-Staten beperken de produktie.", "De lidstaten beperken de productie."),
    ],
)
def test_what_is_broken_is_put_right(dutch: str, clean: str) -> None:
    assert clean_pair(dutch, "It.")[0] == clean


def test_english_clitics_are_joined_again() -> None:
    assert (
        clean_pair("Ik weet het niet.", "I do n't know what she 's told .")[1]
        == "I don't know what she's told."
    )


def test_a_double_encoded_space_goes() -> None:
    assert clean_pair("aan studenten", "toÂ students")[1] == "to students"


@pytest.mark.parametrize(
    ("dutch", "english", "reason"),
    [
        ("De minister heeft 17 brieven gestuurd.", "The minister sent 18 letters.", "numbers differ"),
        (
            "The minister has sent a letter to the House.",
            "De minister heeft een brief gestuurd.",
            "wrong language",
        ),
        ("Ja.", "Yes, and that is what we have always said about it in this House.", "length ratio"),
        ("De regeering heeft zoo besloten.", "The government has so decided.", "old spelling"),
        ("???? 12", "???? 12", "no letters"),
        (
            "Dit is de naam van een geheel vreemd ding",
            "Dit is de naam van een geheel vreemd ding",
            "untranslated",
        ),
        (
            "Speel nu in het beste casino van het land.",
            "Play in the country's best casino now.",
            "advertising",
        ),
        ("Zie https://www.rijksoverheid.nl voor meer.", "See the site for more.", "link lost"),
        ("De co\ufffdrdinator.", "The coordinator.", "mojibake"),
    ],
)
def test_a_wrong_pair_is_dropped_with_its_reason(dutch: str, english: str, reason: str) -> None:
    assert fault(dutch, english) == reason


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("Ruim 70.000 mensen, 3,5% meer dan in 2016.", "More than 70,000 people, 3.5% more than in 2016."),
        ("Er zijn drie vragen.", "There are 3 questions."),
        ("In de jaren '90 was dat anders.", "In the 1990s that was different."),
        ("De heer Van Traa heeft gelijk.", "Mr Van Traa is right."),
        (
            "De officiële, financieel zware keuze voor de heer Heeren.",
            "The official, costly choice for Mr Heeren.",
        ),
        ("Nr. 12 BRIEF VAN DE MINISTER", "No. 12 LETTER FROM THE MINISTER"),
    ],
)
def test_a_right_pair_stays(dutch: str, english: str) -> None:
    assert fault(dutch, english) is None


def test_a_written_number_counts_only_in_its_own_language() -> None:
    assert not numbers_agree("Er zijn three vragen.", "There are 3 questions.")


def test_a_pair_that_differs_in_case_and_marks_is_one_pair_over_all_files() -> None:
    first, second = [("De minister.", "The Minister.")], [("de minister", "the minister"), ("Nee.", "No.")]
    files, dropped = deduplicate([first, second])
    assert files == [first, [("Nee.", "No.")]]
    assert dropped == 1
    assert key(*first[0]) == key(*second[0])


def test_a_sentence_keeps_two_translations_and_a_word_all_its_senses() -> None:
    sentence = [("Dat is een goede zaak.", f"That is {word}.") for word in ("good", "fine", "great")]
    word = [("zaak", sense) for sense in ("case", "shop", "matter")]
    files, _ = deduplicate([sentence, word])
    assert [len(pairs) for pairs in files] == [2, 3]
