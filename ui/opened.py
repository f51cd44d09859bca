"""A document as it was opened, with the work done on it before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reader.document import Document
from translations.segments import Segment


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it was opened: its id in the library (None: not kept), the English there already, and
    what the user should be told."""

    document: Document
    path: Path | None
    document_id: int | None = None
    segments: Mapping[str, Segment] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    segment_id: str = ""
    """Where to go; empty: where it was left."""

    @property
    def place_key(self) -> str:
        """What the place in it is remembered by: its file, else its number in the library; may be empty."""
        if self.path is not None:
            return str(self.path)
        return f"document {self.document_id}" if self.document_id is not None else ""
