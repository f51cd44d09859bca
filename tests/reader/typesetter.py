"""Prints letters the way a typesetter does, as text and as PDF, and knows what must be read back.

A letter is a list of `Piece`s and `Note`s. `print_text` and `print_pdf` set it in lines (Dutch hyphenation),
pages (notes at the foot, in the PDF in small type), with a running head and page numbers if asked.
"""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyphen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

LETTERS = Path(__file__).parent.parent / "letters"
_HYPHENATION = pyphen.Pyphen(lang="nl_NL", left=2, right=3)
_MARKER = re.compile(r"(–|\d+\.|[a-z]\.)\s+")
CALL = "\x0e{}\x0f"
"""How a call stands in a piece's text while it is set; printed as a bare number or raised."""
_CALL = re.compile("\x0e(\\d+)\x0f")
_WEB = re.compile(r"https?:\S*$")


@dataclass(frozen=True)
class Piece:
    """A block to print: its text without marks, and the notes called as (offset, number)."""

    kind: str
    text: str
    marker: str = ""
    calls: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Letter:
    """What to print, and what must come back."""

    pieces: tuple[Piece, ...]
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Setting:
    """How a letter is printed as text.

    ``by_letters`` fills lines to ``width`` ems of a sans serif type, as copies out of a PDF are, else to
    ``width`` characters. ``paragraph_gap`` is the number of blank lines between paragraphs.
    ``page_break`` is ``space`` (the next page's first line begins with one, as in the seed letter),
    ``form feed`` or ``none`` (one endless page, notes at the end).
    """

    width: float = 76
    note_width: float = 90
    by_letters: bool = False
    lines_a_page: int = 50
    paragraph_gap: int = 1
    page_break: str = "space"
    gap_above_notes: int = 1
    running_head: str = ""
    page_numbers: bool = False
    trailing_spaces: bool = False
    hanging: int = 0
    hyphenate: bool = True
    newline: str = "\n"
    cell_gap: str = "columns"


def read_letter(name: str) -> Letter:
    """Return one of the invented letters (``letter_a``), or another file of the same shape."""
    path = LETTERS / f"{name}.json" if not name.endswith(".json") else Path(name)
    data = json.loads(path.read_text("utf-8"))
    pieces: list[Piece] = []
    for block in data["blocks"]:
        calls = []
        place = 0
        for note in block["notes"]:
            place = block["nl"].index(note["after"], place) + len(note["after"])
            calls.append((place, str(note["n"])))
        text, marker, kind = block["nl"], "", block["kind"]
        if kind == "list_item":
            match = _MARKER.match(text)
            assert match is not None
            marker, gone = match[1], match.end()
            text, calls = text[gone:], [(offset - gone, number) for offset, number in calls]
        if kind == "signature":
            pieces += [Piece(kind, line) for line in text.split("\n")]
        else:
            pieces.append(Piece(kind, text, marker, tuple(calls)))
    return Letter(tuple(pieces), tuple((str(note["n"]), note["text"]) for note in data["footnotes"]))


def width_in_ems(text: str) -> float:
    """Return the width of a text in Helvetica."""
    return float(pdfmetrics.stringWidth(text, "Helvetica", 1))


def _bare(text: str) -> str:
    return _CALL.sub(r"\1", text)


def _with_calls(piece: Piece) -> str:
    text = piece.text
    for offset, number in sorted(piece.calls, reverse=True):
        text = text[:offset] + CALL.format(number) + text[offset:]
    return text


def _breaks(word: str, hyphenate: bool) -> list[tuple[str, str]]:
    """Return the ways to break a word, longest beginning first, each beginning with its hyphen."""
    if _WEB.match(word):
        places = [m.end() for m in re.finditer(r"[-/?=&_.]", word)]
        return [(word[:at], word[at:]) for at in reversed(places) if 8 < at < len(word)]
    ways = []
    for match in re.finditer(r"[^\W\d_]{2,}(?=[-–]\w)", word):
        at = match.end() + 1
        if word[at - 1] == "-":
            ways.append((word[:at], word[at:]))
    if hyphenate and "\x0e" not in word[: len(word) - 1].rstrip("0123456789\x0f.,;:»”)\x0e"):
        for match in re.finditer(r"[^\W\d_]{5,}", word):
            if match.group().isupper() and len(match.group()) < 8:
                continue
            for at in _HYPHENATION.positions(match.group()):
                place = match.start() + at
                ways.append((word[:place] + "-", word[place:]))
    return sorted(ways, key=lambda way: -len(way[0]))


