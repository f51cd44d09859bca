"""Turns a glossary into training lines, so that the model knows its terms without being told."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

Pair = tuple[str, str]


@dataclass(frozen=True)
class Entry:
    """An approved term as the glossary file has it."""

    dutch: str
    english: str
    part_of_speech: str

    @property
    def plural(self) -> bool:
        """Whether the term names several: both languages end like a plural."""
        return bool(
            self.dutch[:1].islower()
            and re.search(r"(?:en|s|a)$", self.dutch)
            and re.search(r"[^siu]s$", self.english.split()[-1])
        )


def read_glossary(path: Path) -> list[Entry]:
    """The terms of a CSV file with columns `dutch`, `english` and, if there, `part_of_speech`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Entry(row["dutch"], row["english"], row.get("part_of_speech") or "noun")
            for row in csv.DictReader(file)
        ]


def articles(entries: Sequence[Entry], texts: Iterable[str]) -> dict[str, str]:
    """The Dutch article of each noun, as the texts use it; *de* where they do not tell."""
    heads = {entry.dutch: _head(entry.dutch) for entry in entries}
    counts: dict[str, Counter[str]] = {head: Counter() for head in heads.values()}
    for text in texts:
        words = re.findall(r"[\w-]+", text.lower())
        for article, word in pairwise(words):
            if article in ("de", "het") and word in counts:
                counts[word][article] += 1
    return {
        entry.dutch: "de"
        if entry.plural or not (seen := counts[heads[entry.dutch]])
        else seen.most_common(1)[0][0]
        for entry in entries
    }


def _head(dutch: str) -> str:
    """The noun a term is about: the last word before its first preposition."""
    before = re.split(r"\s(?:van|der|voor|inzake|tegen|naar|in|en|op|opvang)\s|,", dutch.lower(), maxsplit=1)[
        0
    ]
    return before.split()[-1]


# {d} and {e} are a term with its article, {D} and {E} the same at the start of a sentence; {v}, {w} verbs.
_THING = (
    ("Dit gaat over {d}.", "This is about {e}."),
    ("{D} {v} in deze brief aan de orde.", "{E} {w} discussed in this letter."),
    ("In de bijlage vindt u meer over {d}.", "You will find more about {e} in the annex."),
    ("Wat {v2} {d} volgens de minister?", "What {w2} {e} according to the Minister?"),
    (
        "Er is vorige week gesproken over {d}, zonder resultaat.",
        "{E} {w3} discussed last week, without result.",
    ),
    ("Ik verwijs hiervoor naar {d}.", "For this I refer to {e}."),
    ("Daarnaast noemt het rapport {d}.", "In addition, the report mentions {e}."),
    ("Met het oog op {d} is nader overleg nodig.", "In view of {e}, further consultation is needed."),
    ("Volgens de leden verdient {d} meer aandacht.", "According to the members, {e} {w4} more attention."),
    ("Het belang van {d} staat voor mij voorop.", "The importance of {e} comes first for me."),
    ("Hoe beoordeelt u {d} in dit verband?", "How do you assess {e} in this connection?"),
    ("{D}: stand van zaken", "{E}: state of play"),
    ("Kunt u toelichten wat u bedoelt met {d}?", "Can you explain what you mean by {e}?"),
)
_LOOSE = (
    ("Onderwerp: {d}", "Subject: {e}"),
    ("{D} en andere onderwerpen", "{E} and other subjects"),
    ("– {d};", "– {e};"),
    ("Het gaat hier om {d}.", "This concerns {e}."),
    ("Zie ook: {d}.", "See also: {e}."),
)


def lines(entries: Sequence[Entry], article: dict[str, str], seed: int, each: int = 7) -> list[Pair]:
    """The terms alone, with capitals and article, and in `each` sentences and headings of a fixed form."""
    chance = random.Random(f"{seed} glossary")
    result: list[Pair] = []
    for entry in entries:
        dutch, english = entry.dutch, entry.english
        result.append((dutch, english))
        result.append((_capital(dutch), _capital(english)))
        if entry.part_of_speech in ("noun", "proper noun") and not entry.dutch.isupper():
            with_article = f"{article.get(dutch, 'de')} {dutch}"
            bare = entry.plural or _bare(english)
            english_article = english if bare else f"the {english}"
            result.append((with_article, english_article))
            forms = chance.sample(_THING, min(each, len(_THING)))
            result += [_fill(form, with_article, english_article, entry.plural) for form in forms]
            result += [_fill(form, dutch, english, entry.plural) for form in chance.sample(_LOOSE, 2)]
            result.append((dutch.upper(), english.upper()))
        elif entry.part_of_speech != "abbreviation":
            result += [_fill(form, dutch, english, False) for form in chance.sample(_LOOSE, 3)]
    return result


def _bare(english: str) -> bool:
    """Whether English leaves the article out: what cannot be counted, names of persons' offices excepted."""
    return bool(
        (
            re.search(
                r"(?:rights|policy|labour|torture|aid|Affairs|cooperation|cleansing|recognition|interference|resilience|"
                r"expression|belief|equipment|internment|conduct|data|order|NATO|Proceedings|Parliament)$",
                english,
            )
            and not re.match(r"(?:Minist|UN |European |House|Order|Standing|High|Dutch|Public)", english)
        )
        or english == "Parliament"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fill(form: Pair, dutch: str, english: str, plural: bool) -> Pair:
    source = form[0].format(
        d=dutch, D=_capital(dutch), v="komen" if plural else "komt", v2="betekenen" if plural else "betekent"
    )
    target = form[1].format(
        e=english,
        E=_capital(english),
        w="are" if plural else "is",
        w2="do" if plural else "does",
        w3="were" if plural else "was",
        w4="deserve" if plural else "deserves",
    )
    source = source.replace("verdient", "verdienen") if plural else source
    target = re.sub(r"^(What does? .+?) according to", r"\1 mean according to", target)
    return source, target
