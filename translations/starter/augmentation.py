"""Makes further training pairs of clean ones: capitals, fragments, list items, glued neighbours, copies."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from translations.starter.function_words import SMALL_DUTCH, SMALL_ENGLISH

Pair = tuple[str, str]

_MARKERS = ("- ", "– ", "• ", "{n}. ", "{n}) ", "{l}) ", "{l}. ", "({n}) ", "({l}) ", "§ {n} ")
_END = re.compile(r"[.!?;:,]+$")


def _title(text: str, small: frozenset[str]) -> str:
    words = text.split(" ")
    return " ".join(
        word if index and word.lower() in small else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )


def capitals(pair: Pair, chance: random.Random) -> Pair:
    """The pair as a heading: in capitals, or each word with one; short ones lose their closing mark."""
    dutch, english = _unclosed(pair) if pair[0].count(" ") < 12 else pair
    if chance.random() < 0.7:
        return dutch.upper(), english.upper()
    return _title(dutch, SMALL_DUTCH), _title(english, SMALL_ENGLISH)


def fragment(pair: Pair, chance: random.Random) -> Pair:
    """The pair without its closing mark, at times also without its capital, as in a table cell or list."""
    dutch, english = _unclosed(pair)
    is_word = dutch[1:2].islower() and english[1:2].islower() and not english.startswith("I ")
    if is_word and chance.random() < 0.5:
        return dutch[:1].lower() + dutch[1:], english[:1].lower() + english[1:]
    return dutch, english


def _unclosed(pair: Pair) -> Pair:
    return _END.sub("", pair[0]), _END.sub("", pair[1])


def list_item(pair: Pair, chance: random.Random) -> Pair:
    """The pair behind a list marker or number, the same on both sides; a third end in a semicolon."""
    marker = chance.choice(_MARKERS).format(n=chance.randint(1, 40), l=chance.choice("abcdefghijk"))
    dutch, english = pair
    if chance.random() < 0.33:
        dutch, english = (side + ";" for side in _unclosed(pair))
    return marker + dutch, marker + english


def glued(pairs: Sequence[Pair], start: int, count: int) -> Pair:
    """`count` neighbouring pairs from `start` as one, so that a model also meets long input."""
    chosen = [
        (d if _END.search(d) else d + ".", e if _END.search(e) else e + ".")
        for d, e in pairs[start : start + count]
    ]
    return " ".join(d for d, _ in chosen), " ".join(e for _, e in chosen)


_FIRST_TEXT = """
Anna Bart Çelik Daan Eşref Fatima Gülay Hélène Imke Jürgen Kęstutis Łukasz Máire Noëlle Ömer Şahin Zoë
"""
_LAST_TEXT = """
Akkermans | Bouchallikh | Erdoğan | Dąbrowski | de Groot | Kılıç | van den Berg | Nguyen | Müller |
Özdemir | Brkić | Šimečka | Novák | van 't Hof | Ploumen | Sjoerdsma | Yücel | Öztürk | Țîrlea |
Jørgensen | Åkesson | Ó Briain | García | Gonçalves | Đorđević | Kučan | el Abassi | Tohti | Xi Jinping
| Wang Yi | Mazzeo | Vandenbroucke | Łempicka | Haňka | Peña | Ibáñez | Žižek | Strøm
"""
_MONTHS_TEXT = """
januari februari maart april mei juni juli augustus september oktober november december
January February March April May June July August September October November December
"""
_FIRST = _FIRST_TEXT.split()
_LAST = [" ".join(name.split()) for name in _LAST_TEXT.split("|")]
_MONTHS = [line.split() for line in _MONTHS_TEXT.strip().splitlines()]
_TLD = ("nl", "be", "eu", "org", "com", "int")
_SITE = (
    "rijksoverheid",
    "tweedekamer",
    "officielebekendmakingen",
    "overheid",
    "ohchr",
    "amnesty",
    "europa",
    "un",
    "hrw",
)


def reference(chance: random.Random) -> Pair:
    """A name, number, address or document reference that both languages write (nearly) alike."""
    n = chance.randint
    kind = chance.randrange(9)
    if kind == 0:
        text = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
        return text, text
    if kind == 1:
        text = f"{n(19, 36)} {n(100, 999)}-{n(1, 99):02d}"
        number = n(1, 3000)
        return f"Kamerstuk {text}, nr. {number}", f"Parliamentary Paper {text}, no. {number}"
    if kind == 2:
        path = chance.choice(("", "/documenten", f"/id/{n(1000, 99999)}", f"/zaak-{n(10, 999)}.html"))
        text = f"https://www.{chance.choice(_SITE)}.{chance.choice(_TLD)}{path}"
        return (text, text) if chance.random() < 0.6 else (f"Zie {text}.", f"See {text}.")
    if kind == 3:
        thousands, rest, decimal = n(1, 999), n(0, 999), n(0, 9)
        if chance.random() < 0.5:
            return f"{thousands}.{rest:03d},{decimal}", f"{thousands},{rest:03d}.{decimal}"
        return f"€ {thousands}.{rest:03d}", f"€{thousands},{rest:03d}"
    if kind == 4:
        text = f"20{n(10, 25)}Z{n(10000, 24999)}"
        return f"Kenmerk {text}", f"Reference {text}"
    if kind == 5:
        body = chance.choice(("RES", "HRC", "C", "DEC"))
        text = f"{chance.choice('ABCDEFGHKLM')}/{body}/{n(1, 80)}/{n(1, 300)}"
        return text, text
    if kind == 6:
        day, year = n(1, 31), n(1985, 2026)
        month = chance.randrange(12)
        return f"{day} {_MONTHS[0][month]} {year}", f"{day} {_MONTHS[1][month]} {year}"
    if kind == 7:
        name = chance.choice(_FIRST).lower().encode("ascii", "ignore").decode()
        text = f"{name}.{n(1, 99)}@{chance.choice(_SITE)}.nl"
        return text, text
    text = f"{chance.choice(_LAST)} en {chance.choice(_LAST)}"
    return text, text.replace(" en ", " and ", 1)


MADE = ("capitals", "fragments", "lists", "glued", "copies")


def made_pairs(
    files: Mapping[str, Sequence[Pair]], in_domain: Sequence[str], seed: int
) -> dict[str, list[Pair]]:
    """All pairs made here, each kind a source of its own; mostly of the in-domain files and `everyday`."""
    chance = random.Random(f"{seed} made")
    domain = [pair for name in (*in_domain, "everyday") for pair in files.get(name, [])]
    treaties = files.get("treaties", [])
    wider = domain + chance.sample(treaties, min(3000, len(treaties)))
    short = [pair for pair in wider if 2 <= pair[0].count(" ") <= 14]
    return {
        "capitals": [capitals(pair, chance) for pair in chance.sample(short, min(4000, len(short)))],
        "fragments": [fragment(pair, chance) for pair in chance.sample(short, min(3000, len(short)))],
        "lists": [list_item(pair, chance) for pair in chance.sample(wider, min(2500, len(wider)))],
        "glued": [
            glued(files[name], start, chance.choice((2, 2, 3)))
            for name in in_domain
            if name in files
            for start in range(0, len(files[name]) - 3, 3)
        ],
        "copies": [reference(chance) for _ in range(3000)],
    }
