"""Keeps everything a model is measured on out of what it is trained on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

NGRAM = 8
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.?!:;])\s+")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


class EvaluationGuard:
    """The evaluation sentences, ready to answer whether a training pair gives one of them away."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._exact: set[str] = set()
        self._grams: dict[str, list[int]] = {}
        self._needed: list[int] = []
        for sentence in sentences:
            words = _words(sentence)
            line = " ".join(words)
            if not line or line in self._exact:
                continue
            self._exact.add(line)
            grams = {" ".join(words[i : i + NGRAM]) for i in range(len(words) - NGRAM + 1)}
            if grams:
                for gram in grams:
                    self._grams.setdefault(gram, []).append(len(self._needed))
                self._needed.append(len(grams))

    def __len__(self) -> int:
        return len(self._exact)

    def reason(self, dutch: str, english: str) -> str | None:
        """`exact` for a side equal to an evaluation sentence, `overlap` for over half its 8-grams, else None.

        A side of one word is no evidence on its own: a dictionary may define a word that is also a heading.
        """
        sides = _words(dutch), _words(english)
        if any(len(side) > 1 and " ".join(side) in self._exact for side in sides):
            return "exact"
        for side in sides:
            seen: Counter[int] = Counter()
            for gram in {" ".join(side[i : i + NGRAM]) for i in range(len(side) - NGRAM + 1)}:
                seen.update(self._grams.get(gram, ()))
            if any(count * 2 > self._needed[sentence] for sentence, count in seen.items()):
                return "overlap"
        return None


def sentences_in(path: Path) -> list[str]:
    """Evaluation sentences of a file, whole lines and their parts.

    A `.tsv` gives its first two columns, a letter (`.json`) all its texts, plain text lines and sentences.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".tsv":
        return [side for line in text.splitlines() for side in line.split("\t")[:2]]
    passages = list(_strings(json.loads(text))) if path.suffix == ".json" else _paragraphs(text)
    parts = [
        part for passage in passages for line in passage.splitlines() for part in _SENTENCE_END.split(line)
    ]
    return passages + parts


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        if " " in value:
            yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "terms":
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _paragraphs(text: str) -> list[str]:
    """Printed lines put together again, roughly: a sentence broken over lines must still be found."""
    joined = re.sub(r"[ \t]*\n[ \t]*", " ", re.sub(r"(\w)-\n[ \t]*(\w)", r"\1\2", text))
    return [joined, *text.splitlines()]


def guard_for(paths: Iterable[Path]) -> EvaluationGuard:
    """A guard over files and folders; of a folder everything that is text, pairs or a letter is taken."""
    sentences: list[str] = []
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in {".tsv", ".json", ".txt"}:
                sentences += sentences_in(file)
    return EvaluationGuard(sentences)
