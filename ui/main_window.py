"""The window: menus, toolbar, message bar, modes and status bar around the document that is open.

Which document that is: ``window_document``; which mode is in front: ``window_modes``; how far its English is:
``window_progress``; colours and zoom: ``window_look``; what each action does: ``window_connections``.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from reader.unread import what_was_not_read
from ui.actions import WINDOW_ACTIONS, Actions
from ui.delivery import Delivery
from ui.document_name import document_name
from ui.editing.unsaved import may_close
from ui.message_bar import Choice, MessageBar
from ui.mode_list import MODES
from ui.model_desk import ModelDesk
from ui.offline_note import OfflineNote
from ui.opening import Opening
from ui.palette import Theme
from ui.panes import focus_next
from ui.preferences import Preferences
from ui.progress_line import ProgressLine
from ui.reading.mode import ReadMode
from ui.saving import Saving
from ui.services import Opened, Services
from ui.session import Session, Trouble
from ui.start_page import StartPage
from ui.translating import start_translating, stop_translating
from ui.usable_actions import show_usable
from ui.window_bars import MODE_ACTIONS, WindowStatus, WindowToolbar
from ui.window_connections import connect_actions, connect_parts
from ui.window_document import WindowDocument
from ui.window_look import Look
from ui.window_modes import WindowModes
from ui.window_progress import WindowProgress


class MainWindow(QMainWindow):
    """One window, one document, one mode at a time; owns no logic of reading or translating."""

    def __init__(self, services: Services, preferences: Preferences) -> None:
        super().__init__()
        self.services = services
        self.preferences = preferences
        self.last_bug: Exception | None = None
        self.setObjectName("main_window")
        self.setWindowTitle("Naast")
        self.setAcceptDrops(True)
        self.actions_ = Actions(self, preferences)
        self.actions_.add(WINDOW_ACTIONS)
        self.look = Look(self.actions_, preferences, self)
        self.look.zoomed.connect(self._show_zoom)
        self.message_bar = MessageBar(self)
        self.progress_line = ProgressLine(self.theme, self)
        self.start_page = StartPage(services, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.start_page)
        self.modes = WindowModes(self, self.stack, preferences)
        self.document = WindowDocument(services, preferences, self.modes, self.look, self)
        middle = QWidget(self)
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.progress_line)
        box.addWidget(self.message_bar)
        box.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.toolbar = WindowToolbar(self.actions_, preferences, self)
        self.addToolBar(self.toolbar)
        self.status = WindowStatus(self)
        self.setStatusBar(self.status)
        self.opening = Opening(services, preferences, self.message_bar, self)
        self.progress = WindowProgress(
            self.document, self.opening, self.actions_, self.progress_line, self.status, self
        )
        self.model_desk = ModelDesk(services, self.message_bar, self)
        self.saving = Saving(services, self.message_bar, self)
        for make in MODES:
            self.modes.add(make(self, self))
        edit = self.modes.edit
        self.delivery = Delivery(services.tasks, self.message_bar, edit.take, edit.checks.find, self)
        self.toolbar.show_modes(tuple(self.modes))
        self.menus = self.actions_.fill(self.menuBar())
        connect_actions(self)
        connect_parts(self)
        self._restore()
        parts = (self.message_bar, self.progress_line, self.start_page, self.toolbar, self.status)
        self.look.dress(parts, self.modes)
        self._show_models()
        self.show_document()

    # modes

    @property
    def read_mode(self) -> ReadMode:
        """Read mode, which is always there."""
        return self.modes.read

    def set_mode(self, name: str) -> None:
        """Bring a mode to the front; the document and the place in it stay."""
        if name not in self.modes:
            return
        self.modes.front.leave()
        self.modes.name = name
        self.show_document()
        if self._mode_in_front:
            self.modes.front.enter()
        if self.session is not None:
            self.document.place_keeper.keep_soon()

    @property
    def _mode_in_front(self) -> bool:
        """Whether a mode is shown rather than the first page: the glossary needs no document."""
        return self.session is not None or self.modes.name == "terms"

    def act_in_mode(self, action_id: str) -> None:
        """Let the mode in front do one of its actions."""
        if self.session is not None and action_id in self.modes.front.handles():
            self.modes.front.act(action_id)

    def add_status(self, widget: QWidget) -> None:
        """Put a small widget at the right of the status bar."""
        self.status.insertPermanentWidget(1, widget)

    # what goes out and comes back

    def export(self) -> None:
        """Ask for a format and save the translation."""
        self.modes.front.save()
        opened = self.document.opened
        self.delivery.ask_export(self.session, opened.path if opened is not None else None)

    # the document

    @property
    def session(self) -> Session | None:
        """The document that is open, with its English; None on the first page."""
        return self.document.session

    def open_file(self, path: Path) -> None:
        """Open a file in this window."""
        self.opening.open_file(path)

    def show_opened(self, opened: Opened) -> None:
        """Show a document that was opened, and let the English arrive that it lacks."""
        session = self.document.show_opened(opened)
        notices = [one for one in (*opened.notices[:1], what_was_not_read(opened.document)) if one]
        if notices:
            self.message_bar.say(" ".join(notices), kind="look")
        if not session.complete:
            self.translate()

    def close_document(self) -> None:
        """Go back to the first page."""
        self.opening.cancel()
        self.message_bar.clear()
        self.document.show(None)

    def forget_document(self) -> None:
        """Remove every trace of the document from Naast, after asking."""
        session, opened = self.document.session, self.document.opened
        if session is not None and self.opening.ask_to_forget(document_name(session.document)):
            self.document.show(None)
            self.opening.forget(session, opened)
            self.show_document()

    # translating

    def translate(self) -> None:
        """Let the English arrive, what is on screen first."""
        start_translating(self.session, self.read_mode.view, self.services, self.model_desk)

    def cancel(self) -> None:
        """Stop what is going on: opening, else translating; the English that arrived stays."""
        if not self.opening.cancel():
            stop_translating(self.session, self.message_bar, self.translate)
        self.progress.show()

    def model_changed(self) -> None:
        """Show the model in use now, and let it translate what has no English yet."""
        self._show_models()
        if self.session is not None and not self.session.complete:
            self.translate()

    def _show_models(self) -> None:
        room = self.services.engine_room
        self.toolbar.model_button.show_packages(room.packages(), room.package())

    # trouble

    def show_trouble(self, trouble: Trouble) -> None:
        """Show trouble as a sentence; a bug can be saved as a report."""
        if trouble.bug is None:
            self.message_bar.say(trouble.sentence, kind="look")
            return
        bug = self.last_bug = trouble.bug
        self.message_bar.say(
            trouble.sentence, Choice("Save a report…", lambda: self.saving.ask_report(bug)), kind="look"
        )

    # look

    @property
    def theme(self) -> Theme:
        """The colours that the window wears."""
        return self.look.theme

    def _show_zoom(self, zoom: float) -> None:
        self.status.zoom.setText(f"{round(zoom * 100)} %")

    # what the window shows of the document

    def show_document(self) -> None:
        """Show what is in front: the document's name, its mode or the first page, what can be done there."""
        session = self.session
        name = document_name(session.document) if session is not None else ""
        in_front = self._mode_in_front
        self.modes.show(None if in_front else self.start_page)
        self.toolbar.title.show_text(name)
        self.setWindowTitle(f"{name[:100]} – Naast" if name else "Naast")
        if not in_front:
            self.start_page.show_recent(self.preferences.recent())
            self.start_page.shelf.refresh()
            self.start_page.open_button.setFocus()
        handled = self.modes.front.handles() if in_front else frozenset({"open_text"})
        show_usable(self.actions_, self.menus, handled, document=session is not None)
        self.actions_[MODE_ACTIONS[self.modes.name]].setChecked(True)
        self.actions_["outline"].setChecked(self.read_mode.dock.isVisibleTo(self))
        self.progress.show()

    def toggle_outline(self) -> None:
        """Show or hide the outline, and remember it."""
        dock = self.read_mode.dock
        visible = not dock.isVisible()
        self.preferences.set_flag(f"dock_{dock.objectName()}", visible)
        dock.setVisible(visible and self.session is not None)
        self.actions_["outline"].setChecked(visible)

    # small asks

    def ask_page(self) -> None:
        """Ask for a page of the printed document and go there."""
        pages = self.read_mode.pages()
        page, good = QInputDialog.getInt(self, "Go to page", f"Page, 1 to {pages}:", 1, 1, max(1, pages))
        if good:
            self.read_mode.go_to_page(page)

    def show_offline_note(self) -> None:
        """Explain what leaves this computer."""
        note = OfflineNote(str(self.services.paths.root), self.theme, self)
        note.show_above(self.status.offline_button)

    def next_pane(self, by: int) -> None:
        """Move the keyboard to the next part of the window."""
        panes: list[QWidget] = [self.toolbar.open_button, *self.message_bar.buttons]
        if self.session is not None:
            panes += self.modes.front.panes()
        else:
            panes += [self.start_page.open_button, self.start_page.recent]
        focus_next((*panes, self.status.offline_button), by)

    # events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a file or a text."""
        data = event.mimeData()
        if data.hasText() or (data.hasUrls() and any(url.isLocalFile() for url in data.urls())):
            event.acceptProposedAction()
            self.start_page.set_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show that nothing hangs over the window any more."""
        self.start_page.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self.start_page.set_hot(False)
        event.acceptProposedAction()
        self.opening.open_data(event.mimeData(), "what was dropped")

    def _restore(self) -> None:
        geometry, state = self.preferences.state("geometry"), self.preferences.state("state")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))
        if state.isEmpty() or not self.restoreState(state):
            self.resizeDocks([self.read_mode.dock], [220], Qt.Orientation.Horizontal)

    def changeEvent(self, event: QEvent) -> None:
        """Hide what hangs over the text when the window goes to the back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and self.modes:
            self.read_mode.cards.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, stop the work, close the files."""
        self.modes.front.leave()
        if not may_close(self.modes.edit.writer, self):
            self.modes.front.enter()
            event.ignore()
            return
        self.document.place_keeper.keep()
        self.preferences.set_state("geometry", self.saveGeometry())
        self.preferences.set_state("state", self.saveState())
        self.preferences.sync()
        self.opening.cancel()
        if self.session is not None:
            self.session.cancel_drafting()
        self.services.close()
        event.accept()
        QTimer.singleShot(0, QApplication.quit)
