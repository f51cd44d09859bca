"""How far the window's work is: a document being opened, English arriving, a model being downloaded."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.actions import Actions
from ui.opening import Opening
from ui.progress_line import ProgressLine
from ui.translating import progress_words
from ui.window_bars import WindowStatus
from ui.window_document import WindowDocument


class WindowProgress(QObject):
    """Shows it in words and as a line, and offers to stop it or to go on with it."""

    working = Signal(bool)
    """Whether a document is being opened or translated."""

    def __init__(
        self,
        document: WindowDocument,
        opening: Opening,
        actions: Actions,
        line: ProgressLine,
        status: WindowStatus,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._opening = opening
        self._actions = actions
        self._line = line
        self._status = status
        self._news = ""
        self._working = False
        document.progressed.connect(self.show)
        opening.changed.connect(self.show)

    def show(self) -> None:
        """Show how far everything is now."""
        session = self._document.session
        drafting = session is not None and session.drafting
        working = drafting or self._opening.busy
        done, total = session.progress if session is not None else (0, 1)
        self._actions["cancel"].setEnabled(working)
        self._actions["translate"].setEnabled(session is not None and not drafting and not session.complete)
        self._status.zoom.setVisible(session is not None)
        self._line.show_progress(done, total, drafting)
        words = f"Opening {self._opening.name} …" if self._opening.busy else progress_words(session)
        self._status.progress.setText(self._news or words)
        if working != self._working:
            self._working = working
            self.working.emit(working)

    def show_news(self, news: str) -> None:
        """Show how far a download is; empty when there is none."""
        self._news = news
        self.show()
