"""Keeps Python's collector of circular garbage from halting the window while a long document arrives.

A full round looks at every object there is: 75 ms of processor time with 5,000 paragraphs. So there is none
while a document is opened or translated; then what is there is set aside, and looked at again when the
document is left.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject

NEVER = 1_000_000


class ShortPauses(QObject):
    """Decides when the collector makes its full rounds in this process; the small ones are left alone."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Set aside what the start made: modules, classes and the window live as long as the process."""
        super().__init__(parent)
        self._usual = gc.get_threshold()
        gc.freeze()

    def working(self, busy: bool) -> None:
        """Make no full round while a document is opened or translated; then set aside what was made."""
        young, middle, _ = self._usual
        if busy:
            gc.set_threshold(young, middle, NEVER)
        else:
            gc.freeze()
            gc.set_threshold(*self._usual)

    def document_left(self) -> None:
        """Make a full round over everything: a document is no longer on show."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
