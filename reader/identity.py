"""Gives blocks, footnotes and sentences ids that survive changes elsewhere in the document."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reader.document import Block, Footnote, Sentence

SplitSentences = Callable[[str], Sequence[tuple[int, int]]]
"""Maps a text to the ``[start, end)`` character ranges of its sentences, in order."""

_SPACE = re.compile(r"\s+")
_CELL = re.compile(r"[^|\n]+")


def normalise(text: str) -> str:
    """Return ``text`` as it counts for identity: NFKC, single spaces, lower case, no soft hyphens."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).replace("\u00ad", "")).strip().casefold()


class _Names:
    """Hands out the ids of one document; the same text twice gets two ids, by its occurrence."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def name(self, prefix: str, text: str) -> str:
        digest = hashlib.blake2b(normalise(text).encode(), digest_size=8).hexdigest()
        key = f"{prefix}{digest}"
        self._seen[key] += 1
        occurrence = self._seen[key]
        return key if occurrence == 1 else f"{key}-{occurrence}"


def table_cells(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the non-empty cells of a table block's text, row by row."""
    cells = []
    for match in _CELL.finditer(text):
        cell = match.group()
        if cell.strip():
            start = match.start() + len(cell) - len(cell.lstrip())
            cells.append((start, match.start() + len(cell.rstrip())))
    return cells


def identify(
    blocks: Iterable[Block], footnotes: Iterable[Footnote], split: SplitSentences
) -> tuple[tuple[Block, ...], tuple[Footnote, ...]]:
    """Return the same blocks and footnotes with their sentences found and every id set.

    Ids are a hash of the normalised text and the occurrence of that text in the document, so a
    document that changed in one place keeps the ids, and so the work done, everywhere else.
    """
    names = _Names()

    def sentences(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[Sentence, ...]:
        return tuple(Sentence(names.name("s", text[start:end]), start, end) for start, end in ranges)

    named_blocks = tuple(
        replace(
            block,
            id=names.name("b", f"{block.kind}\n{block.text}"),
            sentences=sentences(
                block.text, table_cells(block.text) if block.kind == "table" else split(block.text)
            ),
        )
        for block in blocks
    )
    named_notes = tuple(
        replace(
            note,
            id=names.name("f", f"{note.number}\n{note.text}"),
            sentences=sentences(note.text, split(note.text)),
        )
        for note in footnotes
    )
    return named_blocks, named_notes
