"""The English gets the glossary's terms, in good grammar, and is never made worse for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from term_marks import entry

from translations.engine import Engine, Translation, TranslationCancelled
from translations.english_plurals import in_number, is_plural_english
from translations.glossary_records import TermEntry
from translations.packages import Package
from translations.segments import Link, SegmentTerm
from translations.term_enforcement import terms_in, translate_with_terms
from translations.term_english import (
    article_for,
    occurrences,
    replaced,
    wanted_forms,
    wrong_articles,
)
from translations.term_harm import harms
from translations.term_matching import TermMatcher
from translations.term_replacement import place_by_links, place_by_rendering
from translations.term_ways import Way
from translations.term_wishes import draft_of, wishes_of


def enforced(
    package: Package, source: str, *entries: TermEntry, ways: tuple[Way, ...] | None = None
) -> tuple[Translation, tuple[SegmentTerm, ...]]:
    engine = Engine(package, threads=1)
    return translate_with_terms(engine, [source], TermMatcher(entries), ways=ways)[0]


def test_term_that_comes_by_itself_is_told_where_it_stands(aligned: Package) -> None:
    translation, terms = enforced(aligned, "De minister leest het motie.", entry("motie", "motion"))
    assert translation.target == "The minister reads the motion."
    (term,) = terms
    assert term.applied and translation.target[term.target_start : term.target_end] == "motion"
    assert "De minister leest het motie."[term.source_start : term.source_end] == "motie"


@pytest.mark.parametrize(
    ("source", "nl", "en", "target"),
    [
        ("De minister leest het motie.", "motie", "resolution", "The minister reads the resolution."),
        ("De minister leest een motie.", "motie", "undertaking", "The minister reads an undertaking."),
        ("De minister leest een motie.", "motie", "your motion", "The minister reads your motion."),
        ("Brief van het kabinet", "brief", "announcement", "Announcement of the government"),
        ("wij volgt de Kamer.", "Kamer", "House of Lords", "we follows the House of Lords."),
    ],
)
def test_term_is_put_where_the_model_aligns_it(
    aligned: Package, source: str, nl: str, en: str, target: str
) -> None:
    translation, terms = enforced(aligned, source, entry(nl, en), ways=("links",))
    assert translation.target == target
    assert [term.applied for term in terms] == [True]
    linked = {
        (source[one.source_start : one.source_end], translation.target[one.target_start : one.target_end])
        for one in translation.links
    }
    assert any(spoken.lower() == nl.lower() for spoken, _ in linked)
    assert all(english.strip(" .") == english for _, english in linked)


def test_package_without_alignment_or_channel_obeys_too(plain: Package) -> None:
    translation, terms = enforced(plain, "De minister leest een motie.", entry("motie", "undertaking"))
    assert translation.target == "The minister reads an undertaking."
    assert terms[0].applied


def test_every_way_of_the_chain_keeps_a_sentence_that_has_its_terms(aligned: Package) -> None:
    for way in ("choice", "channel", "inline", "prefix", "links", "rendering"):
        translation, _ = enforced(
            aligned, "De minister leest het motie.", entry("motie", "motion"), ways=(way,)
        )  # type: ignore[arg-type]
        assert translation.target == "The minister reads the motion."


def test_any_approved_english_is_right_and_left(aligned: Package) -> None:
    both = replace(entry("motie", "resolution"), english=("resolution", "motion"))
    translation, terms = enforced(aligned, "De minister leest het motie.", both)
    assert translation.target == "The minister reads the motion."
    assert (terms[0].applied, terms[0].en) == (True, "motion")


def test_forbidden_english_is_replaced(plain: Package) -> None:
    wrong = replace(entry("motie", "resolution"), forbidden=("motion",))
    assert enforced(plain, "Dit is een motie.", wrong)[0].target == "This is a resolution."


def test_term_twice_is_put_twice(aligned: Package) -> None:
    translation, terms = enforced(aligned, "De motie volgt de motie niet.", entry("motie", "resolution"))
    assert translation.target.lower().count("resolution") == 2
    assert len({term.target_start for term in terms}) == 2


def test_term_that_cannot_be_had_leaves_the_plain_english(aligned: Package) -> None:
    translation, terms = enforced(
        aligned, "De minister leest het motie.", entry("motie", "resolution"), ways=()
    )
    assert translation.target == "The minister reads the motion."
    assert (terms[0].applied, terms[0].target_start, terms[0].en) == (False, -1, "resolution")


def test_term_inside_a_compound_is_left_to_the_model(aligned: Package) -> None:
    _, terms = enforced(aligned, "De motie-Kamer is dit.", entry("motie", "resolution"))
    assert terms == ()


def test_term_inside_an_address_is_no_term(aligned: Package) -> None:
    address = "https://www.voorbeeld.nl/brief/motie-2018"
    assert enforced(aligned, address, entry("motie", "motion"), entry("brief", "letter")) == (
        enforced(aligned, address)[0],
        (),
    )
    _, terms = enforced(aligned, f"De motie: {address}", entry("motie", "motion"))
    assert [term.source_start for term in terms] == [3]


def test_sentences_without_terms_and_without_matcher(aligned: Package) -> None:
    engine = Engine(aligned, threads=1)
    sources = ["De bank.", "De minister leest het motie."]
    found = translate_with_terms(engine, sources, None)
    assert [(one.target, terms) for one, terms in found] == [
        ("The bank.", ()),
        ("The minister reads the motion.", ()),
    ]


def test_cancelling_stops_between_batches(aligned: Package) -> None:
    engine = Engine(aligned, threads=1)
    with pytest.raises(TranslationCancelled):
        translate_with_terms(engine, ["De bank."], TermMatcher([]), cancelled=lambda: True)


def test_abbreviation_is_told_only_when_it_is_there() -> None:
    matcher = TermMatcher([entry("jl.", "last", part_of_speech="abbreviation")])
    assert terms_in("Op 3 mei jl. is dit.", "This was on 3 May.", matcher) == ()
    assert [t.applied for t in terms_in("Op 3 mei jl.", "On 3 May last", matcher)] == [True]


def test_plural_is_asked_when_the_dutch_is_plural() -> None:
    matcher = TermMatcher([entry("officier van justitie", "public prosecutor")])
    (term,) = terms_in("De officieren van justitie", "The prosecutors", matcher)
    assert (term.applied, term.en) == (False, "public prosecutors")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("The minister reads a motion.", "The minister reads a resolution.", False),
        ("The minister reads a motion.", "The minister reads a motion resolution.", True),
        ("The minister reads a motion.", "Resolution the minister reads a motion.", True),
        ("The minister reads a motion.", "The minister reads a undertaking resolution.", True),
        ("The minister reads a motion.", "Resolution", True),
        ("The minister reads a motion.", "The the minister reads a resolution.", True),
        ("The minister reads 3 motions.", "The minister reads resolution.", True),
        ("It is a motion.", "It is a resolution " + "of the resolution " * 9, True),
    ],
)
def test_harm_is_seen(old: str, new: str, told: bool) -> None:
    source = "De minister leest 3 moties." if "3" in old else "De minister leest een motie."
    wishes = wishes_of(TermMatcher([entry("motie", "resolution")]), source)
    plain, draft = draft_of(Translation(old, -0.5), wishes), draft_of(Translation(new, -0.6), wishes)
    assert harms(source, wishes, plain, draft) is told


def test_a_far_worse_score_is_harm() -> None:
    source = "De minister leest een motie."
    wishes = wishes_of(TermMatcher([entry("motie", "resolution")]), source)
    plain = draft_of(Translation("It reads a motion.", -0.5), wishes)
    assert harms(source, wishes, plain, draft_of(Translation("It reads a resolution.", -2.5), wishes))


@pytest.mark.parametrize(
    ("english", "number", "form"),
    [
        ("member of government", "plural", "members of government"),
        ("chargé d'affaires", "plural", "chargés d'affaires"),
        ("country of origin information report", "plural", "country of origin information reports"),
        ("municipality", "plural", "municipalities"),
        ("envoy", "plural", "envoys"),
        ("criminal conduct", "plural", "criminal conduct"),
        ("Member States", "singular", "Member State"),
        ("Member States", "plural", "Member States"),
        ("view", None, "view"),
    ],
)
def test_english_number(english: str, number: str | None, form: str) -> None:
    assert in_number(english, number) == form  # type: ignore[arg-type]


def test_english_plurals_are_known() -> None:
    assert is_plural_english("human rights") and is_plural_english("Member States")
    assert not is_plural_english("Council of States") and not is_plural_english("process")


@pytest.mark.parametrize(
    ("phrase", "article"),
    [
        ("hour", "an"),
        ("UN resolution", "a"),
        ("EU Member State", "an"),
        ("European", "a"),
        ("NGO", "an"),
        ("undertaking", "an"),
        ("university", "a"),
        ("Uyghur", "a"),
        ("one-off", "a"),
        ("honest man", "an"),
    ],
)
def test_articles_go_by_sound(phrase: str, article: str) -> None:
    assert article_for(phrase) == article


@pytest.mark.parametrize(
    ("text", "old", "english", "definite", "new"),
    [
        ("He saw a motion.", "motion", "undertaking", False, "He saw an undertaking."),
        ("He saw a motion.", "motion", "human rights", False, "He saw human rights."),
        (
            "Parliament met.",
            "Parliament",
            "House of Representatives",
            True,
            "The House of Representatives met.",
        ),
        ("in Parliament", "Parliament", "House of Representatives", True, "in the House of Representatives"),
        ("in Dutch Parliament", "Parliament", "Senate", True, "in Dutch Senate"),
        ("the Council of State", "Council", "Council of State", True, "the Council of State"),
        ("the public ministry", "ministry", "public prosecutor", False, "the public prosecutor"),
        ("to the Chamber", "Chamber", "your House", True, "to your House"),
        ("Rights first", "Rights", "human rights", True, "Human rights first"),
        ("THE CHAMBER", "CHAMBER", "Senate", True, "THE SENATE"),
    ],
)
def test_words_around_a_replacement_are_set_right(
    text: str, old: str, english: str, definite: bool, new: str
) -> None:
    start = text.index(old)
    edited = replaced(text, start, start + len(old), english, definite=definite)
    assert edited.text == new
    assert edited.text[edited.start : edited.end].lower() == english.lower()


def test_ranges_behind_a_replacement_move_along() -> None:
    text = "one two three"
    edited = replaced(text, 4, 7, "twelve")
    assert edited.text == "one twelve three"
    assert edited.moved(0, 3) == (0, 3) and edited.moved(4, 7) is None
    moved = edited.moved(8, 13)
    assert moved is not None and edited.text[slice(*moved)] == "three"


@pytest.mark.parametrize(
    ("text", "forms", "found"),
    [
        ("The member states and Member-States", ("Member States",), ["member states", "Member-States"]),
        ("a motion's end, motions", ("motion",), ["motion"]),
        ("AIVD aivd", ("AIVD",), ["AIVD"]),
        ("the chargé d’affaires", ("chargé d'affaires",), ["chargé d’affaires"]),
    ],
)
def test_english_is_found_in_running_text(text: str, forms: tuple[str, ...], found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in occurrences(text, forms)] == found


def test_verbs_are_found_in_their_forms() -> None:
    for text in ("he reported to the police", "reporting to the police", "she reports to the police"):
        assert occurrences(text, ("report to the police",), verb=True)


def test_either_number_is_right_where_the_dutch_has_the_glossarys_form() -> None:
    assert set(wanted_forms(entry("motie", "motion"), None)) == {"motion", "motions"}
    assert wanted_forms(entry("motie", "motion"), "plural") == ("motions",)


def test_wrong_articles_are_counted() -> None:
    assert wrong_articles("a apple and an house, a hour; annex A is an apple") == 3


def test_place_is_where_the_linked_words_stand_together() -> None:
    source, target = "het Openbaar Ministerie vraagt", "the public ministry asks the ministry"
    matcher = TermMatcher([entry("Openbaar Ministerie", "Public Prosecution Service")])
    links = (Link(4, 11, 4, 10), Link(12, 23, 11, 19), Link(12, 23, 29, 37))
    place = place_by_links(Translation(target, -1.0, links), matcher.find(source)[0], [])
    assert place is not None and target[place.start : place.end] == "public ministry"
    assert place_by_links(Translation(target, -1.0, links), matcher.find(source)[0], [(4, 19)]) is not None
    assert place_by_links(Translation(target, -1.0, ()), matcher.find(source)[0], []) is None


def test_place_is_where_the_models_own_rendering_stands() -> None:
    target = "We informed the public ministries of it"
    place = place_by_rendering(target, ("The Public Ministry",), [])
    assert place is not None and target[place.start : place.end] == "public ministries"
    assert place_by_rendering(target, ("something else",), []) is None
