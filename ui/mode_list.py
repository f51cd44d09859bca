"""The modes of the window, in the order of their keys; each is made with (shell, parent)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.editing.mode import EditMode
from ui.modes import Mode, Shell
from ui.reading.mode import ReadMode
from ui.terms.mode import TermsMode

MODES: tuple[Callable[[Shell, QWidget], Mode], ...] = (ReadMode, EditMode, TermsMode)
