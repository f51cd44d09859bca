"""Small documents and drafts for the library's tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.document import Block, Document, Footnote
from reader.identity import identify
from translations.segments import Link, Segment, empty_segments


def sentence_ranges(text: str) -> list[tuple[int, int]]:
    """Split where a full stop ends a sentence: enough for these texts."""
    return [(match.start(), match.end()) for match in re.finditer(r"\S[^.]*\.?", text)]


def letter(*paragraphs: str, notes: Sequence[str] = (), title: str = "Brief") -> Document:
    """Return a document with these paragraphs and footnotes."""
    blocks, footnotes = identify(
        [Block("", "paragraph", text, 1) for text in paragraphs],
        [Footnote(str(number), text, 1) for number, text in enumerate(notes, 1)],
        sentence_ranges,
    )
    return Document("brief.pdf", title, blocks, footnotes)


def drafts(document: Document) -> list[Segment]:
    """Return a draft for every sentence: its Dutch in capitals, one link for all of it."""
    return [
        replace(
            segment,
            target=segment.source.upper(),
            machine=segment.source.upper(),
            origin="machine",
            score=-0.5,
            links=(Link(0, len(segment.source), 0, len(segment.source)),),
        )
        for segment in empty_segments(document).values()
    ]
