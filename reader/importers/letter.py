"""Finds the head and the signature of a letter among the blocks of a marked-up file, which names neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.document import Block, BlockKind, Document, Footnote, Span
from reader.identity import identify
from reader.importers.contents_entries import entries_of
from reader.importers.rich_text import LINE_BREAK
from reader.reflow.letter_lines import HEAD_BLOCKS, head_line_kind, mark_signatures
from reader.reflow.particulars import particulars
from reader.reflow.patterns import QUESTION, SPEAKER
from reader.sentences import sentence_ranges

_LONGEST_LINE = 100
_RUNNING_TEXT = 110
_LONGEST_TITLE = 300


def letter_document(
    source: str, blocks: Sequence[Block], footnotes: Sequence[Footnote], *, format_name: str, title: str = ""
) -> Document:
    """Return the document of an importer's blocks, with a letter's titles, meta lines and signature found.

    Paragraphs may hold `LINE_BREAK` where the file breaks a line. ``title`` is what the file calls itself,
    else its first title or heading is its title; a parliamentary paper goes by its dossier and number.
    """
    named = letter_blocks(blocks)
    entries = entries_of(named)
    named = [entries.get(index, (block, 0))[0] for index, block in enumerate(named)]
    titles = {block.text: end for block, end in entries.values()}
    named_blocks, named_notes = identify(
        named, footnotes, lambda text: [(0, titles[text])] if text in titles else sentence_ranges(text)
    )
    headed = next((b.text for b in named_blocks if b.kind in {"title", "heading"}), "")
    known = particulars(named_blocks, source)
    metadata = {"format": format_name}
    if any(block.kind in {"title", "meta"} for block in named_blocks[:HEAD_BLOCKS]):
        metadata |= known.metadata
    called = known.title if "dossier" in metadata else headed or title or known.title
    return Document(source, called[:_LONGEST_TITLE], named_blocks, named_notes, metadata)


def letter_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with a letter's lines told apart: titles, meta and signature lines stand alone."""
    lines = list(_lines(blocks))
    texts = [block.text for block in lines]
    kinds: list[BlockKind] = [block.kind for block in lines]
    in_head = True
    for index, block in enumerate(lines):
        if block.kind not in {"paragraph", "heading"}:
            in_head = in_head and block.kind == "title"
            continue
        kind = head_line_kind(texts, index) if in_head else None
        if kind is None and (QUESTION.match(block.text) or SPEAKER.match(block.text)):
            kind = "heading"
        if kind is None:
            in_head = in_head and len(block.text) <= _RUNNING_TEXT
        kinds[index] = kind or block.kind
    mark_signatures(texts, kinds)
    return [
        block if block.kind == kind else replace(block, kind=kind, level=2 if kind == "heading" else 0)
        for block, kind in zip(lines, kinds, strict=True)
    ]


def _lines(blocks: Sequence[Block]) -> Iterator[Block]:
    """Part the paragraphs that are lines of a letter's head or foot, and run the lines of all others on."""
    texts = [block.text.replace(LINE_BREAK, " ") if block.kind != "table" else block.text for block in blocks]
    for index, block in enumerate(blocks):
        if block.kind == "table" or LINE_BREAK not in block.text:
            yield block
            continue
        parts = block.text.split(LINE_BREAK)
        lines = block.kind in {"paragraph", "heading"}
        if not (lines and _are_letter_lines(parts, texts[:index], texts[index + 1 :])):
            yield replace(block, text=texts[index])
            continue
        at = 0
        for part in parts:
            end = at + len(part)
            spans = tuple(
                Span(max(span.start, at) - at, min(span.end, end) - at, span.kind, span.ref)
                for span in block.spans
                if at <= span.start <= end and (span.start < end or span.start == span.end)
            )
            yield replace(block, text=part, spans=spans)
            at = end + 1


def _are_letter_lines(parts: Sequence[str], before: Sequence[str], after: Sequence[str]) -> bool:
    if any(len(part) > _LONGEST_LINE for part in parts):
        return False
    texts = [*before, *parts, *after]
    kinds: list[BlockKind] = ["paragraph"] * len(texts)
    mark_signatures(texts, kinds)
    places = range(len(before), len(before) + len(parts))
    head = [head_line_kind(texts, place) is not None for place in places]
    return all(head) or all(kinds[place] == "signature" for place in places)
