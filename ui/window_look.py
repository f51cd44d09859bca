"""What the window wears: light or dark colours, as chosen or as the system has them, and the size of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ui.actions import Actions
from ui.modes import Mode
from ui.palette import (
    EDGED,
    Theme,
    ThemeChoice,
    ask_for_scheme,
    edged_palette,
    qt_palette,
    theme_for,
)
from ui.preferences import Preferences
from ui.typography import ZOOM_STEPS


class Themed(Protocol):
    """A part of the window that has colours of its own."""

    def set_theme(self, theme: Theme) -> None:
        """Wear other colours."""


class Look(QObject):
    """Colours and zoom, the same for every part and mode of one window."""

    zoomed = Signal(float)
    """The new zoom, 1.0 being 100 %."""

    def __init__(self, actions: Actions, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._preferences = preferences
        self._parts: Sequence[Themed] = ()
        self._modes: Mapping[str, Mode] = {}
        self.theme = theme_for(preferences.theme())
        self.zoom = 1.0

    def dress(self, parts: Sequence[Themed], modes: Mapping[str, Mode]) -> None:
        """Take charge of these parts and modes, and wear the colours that were chosen."""
        self._parts, self._modes = parts, modes
        self.choose_theme(self._preferences.theme())

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Wear light or dark colours, or those of the system, and remember the choice."""
        self._preferences.set_theme(choice)
        ask_for_scheme(choice)
        self._actions[f"theme_{choice}"].setChecked(True)
        self._wear(theme_for(choice))

    def follow_system(self) -> None:
        """Wear the system's colours if that was the choice and they are others now."""
        theme = theme_for(self._preferences.theme())
        if theme is not self.theme:
            self._wear(theme)

    def set_zoom(self, zoom: float) -> None:
        """Show the text at this size, 1.0 being 100 %."""
        self.zoom = min(max(zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        for mode in self._modes.values():
            mode.set_look(self.theme, self.zoom)
        self.zoomed.emit(self.zoom)

    def step_zoom(self, by: int) -> None:
        """Go to the next larger or smaller size."""
        nearest = min(range(len(ZOOM_STEPS)), key=lambda at: abs(ZOOM_STEPS[at] - self.zoom))
        self.set_zoom(ZOOM_STEPS[min(max(nearest + by, 0), len(ZOOM_STEPS) - 1)])

    def _wear(self, theme: Theme) -> None:
        self.theme = theme
        QApplication.setPalette(qt_palette(theme))
        for kind in EDGED:
            QApplication.setPalette(edged_palette(theme), kind)
        self._actions.draw(theme)
        for part in self._parts:
            part.set_theme(theme)
        for mode in self._modes.values():
            mode.set_look(theme, self.zoom)
