"""Terms are found in whatever form the Dutch has them, and only there."""

from __future__ import annotations

import pytest
from term_marks import bundled_matcher, entry, gold_marks, score

from translations.term_matching import TermMatcher
from translations.term_matching_forms import forms, is_plural

TERMS = TermMatcher(
    [
        entry("heropvoedingscentrum", "re-education centre"),
        entry("Oeigoers", "Uyghur", part_of_speech="adjective"),
        entry("Oeigoer", "Uyghur"),
        entry("kamerbrief", "letter to Parliament"),
        entry("lid", "member"),
        entry("VN Mensenrechtenraad", "UN Human Rights Council"),
        entry("minister-president", "Prime Minister"),
        entry("officier van justitie", "public prosecutor"),
        entry("strafbare gedraging", "criminal conduct"),
        entry("bevoegd gezag", "competent authority"),
        entry("Tweede Kamer", "House of Representatives"),
        entry("Tweede Kamer der Staten-Generaal", "House of Representatives of the States General"),
        entry("Minister van Onderwijs, Cultuur en Wetenschap", "Minister of Education, Culture and Science"),
        entry("motie", "motion"),
        entry("aan de orde stellen", "raise", part_of_speech="verb"),
        entry("aanbesteden", "put out to tender", part_of_speech="verb"),
        entry("mensenrechtenverdediger", "human rights defender"),
        entry("lidstaten", "Member States"),
        entry("sanctiepakket", "sanctions package"),
        entry("DENK", "DENK", do_not_translate=True),
        entry("PvdA", "PvdA", do_not_translate=True),
        entry("Handelingen", "Proceedings", case_sensitive=True),
        entry("jl.", "last"),
        entry("t/m", "up to and including"),
        entry("d.d.", "dated"),
        entry("systeemrisico", "systemic risk"),
        entry("coördinator", "coordinator"),
        entry("zorgplicht", "duty of care"),
    ]
)


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[m.start : m.end], m.entry.nl, m.number or "") for m in TERMS.find(text) if m.kind == "full"]


def partial(text: str) -> list[str]:
    return [text[m.start : m.end] for m in TERMS.find(text) if m.kind == "partial"]


@pytest.mark.parametrize(
    ("text", "spoken", "term", "number"),
    [
        ("de heropvoedingscentra in", "heropvoedingscentra", "heropvoedingscentrum", "plural"),
        ("veel Oeigoeren zijn", "Oeigoeren", "Oeigoer", "plural"),
        ("de Oeigoerse taal", "Oeigoerse", "Oeigoers", ""),
        ("twee kamerbrieven", "kamerbrieven", "kamerbrief", "plural"),
        ("Kamerbrief over", "Kamerbrief", "kamerbrief", ""),
        ("de leden van", "leden", "lid", "plural"),
        ("de VN-Mensenrechtenraad", "VN-Mensenrechtenraad", "VN Mensenrechtenraad", ""),
        ("de minister president", "minister president", "minister-president", ""),
        ("de officieren van justitie", "officieren van justitie", "officier van justitie", "plural"),
        ("van strafbare gedragingen", "strafbare gedragingen", "strafbare gedraging", "plural"),
        ("het bevoegde gezag", "bevoegde gezag", "bevoegd gezag", ""),
        ("elke lidstaat", "lidstaat", "lidstaten", "singular"),
        ("de sanctiepakketten", "sanctiepakketten", "sanctiepakket", "plural"),
        ("BRIEF OVER DE MOTIE", "MOTIE", "motie", ""),
        ("AAN DE TWEEDE KAMER", "TWEEDE KAMER", "Tweede Kamer", ""),
        ("de mensenrechten-verdedigers", "mensenrechten-verdedigers", "mensenrechtenverdediger", "plural"),
        ("op 3 mei jl. is", "jl.", "jl.", ""),
        ("mei t/m juni", "t/m", "t/m", ""),
        ("brief d.d. 3 mei", "d.d.", "d.d.", ""),
        ("de systeemrisico’s", "systeemrisico’s", "systeemrisico", "plural"),
        ("de cöordinator en coordinatoren", "coordinatoren", "coördinator", "plural"),
        (
            "de minister van Onderwijs, Cultuur en Wetenschap",
            "minister van Onderwijs, Cultuur en Wetenschap",
            "Minister van Onderwijs, Cultuur en Wetenschap",
            "",
        ),
    ],
)
def test_any_form_of_a_term_is_found(text: str, spoken: str, term: str, number: str) -> None:
    assert (spoken, term, number) in found(text)


