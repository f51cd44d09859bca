"""The window: menus, toolbar, message bar, modes and status bar around the document that is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from translations.findings import Finding
from translations.segments import Bilingual
from ui.actions import WINDOW_ACTIONS, Actions
from ui.delivery import Delivery
from ui.document_name import document_name
from ui.editing.mode import EditMode
from ui.message_bar import Choice, MessageBar
from ui.mode_list import MODES
from ui.model_desk import ModelDesk
from ui.modes import Mode
from ui.offline_note import OfflineNote
from ui.opening import Opening
from ui.palette import Theme, ThemeChoice
from ui.panes import focus_next
from ui.place_keeper import PlaceKeeper
from ui.preferences import Place, Preferences, Recent
from ui.progress_line import ProgressLine
from ui.reading.mode import ReadMode
from ui.saving import Saving
from ui.services import Opened, Services
from ui.session import Session, Trouble
from ui.start_page import StartPage
from ui.translating import progress_words, start_translating, stop_translating
from ui.usable_actions import show_usable
from ui.window_bars import MODE_ACTIONS, WindowStatus, WindowToolbar
from ui.window_connections import connect_actions, connect_parts
from ui.window_look import Look


class MainWindow(QMainWindow):
    """One window, one document, one mode at a time; owns no logic of reading or translating."""

    working = Signal(bool)
    """Whether a document is being opened or translated."""
    document_left = Signal()
    """The document that was on show is not any more."""

    def __init__(self, services: Services, preferences: Preferences) -> None:
        super().__init__()
        self.services = services
        self.preferences = preferences
        self.session: Session | None = None
        self.opened: Opened | None = None
        self.last_bug: Exception | None = None
        self._news = ""
        self._working = False
        self._mode = "read"
        self.modes: dict[str, Mode] = {}
        self.place_keeper = PlaceKeeper(preferences, self._place, self)
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
        self.model_desk = ModelDesk(services, self.message_bar, self)
        self.saving = Saving(services, self.message_bar, self)
        self.delivery = Delivery(services.tasks, self.message_bar, self._take_returned, self._find, self)
        for make in MODES:
            self._add_mode(make(self, self))
        self.menus = self.actions_.fill(self.menuBar())
        connect_actions(self)
        connect_parts(self)
        self._restore()
        parts = (self.message_bar, self.progress_line, self.start_page, self.toolbar, self.status)
        self.look.dress(parts, self.modes)
        self._show_models()
        self._show_document()

    # modes

    @property
    def read_mode(self) -> ReadMode:
        """Read mode, which is always there."""
        mode = self.modes["read"]
        assert isinstance(mode, ReadMode)
        return mode

    @property
    def mode(self) -> Mode:
        """The mode in front."""
        return self.modes[self._mode]

    def _add_mode(self, mode: Mode) -> None:
        self.modes[mode.name] = mode
        self.stack.addWidget(mode.widget)
        for dock in mode.docks():
            area = dock.property("area") or Qt.DockWidgetArea.LeftDockWidgetArea
            self.addDockWidget(area, dock)
            behind = dock.property("behind")
            if front := next((one for one in mode.docks() if one.objectName() == behind), None):
                self.tabifyDockWidget(front, dock)
                front.raise_()
            dock.hide()
        self.toolbar.show_modes(tuple(self.modes))

    def set_mode(self, name: str) -> None:
        """Bring a mode to the front; the document and the place in it stay."""
        if name not in self.modes:
            return
        self.mode.leave()
        self._mode = name
        self._show_document()
        if self._mode_in_front:
            self.mode.enter()
        if self.session is not None:
            self.place_keeper.keep_soon()

    @property
    def _mode_in_front(self) -> bool:
        """Whether the mode is shown rather than the first page: the glossary needs no document."""
        return self.session is not None or self._mode == "terms"

    def act_in_mode(self, action_id: str) -> None:
        """Let the mode in front do one of its actions."""
        if self.session is not None and action_id in self.mode.handles():
            self.mode.act(action_id)

    def add_status(self, widget: QWidget) -> None:
        """Put a small widget at the right of the status bar."""
        self.status.insertPermanentWidget(1, widget)

    # what goes out and comes back

    def export(self) -> None:
        """Ask for a format and save the translation."""
        self.mode.save()
        self.delivery.ask_export(self.session, self.opened.path if self.opened is not None else None)

    def _find(self, session: Session, bilingual: Bilingual) -> Sequence[Finding]:
        mode = self.modes["edit"]
        return mode.checks.find(session, bilingual) if isinstance(mode, EditMode) else ()

    def _take_returned(self, edited: dict[str, str], confirmed: dict[str, str]) -> None:
        mode = self.modes["edit"]
        if isinstance(mode, EditMode):
            mode.take(edited, confirmed)

    # the document

    def open_file(self, path: Path) -> None:
        """Open a file in this window."""
        self.opening.open_file(path)

    def _show_opened(self, opened: Opened) -> None:
        library = self.services.library() if opened.document_id is not None else None
        session = Session(
            opened.document,
            opened.segments,
            document_id=opened.document_id,
            library=library,
            tasks=self.services.tasks,
            parent=self,
        )
        self.show_session(session, opened)
        if opened.notices:
            self.message_bar.say(opened.notices[0], kind="look")
        if not session.complete:
            self.translate()

    def show_session(self, session: Session | None, opened: Opened | None = None) -> None:
        """Show a session's document (or the first page) in all modes."""
        self.place_keeper.keep()
        old = self.session
        if old is not None:
            self.mode.leave()
            old.cancel_drafting()
            old.progress_changed.disconnect(self.show_progress)
            old.drafting_changed.disconnect(self.show_progress)
            old.trouble.disconnect(self.show_trouble)
        self.session, self.opened = session, opened
        place = Place(zoom=self.zoom, mode=self._mode)
        if session is not None:
            session.progress_changed.connect(self.show_progress)
            session.drafting_changed.connect(self.show_progress)
            session.trouble.connect(self.show_trouble)
            session.place_changed.connect(self.place_keeper.keep_soon)
            if opened is not None and opened.path is not None:
                self.preferences.add_recent(Recent(str(opened.path), document_name(session.document)))
            if opened is not None and opened.place_key:
                place = self.preferences.place(opened.place_key) or place
            self.set_zoom(place.zoom)
        if place.mode in self.modes:
            self._mode = place.mode
        self._show_document()
        for mode in self.modes.values():
            mode.set_document(session)
        if session is not None:
            wanted = (opened.segment_id if opened is not None else "") or place.sentence_id
            session.set_place(wanted)
            self.read_mode.view.go_to_sentence(wanted)
            self.mode.enter()
        if old is not None:
            old.deleteLater()
            self.document_left.emit()

    def close_document(self) -> None:
        """Go back to the first page."""
        self.opening.cancel()
        self.message_bar.clear()
        self.show_session(None)

    def forget_document(self) -> None:
        """Remove every trace of the document from Naast, after asking."""
        session, opened = self.session, self.opened
        if session is not None and self.opening.ask_to_forget(document_name(session.document)):
            self.show_session(None)
            self.opening.forget(session, opened)
            self._show_document()

    def _place(self) -> tuple[str, Place] | None:
        if self.session is None or self.opened is None or not self.opened.place_key:
            return None
        return self.opened.place_key, Place(self.session.place, self.zoom, self._mode)

    # translating

    def translate(self) -> None:
        """Let the English arrive, what is on screen first."""
        start_translating(self.session, self.read_mode.view, self.services, self.model_desk)

    def cancel(self) -> None:
        """Stop what is going on: opening, else translating; the English that arrived stays."""
        if not self.opening.cancel():
            stop_translating(self.session, self.message_bar, self.translate)
        self.show_progress()

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

    @property
    def zoom(self) -> float:
        """The size of the text, 1.0 being 100 %."""
        return self.look.zoom

    def set_theme(self, choice: ThemeChoice) -> None:
        """Wear light or dark colours, or those of the system."""
        self.look.choose_theme(choice)

    def set_zoom(self, zoom: float) -> None:
        """Show the text at this size, 1.0 being 100 %."""
        self.look.set_zoom(zoom)

    def _show_zoom(self, zoom: float) -> None:
        self.status.zoom.setText(f"{round(zoom * 100)} %")

    # what the window shows of the document

    def _show_document(self) -> None:
        session = self.session
        name = document_name(session.document) if session is not None else ""
        in_front = self._mode_in_front
        self.stack.setCurrentWidget(self.mode.widget if in_front else self.start_page)
        self.toolbar.title.show_text(name)
        self.setWindowTitle(f"{name[:100]} – Naast" if name else "Naast")
        for mode in self.modes.values():
            for dock in mode.docks():
                front = in_front and mode is self.mode
                dock.setVisible(front and self.preferences.flag(f"dock_{dock.objectName()}", True))
        if not in_front:
            self.start_page.show_recent(self.preferences.recent())
            self.start_page.shelf.refresh()
            self.start_page.open_button.setFocus()
        handled = self.mode.handles() if in_front else frozenset({"open_text"})
        show_usable(self.actions_, self.menus, handled, document=session is not None)
        self.actions_[MODE_ACTIONS[self._mode]].setChecked(True)
        self.actions_["outline"].setChecked(self.read_mode.dock.isVisibleTo(self))
        self.show_progress()

    def show_news(self, news: str) -> None:
        """Show how far a download is, in the status bar."""
        self._news = news
        self.show_progress()

    def show_progress(self, *_numbers: object) -> None:
        """Show how far opening and translating are."""
        session = self.session
        drafting = session is not None and session.drafting
        done, total = session.progress if session is not None else (0, 1)
        self.actions_["cancel"].setEnabled(drafting or self.opening.busy)
        self.actions_["translate"].setEnabled(session is not None and not drafting and not session.complete)
        self.status.zoom.setVisible(session is not None)
        self.progress_line.show_progress(done, total, drafting)
        words = f"Opening {self.opening.name} …" if self.opening.busy else progress_words(session)
        self.status.progress.setText(self._news or words)
        working = drafting or self.opening.busy
        if working != self._working:
            self._working = working
            self.working.emit(working)

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
            panes += self.mode.panes()
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
        self.mode.leave()
        self.place_keeper.keep()
        self.preferences.set_state("geometry", self.saveGeometry())
        self.preferences.set_state("state", self.saveState())
        self.preferences.sync()
        self.opening.cancel()
        if self.session is not None:
            self.session.cancel_drafting()
        self.services.close()
        event.accept()
        QTimer.singleShot(0, QApplication.quit)
