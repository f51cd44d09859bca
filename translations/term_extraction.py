"""Which terms a set of Dutch documents deserves: what they say more often than Dutch in general does."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reader.document import Block, Document
from translations.engine import Engine, TranslationRequest
from translations.glossary import Termbase
from translations.glossary_records import Concept, Term, TermEntry, TermStatus, fold
from translations.segments import source_sentences
from translations.term_candidates import LINKS, TOKEN, Kind, candidates_in, expansions_in, is_compound, zipf
from translations.term_matching import TermMatcher
from translations.term_matching_forms import base_form, lemma

__all__ = ["Candidate", "Kind", "concept_of", "extract_terms", "propose", "suggestions"]

MOST_CONTEXTS = 3

_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*|\S+@\S+")
_UNKNOWN_ZIPF = 3.0
"""What a word that wordfreq does not have is taken for."""
_LEAST_WEIRD = 2.0
"""How many times (as a power of two) more frequent than in general a candidate has to be."""
_POWER = 0.75
_TOGETHER = 1.0
_SPREAD = 0.6
_WEIGHT: Mapping[Kind, float] = {"word": 1.0, "name": 1.3, "phrase": 1.0, "abbreviation": 0.5}
_COMPOUND = 1.3
_EVERYDAY = 0.5
_EVERYDAY_ZIPF = 4.6
"""A word that is this common in Dutch at large is seldom a term, however often the documents say it."""
_OF_STATE = 2.0
_HEADS_OF_STATE = tuple(
    "minister ministerie ministeries staatssecretaris kamer kamers commissie commissies raad autoriteit "  # noqa: SIM905
    "inspectie dienst agentschap verordening richtlijn verdrag wetboek regeling besluit debat overleg motie "
    "moties toezegging brief stuk stukken reactie beleid begroting handelingen akkoord convenant vergunning "
    "subsidie unie naties koninkrijksrelaties".split()
)
"""Words at the end of which a term belongs to government and parliament, whose papers these are."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that the documents deserve; ``contexts`` are sentences that use it, ``score`` its termhood.

    ``variants`` are its abbreviations that the documents explain.
    """

    nl: str
    kind: Kind
    score: float
    count: int
    documents: int
    contexts: tuple[str, ...]
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Explained:
    """Where an abbreviation stands in brackets behind its long form."""

    long: str
    document: int
    sentence: str


@dataclass(slots=True)
class _Found:
    kind: Kind
    shapes: Counter[str] = field(default_factory=Counter)
    documents: set[int] = field(default_factory=set)
    contexts: list[str] = field(default_factory=list)
    inside: Counter[str] = field(default_factory=Counter)
    variants: list[str] = field(default_factory=list)
    also: int = 0

    @property
    def count(self) -> int:
        return self.shapes.total() + self.also

    def met(self, shape: str, document: int, sentence: str) -> None:
        self.shapes[shape] += 1
        self.documents.add(document)
        if len(self.contexts) < MOST_CONTEXTS and sentence not in self.contexts:
            self.contexts.append(sentence)


def extract_terms(
    documents: Iterable[Document], *, known: Iterable[TermEntry] = (), limit: int = 100
) -> list[Candidate]:
    """Return the terms that documents deserve, best first, without those already in the glossary.

    Words are ranked by how often they come, in how many documents, and how rare they are in Dutch at large
    (Ahmad et al. 1999, "weirdness"); names with capitals and phrases that come again and again count
    by their parts. What stands inside longer candidates counts only for the rest (Frantzi et al. 2000,
    "C-value"); an abbreviation that is explained goes with the words it stands for.
    """
    found: dict[str, _Found] = {}
    explained: dict[str, list[_Explained]] = defaultdict(list)
    for number, document in enumerate(documents):
        for holder, _, sentence in source_sentences(document):
            if isinstance(holder, Block) and holder.kind in ("footer", "signature"):
                continue
            text = _ADDRESS.sub(" ", sentence)
            occurrences = candidates_in(text)
            for at in occurrences:
                entry = found.setdefault(at.key, _Found(at.kind))
                entry.met(at.shape, number, text)
                entry.inside.update({other.key for other in occurrences if at.inside(other)})
            for short, long in expansions_in(text):
                explained[short].append(_Explained(long, number, text))
    total = sum(one.count for one in found.values())
    _join_abbreviations(found, explained)
    kept = _without_nested(found)
    entries = list(known)
    matcher = TermMatcher(entries) if entries else None
    ranked = []
    for one, count in kept:
        shape = _display(one)
        score = _score(shape, one, count, total)
        if score > 0 and not (matcher and _is_known(matcher, shape)):
            ranked.append(
                Candidate(
                    shape,
                    one.kind,
                    round(score, 3),
                    one.count,
                    len(one.documents),
                    tuple(one.contexts),
                    tuple(one.variants),
                )
            )
    ranked.sort(key=lambda c: (-c.score, c.nl))
    return ranked[:limit]


def suggestions(engine: Engine, candidates: Sequence[Candidate]) -> dict[str, str]:
    """Return the model's English of each candidate, by its Dutch."""
    done = engine.translate([TranslationRequest(candidate.nl) for candidate in candidates])
    return {
        candidate.nl: one.target.strip().rstrip(".")
        for candidate, one in zip(candidates, done, strict=True)
        if one.target.strip()
    }