def test_longest_match_wins() -> None:
    assert [t for _, t, _ in found("de Tweede Kamer der Staten-Generaal")] == [
        "Tweede Kamer der Staten-Generaal"
    ]
    assert [t for _, t, _ in found("de Tweede Kamer, der Staten-Generaal")] == ["Tweede Kamer"]


def test_priority_decides_between_equally_long_matches() -> None:
    matcher = TermMatcher([entry("raden", "councils", priority=0), entry("raad", "board", priority=5)])
    assert matcher.find("de raden")[0].entry.en == "board"
    matcher = TermMatcher([entry("raden", "councils"), entry("raad", "board")])
    assert matcher.find("de raden")[0].entry.en == "councils"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("het heropvoedingscentrumbeleid", "heropvoedingscentrum"),
        ("de motie-Scholtens c.s.", "motie"),
        ("een EU-sanctiepakket", "sanctiepakket"),
        ("ouderenzorgplicht", "zorgplicht"),
        ("de kamerbrief- en notaprocedure", "kamerbrief"),
    ],
)
def test_term_inside_a_compound_is_partial(text: str, part: str) -> None:
    assert partial(text) == [part] and found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hij stelt de kwestie morgen aan de orde.",
        "Nederland heeft dit aan de orde gesteld",
        "zal dit aan de orde stellen",
        "dat zij het aan de orde stelt",
    ],
)
def test_verb_is_found_apart_from_the_rest(text: str) -> None:
    assert [m.entry.nl for m in TERMS.find(text)] == ["aan de orde stellen"]


@pytest.mark.parametrize(
    "text", ["De gemeente besteedt het werk aan.", "het werk is aanbesteed", "aan te besteden"]
)
def test_separable_verb_is_found(text: str) -> None:
    assert [m.entry.nl for m in TERMS.find(text)] == ["aanbesteden"]


@pytest.mark.parametrize(
    "text",
    [
        "Dit komt aan de orde; hij stelt voor te wachten.",
        "ik denk dat de pvda wint",
        "door zijn handelingen",
        "emotie",
        "lidmaatschap? geleden!",
        "Tweede. Kamer",
        "",
        "«»",
    ],
)
def test_what_only_looks_like_a_term_is_left(text: str) -> None:
    assert [m for m in TERMS.find(text) if m.kind == "full"] == []


def test_marks_of_the_invented_letters() -> None:
    right, seen, wanted = score(bundled_matcher(), gold_marks())
    assert wanted > 120
    assert right / seen >= 0.97 and right / wanted >= 0.97


@pytest.mark.parametrize(
    ("spoken", "base"),
    [
        ("ambtgenoten", "ambtgenoot"),
        ("brieven", "brief"),
        ("zienswijzen", "zienswijze"),
        ("begrotingsstaten", "begrotingsstaat"),
        ("veiligheden", "veiligheid"),
        ("zaakgelastigden", "zaakgelastigde"),
        ("etnische", "etnisch"),
        ("grote", "groot"),
        ("academici", "academicus"),
        ("gesteld", "stellen"),
    ],
)
def test_base_forms(spoken: str, base: str) -> None:
    assert base in forms(spoken)


@pytest.mark.parametrize(("word", "plural"), [("lidstaten", True), ("lidstaat", False), ("centra", True)])
def test_plurals_are_known(word: str, plural: bool) -> None:
    assert is_plural(word) is plural
