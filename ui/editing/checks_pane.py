"""The pane of what a reviewer would catch: go there, or ignore it and have that remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from translations.findings import CHECK_NAMES, Finding
from translations.paths import write_atomically
from translations.segments import Bilingual, Segment
from translations.spelling import Spelling
from ui.editing.docks import WrappedList
from ui.editing.segment_model import state_words
from ui.palette import Theme
from ui.services import Services
from ui.session import Session, Trouble
from ui.workers import Task, once

SIGNS = {"error": "!!", "warning": "!", "hint": "·"}
SHOWN = 500


class ChecksPane(QWidget):
    """Findings of the whole document after a check, of the current segment otherwise."""

    segment_asked = Signal(str)
    trouble = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._session: Session | None = None
        self._segment: Segment | None = None
        self._whole = False
        self._task: Task | None = None
        self._spelling: Callable[[], Spelling | None] = lambda: None
        self.findings: tuple[Finding, ...] = ()
        self.list = _FindingList("Findings of the checks", "Nothing found.", self)
        self.list.used.connect(self._go)
        self.list.ignored.connect(self.ignore)
        self.head = QLabel(self)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setWordWrap(True)
        self.ignore_button = QPushButton("&Ignore", self)
        self.ignore_button.setToolTip("Do not show this finding again (Del)")
        self.ignore_button.clicked.connect(lambda: self.ignore(self.list.currentRow()))
        self.all_button = QPushButton("Check &all", self)
        self.all_button.setToolTip("Check the whole document (F8)")
        self.all_button.clicked.connect(self.check)
        row = QHBoxLayout()
        row.addWidget(self.all_button)
        row.addWidget(self.ignore_button)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 8)
        box.addWidget(self.head)
        box.addWidget(self.list, 1)
        box.addLayout(row)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(400)
        self._soon.timeout.connect(self._check_segment)

    def set_session(self, session: Session | None) -> None:
        """Check this session's document."""
        if self._task is not None:
            self._task.cancel()
        self._soon.stop()
        self._session = session
        self._segment = None
        self._whole = False
        self._show(())

    def set_spelling(self, spelling: Callable[[], Spelling | None]) -> None:
        """Check spelling too, with the dictionary that ``spelling`` returns (None: not now)."""
        self._spelling = spelling

    def set_theme(self, theme: Theme) -> None:
        """Wear these colours."""
        self.head.setStyleSheet(f"color: {theme.quiet};")

    def pause(self) -> None:
        """Look at nothing more until the next segment."""
        self._soon.stop()

    def show_segment(self, segment: Segment) -> None:
        """Check the current segment, soon; a list for the whole document stays until it is left."""
        if not self._whole and (self._segment is None or self._segment.id != segment.id):
            self.list.clear()
            self.findings = ()
            self.ignore_button.setEnabled(False)
        self._segment = segment
        if self._whole:
            mine = [at for at, finding in enumerate(self.findings) if finding.segment_id == segment.id]
            if mine and self.list.currentRow() not in mine:
                self.list.setCurrentRow(mine[0])
        else:
            self._show_state()
            self._soon.start()

    def check(self) -> None:
        """Check the whole document, beside the window."""
        session = self._session
        if session is None:
            return
        self._whole = True
        self.head.setText("Checking …")
        self.list.clear()
        bilingual = session.bilingual()
        self._start(lambda _cancelled: self.find(session, bilingual), self._show)

    def find(self, session: Session, bilingual: Bilingual) -> tuple[Finding, ...]:
        """Return what the checks find, without what was ignored (a worker's job)."""
        from translations.checks import check_document

        matcher, ignored = self._services.matcher(), self._ignored(session)
        return check_document(bilingual, matcher, ignored, self._spelling())

    def save_report(self, path: Path, saved: Callable[[int], object]) -> None:
        """Check the document and write the findings to a text file; ``saved`` hears how many there are."""
        session = self._session
        if session is None:
            return
        bilingual = session.bilingual()

        def work(_cancelled: Callable[[], bool]) -> int:
            from translations.exchange.check_report import report_text

            found = self.find(session, bilingual)
            head = f"Checks of {bilingual.document.title or bilingual.document.source}"
            write_atomically(path, f"{head}\n{report_text(found, bilingual)}\n".encode())
            return len(found)

        self._start(work, saved)

    def _check_segment(self) -> None:
        session, segment = self._session, self._segment
        if session is None or segment is None or self._whole:
            return

        def work(cancelled: Callable[[], bool]) -> tuple[Finding, ...]:
            from translations.checks import check_segment

            ignored = self._ignored(session)
            found = check_segment(segment, self._services.matcher())
            return tuple(finding for finding in found if finding.key not in ignored)

        self._start(work, self._show)

    def _start(self, work: Callable[[Callable[[], bool]], Any], then: Callable[..., object]) -> None:
        if self._task is not None:
            self._task.cancel()
        task = Task(once(work))
        task.arrived.connect(then)
        task.refused.connect(lambda sentence: self.trouble.emit(Trouble(sentence)))
        task.failed.connect(lambda bug: self.trouble.emit(Trouble("The checks stopped.", bug)))
        self._task = task
        self._services.tasks.start(task)

    @staticmethod
    def _ignored(session: Session) -> frozenset[tuple[str, str, str]]:
        if session.library is None or session.document_id is None:
            return frozenset()
        return session.library.ignored(session.document_id)

    def _show(self, findings: tuple[Finding, ...]) -> None:
        session = self._session
        # Sentences that were split or merged since, or of a document that was closed, are no longer there.
        self.findings = findings = tuple(
            one for one in findings if session is not None and session.has(one.segment_id)
        )
        texts = []
        for finding in findings[:SHOWN]:
            number = session.position(finding.segment_id) + 1 if session is not None else 0
            where = f"{number}   " if self._whole else ""
            texts.append(f"{SIGNS[finding.severity]} {where}{CHECK_NAMES[finding.check]}: {finding.message}")
        self.list.show_texts(texts)
        self.ignore_button.setEnabled(bool(findings))
        if self._whole:
            segments = len({finding.segment_id for finding in findings})
            words = f"{len(findings):,} findings in {segments:,} segments" if findings else "Nothing found"
            self.head.setText(f"Whole document: {words}.")
        else:
            self._show_state()

    def _show_state(self) -> None:
        words = state_words(self._segment) if self._segment is not None else "nothing chosen"
        self.head.setText(f"This segment: {words[0].lower()}{words[1:]}.")

    def _go(self, at: int) -> None:
        if at < len(self.findings):
            self.segment_asked.emit(self.findings[at].segment_id)

    def ignore(self, at: int) -> None:
        """Ignore a finding; the same words about the same segment do not come back."""
        session = self._session
        if session is None or not 0 <= at < len(self.findings):
            return
        finding = self.findings[at]
        library, document_id = session.library, session.document_id
        self._show(tuple(one for one in self.findings if one is not finding))
        if library is not None and document_id is not None and not library.read_only:
            task = Task(once(lambda _cancelled: library.ignore(document_id, finding)))
            task.refused.connect(lambda sentence: self.trouble.emit(Trouble(sentence)))
            self._services.tasks.start(task)


class _FindingList(WrappedList):
    ignored = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ignore the current finding with Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.ignored.emit(self.currentRow())
            return
        super().keyPressEvent(event)
