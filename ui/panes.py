"""Moves the keyboard from one part of the window to the next (F6)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def focus_next(panes: Iterable[QWidget], by: int) -> None:
    """Give the keyboard to the pane ``by`` places after the one that has it; hidden ones are skipped."""
    usable = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    focus = QApplication.focusWidget()
    here = [at for at, pane in enumerate(usable) if focus and (pane is focus or pane.isAncestorOf(focus))]
    at = here[0] + by if here else 0
    usable[at % len(usable)].setFocus(Qt.FocusReason.ShortcutFocusReason)
