"""The invented letters as bilingual documents, with their careful English as the segments' targets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from reader.document import Block, Document, Footnote, Span
from reader.identity import identify
from translations.segments import Bilingual, Link, Segment, Status

LETTERS = Path(__file__).parent / "letters"


def whole(text: str) -> list[tuple[int, int]]:
    """Split nothing: one segment a block, because the letters pair whole blocks."""
    return [(0, len(text))]


def letter(name: str = "letter_a") -> Bilingual:
    """Return an invented letter with one machine segment a block; footnotes stay untranslated."""
    data = json.loads((LETTERS / f"{name}.json").read_text(encoding="utf-8"))
    blocks, english = [], []
    for block in data["blocks"]:
        rows = zip(block["nl"].split("\n"), block["en"].split("\n"), strict=True)
        parts = rows if block["kind"] == "signature" else [(block["nl"], block["en"])]
        for dutch, translated in parts:
            blocks.append(Block("", block["kind"], dutch, 1, spans=tuple(_calls(dutch, block["notes"]))))
            english.append(translated)
    notes = [Footnote(str(note["n"]), note["text"], 1) for note in data["footnotes"]]
    named, named_notes = identify(blocks, notes, whole)
    document = Document(f"{name}.pdf", named[0].text, named, named_notes)
    segments = {
        block.sentences[0].id: Segment(
            block.sentences[0].id,
            block.id,
            block.text,
            target=target,
            machine=target,
            origin="machine",
            score=-0.4,
            links=(Link(0, len(block.text), 0, len(target)),),
        )
        for block, target in zip(named, english, strict=True)
        if block.kind != "table"
    }
    return Bilingual(document, segments)


def _calls(text: str, notes: list[dict[str, object]]) -> Iterable[Span]:
    for note in notes:
        after = str(note["after"])
        at = text.index(after) + len(after)
        yield Span(at, at, "footnote", str(note["n"]))


def with_status(bilingual: Bilingual, status: Status, count: int) -> Bilingual:
    """Return the same letter with the first ``count`` segments in another state."""
    from dataclasses import replace

    segments = dict(bilingual.segments)
    for key in list(segments)[:count]:
        segments[key] = replace(segments[key], status=status)
    return Bilingual(bilingual.document, segments)
