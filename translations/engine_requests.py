"""What the engine is asked and what it answers, and how a term is written into a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translations.packages import TermChannel
from translations.segments import Link, Mark
from translations.source_text import Word


@dataclass(frozen=True, slots=True)
class TermHint:
    """A range of the source and the English that a model with a terminology channel shall use for it."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class TranslationRequest:
    """One sentence to translate; with a `target_prefix` (whole words) the English begins with it."""

    source: str
    terms: tuple[TermHint, ...] = ()
    target_prefix: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another English of the same sentence, as good as the model finds it."""

    target: str
    score: float
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """A sentence's English.

    ``score`` is the mean log-probability a target piece (0 at most; 0 where nothing was decoded),
    ``links`` are ranges of whole words in source and target, ``alternatives`` the next best,
    ``marks`` what the engine itself found doubtful, ``copied`` that there was nothing to translate.
    """

    target: str
    score: float
    links: tuple[Link, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    marks: tuple[Mark, ...] = ()
    copied: bool = False


def with_hints(words: Sequence[Word], hints: Sequence[TermHint], channel: TermChannel) -> list[Word]:
    """Return the words with each hinted term as START dutch SEP english END, spaced as in training.

    A term is whole words; punctuation that hangs on its last word stays behind END.
    """
    found: list[Word] = []
    position = 0
    for hint in sorted(hints, key=lambda one: one.start):
        inside = [
            index
            for index, word in enumerate(words)
            if index >= position and word.start < hint.end and word.end > hint.start
        ]
        if not inside:
            continue
        first, last = inside[0], inside[-1]
        tail = len(words[last].original) - (hint.end - words[last].start)
        mark = words[last].text[len(words[last].text) - tail :] if tail > 0 else ""
        if any(map(str.isalnum, mark)):
            mark = ""
        span = (words[first].start, words[last].end)
        dutch = [*words[first:last], replace(words[last], text=words[last].text.removesuffix(mark))]
        english = [channel.separator, *hint.target.split(), channel.end + mark]
        found += [*words[position:first], Word(channel.start, *span, ""), *dutch]
        found += [Word(text, *span, "") for text in english]
        position = last + 1
    return [*found, *words[position:]]


def without_bare_spaces(pieces: Sequence[str], channel: TermChannel) -> list[int]:
    """Return which pieces stay when the bare `▁` before a channel symbol goes, as it does in training."""
    symbols = (channel.start, channel.separator, channel.end)
    last = len(pieces) - 1
    return [i for i, piece in enumerate(pieces) if piece != "▁" or i == last or pieces[i + 1] not in symbols]
