"""Work done beside the window: plain data in, plain data out, with progress and cancel."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from reader.errors import NaastError

log = logging.getLogger(__name__)

Cancelled = Callable[[], bool]
Work = Callable[[Cancelled], Iterable[Any]]
"""Takes a question "was I cancelled?" and yields results, one by one, as they are ready."""


class Task(QThread):
    """One piece of work in a thread of its own; its results arrive in the thread that made it.

    A ``NaastError`` ends in ``refused`` with its sentence, any other exception in ``failed`` with the
    exception itself, the rest in ``done``. After ``cancel`` no more results are delivered.
    """

    arrived = Signal(object)
    refused = Signal(str)
    failed = Signal(object)
    done = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._cancel = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; returns at once."""
        self._cancel.set()

    @property
    def cancelled(self) -> bool:
        """Whether ``cancel`` was called."""
        return self._cancel.is_set()

    def run(self) -> None:
        """Do the work; called by Qt in the new thread."""
        try:
            for result in self._work(self._cancel.is_set):
                if self._cancel.is_set():
                    break
                self.arrived.emit(result)
        except NaastError as trouble:
            if not self._cancel.is_set():
                self.refused.emit(str(trouble))
        except Exception as bug:
            if not self._cancel.is_set():
                log.exception("work beside the window failed")
                self.failed.emit(bug)
        else:
            self.done.emit()


def once(function: Callable[[Cancelled], Any]) -> Work:
    """Return work that has one result: what ``function`` returns."""

    def work(cancelled: Cancelled) -> Iterable[Any]:
        yield function(cancelled)

    return work


class Tasks(QObject):
    """The tasks that are running, kept alive until their threads have ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[Task] = set()

    def start(self, task: Task) -> Task:
        """Start a task and keep it until it has ended."""
        self._running.add(task)
        task.finished.connect(lambda: self._running.discard(task))
        task.start()
        return task

    def end(self, milliseconds: int = 5000) -> bool:
        """Cancel everything and wait for it; return whether all threads ended in time."""
        for task in self._running:
            task.cancel()
        ended = [task.wait(milliseconds) for task in tuple(self._running)]
        return all(ended)
