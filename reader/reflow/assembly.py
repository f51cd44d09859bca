"""Takes printed lines through the steps of reflow and puts the document together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from reader.document import TABLE_CELL_SEPARATOR, Block, BlockKind, Document, Footnote, Span
from reader.identity import identify
from reader.lines import Line
from reader.reflow.calls import Wanted, choose_calls
from reader.reflow.contents import TO_PAGE, mark_contents, number_of
from reader.reflow.footnotes import Note, lift_notes
from reader.reflow.furniture import sort_out
from reader.reflow.hyphens import DocumentWords, joint
from reader.reflow.kinds import heading_levels, kinds_of
from reader.reflow.letterhead import lift_letterhead
from reader.reflow.page_feet import with_room
from reader.reflow.paragraphs import Group, gather
from reader.reflow.particulars import particulars
from reader.reflow.rows import Row, measure_of, rows_of
from reader.reflow.scans import steadied
from reader.reflow.styled import Mark, Styled, concatenate, trimmed
from reader.reflow.table_cells import table_cells
from reader.sentences import sentence_ranges

_WEB = re.compile(r"(?:https?://|www\.)[^\s«»<>\"]+", re.IGNORECASE)
_TAIL = 400


def reflow(lines: Sequence[Line], *, source: str, metadata: Mapping[str, str] | None = None) -> Document:
    """Return the document that printed lines, in reading order, make up.

    Every word of the lines is kept, in order, but for what repeats page after page (its distinct texts
    are in the metadata as ``running_lines``). Footnotes are lifted out and called by spans.
    """
    lines, head = lift_letterhead(steadied(lines))
    parts = sort_out(rows_of(lines))
    body, notes = lift_notes(mark_contents(parts.text))
    body, notes = _with_pages(body, notes, lines)
    words = DocumentWords.of(row.text for row in [*body, *(r for note in notes for r in note.rows)])
    beside = [_meta_block(entry, words) for entry in head.entries]
    body = with_room(body, notes)
    measure = measure_of(body)
    groups = gather(body, measure)
    texts = [_group_text(group, words) for group in groups]
    kinds = kinds_of(groups, texts)
    levels = heading_levels(groups, kinds, texts)
    note_parts = [trimmed(_joined(note.rows, words)) for note in notes]
    called = [Styled("") if g.role == "contents" else t for g, t in zip(groups, texts, strict=True)]
    calls = _calls(groups, called, notes, note_parts)
    blocks = [
        _block(group, text, kind, level, calls.get(index, ()))
        for index, (group, text, kind, level) in enumerate(zip(groups, texts, kinds, levels, strict=True))
    ]
    blocks += [
        Block("", "footer", row.text, row.page, spans=_spans(row.styled)) for row in parts.imprint if row.text
    ]
    footnotes = [
        Footnote(note.number, text.text, note.page, spans=_spans(text))
        for note, text in zip(notes, note_parts, strict=True)
    ]
    entries = {
        block.text: len(block.text) - len(TO_PAGE + group.rows[0].leads_to)
        for group, block in zip(groups, blocks, strict=False)
        if group.role == "contents"
    }
    named_blocks, named_notes = identify(
        [b for b in [*beside, *blocks] if b.text],
        footnotes,
        lambda text: [(0, entries[text])] if text in entries else sentence_ranges(text),
    )
    known = particulars(named_blocks[len(beside) :], source)
    found = {
        **(metadata or {}),
        **particulars(named_blocks[: len(beside)], source).metadata,
        **known.metadata,
    }
    running = list(dict.fromkeys([*head.running, *(row.text for row in parts.running)]))
    if running:
        found["running_lines"] = "\n".join(running)
    return Document(source, known.title, named_blocks, named_notes, MappingProxyType(found))


def _meta_block(rows: Sequence[Row], words: DocumentWords) -> Block:
    text = trimmed(_joined(rows, words))
    return Block("", "meta", text.text, rows[0].page, spans=_spans(text, whole=False))


def _with_pages(body: list[Row], notes: list[Note], lines: Sequence[Line]) -> tuple[list[Row], list[Note]]:
    """Number the pages of plain text that has no form feeds: one ends where notes or a running head stood."""
    if any(line.has_position or line.page != 1 for line in lines):
        return body, notes
    page, numbered = 1, []
    for index, row in enumerate(body):
        if index and (row.page_start or row.interrupted):
            page += 1
        numbered.append(replace(row, page=page))
    last = len(numbered) - 1
    paged = [
        replace(note, page=numbered[min(max(note.anchor - 1, 0), last)].page if numbered else 1)
        for note in notes
    ]
    return numbered, paged


def _joined(rows: Sequence[Row], words: DocumentWords) -> Styled:
    """Return the rows as one text."""
    pieces: list[Styled] = []
    tail = ""
    for index, row in enumerate(rows):
        styled = row.styled
        if index:
            how = joint(tail, styled.text, words, spaced_end=rows[index - 1].spaced_end)
            if how.drop:
                last = pieces[-1]
                pieces[-1] = last.part(0, len(last.text) - how.drop)
                tail = tail[: len(tail) - how.drop]
            if how.first:
                styled = replace(styled, text=how.first + styled.text[1:])
            if how.glue:
                pieces.append(Styled(how.glue))
                tail += how.glue
        pieces.append(styled)
        tail = (tail + styled.text)[-max(_TAIL, len(styled.text)) :]
    return concatenate(pieces)


def _group_text(group: Group, words: DocumentWords) -> Styled:
    if group.role != "table":
        return trimmed(_joined(group.rows, words))
    pieces: list[Styled] = []
    for index, cells in enumerate(table_cells(group.rows)):
        if index:
            pieces.append(Styled("\n"))
        for place, cell in enumerate(cells):
            if place:
                pieces.append(Styled(TABLE_CELL_SEPARATOR))
            pieces.append(cell)
    return concatenate(pieces)


def _calls(
    groups: Sequence[Group], texts: Sequence[Styled], notes: Sequence[Note], note_parts: Sequence[Styled]
) -> dict[int, list[tuple[int, int, str]]]:
    """Return, for each block, the ranges to take out and the notes they call."""
    if not notes or not groups:
        return {}
    block_of_row = [index for index, group in enumerate(groups) for _ in group.rows]
    wanted: list[Wanted] = []
    previous, current = 0, 0
    for note in notes:
        if note.anchor != current:
            previous, current = current, note.anchor
        first = block_of_row[min(previous, len(block_of_row) - 1)]
        last = block_of_row[min(max(note.anchor - 1, 0), len(block_of_row) - 1)]
        wanted.append(Wanted(note.number, first, last))
    placed = choose_calls(texts, wanted, "\n".join(part.text for part in note_parts))
    calls: dict[int, list[tuple[int, int, str]]] = {}
    for index, place in placed.items():
        calls.setdefault(place.block, []).append(
            (place.candidate.start, place.candidate.end, notes[index].number)
        )
    return calls


def _block(
    group: Group, text: Styled, kind: BlockKind, level: int, calls: Sequence[tuple[int, int, str]]
) -> Block:
    spans: list[Span] = []
    whole_text = text
    for start, end, number in sorted(calls, reverse=True):
        if (
            start
            and text.text[start - 1] == " "
            and text.text[end : end + 1] in ("", " ", ".", ",", ";", ":")
        ):
            start -= 1
        text = text.cut(start, end)
        spans = [replace(s, start=s.start - (end - start), end=s.end - (end - start)) for s in spans]
        spans.append(Span(start, start, "footnote", number))
    if not text.text.strip():
        text, spans = whole_text, []
    if group.role == "contents":
        return _contents_entry(group.rows[0], text)
    marker = ""
    if kind == "list_item" and group.marker is not None:
        marker, gone = group.marker.text, group.marker.end
        if len(text.text) > gone:
            text = text.cut(0, gone)
            spans = [replace(s, start=max(0, s.start - gone), end=max(0, s.end - gone)) for s in spans]
    spans = sorted(
        [*spans, *_spans(text, whole=kind not in ("title", "meta", "heading"))],
        key=lambda span: (span.start, span.end),
    )
    return Block("", kind, text.text, group.rows[0].page, spans=tuple(spans), marker=marker, level=level)


def _contents_entry(row: Row, title: Styled) -> Block:
    number = number_of(title.text)
    title = title.part(len(number), len(title.text))
    text = title.text + TO_PAGE + row.leads_to
    return Block("", "list_item", text, row.page, spans=_spans(title, whole=False), marker=number.strip())


def _spans(text: Styled, *, whole: bool = True) -> tuple[Span, ...]:
    """Return the links and emphasis of a text."""
    spans: list[Span] = []
    for mark in text.marks:
        if mark.kind == "link":
            spans.append(Span(mark.start, mark.end, "link", mark.ref))
        elif mark.kind in ("italic", "bold") and not (_covers(mark, text) and not whole):
            spans.append(Span(mark.start, mark.end, "emphasis", mark.kind))
    marked = [span for span in spans if span.kind == "link"]
    for match in _WEB.finditer(text.text):
        end = match.end() - len(match.group()) + len(match.group().rstrip(".,;:!?)»”’'"))
        while marked and marked[0].end <= match.start():
            marked.pop(0)
        if not marked or marked[0].start >= end:
            address = text.text[match.start() : end]
            spans.append(
                Span(match.start(), end, "link", address if "://" in address else f"https://{address}")
            )
    return tuple(spans)


def _covers(mark: Mark, text: Styled) -> bool:
    return mark.start == 0 and mark.end >= len(text.text)
