"""What the checks found, as the section that an export may end with: a summary, and a row a segment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from translations.findings import CHECK_NAMES, Finding
from translations.segments import Bilingual, source_sentences

HEADING = "Report of the checks"
COLUMNS = ("No.", "Dutch", "English", "Findings")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A segment with findings: its number in the document (from 1), its texts, and what to look at."""

    number: int
    source: str
    target: str
    findings: tuple[str, ...]


def finding_words(finding: Finding) -> str:
    """Return a finding as one line: the name of its check, and what it says."""
    return f"{CHECK_NAMES[finding.check]}: {finding.message}"


def summary(findings: Sequence[Finding]) -> str:
    """Return how much was found, in one sentence."""
    if not findings:
        return "Nothing was found."
    count = len(findings)
    segments = len({finding.segment_id for finding in findings})
    return (
        f"{count:,} finding{'s' if count != 1 else ''} in {segments:,} segment{'s' if segments != 1 else ''}."
    )


def report_rows(findings: Sequence[Finding], bilingual: Bilingual) -> list[ReportRow]:
    """Return a row for each segment with findings, in reading order; sentences that are gone are left out."""
    told = by_segment(findings)
    rows: list[ReportRow] = []
    for number, (_, sentence, text) in enumerate(source_sentences(bilingual.document), 1):
        segment = bilingual.segments.get(sentence.id)
        target = segment.target if segment is not None else ""
        if sentence.id in told:
            words = tuple(finding_words(one) for one in told[sentence.id])
            rows.append(ReportRow(number, text, target, words))
    return rows


def by_segment(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Return the findings by the id of their segment."""
    told: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        told[finding.segment_id].append(finding)
    return dict(told)


def report_text(findings: Sequence[Finding], bilingual: Bilingual) -> str:
    """Return the report as plain text, a segment's findings under its Dutch and English."""
    lines = [summary(findings)]
    for row in report_rows(findings, bilingual):
        lines += ["", f"{row.number}  {row.source}", f"   {row.target}"]
        lines += [f"   - {words}" for words in row.findings]
    return "\n".join(lines)
