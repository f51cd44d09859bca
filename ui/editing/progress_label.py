"""How far the document is, in the status bar, counted beside the window."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from translations.progress import Progress, progress
from ui.editing.progress_words import progress_words, unsaved_words
from ui.services import Services
from ui.session import Session
from ui.workers import Cancelled, Task, once

SOON = 300
"""Milliseconds from a change to the count that holds it."""


class ProgressLabel(QLabel):
    """Segments and words done, rate and estimate; follows one session at a time."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._session: Session | None = None
        self._words = ""
        self._unsaved = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._count)

    def follow(self, session: Session | None) -> None:
        """Count this session from now on."""
        if self._session is not None:
            self._session.progress_changed.disconnect(self.count_soon)
        self._session = session
        if session is not None:
            session.progress_changed.connect(self.count_soon)
        self.count_soon()

    def count_soon(self, *_numbers: object) -> None:
        """Count again, soon; not put off by the next change: while someone types on, the count follows."""
        if not self._soon.isActive():
            self._soon.start()

    def pause(self) -> None:
        """Count nothing more until the next change."""
        self._soon.stop()

    def _count(self) -> None:
        session = self._session
        if session is None or not self.isVisible():
            return
        document, segments = session.document, dict(session.segments)
        library, document_id = session.library, session.document_id

        def work(_cancelled: Cancelled) -> Progress:
            kept = library is not None and document_id is not None
            return progress(document, segments, library.history(document_id) if kept else ())

        task = Task(once(work))
        task.arrived.connect(lambda found: self._say(progress_words(found)))
        self._services.tasks.start(task)

    def show_unsaved(self, changes: int, *, kept: bool = True) -> None:
        """Say before the count that changes are not saved: these many, or (not ``kept``) none at all."""
        self._unsaved = unsaved_words(changes, kept=kept)
        self._say(self._words)

    def _say(self, words: str) -> None:
        self._words = words
        self.setText(" · ".join(part for part in (self._unsaved, words) if part))
