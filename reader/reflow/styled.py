"""Text with marked ranges that survive cutting, joining and cleaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reader.lines import Line

MarkKind = Literal["raised", "link", "italic", "bold"]

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\ufffc\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RAISED_NUMBER = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ĳ": "ij", "Ĳ": "IJ"}
_LINE_END_HYPHENS = re.compile("[\u00ad\u2010\ufffe\x02]$")


def raised_number(text: str) -> str:
    """Return «¹²» as «12»."""
    return text.translate(_RAISED_DIGITS)


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of a text that is raised, emphasised or leads somewhere (``ref``)."""

    start: int
    end: int
    kind: MarkKind
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Styled:
    """A text and its marks."""

    text: str
    marks: tuple[Mark, ...] = ()

    def cut(self, start: int, end: int) -> Styled:
        """Return the text without ``[start, end)``; marks around it shrink, marks within it go."""
        if start >= end:
            return self
        gone = end - start

        def moved(at: int) -> int:
            return at if at <= start else max(start, at - gone)

        marks = tuple(
            Mark(moved(m.start), moved(m.end), m.kind, m.ref)
            for m in self.marks
            if moved(m.end) > moved(m.start)
        )
        return Styled(self.text[:start] + self.text[end:], marks)

    def part(self, start: int, end: int) -> Styled:
        """Return ``[start, end)`` alone."""
        marks = tuple(
            Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind, m.ref)
            for m in self.marks
            if m.start < end and m.end > start
        )
        return Styled(self.text[start:end], marks)


def concatenate(parts: Iterable[Styled]) -> Styled:
    """Return the parts one after another; touching marks of one kind become one."""
    texts: list[str] = []
    marks: list[Mark] = []
    latest: dict[str, int] = {}
    length = 0
    last_character = ""
    for part in parts:
        for mark in part.marks:
            start, end = mark.start + length, mark.end + length
            before = marks[latest[mark.kind]] if mark.kind in latest else None
            if before is not None and mark.kind != "raised" and before.ref == mark.ref:
                across_space = mark.start == 0 and before.end + 1 == start and last_character == " "
                if before.end == start or across_space:
                    marks[latest[mark.kind]] = Mark(before.start, end, mark.kind, mark.ref)
                    continue
            latest[mark.kind] = len(marks)
            marks.append(Mark(start, end, mark.kind, mark.ref))
        texts.append(part.text)
        length += len(part.text)
        last_character = part.text[-1:] or last_character
    return Styled("".join(texts), tuple(marks))


def _clean_character(character: str) -> str:
    """Return what one printed character counts as; several letters for a ligature, none for noise."""
    if character.isspace() or character == "\x85":
        return " "
    if character in _LIGATURES:
        return _LIGATURES[character]
    if _INVISIBLE.match(character) or _CONTROL.match(character):
        return ""
    return character


def clean_line(line: Line) -> Styled:
    """Return a line with single spaces, without invisible characters, and the marks on it.

    A soft hyphen counts only at the line's end, where it becomes a hyphen; PDFium's stand-ins for it
    (U+FFFE, U+0002) as well.
    """
    text = line.text
    stripped = text.rstrip()
    ending = _LINE_END_HYPHENS.search(stripped)
    plain = text.isascii() and "\t" not in text and "  " not in text and text.isprintable()
    source_marks = [
        *((start, end, "raised", "") for start, end in line.superscripts),
        *((link.start, link.end, "link", link.address) for link in line.links),
        *((part.start, part.end, part.style, "") for part in line.emphasis),
    ]
    if plain and not source_marks and not ending:
        return Styled(text.strip())
    if not line.superscripts:
        source_marks += [(m.start(), m.end(), "raised", "") for m in RAISED_NUMBER.finditer(text)]
    pieces: list[str] = []
    places = [0] * (len(text) + 1)
    length = 0
    for at, character in enumerate(text):
        places[at] = length
        if ending and at == ending.start():
            clean = "-"
        elif character in "\u00ad\ufffe":
            clean = ""
        else:
            clean = _clean_character(character)
        if clean == " " and (length == 0 or pieces[-1].endswith(" ")):
            clean = ""
        if clean:
            pieces.append(clean)
            length += len(clean)
    places[len(text)] = length
    joined = "".join(pieces)
    composed = unicodedata.normalize("NFC", joined)
    if len(composed) == len(joined):
        joined = composed
    elif not source_marks:
        return Styled(composed.rstrip())
    clean_text = joined.rstrip()
    marks = []
    for start, end, kind, ref in source_marks:
        new_start, new_end = places[max(start, 0)], places[min(end, len(text))]
        new_end = min(new_end, len(clean_text))
        if new_start < new_end:
            marks.append(Mark(new_start, new_end, kind, ref))  # type: ignore[arg-type]
    marks.sort(key=lambda m: (m.start, m.end))
    return Styled(clean_text, tuple(marks))


def trimmed(styled: Styled) -> Styled:
    """Return the text without spaces at its ends."""
    start = len(styled.text) - len(styled.text.lstrip())
    return styled.part(start, max(start, len(styled.text.rstrip())))


def raised_ranges(styled: Styled) -> Sequence[Mark]:
    """Return the raised marks, in order."""
    return [mark for mark in styled.marks if mark.kind == "raised"]
