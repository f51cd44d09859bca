"""Gathers the running text of one block from a marked-up format, with its spans in the right places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from reader.document import TABLE_CELL_SEPARATOR, Block, Span, SpanKind

LINE_BREAK = "\n"
"""How a line that the file breaks by hand stands in a block's text, until `letter` has looked at it."""


@dataclass(slots=True)
class RichText:
    """A block's text while it is read: white space made single, notes and links remembered.

    ``keeps_lines`` lets a line broken by hand stand as `LINE_BREAK`, else as a space.
    """

    keeps_lines: bool = False
    _text: str = ""
    _spans: list[Span] = field(default_factory=list)
    _space: bool = False
    _break: bool = False

    def add(self, text: str, *, bold: bool = False, italic: bool = False, link: str = "") -> None:
        """Add text in one style; any white space counts as one space."""
        if not text:
            return
        words = text.replace("\u00ad", "").split()
        if not words:
            self._space = True
            return
        if text[0].isspace() or self._space:
            self._text += (LINE_BREAK if self._break else " ") if self._text else ""
        self._break = False
        start = len(self._text)
        self._text += " ".join(words)
        self._space = text[-1].isspace()
        if bold:
            self._mark(start, "emphasis", "bold")
        if italic:
            self._mark(start, "emphasis", "italic")
        if link:
            self._mark(start, "link", link)

    def space(self) -> None:
        """Let what follows begin after a space (a line break, a tab)."""
        self._space = True

    def line_break(self) -> None:
        """Let what follows begin on a line of its own, or after a space where lines are not kept."""
        self._space = True
        self._break = self.keeps_lines

    def call(self, number: str) -> None:
        """Call a footnote from here."""
        self._spans.append(Span(len(self._text), len(self._text), "footnote", number))

    def _mark(self, start: int, kind: SpanKind, ref: str) -> None:
        end = len(self._text)
        for index in range(len(self._spans) - 1, -1, -1):
            span = self._spans[index]
            if span.kind == kind and span.ref == ref and span.end >= start - 1:
                self._spans[index] = Span(span.start, end, kind, ref)
                return
            if span.end < start - 1:
                break
        self._spans.append(Span(start, end, kind, ref))

    @property
    def text(self) -> str:
        """The text so far."""
        return self._text

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans so far, in order; emphasis of the whole text is left out, as it marks nothing."""
        whole = len(self._text)
        kept = [s for s in self._spans if not (s.kind == "emphasis" and s.start == 0 and s.end == whole)]
        return tuple(sorted(kept, key=lambda span: (span.start, span.end)))

    @property
    def is_all_bold(self) -> bool:
        """Whether all of the text is bold, as headings are that no style names."""
        whole = len(self._text)
        return any(
            s.ref == "bold" and s.kind == "emphasis" and s.start == 0 and s.end == whole for s in self._spans
        )


def shifted(spans: Iterable[Span], by: int) -> tuple[Span, ...]:
    """Return the spans moved ``by`` characters to the right."""
    return tuple(replace(span, start=span.start + by, end=span.end + by) for span in spans)


def table_block(rows: Sequence[Sequence[RichText]], page: int = 1) -> Block | None:
    """Return a table as one block, a row a line, without its empty rows; None when nothing is left."""
    text = ""
    spans: list[Span] = []
    for cells in rows:
        if not any(cell.text for cell in cells):
            continue
        text += "\n" if text else ""
        for place, cell in enumerate(cells):
            text += TABLE_CELL_SEPARATOR if place else ""
            spans.extend(shifted(cell.spans, len(text)))
            # The bar parts cells in the contract; a bar within a cell would make two of it.
            text += cell.text.replace("|", "¦")
    return Block("", "table", text, page, spans=tuple(spans)) if text else None