def set_lines(
    text: str, width: float, measure: Callable[[str], float], *, hyphenate: bool = True
) -> list[str]:
    """Fill lines greedily, as a typesetter does with ragged right margins."""
    words = text.split(" ")
    lines: list[str] = []
    line = ""
    while words:
        word = words.pop(0)
        attempt = f"{line} {word}" if line else word
        if measure(_bare(attempt)) <= width:
            line = attempt
            continue
        for left, right in _breaks(word, hyphenate):
            if measure(_bare(f"{line} {left}" if line else left)) <= width:
                line = f"{line} {left}" if line else left
                word = right
                break
        else:
            if not line:
                at = max(
                    1, next((n for n in range(len(word), 0, -1) if measure(_bare(word[:n])) <= width), 1)
                )
                line, word = word[:at], word[at:]
        lines.append(line)
        line = ""
        if word:
            words.insert(0, word)
    if line:
        lines.append(line)
    return lines


@dataclass
class _Printed:
    """One line of the page, before it is written: text, and what stands above it."""

    text: str
    gap: int = 0
    calls: list[str] = field(default_factory=list)


def _table_lines(text: str, how: str) -> list[str]:
    rows = [row.split(" | ") for row in text.split("\n")]
    if how == "tabs":
        return ["\t".join(row) for row in rows]
    if how == "spaces":
        return [" ".join(row) for row in rows]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "   ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _body_lines(letter: Letter, setting: Setting, measure: Callable[[str], float]) -> list[_Printed]:
    printed: list[_Printed] = []
    previous = ""
    for piece in letter.pieces:
        text = _with_calls(piece)
        gap = setting.paragraph_gap
        if piece.kind == previous and piece.kind in ("list_item", "signature"):
            gap = 0
        if piece.kind == "table":
            lines = _table_lines(text, setting.cell_gap)
        elif piece.kind == "list_item":
            lines = set_lines(f"{piece.marker} {text}", setting.width, measure, hyphenate=setting.hyphenate)
            lines = [lines[0], *(" " * setting.hanging + line for line in lines[1:])]
        else:
            hyphenate = setting.hyphenate and piece.kind != "title"
            lines = set_lines(text, setting.width, measure, hyphenate=hyphenate)
        for at, line in enumerate(lines):
            printed.append(_Printed(_bare(line), gap if at == 0 else 0, _CALL.findall(line)))
        previous = piece.kind
    return printed


def print_text(letter: Letter, setting: Setting | None = None) -> str:
    """Return the letter as a text of printed lines."""
    setting = setting or Setting()
    measure: Callable[[str], float] = width_in_ems if setting.by_letters else len
    notes = {
        number: set_lines(f"{number} {text}", setting.note_width, measure, hyphenate=False)
        for number, text in letter.notes
    }
    pages: list[tuple[list[_Printed], list[str]]] = [([], [])]
    used = 0
    for line in _body_lines(letter, setting, measure):
        note_lines = [text for number in line.calls for text in notes[number]]
        height = 1 + (line.gap if pages[-1][0] else 0) + len(note_lines)
        if setting.page_break != "none" and pages[-1][0] and used + height > setting.lines_a_page:
            pages.append(([], []))
            used = 0
        pages[-1][0].append(line)
        pages[-1][1].extend(note_lines)
        used += height
    out: list[str] = []
    for number, (lines, foot) in enumerate(pages, start=1):
        page: list[str] = []
        for line in lines:
            page += [""] * (line.gap if page or out else 0) if page or setting.page_break == "none" else []
            space = " " if setting.trailing_spaces and not line.text.endswith("-") else ""
            page.append(line.text + space)
        if foot:
            page += [""] * setting.gap_above_notes + foot
        if setting.running_head:
            page.append("")
            page.append(f"{setting.running_head} {number}" if setting.page_numbers else setting.running_head)
        elif setting.page_numbers:
            page += ["", str(number)]
        if number > 1 and setting.page_break == "space":
            page[0] = " " + page[0]
        elif number > 1 and setting.page_break == "form feed":
            page[0] = "\f" + page[0]
        out += page
    return setting.newline.join(out) + setting.newline


