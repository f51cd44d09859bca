"""The badge that says which model translates, and the menu with which it is changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from translations.packages import Package
from ui.icons import icon
from ui.palette import Theme


class ModelButton(QToolButton):
    """«Starter · offline» with a lock; opens a menu of the models there are, and the ways to get another."""

    chosen = Signal(str)
    """The id of the model to use from now on."""

    def __init__(self, more: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._more = tuple(more)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip("The translation model, which works offline")
        self.setMenu(QMenu(self))

    def set_theme(self, theme: Theme) -> None:
        """Draw the lock in the colour of the text."""
        self.setIcon(icon("lock", theme.ink))

    def show_packages(self, packages: Sequence[Package], used: Package | None) -> None:
        """Show the model in use, and all of them in the menu."""
        name = short_name(used) if used is not None else "No model"
        self.setText(f" {name} · offline" if used is not None else f" {name}")
        self.setAccessibleName(f"Translation model: {self.text().strip()}")
        menu = self.menu()
        menu.clear()
        group = QActionGroup(menu)
        for package in packages:
            action = menu.addAction(f"{short_name(package)}  {package.version}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(used is not None and package.id == used.id)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, name=package.id: self.chosen.emit(name))
        if packages:
            menu.addSeparator()
        for action in self._more:
            menu.addAction(action)


def short_name(package: Package) -> str:
    """Return what a model is called on its badge."""
    if package.origin == "bundled":
        return "Starter"
    return (
        "Argos" if "argos" in package.name.lower() or package.name.startswith("Dutch") else package.name[:24]
    )
