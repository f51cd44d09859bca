"""The window: menus, toolbar, message bar, modes and status bar around the document that is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import (
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QInputDialog,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.errors import NaastError
from translations.packages import choose
from ui.actions import WINDOW_ACTIONS, Actions
from ui.elided_label import ElidedLabel
from ui.icons import icon
from ui.message_bar import Choice, MessageBar
from ui.model_button import ModelButton
from ui.modes import Mode
from ui.offline_note import OfflineNote
from ui.palette import DARK, LIGHT, Theme, qt_palette
from ui.preferences import Place, Preferences, Recent, ThemeChoice
from ui.progress_line import ProgressLine
from ui.reading.mode import READ_ACTIONS, ReadMode
from ui.sample import SAMPLE
from ui.services import Opened, Services
from ui.session import Session, Trouble
from ui.start_page import StartPage
from ui.typography import ZOOM_STEPS
from ui.workers import Cancelled, Task, once

OPEN_FILTER = "Documents (*.pdf *.docx *.odt *.html *.htm *.xml *.txt *.xlf *.xliff);;All files (*)"
LONGEST_PASTE = 20_000_000
MODE_ACTIONS = {"read": "mode_read", "edit": "mode_edit", "terms": "mode_terms"}


class MainWindow(QMainWindow):
    """One window, one document, one mode at a time; owns no logic of reading or translating."""

    def __init__(self, services: Services, preferences: Preferences) -> None:
        super().__init__()
        self.services = services
        self.preferences = preferences
        self.session: Session | None = None
        self.opened: Opened | None = None
        self.zoom = 1.0
        self.theme = self._wanted_theme()
        self._opening: Task | None = None
        self._bug: Exception | None = None
        self.setWindowTitle("Naast")
        self.setAcceptDrops(True)
        self.setObjectName("main_window")
        self.setUnifiedTitleAndToolBarOnMac(True)
        self.actions_ = Actions(self, preferences)
        self.actions_.add(WINDOW_ACTIONS)
        self.message_bar = MessageBar(self)
        self.progress_line = ProgressLine(self.theme, self)
        self.start_page = StartPage(self)
        self.stack = QStackedWidget(self)
        middle = QWidget(self)
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.progress_line)
        box.addWidget(self.message_bar)
        box.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.stack.addWidget(self.start_page)
        self._make_toolbar()
        self._make_status_bar()
        self.modes: dict[str, Mode] = {}
        self._mode = "read"
        self.add_mode(ReadMode(self, self))
        self.menus = self.actions_.fill(self.menuBar())
        self._connect()
        self.restore()
        self.set_theme(preferences.theme())
        self._show_models()
        self._show_document_state()

    # made once

    def _make_toolbar(self) -> None:
        bar = QToolBar("Toolbar", self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setFloatable(False)
        bar.setIconSize(QSize(18, 18))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.toggleViewAction().setEnabled(False)
        self.open_menu = QMenu(self)
        self.open_button = QToolButton(bar)
        self.open_button.setDefaultAction(self.actions_["open"])
        self.open_button.setText("Open")
        self.open_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.open_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.open_button.setMenu(self.open_menu)
        self.open_button.setAutoRaise(True)
        self.open_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.open_menu.aboutToShow.connect(self._fill_open_menu)
        bar.addWidget(self.open_button)
        self.outline_button = QToolButton(bar)
        self.outline_button.setDefaultAction(self.actions_["outline"])
        self.outline_button.setAutoRaise(True)
        self.outline_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        bar.addWidget(self.outline_button)
        self.title_label = ElidedLabel(bar)
        self.title_label.setContentsMargins(10, 0, 10, 0)
        bar.addWidget(self.title_label)
        self.mode_buttons = QWidget(bar)
        self.mode_buttons.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._mode_group = QActionGroup(self)
        for action_id in MODE_ACTIONS.values():
            self._mode_group.addAction(self.actions_[action_id])
            button = QToolButton(bar)
            button.setDefaultAction(self.actions_[action_id])
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            action = bar.addWidget(button)
            action.setVisible(False)
            self.actions_[action_id].setProperty("toolbar_action", action)
        find = QToolButton(bar)
        find.setDefaultAction(self.actions_["find"])
        find.setText("Find")
        find.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        find.setAutoRaise(True)
        find.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        bar.addWidget(find)
        more = [self.actions_["model_full"], self.actions_["model_file"], self.actions_["offline"]]
        self.model_button = ModelButton(more, bar)
        bar.addWidget(self.model_button)
        self.toolbar = bar
        self.addToolBar(bar)

    def _make_status_bar(self) -> None:
        status = self.statusBar()
        status.setSizeGripEnabled(False)
        self.offline_button = QPushButton("Nothing leaves this computer", self)
        self.offline_button.setFlat(True)
        self.offline_button.setToolTip("What could use the network, and where your data is")
        self.offline_button.clicked.connect(self.show_offline_note)
        status.addWidget(self.offline_button)
        self.progress_label = QLabel(self)
        self.progress_label.setTextFormat(Qt.TextFormat.PlainText)
        self.zoom_label = QLabel(self)
        self.zoom_label.setTextFormat(Qt.TextFormat.PlainText)
        status.addPermanentWidget(self.progress_label)
        status.addPermanentWidget(self.zoom_label)

    def _connect(self) -> None:
        slots = {
            "open": self.choose_file,
            "open_sample": self.open_sample,
            "open_text": self.open_clipboard,
            "close_document": self.close_document,
            "forget": self.forget_document,
            "quit": self.close,
            "mode_read": lambda: self.set_mode("read"),
            "mode_edit": lambda: self.set_mode("edit"),
            "mode_terms": lambda: self.set_mode("terms"),
            "outline": self._toggle_outline,
            "zoom_in": lambda: self.step_zoom(1),
            "zoom_out": lambda: self.step_zoom(-1),
            "zoom_reset": lambda: self.set_zoom(1.0),
            "theme_system": lambda: self.set_theme("system"),
            "theme_light": lambda: self.set_theme("light"),
            "theme_dark": lambda: self.set_theme("dark"),
            "go_page": self.ask_page,
            "next_pane": lambda: self.next_pane(1),
            "previous_pane": lambda: self.next_pane(-1),
            "translate": self.translate,
            "cancel": self.cancel,
            "model_full": self.get_full_model,
            "model_file": self.choose_model_file,
            "offline": self.show_offline_note,
            "shortcuts": self.show_shortcuts,
            "about": self.show_about,
            "print": self.print_document,
            "print_pdf": self.save_pdf,
        }
        for action_id, slot in slots.items():
            self.actions_.on(action_id, slot)
        for spec in self.actions_.specs():
            if spec.id not in slots:
                self.actions_.on(spec.id, lambda name=spec.id: self._act_in_mode(name))
        theme_group = QActionGroup(self)
        for name in ("theme_system", "theme_light", "theme_dark"):
            theme_group.addAction(self.actions_[name])
        self.start_page.open_asked.connect(self.choose_file)
        self.start_page.sample_asked.connect(self.open_sample)
        self.start_page.recent_asked.connect(lambda path: self.open_file(Path(path)))
        self.model_button.chosen.connect(self.choose_model)
        read = self.read_mode
        for column in (read.view.dutch, read.view.english):
            column.zoom_asked.connect(self.step_zoom)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self._system_theme_changed())

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

    def add_mode(self, mode: Mode) -> None:
        """Give the window a mode; its docks stay hidden until it comes to the front."""
        self.modes[mode.name] = mode
        self.stack.addWidget(mode.widget)
        for dock in mode.docks():
            area = dock.property("area") or Qt.DockWidgetArea.LeftDockWidgetArea
            self.addDockWidget(area, dock)
            dock.hide()
        several = len(self.modes) > 1
        for name, action_id in MODE_ACTIONS.items():
            action = self.actions_[action_id]
            action.setVisible(name in self.modes)
            action.property("toolbar_action").setVisible(several and name in self.modes)

    def set_mode(self, name: str) -> None:
        """Bring a mode to the front; the document and the place in it stay."""
        if name not in self.modes:
            return
        self.mode.leave()
        if self._mode != name:
            self.preferences.set_state(f"docks_{self._mode}", self.saveState())
        self._mode = name
        self._show_document_state()
        if self.session is not None:
            self.mode.enter()

    def _act_in_mode(self, action_id: str) -> None:
        if self.session is not None and action_id in self.mode.handles():
            self.mode.act(action_id)

    def add_status(self, widget: QWidget) -> None:
        """Put a small widget at the right of the status bar."""
        self.statusBar().insertPermanentWidget(0, widget)

    # opening and closing

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        recent = self.preferences.recent()
        folder = str(Path(recent[0].path).parent) if recent else ""
        name, _filter = QFileDialog.getOpenFileName(self, "Open a Dutch document", folder, OPEN_FILTER)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Open a file; it is read beside the window, in a process of its own."""
        path = path.expanduser().absolute()
        self._open(once(lambda cancelled: self.services.open_file(path, cancelled)), path.name)

    def open_sample(self) -> None:
        """Open the letter that comes with Naast."""
        self.open_file(SAMPLE)

    def open_clipboard(self) -> None:
        """Open the text on the clipboard as a document (or the file, if one was copied)."""
        data = QGuiApplication.clipboard().mimeData()
        if data.hasUrls() and data.urls()[0].isLocalFile():
            self.open_file(Path(data.urls()[0].toLocalFile()))
            return
        text = data.text() if data.hasText() else ""
        if not text.strip():
            self.message_bar.say("There is no text on the clipboard.")
            return
        if len(text) > LONGEST_PASTE:
            self.message_bar.say("The text on the clipboard is too long: save it as a file and open that.")
            return
        self._open(once(lambda cancelled: self.services.open_text(text, cancelled)), "the clipboard")

    def _open(self, work: object, name: str) -> None:
        if self._opening is not None:
            self._opening.cancel()
        task = Task(work)  # type: ignore[arg-type]
        self._opening = task
        task.arrived.connect(lambda opened: self._show_opened(opened) if task is self._opening else None)
        task.refused.connect(lambda sentence: self._not_opened(task, sentence))
        task.failed.connect(lambda bug: self._failed_to_open(task, bug))
        self.message_bar.clear()
        self.progress_label.setText(f"Opening {name} …")
        self.services.tasks.start(task)

    def _not_opened(self, task: Task, sentence: str) -> None:
        if task is self._opening:
            self._opening = None
            self._show_progress()
            self.message_bar.say(sentence, Choice("Open another…", self.choose_file), kind="look")

    def _failed_to_open(self, task: Task, bug: Exception) -> None:
        if task is self._opening:
            self._opening = None
            self._show_progress()
            self.show_trouble(Trouble("This document could not be opened because of a fault in Naast.", bug))

    def _show_opened(self, opened: Opened) -> None:
        self._opening = None
        self._remember_place()
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
        old = self.session
        if old is not None:
            old.cancel_drafting()
            old.progress_changed.disconnect(self._show_progress)
            old.drafting_changed.disconnect(self._show_progress)
            old.trouble.disconnect(self.show_trouble)
        self.session, self.opened = session, opened
        place = Place(zoom=self.zoom, mode=self._mode)
        if session is not None:
            session.progress_changed.connect(self._show_progress)
            session.drafting_changed.connect(self._show_progress)
            session.trouble.connect(self.show_trouble)
            if opened is not None and opened.path is not None:
                self.preferences.add_recent(Recent(str(opened.path), document_name(session)))
                place = self.preferences.place(str(opened.path))
        if session is not None:
            self.set_zoom(place.zoom)
        if place.mode in self.modes:
            self._mode = place.mode
        self._show_document_state()
        for mode in self.modes.values():
            mode.set_document(session)
        if session is not None:
            if place.sentence_id:
                session.set_place(place.sentence_id)
                self.read_mode.view.go_to_sentence(place.sentence_id)
            self.mode.enter()
        if old is not None:
            old.deleteLater()

    def close_document(self) -> None:
        """Go back to the first page."""
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
        self._remember_place()
        self.message_bar.clear()
        self.show_session(None)

    def forget_document(self) -> None:
        """Remove every trace of the document from Naast, after asking: it cannot be undone."""
        session, opened = self.session, self.opened
        if session is None:
            return
        answer = QMessageBox(self)
        answer.setIcon(QMessageBox.Icon.Warning)
        answer.setTextFormat(Qt.TextFormat.PlainText)
        answer.setWindowTitle("Forget this document")
        answer.setText(f"Forget “{document_name(session)[:120]}”?")
        answer.setInformativeText(
            "Its text, its translation, your edits and the place where you were are removed from Naast. "
            "The file itself stays. This cannot be undone."
        )
        forget = answer.addButton("Forget", QMessageBox.ButtonRole.DestructiveRole)
        answer.addButton(QMessageBox.StandardButton.Cancel)
        answer.setDefaultButton(QMessageBox.StandardButton.Cancel)
        answer.exec()
        if answer.clickedButton() is forget:
            self.forget_now(session, opened)

    def forget_now(self, session: Session, opened: Opened | None) -> None:
        """Remove every trace of a document without asking."""
        self.show_session(None)
        try:
            if session.document_id is not None:
                self.services.forget(session.document_id)
        except NaastError as trouble:
            self.message_bar.say(str(trouble), kind="look")
        if opened is not None and opened.path is not None:
            self.preferences.forget_recent(str(opened.path))
            self.preferences.forget_place(str(opened.path))
        self._show_document_state()

    def _remember_place(self) -> None:
        if self.session is not None and self.opened is not None and self.opened.path is not None:
            self.preferences.set_place(
                str(self.opened.path), Place(self.session.place, self.zoom, self._mode)
            )

    def _fill_open_menu(self) -> None:
        self.open_menu.clear()
        for item in self.preferences.recent()[:8]:
            action = self.open_menu.addAction(item.title.replace("&", "&&")[:80])
            action.triggered.connect(lambda _checked=False, path=item.path: self.open_file(Path(path)))
        if self.open_menu.actions():
            self.open_menu.addSeparator()
        self.open_menu.addAction(self.actions_["open_text"])
        self.open_menu.addAction(self.actions_["open_sample"])

    # translating

    def translate(self) -> None:
        """Let the English arrive, what is on screen first."""
        session = self.session
        if session is None or session.complete:
            return
        if self.services.engine_room.package() is None:
            self.say_no_model()
            return
        view = self.read_mode.view
        first = [view.rows[index].holder.id for index in view.visible_rows()]
        document_id = session.document_id
        services = self.services

        def draft(document, already, first, cancelled: Cancelled):  # type: ignore[no-untyped-def]
            return services.draft(document, already, first, cancelled, document_id=document_id)

        session.start_drafting(draft, first)

    def cancel(self) -> None:
        """Stop what is going on: opening, else translating; the English that arrived stays."""
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
        elif self.session is not None and self.session.drafting:
            self.session.cancel_drafting()
            done, total = self.session.progress
            self.message_bar.say(
                f"Stopped: {done} of {total} paragraphs are in English.",
                Choice("Go on", self.translate),
            )
        self._show_progress()

    def say_no_model(self) -> None:
        """Say that there is no model and how to get one; the Dutch can be read meanwhile."""
        self.message_bar.say(
            "There is no translation model yet, so only the Dutch is shown.",
            Choice("Use a model file…", self.choose_model_file),
            Choice("Get the full model…", self.get_full_model),
        )

    def choose_model(self, package_id: str) -> None:
        """Use another model from now on."""
        try:
            package = choose(self.services.paths, package_id)
        except NaastError as trouble:
            self.message_bar.say(str(trouble), kind="look")
            return
        self._show_models()
        self.message_bar.say(f"New English comes from the model {package.name} from now on.")
        if self.session is not None and not self.session.complete:
            self.translate()

    def choose_model_file(self) -> None:
        """Ask for a model file and install it."""
        name, _filter = QFileDialog.getOpenFileName(
            self, "Add a model from a file", "", "Argos models (*.argosmodel);;All files (*)"
        )
        if name:
            self.install_model(Path(name))

    def install_model(self, path: Path) -> None:
        """Check and install a model file beside the window, and use it."""
        task = Task(once(lambda cancelled: self.services.install_model(path, cancelled)))
        task.arrived.connect(lambda package: self.choose_model(package.id))
        task.refused.connect(lambda sentence: self.message_bar.say(sentence, kind="look"))
        task.failed.connect(
            lambda bug: self.show_trouble(Trouble("The model could not be added because of a fault.", bug))
        )
        self.message_bar.say(f"Checking {path.name} …")
        self.services.tasks.start(task)

    def get_full_model(self) -> None:
        """Ask, then download the full model: the only thing in this window that uses the network."""
        self.message_bar.say(
            "The full model is downloaded from the Argos index over the network (about 100 MB).",
            Choice("Download now", self._download_model),
            Choice("Use a model file…", self.choose_model_file),
        )

    def _download_model(self) -> None:
        task = Task(self.services.download_model)
        task.arrived.connect(self._download_went)
        task.refused.connect(lambda sentence: self.message_bar.say(sentence, kind="look"))
        task.failed.connect(lambda bug: self.show_trouble(Trouble("The model could not be downloaded.", bug)))
        task.finished.connect(self._show_progress)
        self.message_bar.say("Downloading the full model …", Choice("Cancel", task.cancel))
        self.services.tasks.start(task)

    def _download_went(self, news: object) -> None:
        if isinstance(news, str):
            self.progress_label.setText(news)
        else:
            self.choose_model(news.id)  # type: ignore[attr-defined]

    def _show_models(self) -> None:
        room = self.services.engine_room
        self.model_button.show_packages(room.packages(), room.package())

    # trouble

    def show_trouble(self, trouble: Trouble) -> None:
        """Show trouble as a sentence; a bug can be saved as a report."""
        if trouble.bug is None:
            self.message_bar.say(trouble.sentence, kind="look")
            return
        self._bug = trouble.bug
        self.message_bar.say(trouble.sentence, Choice("Save a report…", self.save_report), kind="look")

    def save_report(self) -> None:
        """Write the last bug's traceback to a file that the user chooses; it holds no document text."""
        from ui.bug_report import report_text

        name, _filter = QFileDialog.getSaveFileName(self, "Save a report", "naast-report.txt")
        if name and self._bug is not None:
            try:
                Path(name).write_text(report_text(self._bug), encoding="utf-8")
            except OSError as error:
                self.message_bar.say(f"The report could not be written: {error.strerror}.", kind="look")

    # look

    def _wanted_theme(self) -> Theme:
        choice = self.preferences.theme()
        if choice == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        return DARK if choice == "dark" else LIGHT

    def set_theme(self, choice: ThemeChoice) -> None:
        """Wear light or dark colours, or those of the system."""
        self.preferences.set_theme(choice)
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        QGuiApplication.styleHints().setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
        self.actions_[f"theme_{choice}"].setChecked(True)
        self._wear(self._wanted_theme())

    def _system_theme_changed(self) -> None:
        if self._wanted_theme() is not self.theme:
            self._wear(self._wanted_theme())

    def _wear(self, theme: Theme) -> None:
        self.theme = theme
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(qt_palette(theme))
        self.actions_.draw(theme)
        self.message_bar.set_theme(theme)
        self.progress_line.set_theme(theme)
        self.start_page.set_theme(theme)
        self.model_button.set_theme(theme)
        palette = self.start_page.palette()
        palette.setColor(self.start_page.backgroundRole(), theme.paper)
        self.start_page.setPalette(palette)
        self.offline_button.setIcon(icon("lock", theme.quiet))
        self.toolbar.setStyleSheet(
            f"QToolBar {{ border: 0; border-bottom: 1px solid {theme.line}; padding: 3px 8px; }}"
            f"QToolButton {{ padding: 5px 8px; border: 1px solid transparent; border-radius: 5px; }}"
            f"QToolButton[popupMode='1'] {{ padding-right: 22px; }}"
            f"QToolButton:hover {{ background: {theme.line}; }}"
            f"QToolButton:checked {{ background: {theme.line}; }}"
            f"QToolButton:focus {{ border-color: {theme.action}; }}"
            f"QToolButton::menu-indicator {{ image: none; }}"
            f"QToolButton::menu-button {{ border: 0; width: 18px; }}"
        )
        self.statusBar().setStyleSheet(
            f"QStatusBar {{ border-top: 1px solid {theme.line}; }} QStatusBar::item {{ border: 0; }}"
            f"QLabel {{ color: {theme.quiet}; padding: 0 8px; }}"
            f"QPushButton {{ color: {theme.quiet}; border: 1px solid transparent; padding: 3px 8px; }}"
            f"QPushButton:hover {{ color: {theme.ink}; }}"
            f"QPushButton:focus {{ border-color: {theme.action}; }}"
        )
        for mode in self.modes.values():
            mode.set_look(theme, self.zoom)

    def set_zoom(self, zoom: float) -> None:
        """Show the text at this size, 1.0 being 100 %."""
        self.zoom = min(max(zoom, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        self.zoom_label.setText(f"{round(self.zoom * 100)} %")
        for mode in self.modes.values():
            mode.set_look(self.theme, self.zoom)

    def step_zoom(self, by: int) -> None:
        """Go to the next larger or smaller size."""
        nearest = min(range(len(ZOOM_STEPS)), key=lambda at: abs(ZOOM_STEPS[at] - self.zoom))
        self.set_zoom(ZOOM_STEPS[min(max(nearest + by, 0), len(ZOOM_STEPS) - 1)])

    # what the window shows of the document

    def _show_document_state(self) -> None:
        session = self.session
        self.stack.setCurrentWidget(self.mode.widget if session is not None else self.start_page)
        self.title_label.show_text(document_name(session) if session is not None else "")
        self.setWindowTitle(f"{document_name(session)[:100]} – Naast" if session is not None else "Naast")
        for mode in self.modes.values():
            front = session is not None and mode is self.mode
            for dock in mode.docks():
                dock.setVisible(front and self.preferences.flag(f"dock_{dock.objectName()}", True))
        if session is None:
            self.start_page.show_recent(self.preferences.recent())
            self.start_page.open_button.setFocus()
        handled = self.mode.handles() if session is not None else frozenset({"open_text"})
        for spec in self.actions_.specs():
            if spec.id in READ_ACTIONS:
                self.actions_[spec.id].setEnabled(spec.id in handled)
        for action_id in ("close_document", "forget", *MODE_ACTIONS.values()):
            self.actions_[action_id].setEnabled(session is not None)
        self.actions_[MODE_ACTIONS[self._mode]].setChecked(True)
        self.actions_["outline"].setChecked(self.read_mode.dock.isVisibleTo(self))
        self._show_progress()

    def _show_progress(self, *_numbers: object) -> None:
        session = self.session
        drafting = session is not None and session.drafting
        self.actions_["cancel"].setEnabled(drafting or self._opening is not None)
        self.actions_["translate"].setEnabled(session is not None and not drafting and not session.complete)
        self.zoom_label.setVisible(session is not None)
        if session is None:
            self.progress_line.show_progress(0, 1, False)
            self.progress_label.setText("")
            return
        done, total = session.progress
        self.progress_line.show_progress(done, total, drafting)
        if drafting:
            self.progress_label.setText(f"{done:,} of {total:,} paragraphs")
        elif done < total:
            self.progress_label.setText(f"{done:,} of {total:,} paragraphs in English")
        else:
            self.progress_label.setText("")

    def _toggle_outline(self) -> None:
        dock = self.read_mode.dock
        visible = not dock.isVisible()
        self.preferences.set_flag(f"dock_{dock.objectName()}", visible)
        dock.setVisible(visible and self.session is not None)
        self.actions_["outline"].setChecked(visible)

    # small asks

    def ask_page(self) -> None:
        """Ask for a page of the printed document and go there."""
        pages = self.read_mode.pages()
        if not pages:
            return
        page, good = QInputDialog.getInt(self, "Go to page", f"Page, 1 to {pages}:", 1, 1, pages)
        if good:
            self.read_mode.go_to_page(page)

    def show_offline_note(self) -> None:
        """Explain what leaves this computer."""
        note = OfflineNote(str(self.services.paths.root), self.theme, self)
        note.show_above(self.offline_button)

    def show_shortcuts(self) -> None:
        """Show all keys, to look up and to change."""
        from ui.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self.actions_, self).exec()

    def show_about(self) -> None:
        """Show version, licence and thanks."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("naast")
        except PackageNotFoundError:
            number = "from source"
        box = QMessageBox(self)
        box.setWindowTitle("About Naast")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Naast {number}")
        box.setInformativeText(
            "Shows a Dutch government letter next to its offline English translation.\n\n"
            "Free software under the GNU General Public License, version 3 or later.\n"
            "Reading font: Literata (SIL OFL 1.1). Icons: Lucide (ISC). "
            "Translation: CTranslate2, SentencePiece and Argos Translate packages."
        )
        box.exec()

    def print_document(self) -> None:
        """Print both columns."""
        from ui.reading.printing import print_session

        if self.session is not None:
            print_session(self.session, self)

    def save_pdf(self) -> None:
        """Save both columns as a PDF."""
        from ui.reading.printing import save_session_pdf

        if self.session is None:
            return
        suggestion = f"{Path(self.session.document.source).stem or 'letter'} nl-en.pdf"
        name, _filter = QFileDialog.getSaveFileName(self, "Save as PDF", suggestion, "PDF (*.pdf)")
        if name:
            self.write_pdf(Path(name), save_session_pdf)

    def write_pdf(self, path: Path, save: object) -> None:
        """Write the PDF beside the window."""
        session = self.session
        assert session is not None and callable(save)
        bilingual = session.bilingual()
        task = Task(once(lambda cancelled: save(bilingual, path, cancelled)))
        task.arrived.connect(lambda pages: self.message_bar.say(f"{path.name} is saved ({pages} pages)."))
        task.refused.connect(lambda sentence: self.message_bar.say(sentence, kind="look"))
        task.failed.connect(lambda bug: self.show_trouble(Trouble("The PDF could not be made.", bug)))
        self.services.tasks.start(task)

    def next_pane(self, by: int) -> None:
        """Move the keyboard to the next part of the window."""
        panes = [self.open_button, *(self.mode.panes() if self.session is not None else ())]
        if self.session is None:
            panes += [self.start_page.open_button, self.start_page.recent]
        panes += [*(button for button in self.message_bar.buttons if button.isVisible()), self.offline_button]
        panes = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
        focus = QApplication.focusWidget()
        at = next(
            (i for i, pane in enumerate(panes) if focus is pane or (focus and pane.isAncestorOf(focus))), -1
        )
        panes[(at + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one file or a text."""
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
        data = event.mimeData()
        local = [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
        event.acceptProposedAction()
        if local:
            self.open_file(Path(local[0]))
        elif data.hasText() and data.text().strip():
            text = data.text()[:LONGEST_PASTE]
            self._open(once(lambda cancelled: self.services.open_text(text, cancelled)), "the dropped text")

    def restore(self) -> None:
        """Put the window back where it was."""
        geometry = self.preferences.state("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1280, 800)
        state = self.preferences.state("state")
        if not state.isEmpty():
            self.restoreState(QByteArray(state))
        else:
            self.resizeDocks([self.read_mode.dock], [220], Qt.Orientation.Horizontal)

    def changeEvent(self, event: QEvent) -> None:
        """Hide what hangs over the text when the window goes to the back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.read_mode.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, stop the work, close the files."""
        self.mode.leave()
        self._remember_place()
        self.preferences.set_state("geometry", self.saveGeometry())
        self.preferences.set_state("state", self.saveState())
        self.preferences.sync()
        if self.session is not None:
            self.session.cancel_drafting()
        self.services.close()
        event.accept()
        QTimer.singleShot(0, QApplication.quit)


def document_name(session: Session | None) -> str:
    """Return what a document is called in the title bar: its title, and its date where that is known."""
    if session is None:
        return ""
    document = session.document
    parts = [" ".join((document.title or document.source).split())]
    date = document.metadata.get("date", "")
    if date:
        parts.append(date)
    return " · ".join(parts)