@dataclass(frozen=True)
class Beside:
    """Small print in a column beside a ministry's letter: groups of lines, a bold label first in some.

    ``first`` stands on page 1, ``later`` on all others; at the foot stands «Pagina 2 van 5».
    """

    first: tuple[tuple[str, ...], ...]
    later: tuple[tuple[str, ...], ...]
    x: float = 430
    top: float = 90
    size: float = 6.5
    page_line: str = "Pagina {} van {}"


@dataclass(frozen=True)
class PdfSetting:
    """How a letter is printed as PDF, in points."""

    width: float = 330
    left: float = 130
    size: float = 9.5
    note_size: float = 7.0
    leading: float = 12.0
    page: tuple[float, float] = (558.4, 771.0)
    top: float = 80
    foot: float = 90
    running_head: str = "Tweede Kamer, vergaderjaar 2023–2024, 32 735, nr. 391"
    bold_headings: bool = False
    paragraph_gap: float = 1.0
    raised_calls: bool = True
    imprint: tuple[str, ...] = ("kst-32735-391", "ISSN 0921 - 7371", "’s-Gravenhage 2024")
    beside: Beside | None = None


def _print_beside(canvas: Canvas, setting: PdfSetting, beside: Beside, page: int, pages: int) -> None:
    y = beside.top
    for group in beside.first if page == 1 else beside.later:
        for at, line in enumerate(group):
            canvas.setFont("Helvetica-Bold" if at == 0 else "Helvetica", beside.size)
            canvas.drawString(beside.x, setting.page[1] - y, line)
            y += beside.size * 1.4
        y += beside.size * 1.2
    canvas.setFont("Helvetica", beside.size)
    canvas.drawString(beside.x, 30, beside.page_line.format(page, pages))


def print_pdf(letter: Letter, setting: PdfSetting | None = None) -> bytes:
    """Return the letter as a PDF: notes at the foot in small type, raised calls, running head."""
    s = setting or PdfSetting()
    printed, pages = _print_pages(letter, s, 0)
    return _print_pages(letter, s, pages)[0] if s.beside else printed


