"""Edit mode for the window: the paragraph in context, the grid of segments, and the panes that help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from translations.segments import Segment
from ui.editing.actions import EDIT_ACTIONS
from ui.editing.assistance import Assistance
from ui.editing.checks_pane import ChecksPane
from ui.editing.commands import Commands
from ui.editing.desk import EditDesk
from ui.editing.docks import MatchesPane, NotePane, TermsPane, dock
from ui.editing.filter_bar import FilterBar
from ui.editing.filtering import apply_filter
from ui.editing.following import Following
from ui.editing.letter_above import letter_above
from ui.editing.paragraph import ParagraphView
from ui.editing.progress_label import ProgressLabel
from ui.editing.segment_editor import SegmentEditor
from ui.editing.segment_grid import SegmentGrid
from ui.editing.segment_model import SegmentModel
from ui.editing.spelling import SpellingMarks
from ui.editing.writer import Writer
from ui.modes import Shell
from ui.palette import Theme
from ui.session import Session, Trouble

SHARED = frozenset(
    {
        "zoom_in",
        "zoom_out",
        "zoom_reset",
        "print",
        "print_pdf",
        "open_text",
        "export",
        "bring_back",
        "add_term",
        "find",
    }
)
"""The shell's actions that mean something in Edit mode too."""


