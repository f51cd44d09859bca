"""The card of a term: what the table has no room for, where it is used in this document, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from translations.glossary_records import TermRow
from ui.editing.docks import WrappedList
from ui.palette import Theme
from ui.terms.term_desk import TermDesk
from ui.terms.uses import Use
from ui.typography import reading_font

if TYPE_CHECKING:
    from translations.glossary_history import HistoryLine

_FIELDS = (
    ("nl_variants", "Also in Dutch"),
    ("en_variants", "Also in English"),
    ("part_of_speech", "Part of speech"),
    ("definition", "Definition"),
    ("source", "Source"),
)
_CONTEXT = 60
_MOST_LINES = 40


class DetailsPane(QScrollArea):
    """Shows one term; variants, definition and source are changed here."""

    segment_asked = Signal(str)
    """The id of a sentence to go to."""

    def __init__(self, desk: TermDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._term: TermRow | None = None
        self._uses: tuple[Use, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        self.setWidget(inside)
        self.dutch, self.english, self.origin, self.uses_heading, self.history = (
            QLabel(inside) for _ in range(5)
        )
        for label in (self.dutch, self.english, self.origin, self.uses_heading, self.history):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fields: dict[str, QLineEdit] = {}
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, words in _FIELDS:
            field = QLineEdit(inside)
            field.setAccessibleName(words)
            field.editingFinished.connect(lambda name=name: self._edited(name))
            self.fields[name] = field
            form.addRow(words, field)
        for name in ("nl_variants", "en_variants"):
            self.fields[name].setPlaceholderText("several with ; between")
        self.uses = WrappedList("Where this document uses the term", "", inside)
        self.uses.used.connect(self._go)
        self.uses.currentRowChanged.connect(self._go)
        box = QVBoxLayout(inside)
        box.setContentsMargins(10, 6, 10, 10)
        box.setSpacing(6)
        box.addWidget(self.dutch)
        box.addWidget(self.english)
        box.addWidget(self.origin)
        box.addLayout(form)
        box.addWidget(self.uses_heading)
        box.addWidget(self.uses)
        box.addWidget(self.history)
        box.addStretch(1)
        self.show_term(None)

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear these colours, show the term at this zoom."""
        self.dutch.setFont(reading_font(zoom, 1.05, bold=True))
        self.english.setFont(reading_font(zoom, 1.05))
        self.dutch.setStyleSheet(f"color: {theme.dutch};")
        for label in (self.origin, self.history, self.uses_heading):
            label.setStyleSheet(f"color: {theme.quiet};")

    def show_term(self, term: TermRow | None) -> None:
        """Show a term (its uses come when they are found), or that none is chosen."""
        self._term = term
        self.widget().setEnabled(term is not None)
        if term is None:
            self.dutch.setText("No term is chosen")
            for label in (self.english, self.origin, self.history):
                label.clear()
            for field in self.fields.values():
                field.clear()
            self.show_uses((), known=False)
            return
        self.dutch.setText(term.nl)
        self.english.setText(f"{term.nl} (kept in Dutch)" if term.do_not_translate else term.en)
        own = " · comes with Naast; a change makes your own copy" if term.read_only else ""
        changed = f"changed {term.modified_at[:10]} by {term.modified_by}" if term.modified_at else ""
        self.origin.setText(" · ".join(filter(None, (term.glossary, term.status, changed))) + own)
        for name, field in self.fields.items():
            value = getattr(term, name)
            text = "; ".join(value) if isinstance(value, tuple) else " ".join(value.split())
            if not field.hasFocus() and field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
        nothing: list[HistoryLine] = []
        lines = self._desk.ask(lambda base: base.history(term.concept_id), nothing)
        self.history.setText(_history_words(lines))

    def show_uses(self, uses: Sequence[Use], *, known: bool = True) -> None:
        """Show where the document uses the term."""
        self._uses = tuple(uses)
        count = len(self._uses)
        words = "in 1 sentence" if count == 1 else f"in {count:,} sentences"
        self.uses_heading.setText(
            ("Looking for it in this document …" if self._term else "")
            if not known
            else f"Used {words} of this document"
            if count
            else "Not used in this document"
        )
        self.uses.setVisible(bool(count))
        self.uses.blockSignals(True)
        self.uses.show_texts([_context(use) for use in self._uses])
        self.uses.blockSignals(False)

    def show_no_document(self) -> None:
        """Say that no document is open in which the term might be used."""
        self.show_uses(())
        self.uses_heading.setText("Open a document to see where it uses this term")

    def _go(self, at: int) -> None:
        if 0 <= at < len(self._uses):
            self.segment_asked.emit(self._uses[at].segment_id)

    def _edited(self, name: str) -> None:
        term, field = self._term, self.fields[name]
        if term is None or not field.isModified():
            return
        field.setModified(False)
        value = getattr(term, name)
        if field.text() != ("; ".join(value) if isinstance(value, tuple) else value):
            self._desk.change(term.concept_id, name, field.text())


def _context(use: Use) -> str:
    start, end = use.ranges[0]
    before, after = use.source[:start], use.source[end:]
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:].partition(" ")[2]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0] + "…"
    return f"{before}«{use.source[start:end]}»{after}"


def _history_words(lines: Sequence[HistoryLine]) -> str:
    told = []
    for line in lines[:_MOST_LINES]:
        what = line.field.replace("_", " ") or ("added" if not line.before else "removed")
        values = " → ".join(filter(None, (line.before, line.after))) if line.field else line.term
        told.append(f"{line.at[:16].replace('T', ' ')} · {line.by} · {what}: {values}")
    return "\n".join(("History", *dict.fromkeys(told))) if told else ""
