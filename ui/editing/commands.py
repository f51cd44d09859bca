"""What a translator does in Edit mode, each action by its name: move, confirm, insert, split, check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog

from translations.segments import Origin, Segment
from ui.editing.memories_dialog import MemoriesDialog
from ui.editing.replace_dialog import ReplaceDialog
from ui.editing.segment_delegate import needs_look
from ui.message_bar import Choice

if TYPE_CHECKING:
    from ui.editing.mode import EditMode


class Commands:
    """The actions of one Edit mode, as keys and menus ask for them."""

    def __init__(self, mode: EditMode) -> None:
        self._mode = mode

    def use(self, action_id: str) -> None:
        """Do an action of Edit mode, when there is a document in front."""
        if self._mode.session is None or self._mode.desk is None or not self._mode.widget.isVisible():
            return
        for prefix, insert in (("insert_match_", self.insert_match), ("insert_term_", self.insert_term)):
            if action_id.startswith(prefix):
                insert(int(action_id.removeprefix(prefix)) - 1)
                return
        actions: dict[str, Callable[[], object]] = {
            "confirm_next": self.confirm_next,
            "reject": lambda: self._on_current(self._mode.open_desk.reject),
            "next_segment": lambda: self.step(1),
            "previous_segment": lambda: self.step(-1),
            "next_untouched": lambda: self.go_to_next(lambda segment: segment.status == "machine"),
            "next_look": lambda: self.go_to_next(needs_look),
            "go_segment": self.ask_segment,
            "copy_source": lambda: self._put_in(self._mode.current().source, "copied"),
            "restore_machine": lambda: self._on_current(self._mode.open_desk.restore_machine),
            "alternatives": lambda: self._mode.assistance.ask_alternatives(self._mode.current()),
            "split": self.split,
            "merge": lambda: self._on_current(self._mode.open_desk.merge),
            "note": self.ask_note,
            "filter": lambda: self._mode.filter.choice.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "check_report": self.ask_report,
            "memories": lambda: MemoriesDialog(self._mode.shell.services, self._mode.widget).exec(),
            "spelling_word": self.ask_spelling,
            "undo_change": self.undo,
            "redo_change": self.redo,
            "replace": self.ask_replace,
            "check_all": self.check_all,
            "spelling": self._mode.set_spelling,
            "spelling_american": self._mode.set_spelling,
        }
        actions[action_id]()

    def _on_current(self, do: Callable[[str], object]) -> None:
        do(self._mode.current().id)

    def step(self, by: int) -> None:
        """Go to the next or previous segment; what was typed is saved."""
        self._mode.grid.go_to_row(self._mode.grid.next_shown(self._mode.grid.current_row(), by))

    def go_to_next(self, wanted: Callable[[Segment], bool]) -> None:
        """Go to the next segment that is ``wanted``, from the beginning again after the last."""
        session = self._mode.session
        if session is None:
            return
        order, here = session.order, self._mode.grid.current_row()
        for segment_id in (*order[here + 1 :], *order[: here + 1]):
            if wanted(self._mode.open_desk.segment(segment_id)) and session.position(segment_id) != here:
                self._mode.go_to(segment_id)
                return
        self._mode.shell.message_bar.say("There is no other such segment in this document.")

    def confirm_next(self) -> None:
        """Confirm the current segment and go to the next; offer the segments with the same Dutch."""
        current = self._mode.current()
        if not self._mode.open_desk.confirm(current.id, current.target):
            self._mode.shell.message_bar.say("There is no English to confirm here yet.", kind="look")
            return
        others = self._mode.open_desk.repetitions(current.id)
        if others:
            words = "one other segment" if len(others) == 1 else f"{len(others)} other segments"
            self._mode.shell.message_bar.say(
                f"The same Dutch stands in {words}.",
                Choice(
                    "Confirm them all",
                    lambda: self._mode.open_desk.fill(dict.fromkeys(others, current.target), confirm=True),
                ),
            )
        self.step(1)

    def ask_segment(self) -> None:
        """Ask for a segment's number and go there."""
        if self._mode.session is not None:
            last = len(self._mode.session.order)
            number, good = QInputDialog.getInt(
                self._mode.widget,
                "Go to segment",
                f"Segment, 1 to {last}:",
                self._mode.grid.current_row() + 1,
                1,
                last,
            )
            if good:
                self._mode.grid.go_to_row(number - 1)

    def split(self) -> None:
        """Split the current segment at a place chosen in its Dutch."""
        current = self._mode.current()
        words = current.source.split(" ")
        if len(words) < 2:
            self._mode.shell.message_bar.say("This segment is one word and cannot be split.", kind="look")
            return
        choices = [" ".join(words[:at]) + " ¦ " + " ".join(words[at:]) for at in range(1, len(words))]
        marked = next((at for at, word in enumerate(words[:-1]) if word.endswith((".", ";", ":"))), None)
        chosen, good = QInputDialog.getItem(
            self._mode.widget,
            "Split the segment",
            "The Dutch is cut at ¦:",
            choices,
            marked if marked is not None else len(choices) // 2,
            False,
        )
        if good:
            at = chosen.index(" ¦ ") + 1
            editor = self._mode.grid.editor
            target_at = editor.textCursor().position() if editor is not None else None
            inside = target_at is not None and 0 < target_at < len(current.target)
            self._mode.open_desk.split(current.id, at, target_at if inside else None)

    def undo(self) -> None:
        """Take back typing in the field that is not saved yet, else the document's last change."""
        editor = self._mode.grid.editor
        if editor is not None and editor.typing and editor.document().isUndoAvailable():
            editor.undo()
        else:
            self._mode.open_desk.undo()

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._mode.open_desk.redo()

    def ask_replace(self) -> None:
        """Find and replace in the English."""
        session = self._mode.session
        if session is not None:
            self._mode.current()
            dialog = ReplaceDialog(
                lambda: [self._mode.open_desk.segment(one) for one in session.order],
                lambda targets: self._mode.open_desk.fill(targets),
                self._mode.widget,
            )
            dialog.exec()

    def check_all(self) -> None:
        """Look for what a reviewer would catch, in the whole document."""
        self._mode.current()
        self._mode.docks()[2].show()
        self._mode.docks()[2].raise_()
        self._mode.checks.check()

    def ask_report(self) -> None:
        """Ask where to, and save what the checks find as a text file."""
        session = self._mode.session
        if session is None:
            return
        self._mode.current()
        stem = Path(session.document.source).stem or "letter"
        name, _filter = QFileDialog.getSaveFileName(
            self._mode.widget, "Save the check report", f"{stem} checks.txt", "Text (*.txt)"
        )
        if name:
            self.save_report(Path(name))

    def save_report(self, path: Path) -> None:
        """Save what the checks find as a text file."""
        self._mode.checks.save_report(
            path,
            lambda count: self._mode.shell.message_bar.say(f"{path.name} is saved: {count:,} findings."),
        )

    def ask_note(self) -> None:
        """Put the keyboard in the note of the current segment."""
        self._mode.docks()[3].show()
        self._mode.docks()[3].raise_()
        self._mode.notes.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_spelling(self) -> None:
        """Offer other spellings of the word at the cursor."""
        editor = self._mode.grid.editor
        if editor is not None and self._mode.spelling.offer_here(editor) is None:
            self._mode.shell.message_bar.say("The word at the cursor is not underlined as misspelled.")

    # putting English in

    def _put_in(self, target: str, origin: Origin) -> None:
        current = self._mode.current()
        editor = self._mode.grid.editor
        self._mode.open_desk.edit(current.id, target, origin)
        if editor is not None:
            editor.take(target)
            editor.setFocus()

    def insert_match(self, at: int) -> None:
        """Put a match in as the English (``at`` from 0)."""
        if at < len(self._mode.matches.suggestions):
            chosen = self._mode.matches.suggestions[at]
            self._put_in(chosen.target, chosen.origin)

    def insert_term(self, at: int) -> None:
        """Put a term's English in at the cursor (``at`` from 0)."""
        editor = self._mode.grid.editor
        if editor is not None and at < len(self._mode.terms.terms):
            editor.insert(self._mode.terms.terms[at].en)
            editor.setFocus()
