"""Opening documents in the window, by dialog, drop, paste or argument; and forgetting them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from reader.errors import NaastError
from ui.message_bar import Choice, MessageBar
from ui.preferences import Preferences
from ui.sample import SAMPLE
from ui.services import Opened, Services
from ui.session import Session, Trouble
from ui.workers import Task, Work, once

OPEN_FILTER = "Documents (*.pdf *.docx *.odt *.html *.htm *.xml *.txt *.xlf *.xliff);;All files (*)"
LONGEST_PASTE = 20_000_000
"""Characters."""


class Opening(QObject):
    """Reads documents beside the window, one at a time; a new one takes the place of one being read."""

    opened = Signal(object)
    """``Opened``: show it."""
    changed = Signal()
    """Reading began or ended."""
    trouble = Signal(object)
    """``Trouble`` that is our fault."""

    def __init__(
        self, services: Services, preferences: Preferences, message_bar: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._services = services
        self._preferences = preferences
        self._message_bar = message_bar
        self._window = window
        self._task: Task | None = None
        self.name = ""

    @property
    def busy(self) -> bool:
        """Whether a document is being read."""
        return self._task is not None

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        recent = self._preferences.recent()
        folder = str(Path(recent[0].path).parent) if recent else ""
        name, _filter = QFileDialog.getOpenFileName(
            self._window, "Open a Dutch document", folder, OPEN_FILTER
        )
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Open a file; it is read in a process of its own."""
        path = path.expanduser().absolute()
        self._open(once(lambda cancelled: self._services.open_file(path, cancelled)), path.name)

    def open_kept(self, document_id: int, segment_id: str = "") -> None:
        """Open a document of the library as it was left, or at one of its segments."""
        work = once(lambda _cancelled: self._services.open_kept(document_id, segment_id))
        self._open(work, "the document")

    def open_sample(self) -> None:
        """Open the letter that comes with Naast."""
        self.open_file(SAMPLE)

    def open_text(self, text: str, name: str) -> None:
        """Open a text; ``name`` says where it came from."""
        if not text.strip():
            self._message_bar.say(f"There is no text in {name}.")
        elif len(text) > LONGEST_PASTE:
            self._message_bar.say(f"The text in {name} is too long: save it as a file and open that.")
        else:
            self._open(once(lambda cancelled: self._services.open_text(text, cancelled)), name)

    def open_clipboard(self) -> None:
        """Open the text on the clipboard as a document (or the file, if one was copied)."""
        self.open_data(QGuiApplication.clipboard().mimeData(), "the clipboard")

    def open_data(self, data: QMimeData | None, name: str) -> None:
        """Open what was pasted or dropped: the first file in it, else its text."""
        if data is None:
            data = QMimeData()
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
        if files:
            self.open_file(Path(files[0]))
        else:
            self.open_text(data.text() if data.hasText() else "", name)

    def cancel(self) -> bool:
        """Stop reading; return whether something was being read."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            self.changed.emit()
        return task is not None

    def _open(self, work: Work, name: str) -> None:
        self.cancel()
        task = Task(work)
        self._task, self.name = task, name
        task.arrived.connect(lambda opened: self._arrived(task, opened))
        task.refused.connect(lambda sentence: self._refused(task, sentence))
        task.failed.connect(lambda bug: self._failed(task, bug))
        self._message_bar.clear()
        self._services.tasks.start(task)
        self.changed.emit()

    def _ended(self, task: Task) -> bool:
        if task is not self._task:
            return False
        self._task = None
        self.changed.emit()
        return True

    def _arrived(self, task: Task, opened: Opened) -> None:
        if self._ended(task):
            self.opened.emit(opened)

    def _refused(self, task: Task, sentence: str) -> None:
        if self._ended(task):
            self._message_bar.say(sentence, Choice("Open another…", self.choose_file), kind="look")

    def _failed(self, task: Task, bug: Exception) -> None:
        if self._ended(task):
            sentence = "This document could not be opened because of a fault in Naast."
            self.trouble.emit(Trouble(sentence, bug))

    # forgetting

    def ask_to_forget(self, name: str) -> bool:
        """Ask whether every trace of a document may go: it cannot be undone."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Forget this document")
        box.setText(f"Forget “{name[:120]}”?")
        box.setInformativeText(
            "Its text, its translation, your edits and the place where you were are removed from Naast. "
            "The file itself stays. This cannot be undone."
        )
        forget = box.addButton("Forget", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is forget

    def forget(self, session: Session, opened: Opened | None) -> None:
        """Remove every trace of a document that is no longer on show."""
        if opened is not None and opened.place_key:
            self._preferences.forget_recent(str(opened.path))
            self._preferences.forget_place(opened.place_key)
            self._preferences.sync()
        try:
            if session.document_id is not None:
                self._services.forget(session.document_id)
        except NaastError as trouble:
            self._message_bar.say(str(trouble), kind="look")
        else:
            self._message_bar.say("The document is forgotten; its file is where it was.")
