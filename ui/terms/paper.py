"""The terms on show, sent to a printer or saved as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.message_bar import MessageBar
from ui.terms.printing import print_terms, rows_for_print, save_terms_pdf
from ui.terms.term_desk import TermDesk
from ui.terms.term_model import TermModel

if TYPE_CHECKING:
    from translations.glossary import Termbase


class TermPaper:
    """Prints what the table shows, in its order."""

    def __init__(self, desk: TermDesk, model: TermModel, message_bar: MessageBar, window: QWidget) -> None:
        self._desk = desk
        self._model = model
        self._bar = message_bar
        self._window = window

    def title(self) -> str:
        """Return what the pages are headed with: what the table is filtered by."""
        rows = self._model.filter
        return " · ".join(filter(None, (rows.glossary or "All glossaries", rows.status, rows.text)))

    def print(self) -> None:
        """Ask for a printer and print."""
        terms = rows_for_print(
            self._desk.services.termbase(), self._model.filter, self._model.order(), lambda: False
        )
        if print_terms(terms, self.title(), self._window):
            self._bar.say("The terms are on their way to the printer.")

    def ask_pdf(self) -> None:
        """Ask where to, and save a PDF."""
        name, _kind = QFileDialog.getSaveFileName(self._window, "Save as PDF", "terms.pdf", "PDF (*.pdf)")
        if name:
            self.save_pdf(Path(name))

    def save_pdf(self, path: Path) -> None:
        """Write the terms on show as a PDF, beside the window."""
        rows, order, title = self._model.filter, self._model.order(), self.title()

        def work(termbase: Termbase) -> int:
            return save_terms_pdf(rows_for_print(termbase, rows, order, lambda: False), title, path)

        def then(pages: int) -> None:
            words = "page" if pages == 1 else "pages"
            self._bar.say(f"{path.name} is saved ({pages:,} {words}).")

        self._desk.beside(work, then)
