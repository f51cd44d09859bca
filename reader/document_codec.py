"""A Document as JSON and back, nothing lost: what the library stores and what crosses to another process."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

from reader.document import Block, Document, Footnote, Sentence, Span
from reader.errors import InputError

FORMAT = 1
"""Counts up when the shape changes in a way that older readers cannot follow."""


def _sentences(sentences: tuple[Sentence, ...]) -> list[list[Any]]:
    return [[sentence.id, sentence.start, sentence.end] for sentence in sentences]


def _spans(spans: tuple[Span, ...]) -> list[list[Any]]:
    return [[span.start, span.end, span.kind, span.ref] for span in spans]


def to_plain(document: Document) -> dict[str, Any]:
    """Return the document as dicts, lists, strings and numbers."""
    return {
        "format": FORMAT,
        "source": document.source,
        "title": document.title,
        "metadata": dict(document.metadata),
        "blocks": [
            {
                "id": block.id,
                "kind": block.kind,
                "text": block.text,
                "page": block.page,
                "marker": block.marker,
                "level": block.level,
                "sentences": _sentences(block.sentences),
                "spans": _spans(block.spans),
            }
            for block in document.blocks
        ],
        "footnotes": [
            {
                "id": note.id,
                "number": note.number,
                "text": note.text,
                "page": note.page,
                "sentences": _sentences(note.sentences),
                "spans": _spans(note.spans),
            }
            for note in document.footnotes
        ],
    }


def from_plain(plain: dict[str, Any]) -> Document:
    """Return the document that :func:`to_plain` described.

    Raises:
        InputError: it is not such a description, or one of a newer Naast.
    """
    try:
        if plain["format"] > FORMAT:
            raise InputError("This document was stored by a newer Naast: update Naast to open it.")
        return Document(
            source=plain["source"],
            title=plain["title"],
            metadata=MappingProxyType(dict(plain["metadata"])),
            blocks=tuple(
                Block(
                    id=block["id"],
                    kind=block["kind"],
                    text=block["text"],
                    page=block["page"],
                    marker=block["marker"],
                    level=block["level"],
                    sentences=tuple(Sentence(*sentence) for sentence in block["sentences"]),
                    spans=tuple(Span(*span) for span in block["spans"]),
                )
                for block in plain["blocks"]
            ),
            footnotes=tuple(
                Footnote(
                    id=note["id"],
                    number=note["number"],
                    text=note["text"],
                    page=note["page"],
                    sentences=tuple(Sentence(*sentence) for sentence in note["sentences"]),
                    spans=tuple(Span(*span) for span in note["spans"]),
                )
                for note in plain["footnotes"]
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("This stored document is damaged: open the original file again.") from error


def to_json(document: Document) -> str:
    """Return the document as one line of JSON."""
    return json.dumps(to_plain(document), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Document:
    """Return the document that :func:`to_json` wrote.

    Raises:
        InputError: it is not such a document, or one of a newer Naast.
    """
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise InputError("This stored document is damaged: open the original file again.") from error
    if not isinstance(plain, dict):
        raise InputError("This stored document is damaged: open the original file again.")
    return from_plain(plain)
