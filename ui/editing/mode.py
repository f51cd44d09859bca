"""Edit mode for the window: the paragraph in context, the grid of segments, and the panes that help."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFileDialog,
    QInputDialog,
    QLabel,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from translations.progress import Progress, progress
from translations.segments import Segment
from ui.editing.actions import EDIT_ACTIONS
from ui.editing.assistance import Assistance, Suggestion
from ui.editing.checks_pane import ChecksPane
from ui.editing.desk import EditDesk
from ui.editing.docks import MatchesPane, NotePane, TermsPane, dock
from ui.editing.filter_bar import FilterBar
from ui.editing.memories_dialog import MemoriesDialog
from ui.editing.paragraph import ParagraphView
from ui.editing.progress_words import progress_words
from ui.editing.replace_dialog import ReplaceDialog
from ui.editing.segment_delegate import needs_look
from ui.editing.segment_editor import SegmentEditor
from ui.editing.segment_grid import SegmentGrid
from ui.editing.segment_model import SegmentModel
from ui.editing.spelling import SpellingMarks
from ui.editing.writer import Writer
from ui.message_bar import Choice
from ui.modes import Shell
from ui.palette import Theme
from ui.session import Session, Trouble
from ui.workers import Cancelled, Task, once

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
    }
)
"""The shell's actions that mean something in Edit mode too."""


