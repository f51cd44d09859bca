"""Where in the letter, and in the other documents, a term or a sentence stands, and going there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from translations.glossary_records import TermRow
from ui.editing.paragraph import ParagraphView
from ui.message_bar import Choice
from ui.modes import Shell
from ui.session import Session
from ui.terms.details_pane import DetailsPane
from ui.terms.term_desk import TermDesk
from ui.terms.uses import Use, entries_of, uses_in
from ui.workers import Cancelled, Task

if TYPE_CHECKING:
    from translations.concordance import Line

_PAUSE = 120
"""Milliseconds for which a term is current before its uses are looked for."""


class TermPlaces(QObject):
    """Finds the uses of the term in hand beside the window, and shows places of the letter."""

    def __init__(
        self, desk: TermDesk, context: ParagraphView, details: DetailsPane, shell: Shell, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._context = context
        self._details = details
        self._shell = shell
        self._session: Session | None = None
        self._looking: Task | None = None
        self._shown_id = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._find_uses)

    def set_session(self, session: Session | None) -> None:
        """Look in this document, or in none."""
        self._session = session
        self._shown_id = ""

    def stop(self) -> None:
        """Look for nothing more for now."""
        self._soon.stop()

    def show_term(self, term: TermRow | None) -> None:
        """Show the uses of a term, once it stays in hand."""
        if term is None or term.concept_id != self._shown_id:
            self._shown_id = term.concept_id if term is not None else ""
            self._details.show_uses((), known=False)
        self._soon.start()

    def go_to(self, segment_id: str) -> None:
        """Show a sentence of the letter."""
        if self._session is not None and segment_id in self._session.order:
            self._context.show_sentence(segment_id)
            self._session.set_place(segment_id)

    def show_text(self, sentence: str) -> None:
        """Show a sentence of the letter by its Dutch."""
        session = self._session
        if session is None:
            return
        wanted = "".join(sentence.split())
        for segment_id in session.order:
            holder = session.holder(segment_id)
            one = next(s for s in holder.sentences if s.id == segment_id)
            if "".join(holder.text[one.start : one.end].split()) == wanted:
                self._context.show_sentence(segment_id)
                return

    def go_to_line(self, line: Line) -> None:
        """Show a line of the concordance, or offer to open the document that it stands in."""
        if self._session is not None and line.document_id == self._session.document_id:
            self.go_to(line.segment_id)
            return
        self._shell.message_bar.say(
            f"This stands in another document: {line.title[:100]}",
            Choice("Open it", lambda: self._shell.opening.open_kept(line.document_id, line.segment_id)),
        )

    def _find_uses(self) -> None:
        session, concept_id = self._session, self._shown_id
        if not concept_id:
            return
        if session is None:
            self._details.show_no_document()
            return
        concept = self._desk.ask(lambda base: base.concept(concept_id), None)
        if concept is None:
            return
        document = session.document

        def work(cancelled: Cancelled) -> list[Use]:
            return uses_in(document, entries_of(concept), cancelled)

        def then(uses: list[Use]) -> None:
            if concept_id == self._shown_id and session is self._session:
                self._details.show_uses(uses)
                if uses and self._context.isVisible():
                    self._context.show_sentence(uses[0].segment_id)

        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._desk.start(work, then)
