"""The bilingual DOCX: a row a segment, to be edited in a word processor and brought back by id."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reader.errors import InputError
from reader.writers.docx import QUIET, add_notice, add_runs, new_docx, save, set_language, write_docx
from reader.writers.runs import Run, printable
from translations.english_document import english_document
from translations.exchange.check_report import COLUMNS, HEADING, ReportRow, report_rows, summary
from translations.exchange.review import mark_unreviewed, review_notice, state_name
from translations.exchange.units import Call, Piece, Returned, Unit, fingerprint, units
from translations.findings import Finding
from translations.segments import Bilingual

HEADINGS = ("Segment", "Dutch", "English", "State")
_WIDTHS = (Mm(18), Mm(108), Mm(108), Mm(23))
_REPORT_WIDTHS = (Mm(14), Mm(85), Mm(85), Mm(73))
_MAX_UNPACKED = 200 * 1024 * 1024


def write_bilingual_docx(
    bilingual: Bilingual, *, target_only: bool = False, findings: Sequence[Finding] | None = None
) -> bytes:
    """Return the document as DOCX: a table of segments, or the English alone with real footnotes.

    The report of the checks, if asked for, is a table of its own after that of the segments.
    """
    notice = review_notice(bilingual)
    if target_only:
        english = mark_unreviewed(english_document(bilingual), bilingual)
        return write_docx(english, lang="en", notice=notice)
    made = new_docx(bilingual.document.title, "en")
    _landscape(made)
    if notice:
        add_notice(made, notice)
    exported = units(bilingual)
    _table_of(made, HEADINGS, _WIDTHS, exported, _fill)
    if findings is not None:
        made.add_heading(HEADING, level=2)
        made.add_paragraph(summary(findings))
        rows = report_rows(findings, bilingual)
        if rows:
            _table_of(made, COLUMNS, _REPORT_WIDTHS, rows, _fill_report)
    return save(made)


def _table_of(
    made: Any, headings: Sequence[str], widths: Sequence[Any], rows: Sequence[Any], fill: Any
) -> None:
    """Append a table with a row for each of ``rows``, filled in by ``fill(cells, row)``."""
    table = made.add_table(rows=1 + len(rows), cols=len(headings), style="Table Grid")
    table.autofit = False
    # Word goes by the cells' widths, LibreOffice by the columns'.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    # python-docx finds a cell by walking the whole table; rows are walked once instead.
    for row, one in zip(table.rows, [None, *rows], strict=True):
        cells = row.cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
        if one is None:
            _head(row, cells, headings)
        else:
            fill(cells, one)


def _landscape(made: Any) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.orientation = 1
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(20))


def _head(row: Any, cells: Any, headings: Sequence[str]) -> None:
    for cell, heading in zip(cells, headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    repeat = row._tr.get_or_add_trPr()
    repeat.append(repeat.makeelement(qn("w:tblHeader"), {}))


def _fill(cells: Any, unit: Unit) -> None:
    _small(cells[0].paragraphs[0], f"{unit.id} {fingerprint(unit.segment.target)}")
    add_runs(cells[1].paragraphs[0], _runs(unit.source), None)
    for run in cells[1].paragraphs[0].runs:
        run.font.color.rgb = QUIET
        set_language(run._r.get_or_add_rPr(), "nl")
    add_runs(cells[2].paragraphs[0], _runs(unit.target), None)
    _small(cells[3].paragraphs[0], state_name(unit.segment))
    for cell in cells:
        cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _fill_report(cells: Any, row: ReportRow) -> None:
    lines = [((str(row.number),), "en"), ((row.source,), "nl"), ((row.target,), "en"), (row.findings, "en")]
    for cell, (texts, language) in zip(cells, lines, strict=True):
        for at, text in enumerate(texts):
            paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
            run = paragraph.add_run(printable(text))
            set_language(run._r.get_or_add_rPr(), language)
            if language == "nl":
                run.font.color.rgb = QUIET
            paragraph.paragraph_format.space_after = Pt(2)


def _small(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(printable(text))
    run.font.size = Pt(7)
    run.font.color.rgb = QUIET


def _runs(pieces: tuple[Piece, ...]) -> list[Run]:
    return [
        Run("", footnote=piece.number) if isinstance(piece, Call) else Run(printable(piece))
        for piece in pieces
    ]


def read_bilingual_docx(data: bytes) -> list[Returned]:
    """Return the segments of a bilingual DOCX that came back from a word processor.

    Raises InputError when the file is not a DOCX, unpacks to more than 200 MB, or holds no such table.
    """
    table = _table(_open(data))
    found = []
    for row in table.rows[1:]:
        cells = row.cells
        if len(cells) < len(HEADINGS):
            continue
        identifier, _, base = _text(cells[0]).partition(" ")
        found.append(
            Returned(
                id=identifier.strip(),
                source=_text(cells[1]),
                target=_text(cells[2]),
                base=base.strip(),
                confirmed=_text(cells[3]).strip().casefold() in ("reviewed", "confirmed", "final", "ok"),
            )
        )
    return found


def _open(data: bytes) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > _MAX_UNPACKED:
                raise InputError("This DOCX file unpacks to more than 200 MB; Naast does not open it.")
        return docx.Document(io.BytesIO(data))
    except InputError:
        raise
    except Exception as error:  # python-docx raises whatever its parts raise on damaged files
        raise InputError("This is not a DOCX file, or it is damaged; save it again as DOCX.") from error


def _table(opened: Any) -> Any:
    for table in opened.tables:
        heads = tuple(cell.text.strip() for cell in table.rows[0].cells) if len(table.rows) else ()
        if heads[: len(HEADINGS)] == HEADINGS:
            return table
    raise InputError("This DOCX file holds no table of segments from Naast; export the bilingual DOCX again.")


def _text(cell: Any) -> str:
    """Return a cell's text without superscript footnote calls and without text that was deleted."""
    paragraphs = []
    for paragraph in cell.paragraphs:
        parts: list[str] = []
        for run in paragraph._p.iter(qn("w:r")):
            properties = run.find(qn("w:rPr"))
            raised = properties is not None and properties.find(qn("w:vertAlign")) is not None
            if not raised:
                parts.extend(text.text or "" for text in run.iter(qn("w:t")))
        paragraphs.append("".join(parts))
    return " ".join(part for part in paragraphs if part)
