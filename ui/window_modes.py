"""The modes of the window: which there are, and which one is in front."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.editing.mode import EditMode
from ui.modes import Mode
from ui.preferences import Preferences
from ui.reading.mode import ReadMode


class WindowModes(Mapping[str, Mode]):
    """The modes by name, one of them in front; all share a stack of widgets and the sides for docks."""

    def __init__(self, window: QMainWindow, stack: QStackedWidget, preferences: Preferences) -> None:
        self._window = window
        self._stack = stack
        self._preferences = preferences
        self._modes: dict[str, Mode] = {}
        self.name = "read"
        """The name of the mode in front."""

    def __getitem__(self, name: str) -> Mode:
        return self._modes[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._modes)

    def __len__(self) -> int:
        return len(self._modes)

    @property
    def front(self) -> Mode:
        """The mode in front."""
        return self._modes[self.name]

    @property
    def read(self) -> ReadMode:
        """Read mode, which is always there."""
        mode = self._modes["read"]
        assert isinstance(mode, ReadMode)
        return mode

    @property
    def edit(self) -> EditMode:
        """Edit mode, which is always there."""
        mode = self._modes["edit"]
        assert isinstance(mode, EditMode)
        return mode

    def add(self, mode: Mode) -> None:
        """Take a mode into the window, its docks hidden as yet."""
        self._modes[mode.name] = mode
        self._stack.addWidget(mode.widget)
        for dock in mode.docks():
            area = dock.property("area") or Qt.DockWidgetArea.LeftDockWidgetArea
            self._window.addDockWidget(area, dock)
            behind = dock.property("behind")
            if front := next((one for one in mode.docks() if one.objectName() == behind), None):
                self._window.tabifyDockWidget(front, dock)
                front.raise_()
            dock.hide()

    def show(self, first_page: QWidget | None) -> None:
        """Show the mode in front with its docks, or ``first_page`` instead of any mode."""
        self._stack.setCurrentWidget(first_page or self.front.widget)
        for mode in self._modes.values():
            for dock in mode.docks():
                front = first_page is None and mode is self.front
                dock.setVisible(front and self._preferences.flag(f"dock_{dock.objectName()}", True))
