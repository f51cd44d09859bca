"""Writes to the library in the order things were done, beside the window's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from PySide6.QtCore import QObject, Signal

from reader.errors import NaastError
from ui.session import Trouble

log = logging.getLogger(__name__)


class Writer(QObject):
    """One thread for all writes of a session; each ends in a callback in the window's thread.

    Order matters (an edit before its confirmation), so there is exactly one thread.
    """

    trouble = Signal(object)
    """``Trouble``: a write failed; what was typed is still in the window."""
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        self._waiting: set[Future[None]] = set()
        self._ended.connect(lambda then, result: then(result))

    def submit(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], object] | None = None,
        failed: Callable[[], object] | None = None,
    ) -> None:
        """Do ``work`` after everything submitted before; ``then`` gets its result, here in this thread."""

        def run() -> None:
            try:
                result = work()
            except NaastError as problem:
                self.trouble.emit(Trouble(str(problem)))
            except Exception as bug:
                log.exception("a write failed")
                self.trouble.emit(Trouble("A change could not be saved because of a fault in Naast.", bug))
            else:
                if then is not None:
                    self._ended.emit(then, result)
                return
            if failed is not None:
                self._ended.emit(lambda _nothing: failed(), None)

        future = self._pool.submit(run)
        self._waiting.add(future)
        future.add_done_callback(self._waiting.discard)

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
