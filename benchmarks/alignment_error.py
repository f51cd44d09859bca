"""Alignment error rate of a package's word links on sentences aligned by hand (Och and Ney 2003)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from translations.engine import Engine, TranslationRequest

HAND_ALIGNED = Path(__file__).resolve().parent.parent / "tests/translations/starter/hand_aligned.txt"
WordLink = tuple[int, int]


@dataclass(frozen=True)
class Aligned:
    """A pair with its sure word links and those that are merely possible (the sure ones among them)."""

    dutch: str
    english: str
    sure: frozenset[WordLink]
    possible: frozenset[WordLink]


def word_ranges(text: str) -> list[tuple[int, int]]:
    """The words of a text, hyphens and apostrophes inside them, without other marks."""
    return [match.span() for match in re.finditer(r"[^\W_]+(?:['’.,-][^\W_]+)*", text)]


def read_hand_aligned(path: Path | None = None) -> list[Aligned]:
    """Read blocks of three lines: Dutch, English, links.

    A link line holds groups apart by `|`: `a b=c d` says that each of the Dutch words a, b belongs to each of
    the English words c, d; `~` in place of `=` that it may. `word#2` is a word's second occurrence.

    Raises:
        ValueError: a group names a word that is not in its sentence.
    """
    text = (path or HAND_ALIGNED).read_text(encoding="utf-8")
    return [_block(block.splitlines()) for block in text.strip().split("\n\n") if not block.startswith("#")]


def _block(lines: list[str]) -> Aligned:
    dutch, english, groups = lines
    sure: set[WordLink] = set()
    possible: set[WordLink] = set()
    for group in groups.split("|"):
        left, sign, right = re.split(r"([=~])", group.strip(), maxsplit=1)
        links = {(_place(dutch, a), _place(english, b)) for a in left.split() for b in right.split()}
        possible |= links
        if sign == "=":
            sure |= links
    return Aligned(dutch, english, frozenset(sure), frozenset(possible))


def _place(text: str, word: str) -> int:
    name, _, occurrence = word.partition("#")
    places = [i for i, (start, end) in enumerate(word_ranges(text)) if text[start:end] == name]
    try:
        return places[int(occurrence or 1) - 1]
    except IndexError:
        raise ValueError(f"«{word}» is not in «{text}».") from None


def alignment_error(engine: Engine, sentences: list[Aligned]) -> float:
    """1 - (|A∩S| + |A∩P|) / (|A| + |S|) over all sentences: 0 is perfect.

    The English of the pair is forced as the beginning of the translation: its words are the ones linked.
    """
    requests = [TranslationRequest(one.dutch, target_prefix=one.english) for one in sentences]
    in_sure = in_possible = found = wanted = 0
    for one, translation in zip(sentences, engine.translate(requests), strict=True):
        dutch, english = word_ranges(one.dutch), word_ranges(translation.target)
        links = {
            (s, t)
            for link in translation.links
            for s, (start, end) in enumerate(dutch)
            if start < link.source_end and link.source_start < end
            for t, (first, last) in enumerate(english)
            if first < link.target_end and link.target_start < last
        }
        in_sure += len(links & one.sure)
        in_possible += len(links & one.possible)
        found += len(links)
        wanted += len(one.sure)
    return 1 - (in_sure + in_possible) / (found + wanted) if found + wanted else 1.0
