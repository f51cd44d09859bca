"""Reads folders of Dutch-English pairs and chooses from each file what the weights table asks for."""

from __future__ import annotations

import csv
import lzma
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translations.starter import cleaning

Pair = tuple[str, str]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Share:
    """One line of the weights table: how much of a source the model sees.

    `keep` is the fraction of its clean pairs nearest to the in-domain files, `passes` and `final_passes` how
    often those are seen in the run and in its last, annealing part, `sample` the fraction of lines read,
    `longest` the cap in pieces a side, `least_linked` the share of words that must have a link, and
    `in_channel` how many pairs at most are seen again with terms in the terminology channel.
    """

    name: str
    passes: float
    final_passes: float
    keep: float
    sample: float
    longest: int
    least_linked: float = 0.0
    in_channel: int = 0


def read_shares(path: Path) -> list[Share]:
    """The weights table, in its order; duplicates go to the file that stands first."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Share(
                row["name"],
                float(row["passes"]),
                float(row["final_passes"]),
                float(row["keep"]),
                float(row["sample"]),
                int(row["longest"]),
                float(row["least_linked"]),
                int(row["in_channel"]),
            )
            for row in csv.DictReader(file)
        ]


def read_pairs(folder: Path, name: str) -> Iterator[Pair]:
    """The pairs of `NAME.tsv` or `NAME.tsv.xz` in a folder; lines without a tab are passed over."""
    plain = folder / f"{name}.tsv"
    packed = folder / f"{name}.tsv.xz"
    with (
        plain.open(encoding="utf-8") if plain.exists() else lzma.open(packed, "rt", encoding="utf-8") as file
    ):
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 2:
                yield columns[0], columns[1]


def clean_file(folder: Path, share: Share, seed: int) -> tuple[list[Pair], Counter[str]]:
    """The clean pairs of one file, and how many were dropped for what."""
    chance = random.Random(f"{seed} {share.name}")
    dropped: Counter[str] = Counter()
    kept: list[Pair] = []
    for pair in read_pairs(folder, share.name):
        if share.sample < 1 and chance.random() >= share.sample:
            continue
        dutch, english = cleaning.clean_pair(*pair)
        reason = cleaning.fault(dutch, english)
        if reason is None:
            kept.append((dutch, english))
        else:
            dropped[reason] += 1
    return kept, dropped


def deduplicate(files: Sequence[list[Pair]]) -> tuple[list[list[Pair]], int]:
    """Keep the first of equal pairs over all files, and at most two translations of one longer source."""
    seen: set[int] = set()
    sources: Counter[int] = Counter()
    result: list[list[Pair]] = []
    dropped = 0
    for pairs in files:
        kept = []
        for pair in pairs:
            dutch, english = cleaning.key(*pair)
            both, source = hash((dutch, english)), hash(dutch)
            if both in seen or (sources[source] >= 2 and dutch.count(" ") >= 3):
                dropped += 1
                continue
            seen.add(both)
            sources[source] += 1
            kept.append(pair)
        result.append(kept)
    return result, dropped


class DomainScore:
    """How much a text's words belong to the domain rather than to everything (Moore and Lewis 2010)."""

    def __init__(self, in_domain: Iterable[str], everything: Iterable[str]) -> None:
        inside, overall = _counts(in_domain), _counts(everything)
        inside_total, overall_total = sum(inside.values()) + 1, sum(overall.values()) + 1
        self._gain = {
            word: math.log((inside[word] + 0.1) / inside_total) - math.log((count + 0.1) / overall_total)
            for word, count in overall.items()
        }
        self._unknown = -2.0

    def __call__(self, text: str) -> float:
        """Mean gain in nats a word: higher is nearer to the domain."""
        words = _WORD.findall(text.lower())
        if not words:
            return -10.0
        return sum(max(-4.0, self._gain.get(word, self._unknown)) for word in words) / len(words)


def _counts(texts: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_WORD.findall(text.lower()))
    return counts


def choose(pairs: list[Pair], keep: float, score: DomainScore, seed: int) -> list[Pair]:
    """The fraction `keep` of the pairs: four fifths the nearest to the domain, one fifth at random.

    Chance keeps words that the domain never uses; nearness alone would choose the same formulas again.
    """
    if keep >= 1:
        return pairs
    chance = random.Random(seed)
    wanted = round(len(pairs) * keep)
    order = sorted(range(len(pairs)), key=lambda i: -(score(pairs[i][0]) + 0.35 * chance.random()))
    nearest = order[: round(wanted * 0.8)]
    rest = chance.sample(order[len(nearest) :], wanted - len(nearest))
    return [pairs[i] for i in sorted(nearest + rest)]
