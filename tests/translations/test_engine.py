"""The engine on tiny models that translate word for word, so that every answer is known."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import tiny_package
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import EnvironmentProblem
from translations.engine import (
    Engine,
    TermHint,
    Translation,
    TranslationCancelled,
    TranslationRequest,
    with_hints,
)
from translations.engine_decoding import BATCH_SIZE
from translations.engine_hypotheses import (
    MAX_SCORE_LOSS,
    Hypothesis,
    Job,
    coverage,
    right_beginning,
    runs_on,
    soundest_first,
    without_loop,
)
from translations.packages import Package, TermChannel, describe
from translations.segments import Link
from translations.source_text import Part, Word, words_of


@pytest.fixture
def engine(aligned: Package) -> Engine:
    return Engine(aligned, threads=1)


def english(engine: Engine, dutch: str) -> Translation:
    return engine.translate([TranslationRequest(dutch)])[0]


def linked(dutch: str, translation: Translation) -> list[tuple[str, str]]:
    return [
        (dutch[link.source_start : link.source_end], translation.target[link.target_start : link.target_end])
        for link in translation.links
    ]


def test_translates_a_sentence(engine: Engine) -> None:
    found = english(engine, "De minister leest het motie.")
    assert found.target == "The minister reads the motion."
    assert found.score <= 0
    assert not found.copied


def test_results_come_in_the_order_asked_whatever_their_length(engine: Engine) -> None:
    sources = ["De minister leest een motie.", "De bank.", "Het kabinet volgt de minister niet.", "De bank."]
    found = engine.translate([TranslationRequest(source) for source in sources])
    assert [one.target for one in found] == [
        "The minister reads a motion.",
        "The bank.",
        "The government follows the minister not.",
        "The bank.",
    ]


def test_links_are_whole_words_without_their_punctuation(engine: Engine) -> None:
    dutch = "De minister leest, maar het kabinet niet."
    pairs = linked(dutch, english(engine, dutch))
    assert ("leest", "reads") in pairs
    assert ("kabinet", "government") in pairs
    assert ("niet", "not") in pairs


def test_a_model_without_alignment_links_names_and_numbers(plain: Package) -> None:
    dutch = "Het kabinet leest Xinjiang in 2017."
    found = english(Engine(plain, threads=1), dutch)
    assert set(linked(dutch, found)) == {("Xinjiang", "Xinjiang"), ("2017", "2017")}


def test_space_around_a_sentence_is_kept(engine: Engine) -> None:
    assert english(engine, "  De motie.\n").target == "  The motion.\n"


@pytest.mark.parametrize(
    "text",
    [
        "https://www.hrw.org/report/2018/09/09/eradicating-ideological-viruses",
        "www.rijksoverheid.nl/documenten",
        "post@minbuza.nl",
        "S.A. Blok",
        "mr. J.P. van den Berg",
        "2018Z12345",
        "A/HRC/51/5",
        "12-03-2018",
        "—",
        "",
    ],
)
def test_what_is_not_language_is_copied(engine: Engine, text: str) -> None:
    found = english(engine, text)
    assert found.target == text
    assert found.copied


def test_a_bare_number_is_written_the_english_way(engine: Engine) -> None:
    assert english(engine, "70.000").target == "70,000"
    assert english(engine, "€ 1.234,50").target == "€ 1,234.50"
    assert english(engine, "32 735").target == "32 735"


def test_a_copied_dutch_number_is_written_the_english_way(engine: Engine) -> None:
    found = english(engine, "De bank heeft 70.000 euro en 2,5 miljard euro.")
    assert found.target == "The bank has 70,000 euros and 2.5 billion euros."
    assert "numbers" not in found.marks


def test_an_address_inside_a_sentence_comes_back_unchanged(engine: Engine) -> None:
    address = "https://www.hrw.org/report/2018/09/09/chinas-campaign?x=1&y=2"
    dutch = f"De minister leest {address}, maar het kabinet niet."
    assert english(engine, dutch).target == f"The minister reads {address}, but the government not."


def test_quotes_dashes_and_letters_the_model_does_not_know(engine: Engine) -> None:
    found = english(engine, "De minister leest «Erdoğan» – de bank – niet…")
    assert found.target == 'The minister reads "Erdoğan" – the bank – not...'


def test_a_script_the_model_cannot_write_comes_over_as_it_is(engine: Engine) -> None:
    found = english(engine, "De minister leest Кузу.")
    assert found.target == "The minister reads Кузу."
    assert "unk" not in found.target


def test_a_title_in_capitals_is_translated_like_any_text(engine: Engine) -> None:
    assert english(engine, "BRIEF VAN HET KABINET").target == "LETTER OF THE GOVERNMENT"
    assert english(engine, "Nr. 209 BRIEF VAN DE MINISTER").target == "Nr. 209 LETTER OF THE MINISTER"


def test_abbreviations_alone_are_no_title_in_capitals(engine: Engine) -> None:
    assert english(engine, "De minister van VN en EU.").target == "The minister of VN and EU."


def test_a_heading_gets_no_full_stop_and_a_sentence_keeps_its_own(engine: Engine) -> None:
    assert english(engine, "Het kabinet").target == "The government"
    assert english(engine, "het kabinet;").target == "the government;"


def test_a_very_long_sentence_is_cut_at_clauses_and_joined(engine: Engine) -> None:
    clause = "de minister leest de motie van het kabinet, maar de bank volgt het kabinet niet"
    dutch = "De minister leest; " + "; ".join([clause] * 12) + "."
    found = english(engine, dutch)
    assert found.target.count("the minister reads the motion of the government") == 12
    assert found.target.endswith("the bank follows the government not.")
    assert found.links[-1].source_end == len(dutch) - 1
    assert found.links[-1].target_end == len(found.target) - 1


def test_alternatives_are_different_and_worse(engine: Engine) -> None:
    found = engine.translate([TranslationRequest("De motie.")], alternatives=4)[0]
    assert found.target == "The motion."
    assert len(found.alternatives) == 3
    assert len({found.target, *(one.target for one in found.alternatives)}) == 4
    assert all(one.score <= found.score for one in found.alternatives)


def test_a_forced_prefix_begins_the_english(engine: Engine) -> None:
    found = engine.translate([TranslationRequest("De motie.", target_prefix="A")])[0]
    assert found.target == "A motion."


def hinted(dutch: str, hints: list[TermHint], channel: TermChannel | None) -> list[Word]:
    assert channel is not None
    words = words_of(dutch, Part(0, len(dutch)), lambda _character: True)
    return with_hints(words, hints, channel)


def test_a_hint_goes_through_the_terminology_channel(aligned: Package) -> None:
    found = hinted("De motie, en niet de brief.", [TermHint(3, 8, "the letter")], aligned.term_channel)
    assert " ".join(word.text for word in found) == "De ⟦ motie ⇢ the letter ⟧, en niet de brief."
    assert {(word.start, word.end) for word in found[1:7]} == {(3, 9)}


def test_hints_of_several_words_and_several_terms(aligned: Package) -> None:
    dutch = 'Het lid van de Kamer leest de "motie".'
    hints = [TermHint(31, 36, "motion"), TermHint(4, 20, "MP")]
    found = hinted(dutch, hints, aligned.term_channel)
    assert " ".join(word.text for word in found) == (
        'Het ⟦ lid van de Kamer ⇢ MP ⟧ leest de ⟦ "motie ⇢ motion ⟧".'
    )


def test_a_hint_inside_a_word_takes_the_whole_word(aligned: Package) -> None:
    found = hinted("Het kabinetsbeleid.", [TermHint(4, 11, "government")], aligned.term_channel)
    assert " ".join(word.text for word in found) == "Het ⟦ kabinetsbeleid. ⇢ government ⟧"


def test_a_hint_is_ignored_by_a_model_without_channel(plain: Package) -> None:
    request = TranslationRequest("De motie.", (TermHint(3, 8, "letter"),))
    assert Engine(plain, threads=1).translate([request])[0].target == "The motion."


def test_cancelling_stops_between_batches(engine: Engine) -> None:
    asked: list[int] = []

    def after_one_batch() -> bool:
        asked.append(1)
        return len(asked) > 1

    requests = [TranslationRequest(f"De motie {number}.") for number in range(3 * BATCH_SIZE)]
    with pytest.raises(TranslationCancelled):
        engine.translate(requests, cancelled=after_one_batch)
    assert len(asked) == 2


def test_a_zipped_package_needs_no_unpacking(plain_file: Path) -> None:
    package = describe(plain_file, "bundled", "starter")
    assert english(Engine(package, threads=1), "De motie.").target == "The motion."


def test_a_damaged_model_is_one_sentence(plain_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "broken.argosmodel"
    with zipfile.ZipFile(file, "w") as archive:
        for part in sorted(plain_folder.rglob("*")):
            if part.is_file():
                data = part.read_bytes()
                archive.writestr(
                    f"p/{part.relative_to(plain_folder)}", data[:999] if part.suffix == ".bin" else data
                )
    with pytest.raises(EnvironmentProblem, match="cannot be loaded"):
        english(Engine(describe(file, "bundled", "starter")), "De motie.")


def test_a_loop_is_seen_and_cut() -> None:
    looped = "The motion is the motion is the motion is the motion is"
    assert runs_on("De motie is zo.", looped)
    assert not runs_on("De motie is zo.", "The motion is so, so that the motion is a motion.")
    one = Hypothesis(looped, -1.0, (Link(0, 2, 0, 3), Link(3, 8, 19, 25)), 12)
    assert without_loop("De motie is zo.", one).target == "The motion is …"
    assert without_loop("De motie is zo.", one).links == (Link(0, 2, 0, 3),)


def test_capitals_that_run_in_a_loop_of_letters_are_cut() -> None:
    one = Hypothesis("Aan" + "orter" * 40, -7.0, (), 12)
    assert runs_on("Aan de bank.", one.target)
    assert len(without_loop("Aan de bank.", one).target) < 30


def test_digits_that_run_on_are_a_loop() -> None:
    assert runs_on("In 2017 waren er 70.000.", "In 2017,000,000,00000000000")
    assert not runs_on("Er zijn 1.000.000.000 euro.", "There are 1,000,000,000 euros.")


def job_with(dutch: str, english: str) -> Job:
    part = Part(0, len(dutch))
    made = Job(dutch, part, (), (), None, (), 0, {}, False)
    made.hypotheses = [Hypothesis(english, -1.0, (), 9)]
    return made


def test_a_wrong_number_is_decoded_again_from_the_right_one() -> None:
    job = job_with("De bank heeft € 44,9 miljoen in 2021.", "The bank has €444.9 million in 2021.")
    assert right_beginning(job) == "The bank has €44.9"
    assert right_beginning(job_with("De bank heeft 70.000.", "The bank has 70,000.")) == ""


WORDS = st.lists(st.sampled_from(sorted(tiny_package.WORDS)), min_size=1, max_size=30)


@given(WORDS, st.sampled_from([".", "?", "!", ";", ":", ""]))
@settings(max_examples=25, deadline=None)
def test_any_sentence_of_known_words_is_translated_word_for_word(words: list[str], mark: str) -> None:
    engine = _shared_engine()
    expected = " ".join(tiny_package.WORDS[word] for word in words) + mark
    assert english(engine, " ".join(words) + mark).target == expected


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_no_text_breaks_the_engine_or_shows_an_unknown_token(text: str) -> None:
    found = english(_shared_engine(), text)
    assert "<unk>" not in found.target and "⁇" not in found.target.replace("⁇", "", text.count("⁇"))
    for link in found.links:
        assert 0 <= link.source_start < link.source_end <= len(text)
        assert 0 <= link.target_start < link.target_end <= len(found.target)


_ENGINES: list[Engine] = []


def _shared_engine() -> Engine:
    """Hypothesis runs a test's body many times, and fixtures of a function only once."""
    if not _ENGINES:
        import tempfile

        folder = tiny_package.make_package(Path(tempfile.mkdtemp()))
        _ENGINES.append(Engine(describe(folder, "installed", "shared"), threads=1))
    return _ENGINES[0]


