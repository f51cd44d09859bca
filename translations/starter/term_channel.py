"""Makes training pairs whose source says, between the channel's symbols, which English a term must get.

`… de ⟦ heropvoedingscentra ⇢ re-education centres ⟧ in …`: the Dutch stays, the approved English stands
beside it (Dinu et al. 2019); the model learns to use it, inflect it, capitalise it (Exel et al. 2020).
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from translations.starter.term_phrases import Entries, Term, entries_found, is_content, nouns_among, phrases
from translations.starter.vocabulary import TERM_END, TERM_MIDDLE, TERM_START
from translations.starter.word_alignment import Link, Pair, Span, word_spans, words

_PLURAL_DUTCH = re.compile(r"(?:en|s|'s|eren|a|ën)$")
_PLURAL_ENGLISH = re.compile(r"(?<![suiw])s$|ies$")


def choose(
    terms: Sequence[Term], source: Sequence[str], counts: Counter[str], chance: random.Random
) -> list[Term]:
    """One to three terms that do not overlap, rare ones sooner."""
    wanted = chance.choices((1, 2, 3), (50, 35, 15))[0]
    ranked = sorted(
        terms,
        key=lambda term: (
            chance.random()
            ** (
                counts[" ".join(source[slice(*term.source)])] ** 0.5
                / (term.weight * (1 + 0.3 * _length(term)))
            )
        ),
        reverse=True,
    )
    chosen: list[Term] = []
    for term in ranked:
        if all(_apart(term.source, other.source) and _apart(term.target, other.target) for other in chosen):
            chosen.append(term)
        if len(chosen) == wanted:
            break
    return sorted(chosen, key=lambda term: term.source)


def _length(term: Term) -> int:
    return term.source[1] - term.source[0]


def _apart(one: Span, other: Span) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def singular(english: str) -> str:
    """The English phrase with its last word in the singular, by rule; unchanged where no rule fits."""
    if re.search(r"(?:[^aeiou])ies$", english):
        return english[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x)es$", english):
        return english[:-2]
    return re.sub(r"(?<![suiw])s$", "", english)


def with_opening_marks(term: Term, source: Sequence[str], text: str) -> Term:
    """The term with the marks on its front (`(`, `"`): the app works in whole words and has them inside."""
    first, last = term.source
    spans = word_spans(text)
    while first > 0 and spans[first - 1][1] == spans[first][0] and not source[first - 1][-1].isalnum():
        first -= 1
    return replace(term, source=(first, last))


@dataclass(frozen=True)
class Annotated:
    """A pair with terms in the channel, and its word links."""

    pair: Pair
    links: list[Link]


def annotate(
    pair: Pair,
    links: Sequence[Link],
    terms: Sequence[Term],
    chance: random.Random,
    others: Mapping[bool, Sequence[str]] | None = None,
) -> Annotated:
    """Put the terms into the channel, in the forms a glossary would give them.

    A plural is at times asked for in the singular, a sentence's first word in lower case. Where `others`
    (English noun phrases by whether they are plural) is given, a noun may get one of them in its place on
    both sides: what can only be copied teaches copying.
    """
    source, target = pair
    source_spans, target_spans = word_spans(source), word_spans(target)
    inline: dict[int, str] = {}
    replaced: dict[int, str] = {}
    for number, term in enumerate(terms):
        start, end = target_spans[term.target[0]][0], target_spans[term.target[1] - 1][1]
        english = target[start:end]
        dutch = source[source_spans[term.source[0]][0] : source_spans[term.source[1] - 1][1]]
        many = bool(_PLURAL_ENGLISH.search(english) and _PLURAL_DUTCH.search(dutch))
        if others and term.weight > 1 and english.islower() and dutch.islower() and chance.random() < 0.4:
            english = replaced[number] = chance.choice(others[many])
        if term.target[0] == 0 and english[1:].islower() and dutch[1:].islower() and chance.random() < 0.8:
            english = english[:1].lower() + english[1:]
        if many and chance.random() < 0.35:
            english = singular(english)
        inline[number] = english
    in_source = [
        (
            source_spans[term.source[0]][0],
            source_spans[term.source[1] - 1][1],
            f"{TERM_MIDDLE} {inline[i]} {TERM_END}",
        )
        for i, term in enumerate(terms)
    ]
    in_target = sorted(
        (target_spans[term.target[0]][0], target_spans[term.target[1] - 1][1], replaced[i])
        for i, term in enumerate(terms)
        if i in replaced
    )
    new_source = _rewrite(
        source, [(s, e, f"{TERM_START} {source[s:e]} {after}") for s, e, after in in_source]
    )
    new_target = _rewrite(target, in_target)
    if replaced:
        new_target = re.sub(r"\b([Aa]) (?=[aeio])", r"\1n ", new_target)
        new_target = re.sub(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxyz])", r"\1 ", new_target)
    return Annotated((new_source, new_target), _links(links, terms, inline, replaced))


def _rewrite(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    parts, position = [], 0
    for start, end, new in places:
        parts += [text[position:start], new]
        position = end
    return "".join([*parts, text[position:]])


def _links(
    links: Sequence[Link], terms: Sequence[Term], inline: Mapping[int, str], replaced: Mapping[int, str]
) -> list[Link]:
    """Links of the rewritten pair: a term's English points at its copy in the source."""
    new_links: set[Link] = set()
    in_target = {t: i for i, term in enumerate(terms) for t in range(*term.target)}
    in_source = {s for term in terms for s in range(*term.source)}

    def moved_source(word: int) -> int:
        return (
            word
            + sum(3 + len(words(inline[i])) for i, term in enumerate(terms) if term.source[1] <= word)
            + sum(1 for term in terms if term.source[0] <= word < term.source[1])
        )

    def moved_target(word: int) -> int:
        return word + sum(
            len(words(replaced[i])) - (term.target[1] - term.target[0])
            for i, term in enumerate(terms)
            if i in replaced and term.target[1] <= word
        )

    for s, t in links:
        if t not in in_target and s not in in_source:
            new_links.add((moved_source(s), moved_target(t)))
    for i, term in enumerate(terms):
        copy = moved_source(term.source[0]) + (term.source[1] - term.source[0]) + 1
        length = len(words(inline[i]))
        count = len(words(replaced[i])) if i in replaced else term.target[1] - term.target[0]
        start = moved_target(term.target[0])
        if length == count:
            new_links.update((copy + k, start + k) for k in range(count))
        else:
            new_links.update((copy + k, start + m) for k in range(length) for m in range(count))
    return sorted(new_links)