class EditMode(QObject):
    """What a translator needs: segments by keyboard, with help beside them and nothing ever lost."""

    name = "edit"

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        shell.actions_.add(EDIT_ACTIONS)
        for spec in EDIT_ACTIONS:
            shell.actions_.on(spec.id, lambda name=spec.id: self._use(name))
        self.widget = QWidget(parent)
        self.session: Session | None = None
        self.desk: EditDesk | None = None
        self.writer = Writer(self)
        self.context = ParagraphView(shell.theme, self.widget)
        self.grid = SegmentGrid(shell.theme, self.widget)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self.widget)
        self.filter = FilterBar(self.widget)
        lower = QWidget(self.widget)
        lower_box = QVBoxLayout(lower)
        lower_box.setContentsMargins(0, 0, 0, 0)
        lower_box.setSpacing(0)
        lower_box.addWidget(self.filter)
        lower_box.addWidget(self.grid, 1)
        self.splitter.addWidget(self.context)
        self.splitter.addWidget(lower)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(False)
        box = QVBoxLayout(self.widget)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
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
        self.status = QLabel(parent)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        shell.add_status(self.status)
        self.status.hide()
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(300)
        self._count_soon.timeout.connect(self._count)
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
        self.grid.segment_changed.connect(self._segment_entered)
        self.grid.editor_opened.connect(self._editor_opened)
        self.matches.used.connect(self._insert_match)
        self.terms.used.connect(self._insert_term)
        self.checks.segment_asked.connect(self.go_to)
        self.notes.noted.connect(self._noted)
        self.notes.left.connect(self.grid.open_editor)
        self.writer.trouble.connect(self._trouble)
        self.assistance.trouble.connect(self._trouble)
        self.assistance.told.connect(lambda notice: self._shell.message_bar.say(notice, kind="look"))
        self.checks.trouble.connect(self._trouble)
        self.assistance.matches_found.connect(self._show_matches)
        self.assistance.alternatives_found.connect(self._show_alternatives)

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
            self.session.progress_changed.disconnect(self._show_status)
            self.session.segment_changed.disconnect(self._segment_changed)
            self.session.segments_arrived.disconnect(self._segments_arrived)
            self.session.sentences_changed.disconnect(self._sentences_changed)
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
            session.progress_changed.connect(self._show_status)
            session.segment_changed.connect(self._segment_changed)
            session.segments_arrived.connect(self._segments_arrived)
            session.sentences_changed.connect(self._sentences_changed)
        self.filter.choose("all")
        self._show_status()

    def enter(self) -> None:
        """Go to the segment of the place being read."""
        self.status.show()
        if not self._shell.preferences.flag("edit_docks_sized", False):
            QTimer.singleShot(0, self._share_docks)
        self._set_spelling()
        session = self.session
        if session is not None and session.order:
            row = session.position(session.place) if session.place else 0
            self.grid.go_to_row(row)
            if self.desk is not None and not self.desk.kept:
                library = session.library
                because = library.notices[0] if library is not None and library.notices else ""
                self._shell.message_bar.say(
                    f"What you type here is not saved. {because or 'This document is not in the library.'}",
                    kind="look",
                )
        self._show_status()

    def _share_docks(self) -> None:
        """Share the height between the docks the first time; from then on they are as the user left them."""
        window = self.widget.window()
        if isinstance(window, QMainWindow):
            parts = (3, 2, 4)
            whole = self.widget.height()
            heights = [whole * part // sum(parts) for part in parts]
            window.resizeDocks(list(self._docks[:3]), heights, Qt.Orientation.Vertical)
            self._shell.preferences.set_flag("edit_docks_sized", True)

    def leave(self) -> None:
        """Save what is being typed."""
        self.grid.close_editor()
        self.notes.save()
        self.checks.pause()
        self.assistance.pause()
        self._count_soon.stop()
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
        self.context.set_theme(theme)
        if zoom != self.context.zoom:
            self.context.set_zoom(zoom)
        self.grid.set_look(theme, zoom)
        self.notes.set_theme(theme)
        self.checks.set_theme(theme)
        self.filter.set_theme(theme)
        self.spelling.set_theme(theme)

    def handles(self) -> frozenset[str]:
        """Return what can be done here."""
        return SHARED | {spec.id for spec in EDIT_ACTIONS}

    def act(self, action_id: str) -> None:
        """Do one of the shell's actions (those of this mode come through ``_use``)."""

    def _use(self, action_id: str) -> None:
        if self.session is None or self.desk is None or not self.widget.isVisible():
            return
        for prefix, insert in (("insert_match_", self._insert_match), ("insert_term_", self._insert_term)):
            if action_id.startswith(prefix):
                insert(int(action_id.removeprefix(prefix)) - 1)
                return
        actions: dict[str, Callable[[], object]] = {
            "confirm_next": self.confirm_next,
            "reject": lambda: self._on_current(self._desk.reject),
            "next_segment": lambda: self.step(1),
            "previous_segment": lambda: self.step(-1),
            "next_untouched": lambda: self.go_to_next(lambda segment: segment.status == "machine"),
            "next_look": lambda: self.go_to_next(needs_look),
            "go_segment": self.ask_segment,
            "copy_source": lambda: self._put_in(self._current().source, "copied"),
            "restore_machine": lambda: self._on_current(self._desk.restore_machine),
            "alternatives": lambda: self.assistance.ask_alternatives(self._current()),
            "split": self.split,
            "merge": lambda: self._on_current(self._desk.merge),
            "note": self.ask_note,
            "filter": lambda: self.filter.choice.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "check_report": self.ask_report,
            "memories": lambda: MemoriesDialog(self._shell.services, self.widget).exec(),
            "spelling_word": self.ask_spelling,
            "undo_change": self.undo,
            "redo_change": self.redo,
            "replace": self.ask_replace,
            "check_all": self.check_all,
            "spelling": self._set_spelling,
            "spelling_american": self._set_spelling,
        }
        actions[action_id]()

    # segments

    @property
    def _desk(self) -> EditDesk:
        assert self.desk is not None
        return self.desk

    def _current(self) -> Segment:
        """Return the current segment with what stands in its field."""
        assert self.session is not None
        editor = self.grid.editor
        if editor is not None:
            editor.save()
        row = max(0, self.grid.current_row())
        return self._desk.segment(self.session.order[row])

    def _on_current(self, do: Callable[[str], object]) -> None:
        do(self._current().id)

    def go_to(self, segment_id: str) -> None:
        """Make a segment current."""
        if self.session is not None and self.session.has(segment_id):
            self.grid.go_to_row(self.session.position(segment_id))

    def step(self, by: int) -> None:
        """Go to the next or previous segment; what was typed is saved."""
        self.grid.go_to_row(self.grid.next_shown(self.grid.current_row(), by))

    def go_to_next(self, wanted: Callable[[Segment], bool]) -> None:
        """Go to the next segment that is ``wanted``, from the beginning again after the last."""
        session = self.session
        if session is None:
            return
        order, here = session.order, self.grid.current_row()
        for segment_id in (*order[here + 1 :], *order[: here + 1]):
            if wanted(self._desk.segment(segment_id)) and session.position(segment_id) != here:
                self.go_to(segment_id)
                return
        self._shell.message_bar.say("There is no other such segment in this document.")

    def confirm_next(self) -> None:
        """Confirm the current segment and go to the next; offer the segments with the same Dutch."""
        current = self._current()
        if not self._desk.confirm(current.id, current.target):
            self._shell.message_bar.say("There is no English to confirm here yet.", kind="look")
            return
        others = self._desk.repetitions(current.id)
        if others:
            words = "one other segment" if len(others) == 1 else f"{len(others)} other segments"
            self._shell.message_bar.say(
                f"The same Dutch stands in {words}.",
                Choice(
                    "Confirm them all",
                    lambda: self._desk.fill(dict.fromkeys(others, current.target), confirm=True),
                ),
            )
        self.step(1)

    def ask_segment(self) -> None:
        """Ask for a segment's number and go there."""
        if self.session is not None:
            last = len(self.session.order)
            number, good = QInputDialog.getInt(
                self.widget,
                "Go to segment",
                f"Segment, 1 to {last}:",
                self.grid.current_row() + 1,
                1,
                last,
            )
            if good:
                self.grid.go_to_row(number - 1)

    def split(self) -> None:
        """Split the current segment at a place chosen in its Dutch."""
        current = self._current()
        words = current.source.split(" ")
        if len(words) < 2:
            self._shell.message_bar.say("This segment is one word and cannot be split.", kind="look")
            return
        choices = [" ".join(words[:at]) + " ¦ " + " ".join(words[at:]) for at in range(1, len(words))]
        marked = next((at for at, word in enumerate(words[:-1]) if word.endswith((".", ";", ":"))), None)
        chosen, good = QInputDialog.getItem(
            self.widget,
            "Split the segment",
            "The Dutch is cut at ¦:",
            choices,
            marked if marked is not None else len(choices) // 2,
            False,
        )
        if good:
            at = chosen.index(" ¦ ") + 1
            editor = self.grid.editor
            target_at = editor.textCursor().position() if editor is not None else None
            inside = target_at is not None and 0 < target_at < len(current.target)
            self._desk.split(current.id, at, target_at if inside else None)

    def undo(self) -> None:
        """Take back typing in the field that is not saved yet, else the document's last change."""
        editor = self.grid.editor
        if editor is not None and editor.typing and editor.document().isUndoAvailable():
            editor.undo()
        else:
            self._desk.undo()

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._desk.redo()

    def ask_replace(self) -> None:
        """Find and replace in the English."""
        session = self.session
        if session is not None:
            self._current()
            dialog = ReplaceDialog(
                lambda: [self._desk.segment(one) for one in session.order],
                lambda targets: self._desk.fill(targets),
                self.widget,
            )
            dialog.exec()

    def check_all(self) -> None:
        """Look for what a reviewer would catch, in the whole document."""
        self._current()
        self._docks[2].show()
        self._docks[2].raise_()
        self.checks.check()

    def ask_report(self) -> None:
        """Ask where to, and save what the checks find as a text file."""
        session = self.session
        if session is None:
            return
        self._current()
        stem = Path(session.document.source).stem or "letter"
        name, _filter = QFileDialog.getSaveFileName(
            self.widget, "Save the check report", f"{stem} checks.txt", "Text (*.txt)"
        )
        if name:
            self.save_report(Path(name))

    def save_report(self, path: Path) -> None:
        """Save what the checks find as a text file."""
        self.checks.save_report(
            path,
            lambda count: self._shell.message_bar.say(f"{path.name} is saved: {count:,} findings."),
        )

    def ask_note(self) -> None:
        """Put the keyboard in the note of the current segment."""
        self._docks[3].show()
        self._docks[3].raise_()
        self.notes.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_spelling(self) -> None:
        """Offer other spellings of the word at the cursor."""
        editor = self.grid.editor
        if editor is not None and self.spelling.offer_here(editor) is None:
            self._shell.message_bar.say("The word at the cursor is not underlined as misspelled.")

    def _filter(self) -> None:
        if self.session is None:
            return
        if self.grid.editor is not None:
            self.grid.editor.save()
        shown = self.grid.show_rows(self.filter.wanted())
        self.filter.show_count(shown, len(self.session.order))
        row = self.grid.current_row()
        if shown and row >= 0 and self.grid.isRowHidden(row):
            self.grid.close_editor()
            self._select_shown(row)

    def _select_shown(self, row: int) -> None:
        """Make the first shown row after ``row`` current (or before it); the keyboard stays where it is."""
        focus = QApplication.focusWidget()
        after = self.grid.next_shown(row, 1)
        self.grid.go_to_row(after if after != row else self.grid.next_shown(row, -1))
        if focus is not None and self.filter.isAncestorOf(focus):
            focus.setFocus()

    def _set_spelling(self) -> None:
        actions, preferences = self._shell.actions_, self._shell.preferences
        on, american = (actions[name].isChecked() for name in ("spelling", "spelling_american"))
        preferences.set_flag("spelling", on)
        preferences.set_flag("spelling_american", american)
        self.spelling.set_on(on, "en_US" if american else "en_GB")

    # putting English in

    def _put_in(self, target: str, origin: str) -> None:
        current = self._current()
        editor = self.grid.editor
        self._desk.edit(current.id, target, origin)  # type: ignore[arg-type]
        if editor is not None:
            editor.take(target)
            editor.setFocus()

    def _insert_match(self, at: int) -> None:
        if at < len(self.matches.suggestions):
            chosen = self.matches.suggestions[at]
            self._put_in(chosen.target, chosen.origin)

    def _insert_term(self, at: int) -> None:
        editor = self.grid.editor
        if editor is not None and at < len(self.terms.terms):
            editor.insert(self.terms.terms[at].en)
            editor.setFocus()

    # what follows the current segment

    def _editor_opened(self, editor: SegmentEditor) -> None:
        editor.typed.connect(lambda segment_id, text: self._desk.edit(segment_id, text))
        editor.next_asked.connect(lambda: self.step(1))
        self.spelling.attach(editor, self._desk.segment(editor.segment_id).source)

    def _segment_entered(self, segment_id: str) -> None:
        session = self.session
        if session is None or self.desk is None:
            return
        session.set_place(segment_id)
        segment = self._desk.segment(segment_id)
        row = session.position(segment_id)
        before = self._desk.segment(session.order[row - 1]).source if row else None
        after = self._desk.segment(session.order[row + 1]).source if row + 1 < len(session.order) else None
        self.matches.show_suggestions(())
        self.assistance.look_at(segment, before, after)
        self._show_panes(segment)
        self.context.show_sentence(segment_id)

    def _segment_changed(self, segment: Segment) -> None:
        row = self.grid.current_row()
        if self.session is not None and row >= 0 and self.session.order[row] == segment.id:
            self._show_panes(segment)
            if self.grid.editor is not None and not self.grid.editor.typing:
                self.grid.editor.take(segment.target)

    def _segments_arrived(self, segments: Sequence[Segment]) -> None:
        row = self.grid.current_row()
        if self.session is not None and row >= 0:
            here = self.session.order[row]
            for segment in segments:
                if segment.id == here:
                    self._show_panes(segment)

    def _sentences_changed(self) -> None:
        self.context.set_session(self.session)
        self.filter.choose("all")

    def _show_panes(self, segment: Segment) -> None:
        self.terms.show_terms(segment.terms)
        self.notes.show_segment(segment)
        self.checks.show_segment(segment)

    def _show_matches(self, segment_id: str, found: tuple[Suggestion, ...]) -> None:
        if self.session is not None and segment_id == self.session.place:
            self.matches.show_suggestions(found)

    def _show_alternatives(self, segment_id: str, found: tuple[Suggestion, ...]) -> None:
        if self.session is not None and segment_id == self.session.place:
            kept = tuple(one for one in self.matches.suggestions if one.origin != "machine")
            self.matches.show_suggestions((*kept, *found))

    def _noted(self, segment_id: str, text: str) -> None:
        if self.session is not None and self.desk is not None and self.session.has(segment_id):
            self._desk.note(segment_id, text)

    def _remember(self, segment: Segment, before: str | None, after: str | None) -> None:
        """Put a confirmed segment in the memory (called in the writer's thread)."""
        session = self.session
        if session is not None and session.library is not None and session.document_id is not None:
            self._shell.services.memory().add(
                segment.source,
                segment.target,
                previous=before,
                following=after,
                document=session.library.key(session.document_id),
            )

    def _trouble(self, trouble: Trouble) -> None:
        if self.session is not None:
            self.session.trouble.emit(trouble)

    def _show_status(self, *_numbers: object) -> None:
        # Not put off by the next change: while someone types on, the count still follows.
        if not self._count_soon.isActive():
            self._count_soon.start()

    def _count(self) -> None:
        session = self.session
        if session is None or not self.status.isVisible():
            return
        document, segments = session.document, dict(session.segments)
        library, document_id = session.library, session.document_id

        def work(_cancelled: Cancelled) -> Progress:
            kept = library is not None and document_id is not None
            return progress(document, segments, library.history(document_id) if kept else ())

        task = Task(once(work))
        task.arrived.connect(lambda found: self.status.setText(progress_words(found)))
        self._shell.services.tasks.start(task)