def _print_pages(letter: Letter, s: PdfSetting, pages: int) -> tuple[bytes, int]:
    """Return the printed letter and how many pages it has; ``pages`` is what it says of that itself."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=s.page, invariant=1)

    def measured(size: float, font: str = "Helvetica") -> Callable[[str], float]:
        return lambda text: float(pdfmetrics.stringWidth(text, font, size))

    notes = {
        number: set_lines(text, s.width - 8, measured(s.note_size), hyphenate=False)
        for number, text in letter.notes
    }
    page = 1
    foot: list[tuple[str, list[str]]] = []
    y = s.top

    def draw(x: float, at: float, text: str, font: str, size: float) -> None:
        for piece in re.split("(\x0e\\d+\x0f)", text):
            call = _CALL.fullmatch(piece)
            shown, raised = (call[1], s.raised_calls) if call else (piece, False)
            canvas.setFont(font, size * 0.6 if raised else size)
            canvas.drawString(x, s.page[1] - at + (size * 0.35 if raised else 0), shown)
            x += float(pdfmetrics.stringWidth(shown, font, size * 0.6 if raised else size))

    def end_page() -> None:
        lines = sum(len(texts) for _, texts in foot)
        at = s.page[1] - s.foot - (lines - 1) * s.note_size * 1.2
        for number, texts in foot:
            draw(s.left, at, CALL.format(number), "Helvetica", s.note_size)
            for text in texts:
                draw(s.left + 8, at, text, "Helvetica", s.note_size)
                at += s.note_size * 1.2
        base = s.page[1] - 30
        if page == 1:
            for line, text in enumerate(s.imprint):
                draw(20, base - (len(s.imprint) - 1 - line) * 8, text, "Helvetica", 6)
        if s.running_head:
            draw(s.left, base, s.running_head, "Helvetica", 6)
            draw(s.page[0] - 40, base, str(page), "Helvetica", 6)
        if s.beside:
            _print_beside(canvas, s, s.beside, page, pages)
        canvas.showPage()

    previous = ""
    for piece in letter.pieces:
        font = (
            "Helvetica-Bold"
            if piece.kind == "title" or (piece.kind == "heading" and s.bold_headings)
            else "Helvetica"
        )
        tight = piece.kind == previous and piece.kind in ("list_item", "signature")
        gap = 0.0 if tight else s.paragraph_gap * s.leading
        if piece.kind == "table":
            rows = [row.split(" | ") for row in _with_calls(piece).split("\n")]
            lines = ["\t".join(row) for row in rows]
        else:
            text = _with_calls(piece) if not piece.marker else f"{piece.marker} {_with_calls(piece)}"
            lines = set_lines(text, s.width, measured(s.size, font), hyphenate=piece.kind != "title")
        for at, line in enumerate(lines):
            called = _CALL.findall(line)
            note_height = sum(len(notes[n]) for n in called) * s.note_size * 1.2
            taken = sum(len(texts) for _, texts in foot) * s.note_size * 1.2 + (14 if foot or called else 0)
            advance = (gap if at == 0 and y > s.top else 0.0) + s.leading
            if y + advance + note_height + taken > s.page[1] - s.foot and y > s.top:
                end_page()
                page, y, foot = page + 1, s.top, []
                advance = s.leading
            y += advance
            foot += [(n, notes[n]) for n in called]
            if piece.kind == "table":
                x = s.left
                for column, cell in enumerate(line.split("\t")):
                    draw(x, y, cell, font, s.size)
                    x += 14 + max(measured(s.size)(_bare(row[column])) for row in rows)
            else:
                draw(s.left, y, line, font, s.size)
        previous = piece.kind
    end_page()
    canvas.save()
    return buffer.getvalue(), page


def random_letter(
    seed: int, vocabulary: Sequence[str], *, paragraphs: int = 12, notes: bool = True
) -> Letter:
    """Return a letter of random words: headings, paragraphs, lists and notes in the order they are called."""
    chance = random.Random(seed)
    plain = [word for word in vocabulary if word.isalpha() and word.islower()]
    footnotes: list[tuple[str, str]] = []

    def sentence(least: int, most: int) -> str:
        words = [chance.choice(vocabulary) for _ in range(chance.randint(least, most))]
        words[0] = chance.choice(plain).capitalize()
        words[-1] = chance.choice(plain)
        for at in range(1, len(words) - 1):
            if words[at].isalpha() and chance.random() < 0.08:
                words[at] += ","
        return " ".join(words) + chance.choice(["."] * 8 + ["?"])

    pieces: list[Piece] = []
    for _ in range(paragraphs):
        draw = chance.random()
        if draw < 0.15 and (not pieces or pieces[-1].kind != "heading"):
            words = [chance.choice(plain) for _ in range(chance.randint(1, 4))]
            pieces.append(Piece("heading", " ".join(words).capitalize()))
        elif draw < 0.22 and pieces and pieces[-1].kind == "paragraph":
            items = chance.randint(2, 4)
            numbered = chance.random() < 0.5
            for item in range(items):
                words = [chance.choice(plain) for _ in range(chance.randint(2, 22))]
                end = "." if item == items - 1 else ";"
                pieces.append(Piece("list_item", " ".join(words) + end, f"{item + 1}." if numbered else "–"))
        text = ""
        calls = []
        for _ in range(chance.randint(1, 6)):
            text += (" " if text else "") + sentence(4, 18)
            if notes and chance.random() < 0.15:
                number = str(len(footnotes) + 1)
                calls.append((len(text), number))
                source = chance.choice(
                    ["Kamerstuk 32 735, nr. {}.", "Zie Handelingen II 2017/18, nr. {}.", "{}"]
                )
                filler = str(chance.randint(10, 400)) if "nr." in source else sentence(3, 12)
                footnotes.append((number, source.format(filler)))
        pieces.append(Piece("paragraph", text, "", tuple(calls)))
    return Letter(tuple(pieces), tuple(footnotes))


def dutch_vocabulary() -> list[str]:
    """Return the words of the invented letters, hyphened ones among them, without signs."""
    words = set()
    for name in ("letter_a", "letter_b", "letter_c", "letter_d"):
        for piece in read_letter(name).pieces:
            if piece.kind in ("paragraph", "list_item"):
                words.update(piece.text.split())
    return sorted(word for word in words if re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", word) and len(word) > 1)
