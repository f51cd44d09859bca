"""The number of an English noun phrase: which noun carries it, its plural and its singular.

The rules are those of Quirk et al., *A Comprehensive Grammar of the English Language* (1985), 5.73 ff.: by
spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache

from translations.term_matching import Number

_HEAD_ENDS = re.compile(
    r"\s(?:of|in|to|on|for|from|with|against|by|and|at|under|between|regarding|into|that|which)\s"
)
_LEADING_MODIFIERS = ("country of origin ", "rule of law ", "point of contact ", "code of conduct ")
_UNCOUNTABLE = frozenset(
    {
        "conduct",
        "aid",
        "data",
        "information",
        "research",
        "evidence",
        "equipment",
        "labour",
        "labor",
        "torture",
        "interference",
        "cooperation",
        "expression",
        "recognition",
        "cleansing",
        "internment",
        "society",
        "impunity",
        "statelessness",
        "advice",
        "news",
        "police",
        "resilience",
        "training",
        "support",
        "legislation",
        "housing",
        "help",
        "education",
        "care",
        "justice",
        "security",
    }
)
_IRREGULAR = {"chargé": "chargés", "person": "persons", "man": "men", "woman": "women", "child": "children"}
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")


@lru_cache(maxsize=20_000)
def in_number(english: str, number: Number | None) -> str:
    """Return an English noun phrase in the number asked for, as it stands when none is asked."""
    if number is None:
        return english
    before, head, after = _head(english)
    changed = _plural(head) if number == "plural" else _singular(head)
    return before + changed + after


@lru_cache(maxsize=20_000)
def is_plural_english(english: str) -> bool:
    """Tell whether an English noun phrase is plural by its head."""
    _, head, _ = _head(english)
    return _singular(head) != head or head in ("people", "police", "data", "men", "women", "children")


def _head(english: str) -> tuple[str, str, str]:
    """Split a phrase around the noun that carries its number: member / of government."""
    skipped = next((len(m) for m in _LEADING_MODIFIERS if english.lower().startswith(m)), 0)
    cut = _HEAD_ENDS.search(english, skipped)
    end = cut.start() if cut else len(english)
    if english.startswith("chargé "):
        end = len("chargé")
    start = english.rfind(" ", 0, end) + 1
    return english[:start], english[start:end], english[end:]


def _plural(noun: str) -> str:
    lower = noun.lower()
    if lower in _UNCOUNTABLE or _singular(noun) != noun or noun.isupper():
        return noun
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("y") and lower[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if lower.endswith(("sis", "xis")):
        return noun[:-2] + "es"
    return noun + ("es" if _SIBILANT.search(lower) else "s")


def _singular(noun: str) -> str:
    lower = noun.lower()
    for one, many in _IRREGULAR.items():
        if lower == many:
            return one
    if len(noun) < 4 or lower.endswith(("ss", "us", "is", "news")) or not lower.endswith("s"):
        return noun
    if lower.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if lower.endswith(("sses", "xes", "ches", "shes", "zes")):
        return noun[:-2]
    return noun[:-1]
