"""From the pieces a model wrote to English that may be shown: words, marks, capitals, names, links, loops."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from translations.engine_alignment import links_from_attention, links_from_likeness
from translations.name_check import vanished_names
from translations.name_repair import names_put_right
from translations.number_check import compare_numbers
from translations.number_repair import english_form, months_put_right, repair_numbers
from translations.repetition import loops
from translations.segments import Link
from translations.source_text import Part, Word
from translations.tokenizer import Tokenizer

_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.)+$|\b(?:etc|no|Mr|Dr|p)\.$")
_END = ".!?:;,"
MAX_SCORE_LOSS = 1.0
"""How much mean log-probability a hypothesis may give up for numbers and names that are right."""
# A small model forgets the space of «Den Haag, 27 september».
_SPACED, _TIGHT = re.compile(r"[^\W\d_], \d"), re.compile(r"(?<=[^\W\d_]),(?=\d)")
_RUBBISH = re.compile(r"<unk>|⁇|</?s>|<pad>")
_DIGIT_LOOP = re.compile(r"(\d)(?:[.,]?\1){8,}|(?:[.,]\d{3}){5,}")
_CHARACTER_LOOP = re.compile(r"([^\W\d_]{1,8}?|[^\w\s.]{1,3}?)\1{7,}")


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One English version of a part; links count characters of the whole source and of `target`."""

    target: str
    score: float
    links: tuple[Link, ...]
    pieces: int


@dataclass(slots=True)
class Job:
    """A part of a sentence as it goes to the decoder, and the hypotheses that came back.

    ``given`` is the text that ``pieces`` are of: the Dutch, and the English of the terms that are asked for.
    """

    source: str
    part: Part
    words: tuple[Word, ...]
    pieces: tuple[str, ...]
    ranges: tuple[tuple[int, int], ...] | None
    prefix: tuple[str, ...]
    hidden_prefix: int
    addresses: dict[str, str]
    unknown: bool
    given: str = ""
    hypotheses: list[Hypothesis] = field(default_factory=list)
    ran_on: bool = False

    @property
    def dutch(self) -> str:
        """The part's own text."""
        return self.source[self.part.start : self.part.end]

    @property
    def loops(self) -> bool:
        """Whether the best hypothesis repeats itself where the Dutch does not."""
        return runs_on(self.dutch, self.hypotheses[0].target)

    @property
    def wrong_numbers(self) -> bool:
        """Whether the best hypothesis has other numbers than the Dutch."""
        return bool(compare_numbers(self.dutch, self.hypotheses[0].target))


def faults(dutch: str, english: str) -> int:
    """Return how many numbers of the Dutch differ in the English and how many of its names are gone."""
    return len(compare_numbers(dutch, english)) + sum(1 for _ in vanished_names(dutch, english))


def soundest_first(dutch: str, hypotheses: Sequence[Hypothesis]) -> list[Hypothesis]:
    """Return the hypotheses with the one of the fewest faults first, if its score is not far below."""
    least = hypotheses[0].score - MAX_SCORE_LOSS
    best = min(hypotheses, key=lambda one: (one.score < least, faults(dutch, one.target)))
    return [best, *(one for one in hypotheses if one.target != best.target)]


def right_beginning(job: Job) -> str:
    """Return the English up to its first wrong number, with the right one in its place; "" without one."""
    if job.addresses or job.part.capitals or len(job.prefix) > job.hidden_prefix:
        return ""
    target = job.hypotheses[0].target
    swapped = [one for one in compare_numbers(job.dutch, target) if one.source and one.target]
    for problem in sorted(swapped, key=lambda one: one.target or (0, 0)):
        dutch, (start, end) = job.dutch[slice(*(problem.source or (0, 0)))], problem.target or (0, 0)
        if re.fullmatch(r"[\d.,]*\d", dutch) and target[end - 1 : end].isdigit():
            return target[:start] + english_form(dutch)
    return ""


def runs_on(source: str, target: str) -> bool:
    """Whether words or letters run on in a loop, as a decoder that has lost its way writes them."""
    return _loop(source, target) is not None


def _loop(source: str, target: str) -> tuple[int, int] | None:
    found = loops(source, target)
    if found:
        return found[0]
    for pattern in (_CHARACTER_LOOP, _DIGIT_LOOP):
        again = pattern.search(target)
        if again and not pattern.search(source):
            return again.span()
    return None


def without_loop(source: str, one: Hypothesis) -> Hypothesis:
    """Return the hypothesis cut off, with "…", where its loop starts its second round."""
    loop = _loop(source, one.target)
    if loop is None:
        return one
    words = list(re.finditer(r"\w+", one.target[slice(*loop)].lower()))
    texts = [word.group() for word in words]
    rounds = (size for size in range(1, len(texts)) if texts[size:] == texts[:-size])
    end = loop[0] + (words[size - 1].end() if (size := next(rounds, 0)) else 16)
    links = tuple(link for link in one.links if link.target_end <= end)
    return replace(one, target=one.target[:end].rstrip(" ,;") + " …", links=links)


