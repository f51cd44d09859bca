"""The one registry of what a person can do: each action's name, keys, menu, tooltip and icon."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.icons import icon
from ui.palette import Theme
from ui.preferences import Preferences


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: ``text`` as in its menu (with &), ``keys`` as in QKeySequence, ``tip`` a sentence."""

    id: str
    menu: str
    text: str
    keys: str = ""
    tip: str = ""
    icon: str = ""
    checkable: bool = False
    group: str = ""


MENUS = ("&File", "&Edit", "&View", "&Go", "&Translation", "&Help")

WINDOW_ACTIONS = (
    ActionSpec("open", "&File", "&Open…", "Ctrl+O", "Open a Dutch document", "folder-open"),
    ActionSpec(
        "open_sample", "&File", "Open the &sample letter", "", "Open the letter that comes with Naast"
    ),
    ActionSpec(
        "open_text",
        "&File",
        "Open copied &text",
        "Ctrl+V",
        "Read the text on the clipboard",
        "clipboard-paste",
    ),
    ActionSpec(
        "export",
        "&File",
        "&Export the translation…",
        "Ctrl+E",
        "Save it as Word, OpenDocument, HTML, XLIFF, TMX, text or JSON",
        "download",
        group="delivery",
    ),
    ActionSpec(
        "bring_back",
        "&File",
        "&Bring back an edited file…",
        "Ctrl+Shift+E",
        "Take changes from an XLIFF or bilingual DOCX that was edited elsewhere",
        group="delivery",
    ),
    ActionSpec("print", "&File", "&Print…", "Ctrl+P", "Print both columns", "printer", group="print"),
    ActionSpec(
        "print_pdf", "&File", "Save as P&DF…", "Ctrl+Shift+P", "Save both columns as a PDF", group="print"
    ),
    ActionSpec(
        "close_document", "&File", "&Close document", "Ctrl+W", "Go back to the first page", group="close"
    ),
    ActionSpec(
        "forget",
        "&File",
        "&Forget this document…",
        "",
        "Remove every trace of this document from Naast",
        group="close",
    ),
    ActionSpec("quit", "&File", "&Quit", "Ctrl+Q", "Leave Naast", group="quit"),
    ActionSpec("copy", "&Edit", "&Copy", "Ctrl+C", "Copy the selected text", "copy"),
    ActionSpec(
        "copy_table",
        "&Edit",
        "Copy both as a &table",
        "Ctrl+Shift+C",
        "Copy the selected paragraphs, Dutch beside English",
        "table-2",
    ),
    ActionSpec("select_all", "&Edit", "Select &all", "Ctrl+A", "Select the whole column"),
    ActionSpec("find", "&Edit", "&Find…", "Ctrl+F", "Find in Dutch and English", "search", group="find"),
    ActionSpec("find_next", "&Edit", "Find &next", "F3", "Go to the next place found", group="find"),
    ActionSpec(
        "find_previous", "&Edit", "Find &previous", "Shift+F3", "Go to the previous place found", group="find"
    ),
    ActionSpec(
        "mode_read", "&View", "&Read", "Ctrl+1", "Dutch and English beside each other", checkable=True
    ),
    ActionSpec(
        "mode_edit",
        "&View",
        "&Edit",
        "Ctrl+2",
        "Correct the translation sentence by sentence",
        checkable=True,
    ),
    ActionSpec("mode_terms", "&View", "&Terms", "Ctrl+3", "Build the glossary", checkable=True),
    ActionSpec(
        "outline",
        "&View",
        "&Outline",
        "F9",
        "Show the headings and notes",
        "panel-left",
        checkable=True,
        group="panes",
    ),
    ActionSpec("zoom_in", "&View", "Zoom &in", "Ctrl++", "Make the text larger", group="zoom"),
    ActionSpec("zoom_out", "&View", "Zoom &out", "Ctrl+-", "Make the text smaller", group="zoom"),
    ActionSpec("zoom_reset", "&View", "&Normal size", "Ctrl+0", "Show the text at 100 %", group="zoom"),
    ActionSpec(
        "theme_system",
        "&View",
        "Colours of the &system",
        "",
        "Light or dark as the system is",
        checkable=True,
        group="theme",
    ),
    ActionSpec(
        "theme_light", "&View", "&Light", "", "Dark ink on light paper", checkable=True, group="theme"
    ),
    ActionSpec("theme_dark", "&View", "&Dark", "", "Light ink on dark paper", checkable=True, group="theme"),
    ActionSpec("go_page", "&Go", "Go to &page…", "Ctrl+G", "Go to a page of the printed document"),
    ActionSpec("go_back", "&Go", "&Back", "Backspace", "Go back to where the note was called", "arrow-left"),
    ActionSpec("go_notes", "&Go", "&Notes", "Ctrl+Shift+N", "Go to the footnotes"),
    ActionSpec(
        "show_card",
        "&Go",
        "Term or &note here",
        "Ctrl+T",
        "Show the term or the note at this place",
        group="here",
    ),
    ActionSpec("next_pane", "&Go", "Next pa&ne", "F6", "Move to the next part of the window", group="pane"),
    ActionSpec(
        "previous_pane",
        "&Go",
        "Previous p&ane",
        "Shift+F6",
        "Move to the previous part of the window",
        group="pane",
    ),
    ActionSpec("translate", "&Translation", "&Translate", "F5", "Translate what has no English yet"),
    ActionSpec("cancel", "&Translation", "&Stop translating", "Esc", "Stop; the English that arrived stays"),
    ActionSpec(
        "model_full",
        "&Translation",
        "Get the &full model…",
        "",
        "Download a better model (asks first)",
        "download",
        group="model",
    ),
    ActionSpec(
        "model_file",
        "&Translation",
        "Add a model from a &file…",
        "",
        "Use a model file you have",
        group="model",
    ),
    ActionSpec("offline", "&Help", "What leaves this &computer?", "", "Nothing; see what could", "lock"),
    ActionSpec("shortcuts", "&Help", "&Keyboard shortcuts…", "F1", "See and change the keys", group="keys"),
    ActionSpec("about", "&Help", "&About Naast", "", "Version, licence and thanks", group="about"),
)
"""Every action of the shell and of Read mode, in the order of the menus."""


