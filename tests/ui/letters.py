"""The invented letters as documents with English, a share of each paragraph to every Dutch sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path

from reader.document import Block, Document, Footnote, Span
from reader.identity import identify
from reader.sentences import sentence_ranges
from translations.segments import Bilingual, Link, Segment

FOLDER = Path(__file__).parent.parent / "letters"


def load_letter(name: str) -> Bilingual:
    """Return letter ``name`` (a, b, c or d)."""
    data = json.loads((FOLDER / f"letter_{name}.json").read_text(encoding="utf-8"))
    blocks: list[Block] = []
    english: list[str] = []
    for at, item in enumerate(data["blocks"]):
        text, translated, marker = item["nl"], item["en"], ""
        if item["kind"] == "list_item" and (found := re.match(r"(\d+\.|[–•]|[a-z]\))\s+", text)):
            marker = found.group(1)
            text = text[found.end() :]
            translated = translated[translated.index(" ") + 1 :]
        spans = tuple(
            Span(end, end, "footnote", str(note["n"]))
            for note in item["notes"]
            for end in [text.index(note["after"]) + len(note["after"])]
        )
        level = 1 if item["kind"] == "heading" else 0
        blocks.append(Block("", item["kind"], text, 1 + at // 12, spans=spans, marker=marker, level=level))
        english.append(translated)
    notes = [Footnote(str(note["n"]), note["text"], 1) for note in data["footnotes"]]
    named, named_notes = identify(blocks, notes, sentence_ranges)
    document = Document(f"letter_{name}.json", named[0].text, named, named_notes)
    segments: dict[str, Segment] = {}
    for holder, text in zip((*named, *named_notes), (*english, *(note.text for note in notes)), strict=True):
        for sentence, share in zip(holder.sentences, _shares(text, len(holder.sentences)), strict=True):
            source = holder.text[sentence.start : sentence.end]
            first = Link(0, len(source.split()[0]), 0, len(share.split()[0]))
            segments[sentence.id] = Segment(
                sentence.id, holder.id, source, share, share, "machine", "machine", -0.3, links=(first,)
            )
    return Bilingual(document, segments)


def _shares(text: str, count: int) -> list[str]:
    """Return the text in ``count`` parts: its sentences, the last ones joined or cut where need be."""
    parts = [text[start:end] for start, end in sentence_ranges(text)] or [text]
    while len(parts) > count:
        last = parts.pop()
        parts[-1] += f" {last}"
    while len(parts) < count:
        longest = max(range(len(parts)), key=lambda at: len(parts[at]))
        words = parts[longest].split(" ")
        half = max(1, len(words) // 2)
        parts[longest : longest + 1] = [" ".join(words[:half]), " ".join(words[half:]) or "…"]
    return parts


def cells(text: str) -> list[tuple[int, int]]:
    """Return the ranges of a table's cells, as the reader makes them its sentences."""
    found, at = [], 0
    for line in text.split("\n"):
        for cell in line.split(" | "):
            found.append((at, at + len(cell)))
            at += len(cell) + 3
        at -= 2
    return found