def entry_lines(
    entries: Entries,
    glossary: Sequence[Pair],
    seed: int,
    most: int = 2500,
) -> list[Pair]:
    """Entries that stand alone in the channel: some of the dictionary's, and all of the glossary."""
    chance = random.Random(f"{seed} entries")
    some = chance.sample(sorted(entries), min(most, len(entries)))
    pairs = [(" ".join(dutch), " ".join(chance.choice(sorted(entries[dutch])))) for dutch in some]
    return [
        (f"{TERM_START} {dutch} {TERM_MIDDLE} {english} {TERM_END}", english)
        for dutch, english in (*pairs, *glossary)
    ]


def channel_pairs(
    pairs: Sequence[Pair],
    links: Sequence[Sequence[Link]],
    entries: Entries,
    seed: int,
) -> list[Annotated]:
    """Every pair that has a term, with one to three of them in the channel."""
    chance = random.Random(f"{seed} terms")
    candidates: list[tuple[list[str], list[Term]]] = []
    counts: Counter[str] = Counter()
    english: dict[bool, set[str]] = {False: set(), True: set()}
    nouns = nouns_among([words(pair[1]) for pair in pairs])
    for pair, linked in zip(pairs, links, strict=True):
        source, target = words(pair[0]), words(pair[1])
        terms = phrases(source, target, linked, nouns) + entries_found(source, target, entries)
        counts.update({" ".join(source[slice(*term.source)]) for term in terms})
        candidates.append((source, terms))
        for term in terms:
            stand_in = target[slice(*term.target)]
            if (
                term.weight > 1
                and len(stand_in) <= 3
                and chance.random() < 0.3
                and all(map(is_content, stand_in))
            ):
                english[bool(_PLURAL_ENGLISH.search(stand_in[-1]))].add(" ".join(stand_in))
    others = {many: sorted(texts) for many, texts in english.items()}
    usable = others if all(others.values()) else None
    result = []
    for pair, linked, (source, terms) in zip(pairs, links, candidates, strict=True):
        chosen = choose(terms, source, counts, chance)
        if chosen:
            chosen = [with_opening_marks(term, source, pair[0]) for term in chosen]
            result.append(annotate(pair, linked, chosen, chance, usable))
    return result
