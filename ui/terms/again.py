"""After the glossary changed: marks the terms in the open document, offers to translate sentences again."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, QTimer, Signal

from translations.segments import Segment
from ui.message_bar import Choice, MessageBar
from ui.session import Session
from ui.terms.term_desk import TermDesk
from ui.terms.uses import Again, look_again, translate_again
from ui.workers import Cancelled, Task


class Retranslation(QObject):
    """Follows the glossary for one session; nothing a person edited or confirmed is ever touched."""

    looked = Signal(object)
    """``Again``: what the last look found."""
    ended = Signal(int)
    """How many sentences were translated again."""

    def __init__(self, desk: TermDesk, message_bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bar = message_bar
        self.session: Session | None = None
        self._ids: set[str] = set()
        self._everything = False
        self._words = ""
        self._look: Task | None = None
        self._work: Task | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(250)
        self._soon.timeout.connect(self._start_look)
        desk.changed.connect(self._changed)

    def set_session(self, session: Session | None) -> None:
        """Follow another document."""
        for task in (self._look, self._work):
            if task is not None:
                task.cancel()
        self._look = self._work = None
        self._soon.stop()
        self._ids, self._everything, self._words = set(), False, ""
        self.session = session

    def say_of(self, term: str) -> None:
        """Tell where this term is used when the next look ends, even if nothing is to be done."""
        self._words = term

    def ask_all(self) -> None:
        """Look at the whole document now, and offer what could be translated again."""
        self._everything = True
        self._words = self._words or "The glossary"
        self._start_look()

    def _changed(self, ids: Collection[str]) -> None:
        if ids:
            self._ids |= set(ids)
        else:
            self._everything = True
        if self.session is not None and self.session.segments:
            self._soon.start()
        elif self._words:
            self._bar.say(f"«{self._words}» is kept.")
            self._words = ""

    def _start_look(self) -> None:
        session = self.session
        if session is None:
            return
        ids: set[str] = set() if self._everything else self._ids
        words = self._words
        self._ids, self._everything, self._words = set(), False, ""
        services, segments = self._desk.services, dict(session.segments)

        def work(_cancelled: Cancelled) -> Again:
            return look_again(segments, services.matcher(), ids)

        if self._look is not None:
            self._look.cancel()
        self._look = self._desk.start(work, lambda found: self._show(session, found, words))

    def _show(self, session: Session, found: Again, words: str) -> None:
        if session is not self.session:
            return
        self._mark(session, found.marked)
        self.looked.emit(found)
        count, stale = len(found.uses), len(found.stale)
        about = f"«{words}»" if words and words != "The glossary" else ""
        used = ""
        if about:
            used = (
                f"{about} is used in {count:,} sentence{'s' if count != 1 else ''} of this document"
                if count
                else f"{about} is kept; this document does not use it"
            )
        if stale:
            lead = f"{used}; " if used else "The glossary changed: "
            can = "1 sentence" if stale == 1 else f"{stale:,} sentences"
            self._bar.say(
                f"{lead}{can} can be translated again with it. What you edited stays.",
                Choice("Translate again", lambda: self.translate(found.stale)),
            )
        elif used:
            self._bar.say(f"{used}.")
        elif words:
            self._bar.say("Every sentence uses the glossary as far as it can.")

    def _mark(self, session: Session, marked: Collection[Segment]) -> None:
        """Show the terms, and keep them, where the English is still the one that was looked at."""
        present = session.segments
        fresh = [one for one in marked if one.id in present and present[one.id].target == one.target]
        session.receive(fresh)
        library, document_id = session.library, session.document_id
        if fresh and library is not None and document_id is not None and not library.read_only:
            self._desk.start(
                lambda _cancelled: library.store_drafts(document_id, fresh), lambda _nothing: None
            )

    def translate(self, segment_ids: Collection[str]) -> None:
        """Translate these sentences again, beside the window."""
        session = self.session
        if session is None:
            return
        services, document, segments = self._desk.services, session.document, dict(session.segments)
        # What was edited since the offer stays as the person left it.
        wanted = {one for one in segment_ids if one in segments and segments[one].status == "machine"}
        document_id = session.document_id
        task = Task(
            lambda cancelled: translate_again(services, document, segments, wanted, document_id, cancelled)
        )
        done: list[str] = []

        def take(batch: list) -> None:  # type: ignore[type-arg]
            if session is self.session:
                session.receive(batch)
                done.extend(segment.id for segment in batch)

        self._work = task
        self._bar.say("Translating again with the glossary …")
        self._desk.run(task, take, lambda: self._finish(session, task, len(done)))

    def _finish(self, session: Session, task: Task, count: int) -> None:
        if session is self.session and task is self._work:
            self._work = None
            if count:
                self._bar.say(f"{count:,} sentence{'s' if count != 1 else ''} translated again.")
            self.ended.emit(count)
