"""Which actions and menus can be used now: those of the window, and those of the mode in front."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QMenu

from ui.actions import MENUS, WINDOW_ACTIONS, Actions
from ui.reading.mode import READ_ACTIONS

ALWAYS = frozenset(spec.id for spec in WINDOW_ACTIONS) - READ_ACTIONS
"""The actions that do not belong to a mode."""
OF_A_DOCUMENT = ("close_document", "forget", "export", "bring_back", "mode_edit")
"""Those of them that need an open document."""


def show_usable(
    actions: Actions, menus: Mapping[str, QMenu], handled: frozenset[str], *, document: bool
) -> None:
    """Enable what can be used, ``handled`` being what the mode in front can do; hide other modes' menus."""
    for spec in actions.specs():
        if spec.id not in ALWAYS:
            actions[spec.id].setEnabled(spec.id in handled)
    for name, menu in menus.items():
        here = name in MENUS or any(spec.menu == name and spec.id in handled for spec in actions.specs())
        menu.menuAction().setVisible(here)
    for action_id in OF_A_DOCUMENT:
        actions[action_id].setEnabled(document)
