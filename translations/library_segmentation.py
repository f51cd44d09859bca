"""Sentences that a person split or merged: the document's ranges, and the segments that follow them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from reader.document import Block, Document, Footnote, Sentence
from reader.errors import InputError
from reader.identity import normalise
from translations.segments import Link, Segment, SegmentTerm

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")


def with_ranges(document: Document, ranges: Mapping[str, Sequence[Sentence]]) -> Document:
    """Return the document with other sentences in the blocks and footnotes that ``ranges`` names.

    Ranges that do not fit (another text, an id that stands elsewhere too) are left out, whole block by
    whole block: the document's own sentences stand.
    """
    if not ranges:
        return document
    taken = {
        sentence.id
        for holder in document.holders()
        if holder.id not in ranges
        for sentence in holder.sentences
    }

    def chosen(holder: Block | Footnote) -> tuple[Sentence, ...]:
        wanted = tuple(ranges.get(holder.id, ()))
        fits = wanted and all(
            0 <= one.start < one.end <= len(holder.text) and one.id not in taken for one in wanted
        )
        return wanted if fits else holder.sentences

    return replace(
        document,
        blocks=tuple(replace(block, sentences=chosen(block)) for block in document.blocks),
        footnotes=tuple(replace(note, sentences=chosen(note)) for note in document.footnotes),
    )


def sentence_ids(document: Document) -> set[str]:
    """Return the ids of all sentences of the document."""
    return {one.id for holder in document.holders() for one in holder.sentences}


def holder_of(document: Document, sentence_id: str) -> Block | Footnote:
    """Return the block or footnote that holds a sentence.

    Raises:
        InputError: no sentence of the document has this id.
    """
    for holder in document.holders():
        if any(sentence.id == sentence_id for sentence in holder.sentences):
            return holder
    raise InputError("This sentence is no longer in the document: open the document again.")


def new_id(text: str, taken: Collection[str]) -> str:
    """Return an id for a sentence with this text, made as :mod:`reader.identity` makes them."""
    key = "s" + hashlib.blake2b(normalise(text).encode(), digest_size=8).hexdigest()
    name, occurrence = key, 1
    while name in taken:
        occurrence += 1
        name = f"{key}-{occurrence}"
    return name


def split_range(document: Document, sentence_id: str, at: int) -> tuple[Sentence, ...]:
    """Return the sentences of the holder when one of them is split ``at`` characters from its start.

    Raises:
        InputError: there is nothing on one side of the place.
    """
    holder = holder_of(document, sentence_id)
    taken = sentence_ids(document)
    result: list[Sentence] = []
    for sentence in holder.sentences:
        if sentence.id != sentence_id:
            result.append(sentence)
            continue
        place = sentence.start + at
        first = holder.text[sentence.start : place].rstrip() if at > 0 else ""
        second = holder.text[place : sentence.end].lstrip()
        if not first or not second:
            raise InputError("Put the cursor inside the Dutch sentence, where the second part begins.")
        for text, start in ((first, sentence.start), (second, sentence.end - len(second))):
            result.append(Sentence(new_id(text, taken), start, start + len(text)))
            taken.add(result[-1].id)
    return tuple(result)


def merged_range(document: Document, first_id: str) -> tuple[tuple[Sentence, ...], str, str]:
    """Return the holder's sentences with one and its next merged, the next one's id and the merged one's.

    Raises:
        InputError: there is no next sentence in this paragraph, or they are cells of a table.
    """
    holder = holder_of(document, first_id)
    if isinstance(holder, Block) and holder.kind == "table":
        raise InputError("Cells of a table cannot be merged.")
    place = next(index for index, one in enumerate(holder.sentences) if one.id == first_id)
    if place + 1 == len(holder.sentences):
        raise InputError("This is the last sentence of its paragraph: there is none to merge it with.")
    first, second = holder.sentences[place : place + 2]
    text = holder.text[first.start : second.end]
    merged = Sentence(new_id(text, sentence_ids(document)), first.start, second.end)
    return (*holder.sentences[:place], merged, *holder.sentences[place + 2 :]), second.id, merged.id


def _cut(text: str, share: float, links: Iterable[Link], at: int) -> int:
    """Return where the English of the second part begins."""
    aligned = max((link.target_end for link in links if link.source_end <= at), default=-1)
    wish = aligned if 0 < aligned < len(text) else round(len(text) * share)
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    if ends:
        best = min(ends, key=lambda end: abs(end - wish))
        if abs(best - wish) <= max(20, len(text) // 4):
            return best
    gaps = [match.end() for match in re.finditer(r"\s+", text)]
    return min(gaps, key=lambda gap: abs(gap - wish), default=len(text))


def split_segment(
    segment: Segment, at: int, parts: Sequence[Sentence], texts: Sequence[str], target_at: int | None = None
) -> tuple[Segment, Segment]:
    """Return the two segments of a split one; its English is cut at ``target_at``, or where it fits best."""
    share = at / len(segment.source)
    if target_at is None:
        links = segment.links if segment.target == segment.machine else ()
        target_at = _cut(segment.target, share, links, at)
    machine_at = target_at
    if segment.machine != segment.target:
        machine_at = _cut(segment.machine, share, segment.links, at)
    shift = parts[1].start - parts[0].start

    def part(index: int) -> Segment:
        target, machine = segment.target, segment.machine
        first = index == 0
        pieces = [
            (whole[:cut] if first else whole[cut:]).strip()
            for whole, cut in ((target, target_at), (machine, machine_at))
        ]
        moved = 0 if first else len(machine) - len(machine[machine_at:].lstrip())
        source_from = 0 if first else shift
        shifted = tuple(
            Link(
                link.source_start - source_from,
                link.source_end - source_from,
                link.target_start - moved,
                link.target_end - moved,
            )
            for link in segment.links
        )
        terms = tuple(
            replace(
                term,
                source_start=term.source_start - source_from,
                source_end=term.source_end - source_from,
                target_start=-1,
                target_end=-1,
            )
            for term in segment.terms
        )
        source = texts[index]
        return replace(
            segment,
            id=parts[index].id,
            source=source,
            target=pieces[0],
            machine=pieces[1],
            status="machine" if segment.status == "machine" else "edited",
            links=tuple(
                link
                for link in shifted
                if link.source_start >= 0
                and link.source_end <= len(source)
                and link.target_start >= 0
                and link.target_end <= len(pieces[1])
            ),
            terms=tuple(term for term in terms if term.source_start >= 0 and term.source_end <= len(source)),
            note=segment.note if first else "",
        )

    return part(0), part(1)


def merge_segments(first: Segment, second: Segment, merged_id: str, source: str) -> Segment:
    """Return one segment with the English of two, joined by a space."""
    source_by = len(source) - len(second.source)
    machine_by = len(first.machine) + 1 if first.machine else 0
    target_by = len(first.target) + 1 if first.target else 0
    scores = [score for score in (first.score, second.score) if score is not None]
    links = (
        Link(
            link.source_start + source_by,
            link.source_end + source_by,
            link.target_start + machine_by,
            link.target_end + machine_by,
        )
        for link in second.links
    )

    def moved(term: SegmentTerm) -> SegmentTerm:
        by = target_by if term.target_start >= 0 else 0
        return replace(
            term,
            source_start=term.source_start + source_by,
            source_end=term.source_end + source_by,
            target_start=term.target_start + by,
            target_end=term.target_end + by,
        )

    return replace(
        first,
        id=merged_id,
        source=source,
        target=f"{first.target} {second.target}".strip(),
        machine=f"{first.machine} {second.machine}".strip(),
        status="machine" if first.status == second.status == "machine" else "edited",
        origin=first.origin if first.origin == second.origin else "person",
        score=min(scores, default=None),
        marks=tuple(dict.fromkeys((*first.marks, *second.marks))),
        draft_marks=tuple(dict.fromkeys((*first.draft_marks, *second.draft_marks))),
        terms=(*first.terms, *map(moved, second.terms)),
        links=(*first.links, *links),
        note="\n".join(note for note in (first.note, second.note) if note),
    )
