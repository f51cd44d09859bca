"""Names of the Dutch that are nowhere in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from reader.reflow.dutch_words import word_set
from translations.library_search import fold
from translations.place_names import place_names

TextRange = tuple[int, int]
SAME_IN_BOTH = 0.4
"""How much rarer, in powers of ten, a word may be in English than in Dutch to count as a name of both."""
_COMMON = word_set(
    """
    januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag
    woensdag donderdag vrijdag zaterdag zondag college code stand west permanent here dit uwer hooge
    vereenigde akten handvest memorandum memoranda presidium arbitrage griffie konings denen noren zweden
    britten duitsers fransen belgen polen turken grieken serven koerden marine
    halfrond post handicap kanselarij eerste tweede europees
    """
)
"""Words that Dutch writes with a capital without naming one person, place or thing of that name."""
_ALSO_WORDS = frozenset({"leiden", "namen", "luik", "assen", "saba", "delft", "polen"})
"""Places that at the start of a sentence are more often another word."""

_NAME = re.compile(
    r"(?P<initials>(?:\b[A-Z]\.\s?){1,5}(?:(?:van|de|der|den|ter|ten|te|’t|'t)\s){0,3})?"
    r"\b(?P<name>[A-ZÀ-Þ][a-zß-ÿ]{2,}(?:-[A-ZÀ-Þ][a-zß-ÿ]+)*)\b(?!-)"
)
_TITLES = "lid|heer|mevrouw|president|premier|kamerlid|commissaris|ambassadeur"
_AFTER_TITLE = re.compile(
    rf"\b(?:{_TITLES}|leden|heren|mevr\.|dhr\.|dr\.|mr\.|drs\.|prof\.)\s"
    r"(?:[A-ZÀ-Þ][\w’'-]+,?\s|(?:van|de|der|den|en|ter|ten)\s|\([^)]*\),?\s)*$",
    re.I,
)
_RIGHT_AFTER_TITLE = re.compile(
    rf"\b(?:{_TITLES}|vicepremier|minister|staatssecretaris|koning|koningin)\s$", re.I
)
"""What one person's name follows, be it a common word of Dutch: «premier Rutte», «minister Blok»."""
_STARTS = re.compile(r"(?:^|[.!?:;«“\"‘'(•–—/-]\s?|\b\d+\.?\s|\n)$")
_NO_NAME = re.compile(
    r"(?:"
    r"se|sch|sche|aan|aanse|aar|aren|eur|ing|ingen|heid|commissie|wet|akkoord|beleid|raad|"
    r"plan|rapport|dienst|fonds|verdrag|ministerie|minister|secretaris|secretarissen|overleg|"
    r"instituut|bureau|centrum|rechtbank|hof|brief|nota|agenda|programma|lijst|boek|bank|"
    r"groep|bond|vereniging|stichting|unie|staten|landen|land|schap|kunde|gericht|regering|"
    r"kamer|tie|ties|zaken|leden|lid|voorzitter|ers|ens|eiland|eilanden|zee|oorlog|dag|week|"
    r"jaar|weg|straat|plein|burgemeester|partij|conventie|convenant|postbus|waals|haags|gaals|"
    r"gewest|protocol|richtlijn|verordening|besluit|comité|gebied|kaart|slak|logie|iër|iërs|eërs|"
    r"ïners?|zen|erend|ende|zochte"
    r")$",
    re.I,
)
"""Endings of common nouns and of words for peoples, which English says in other words."""


def vanished_names(source: str, target: str) -> Iterator[TextRange]:
    """Yield the ranges of names in the Dutch of which the English has no trace.

    A name is a word with a capital inside the sentence that Dutch and English hardly use otherwise, or any
    after initials («S.A. Blok», exactly so). Place names that English spells alike («Syrië», «Syria») count
    as there.
    """
    if not target.strip():
        return
    english = fold(target)
    words = re.findall(r"\w+", english)
    for match in _NAME.finditer(source):
        start, end = match.span("name")
        name = match["name"]
        # One initial at the start is the letter of a list: «B. Stel een nulmeting verplicht».
        initials = match["initials"] and (match.start() > 0 or match["initials"].count(".") > 1)
        before = source[:start]
        places = place_names().get(name.lower())
        if places is not None and not initials:
            if name.lower() in _ALSO_WORDS and _STARTS.search(before):
                continue
            if fold(name) not in english and not any(
                re.search(rf"(?<!\w){re.escape(fold(place))}", english) for place in places
            ):
                yield start, end
            continue
        titled = _AFTER_TITLE.search(before) is not None or _after_name(before)
        person = _RIGHT_AFTER_TITLE.search(before) is not None and _may_be_name(name.lower())
        if not initials and not person and (_STARTS.search(before) or not _is_rare(name.lower(), titled)):
            continue
        wanted = fold(name)
        if wanted in english or (not initials and any(fuzz.ratio(wanted, word) >= 65 for word in words)):
            continue
        parts = [part for part in wanted.split("-") if len(part) > 3] if "-" in wanted else []
        if any(fuzz.ratio(part, word) >= 80 for part in parts for word in words):
            continue
        yield start, end


def _after_name(before: str) -> bool:
    """Return whether another rare name stands right before: «Navid Afkari»."""
    match = re.search(r"(?<=[a-zà-ÿ,] )([A-ZÀ-Þ][a-zß-ÿ]{2,})\s$", before)
    return match is not None and _is_rare(match[1].lower(), True)


def _may_be_name(word: str) -> bool:
    return len(word) >= 4 and word not in _COMMON and _NO_NAME.search(word) is None


@lru_cache(maxsize=20_000)
def _is_rare(word: str, titled: bool) -> bool:
    if not _may_be_name(word):
        return False
    from wordfreq import zipf_frequency

    dutch, english = zipf_frequency(word, "nl"), zipf_frequency(word, "en")
    if dutch >= 3.6:
        # What English writes as often as Dutch is a name of both: Firefox, Peter, Assad.
        return english >= dutch - SAME_IN_BOTH
    if english > 0 or (titled and len(word) <= 12):
        return True
    # A capital that neither language knows is a name, unless Dutch put it together from its own words.
    return dutch < 2.5 and len(word) <= 11 and not _is_compound(word)


@lru_cache(maxsize=20_000)
def _is_compound(word: str) -> bool:
    """Return whether two Dutch words of at least three letters, perhaps with an s between, make this one."""
    from wordfreq import zipf_frequency

    for at in range(3, len(word) - 2):
        first, second = word[:at], word[at:]
        for head in (first, first.removesuffix("s")):
            if len(head) >= 3 and min(zipf_frequency(head, "nl"), zipf_frequency(second, "nl")) >= 3.0:
                return True
    return False
