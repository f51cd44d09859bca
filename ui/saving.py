"""What leaves the window as paper or file: both columns printed or as a PDF, and reports of faults."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from translations.segments import Bilingual
from ui.bug_report import report_text
from ui.message_bar import MessageBar
from ui.reading.printing import print_session, save_session_pdf
from ui.services import Services
from ui.session import Session, Trouble
from ui.workers import Task, once


class Saving(QObject):
    """Asks where to, writes beside the window, says that it is done."""

    trouble = Signal(object)
    """``Trouble`` that is our fault."""

    def __init__(self, services: Services, message_bar: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._message_bar = message_bar
        self._window = window

    def print(self, session: Session | None) -> None:
        """Ask for a printer and print both columns."""
        if session is not None and print_session(session, self._window):
            self._message_bar.say("The letter is on its way to the printer.")

    def ask_pdf(self, session: Session | None) -> None:
        """Ask where to, and save both columns as a PDF."""
        if session is not None:
            suggestion = f"{Path(session.document.source).stem or 'letter'} nl-en.pdf"
            name, _filter = QFileDialog.getSaveFileName(
                self._window, "Save as PDF", suggestion, "PDF (*.pdf)"
            )
            if name:
                self.save_pdf(session.bilingual(), Path(name))

    def save_pdf(self, bilingual: Bilingual, path: Path) -> None:
        """Write both columns as a PDF, beside the window."""
        task = Task(once(lambda cancelled: save_session_pdf(bilingual, path, cancelled)))
        task.arrived.connect(lambda pages: self._message_bar.say(f"{path.name} is saved ({pages} pages)."))
        task.refused.connect(lambda sentence: self._message_bar.say(sentence, kind="look"))
        task.failed.connect(lambda bug: self.trouble.emit(Trouble("The PDF could not be made.", bug)))
        self._services.tasks.start(task)

    def ask_report(self, bug: Exception) -> None:
        """Ask where to, and save what is known of a fault; it holds no text of any document."""
        name, _filter = QFileDialog.getSaveFileName(self._window, "Save a report", "naast-report.txt")
        if name:
            try:
                Path(name).write_text(report_text(bug), encoding="utf-8")
            except OSError as error:
                sentence = f"The report could not be written: {error.strerror}."
                self._message_bar.say(sentence, kind="look")
