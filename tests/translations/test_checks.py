"""What the checks say about translations that are right, and about those that are not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import Block, Document, Sentence, Span
from translations.checks import check_document, check_segment, quick_marks
from translations.exchange.check_report import report_text
from translations.glossary_records import TermEntry
from translations.segments import Bilingual, Segment, SegmentTerm
from translations.spelling import Spelling
from translations.term_matching import TermMatcher

LETTERS = sorted((Path(__file__).parent.parent / "letters").glob("letter_*.json"))


def segment(source: str, target: str, segment_id: str = "s1") -> Segment:
    return Segment(segment_id, "b1", source, target, target)


def checks(source: str, target: str) -> list[str]:
    return [finding.check for finding in check_segment(segment(source, target))]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Er kwamen 70.000 mensen.", "70,000 people came."),
        ("Het kost 2,5 miljard euro.", "It costs EUR 2.5 billion."),
        ("Het kost € 1.234,50.", "It costs €1,234.50."),
        ("Het kost 500 miljoen dollar.", "It costs half a billion dollars, or $500 million."),
        ("Op 27 september 2018 jl.", "On 27 September 2018."),
        ("Op 21 september jl. is besloten.", "It was decided on 21 September 2023."),
        ("Op 27-09-2018 is besloten.", "It was decided on 27 September 2018."),
        ("In mei 2019 en in de jaren '90.", "In May 2019 and in the 1990s."),
        ("De groei is 10,5 procent.", "Growth is 10.5 per cent."),
        ("De drie landen en de 2e Kamer.", "The 3 countries and the second chamber."),
        ("Er zijn 3 redenen en vijfentwintig leden.", "There are three reasons and twenty-five members."),
        ("Kamerstuk 32 623, nr. 2758.", "Parliamentary Paper 32623, no. 2758."),
        ("De zitting begint om 14.30 uur.", "The sitting begins at 2.30 p.m."),
        ("Zie paragraaf 2.3 van het rapport.", "See section 2.3 of the report."),
        ("Het gebied is 25 km² groot.", "The area is 25 km2."),
        ("Ik verwijs u naar de brief van 3 mei.3 Dank u.", "I refer you to the letter of 3 May. Thank you."),
        ("Voor «De Gids» schreef S.A. Blok.", "S.A. Blok wrote for ‘De Gids’."),
        ("Zie a) de brief (bijlage) en [noot].", "See a) the letter (annex) and [note]."),
        ("Raad van State", "Council of State"),
        ("Twee derde van de leden.", "Two thirds of the members."),
        ("Nog geen honderd mensen.", "Fewer than a hundred people."),
        ("Het IJsselmeer en Syrië.", "The IJsselmeer and Syria."),
        ("Hij zei: “Ja.”", "He said: “Yes.”"),
        ("Amsterdam 1", "Amsterdam 1"),
        ("Er is t/m 2027 € 12,5 miljoen.", "There is €12.5 million up to and including 2027."),
        ("Uitvoering van de motie-Blok c.s.", "Implementation of the motion by Blok and others"),
        ("32 623", "32 623"),
    ],
)
def test_a_right_translation_is_left_in_peace(source: str, target: str) -> None:
    assert check_segment(segment(source, target)) == ()


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        ("Er kwamen 70.000 mensen.", "70.000 people came.", "numbers"),
        ("Er kwamen 70.000 mensen.", "7,000 people came.", "numbers"),
        ("Er kwamen 70.000 mensen.", "People came.", "numbers"),
        ("Er kwamen mensen uit dit land.", "70 people came from this country.", "numbers"),
        ("Het kost 2,5 miljard euro.", "It costs EUR 2.5 million.", "numbers"),
        ("Het kost 2,5 miljard euro.", "It costs EUR 2,5 billion.", "numbers"),
        ("Het kost 500 miljoen euro.", "It costs EUR 500 billion.", "numbers"),
        ("Het kost 2 miljoen euro.", "It costs 2 million dollars.", "numbers"),
        ("Op 27 september 2018.", "On 27 October 2018.", "numbers"),
        ("De groei is 10 procent.", "Growth is 10.", "numbers"),
        ("De drie landen zijn het eens.", "The four countries agree.", "numbers"),
        ("De zitting begint om 14.30 uur.", "The sitting begins at 3.30 p.m.", "numbers"),
        ("Het kabinet steunt dit plan.", "", "empty"),
        ("Het kabinet steunt dit plan.", "Het kabinet steunt dit plan.", "untranslated"),
        ("Het kabinet steunt dit beleid niet.", "The government supports dit beleid niet.", "untranslated"),
        ("De rijksbegroting is klaar.", "The rijksbegroting is ready.", "untranslated"),
        ("Het kabinet steunt dit plan.", "The government supports the the plan.", "repetition"),
        ("Het kabinet steunt dit plan.", "The plan is a plan is a plan is a plan.", "repetition"),
        ("Wat vindt het kabinet?", "The government agrees.", "punctuation"),
        ("Het kabinet steunt dit.", "The government supports this", "punctuation"),
        ("Het kabinet steunt dit.", "The government  supports this.", "punctuation"),
        ("Het kabinet steunt dit plan.", "The government , supports this plan.", "punctuation"),
        ("Het kabinet steunt dit plan.", "The government supports this plan..", "punctuation"),
        ("De brief (bijlage 2) is klaar.", "The letter (Annex 2 is ready.", "brackets"),
        ("De brief (de bijlage) is klaar.", "The letter is ready.", "brackets"),
        ("Hij noemt dit «een stap».", "He calls this a step.", "quotes"),
        ("Hij noemt dit “een stap”.", "He calls this “a step.", "quotes"),
        ("De heer S.A. Blok is er.", "Mr S.A. Block is there.", "names"),
        ("De minister sprak in China over Rusland.", "The minister spoke about Russia.", "names"),
        ("Premier Rutte noemde het belang.", "The Premier named the importance.", "names"),
        ("Duitsland heeft het verdrag getekend.", "The treaty was signed.", "names"),
        ("Dit is besproken met Fedasil en de Raad.", "This was discussed with the Council.", "names"),
        ("Vragen van de leden Ploumen en Omtzigt.", "Questions from the member Omtzigt.", "names"),
        ("Het kabinet steunt dit plan van harte en zal er geld voor vrijmaken.", "Yes.", "length"),
    ],
)
def test_a_fault_is_found(source: str, target: str, check: str) -> None:
    assert check in checks(source, target)


def test_findings_show_where_to_look() -> None:
    source, target = "Er kwamen 70.000 mensen.", "There came 70.000 people."
    (finding,) = check_segment(segment(source, target))
    assert finding.source_range and finding.target_range
    assert source[slice(*finding.source_range)] == "70.000"
    assert target[slice(*finding.target_range)] == "70.000"
    assert finding.message == "The Dutch has 70.000, the English 70.000." and finding.severity == "error"


MOTION = TermEntry("c1", "Dutch government", "motie", "motion", ("motion",), ("motie", "resolution"))


def test_a_term_of_the_glossary_is_asked_for() -> None:
    matcher = TermMatcher([MOTION])
    (finding,) = check_segment(segment("De motie is aangenomen.", "The proposal was adopted."), matcher)
    assert (finding.check, finding.message) == ("terms", "«motie» is “motion” in the glossary.")
    assert check_segment(segment("De moties zijn aangenomen.", "The motions were adopted."), matcher) == ()


def test_a_forbidden_term_is_found() -> None:
    found = check_segment(
        segment("De motie is aangenomen.", "The resolution was adopted."), TermMatcher([MOTION])
    )
    assert "forbidden" in [finding.check for finding in found]
    assert "must not be used" in next(one.message for one in found if one.check == "forbidden")


def test_without_a_glossary_the_drafts_own_record_of_terms_is_used() -> None:
    draft = replace(
        segment("De motie is aangenomen.", "The proposal was adopted."),
        terms=(SegmentTerm("motie", "motion", False, 3, 8),),
    )
    assert [finding.check for finding in check_segment(draft)] == ["terms"]
    edited = replace(draft, target="The motion was adopted.")
    assert check_segment(edited) == ()


def bilingual(*pairs: tuple[str, str], call: int | None = None) -> Bilingual:
    text = " ".join(source for source, _ in pairs)
    sentences, segments, start = [], {}, 0
    for number, (source, target) in enumerate(pairs):
        sentences.append(Sentence(f"s{number}", start, start + len(source)))
        segments[f"s{number}"] = segment(source, target, f"s{number}")
        start += len(source) + 1
    spans = () if call is None else (Span(call, call, "footnote", "1"),)
    block = Block("b1", "paragraph", text, 1, tuple(sentences), spans)
    return Bilingual(Document("brief.pdf", "Brief", (block,)), segments)


def test_the_same_dutch_with_other_english_is_pointed_out() -> None:
    document = bilingual(
        ("Dank u wel.", "Thank you."), ("Dank u wel.", "thank you"), ("Dank u wel.", "Thanks.")
    )
    inconsistent = [finding for finding in check_document(document) if finding.check == "inconsistent"]
    assert [(finding.segment_id, finding.message) for finding in inconsistent] == [
        ("s2", "The same Dutch is “Thank you.” earlier.")
    ]


def test_every_footnote_call_reaches_the_english() -> None:
    document = bilingual(("Dank u wel.", "Thank you."), ("Tot ziens.", "Goodbye."), call=11)
    assert check_document(document) == ()


def test_ignored_findings_are_left_out() -> None:
    document = bilingual(("Er zijn 3 landen.", "There are countries."), ("Het is 5 uur.", "It is late."))
    first, second = check_document(document)
    assert check_document(document, ignored={first.key}) == (second,)


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("De minister sprak met Frankrijk en België.", "The minister spoke to the French and the Belgians."),
        ("Hij reisde via Genève naar Straatsburg.", "He travelled to Strasbourg via Geneva."),
        ("Leiden deze gesprekken tot niets, dan volgt een brief.", "If these talks fail, a letter follows."),
        ("De motie van mevrouw Van Gent is aangenomen.", "The motion of Ms Van Gent was adopted."),
        ("De Oegandezen en de Moldaviërs zijn gehoord.", "The Ugandans and the Moldovans were heard."),
        ("Dit ligt bij het College en de Griffie.", "This is with the Board and the Clerk's Office."),
    ],
)
def test_names_that_english_spells_otherwise_have_not_vanished(dutch: str, english: str) -> None:
    assert [one.message for one in check_segment(segment(dutch, english)) if one.check == "names"] == []


def test_english_that_is_still_dutch_is_told_once_and_not_word_by_word() -> None:
    dutch = "In deze brief schets ik kort de ontwikkelingen en de acties van het kabinet."
    found = check_segment(segment(dutch, dutch), spelling=Spelling())
    assert [one.check for one in found] == ["untranslated"]


def test_findings_are_listed_for_a_report() -> None:
    document = bilingual(("Er zijn 3 landen.", "There are countries."))
    assert report_text(check_document(document), document) == (
        "1 finding in 1 segment.\n\n1  Er zijn 3 landen.\n   There are countries.\n"
        "   - Numbers and dates: The number 3 is missing."
    )


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)
def test_a_careful_translation_of_a_letter_raises_no_alarm(letter: Path) -> None:
    blocks = json.loads(letter.read_text(encoding="utf-8"))["blocks"]
    alarms = [
        (finding, block["en"])
        for block in blocks
        for finding in check_segment(segment(block["nl"], block["en"]))
        if finding.severity != "hint"
    ]
    assert len(alarms) <= 1, alarms


def test_quick_marks_are_the_plainest_faults() -> None:
    assert quick_marks("Er zijn 3 landen.", "There are three countries.") == ()
    assert quick_marks("Er zijn 3 landen.", "There are countries countries.") == ("numbers", "repetition")
    assert quick_marks("Er zijn 3 landen.", "Er zijn 3 landen.") == ("untranslated",)
    assert quick_marks("Zij sprak met de heer Rehman.", "She spoke with the rapporteur.") == ("names",)
    assert quick_marks("Er zijn 3 landen.", " ") == ("empty",)
    assert quick_marks("—", "") == ()
    assert quick_marks("Het kabinet steunt dit plan van harte.", "Yes.") == ("length",)


def test_spelling_is_checked_when_it_is_wanted() -> None:
    wrong = segment("De brief is hier.", "The lettter is here.")
    assert check_segment(wrong) == ()
    (finding,) = check_segment(wrong, spelling=Spelling("en_GB"))
    assert (finding.check, finding.message) == ("spelling", "“lettter” is not in the dictionary.")


any_text = st.text(st.sampled_from("ab De.,;:!?12 0€$%()[]«»“”\"'‘’-–/\n\u00a0ëé²"), max_size=60)


@given(any_text, any_text)
@settings(max_examples=50, deadline=None)
def test_any_text_can_be_checked(source: str, target: str) -> None:
    for finding in check_segment(segment(source, target)):
        for text, place in ((source, finding.source_range), (target, finding.target_range)):
            assert place is None or 0 <= place[0] <= place[1] <= len(text)
