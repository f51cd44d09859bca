"""The Dutch beside its English as one HTML page, a row a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.builder import E

from reader.document import Block
from reader.writers.html import Child, block_element, note_element, page, write_html
from reader.writers.runs import printable
from translations.english_document import english_document
from translations.exchange.check_report import COLUMNS, HEADING, ReportRow, report_rows, summary
from translations.exchange.review import mark_unreviewed, review_notice
from translations.findings import Finding
from translations.segments import Bilingual

_WIDTHS = (6, 33, 33, 28)
"""Percents of the page that the columns of the report take."""


def write_bilingual_html(
    bilingual: Bilingual, *, target_only: bool = False, findings: Sequence[Finding] | None = None
) -> bytes:
    """Return the document as HTML: both columns, with the report of the checks if asked; or English alone."""
    english = mark_unreviewed(english_document(bilingual), bilingual)
    notice = review_notice(bilingual)
    if target_only:
        return write_html(english, lang="en", notice=notice)
    rows = [
        _row(dutch, translated)
        for dutch, translated in zip(bilingual.document.blocks, english.blocks, strict=True)
    ]
    body: list[Child] = [E.p(notice, {"class": "notice", "lang": "en"})] if notice else []
    body.append(E.table(E.tbody(*rows), {"class": "columns"}))
    if bilingual.document.footnotes:
        notes = [
            E.tr(
                E.td(note_element(dutch, "nl-", "nl"), {"class": "source"}),
                E.td(note_element(translated, "en-", "en")),
            )
            for dutch, translated in zip(bilingual.document.footnotes, english.footnotes, strict=True)
        ]
        body.append(E.div(E.table(E.tbody(*notes), {"class": "columns"}), {"class": "notes"}))
    if findings is not None:
        body.append(_report(findings, bilingual))
    return page(bilingual.document.title, "en", body, "bilingual")


def _report(findings: Sequence[Finding], bilingual: Bilingual) -> etree._Element:
    section = E.section(E.h2(HEADING), E.p(summary(findings)), {"class": "checks", "lang": "en"})
    rows = report_rows(findings, bilingual)
    if rows:
        head = E.thead(E.tr(*(E.th(name, scope="col", align="left") for name in COLUMNS)))
        body = E.tbody(*(E.tr(*_report_cells(row)) for row in rows))
        widths = E.colgroup(*(E.col(style=f"width: {one}%", width=f"{one}%") for one in _WIDTHS))
        section.append(E.table(widths, head, body, {"class": "sheet"}))
    return section


def _report_cells(row: ReportRow) -> list[etree._Element]:
    told = E.td()
    for words in row.findings:
        told.append(E.div(printable(words)))
    dutch = E.td(printable(row.source), {"class": "source", "lang": "nl"})
    return [E.td(str(row.number)), dutch, E.td(printable(row.target)), told]


def _row(dutch: Block, english: Block) -> etree._Element:
    return E.tr(
        E.td(block_element(dutch, "nl-", "nl"), {"class": "source"}),
        E.td(block_element(english, "en-", "en")),
        id=dutch.id,
    )
