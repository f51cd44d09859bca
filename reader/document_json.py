"""A Document as the JSON that `naast read --format json` prints."""

from __future__ import annotations

from typing import Any

from reader.document import Block, Document, Footnote


def number_to_json(number: str) -> int | str:
    """Return a footnote's number as an integer where it is one ("*" stays text)."""
    return int(number) if number.isdecimal() else number


def block_to_json(block: Block) -> dict[str, Any]:
    """Return one block in the shape of the data contract."""
    return {
        "id": block.id,
        "kind": block.kind,
        "text": block.text,
        "page": block.page,
        "marker": block.marker,
        "footnotes": [
            {"number": number_to_json(span.ref), "offset": span.start} for span in block.footnote_calls()
        ],
        "sentences": [block.sentence_text(sentence) for sentence in block.sentences],
    }


def footnote_to_json(note: Footnote) -> dict[str, Any]:
    """Return one footnote in the shape of the data contract."""
    return {"number": number_to_json(note.number), "text": note.text, "page": note.page}


def document_to_json(document: Document) -> dict[str, Any]:
    """Return the document in the shape that `naast read --format json` promises to scripts."""
    return {
        "source": document.source,
        "title": document.title,
        "blocks": [block_to_json(block) for block in document.blocks],
        "footnotes": [footnote_to_json(note) for note in document.footnotes],
    }