class Actions(QObject):
    """The actions of one window, by id; modes add theirs with ``add`` and everyone connects with ``on``."""

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._specs: dict[str, ActionSpec] = {}
        self._actions: dict[str, QAction] = {}

    def add(self, specs: Iterable[ActionSpec]) -> None:
        """Make actions; their keys are the user's own where they were changed."""
        for spec in specs:
            action = QAction(spec.text, self._window)
            action.setObjectName(spec.id)
            action.setCheckable(spec.checkable)
            self._specs[spec.id] = spec
            self._actions[spec.id] = action
            self._window.addAction(action)
            self._set_keys(spec, self._preferences.shortcut(spec.id, spec.keys))

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def specs(self) -> tuple[ActionSpec, ...]:
        """Return every action's description, in the order added."""
        return tuple(self._specs.values())

    def on(self, action_id: str, slot: Callable[[], object]) -> None:
        """Call ``slot`` when the action is used."""
        self._actions[action_id].triggered.connect(lambda _checked=False: slot())

    def remap(self, action_id: str, keys: str | None) -> None:
        """Give an action other keys, or (None) its own again, and remember it."""
        spec = self._specs[action_id]
        self._preferences.set_shortcut(action_id, keys)
        self._set_keys(spec, spec.keys if keys is None else keys)

    def keys(self, action_id: str) -> str:
        """Return the keys of an action as shown to people."""
        return self._actions[action_id].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put every action in its menu, a line between groups; return the menus by name."""
        menus: dict[str, QMenu] = {}
        for name in (*MENUS[:-1], *sorted({s.menu for s in self.specs()} - set(MENUS)), MENUS[-1]):
            menu = bar.addMenu(name)
            menu.setToolTipsVisible(False)
            menus[name] = menu
            group = None
            for spec in self.specs():
                if spec.menu != name:
                    continue
                if group is not None and spec.group != group:
                    menu.addSeparator()
                menu.addAction(self._actions[spec.id])
                group = spec.group
        return menus

    def draw(self, theme: Theme) -> None:
        """Draw the icons in the colour of the text."""
        for spec in self.specs():
            if spec.icon:
                self._actions[spec.id].setIcon(icon(spec.icon, theme.ink, theme.line))

    def _set_keys(self, spec: ActionSpec, keys: str) -> None:
        action = self._actions[spec.id]
        action.setShortcut(QKeySequence(keys))
        shown = self.keys(spec.id)
        tip = spec.tip or spec.text.replace("&", "").rstrip("…")
        action.setToolTip(f"{tip} ({shown})" if shown else tip)
        action.setStatusTip("")
