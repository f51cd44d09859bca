"""The Dutch beside its English as an ODT table, a row a paragraph; or the English alone."""

from __future__ import annotations

from collections.abc import Sequence

from odfdo import Cell, Header, Paragraph, Row, Table

from reader.document import Block, Footnote
from reader.writers.odt import BODY, CELL, add_runs, new_odt, save, write_odt
from reader.writers.runs import Run, printable, runs
from translations.english_document import english_document
from translations.exchange.check_report import COLUMNS, HEADING, report_rows, summary
from translations.exchange.review import mark_unreviewed, review_notice
from translations.findings import Finding
from translations.segments import Bilingual


def write_bilingual_odt(
    bilingual: Bilingual, *, target_only: bool = False, findings: Sequence[Finding] | None = None
) -> bytes:
    """Return the document as ODT: both columns, with the report of the checks if asked; or English alone."""
    english = mark_unreviewed(english_document(bilingual), bilingual)
    notice = review_notice(bilingual)
    if target_only:
        return write_odt(english, lang="en", notice=notice)
    made = new_odt(bilingual.document.title, "en")
    if notice:
        paragraph = Paragraph(style="Notice")
        paragraph.append_plain_text(printable(notice))
        made.body.append(paragraph)
    table = Table("Letter", width=2, height=0)
    for dutch, translated in zip(bilingual.document.holders(), english.holders(), strict=True):
        row = Row()
        row.append_cell(_cell(dutch))
        row.append_cell(_cell(translated))
        table.append_row(row)
    made.body.append(table)
    if findings is not None:
        made.body.append(Header(2, HEADING))
        made.body.append(_plain(summary(findings)))
        rows = report_rows(findings, bilingual)
        if rows:
            # The number stands before the Dutch: a column of its own would be as wide as the others.
            report = Table("Checks", width=len(COLUMNS) - 1, height=0)
            lines = [((f"{one.number}  {one.source}",), (one.target,), one.findings) for one in rows]
            for texts in (tuple((name,) for name in COLUMNS[1:]), *lines):
                line = Row()
                for paragraphs in texts:
                    cell = Cell(style=CELL)
                    for text in paragraphs:
                        cell.append(_plain(text))
                    line.append_cell(cell)
                report.append_row(line)
            made.body.append(report)
    return save(made)


def _plain(text: str) -> Paragraph:
    paragraph = Paragraph(style=BODY)
    paragraph.append_plain_text(printable(text))
    return paragraph


def _cell(holder: Block | Footnote) -> Cell:
    cell = Cell(style=CELL)
    lead = holder.number if isinstance(holder, Footnote) else holder.marker
    pieces = runs(holder)
    if isinstance(holder, Block) and holder.kind in ("title", "heading"):
        pieces = [Run(p.text, True, p.italic, p.link, p.unreviewed, p.footnote) for p in pieces]
    paragraph = Paragraph(style=BODY)
    if lead:
        paragraph.append_plain_text(f"{printable(lead)} ")
    add_runs(paragraph, pieces, {})
    cell.append(paragraph)
    return cell