def test_a_place_and_its_date_keep_the_space_between_them() -> None:
    from translations.engine_hypotheses import _put_right

    job = job_with("Den Haag, 27 september 2018", "")
    assert _put_right(job, ["Hague,27", "September"]) == ["Hague, 27", "September"]
    assert _put_right(job_with("Er zijn 3,5 miljoen.", ""), ["x3,5"]) == ["x3,5"]


def test_coverage_falls_with_every_source_piece_left_out() -> None:
    whole = coverage([[0.9, 0.1, 0.0], [0.1, 0.9, 0.0], [0.0, 0.0, 1.0]])
    without_one = coverage([[0.9, 0.1, 0.0], [0.1, 0.9, 0.0]])
    assert whole == pytest.approx(0.0)
    assert without_one < coverage([[0.9, 0.1, 0.0], [0.1, 0.8, 0.1]]) < whole


def test_a_hypothesis_that_keeps_numbers_and_names_leads_unless_it_is_far_less_likely() -> None:
    dutch = "De heer Rehman noemde 13 landen."

    def first(*versions: tuple[str, float]) -> str:
        return soundest_first(dutch, [Hypothesis(text, score, (), 5) for text, score in versions])[0].target

    whole, nameless, wrong = (
        "Mr Rehman named 13 countries.",
        "He named 13 countries.",
        "He named 3 countries.",
    )
    assert first((wrong, -0.2), (nameless, -0.3), (whole, -0.4)) == whole
    assert first((wrong, -0.2), (nameless, -0.3), (whole, -0.4 - MAX_SCORE_LOSS)) == nameless
    assert first((whole, -0.2), ("Mr Rehman spoke of 13 countries.", -0.3)) == whole
