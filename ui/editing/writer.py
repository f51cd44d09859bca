"""Writes to the library in the order things were done, beside the window's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from reader.errors import EnvironmentProblem, NaastError
from ui.session import Trouble

log = logging.getLogger(__name__)

AGAIN = 5000
"""Milliseconds until what could not be written is tried again."""


class Writer(QObject):
    """One thread for all writes of a session; each ends in a callback in the window's thread.

    Order matters (an edit before its confirmation), so there is exactly one thread.
    """

    trouble = Signal(object)
    """``Trouble``: a write failed; what was typed is still in the window."""
    left_changed = Signal(int)
    """How many changes could not be written yet; they are tried again every few seconds."""
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        self._waiting: set[Future[None]] = set()
        self._left: list[tuple[Callable[[], Any], Callable[[Any], object] | None]] = []
        self._writing_left = False
        self.unsaved = 0
        """How many changes could not be written yet."""
        self._ended.connect(lambda then, result: then(result))
        self._again = QTimer(self)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self.try_left)
        self.left_changed.connect(lambda left: self._again.start() if left else self._again.stop())

    def submit(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], object] | None = None,
        failed: Callable[[], object] | None = None,
        *,
        keep: bool = False,
    ) -> None:
        """Do ``work`` after everything submitted before; ``then`` gets its result, here in this thread.

        ``keep``: where the world does not let it be written, it is written as soon as the world does.
        """

        def run() -> None:
            try:
                result = work()
            except Exception as problem:
                if keep and isinstance(problem, EnvironmentProblem):
                    self._left.append((work, then))
                    self._count_left()
                self._tell(problem)
            else:
                if then is not None:
                    self._ended.emit(then, result)
                return
            if failed is not None:
                self._ended.emit(lambda _nothing: failed(), None)

        self._do(run)

    def _tell(self, problem: Exception) -> None:
        if isinstance(problem, NaastError):
            self.trouble.emit(Trouble(str(problem)))
            return
        log.error("a write failed", exc_info=problem)
        self.trouble.emit(Trouble("A change could not be saved because of a fault in Naast.", problem))

    def try_left(self) -> None:
        """Write, beside the window, what could not be written before, if it can be now."""

        def run() -> None:
            with suppress(NaastError):
                self.write_left()

        if self.unsaved:
            self._do(run)

    def _do(self, run: Callable[[], None]) -> None:
        future = self._pool.submit(run)
        self._waiting.add(future)
        future.add_done_callback(self._waiting.discard)

    def write_left(self) -> None:
        """Write what is left in the order in which it was done (in the writer's thread)."""
        try:
            while self._left and not self._writing_left:
                work, then = self._left[0]
                self._writing_left = True  # The work itself asks for what was left before it.
                try:
                    result = work()
                except EnvironmentProblem:
                    raise
                except Exception as problem:
                    # What can never be written must not keep the rest from being written.
                    del self._left[0]
                    self._tell(problem)
                    continue
                finally:
                    self._writing_left = False
                del self._left[0]
                if then is not None:
                    self._ended.emit(then, result)
        finally:
            self._count_left()

    def _count_left(self) -> None:
        if self.unsaved != len(self._left):
            self.unsaved = len(self._left)
            self.left_changed.emit(self.unsaved)

    @property
    def busy(self) -> bool:
        """Whether something is still being written."""
        return bool(self._waiting)

    def flush(self, seconds: float = 10.0) -> bool:
        """Wait until everything submitted is on the disk; return whether it is."""
        return not wait(set(self._waiting), timeout=seconds).not_done

    def close(self) -> None:
        """Write what is waiting and end the thread."""
        self._pool.shutdown(wait=True)
