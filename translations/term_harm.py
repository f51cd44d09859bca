"""Whether making a sentence use its terms has broken it: then the plain translation stays."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from translations.engine_hypotheses import runs_on
from translations.number_check import compare_numbers
from translations.term_english import occurrences, wrong_articles
from translations.term_wishes import Draft, Wish


@dataclass(frozen=True, slots=True)
class Limits:
    """What an enforced sentence may lose: score (log-probability a piece) and length (share)."""

    score: float
    shortest: float
    longest: float


CLOSE = Limits(score=0.25, shortest=0.85, longest=1.2)
"""For a sentence that was decoded anew while a smaller change might still do."""
WIDE = Limits(score=0.8, shortest=0.65, longest=1.25)


def harms(source: str, wishes: tuple[Wish, ...], plain: Draft, draft: Draft, limits: Limits = WIDE) -> bool:
    """Whether enforcing broke the sentence: score, length, loops, numbers, articles, a term merely added."""
    old, new = plain.translation, draft.translation
    if not new.target.strip() or (runs_on(source, new.target) and not runs_on(source, old.target)):
        return True
    if new.score < old.score - limits.score:
        return True
    before, after = len(old.target.split()), len(new.target.split())
    grown = sum(len(form.split()) for _, _, form in filter(None, draft.found))
    if not limits.shortest * before - 2 <= after <= limits.longest * before + grown + 2:
        return True
    if len(compare_numbers(source, new.target)) > len(compare_numbers(source, old.target)):
        return True
    if wrong_articles(new.target) > wrong_articles(old.target):
        return True
    if _too_often(wishes, old.target, new.target):
        return True
    if _says_twice(new.target) and not _says_twice(old.target):
        return True
    if any(
        at and not now and not w.optional for at, now, w in zip(plain.found, draft.found, wishes, strict=True)
    ):
        return True
    return only_added(old.target, new.target, plain, draft)


def _too_often(wishes: tuple[Wish, ...], old: str, new: str) -> bool:
    """Whether a term stands in the sentence more often than the Dutch has it, and than it did."""
    entries = [wish.match.entry for wish in wishes]
    return any(
        len(found := occurrences(new, wish.forms, verb=wish.verb)) > entries.count(wish.match.entry)
        and len(found) > len(occurrences(old, wish.forms, verb=wish.verb)) + 1
        for wish in wishes
    )


def _says_twice(text: str) -> bool:
    words = text.lower().split()
    return any(a == b and a.isalpha() and a not in ("that", "had") for a, b in pairwise(words))


def only_added(old: str, new: str, plain: Draft, draft: Draft) -> bool:
    """Whether the new sentence is the old one, whole, with a term stuck on: that is no use of the term."""
    rest = new
    won = [at for was, at in zip(plain.found, draft.found, strict=True) if at and not was]
    for start, end, _ in sorted(set(won), reverse=True):
        rest = rest[:start] + rest[end:]
    left, whole = _bag(rest), _bag(old)
    kept = sum(min(count, left.get(word, 0)) for word, count in whole.items())
    return bool(won) and len(whole) > 2 and kept == sum(whole.values())


def _bag(text: str) -> dict[str, int]:
    bag: dict[str, int] = {}
    for word in text.lower().split():
        plain = word.strip(".,;:!?«»“”‘’'\"()")
        # Articles move with a term, so they tell nothing.
        if plain and plain not in ("a", "an", "the"):
            bag[plain] = bag.get(plain, 0) + 1
    return bag
