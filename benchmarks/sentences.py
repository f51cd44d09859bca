"""Compares ways of finding Dutch sentence ends on the hand-marked sentences of the tests.

Run: python benchmarks/sentences.py [GOLD]
Prints, for `reader.sentences` and for each library that is installed (pip install pysbd syntok blingfire),
the precision and recall of the boundaries inside paragraphs, how many are wrong, and the time it took.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

GOLD = Path(__file__).resolve().parent.parent / "tests" / "reader" / "gold" / "sentences.txt"
Splitter = Callable[[str], list[str]]


def read_gold(path: Path) -> list[list[str]]:
    """Return the paragraphs of a gold file, each as its sentences."""
    paragraphs: list[list[str]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            continue
        if line.strip():
            paragraphs[-1].append(line.strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


def boundaries(sentences: list[str]) -> set[int]:
    """Return where sentences end, counted in non-space characters, without the paragraph's own end."""
    ends = []
    count = 0
    for sentence in sentences:
        count += len("".join(sentence.split()))
        ends.append(count)
    return set(ends[:-1])


def ours(text: str) -> list[str]:
    from reader.sentences import sentence_ranges

    return [text[start:end] for start, end in sentence_ranges(text)]


def with_sentencex(text: str) -> list[str]:
    from sentencex import segment

    return list(segment("nl", text))


def with_pysbd(text: str) -> list[str]:
    from pysbd import Segmenter

    return list(Segmenter(language="nl", clean=False).segment(text))


def with_syntok(text: str) -> list[str]:
    from syntok import segmenter

    return [
        "".join(token.value for token in sentence)
        for paragraph in segmenter.process(text)
        for sentence in paragraph
    ]


def with_blingfire(text: str) -> list[str]:
    from blingfire import text_to_sentences

    return str(text_to_sentences(text)).split("\n")


def on_top_of(unsure: Splitter) -> Splitter:
    """Return our rules with another library for what they leave open."""

    def split(text: str) -> list[str]:
        from reader.sentences import sentence_ranges

        return [text[start:end] for start, end in sentence_ranges(text, unsure=unsure)]

    return split


SPLITTERS: dict[str, Splitter] = {
    "rules + sentencex": ours,
    "sentencex": with_sentencex,
    "pysbd nl": with_pysbd,
    "syntok": with_syntok,
    "blingfire": with_blingfire,
    "rules + pysbd": on_top_of(with_pysbd),
    "rules + whole text": on_top_of(lambda text: [text]),
}


def main() -> int:
    """Print one row a splitter."""
    gold = read_gold(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD)
    marked = sum(len(boundaries(paragraph)) for paragraph in gold)
    print(f"{len(gold)} paragraphs, {sum(map(len, gold))} sentences, {marked} boundaries inside paragraphs\n")
    print(f"{'splitter':<18}{'precision':>10}{'recall':>8}{'missed':>8}{'invented':>10}{'seconds':>9}")
    for name, split in SPLITTERS.items():
        try:
            split("Dit is een zin. Dit ook.")
        except ImportError:
            print(f"{name:<18}  not installed")
            continue
        began = time.perf_counter()
        found = [boundaries(split(" ".join(paragraph))) for paragraph in gold]
        seconds = time.perf_counter() - began
        wanted = [boundaries(paragraph) for paragraph in gold]
        right = sum(len(a & b) for a, b in zip(found, wanted, strict=True))
        missed = marked - right
        invented = sum(map(len, found)) - right
        precision = right / max(1, right + invented)
        print(f"{name:<18}{precision:>10.3f}{right / marked:>8.3f}{missed:>8}{invented:>10}{seconds:>9.3f}")
        if name == "rules + sentencex":
            for paragraph, a, b in zip(gold, found, wanted, strict=True):
                if a != b:
                    print("   differs:", " | ".join(split(" ".join(paragraph))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
