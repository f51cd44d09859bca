"""What each action and button of the window does: the one place where they are tied to their work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup, QGuiApplication

from ui.about import about_box
from ui.actions import WINDOW_ACTIONS
from ui.shortcuts_dialog import ShortcutsDialog

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def connect_actions(window: MainWindow) -> None:
    """Tie every action of the window to what it does; the others go to the mode in front."""
    slots: dict[str, Callable[[], object]] = {
        "open": window.opening.choose_file,
        "open_sample": window.opening.open_sample,
        "open_text": window.opening.open_clipboard,
        "close_document": window.close_document,
        "forget": window.forget_document,
        "quit": window.close,
        "mode_read": lambda: window.set_mode("read"),
        "mode_edit": lambda: window.set_mode("edit"),
        "mode_terms": lambda: window.set_mode("terms"),
        "outline": window.toggle_outline,
        "zoom_in": lambda: window.look.step_zoom(1),
        "zoom_out": lambda: window.look.step_zoom(-1),
        "zoom_reset": lambda: window.look.set_zoom(1.0),
        "theme_system": lambda: window.look.choose_theme("system"),
        "theme_light": lambda: window.look.choose_theme("light"),
        "theme_dark": lambda: window.look.choose_theme("dark"),
        "go_page": window.ask_page,
        "next_pane": lambda: window.next_pane(1),
        "previous_pane": lambda: window.next_pane(-1),
        "translate": window.translate,
        "cancel": window.cancel,
        "model_full": window.model_desk.offer_full,
        "model_file": window.model_desk.choose_file,
        "offline": window.show_offline_note,
        "shortcuts": lambda: ShortcutsDialog(window.actions_, window).exec(),
        "about": lambda: about_box(window).exec(),
        "export": window.export,
        "bring_back": lambda: window.delivery.ask_return(window.session),
        "print": lambda: window.saving.print(window.session),
        "print_pdf": lambda: window.saving.ask_pdf(window.session),
    }
    for action_id, slot in slots.items():
        window.actions_.on(action_id, slot)
    for spec in WINDOW_ACTIONS:
        if spec.id not in slots:
            window.actions_.on(spec.id, lambda name=spec.id: window.act_in_mode(name))
    themes = QActionGroup(window)
    for name in ("theme_system", "theme_light", "theme_dark"):
        themes.addAction(window.actions_[name])


def connect_parts(window: MainWindow) -> None:
    """Tie the parts of the window to each other."""
    start, toolbar = window.start_page, window.toolbar
    document, opening, desk = window.document, window.opening, window.model_desk
    start.open_asked.connect(opening.choose_file)
    start.sample_asked.connect(opening.open_sample)
    start.recent_asked.connect(lambda path: opening.open_file(Path(path)))
    start.shelf.document_asked.connect(opening.open_kept)
    toolbar.recent_asked.connect(opening.open_file)
    toolbar.model_button.chosen.connect(desk.choose)
    window.status.offline_button.clicked.connect(window.show_offline_note)
    opening.opened.connect(window.show_opened)
    desk.changed.connect(window.model_changed)
    desk.news.connect(window.progress.show_news)
    document.changed.connect(window.show_document)
    for part in (document, opening, desk, window.saving, window.delivery):
        part.trouble.connect(window.show_trouble)
    for column in (window.read_mode.view.dutch, window.read_mode.view.english):
        column.zoom_asked.connect(window.look.step_zoom)
    QGuiApplication.styleHints().colorSchemeChanged.connect(window.look.follow_system)
