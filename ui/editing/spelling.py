"""Underlines English words that are not in the dictionary, while typing; a key turns it off."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

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
        self._speller: object | None = None
        self._highlighter: _Highlighter | None = None

    def set_theme(self, theme: Theme) -> None:
        """Wear these colours."""
        self._theme = theme
        if self._highlighter is not None:
            self._highlighter.colour = theme.look

    def set_on(self, on: bool) -> None:
        """Turn spelling on or off."""
        self._on = on
        if on and self._speller is None:
            self._load()
        self._redo()

    def attach(self, editor: SegmentEditor) -> None:
        """Follow the field that was opened."""
        self._highlighter = _Highlighter(editor.document(), self._theme.look)
        self._redo()

    def _load(self) -> None:
        def work(_cancelled: object) -> object:
            from translations.spelling import Speller

            return Speller.load("en_GB")

        task = Task(once(work))
        task.arrived.connect(self._loaded)
        self._services.tasks.start(task)

    def _loaded(self, speller: object) -> None:
        self._speller = speller
        self._redo()

    def _redo(self) -> None:
        if self._highlighter is not None:
            self._highlighter.speller = self._speller if self._on else None
            self._highlighter.rehighlight()


class _Highlighter(QSyntaxHighlighter):
    def __init__(self, document: QTextDocument, colour: str) -> None:
        super().__init__(document)
        self.colour = colour
        self.speller: object | None = None

    def highlightBlock(self, text: str) -> None:
        """Underline what the dictionary does not know."""
        if self.speller is None:
            return
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        form.setUnderlineColor(QColor(self.colour))
        for start, end in self.speller.unknown(text):  # type: ignore[attr-defined]
            self.setFormat(start, end - start, form)
