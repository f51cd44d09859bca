"""Says in every export how much of the English a person has confirmed, and tells those parts apart."""

from __future__ import annotations

from dataclasses import replace

from reader.document import Block, Document, Footnote, Span
from translations.segments import Bilingual, Segment

NOT_REVIEWED = "Machine translation, not reviewed"

STATES = {"machine": "machine", "edited": "edited", "confirmed": "reviewed", "rejected": "rejected"}


def state_name(segment: Segment | None) -> str:
    """Return the word that an export shows for a segment's state."""
    if segment is None or not segment.target:
        return "not translated"
    return STATES[segment.status]


def review_notice(bilingual: Bilingual) -> str:
    """Return the one line that goes above an export; empty when every segment was confirmed."""
    wanted = [
        bilingual.segments.get(sentence.id)
        for holder in bilingual.document.holders()
        for sentence in holder.sentences
    ]
    reviewed = sum(1 for segment in wanted if segment is not None and segment.reviewed)
    if wanted and reviewed == len(wanted):
        return ""
    if not reviewed:
        return NOT_REVIEWED
    return (
        f"{NOT_REVIEWED}, except {reviewed} of {len(wanted)} segments; what is not reviewed is marked as such"
    )


def mark_unreviewed(english: Document, bilingual: Bilingual) -> Document:
    """Return the English document with an ``unreviewed`` span over each sentence that nobody confirmed.

    When nothing at all was confirmed the notice says it all and the text stays unmarked.
    """
    if not any(segment.reviewed for segment in bilingual.segments.values()):
        return english

    def unreviewed(holder: Block | Footnote) -> tuple[Span, ...]:
        return tuple(
            Span(sentence.start, sentence.end, "unreviewed")
            for sentence in holder.sentences
            if sentence.id not in bilingual.segments or not bilingual.segments[sentence.id].reviewed
        )

    return replace(
        english,
        blocks=tuple(replace(b, spans=(*b.spans, *unreviewed(b))) for b in english.blocks),
        footnotes=tuple(replace(n, spans=(*n.spans, *unreviewed(n))) for n in english.footnotes),
    )
