"""The toolbar and the status bar of the window, and the little style sheet that they wear."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QStatusBar, QToolBar, QToolButton, QWidget

from ui.actions import Actions
from ui.elided_label import ElidedLabel
from ui.icons import icon
from ui.model_button import ModelButton
from ui.palette import Theme
from ui.preferences import Preferences

MODE_ACTIONS = {"read": "mode_read", "edit": "mode_edit", "terms": "mode_terms"}
RECENT_IN_MENU = 8


class WindowToolbar(QToolBar):
    """Open ▾, outline, the document's name, the modes, find, and the model."""

    recent_asked = Signal(object)
    """``Path`` of a document opened before."""

    def __init__(self, actions: Actions, preferences: Preferences, parent: QWidget) -> None:
        super().__init__("Toolbar", parent)
        self._actions = actions
        self._preferences = preferences
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setIconSize(QSize(18, 18))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setVisible(False)
        self.open_menu = QMenu(self)
        self.open_menu.aboutToShow.connect(self._fill_open_menu)
        self.open_button = self._button("open", "Open")
        self.open_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.open_button.setMenu(self.open_menu)
        self._button("outline")
        self.title = ElidedLabel(self)
        self.title.setContentsMargins(10, 0, 10, 0)
        self.addWidget(self.title)
        group = QActionGroup(self)
        self._mode_places: dict[str, QAction] = {}
        for name, action_id in MODE_ACTIONS.items():
            group.addAction(actions[action_id])
            self._button(action_id)
            self._mode_places[name] = self.actions()[-1]
        self._button("find", "Find")
        more = [actions[name] for name in ("model_full", "model_file", "offline")]
        self.model_button = ModelButton(more, self)
        self.addWidget(self.model_button)

    def _button(self, action_id: str, text: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(self._actions[action_id])
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name = self._actions[action_id].text().replace("&", "").rstrip("…")
        button.setAccessibleName(name)
        if text:
            self._actions[action_id].setIconText(f" {text}")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addWidget(button)
        return button

    def show_modes(self, names: Sequence[str]) -> None:
        """Show the switch between these modes; none when there is only one."""
        for name, place in self._mode_places.items():
            self._actions[MODE_ACTIONS[name]].setVisible(name in names)
            place.setVisible(len(names) > 1 and name in names)

    def set_theme(self, theme: Theme) -> None:
        """Wear other colours."""
        self.model_button.set_theme(theme)
        self.setStyleSheet(
            f"QToolBar {{ border: 0; border-bottom: 1px solid {theme.line}; padding: 3px 8px; }}"
            f"QToolButton {{ padding: 5px 8px; border: 1px solid transparent; border-radius: 5px; }}"
            f"QToolButton[popupMode='1'] {{ padding-right: 22px; }}"
            f"QToolButton:hover {{ background: {theme.line}; }}"
            f"QToolButton:checked {{ background: {theme.line}; }}"
            f"QToolButton:focus {{ border-color: {theme.action}; }}"
            f"QToolButton::menu-indicator {{ image: none; }}"
            f"QToolButton::menu-button {{ border: 0; width: 18px; }}"
        )

    def _fill_open_menu(self) -> None:
        self.open_menu.clear()
        for item in self._preferences.recent()[:RECENT_IN_MENU]:
            action = self.open_menu.addAction(item.title.replace("&", "&&")[:80])
            action.triggered.connect(
                lambda _checked=False, path=item.path: self.recent_asked.emit(Path(path))
            )
        if self.open_menu.actions():
            self.open_menu.addSeparator()
        self.open_menu.addAction(self._actions["open_text"])
        self.open_menu.addAction(self._actions["open_sample"])


class WindowStatus(QStatusBar):
    """What leaves this computer, how far the English is, and the zoom."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.offline_button = QPushButton(" Nothing leaves this computer", self)
        self.offline_button.setFlat(True)
        self.offline_button.setToolTip("What could use the network, and where your data is")
        self.offline_button.setAccessibleName("Nothing leaves this computer")
        self.addWidget(self.offline_button)
        self.progress = QLabel(self)
        self.zoom = QLabel(self)
        for label in (self.progress, self.zoom):
            label.setTextFormat(Qt.TextFormat.PlainText)
            self.addPermanentWidget(label)

    def set_theme(self, theme: Theme) -> None:
        """Wear other colours."""
        self.offline_button.setIcon(icon("lock", theme.quiet))
        self.setStyleSheet(
            f"QStatusBar {{ border-top: 1px solid {theme.line}; }} QStatusBar::item {{ border: 0; }}"
            f"QLabel {{ color: {theme.quiet}; padding: 0 8px; }}"
            f"QPushButton {{ color: {theme.quiet}; border: 1px solid transparent; padding: 3px 8px; }}"
            f"QPushButton:hover {{ color: {theme.ink}; }}"
            f"QPushButton:focus {{ border-color: {theme.action}; }}"
        )
