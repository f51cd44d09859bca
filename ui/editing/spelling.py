"""Underlines English words that are not in the dictionary, while typing; a key turns it off."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from shiboken6 import isValid

from translations.spelling import English, Spelling
from ui.editing.segment_editor import SegmentEditor
from ui.palette import Theme
from ui.services import Services
from ui.workers import Task, once


class SpellingMarks(QObject):
    """The spelling of the field that is open; the dictionary is read beside the window, once."""

    def __init__(self, services: Services, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._on = False
        self._language: English = "en_GB"
        self._spelling: Spelling | None = None
        self._highlighter: _Highlighter | None = None

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
        self._redo()

    def _load(self) -> None:
        language = self._language
        task = Task(once(lambda _cancelled: Spelling(language)))
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
        self._source = source

    def highlightBlock(self, text: str) -> None:
        """Underline what the dictionary does not know."""
        if self.spelling is None:
            return
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        form.setUnderlineColor(QColor(self.colour))
        for start, end in self.spelling.misspelled(text, self._source):
            self.setFormat(start, end - start, form)
