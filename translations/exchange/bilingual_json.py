"""The Dutch and its English as the JSON that `naast translate --to json` promises to scripts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from reader.document import Block, Footnote
from reader.document_json import block_to_json, footnote_to_json
from translations.exchange.check_report import by_segment
from translations.exchange.review import review_notice
from translations.findings import Finding
from translations.segments import Bilingual, Segment


def segment_to_json(segment: Segment) -> dict[str, Any]:
    """Return a segment in the shape of the data contract; ``score`` is null where no model wrote it."""
    return {
        "id": segment.id,
        "nl": segment.source,
        "en": segment.target,
        "score": None if segment.score is None else round(segment.score, 4),
        "status": segment.status,
        "origin": segment.origin,
        "marks": list(segment.marks),
        "terms": [{"nl": term.nl, "en": term.en, "applied": term.applied} for term in segment.terms],
    }


def _segments(
    bilingual: Bilingual, holder: Block | Footnote, told: Mapping[str, list[Finding]] | None
) -> list[dict[str, Any]]:
    """Return a holder's segments; a sentence whose English never came has an empty ``en``."""
    found = []
    for sentence in holder.sentences:
        source = holder.text[sentence.start : sentence.end]
        segment = bilingual.segments.get(sentence.id) or Segment(sentence.id, holder.id, source)
        found.append(segment_to_json(segment))
        if told is not None:
            found[-1]["findings"] = [
                {"check": one.check, "severity": one.severity, "message": one.message}
                for one in told.get(sentence.id, ())
            ]
    return found


def bilingual_to_json(bilingual: Bilingual, findings: Sequence[Finding] | None = None) -> dict[str, Any]:
    """Return the document as `naast read --format json` has it, with ``segments`` in blocks and notes.

    With ``findings`` each segment has those about it, as ``findings`` (perhaps none).
    """
    told = None if findings is None else by_segment(findings)
    document = bilingual.document
    return {
        "source": document.source,
        "title": document.title,
        "notice": review_notice(bilingual),
        "blocks": [
            {**block_to_json(block), "segments": _segments(bilingual, block, told)}
            for block in document.blocks
        ],
        "footnotes": [
            {**footnote_to_json(note), "segments": _segments(bilingual, note, told)}
            for note in document.footnotes
        ],
    }


def write_bilingual_json(bilingual: Bilingual, findings: Sequence[Finding] | None = None) -> bytes:
    """Return the JSON as UTF-8, indented, with a final newline."""
    return (json.dumps(bilingual_to_json(bilingual, findings), ensure_ascii=False, indent=1) + "\n").encode()
