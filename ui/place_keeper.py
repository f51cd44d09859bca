"""Remembers where a document is being read: now and then, not only at the end.

A window that is killed opens at the same place.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.preferences import Place, Preferences

WAIT = 2000
"""Milliseconds after a move before it is written down."""


class PlaceKeeper(QObject):
    """Writes down the place of the open document, under the key it is remembered by."""

    def __init__(
        self, preferences: Preferences, place: Callable[[], tuple[str, Place] | None], parent: QObject
    ) -> None:
        """Ask ``place`` for the key and place of the open document; None when there is nothing to keep."""
        super().__init__(parent)
        self._preferences = preferences
        self._place = place
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT)
        self._soon.timeout.connect(self.keep)

    def keep_soon(self, _place: str = "") -> None:
        """Write the place down soon."""
        self._soon.start()

    def keep(self) -> None:
        """Write the place down now."""
        found = self._place()
        if found is not None:
            self._preferences.set_place(*found)
