"""Names of the Dutch that are nowhere in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from translations.library_search import fold

TextRange = tuple[int, int]

_NAME = re.compile(
    r"(?P<initials>(?:\b[A-Z]\.\s?){1,5}(?:(?:van|de|der|den|ter|ten|te|’t|'t)\s){0,3})?"
    r"\b(?P<name>[A-ZÀ-Þ][a-zß-ÿ]{2,}(?:-[A-ZÀ-Þ][a-zß-ÿ]+)*)\b(?!-)"
)
_AFTER_TITLE = re.compile(
    r"\b(?:leden|lid|heer|heren|mevrouw|mevr\.|dhr\.|dr\.|mr\.|drs\.|prof\.|president|premier|kamerlid|"
    r"commissaris|ambassadeur)\s"
    r"(?:[A-ZÀ-Þ][\w’'-]+,?\s|(?:van|de|der|den|en|ter|ten)\s|\([^)]*\),?\s)*$",
    re.I,
)
_STARTS = re.compile(r"(?:^|[.!?:;«“\"‘'(•–—/-]\s?|\b\d+\.?\s|\n)$")
_NO_NAME = re.compile(
    r"(?:se|sch|sche|aan|aanse|aar|aren|eur|ing|ingen|heid|commissie|wet|akkoord|beleid|raad|plan|rapport|dienst|"
    r"fonds|verdrag|ministerie|minister|secretaris|secretarissen|overleg|instituut|bureau|centrum|rechtbank|hof|"
    r"brief|nota|agenda|programma|lijst|boek|bank|groep|bond|vereniging|stichting|unie|staten|landen|land|"
    r"schap|kunde|gericht|regering|kamer|tie|ties|zaken|leden|lid|voorzitter|ers|ens|eiland|eilanden|zee|oorlog|"
    r"dag|week|jaar|weg|straat|plein|burgemeester|partij|conventie|convenant|postbus|waals|haags|gaals|gewest|protocol|richtlijn|verordening|besluit)$",
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
        titled = _AFTER_TITLE.search(before) is not None or _after_name(before)
        if not initials and (_STARTS.search(before) or not _is_rare(name.lower(), titled)):
            continue
        wanted = fold(name)
        if wanted in english or (not initials and any(fuzz.ratio(wanted, word) >= 65 for word in words)):
            continue
        if any(part in english for part in wanted.split("-") if len(part) > 3):
            continue
        yield start, end


def _after_name(before: str) -> bool:
    """Return whether another rare name stands right before: «Navid Afkari»."""
    match = re.search(r"(?<=[a-zà-ÿ,] )([A-ZÀ-Þ][a-zß-ÿ]{2,})\s$", before)
    return match is not None and _is_rare(match[1].lower(), True)


@lru_cache(maxsize=20_000)
def _is_rare(word: str, titled: bool) -> bool:
    if len(word) < 4 or _NO_NAME.search(word):
        return False
    from wordfreq import zipf_frequency

    # A capital that English never saw is more often a Dutch compound, unless a title stands before it.
    return zipf_frequency(word, "nl") < 3.6 and (
        (titled and len(word) <= 12) or zipf_frequency(word, "en") > 0
    )
