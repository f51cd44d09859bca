"""Terms mode for the window: the glossary as a table, the letter with its terms, the lists that feed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from translations.glossary_records import TermRow
from ui.editing.docks import dock
from ui.editing.letter_above import letter_above
from ui.editing.paragraph import ParagraphView
from ui.message_bar import MessageBar
from ui.modes import Shell
from ui.palette import Theme
from ui.session import Session, Trouble
from ui.terms.actions import STATUS_OF, TERM_ACTIONS
from ui.terms.add_dialog import AddTermDialog
from ui.terms.again import Retranslation
from ui.terms.details_pane import DetailsPane
from ui.terms.exchange import TermExchange
from ui.terms.filter_bar import FilterBar
from ui.terms.glossaries_dialog import GlossariesDialog
from ui.terms.lists import TermLists
from ui.terms.paper import TermPaper
from ui.terms.picking import Picked
from ui.terms.places import TermPlaces
from ui.terms.term_desk import TermDesk
from ui.terms.term_form import TermForm
from ui.terms.term_model import TermModel
from ui.terms.term_table import TermTable
from ui.terms.undoing import redo, undo

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
        self.term_form = TermForm(self.desk, self._glossary_on_show, parent)
        self.widget = QWidget(parent)
        self.context = ParagraphView(shell.theme, self.widget)
        self.filter_bar = FilterBar(self.widget)
        self.model = TermModel(self.desk, parent=self)
        self.paper = TermPaper(self.desk, self.model, shell.message_bar, parent)
        self.table = TermTable(self.model, shell.theme, "Glossary", self.widget)
        self.splitter = letter_above(self.widget, self.context, self.filter_bar, self.table, (2, 3))
        self.details = DetailsPane(self.desk)
        self.lists = TermLists(self.desk, shell.theme, self._word)
        self.candidates, self.review = self.lists.candidates, self.lists.review
        self.conflicts, self.concordance = self.lists.conflicts, self.lists.concordance
        self._docks = (
            dock("Term", "term_dock", self.details, parent),
            dock("Lists", "term_lists_dock", self.lists, parent),
        )
        self.places = TermPlaces(self.desk, self.context, self.details, shell, self)
        self._connect()
        self._restore()

    def _tables(self) -> tuple[tuple[str, TermTable], ...]:
        return ("terms_columns", self.table), ("terms_review_columns", self.review.table)

    def _restore(self) -> None:
        state = self._shell.preferences.state
        self.splitter.restoreState(state("terms_splitter"))
        for name, table in self._tables():
            table.restore_columns(state(name))

    def _glossary_on_show(self) -> str:
        return self.filter_bar.rows().glossary if self.widget.isVisible() else ""

    def _connect(self) -> None:
        self.filter_bar.changed.connect(self.model.show_filter)
        self.model.reloaded.connect(lambda: self.filter_bar.show_count(self.model.rowCount()))
        self.table.term_entered.connect(self._term_entered)
        self.review.table.term_entered.connect(self._term_entered)
        self.desk.trouble.connect(self._trouble)
        self.desk.changed.connect(lambda _ids: self._show_glossaries())
        self.details.segment_asked.connect(self.places.go_to)
        self.candidates.context_asked.connect(self.places.show_text)
        self.candidates.edit_asked.connect(self.ask_term)
        self.conflicts.term_asked.connect(self.show_term)
        self.concordance.line_asked.connect(self.places.go_to_line)
        self.term_form.about_to_add.connect(self.again.say_of)
        self.term_form.added.connect(self._term_added)

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
        self.term_form.session = session
        self.candidates.set_session(session)
        self.places.set_session(session)
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
        self.lists.refresh()
        self.table.setFocus()

    def leave(self) -> None:
        """Save what is being typed."""
        self.save()
        self.places.stop()
        keep = self._shell.preferences.set_state
        keep("terms_splitter", self.splitter.saveState())
        for name, table in self._tables():
            if table.own_widths:
                keep(name, table.horizontalHeader().saveState())

    def save(self) -> None:
        """Save what is being typed, now."""
        focus = QApplication.focusWidget()
        if focus is not None and self._window.isAncestorOf(focus) and self.widget.isVisible():
            self.table.setFocus()

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear these colours at this zoom."""
        self.context.set_look(theme, zoom)
        self.filter_bar.set_theme(theme)
        self.table.set_look(theme, zoom)
        self.details.set_look(theme, zoom)
        self.lists.set_look(theme, zoom)

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
            "add_term": lambda: self.ask_term(self.picked()),
            "delete_terms": lambda: self.desk.delete(self._list().selected_ids()),
            "review_terms": lambda: self._open_tab(self.review),
            "find_candidates": lambda: self._open_tab(self.candidates),
            "find_conflicts": lambda: self._open_tab(self.conflicts),
            "concordance": lambda: self._open_tab(self.concordance),
            "translate_again": self.again.ask_all,
            "manage_glossaries": lambda: GlossariesDialog(self.desk, self._window).exec(),
            "import_terms": self.exchange.ask_import,
            "export_terms": lambda: self.exchange.ask_export(self.filter_bar.rows().glossary),
            "print_terms": self.paper.print,
            "pdf_terms": self.paper.ask_pdf,
            "undo_change": lambda: self._travel(undo),
            "redo_change": lambda: self._travel(redo),
        }
        actions[action_id]()

    # terms

    def _list(self) -> TermTable:
        """Return the table that has the keyboard: that of the review, else the glossary."""
        return self.review.table if self.review.table.hasFocus() else self.table

    @property
    def form(self) -> AddTermDialog | None:
        """The form for a new term while it is open."""
        return self.term_form.dialog

    def picked(self) -> Picked:
        """Return the words that are selected in the window."""
        return self.term_form.picked()

    def ask_term(self, picked: Picked) -> None:
        """Open the form for a new term."""
        self.term_form.ask(picked)

    def _term_added(self, concept_id: str, nl: str) -> None:
        self.candidates.take_off(nl)
        if self.widget.isVisible():
            self.model.reload()
            self.table.go_to(concept_id)

    def show_term(self, concept_id: str) -> None:
        """Make a concept current in the table, the filter taken off if it hides it."""
        self.model.load()
        if not self.table.go_to(concept_id):
            self.filter_bar.show_only()
            self.table.go_to(concept_id)
        self.table.setFocus()

    def _term_entered(self, term: TermRow | None) -> None:
        if not self.widget.isVisible():
            return
        self.details.show_term(term)
        self.places.show_term(term)

    def _travel(self, step: Callable[[TermDesk, MessageBar], None]) -> None:
        self.save()
        step(self.desk, self._shell.message_bar)

    # lists

    def _open_tab(self, pane: QWidget) -> None:
        self._docks[1].show()
        self.lists.open(pane)

    def _word(self) -> str:
        term = self.table.current_term()
        return self.picked().nl or (term.nl if term is not None else "")

    def _show_glossaries(self) -> None:
        if self.widget.isVisible():
            self.filter_bar.show_glossaries(self.desk.glossaries())

    def _trouble(self, trouble: Trouble) -> None:
        if self.session is not None:
            self.session.trouble.emit(trouble)
