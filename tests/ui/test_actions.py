"""Every action can be found: in a menu, with a tooltip, and with keys that are its own."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from translations.paths import DataPaths
from ui.actions import MENUS
from ui.application import make_window
from ui.main_window import MainWindow
from ui.palette import DARK, LIGHT
from ui.shortcuts_dialog import ShortcutsDialog


def test_every_action_has_a_menu_entry_and_a_tooltip(window: MainWindow) -> None:
    in_menus = {action.objectName() for menu in window.menus.values() for action in menu.actions()}
    for spec in window.actions_.specs():
        action = window.actions_[spec.id]
        assert spec.id in in_menus
        assert action.toolTip() and "&" not in action.toolTip()
        if spec.keys:
            assert window.actions_.keys(spec.id) in action.toolTip()


def test_a_menu_is_there_only_in_the_modes_that_use_it(reading: MainWindow) -> None:
    specs = reading.actions_.specs()
    own = {spec.menu for spec in specs} - set(MENUS)
    assert own
    for name, mode in reading.modes.items():
        reading.set_mode(name)
        for menu in own:
            used = any(spec.menu == menu and spec.id in mode.handles() for spec in specs)
            assert reading.menus[menu].menuAction().isVisible() == used


def test_no_two_actions_share_keys(window: MainWindow) -> None:
    keys = Counter(spec.keys for spec in window.actions_.specs() if spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert all(not QKeySequence(key).isEmpty() for key in keys)


@pytest.mark.parametrize("mode", ["read", "edit", "terms"])
def test_everything_that_takes_the_keyboard_has_a_name(reading: MainWindow, mode: str) -> None:
    reading.set_mode(mode)
    reading.actions_["find"].trigger()
    reading.message_bar.say("Something happened.")
    seen = [
        widget
        for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QTextEdit)
        for widget in reading.findChildren(kind)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
    ]
    assert len(seen) > 8
    assert [one for one in seen if not (one.accessibleName() or _words(one))] == []


def _words(widget: QWidget) -> str:
    return widget.text().strip() if isinstance(widget, QAbstractButton) else ""


def test_every_menu_entry_and_tool_button_tells_its_keys(reading: MainWindow) -> None:
    entries = [
        entry for menu in reading.menus.values() for entry in menu.actions() if not entry.isSeparator()
    ]
    assert {entry.objectName() for entry in entries} == {spec.id for spec in reading.actions_.specs()}
    assert len(entries) == len(reading.actions_.specs())
    for button in reading.toolbar.findChildren(QToolButton):
        action = button.defaultAction()
        if action is not None and not action.shortcut().isEmpty():
            assert reading.actions_.keys(action.objectName()) in button.toolTip()


def test_keys_can_be_changed_and_are_remembered(window: MainWindow, paths: DataPaths, qtbot: QtBot) -> None:
    dialog = ShortcutsDialog(window.actions_, window)
    row = next(at for at, spec in enumerate(dialog.specs) if spec.id == "go_page")
    dialog.table.setCurrentCell(row, 0)
    dialog.keys.setKeySequence(QKeySequence("Ctrl+F"))
    dialog.use_keys()
    assert "already belongs to “Find”" in dialog.remark.text()
    dialog.keys.setKeySequence(QKeySequence("Ctrl+Shift+G"))
    dialog.use_keys()
    assert window.actions_["go_page"].shortcut() == QKeySequence("Ctrl+Shift+G")
    window.preferences.sync()
    again = make_window(paths)
    qtbot.addWidget(again)
    assert again.actions_["go_page"].shortcut() == QKeySequence("Ctrl+Shift+G")
    dialog.reset_keys()
    assert window.actions_["go_page"].shortcut() == QKeySequence("Ctrl+G")


def test_the_colours_follow_the_choice(window: MainWindow) -> None:
    window.look.choose_theme("dark")
    assert window.theme.dark and window.read_mode.view.dutch.layout_.theme.dark
    window.look.choose_theme("light")
    assert not window.theme.dark
    assert window.preferences.theme() == "light"
    window.look.choose_theme("system")


def test_no_part_of_a_mode_keeps_the_colours_of_before(reading: MainWindow, qtbot: QtBot) -> None:
    for name in ("read", "edit", "terms"):
        reading.actions_[f"mode_{name}"].trigger()
        for choice, before in (("dark", LIGHT), ("light", DARK)):
            reading.actions_[f"theme_{choice}"].trigger()
            qtbot.wait(1)
            shown = [widget for widget in reading.findChildren(QWidget) if widget.isVisible()]
            old = {before.paper, before.chrome}
            assert [one for one in shown if one.palette().base().color().name() in old] == []


def test_the_offline_note_lists_what_uses_the_network(window: MainWindow) -> None:
    from PySide6.QtWidgets import QLabel

    from ui.offline_note import OfflineNote

    window.status.offline_button.click()
    note = window.findChild(OfflineNote)
    assert note is not None and note.isVisible()
    text = " ".join(label.text() for label in note.findChildren(QLabel))
    assert "Get the full model" in text and str(window.services.paths.root) in text
    note.close()
