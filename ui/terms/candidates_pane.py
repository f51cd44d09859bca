"""The terms that a document deserves, best first: A accepts, R rejects, E edits before accepting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from translations.glossary_records import DEFAULT_GLOSSARY, STATUSES, Concept, Term, fold
from ui.editing.docks import WrappedList
from ui.palette import Theme
from ui.session import Session
from ui.terms.picking import Picked
from ui.terms.term_desk import TermDesk
from ui.workers import Cancelled, Task

if TYPE_CHECKING:
    from translations.glossary import Termbase
    from translations.term_extraction import Candidate

REJECTED = "Rejected candidates"
"""The glossary, switched off, that remembers what was rejected."""
MOST = 100
_AT_ONCE = 10


class CandidateList(WrappedList):
    """Candidates with their English and contexts."""

    decided = Signal(str)
    """accept, reject or edit, for the current candidate."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A accepts, R or Delete rejects, E edits."""
        keys = {
            Qt.Key.Key_A: "accept",
            Qt.Key.Key_R: "reject",
            Qt.Key.Key_Delete: "reject",
            Qt.Key.Key_E: "edit",
        }
        if event.key() in keys and not event.modifiers():
            self.decided.emit(keys[event.key()])
            return
        super().keyPressEvent(event)


class CandidatesPane(QWidget):
    """Looks for candidates beside the window; what is accepted is approved in the user's glossary."""

    edit_asked = Signal(object)
    """``Picked``: open the form with this."""
    context_asked = Signal(str)
    """A Dutch sentence to go to."""

    def __init__(self, desk: TermDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self.session: Session | None = None
        self.candidates: list[Candidate] = []
        self.english: dict[str, str] = {}
        self.scope = QComboBox(self)
        self.scope.addItems(["This document", "All your documents"])
        self.scope.setAccessibleName("Where to look for candidates")
        self.button = QPushButton("Find candidates", self)
        self.button.clicked.connect(self.look)
        self.help = QLabel("Finds the terms that are worth a place in the glossary.", self)
        self.help.setWordWrap(True)
        self.list = CandidateList("Candidates", "", self)
        self.list.decided.connect(self._decided)
        self.list.used.connect(lambda _at: self._decided("edit"))
        self.list.currentRowChanged.connect(self._show_context)
        top = QHBoxLayout()
        top.addWidget(self.scope, 1)
        top.addWidget(self.button)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 8)
        box.addLayout(top)
        box.addWidget(self.help)
        box.addWidget(self.list, 1)

    def set_look(self, theme: Theme) -> None:
        """Wear these colours."""
        self.help.setStyleSheet(f"color: {theme.quiet};")

    def set_session(self, session: Session | None) -> None:
        """Forget the candidates of another document."""
        if self._task is not None:
            self._task.cancel()
        self.session = session
        self.candidates, self.english = [], {}
        self._show(0)
        self.help.setText("Finds the terms that are worth a place in the glossary.")

    def look(self) -> None:
        """Look for candidates, with the model's English for each as it comes."""
        session, services = self.session, self._desk.services
        if session is None:
            return
        if self._task is not None:
            self._task.cancel()
        everything = self.scope.currentIndex() == 1
        document, library = session.document, session.library

        def work(cancelled: Cancelled) -> Iterable[object]:
            from translations.glossary import Termbase
            from translations.term_extraction import extract_terms, suggestions

            documents = [document]
            if everything and library is not None:
                own = session.document_id
                documents += [library.document(e.id) for e in library.documents() if e.id != own]
            with Termbase.open(services.paths.glossary_db) as termbase:
                known = list(termbase.entries(statuses=STATUSES))
                names = {one.name for one in termbase.glossaries()}
                rejected = termbase.concepts(REJECTED) if REJECTED in names else []
            refused = {fold(concept.nl) for concept in rejected}
            found = extract_terms(documents, known=known, limit=MOST + len(refused))
            found = [one for one in found if fold(one.nl) not in refused][:MOST]
            yield found
            if services.engine_room.package() is None:
                return
            engine = services.engine_room.engine()
            for start in range(0, len(found), _AT_ONCE):
                if cancelled():
                    return
                yield suggestions(engine, found[start : start + _AT_ONCE])

        task = Task(work)
        self._task = task
        self.help.setText("Looking …")
        self.button.setEnabled(False)
        self._desk.run(task, lambda result: self._arrived(task, result), lambda: self.button.setEnabled(True))

    def _arrived(self, task: Task, result: object) -> None:
        if task is not self._task:
            return
        if isinstance(result, list):
            self.candidates = result
            self._show(0)
            self.list.setFocus()
        elif isinstance(result, dict):
            self.english |= result
            self._show(self.list.currentRow())

    def current(self) -> Candidate | None:
        """Return the current candidate."""
        row = self.list.currentRow()
        return self.candidates[row] if 0 <= row < len(self.candidates) else None

    def _show(self, row: int) -> None:
        self.list.blockSignals(True)
        self.list.show_texts([self._words(one) for one in self.candidates])
        self.list.setCurrentRow(min(row, len(self.candidates) - 1))
        self.list.blockSignals(False)
        count = len(self.candidates)
        self.help.setText(
            f"{count} found · A accept · R reject · E edit"
            if count
            else "No candidates that are not in the glossary already."
        )

    def _words(self, candidate: Candidate) -> str:
        english = self.english.get(candidate.nl, "")
        named = f"{candidate.nl} ({', '.join(candidate.variants)})" if candidate.variants else candidate.nl
        head = f"{named} → {english}" if english else named
        context = " ".join(candidate.contexts[0].split()) if candidate.contexts else ""
        if len(context) > 110:
            at = max(0, context.lower().find(candidate.nl.lower()) - 40)
            context = ("…" if at else "") + context[at : at + 110] + "…"
        documents = f" in {candidate.documents} documents" if candidate.documents > 1 else ""
        return f"{head}\n{candidate.count}×{documents} · {context}"

    def _show_context(self, _row: int) -> None:
        candidate = self.current()
        if candidate is not None and candidate.contexts:
            self.context_asked.emit(candidate.contexts[0])

    def _decided(self, what: str) -> None:
        candidate = self.current()
        if candidate is None:
            return
        english = self.english.get(candidate.nl, "")
        context = candidate.contexts[0] if candidate.contexts else ""
        if what == "edit" or (what == "accept" and not english):
            self.edit_asked.emit(Picked(candidate.nl, english, "", context))
            return
        if what == "accept":
            from translations.term_extraction import concept_of

            done = bool(self._desk.add(concept_of(candidate, english, "approved"), DEFAULT_GLOSSARY))
        else:
            done = self._desk.arrange(lambda base: _reject(base, candidate.nl))
        if done:
            self.take_off(candidate.nl)

    def take_off(self, nl: str) -> None:
        """Take a candidate that was decided on off the list."""
        row = self.list.currentRow()
        left = [one for one in self.candidates if fold(one.nl) != fold(nl)]
        if len(left) != len(self.candidates):
            self.candidates = left
            self._show(row)
            self._show_context(row)


def _reject(termbase: Termbase, nl: str) -> None:
    with termbase.operation(f"Reject {nl}"):
        if REJECTED not in {one.name for one in termbase.glossaries()}:
            termbase.add_glossary(REJECTED, note="Words that are not to be proposed again")
            termbase.change_glossary(REJECTED, enabled=False)
        termbase.add_concept(
            Concept((Term(nl, "nl", "deprecated", True),), do_not_translate=True), glossary=REJECTED
        )
