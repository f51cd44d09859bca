"""The way of a letter: memory first, then the engine in small batches, what is on screen before the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from reader.document import Block, Document, Footnote, Sentence
from translations.confidence import is_low
from translations.invented_words import invented_words
from translations.segments import Mark, Segment, SegmentTerm

if TYPE_CHECKING:
    from translations.engine import Engine, Translation
    from translations.term_matching import TermMatcher

FIRST_BATCH = 2
"""Sentences in the first batch: the reader shall see English at once."""
BATCH = 16


class ExactMatch(Protocol):
    """What a memory answers: the English of the same Dutch, and how sure it is."""

    @property
    def target(self) -> str:
        """The English that was confirmed."""
        ...


class Memory(Protocol):
    """What drafting asks of a translation memory."""

    def exact(self, source: str, previous: str, following: str) -> ExactMatch | None:
        """Return the confirmed English of exactly this Dutch."""
        ...


@dataclass(frozen=True, slots=True)
class _Wanted:
    holder: Block | Footnote
    sentence: Sentence
    source: str
    previous: str
    following: str


def draft(
    document: Document,
    *,
    engine: Engine,
    matcher: TermMatcher | None = None,
    memory: Memory | None = None,
    already: Mapping[str, Segment] | None = None,
    first: Sequence[str] = (),
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[list[Segment]]:
    """Yield the document's segments in small batches as they are translated.

    Segments in `already` with a target are left alone. Blocks named in `first` (those on screen) are
    done before the others; sentences that are the same are translated once. Between batches
    `cancelled` is asked, and once it is true nothing more comes.

    Raises:
        EnvironmentProblem: the model cannot be loaded.
    """
    from translations.engine import TranslationCancelled

    stop = cancelled or (lambda: False)
    kept = already or {}
    waiting = [one for one in _in_order(document, first) if not _finished(kept.get(one.sentence.id))]
    waiting, remembered = _from_memory(waiting, memory)
    if remembered:
        yield remembered
    drafts: dict[str, Segment] = {}
    size = FIRST_BATCH
    while waiting and not stop():
        batch, rest = _next_batch(waiting, size, drafts)
        new = list(dict.fromkeys(one.source for one in batch if one.source not in drafts))
        try:
            done = _translate(new, engine, matcher, stop)
        except TranslationCancelled:
            return
        drafts |= {
            source: _segment(source, *found, low=engine.package.low_score)
            for source, found in zip(new, done, strict=True)
        }
        yield [_named(drafts[one.source], one) for one in batch]
        waiting, size = rest, BATCH


def warm(engine: Engine) -> None:
    """Load all that the first sentence needs (model, word lists), so that its English comes at once.

    Raises:
        EnvironmentProblem: the model cannot be loaded.
    """
    from translations.quick_marks import quick_marks

    _translate(["De minister."], engine, None, lambda: False)
    quick_marks("De minister heeft de brief gelezen.", "De minister has read the letter.")


def _finished(segment: Segment | None) -> bool:
    return segment is not None and (bool(segment.target) or segment.status != "machine")


def _in_order(document: Document, first: Sequence[str]) -> list[_Wanted]:
    """Return every sentence with its neighbours: the blocks asked for and their notes before the rest."""
    rank = {block_id: index for index, block_id in enumerate(first)}
    called = {
        span.ref: rank[block.id]
        for block in document.blocks
        if block.id in rank
        for span in block.footnote_calls()
    }

    def place(holder: Block | Footnote) -> float:
        if isinstance(holder, Footnote):
            return called.get(holder.number, len(rank)) + 0.5
        return rank.get(holder.id, len(rank))

    found = []
    for holder in sorted(document.holders(), key=place):
        texts = [holder.text[one.start : one.end] for one in holder.sentences]
        for index, sentence in enumerate(holder.sentences):
            previous = texts[index - 1] if index else ""
            following = texts[index + 1] if index + 1 < len(texts) else ""
            found.append(_Wanted(holder, sentence, texts[index], previous, following))
    return found


def _from_memory(waiting: list[_Wanted], memory: Memory | None) -> tuple[list[_Wanted], list[Segment]]:
    if memory is None:
        return waiting, []
    left, found = [], []
    for one in waiting:
        match = memory.exact(one.source, one.previous, one.following)
        if match is None or not match.target:
            left.append(one)
            continue
        found.append(
            Segment(
                id=one.sentence.id,
                parent_id=one.holder.id,
                source=one.source,
                target=match.target,
                machine="",
                origin="context" if getattr(match, "kind", "") == "context" else "exact",
            )
        )
    return left, found


def _next_batch(
    waiting: list[_Wanted], size: int, drafts: Mapping[str, Segment]
) -> tuple[list[_Wanted], list[_Wanted]]:
    """Take sentences until `size` new ones are among them; those already translated come along."""
    new: set[str] = set()
    for index, one in enumerate(waiting):
        if one.source not in drafts and one.source not in new:
            if len(new) == size:
                return waiting[:index], waiting[index:]
            new.add(one.source)
    return waiting, []


def _translate(
    sources: list[str], engine: Engine, matcher: TermMatcher | None, cancelled: Callable[[], bool]
) -> list[tuple[Translation, tuple[SegmentTerm, ...]]]:
    from translations.engine import TranslationRequest

    if matcher is not None:
        from translations.term_enforcement import translate_with_terms

        return list(translate_with_terms(engine, sources, matcher, cancelled=cancelled))
    translations = engine.translate([TranslationRequest(source) for source in sources], cancelled=cancelled)
    return [(translation, ()) for translation in translations]


def _segment(source: str, translation: Translation, terms: tuple[SegmentTerm, ...], *, low: float) -> Segment:
    marks: list[Mark] = list(translation.marks)
    if not translation.copied:
        from translations.quick_marks import quick_marks

        marks += quick_marks(source, translation.target)
        asked = " ".join(term.en for term in terms)
        if invented_words(translation.target, f"{source} {asked}"):
            marks.append("invented")
        if is_low(translation.score, low):
            marks.append("low")
    if any(not term.applied for term in terms):
        marks.append("term")
    return Segment(
        id="",
        parent_id="",
        source=source,
        target=translation.target,
        machine=translation.target,
        origin="copied" if translation.copied else "machine",
        score=None if translation.copied else translation.score,
        marks=tuple(dict.fromkeys(marks)),
        terms=terms,
        links=translation.links,
    )


def _named(segment: Segment, wanted: _Wanted) -> Segment:
    return replace(segment, id=wanted.sentence.id, parent_id=wanted.holder.id)
