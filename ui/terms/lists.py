"""The lists that feed the glossary, one in front: candidates, review, conflicts, concordance."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTabWidget, QWidget

from ui.palette import Theme
from ui.terms.candidates_pane import CandidatesPane
from ui.terms.concordance_pane import ConcordancePane
from ui.terms.conflicts_pane import ConflictsPane
from ui.terms.review_pane import ReviewPane
from ui.terms.term_desk import TermDesk


class TermLists(QTabWidget):
    """The lists as tabs; a list is filled when it comes to the front."""

    def __init__(self, desk: TermDesk, theme: Theme, word: Callable[[], str]) -> None:
        """``word`` tells what a concordance is wanted of: words that are selected, else the current term."""
        super().__init__()
        self._word = word
        self.candidates = CandidatesPane(desk)
        self.review = ReviewPane(desk, theme)
        self.conflicts = ConflictsPane(desk)
        self.concordance = ConcordancePane(desk)
        self.setDocumentMode(True)
        for widget, words in (
            (self.candidates, "Candidates"),
            (self.review, "Review"),
            (self.conflicts, "Conflicts"),
            (self.concordance, "Concordance"),
        ):
            self.addTab(widget, words)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 17)
        self.currentChanged.connect(lambda _at: self.refresh())

    def open(self, pane: QWidget) -> None:
        """Bring a list to the front, fill it and give it the keyboard."""
        word = self._word() if pane is self.concordance else ""
        if self.currentWidget() is pane:
            self.refresh()
        self.setCurrentWidget(pane)
        if pane is self.review:
            self.review.open()
        elif pane is self.candidates:
            self.candidates.look()
        elif pane is self.conflicts:
            self.conflicts.tree.setFocus()
        elif pane is self.concordance:
            self.concordance.open(word)

    def refresh(self) -> None:
        """Fill the list in front with what is true now."""
        if not self.isVisible():
            return
        if self.currentWidget() is self.review:
            self.review.table.terms.reload()
        elif self.currentWidget() is self.conflicts:
            self.conflicts.look()

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear these colours at this zoom."""
        self.tabBar().setStyleSheet(
            f"QTabBar::tab {{ background: {theme.chrome}; color: {theme.quiet}; padding: 5px 7px;"
            f" border: 0; border-bottom: 2px solid {theme.chrome}; }}"
            f"QTabBar::tab:selected {{ color: {theme.ink}; border-bottom-color: {theme.quiet}; }}"
            f"QTabBar::tab:selected:focus {{ color: {theme.action}; border-bottom-color: {theme.action}; }}"
        )
        # Tabs with a style sheet keep the application's new colours from what stands under them.
        self.setPalette(QPalette())
        self.setMinimumWidth(self.tabBar().sizeHint().width() + 4)
        self.review.set_look(theme, zoom)
        for pane in (self.candidates, self.conflicts, self.concordance):
            pane.set_look(theme)
