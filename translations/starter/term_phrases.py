"""Finds terms in word-aligned pairs: short phrases with their English, and entries of dictionaries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from translations.starter.function_words import NO_TERM
from translations.starter.word_alignment import Link, Pair, Span, words

Entries = dict[tuple[str, ...], set[tuple[str, ...]]]
"""Dutch words and the English ones they may become, in lower case."""
LONGEST_PHRASE = 4
LONGEST_ENTRY = 12
_NAME = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*$")


@dataclass(frozen=True)
class Term:
    """A phrase and its English as ranges of words, first included and last not, and how much it is wanted."""

    source: Span
    target: Span
    weight: float = 1.0


def is_content(word: str) -> bool:
    """Whether a term may begin or end with this word: no function word, number or mark."""
    return len(word) > 2 and word not in NO_TERM and bool(_NAME.match(word))


def nouns_among(texts: Sequence[Sequence[str]]) -> frozenset[str]:
    """Words that stand often enough between an article and a function word or mark to be nouns."""
    seen: Counter[str] = Counter()
    as_noun: Counter[str] = Counter()
    for text in texts:
        seen.update(text)
        as_noun.update(
            word
            for before, word, after in zip(text, text[1:], text[2:], strict=False)
            if before in {"the", "a", "an", "of", "these", "those", "this"}
            and (after in NO_TERM or not after[0].isalnum())
        )
    return frozenset(
        word
        for word, count in as_noun.items()
        if count >= 2 and count >= 0.12 * seen[word] and is_content(word) and not word.endswith(("ed", "ly"))
    )


def phrases(
    source: Sequence[str], target: Sequence[str], links: Sequence[Link], nouns: frozenset[str] = frozenset()
) -> list[Term]:
    """Phrases of one to four words whose links stay inside their English, with content words at the ends.

    English words without a link are taken in behind a long single word: the second half of a compound's
    translation often has none (`opleidingsmissie`, training *mission*).
    """
    of_source: dict[int, set[int]] = {}
    of_target: dict[int, set[int]] = {}
    for s, t in links:
        of_source.setdefault(s, set()).add(t)
        of_target.setdefault(t, set()).add(s)
    found = []
    for first in range(len(source)):
        for last in range(first, min(first + LONGEST_PHRASE, len(source))):
            if not (is_content(source[first]) and is_content(source[last])):
                continue
            if first not in of_source or last not in of_source:
                continue
            reached = set().union(*(of_source.get(s, set()) for s in range(first, last + 1)))
            start, end = min(reached), max(reached) + 1
            if first == last and len(source[first]) >= 10:
                while (
                    end < len(target) and end not in of_target and is_content(target[end]) and end - start < 3
                ):
                    end += 1
            if end - start > LONGEST_PHRASE or not (
                is_content(target[start]) and is_content(target[end - 1])
            ):
                continue
            if any(not first <= s <= last for t in range(start, end) for s in of_target.get(t, ())):
                continue
            whole = end == len(target) or end in of_target or not is_content(target[end])
            found.append(
                Term((first, last + 1), (start, end), 2.5 if target[end - 1] in nouns and whole else 1.0)
            )
    return found


def entries_of(pairs: Sequence[Pair]) -> Entries:
    """Dictionary lines and terms, ready for `entries_found`; an infinitive's *to* goes."""
    entries: Entries = {}
    for dutch, english in pairs:
        source, target = words(dutch), words(english)
        if len(target) > 1 and target[0] == "to":
            target = target[1:]
        if source and target and is_content(source[0]) and is_content(target[0]):
            entries.setdefault(tuple(source), set()).add(tuple(target))
    return entries


def entries_found(source: Sequence[str], target: Sequence[str], entries: Entries) -> list[Term]:
    """Dictionary and glossary entries of which both sides stand in the pair; words in lower case."""
    found = []
    for first in range(len(source)):
        for last in range(first + 1, min(first + LONGEST_ENTRY, len(source)) + 1):
            for english in entries.get(tuple(source[first:last]), ()):
                starts = [i for i in range(len(target)) if tuple(target[i : i + len(english)]) == english]
                if len(starts) == 1:
                    found.append(Term((first, last), (starts[0], starts[0] + len(english)), 3.0))
    return found
