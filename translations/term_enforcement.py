"""Makes the English use the glossary's terms where the Dutch does, and never makes it worse than it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translations.engine import Engine, Translation, TranslationRequest
from translations.segments import SegmentTerm
from translations.term_harm import CLOSE, WIDE, Limits, harms
from translations.term_matching import TermMatcher
from translations.term_ways import DECODED, TRY, Cancelled, Way, polished, ways_for
from translations.term_wishes import Draft, Wish, draft_of, wishes_of

Terms = tuple[SegmentTerm, ...]


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
    fit for the engine's package), until none is missing; a sentence decoded anew that strays from the plain
    one is used only where nothing smaller helped. A term that cannot be had without harm is
    returned as not applied, with the plain translation kept.

    Raises:
        TranslationCancelled: ``cancelled`` returned true between two batches.
        EnvironmentProblem: the model cannot be loaded.
    """
    wishes = [wishes_of(matcher, source) for source in sources]
    plain = engine.translate([TranslationRequest(source) for source in sources], cancelled=cancelled)
    first = [draft_of(translation, wish) for translation, wish in zip(plain, wishes, strict=True)]
    drafts = list(first)
    left: list[tuple[int, Draft]] = []

    def improve(i: int, draft: Draft, limits: Limits) -> bool:
        if draft.lacks(wishes[i]) >= drafts[i].lacks(wishes[i]):
            return False
        if harms(sources[i], wishes[i], first[i], draft, limits):
            return False
        drafts[i] = draft
        return True

    for way in ways if ways is not None else ways_for(engine.package):
        open_ = [i for i, one in enumerate(drafts) if one.missing(wishes[i]) and not one.translation.copied]
        if not open_:
            break
        tried = TRY[way](engine, [(sources[i], wishes[i], first[i], drafts[i]) for i in open_], cancelled)
        limits = CLOSE if way in DECODED else WIDE
        for i, candidates in zip(open_, tried, strict=True):
            for candidate in candidates:
                draft = draft_of(polished(sources[i], candidate), wishes[i])
                if not improve(i, draft, limits):
                    left.append((i, draft))
    for i, draft in left:
        improve(i, draft, WIDE)
    return [_result(draft, wish) for draft, wish in zip(drafts, wishes, strict=True)]


def terms_in(source: str, target: str, matcher: TermMatcher) -> Terms:
    """Return the terms a source uses and whether a target (a person's, say) has their English."""
    wishes = wishes_of(matcher, source)
    return _result(draft_of(Translation(target, 0.0), wishes), wishes)[1]


def _result(draft: Draft, wishes: tuple[Wish, ...]) -> tuple[Translation, Terms]:
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
