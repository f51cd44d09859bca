"""What a person does to terms: each change is one step of undo, and every view hears of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from reader.errors import NaastError
from translations.glossary_records import Concept, Glossary, TermStatus
from ui.services import Services
from ui.session import Trouble
from ui.workers import Cancelled, Task, once

if TYPE_CHECKING:
    from translations.glossary import Termbase
    from translations.glossary_history import Operation

Result = TypeVar("Result")

MANY = 100
"""More terms than this are changed beside the window."""


class TermDesk(QObject):
    """The termbase as the window works with it: small things at once, large ones beside the window."""

    changed = Signal(object)
    """``tuple[str, ...]``: the ids of the concepts that changed; empty when it could be any."""
    trouble = Signal(object)
    """``Trouble``: what was asked could not be done."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self.services = services
        self._found: int | None = None

    def ask(self, question: Callable[[Termbase], Result], otherwise: Result) -> Result:
        """Return the answer to a quick question, ``otherwise`` when the termbase cannot be read."""
        try:
            return question(self._termbase())
        except NaastError as problem:
            self.trouble.emit(Trouble(str(problem)))
            return otherwise

    def change(self, concept_id: str, field: str, value: Any) -> str:
        """Change one field of a concept; return the id it has now, empty when it could not be changed."""

        def work(termbase: Termbase) -> str:
            return termbase.update_field(concept_id, field, value)

        return self._do(work, lambda new: (concept_id, new)) or ""

    def add(self, concept: Concept, glossary: str) -> str:
        """Add a concept; return its id, empty when it could not be added."""
        added = self._do(lambda base: base.add_concept(concept, glossary=glossary), lambda new: (new,))
        return added or ""

    def set_status(self, concept_ids: Sequence[str], status: TermStatus) -> None:
        """Give many concepts a status."""
        ids = tuple(concept_ids)

        def work(termbase: Termbase) -> list[str]:
            return termbase.bulk_status(ids, status)

        if len(ids) > MANY:
            self.beside(work, lambda _result: self.changed.emit(()))
        elif ids:
            self._do(work, lambda new: (*ids, *new))

    def delete(self, concept_ids: Iterable[str]) -> None:
        """Delete concepts; those of a read-only glossary are covered by a deprecated copy."""
        ids = tuple(concept_ids)

        def work(termbase: Termbase) -> bool:
            termbase.delete(ids)
            return True

        if len(ids) > MANY:
            self.beside(work, lambda _result: self.changed.emit(()))
        elif ids:
            self._do(work, lambda _done: ids)

    def merge(self, keep: str, others: Sequence[str]) -> str:
        """Join concepts into one; return its id."""
        merged = self._do(lambda base: base.merge(keep, others), lambda new: (keep, new, *others))
        return merged or ""

    def arrange(self, work: Callable[[Termbase], object]) -> bool:
        """Change the glossaries themselves (name, order, on or off); return whether it could be done."""

        def done(termbase: Termbase) -> bool:
            work(termbase)
            return True

        return bool(self._do(done, lambda _done: ()))

    def undo(self) -> str | None:
        """Take back the last change; return what it was, None when there is nothing."""
        done = self._do(lambda base: base.undo(), lambda _done: ())
        return done.label if done is not None else None

    def earlier_change(self) -> Operation | None:
        """Return what ``undo`` would take back when that was done before this session, else None."""
        last = self.ask(lambda base: base.next_undo(), None)
        return last if last is not None and last.id <= (self._found or 0) else None

    def redo(self) -> str | None:
        """Make the change again that was taken back last; return what it was, None when there is nothing."""
        done = self._do(lambda base: base.redo(), lambda _done: ())
        return done.label if done is not None else None

    def glossaries(self) -> list[Glossary]:
        """Return the glossaries, the one with the highest priority first."""
        return self.ask(lambda base: base.glossaries(), [])

    def beside(self, work: Callable[[Termbase], Result], then: Callable[[Result], object]) -> Task:
        """Do ``work`` beside the window with a termbase of its own; ``then`` gets its result."""
        path = self.services.paths.glossary_db
        self.ask(lambda _base: None, None)

        def with_own(_cancelled: Cancelled) -> Result:
            from translations.glossary import Termbase

            with Termbase.open(path) as termbase:
                return work(termbase)

        return self.start(with_own, then)

    def start(self, work: Callable[[Cancelled], Result], then: Callable[[Result], object]) -> Task:
        """Do ``work`` beside the window; ``then`` gets its result in the window's thread."""
        return self.run(Task(once(work)), then)

    def run(
        self, task: Task, then: Callable[[Any], object], ended: Callable[[], object] | None = None
    ) -> Task:
        """Start a task, its trouble told as ours; ``then`` gets each result, ``ended`` follows."""

        # What a task sent last can arrive when the window is gone.
        def deliver(result: Any) -> None:
            if isValid(self):
                then(result)

        task.arrived.connect(deliver)
        if ended is not None:
            task.finished.connect(lambda: ended() if isValid(self) else None)
        task.refused.connect(lambda sentence: self._tell(Trouble(sentence)))
        task.failed.connect(
            lambda bug: self._tell(Trouble("Work on the terms stopped because of a fault.", bug))
        )
        return self.services.tasks.start(task)

    def _termbase(self) -> Termbase:
        termbase = self.services.termbase()
        if self._found is None:
            # What is newer than this was done in this session.
            self._found = termbase.revision
        return termbase

    def _tell(self, trouble: Trouble) -> None:
        if isValid(self):
            self.trouble.emit(trouble)

    def _do(
        self, work: Callable[[Termbase], Result], ids: Callable[[Result], tuple[str, ...]]
    ) -> Result | None:
        try:
            result = work(self._termbase())
        except NaastError as problem:
            self.trouble.emit(Trouble(str(problem)))
            return None
        self.changed.emit(ids(result))
        return result