def coverage(attention: Sequence[Sequence[float]]) -> float:
    """Return how far a hypothesis attended to all source pieces: 0 to all, below 0 where some were left.

    Wu et al. 2016, formula 14, without its weight. CTranslate2's own counts a batch's padding as well.
    """
    covered = (sum(column) for column in zip(*attention, strict=True))
    return sum(math.log(max(min(share, 1.0), 1e-9)) for share in covered)


def hypothesis_of(
    job: Job,
    tokens: Sequence[str],
    score: float,
    attention: Sequence[Sequence[float]] | None,
    tokenizer: Tokenizer,
) -> Hypothesis:
    """Return what a model's pieces say, put right where that needs no model, with its links."""
    shown = list(tokens[job.hidden_prefix :])
    rows = attention[job.hidden_prefix :] if attention is not None else None
    words = tokenizer.decode(shown).split()
    indices = tokenizer.words(shown)
    if indices is not None and (not indices or indices[-1] != len(words) - 1):
        indices = None
    words = _put_right(job, words)
    spans, text = _lay_out(words)
    text = _end_like(job.dutch, repair_numbers(job.dutch, text))
    if job.part.capitals:
        upper = text.upper()
        text = upper if len(upper) == len(text) else text
    if rows is not None and indices is not None and job.ranges is not None:
        inside = [
            None if spans[index] is None or spans[index][1] > len(text) + 1 else spans[index]  # type: ignore[index]
            for index in indices
        ]
        links = links_from_attention(rows, job.ranges, inside, job.source, text)
    else:
        shift = job.part.start
        links = tuple(
            Link(one.source_start + shift, one.source_end + shift, one.target_start, one.target_end)
            for one in links_from_likeness(job.dutch, text)
        )
    return Hypothesis(text, min(score, 0.0), links, len(shown) + 1)


def _put_right(job: Job, words: list[str]) -> list[str]:
    """Bring back addresses, letters and names that the model changed, drop what is no text."""
    plain: dict[str, str] = {}
    for given in job.words:
        ours, theirs = _letters(given.original), _letters(given.text)
        if ours != theirs and _stripped(ours) == theirs:
            plain[theirs] = ours
    right = []
    spaced = _SPACED.search(job.dutch) is not None
    for word in words:
        for stand_in, address in job.addresses.items():
            word = word.replace(stand_in, address)
        word = _RUBBISH.sub("", word)
        if spaced:
            word = _TIGHT.sub(", ", word)
        letters = _letters(word)
        if letters and letters in plain:
            word = word.replace(letters, plain[letters])
        right.append(word)
    return months_put_right(names_put_right([given.original for given in job.words], right))


def _stripped(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _letters(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word)


def _lay_out(words: Sequence[str]) -> tuple[list[tuple[int, int] | None], str]:
    """Return the range of each word in the text they make, None for an empty one, and that text."""
    spans: list[tuple[int, int] | None] = []
    text = ""
    for word in words:
        if not word:
            spans.append(None)
            continue
        if text:
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
    return spans, text


def _end_like(dutch: str, english: str) -> str:
    """Give the English the closing mark of the Dutch: a heading no full stop, a sentence its own."""
    ours, theirs = dutch.rstrip()[-1:], english[-1:]
    if ours == theirs or not english:
        return english
    if ours in _END and ours:
        if theirs in _END:
            # «?» and «!» the model may have reason for; the others only set apart.
            return english[:-1] + ours if theirs not in "?!" and not english.endswith("..") else english
        if theirs.isalnum() or theirs in "%)\"'":
            return english + ours
        return english
    if (
        theirs == "."
        and ours.isalnum()
        and not re.search(r"\b(?:[A-Za-z]\.)+$|\b(?:etc|no|Mr|Dr|p)\.$", english)
    ):
        return english[:-1]
    return english


def joined(source: str, parts: Sequence[Part], chosen: Sequence[Hypothesis]) -> Hypothesis:
    """Return the English of a whole sentence: its parts, with what stands around them copied."""
    text, links, weight, score = "", [], 0, 0.0
    position = 0
    for index, (part, one) in enumerate(zip(parts, chosen, strict=True)):
        text += source[position : part.start]
        target = one.target
        if index and source[part.start].islower() and target[:1].isupper() and target[1:2].islower():
            target = target[0].lower() + target[1:]
        shift = len(text)
        links += [
            Link(link.source_start, link.source_end, link.target_start + shift, link.target_end + shift)
            for link in one.links
        ]
        text += target
        position = part.end
        weight += one.pieces
        score += one.score * one.pieces
    text += source[position:]
    return Hypothesis(text, score / max(weight, 1), tuple(links), weight)
