"""The ways in which a translation is made to have a term: each gives candidates for what misses one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from translations.engine import Engine, TermHint, Translation, TranslationRequest
from translations.packages import Package
from translations.segments import Link
from translations.term_replacement import Place, place_by_links, place_by_rendering, put_in_place
from translations.term_wishes import Draft, Wish, draft_of

Way = Literal["choice", "channel", "inline", "prefix", "links", "rendering"]
"""How a term is made to appear.

``choice``: decoded again, another of the n best has it; ``channel``: decoded again with the English as a
hint between the model's own symbols (Dinu et al. 2019); ``inline``: decoded again with the English in the
Dutch's place (Song et al. 2019); ``prefix``: decoded again from the term on; ``links``: put where the
model's alignment says the term's words went; ``rendering``: put where the term's own translation stands.
"""

CHOICES = 4
"""How many hypotheses are asked of a sentence that misses a term; the beam holds them anyway."""

DECODED: frozenset[Way] = frozenset(("channel", "inline", "prefix"))
"""The ways that decode a sentence anew, so that all of it may differ."""

Cancelled = Callable[[], bool]


def ways_for(package: Package) -> tuple[Way, ...]:
    """Return the ways to try, in order, with a package; the one that changes least comes first.

    Measured with `benchmarks/terms.py`: where the model aligns, putting the term in place of its words costs
    no decoding and keeps the rest as good as it was; a hint in the channel brings the terms that the model
    had dropped.
    """
    if package.term_channel is not None:
        return ("links", "channel", "rendering", "inline")
    if package.has_alignment:
        return ("links", "inline", "rendering")
    return ("choice", "inline", "rendering")


def polished(source: str, translation: Translation) -> Translation:
    """Return the translation with its first letter a capital where the Dutch begins with one."""
    target = translation.target
    if source[:1].isupper() and target[:1].islower():
        return replace(translation, target=target[0].upper() + target[1:])
    return translation


Open = tuple[str, tuple[Wish, ...], Draft, Draft]


def _choice(engine: Engine, open_: list[Open], cancelled: Cancelled | None) -> list[list[Translation]]:
    requests = [TranslationRequest(source) for source, *_ in open_]
    return _with_others(engine.translate(requests, alternatives=CHOICES, cancelled=cancelled))


def _channel(engine: Engine, open_: list[Open], cancelled: Cancelled | None) -> list[list[Translation]]:
    requests = []
    for source, wishes, _, draft in open_:
        hints = tuple(
            TermHint(wish.match.start, wish.match.end, at[2] if at else wish.forms[0])
            for wish, at in zip(wishes, draft.found, strict=True)
            if not wish.optional and not (wish.verb and at)
        )
        requests.append(TranslationRequest(source, hints))
    return _with_others(engine.translate(requests, alternatives=CHOICES, cancelled=cancelled))


def _inline(engine: Engine, open_: list[Open], cancelled: Cancelled | None) -> list[list[Translation]]:
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


def _prefix(engine: Engine, open_: list[Open], cancelled: Cancelled | None) -> list[list[Translation]]:
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


def _links(engine: Engine, open_: list[Open], cancelled: Cancelled | None) -> list[list[Translation]]:
    return [
        _replaced(one, lambda draft, wish: place_by_links(draft.translation, wish.match, _kept(draft)))
        for one in open_
    ]


def _rendering(engine: Engine, open_: list[Open], cancelled: Cancelled | None) -> list[list[Translation]]:
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

    def place(draft: Draft, wish: Wish, source: str) -> Place | None:
        spoken = source[wish.match.start : wish.match.end]
        known = (*wish.match.entry.forbidden, *renderings.get(spoken, ()))
        return place_by_rendering(draft.translation.target, known, _kept(draft))

    return [_replaced(one, lambda draft, wish, s=one[0]: place(draft, wish, s)) for one in open_]  # type: ignore[misc]


def _replaced(one: Open, place: Callable[[Draft, Wish], Place | None]) -> list[Translation]:
    """Put every missing term into the best draft so far, one after the other; each step is a candidate."""
    source, wishes, _, draft = one
    tried: list[Translation] = []
    for i in draft.missing(wishes):
        wish = wishes[i]
        where = None if wish.verb else place(draft, wish)
        if where is not None:
            new = draft_of(put_in_place(source, draft.translation, where, wish.match, wish.forms[0]), wishes)
            if new.lacks(wishes) < draft.lacks(wishes):
                draft = new
                tried.append(draft.translation)
    return tried


def _kept(draft: Draft) -> list[tuple[int, int]]:
    return [(at[0], at[1]) for at in draft.found if at]


def _with_others(done: Sequence[Translation]) -> list[list[Translation]]:
    return [
        [one, *(Translation(o.target, o.score, o.links, (), one.marks) for o in one.alternatives)]
        for one in done
    ]


TRY: Mapping[Way, Callable[[Engine, list[Open], Cancelled | None], list[list[Translation]]]] = {
    "choice": _choice,
    "channel": _channel,
    "inline": _inline,
    "prefix": _prefix,
    "links": _links,
    "rendering": _rendering,
}
