"""The panes beside the grid: matches, terms, checks, and the note with what changed against the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from translations.segments import Segment, SegmentTerm
from translations.word_diff import word_diff
from ui.editing.assistance import Suggestion
from ui.palette import Theme

AUTOSAVE = 500
"""Milliseconds from a keystroke in a note to the library."""
AREA = Qt.DockWidgetArea.RightDockWidgetArea


def dock(
    title: str, name: str, widget: QWidget, parent: QWidget, behind: QDockWidget | None = None
) -> QDockWidget:
    """Return a pane of Edit mode, at the right; ``behind`` another, as a tab, when it has to share."""
    made = QDockWidget(title, parent)
    made.setObjectName(name)
    made.setProperty("area", AREA)
    made.setProperty("behind", behind.objectName() if behind is not None else "")
    made.setWidget(widget)
    made.setFeatures(
        QDockWidget.DockWidgetFeature.DockWidgetMovable | QDockWidget.DockWidgetFeature.DockWidgetClosable
    )
    return made


class WrappedList(QListWidget):
    """A list of short texts, wrapped; Enter or a double click uses the current one."""

    used = Signal(int)

    def __init__(self, name: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(2)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._empty = empty
        self.itemActivated.connect(lambda item: self.used.emit(self.row(item)))
        self.show_texts(())

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show these texts (plain), or the words for none."""
        self.clear()
        for text in texts:
            self.addItem(QListWidgetItem(text))
        if not texts:
            item = QListWidgetItem(self._empty)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def sizeHint(self) -> QSize:
        """Be modest: the grid needs the room."""
        line = self.fontMetrics().lineSpacing()
        return QSize(line * 16, line * 4)


class MatchesPane(WrappedList):
    """English from the memory and the model, numbered by the keys that put it in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.suggestions: tuple[Suggestion, ...] = ()
        super().__init__("Matches", "No matches for this segment.", parent)

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these, the first five with their keys."""
        self.suggestions = tuple(suggestions)
        self.show_texts(
            [
                f"{'Alt+' + str(at) + '   ' if at <= 5 else ''}{one.label}\n{one.target}"
                + (f"\nIn the Dutch: {one.differs}" if one.differs else "")
                for at, one in enumerate(self.suggestions, 1)
            ]
        )


class TermsPane(WrappedList):
    """The glossary's terms in this segment, numbered by the keys that put their English in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.terms: tuple[SegmentTerm, ...] = ()
        super().__init__("Terms", "No terms in this segment.", parent)

    def show_terms(self, terms: Sequence[SegmentTerm]) -> None:
        """Show a segment's terms, and which of them the English has not."""
        self.terms = tuple({(one.nl, one.en): one for one in terms}.values())
        texts = []
        for at, one in enumerate(self.terms, 1):
            key = f"Ctrl+Alt+{at}   " if at <= 9 else ""
            missing = "" if one.applied else "   (not in the English)"
            texts.append(f"{key}{one.nl} → {one.en}{missing}")
        self.show_texts(texts)


class NotePane(QWidget):
    """The note of a segment, and what a person changed in the machine's draft."""

    noted = Signal(str, str)
    """Segment id and its note, soon after it was typed and at once when the field or the segment is left."""
    left = Signal()
    """The keyboard should go back to the grid."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._segment: Segment | None = None
        self.note = _NoteField(self)
        self.note.focus_lost.connect(self.save)
        self.note.finished.connect(self.left)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AUTOSAVE)
        self._soon.timeout.connect(self.save)
        self.note.textChanged.connect(self._typed)
        self.diff = QTextEdit(self)
        self.diff.setReadOnly(True)
        self.diff.setAcceptRichText(False)
        self.diff.setFrameShape(QFrame.Shape.NoFrame)
        self.diff.setAccessibleName("Changes against the machine's draft")
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 8)
        self._label = QLabel("Against the machine's draft", self)
        box.addWidget(self.note, 1)
        box.addWidget(self._label)
        box.addWidget(self.diff, 2)

    def show_segment(self, segment: Segment | None) -> None:
        """Show a segment's note and word diff."""
        if self._segment is None or segment is None or segment.id != self._segment.id:
            self.save()
            self._segment = segment
            self.note.setPlainText(segment.note if segment is not None else "")
            self._soon.stop()
        else:
            self._segment = segment
            unsaved = self.note.hasFocus() or self._soon.isActive()
            if not unsaved and self.note.toPlainText().strip() != segment.note:
                self.note.setPlainText(segment.note)
                self._soon.stop()
        self._show_diff()

    def save(self) -> None:
        """Hand over the note as it stands, when it is another than the segment's."""
        self._soon.stop()
        segment, text = self._segment, self.note.toPlainText().strip()
        if segment is not None and text != segment.note:
            self._segment = replace(segment, note=text)
            self.noted.emit(segment.id, text)

    def _typed(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def set_theme(self, theme: Theme) -> None:
        """Wear these colours."""
        self._theme = theme
        self._show_diff()

    def _show_diff(self) -> None:
        self.diff.clear()
        segment, theme = self._segment, self._theme
        if segment is None or theme is None or not segment.machine or segment.machine == segment.target:
            self.diff.setPlaceholderText("Nothing was changed.")
            return
        cursor = self.diff.textCursor()
        for piece in word_diff(segment.machine, segment.target):
            form = QTextCharFormat()
            if piece.kind == "insert":
                form.setForeground(QColor(theme.confirmed))
                form.setFontUnderline(True)
            elif piece.kind == "delete":
                form.setForeground(QColor(theme.look))
                form.setFontStrikeOut(True)
            if piece.kind == "delete":
                words = segment.machine[piece.old_start : piece.old_end]
            else:
                words = segment.target[piece.new_start : piece.new_end]
            cursor.insertText(words, form)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.diff.setTextCursor(cursor)


class _NoteField(QPlainTextEdit):
    focus_lost = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("A note on this segment (Esc: back)")
        self.setAccessibleName("Note on this segment")
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand the note over when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.focus_lost.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the grid."""
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
            return
        super().keyPressEvent(event)
