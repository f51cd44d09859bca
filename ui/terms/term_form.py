"""A new term asked for: what is selected in either column picked up, the form, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from translations.glossary_records import DEFAULT_GLOSSARY, Concept
from ui.document_name import document_name
from ui.editing.segment_editor import SegmentEditor
from ui.reading.column import Column
from ui.reading.view import ReadingView
from ui.session import Session
from ui.terms.add_dialog import AddTermDialog
from ui.terms.candidates_pane import REJECTED
from ui.terms.picking import Picked, picked_in, picked_of
from ui.terms.term_desk import TermDesk


class TermForm(QObject):
    """Asks for one term at a time; nothing is kept before the form is saved."""

    about_to_add = Signal(str)
    """The Dutch of the term that is added next."""
    added = Signal(str, str)
    """The id and the Dutch of a term that was added."""

    def __init__(self, desk: TermDesk, glossary: Callable[[], str], window: QWidget) -> None:
        """``glossary`` names the one that is on show; empty when that is all of them."""
        super().__init__(window)
        self._desk = desk
        self._glossary = glossary
        self._window = window
        self.session: Session | None = None
        self.dialog: AddTermDialog | None = None

    def picked(self) -> Picked:
        """Return the words that are selected in the window, with their counterpart where it is known."""
        focus = QApplication.focusWidget()
        if isinstance(focus, SegmentEditor) and focus.textCursor().hasSelection() and self.session:
            segment = self.session.segments.get(focus.segment_id)
            cursor = focus.textCursor()
            if segment is not None and segment.target == focus.text:
                return picked_of(segment, cursor.selectionStart(), cursor.selectionEnd(), english=True)
        columns = [one for one in self._window.findChildren(Column) if one.isVisible()]
        for column in sorted(columns, key=lambda one: (one is not focus, one.english)):
            view = column.parentWidget()
            found = picked_in(view, column) if isinstance(view, ReadingView) else None
            if found is not None:
                return found
        return Picked()

    def ask(self, picked: Picked) -> None:
        """Open the form for a new term."""
        if self.dialog is not None:
            self.dialog.close()
        names = [g.name for g in self._desk.glossaries() if not g.read_only and g.name != REJECTED]
        names = list(dict.fromkeys((DEFAULT_GLOSSARY, *names)))
        source = document_name(self.session.document) if self.session is not None else ""
        dialog = AddTermDialog(
            picked,
            names,
            source,
            lambda text: self._desk.ask(lambda base: base.search(text, 5), []),
            self._window,
        )
        chosen = self._glossary()
        if chosen in names:
            dialog.glossary.setCurrentText(chosen)
        dialog.saved.connect(self._save)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        self.dialog = dialog
        dialog.open()

    def _forget(self, dialog: AddTermDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    def _save(self, concept: Concept, glossary: str) -> None:
        self.about_to_add.emit(concept.nl)
        added = self._desk.add(concept, glossary)
        if added:
            self.added.emit(added, concept.nl)
