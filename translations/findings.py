"""What a check has to say about a segment: one sentence, and where to look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Check = Literal[
    "empty",
    "numbers",
    "terms",
    "forbidden",
    "untranslated",
    "repetition",
    "punctuation",
    "brackets",
    "quotes",
    "names",
    "length",
    "inconsistent",
    "footnotes",
    "spelling",
]
Severity = Literal["error", "warning", "hint"]
TextRange = tuple[int, int]

CHECK_NAMES: dict[Check, str] = {
    "empty": "No English",
    "numbers": "Numbers and dates",
    "terms": "Terms",
    "forbidden": "Forbidden terms",
    "untranslated": "Left in Dutch",
    "repetition": "Words said twice",
    "punctuation": "Punctuation",
    "brackets": "Brackets",
    "quotes": "Quotation marks",
    "names": "Names",
    "length": "Length",
    "inconsistent": "Same Dutch, other English",
    "footnotes": "Footnotes",
    "spelling": "Spelling",
}
"""What each check is called for the user."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reviewer would ask about.

    ``source_range`` and ``target_range`` are characters of the segment's source and target (None: nothing
    to show on that side). An *error* is nearly always wrong, a *warning* often, a *hint* now and then.
    """

    segment_id: str
    check: Check
    message: str
    source_range: TextRange | None = None
    target_range: TextRange | None = None
    severity: Severity = "warning"

    @property
    def key(self) -> tuple[str, str, str]:
        """What an ignored finding is remembered by: the same words about the same segment stay ignored."""
        return (self.segment_id, self.check, self.message)