class EditMode(QObject):
    """What a translator needs: segments by keyboard, with help beside them and nothing ever lost."""

    name = "edit"

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self.shell = shell
        shell.actions_.add(EDIT_ACTIONS)
        for spec in EDIT_ACTIONS:
            shell.actions_.on(spec.id, lambda name=spec.id: self.commands.use(name))
        self.commands = Commands(self)
        self.following = Following(self)
        self.widget = QWidget(parent)
        self.session: Session | None = None
        self.desk: EditDesk | None = None
        self.writer = Writer(self)
        self.context = ParagraphView(shell.theme, self.widget)
        self.grid = SegmentGrid(shell.theme, self.widget)
        self.filter = FilterBar(self.widget)
        self.splitter = letter_above(self.widget, self.context, self.filter, self.grid, (1, 2))
        self.matches = MatchesPane()
        self.terms = TermsPane()
        self.checks = ChecksPane(shell.services)
        self.notes = NotePane()
        checks_dock = dock("Checks", "checks_dock", self.checks, parent)
        self._docks = (
            dock("Matches", "matches_dock", self.matches, parent),
            dock("Terms", "terms_dock", self.terms, parent),
            checks_dock,
            dock("Note and changes", "note_dock", self.notes, parent, behind=checks_dock),
        )
        self.status = ProgressLabel(shell.services, parent)
        shell.add_status(self.status)
        self.status.hide()
        self.assistance = Assistance(shell.services, self)
        self.spelling = SpellingMarks(shell.services, shell.theme, self)
        for name, default in (("spelling", True), ("spelling_american", False)):
            shell.actions_[name].setChecked(shell.preferences.flag(name, default))
        self.checks.set_spelling(lambda: self.spelling.active)
        self._connect()

    def _connect(self) -> None:
        self.filter.changed.connect(self._filter)
        self.filter.left.connect(self.grid.open_editor)
        self.spelling.trouble.connect(self._trouble)
        self.grid.segment_changed.connect(self.following.entered)
        self.grid.editor_opened.connect(self._editor_opened)
        self.matches.used.connect(self.commands.insert_match)
        self.terms.used.connect(self.commands.insert_term)
        self.checks.segment_asked.connect(self.go_to)
        self.notes.noted.connect(self._noted)
        self.notes.left.connect(self.grid.open_editor)
        self.writer.trouble.connect(self._trouble)
        self.writer.left_changed.connect(self._left_changed)
        self.assistance.trouble.connect(self._trouble)
        self.assistance.told.connect(lambda notice: self.shell.message_bar.say(notice, kind="look"))
        self.checks.trouble.connect(self._trouble)
        self.assistance.matches_found.connect(self.following.show_matches)
        self.assistance.alternatives_found.connect(self.following.show_alternatives)

    # the mode

    def docks(self) -> Sequence[QDockWidget]:
        """Return matches, terms, checks, and note with changes."""
        return self._docks

    def panes(self) -> Sequence[QWidget]:
        """Return the grid, the paragraph in context, and the panes."""
        lists = (self.matches, self.terms, self.checks.list, self.notes.note)
        return (self.filter.choice, self.grid, self.context.dutch, *lists)

    def set_document(self, session: Session | None) -> None:
        """Show a document's segments."""
        self.grid.close_editor()
        self.notes.show_segment(None)
        self.writer.flush()
        if self.session is not None:
            self.session.segment_changed.disconnect(self.following.changed)
            self.session.segments_arrived.disconnect(self.following.arrived)
            self.session.sentences_changed.disconnect(self.following.resegmented)
        old = self.grid.segments
        self.session = session
        self.desk = None
        self.grid.set_segments(SegmentModel(session, self) if session is not None else None)
        if old is not None:
            old.deleteLater()
        self.context.set_session(session)
        self.checks.set_session(session)
        if session is not None:
            self.desk = EditDesk(session, self.writer, self._remember, self)
            self.desk.went_to.connect(self.go_to)
            session.segment_changed.connect(self.following.changed)
            session.segments_arrived.connect(self.following.arrived)
            session.sentences_changed.connect(self.following.resegmented)
        self.filter.choose("all")
        self.status.follow(session)
        self._show_unsaved()

    def enter(self) -> None:
        """Go to the segment of the place being read."""
        self.status.show()
        if not self.shell.preferences.flag("edit_docks_sized", False):
            QTimer.singleShot(0, self._share_docks)
        self.set_spelling()
        session = self.session
        if self.desk is not None:
            self.desk.prepare()
        if session is not None and session.order:
            row = session.position(session.place) if session.place else 0
            self.grid.go_to_row(row)
            if self.desk is not None and not self.desk.kept:
                library = session.library
                because = library.notices[0] if library is not None and library.notices else ""
                self.shell.message_bar.say(
                    f"What you type here is not saved. {because or 'This document is not in the library.'}",
                    kind="look",
                )
        self.status.count_soon()

    def _share_docks(self) -> None:
        """Share the height between the docks the first time; from then on they are as the user left them."""
        window = self.widget.window()
        if isinstance(window, QMainWindow):
            parts = (3, 2, 4)
            whole = self.widget.height()
            heights = [whole * part // sum(parts) for part in parts]
            window.resizeDocks(list(self._docks[:3]), heights, Qt.Orientation.Vertical)
            self.shell.preferences.set_flag("edit_docks_sized", True)

    def leave(self) -> None:
        """Save what is being typed."""
        self.grid.close_editor()
        self.notes.save()
        self.checks.pause()
        self.assistance.pause()
        self.status.pause()
        self.writer.flush()
        self.status.hide()

    def save(self) -> None:
        """Save what is being typed, now."""
        if self.grid.editor is not None:
            self.grid.editor.save()
        self.notes.save()
        self.writer.flush()

    def take(self, edited: Mapping[str, str], confirmed: Mapping[str, str]) -> None:
        """Take English that came back from another program, each kind as one step of undo."""
        if self.desk is not None:
            if edited:
                self.desk.fill(edited)
            if confirmed:
                self.desk.fill(confirmed, confirm=True)

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear these colours at this zoom."""
        self.context.set_look(theme, zoom)
        self.grid.set_look(theme, zoom)
        self.notes.set_theme(theme)
        self.checks.set_theme(theme)
        self.filter.set_theme(theme)
        self.spelling.set_theme(theme)

    def handles(self) -> frozenset[str]:
        """Return what can be done here."""
        return SHARED | {spec.id for spec in EDIT_ACTIONS}

    def act(self, action_id: str) -> None:
        """Do one of the shell's actions (those of this mode come through ``commands``)."""
        if action_id == "find":
            self.filter.find()

    # segments

    @property
    def open_desk(self) -> EditDesk:
        """The desk of the document that is open."""
        assert self.desk is not None
        return self.desk

    def current(self) -> Segment:
        """Return the current segment with what stands in its field."""
        assert self.session is not None
        editor = self.grid.editor
        if editor is not None:
            editor.save()
        row = max(0, self.grid.current_row())
        return self.open_desk.segment(self.session.order[row])

    def go_to(self, segment_id: str) -> None:
        """Make a segment current."""
        if self.session is not None and self.session.has(segment_id):
            self.grid.go_to_row(self.session.position(segment_id))

    def _filter(self) -> None:
        if self.session is not None:
            apply_filter(self.filter, self.grid, len(self.session.order))

    def set_spelling(self) -> None:
        """Underline misspelled words as the menu says: on or off, British or American."""
        actions, preferences = self.shell.actions_, self.shell.preferences
        on, american = (actions[name].isChecked() for name in ("spelling", "spelling_american"))
        preferences.set_flag("spelling", on)
        preferences.set_flag("spelling_american", american)
        self.spelling.set_on(on, "en_US" if american else "en_GB")

    # what follows the current segment

    def _editor_opened(self, editor: SegmentEditor) -> None:
        editor.typed.connect(lambda segment_id, text: self.open_desk.edit(segment_id, text))
        editor.next_asked.connect(lambda: self.commands.step(1))
        self.spelling.attach(editor, self.open_desk.segment(editor.segment_id).source)

    def _noted(self, segment_id: str, text: str) -> None:
        if self.session is not None and self.desk is not None and self.session.has(segment_id):
            self.open_desk.note(segment_id, text)

    def _remember(self, segment: Segment, before: str | None, after: str | None) -> None:
        """Put a confirmed segment in the memory (called in the writer's thread)."""
        session = self.session
        if session is not None and session.library is not None and session.document_id is not None:
            self.shell.services.memory().add(
                segment.source,
                segment.target,
                previous=before,
                following=after,
                document=session.library.key(session.document_id),
            )

    def _left_changed(self, left: int) -> None:
        self._show_unsaved()
        if not left:
            self.shell.message_bar.say("What could not be saved before is saved now.")

    def _show_unsaved(self) -> None:
        self.status.show_unsaved(self.writer.unsaved, kept=self.desk is None or self.desk.kept)

    def _trouble(self, trouble: Trouble) -> None:
        if self.session is not None:
            self.session.trouble.emit(trouble)
