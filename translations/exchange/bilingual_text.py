"""The Dutch beside its English as plain text in two columns, or the English alone."""

from __future__ import annotations

from reader.writers.text import DEFAULT_WIDTH, write_columns, write_text
from translations.english_document import english_document
from translations.exchange.review import review_notice
from translations.segments import Bilingual


def write_bilingual_text(
    bilingual: Bilingual, *, target_only: bool = False, width: int = DEFAULT_WIDTH
) -> str:
    """Return both columns, `width` characters wide in all, or the English alone, a paragraph a line."""
    notice = review_notice(bilingual)
    english = english_document(bilingual)
    if target_only:
        return write_text(english, calls=True, notice=notice)
    return write_columns(bilingual.document, english, width=width, notice=notice)
