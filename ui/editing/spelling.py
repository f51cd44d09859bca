"""Underlines English words that are not in the dictionary, and offers others; a key turns it off."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from translations.spelling import English, Spelling
from ui.editing.own_words import OwnWords
from ui.editing.segment_editor import SegmentEditor
from ui.palette import Theme
from ui.services import Services
from ui.session import Trouble
from ui.workers import Task, once


class SpellingMarks(QObject):
    """The spelling of the field that is open; the dictionary is read beside the window, once."""

    trouble = Signal(object)
    """``Trouble``: a word could not be kept."""

    def __init__(self, services: Services, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._on = False
        self._language: English = "en_GB"
        self._spelling: Spelling | None = None
        self._highlighter: _Highlighter | None = None
        self._words = OwnWords(services.paths.root / "words.txt")

    @property
    def active(self) -> Spelling | None:
        """The dictionary in use; None while spelling is off or being read."""
        return self._spelling if self._on else None

    def set_theme(self, theme: Theme) -> None:
        """Wear these colours."""
        self._theme = theme
        if self._highlighter is not None:
            self._highlighter.colour = theme.look

    def set_on(self, on: bool, language: English = "en_GB") -> None:
        """Turn spelling on or off, in British or American English."""
        if language != self._language:
            self._language, self._spelling = language, None
        self._on = on
        if on and self._spelling is None:
            self._load()
        self._redo()

    def attach(self, editor: SegmentEditor, source: str) -> None:
        """Follow the field that was opened; names in its Dutch ``source`` are not misspelled."""
        self._highlighter = _Highlighter(editor.document(), self._theme.look, source)
        editor.menu_opened.connect(lambda menu, cursor: self._offer(menu, cursor, editor))
        self._redo()

    def offer_here(self, editor: SegmentEditor) -> QMenu | None:
        """Show the menu for the word at the cursor, for a key; None when that word is right."""
        menu = QMenu(editor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not self._offer(menu, editor.textCursor(), editor):
            menu.deleteLater()
            return None
        menu.popup(editor.viewport().mapToGlobal(editor.cursorRect().bottomLeft()))
        return menu

    def _offer(self, menu: QMenu, cursor: QTextCursor, editor: SegmentEditor) -> bool:
        """Put other spellings of the word at the cursor at the top of a menu, when it is underlined."""
        spelling, highlighter = self.active, self._highlighter
        if spelling is None or highlighter is None or not isValid(highlighter):
            return False
        text, at = editor.toPlainText(), cursor.position()
        found = next(
            (one for one in spelling.misspelled(text, highlighter.source) if one[0] <= at <= one[1]), None
        )
        if found is None:
            return False
        word = text[slice(*found)]
        first = menu.actions()[0] if menu.actions() else None
        looking = QAction(f"Looking for words like “{word}” …", menu)
        looking.setEnabled(False)
        add = QAction("&Add to my words", menu)
        add.triggered.connect(lambda _checked=False: self.add_word(word))
        line = QAction(menu)
        line.setSeparator(True)
        for action in (looking, add, line):
            menu.insertAction(first, action)  # type: ignore[arg-type]

        def show(suggestions: tuple[str, ...]) -> None:
            if not isValid(menu) or not isValid(editor):
                return
            for suggestion in suggestions:
                action = QAction(suggestion, menu)
                action.triggered.connect(
                    lambda _checked=False, new=suggestion: editor.replace_range(found, word, new)
                )
                menu.insertAction(looking, action)
            looking.setText("Nothing like it in the dictionary")
            looking.setVisible(not suggestions)
            if suggestions:
                menu.setActiveAction(menu.actions()[0])

        task = Task(once(lambda _cancelled: spelling.suggestions(word)))
        task.arrived.connect(show)
        self._services.tasks.start(task)
        return True

    def add_word(self, word: str) -> None:
        """Take a word for right, now and in every document to come."""
        if self._spelling is not None:
            self._spelling.add(word)
        task = Task(once(lambda _cancelled: self._words.add(word)))
        task.refused.connect(lambda sentence: self.trouble.emit(Trouble(sentence)))
        self._services.tasks.start(task)
        self._redo()

    def _load(self) -> None:
        language = self._language
        task = Task(once(lambda _cancelled: Spelling(language, self._words.read())))
        task.arrived.connect(self._loaded)
        self._services.tasks.start(task)

    def _loaded(self, spelling: Spelling) -> None:
        if spelling.language == self._language:
            self._spelling = spelling
            self._redo()

    def _redo(self) -> None:
        highlighter = self._highlighter
        if highlighter is not None and isValid(highlighter):
            highlighter.spelling = self._spelling if self._on else None
            highlighter.rehighlight()


class _Highlighter(QSyntaxHighlighter):
    def __init__(self, document: QTextDocument, colour: str, source: str) -> None:
        super().__init__(document)
        self.colour = colour
        self.spelling: Spelling | None = None
        self.source = source

    def highlightBlock(self, text: str) -> None:
        """Underline what the dictionary does not know."""
        if self.spelling is None:
            return
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        form.setUnderlineColor(QColor(self.colour))
        for start, end in self.spelling.misspelled(text, self.source):
            self.setFormat(start, end - start, form)