def concept_of(candidate: Candidate, english: str, status: TermStatus) -> Concept:
    """Return a candidate as a concept, its first context as note."""
    return Concept(
        (
            Term(candidate.nl, "nl", status, True),
            *(Term(short, "nl", status, False, "", "acronym", True) for short in candidate.variants),
            Term(english, "en", status, True),
        ),
        note=candidate.contexts[0] if candidate.contexts else "",
    )


def propose(
    termbase: Termbase, candidates: Sequence[Candidate], english: Mapping[str, str], *, glossary: str
) -> int:
    """Put candidates into a glossary as proposed, with a context as note; returns how many.

    A candidate without a suggestion is put in with its Dutch as English, to be corrected in the review.
    """
    with termbase.operation(f"Propose {len(candidates)} terms", kind="import"):
        for candidate in candidates:
            concept = concept_of(candidate, english.get(candidate.nl) or candidate.nl, "proposed")
            termbase.add_concept(concept, glossary=glossary)
    return len(candidates)


def _join_abbreviations(found: dict[str, _Found], explained: Mapping[str, list[_Explained]]) -> None:
    """Let an abbreviation that is explained, or has a name's initials, count for what it stands for."""
    by_shape: dict[str, _Found] = {}
    initials: dict[str, set[str]] = defaultdict(set)
    for whole in found.values():
        for shape in whole.shapes:
            by_shape[fold(shape)] = whole
            if whole.kind == "name":
                initials["".join(w[0] for w in TOKEN.findall(shape) if w[0].isupper())].add(shape)
    pairs = {
        short: max(Counter(one.long for one in places).items(), key=lambda item: item[::-1])[0]
        for short, places in explained.items()
    }
    for short, names in initials.items():
        # «Delta Rhine Corridor» in one place and «DRC» in others: nobody wrote the brackets.
        if len(short) > 2 and len(names) == 1 and short in found:
            pairs.setdefault(short, next(iter(names)))
    for short, long in pairs.items():
        if fold(long) not in by_shape:
            by_shape[fold(long)] = found[f"n:{fold(long)}"] = _Found("name")
            for place in explained[short]:
                if place.long == long:
                    by_shape[fold(long)].met(long, place.document, place.sentence)
        whole = by_shape[fold(long)]
        if short in found:
            abbreviated = found.pop(short)
            whole.also += max(0, abbreviated.count - len(explained.get(short, ())))
            whole.documents |= abbreviated.documents
            whole.contexts += [c for c in abbreviated.contexts if c not in whole.contexts]
            del whole.contexts[MOST_CONTEXTS:]
        whole.variants.append(short)


def _without_nested(found: Mapping[str, _Found]) -> list[tuple[_Found, float]]:
    """Return the candidates with how often they count: less what stands in longer ones that come again.

    Frantzi, Ananiadou and Mima, "Automatic recognition of multi-word terms: the C-value/NC-value method"
    (2000): the mean frequency of the longer candidates is taken off.
    """
    kept = []
    for one in found.values():
        if one.kind == "phrase" and one.count < 2:
            continue
        longer = [
            found[key] for key in one.inside if key in found and (found[key].count > 1 or one.count == 1)
        ]
        longer = [other for other in longer if other.kind != "phrase" or other.count > 1]
        count = one.count - (sum(other.count for other in longer) / len(longer) if longer else 0.0)
        # What is left of many, all in different longer ones, still is a term: its count is shared among them.
        if count >= max(1.0, 0.1 * one.count):
            kept.append((one, count))
    return kept


def _display(one: _Found) -> str:
    """The shape shown: the base form of a word where texts or the dictionary have it, else the most usual."""
    if one.kind != "word":
        return max(one.shapes, key=lambda s: (one.shapes[s], -len(s), s))
    bases = [s for s in one.shapes if base_form(s) == s.lower()]
    if bases:
        return max(bases, key=lambda s: (one.shapes[s], s))
    usual = max(one.shapes, key=lambda s: (one.shapes[s], s))
    base = base_form(usual)
    if not usual.islower() or not (
        lemma(usual) or zipf(base) > 0 or usual.endswith(("ingen", "heden", "iteiten"))
    ):
        return usual
    return base


def _score(shape: str, one: _Found, count: float, total: int) -> float:
    words = [w for w in TOKEN.findall(shape) if w[0].isalpha() and w.lower() not in LINKS]
    if not words:
        return 0.0
    rarest = min(max(zipf(word), _UNKNOWN_ZIPF) for word in words)
    # Words that go together are rarer together than each is alone.
    general = max(_UNKNOWN_ZIPF - 0.5, rarest - _TOGETHER * (len(words) - 1))
    expected = total * 10 ** (general - 9)
    weird = math.log2(max(1.0, count / expected)) - _LEAST_WEIRD
    if weird <= 0:
        return 0.0
    spread = 1 + _SPREAD * math.log2(len(one.documents) or 1)
    score: float = count**_POWER * spread * weird * _WEIGHT[one.kind]
    if one.kind == "word" and is_compound(shape):
        score *= _COMPOUND
    if one.kind == "word" and zipf(shape) >= _EVERYDAY_ZIPF:
        score *= _EVERYDAY
    if any(word.lower().endswith(_HEADS_OF_STATE) for word in (words[0], words[-1])):
        score *= _OF_STATE
    return score


def _is_known(matcher: TermMatcher, shape: str) -> bool:
    return any(m.kind == "full" and m.end - m.start >= len(shape) - 1 for m in matcher.find(shape))
