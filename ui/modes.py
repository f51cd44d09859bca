"""What a mode of the window is: a widget for one kind of user, with its docks, all on the same session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QDockWidget, QWidget

from ui.actions import Actions
from ui.message_bar import MessageBar
from ui.opening import Opening
from ui.palette import Theme
from ui.preferences import Preferences
from ui.services import Services
from ui.session import Session


class Shell(Protocol):
    """What the window offers its modes."""

    services: Services
    preferences: Preferences
    actions_: Actions
    message_bar: MessageBar
    opening: Opening

    @property
    def theme(self) -> Theme:
        """The colours of now."""

    def add_status(self, widget: QWidget) -> None:
        """Put a small widget at the right of the status bar (the mode shows and hides it)."""


class Mode(Protocol):
    """A mode. ``name`` is what it is remembered under (``read``, ``edit``, ``terms``); ``widget`` fills
    the window; ``docks`` are shown with it and hidden with it, each with a unique objectName."""

    name: str

    @property
    def widget(self) -> QWidget:
        """The widget in the middle of the window."""

    def docks(self) -> Sequence[QDockWidget]:
        """Return this mode's docks (made once)."""

    def panes(self) -> Sequence[QWidget]:
        """Return the widgets that F6 goes through, in order; hidden ones are skipped."""

    def set_document(self, session: Session | None) -> None:
        """Show this session's document, or none. Called for every mode when a document is opened."""

    def enter(self) -> None:
        """Come to the front: go to ``session.place``, take the keyboard."""

    def leave(self) -> None:
        """Go to the back: save what is being typed, note the place in the session."""

    def save(self) -> None:
        """Save what is being typed, now (nothing where nothing is typed)."""

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear these colours and show text at this zoom (1.0 is 100 %)."""

    def handles(self) -> frozenset[str]:
        """Return the ids of the actions that can be used in this mode: its own (added with
        ``shell.actions_.add`` when it is made) and those of the shell that mean something here."""

    def act(self, action_id: str) -> None:
        """Do one of the actions named in ``handles``."""
