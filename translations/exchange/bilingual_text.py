"""The Dutch beside its English as plain text in two columns, or the English alone."""

from __future__ import annotations

from collections.abc import Sequence

from reader.writers.text import DEFAULT_WIDTH, write_columns, write_text
from translations.english_document import english_document
from translations.exchange.check_report import HEADING, report_text
from translations.exchange.review import review_notice
from translations.findings import Finding
from translations.segments import Bilingual


def write_bilingual_text(
    bilingual: Bilingual,
    *,
    target_only: bool = False,
    width: int = DEFAULT_WIDTH,
    findings: Sequence[Finding] | None = None,
) -> str:
    """Return both columns, `width` characters wide in all, or the English alone, a paragraph a line.

    The report of the checks, if asked for, comes last.
    """
    notice = review_notice(bilingual)
    english = english_document(bilingual)
    if target_only:
        return write_text(english, calls=True, notice=notice)
    columns = write_columns(bilingual.document, english, width=width, notice=notice)
    if findings is None:
        return columns
    return f"{columns.rstrip()}\n\n{HEADING}\n\n{report_text(findings, bilingual)}\n"
