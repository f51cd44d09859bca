"""Makes the English use the glossary's terms where the Dutch does, and never makes it worse than it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from translations.engine import Alternative, Engine, TermHint, Translation, TranslationRequest
from translations.engine_hypotheses import runs_on
from translations.number_check import compare_numbers
from translations.segments import Link, SegmentTerm
from translations.term_english import occurrences, wanted_forms, wrong_articles
from translations.term_matching import TermMatch, TermMatcher
from translations.term_replacement import Place, place_by_links, place_by_rendering, put_in_place

if TYPE_CHECKING:
    from translations.packages import Package

Way = Literal["choice", "channel", "inline", "prefix", "links", "rendering"]
"""How a term is made to appear.

``choice``: another of the n best has it; ``channel``: decoded again with the English as a hint between the
model's own symbols (Dinu et al. 2019); ``inline``: decoded again with the English in the Dutch's place
(Song et al. 2019); ``prefix``: decoded again from the term on; ``links``: put where the model's alignment
says the term's words went; ``rendering``: put where the term's own translation stands.
"""

CHOICES = 4
"""How many hypotheses are asked of a sentence that has terms; the beam holds them anyway."""
MOST_SCORE_LOST = 0.8
"""Mean log-probability a target piece that an enforced sentence may lose against the plain one."""

Cancelled = Callable[[], bool]
Terms = tuple[SegmentTerm, ...]


def ways_for(package: Package) -> tuple[Way, ...]:
    """Return the ways to try, in order, with a package: its own channel first, where it has one."""
    if package.term_channel is not None:
        return ("choice", "channel", "links", "rendering", "inline")
    if package.has_alignment:
        return ("choice", "links", "inline", "rendering")
    return ("choice", "inline", "rendering")


@dataclass(frozen=True, slots=True)
class _Wish:
    """A match with what counts as its English; an ``optional`` one is used when it comes by itself."""

    match: TermMatch
    forms: tuple[str, ...]
    verb: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class _Draft:
    """A translation and which wishes it fulfils: for each the range in the target, or None."""

    translation: Translation
    found: tuple[tuple[int, int, str] | None, ...]

    def missing(self, wishes: Sequence[_Wish]) -> list[int]:
        return [
            i
            for i, (at, wish) in enumerate(zip(self.found, wishes, strict=True))
            if not at and not wish.optional
        ]


def translate_with_terms(
    engine: Engine,
    sources: Sequence[str],
    matcher: TermMatcher | None,
    *,
    cancelled: Cancelled | None = None,
    ways: Sequence[Way] | None = None,
) -> list[tuple[Translation, Terms]]:
    """Translate sentences so that the matcher's terms come out as the glossary has them.

    Every sentence is decoded plainly; only those that miss a term go through ``ways`` (by default those
    fit for the engine's package), until none is missing. A term that cannot be had without harm is
    returned as not applied, with the plain translation kept.

    Raises:
        TranslationCancelled: ``cancelled`` returned true between two batches.
        EnvironmentProblem: the model cannot be loaded.
    """
    wishes = [_wishes(matcher, source) for source in sources]
    plain = _decoded(engine, sources, wishes, cancelled)
    drafts = [_draft(translation, wish) for translation, wish in zip(plain, wishes, strict=True)]
    first = list(drafts)
    for way in ways if ways is not None else ways_for(engine.package):
        open_ = [
            i for i, draft in enumerate(drafts) if draft.missing(wishes[i]) and not draft.translation.copied
        ]
        if not open_:
            break
        tried = _TRY[way](engine, [(sources[i], wishes[i], first[i], drafts[i]) for i in open_], cancelled)
        for i, candidates in zip(open_, tried, strict=True):
            for candidate in candidates:
                draft = _draft(candidate, wishes[i])
                fewer = len(draft.missing(wishes[i])) < len(drafts[i].missing(wishes[i]))
                if fewer and not _worse(sources[i], wishes[i], first[i], draft):
                    drafts[i] = draft
    return [_result(draft, wish) for draft, wish in zip(drafts, wishes, strict=True)]


def terms_in(source: str, target: str, matcher: TermMatcher) -> Terms:
    """Return the terms a source uses and whether a target (a person's, say) has their English."""
    wishes = _wishes(matcher, source)
    return _result(_draft(Translation(target, 0.0), wishes), wishes)[1]


def _wishes(matcher: TermMatcher | None, source: str) -> tuple[_Wish, ...]:
    if matcher is None:
        return ()
    return tuple(
        _Wish(
            match,
            wanted_forms(match.entry, match.number),
            match.entry.part_of_speech == "verb" or match.verb is not None,
            match.entry.part_of_speech == "abbreviation",
        )
        for match in matcher.find(source)
        if match.kind == "full"
    )


def _decoded(
    engine: Engine, sources: Sequence[str], wishes: Sequence[tuple[_Wish, ...]], cancelled: Cancelled | None
) -> list[Translation]:
    """Decode plainly; sentences with terms bring their next best along."""
    found: dict[int, Translation] = {}
    for alternatives, has_terms in ((CHOICES, True), (1, False)):
        chosen = [i for i, wish in enumerate(wishes) if bool(wish) is has_terms]
        requests = [TranslationRequest(sources[i]) for i in chosen]
        done = engine.translate(requests, alternatives=alternatives, cancelled=cancelled) if requests else []
        found |= dict(zip(chosen, done, strict=True))
    return [found[i] for i in range(len(sources))]


def _draft(translation: Translation, wishes: tuple[_Wish, ...]) -> _Draft:
    """Find each wish's English in a target; the same term twice needs to stand there twice."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, int, str] | None] = [None] * len(wishes)
    # Longer terms first: «House of Representatives» must not be taken for its shorter sister.
    for i in sorted(range(len(wishes)), key=lambda i: -len(wishes[i].forms[0])):
        wish = wishes[i]
        for start, end, form in occurrences(translation.target, wish.forms, verb=wish.verb):
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                found[i] = (start, end, form)
                break
    for i, wish in enumerate(wishes):
        if found[i] is None:
            # English often says a thing once where Dutch says it twice.
            twin = next(
                (j for j, o in enumerate(wishes) if found[j] and o.match.entry is wish.match.entry), None
            )
            found[i] = found[twin] if twin is not None else None
    return _Draft(translation, tuple(found))


def _result(draft: _Draft, wishes: tuple[_Wish, ...]) -> tuple[Translation, Terms]:
    terms = []
    for wish, at in zip(wishes, draft.found, strict=True):
        if at is None and wish.optional:
            continue
        start, end, form = at or (-1, -1, wish.forms[0])
        terms.append(
            SegmentTerm(
                nl=wish.match.entry.nl,
                en=form,
                applied=at is not None,
                source_start=wish.match.start,
                source_end=wish.match.end,
                target_start=start,
                target_end=end,
                concept_id=wish.match.entry.concept_id,
            )
        )
    translation = draft.translation
    return replace(translation, alternatives=()), tuple(terms)


def _worse(source: str, wishes: tuple[_Wish, ...], plain: _Draft, draft: _Draft) -> bool:
    """Whether enforcing broke the sentence: score, length, loops, numbers, articles, a term merely added."""
    old, new = plain.translation, draft.translation
    if not new.target.strip() or (runs_on(source, new.target) and not runs_on(source, old.target)):
        return True
    if new.score < old.score - MOST_SCORE_LOST:
        return True
    before, after = len(old.target.split()), len(new.target.split())
    grown = sum(len(form.split()) for _, _, form in filter(None, draft.found))
    if not 0.65 * before - 2 <= after <= 1.25 * before + grown + 2:
        return True
    if len(compare_numbers(source, new.target)) > len(compare_numbers(source, old.target)):
        return True
    if wrong_articles(new.target) > wrong_articles(old.target):
        return True
    if _says_twice(new.target) and not _says_twice(old.target):
        return True
    if any(
        at and not now and not w.optional for at, now, w in zip(plain.found, draft.found, wishes, strict=True)
    ):
        return True
    return _only_added(old.target, new.target, plain, draft)


def _says_twice(text: str) -> bool:
    words = text.lower().split()
    return any(a == b and a.isalpha() and a not in ("that", "had") for a, b in pairwise(words))


def _only_added(old: str, new: str, plain: _Draft, draft: _Draft) -> bool:
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


_Open = tuple[str, tuple[_Wish, ...], _Draft, _Draft]


def _choice(engine: Engine, open_: list[_Open], cancelled: Cancelled | None) -> list[list[Translation]]:
    return [
        [Translation(o.target, o.score, o.links, (), first.translation.marks) for o in _others(first)]
        for _, _, first, _ in open_
    ]


def _others(draft: _Draft) -> tuple[Alternative, ...]:
    return draft.translation.alternatives


def _channel(engine: Engine, open_: list[_Open], cancelled: Cancelled | None) -> list[list[Translation]]:
    requests = []
    for source, wishes, _, draft in open_:
        hints = tuple(
            TermHint(wish.match.start, wish.match.end, at[2] if at else wish.forms[0])
            for wish, at in zip(wishes, draft.found, strict=True)
            if not (wish.verb or wish.optional) or not at
        )
        requests.append(TranslationRequest(source, hints))
    return _with_others(engine.translate(requests, alternatives=CHOICES, cancelled=cancelled))


def _inline(engine: Engine, open_: list[_Open], cancelled: Cancelled | None) -> list[list[Translation]]:
    requests, shifts = [], []
    for source, wishes, _, draft in open_:
        text, shift = source, []
        for i in sorted(draft.missing(wishes), key=lambda i: -wishes[i].match.start):
            wish = wishes[i]
            if not wish.verb:
                english = wish.forms[0]
                text = text[: wish.match.start] + english + text[wish.match.end :]
                shift.append((wish.match.start, wish.match.end, len(english)))
        requests.append(TranslationRequest(text))
        shifts.append(shift)
    done = _with_others(engine.translate(requests, alternatives=CHOICES, cancelled=cancelled))
    return [
        [replace(one, links=_links_back(one.links, shift)) for one in versions]
        for versions, shift in zip(done, shifts, strict=True)
    ]


def _links_back(links: tuple[Link, ...], shifts: list[tuple[int, int, int]]) -> tuple[Link, ...]:
    """Turn links from a source with English put into it into links from the Dutch one."""
    for start, end, length in sorted(shifts):
        moved = end - start - length
        links = tuple(
            link
            if link.source_end <= start
            else replace(link, source_start=start, source_end=end)
            if link.source_start < start + length
            else replace(link, source_start=link.source_start + moved, source_end=link.source_end + moved)
            for link in links
        )
    return links


def _prefix(engine: Engine, open_: list[_Open], cancelled: Cancelled | None) -> list[list[Translation]]:
    requests: list[TranslationRequest] = []
    owners: list[int] = []
    for number, (source, wishes, _, draft) in enumerate(open_):
        for i in draft.missing(wishes)[:1]:
            place = place_by_links(draft.translation, wishes[i].match, _kept(draft))
            if place is not None and not wishes[i].verb:
                put = put_in_place(source, draft.translation, place, wishes[i].match, wishes[i].forms[0])
                requests.append(
                    TranslationRequest(source, (), put.target[: place.start + len(wishes[i].forms[0])])
                )
                owners.append(number)
    done = (
        _with_others(engine.translate(requests, alternatives=CHOICES, cancelled=cancelled))
        if requests
        else []
    )
    tried: list[list[Translation]] = [[] for _ in open_]
    for owner, versions in zip(owners, done, strict=True):
        tried[owner] += versions
    return tried


def _links(engine: Engine, open_: list[_Open], cancelled: Cancelled | None) -> list[list[Translation]]:
    return [
        _replaced(one, lambda draft, wish: place_by_links(draft.translation, wish.match, _kept(draft)))
        for one in open_
    ]


def _rendering(engine: Engine, open_: list[_Open], cancelled: Cancelled | None) -> list[list[Translation]]:
    """Ask how the model says the term by itself, and look for that in the sentence."""
    asked: dict[str, None] = {}
    for source, wishes, _, draft in open_:
        asked |= dict.fromkeys(
            source[wishes[i].match.start : wishes[i].match.end] for i in draft.missing(wishes)
        )
    done = engine.translate(
        [TranslationRequest(text) for text in asked], alternatives=CHOICES, cancelled=cancelled
    )
    renderings = {
        text: (one.target, *(o.target for o in one.alternatives))
        for text, one in zip(asked, done, strict=True)
    }

    def place(draft: _Draft, wish: _Wish, source: str) -> Place | None:
        spoken = source[wish.match.start : wish.match.end]
        return place_by_rendering(draft.translation.target, renderings.get(spoken, ()), _kept(draft))

    return [_replaced(one, lambda draft, wish, s=one[0]: place(draft, wish, s)) for one in open_]  # type: ignore[misc]


def _replaced(one: _Open, place: Callable[[_Draft, _Wish], Place | None]) -> list[Translation]:
    """Put every missing term into the best draft so far, one after the other; each step is a candidate."""
    source, wishes, _, draft = one
    tried: list[Translation] = []
    for i in draft.missing(wishes):
        wish = wishes[i]
        where = None if wish.verb else place(draft, wish)
        if where is not None:
            new = _draft(put_in_place(source, draft.translation, where, wish.match, wish.forms[0]), wishes)
            if len(new.missing(wishes)) < len(draft.missing(wishes)):
                draft = new
                tried.append(draft.translation)
    return tried


def _kept(draft: _Draft) -> list[tuple[int, int]]:
    return [(at[0], at[1]) for at in draft.found if at]


def _with_others(done: Sequence[Translation]) -> list[list[Translation]]:
    return [
        [one, *(Translation(o.target, o.score, o.links, (), one.marks) for o in one.alternatives)]
        for one in done
    ]


_TRY: dict[Way, Callable[[Engine, list[_Open], Cancelled | None], list[list[Translation]]]] = {
    "choice": _choice,
    "channel": _channel,
    "inline": _inline,
    "prefix": _prefix,
    "links": _links,
    "rendering": _rendering,
}
