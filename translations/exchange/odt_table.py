"""The Dutch beside its English as an ODT table, a row a paragraph; or the English alone."""

from __future__ import annotations

from odfdo import Cell, Paragraph, Row, Table

from reader.document import Block, Footnote
from reader.writers.odt import BODY, CELL, add_runs, new_odt, save, write_odt
from reader.writers.runs import Run, printable, runs
from translations.english_document import english_document
from translations.exchange.review import mark_unreviewed, review_notice
from translations.segments import Bilingual


def write_bilingual_odt(bilingual: Bilingual, *, target_only: bool = False) -> bytes:
    """Return the document as ODT: both columns, or the English alone with real footnotes."""
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
    return save(made)


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
