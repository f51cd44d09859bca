"""Terms mode for the window: the glossary as a table, the letter with its terms, the lists that feed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFileDialog,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from translations.glossary_records import DEFAULT_GLOSSARY, Concept, RowFilter, TermRow
from ui.document_name import document_name
from ui.editing.docks import dock
from ui.editing.paragraph import ParagraphView
from ui.editing.segment_editor import SegmentEditor
from ui.message_bar import Choice
from ui.modes import Shell
from ui.palette import Theme
from ui.reading.column import Column
from ui.reading.view import ReadingView
from ui.session import Session, Trouble
from ui.terms.actions import STATUS_OF, TERM_ACTIONS
from ui.terms.add_dialog import AddTermDialog
from ui.terms.again import Retranslation
from ui.terms.candidates_pane import REJECTED, CandidatesPane
from ui.terms.concordance_pane import ConcordancePane
from ui.terms.conflicts_pane import ConflictsPane
from ui.terms.details_pane import DetailsPane
from ui.terms.exchange import TermExchange
from ui.terms.filter_bar import FilterBar
from ui.terms.glossaries_dialog import GlossariesDialog
from ui.terms.picking import Picked, picked_in, picked_of
from ui.terms.printing import print_terms, rows_for_print, save_terms_pdf
from ui.terms.review_pane import ReviewPane
from ui.terms.term_desk import TermDesk
from ui.terms.term_model import TermModel
from ui.terms.term_table import TermTable
from ui.terms.uses import Use, entries_of, uses_in
from ui.workers import Cancelled, Task

if TYPE_CHECKING:
    from translations.concordance import Line
    from translations.glossary import Termbase

SHARED = frozenset(
    {
        "zoom_in",
        "zoom_out",
        "zoom_reset",
        "print",
        "print_pdf",
        "open_text",
        "find",
        "undo_change",
        "redo_change",
    }
)
"""Actions of the shell and of Edit mode that mean something here too."""
EVERYWHERE = frozenset({"add_term"})
"""Actions of this mode that the others offer as well."""


class TermsMode(QObject):
    """What a keeper of terms needs; the place in the letter stays as in the other modes."""

    name = "terms"

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._window = parent
        shell.actions_.add(TERM_ACTIONS)
        for spec in TERM_ACTIONS:
            shell.actions_.on(spec.id, lambda name=spec.id: self._use(name))
        for shared in ("undo_change", "redo_change"):
            shell.actions_.on(shared, lambda name=shared: self._use(name))
        self.session: Session | None = None
        self.desk = TermDesk(shell.services, self)
        self.again = Retranslation(self.desk, shell.message_bar, self)
        self.exchange = TermExchange(self.desk, shell.message_bar, parent)
        self.form: AddTermDialog | None = None
        self._looking: Task | None = None
        self._shown_id = ""
        self.widget = QWidget(parent)
        self.context = ParagraphView(shell.theme, self.widget)
        self.filter_bar = FilterBar(self.widget)
        self.model = TermModel(self.desk, parent=self)
        self.table = TermTable(self.model, shell.theme, "Glossary", self.widget)
        below = QWidget(self.widget)
        under = QVBoxLayout(below)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(self.filter_bar)
        under.addWidget(self.table, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self.widget)
        self.splitter.addWidget(self.context)
        self.splitter.addWidget(below)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setChildrenCollapsible(False)
        box = QVBoxLayout(self.widget)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        self.details = DetailsPane(self.desk)
        self.review = ReviewPane(self.desk, shell.theme)
        self.candidates = CandidatesPane(self.desk)
        self.conflicts = ConflictsPane(self.desk)
        self.concordance = ConcordancePane(self.desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for widget, words in (
            (self.candidates, "Candidates"),
            (self.review, "Review"),
            (self.conflicts, "Conflicts"),
            (self.concordance, "Concordance"),
        ):
            self.tabs.addTab(widget, words)
        self.tabs.setMinimumHeight(self.tabs.fontMetrics().lineSpacing() * 17)
        self._docks = (
            dock("Term", "term_dock", self.details, parent),
            dock("Lists", "term_lists_dock", self.tabs, parent),
        )
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.setInterval(120)
        self._look_soon.timeout.connect(self._find_uses)
        self._connect()

    def _connect(self) -> None:
        self.filter_bar.changed.connect(self.model.show_filter)
        self.model.reloaded.connect(lambda: self.filter_bar.show_count(self.model.rowCount()))
        self.table.term_entered.connect(self._term_entered)
        self.review.table.term_entered.connect(self._term_entered)
        self.desk.trouble.connect(self._trouble)
        self.desk.changed.connect(lambda _ids: self._show_glossaries())
        self.details.segment_asked.connect(self.go_to)
        self.candidates.context_asked.connect(self._go_to_text)
        self.candidates.edit_asked.connect(self.ask_term)
        self.conflicts.term_asked.connect(self.show_term)
        self.concordance.line_asked.connect(self._go_to_line)
        self.tabs.currentChanged.connect(lambda _at: self._tab_entered())

    # the mode

    def docks(self) -> Sequence[QDockWidget]:
        """Return the card of the term, and the lists."""
        return self._docks

    def panes(self) -> Sequence[QWidget]:
        """Return the search field, the table, the letter, the card and the list in front."""
        return (
            self.filter_bar.field,
            self.table,
            self.context.dutch,
            self.details.fields["nl_variants"],
            self.candidates.list,
            self.review.table,
            self.conflicts.tree,
            self.concordance.field,
        )

    def set_document(self, session: Session | None) -> None:
        """Show a document's terms."""
        self.session = session
        self.context.set_session(session)
        self.again.set_session(session)
        self.candidates.set_session(session)
        self._shown_id = ""
        if session is not None:
            session.sentences_changed.connect(self.context.reload)

    def enter(self) -> None:
        """Show the glossary and the place in the letter."""
        self.model.load()
        self._show_glossaries()
        if self.session is not None and self.session.place:
            self.context.show_sentence(self.session.place)
        if self.table.currentIndex().row() < 0 and self.model.rowCount():
            self.table.go_to_row(0)
        self._tab_entered()
        self.table.setFocus()

    def leave(self) -> None:
        """Save what is being typed."""
        self.save()
        self._look_soon.stop()

    def save(self) -> None:
        """Save what is being typed, now."""
        focus = QApplication.focusWidget()
        if focus is not None and self._window.isAncestorOf(focus) and self.widget.isVisible():
            self.table.setFocus()

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear these colours at this zoom."""
        self.context.set_theme(theme)
        if zoom != self.context.zoom:
            self.context.set_zoom(zoom)
        self.filter_bar.set_theme(theme)
        self.tabs.tabBar().setStyleSheet(
            f"QTabBar::tab {{ background: {theme.chrome}; color: {theme.quiet}; padding: 5px 7px;"
            f" border: 0; border-bottom: 2px solid {theme.chrome}; }}"
            f"QTabBar::tab:selected {{ color: {theme.ink}; border-bottom-color: {theme.quiet}; }}"
            f"QTabBar::tab:selected:focus {{ color: {theme.action}; border-bottom-color: {theme.action}; }}"
        )
        self.tabs.setMinimumWidth(self.tabs.tabBar().sizeHint().width() + 4)
        self.table.set_look(theme, zoom)
        self.details.set_look(theme, zoom)
        self.review.set_look(theme, zoom)
        for pane in (self.candidates, self.conflicts, self.concordance):
            pane.set_look(theme)

    def handles(self) -> frozenset[str]:
        """Return what can be done here."""
        return SHARED | {spec.id for spec in TERM_ACTIONS}

    def act(self, action_id: str) -> None:
        """Do one of the shell's actions (those of this mode come through ``_use``)."""
        if action_id == "find":
            self.filter_bar.field.setFocus()
            self.filter_bar.field.selectAll()

    def _use(self, action_id: str) -> None:
        if not (self.widget.isVisible() or (action_id in EVERYWHERE and self.session is not None)):
            return
        if action_id in STATUS_OF:
            self.desk.set_status(self._list().selected_ids(), STATUS_OF[action_id])
            return
        actions: dict[str, Callable[[], object]] = {
            "add_term": lambda: self.ask_term(self._picked()),
            "delete_terms": lambda: self.desk.delete(self._list().selected_ids()),
            "review_terms": lambda: self._open_tab(self.review),
            "find_candidates": lambda: self._open_tab(self.candidates),
            "find_conflicts": lambda: self._open_tab(self.conflicts),
            "concordance": lambda: self._open_tab(self.concordance),
            "translate_again": self.again.ask_all,
            "manage_glossaries": lambda: GlossariesDialog(self.desk, self._window).exec(),
            "import_terms": self.exchange.ask_import,
            "export_terms": lambda: self.exchange.ask_export(self.filter_bar.rows().glossary),
            "print_terms": self._print,
            "pdf_terms": self._ask_pdf,
            "undo_change": lambda: self._travel(
                self.desk.undo, "Taken back", "There is nothing to take back."
            ),
            "redo_change": lambda: self._travel(
                self.desk.redo, "Done again", "There is nothing to do again."
            ),
        }
        actions[action_id]()

    # terms

    def _list(self) -> TermTable:
        """Return the table that has the keyboard: that of the review, else the glossary."""
        return self.review.table if self.review.table.hasFocus() else self.table

    def _picked(self) -> Picked:
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

    def ask_term(self, picked: Picked) -> None:
        """Open the form for a new term."""
        if self.form is not None:
            self.form.close()
        names = [g.name for g in self.desk.glossaries() if not g.read_only and g.name != REJECTED]
        names = list(dict.fromkeys((DEFAULT_GLOSSARY, *names)))
        source = document_name(self.session.document) if self.session is not None else ""
        form = AddTermDialog(
            picked,
            names,
            source,
            lambda text: self.desk.ask(lambda base: base.search(text, 5), []),
            self._window,
        )
        chosen = self.filter_bar.rows().glossary
        if self.widget.isVisible() and chosen in names:
            form.glossary.setCurrentText(chosen)
        form.saved.connect(self._save_term)
        form.finished.connect(lambda _result: self._forget_form(form))
        self.form = form
        form.open()

    def _forget_form(self, form: AddTermDialog) -> None:
        if self.form is form:
            self.form = None
        form.deleteLater()

    def _save_term(self, concept: Concept, glossary: str) -> None:
        self.again.say_of(concept.nl)
        added = self.desk.add(concept, glossary)
        if added:
            self.candidates.take_off(concept.nl)
            if self.widget.isVisible():
                self.model.reload()
                self.table.go_to(added)

    def show_term(self, concept_id: str) -> None:
        """Make a concept current in the table, the filter taken off if it hides it."""
        self.model.load()
        if not self.table.go_to(concept_id):
            self.filter_bar.show_only()
            self.table.go_to(concept_id)
        self.table.setFocus()

    def _term_entered(self, term: TermRow | None) -> None:
        sender_hidden = not self.widget.isVisible()
        if sender_hidden:
            return
        self.details.show_term(term)
        if term is None or term.concept_id != self._shown_id:
            self._shown_id = term.concept_id if term is not None else ""
            self.details.show_uses((), known=False)
        self._look_soon.start()

    def _find_uses(self) -> None:
        session, concept_id = self.session, self._shown_id
        if session is None or not concept_id:
            return
        concept = self.desk.ask(lambda base: base.concept(concept_id), None)
        if concept is None:
            return
        document = session.document

        def work(cancelled: Cancelled) -> list[Use]:
            return uses_in(document, entries_of(concept), cancelled)

        def then(uses: list[Use]) -> None:
            if concept_id == self._shown_id and session is self.session:
                self.details.show_uses(uses)
                if uses and self.widget.isVisible():
                    self.context.show_sentence(uses[0].segment_id)

        if self._looking is not None:
            self._looking.cancel()
        self._looking = self.desk.start(work, then)

    def _travel(self, go: Callable[[], str | None], done: str, nothing: str) -> None:
        self.save()
        label = go()
        self._shell.message_bar.say(f"{done}: {label}." if label is not None else nothing)

    # places

    def go_to(self, segment_id: str) -> None:
        """Show a sentence of the letter."""
        if self.session is not None and segment_id in self.session.order:
            self.context.show_sentence(segment_id)
            self.session.set_place(segment_id)

    def _go_to_text(self, sentence: str) -> None:
        session = self.session
        if session is None:
            return
        wanted = "".join(sentence.split())
        for segment_id in session.order:
            holder = session.holder(segment_id)
            one = next(s for s in holder.sentences if s.id == segment_id)
            if "".join(holder.text[one.start : one.end].split()) == wanted:
                self.context.show_sentence(segment_id)
                return

    def _go_to_line(self, line: Line) -> None:
        if self.session is not None and line.document_id == self.session.document_id:
            self.go_to(line.segment_id)
        else:
            self._shell.message_bar.say(
                f"This stands in another document: {line.title[:100]}",
                Choice(
                    "Open it",
                    lambda: self._shell.opening.open_kept(line.document_id, line.segment_id),
                ),
            )

    # lists

    def _open_tab(self, pane: QWidget) -> None:
        text = self._picked().nl if pane is self.concordance else ""
        term = self.table.current_term()
        if pane is self.concordance and not text and term is not None:
            text = term.nl
        self._docks[1].show()
        if self.tabs.currentWidget() is pane:
            self._tab_entered()
        self.tabs.setCurrentWidget(pane)
        if pane is self.review:
            self.review.open()
        elif pane is self.candidates:
            self.candidates.look()
        elif pane is self.conflicts:
            self.conflicts.tree.setFocus()
        elif pane is self.concordance:
            self.concordance.open(text)

    def _tab_entered(self) -> None:
        pane = self.tabs.currentWidget()
        if not self.widget.isVisible():
            return
        if pane is self.review:
            self.review.table.terms.reload()
        elif pane is self.conflicts:
            self.conflicts.look()

    def _show_glossaries(self) -> None:
        if self.widget.isVisible():
            self.filter_bar.show_glossaries(self.desk.glossaries())

    # paper

    def _title(self) -> str:
        rows = self.filter_bar.rows()
        return " · ".join(filter(None, (rows.glossary or "All glossaries", rows.status, rows.text)))

    def _print(self) -> None:
        rows: RowFilter = self.model.filter
        order = self.model.order()
        terms = rows_for_print(self._shell.services.termbase(), rows, order, lambda: False)
        if print_terms(terms, self._title(), self._window):
            self._shell.message_bar.say("The terms are on their way to the printer.")

    def _ask_pdf(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self._window, "Save as PDF", "terms.pdf", "PDF (*.pdf)")
        if name:
            self.save_pdf(Path(name))

    def save_pdf(self, path: Path) -> None:
        """Write the terms on show as a PDF, beside the window."""
        rows, order, title = self.model.filter, self.model.order(), self._title()

        def work(termbase: Termbase) -> int:
            return save_terms_pdf(rows_for_print(termbase, rows, order, lambda: False), title, path)

        def then(pages: int) -> None:
            words = "page" if pages == 1 else "pages"
            self._shell.message_bar.say(f"{path.name} is saved ({pages:,} {words}).")

        self.desk.beside(work, then)

    def _trouble(self, trouble: Trouble) -> None:
        if self.session is not None:
            self.session.trouble.emit(trouble)
