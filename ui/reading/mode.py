"""Read mode for the window: the two columns, what pointer and keyboard light, find, notes and places."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDockWidget, QLabel, QMenu, QVBoxLayout, QWidget

from ui.message_bar import Choice
from ui.modes import Shell
from ui.palette import Theme
from ui.reading.cards import Cards
from ui.reading.column import Column
from ui.reading.copying import row_pairs, table_data
from ui.reading.find_bar import FindBar
from ui.reading.finding import Finding
from ui.reading.hovering import Hovering
from ui.reading.lighting import Lighting
from ui.reading.links import open_link
from ui.reading.outline import Outline
from ui.reading.trail import Trail
from ui.reading.view import ReadingView
from ui.session import Session
from ui.terms.card_words import card_words

READ_ACTIONS = frozenset(
    {
        "copy",
        "copy_table",
        "select_all",
        "find",
        "find_next",
        "find_previous",
        "outline",
        "zoom_in",
        "zoom_out",
        "zoom_reset",
        "go_page",
        "go_back",
        "go_notes",
        "show_card",
        "add_term",
        "print",
        "print_pdf",
        "open_text",
    }
)
"""The shell's actions that mean something in Read mode."""


class ReadMode(QObject):
    """What a diplomat needs: both columns, and everything about reading them."""

    name = "read"

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.widget = QWidget(parent)
        self.view = ReadingView(shell.theme, self.widget)
        self.find_bar = FindBar(self.widget)
        self.cards = Cards(self.view, lambda concept: card_words(shell.services, concept))
        self.finding = Finding(self.view, self.find_bar)
        self.lighting = Lighting(self.view)
        self.hovering = Hovering(self.view, self.lighting, self.cards)
        self.trail = Trail(self.view, self.lighting)
        box = QVBoxLayout(self.widget)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.find_bar)
        box.addWidget(self.view, 1)
        self.outline = Outline()
        self.dock = QDockWidget("Outline", parent)
        self.dock.setObjectName("outline_dock")
        self.dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.dock.setTitleBarWidget(QWidget(self.dock))
        self.dock.setWidget(self.outline)
        self.page_label = QLabel(parent)
        self.page_label.setTextFormat(Qt.TextFormat.PlainText)
        self.page_label.hide()
        shell.add_status(self.page_label)
        self.session: Session | None = None
        self._in_front = False
        self._active: Column = self.view.dutch
        for column in (self.view.dutch, self.view.english):
            column.clicked.connect(lambda row, at, c=column: self._click(c, row, at))
            column.caret_moved.connect(lambda row, at, c=column: self.lighting.light(c, row, at))
            column.selectionChanged.connect(lambda c=column: self._one_selection(c))
            column.customContextMenuRequested.connect(lambda point, c=column: self._menu(c, point))
            column.verticalScrollBar().valueChanged.connect(lambda _value: self.cards.hide())
            column.installEventFilter(self)
        self.view.place_changed.connect(self._moved)
        self.outline.row_chosen.connect(self.trail.to_row)
        self.trail.arrived.connect(lambda row: self._active.select(row, 0, 0))
        self.finding.ended.connect(lambda: self._active.setFocus())

    # the mode

    def docks(self) -> Sequence[QDockWidget]:
        """Return the outline."""
        return (self.dock,)

    def panes(self) -> Sequence[QWidget]:
        """Return outline, find field, Dutch and English."""
        return (self.outline, self.find_bar.field, self.view.dutch, self.view.english)

    def set_document(self, session: Session | None) -> None:
        """Show a document from its beginning."""
        if self.session is not None:
            self.session.segments_arrived.disconnect(self.finding.text_arrived)
            self.session.sentences_changed.disconnect(self._sentences_changed)
        self.cards.hide()
        self.trail.forget()
        self.finding.forget()
        self.session = session
        self.view.set_session(session)
        self.outline.show_rows(self.view.rows)
        if session is not None:
            session.segments_arrived.connect(self.finding.text_arrived)
            session.sentences_changed.connect(self._sentences_changed)

    def enter(self) -> None:
        """Go to where the other mode was."""
        if self.session is not None and self.session.place:
            index = self.view.row_of_sentence(self.session.place)
            if index is not None and index != self.view.scrolling.top_row():
                self.view.go_to_row(index)
        self._in_front = True
        self._show_page(self.view.scrolling.top_row())
        self._active.setFocus()

    def leave(self) -> None:
        """Hide what hangs over the text."""
        self._in_front = False
        self.page_label.hide()
        self.cards.hide()

    def save(self) -> None:
        """Nothing is typed here."""

    def set_look(self, theme: Theme, zoom: float) -> None:
        """Wear these colours at this zoom."""
        self.view.set_look(theme, zoom)
        self.find_bar.set_theme(theme)
        self.cards.set_look(theme, zoom)
        self.outline.setStyleSheet(
            f"QTreeWidget {{ background: {theme.chrome}; color: {theme.ink}; padding: 8px 4px; }}"
            f"QTreeWidget::item {{ padding: 3px 0; }}"
            f"QTreeWidget::item:selected {{ background: {theme.line}; color: {theme.ink}; }}"
            f"QTreeWidget:focus {{ border: 1px solid {theme.action}; }}"
        )
        self.finding.show()

    def handles(self) -> frozenset[str]:
        """Return what can be done here."""
        return READ_ACTIONS

    def act(self, action_id: str) -> None:
        """Do one of them."""
        {
            "copy": self.copy,
            "copy_table": self.copy_table,
            "select_all": lambda: self._active.selectAll(),
            "find": lambda: self.find_bar.open_bar(self._active.textCursor().selectedText()),
            "find_next": lambda: self.finding.step(1),
            "find_previous": lambda: self.finding.step(-1),
            "go_back": self.trail.back,
            "go_notes": self.go_to_notes,
            "show_card": self.show_card_here,
        }[action_id]()

    # notes, links and cards

    def _click(self, column: Column, row: int, position: int) -> None:
        passage = self.view.passage(row, english=column.english)
        call = passage.mark_at(position, "call")
        if call is not None:
            self.go_to_note(call.ref)
            return
        link = passage.mark_at(position, "link")
        if link is not None:
            self._ask_to_open(link.ref or passage.shown[link.start : link.end])

    def _ask_to_open(self, address: str) -> None:
        self._shell.message_bar.say(
            f"Opening {address[:200]} leaves Naast: your browser will contact that site.",
            Choice("Open in browser", lambda: open_link(address)),
            Choice("Copy address", lambda: QGuiApplication.clipboard().setText(address)),
        )

    def go_to_note(self, number: str) -> None:
        """Go to a note; Backspace comes back."""
        self.cards.hide()
        if self.session is not None and not self.trail.to_note(number):
            self._shell.message_bar.say(f"Note {number} was not found in this document.")

    def go_to_notes(self) -> None:
        """Go to the first note."""
        if self.session is not None and self.session.document.footnotes:
            self.go_to_note(self.session.document.footnotes[0].number)

    def show_card_here(self) -> None:
        """Show the card at the pointer, at the caret, or of a term or note of the caret's paragraph."""
        if self.hovering.show_card():
            return
        row, position = self._active.caret_place()
        if row >= len(self.view.rows) or not self.cards.show_in_row(self._active, row, position):
            self._shell.message_bar.say("There is no term or note in this paragraph.")

    # copying

    def copy(self) -> None:
        """Copy the selection as plain text."""
        if self._active.textCursor().hasSelection():
            QGuiApplication.clipboard().setMimeData(self._active.createMimeDataFromSelection())

    def copy_table(self) -> None:
        """Copy the paragraphs of the selection, Dutch beside English."""
        pairs = row_pairs(self.view, self._active.selected_rows())
        if pairs:
            QGuiApplication.clipboard().setMimeData(table_data(pairs))
            count = len(pairs)
            self._shell.message_bar.say(
                f"{count} paragraph{'s' if count != 1 else ''} copied as a table: Dutch beside English."
            )

    def _one_selection(self, column: Column) -> None:
        self._active = column
        if column.textCursor().hasSelection():
            other = self.view.english if column is self.view.dutch else self.view.dutch
            other.deselect()

    def _menu(self, column: Column, point: QPoint) -> None:
        self._active = column
        menu = QMenu(column)
        for action_id in ("copy", "copy_table", "select_all", "", "find", "show_card", "add_term"):
            if action_id:
                menu.addAction(self._shell.actions_[action_id])
            else:
                menu.addSeparator()
        menu.exec(column.viewport().mapToGlobal(point))

    # places

    def _moved(self, sentence_id: str) -> None:
        if self.session is not None and self._in_front:
            here = self.view.row_of_sentence(self.session.place)
            top, visible = self.view.scrolling.top_row(), self.view.scrolling.visible_rows()
            # A place in the top row stays (another mode means that sentence), and so does one on the
            # last screen, where its row cannot come to the top.
            last_screen = visible.stop >= len(self.view.rows) and here is not None and here in visible
            if here != top and not last_screen:
                self.session.set_place(sentence_id)
            self.outline.mark_row(top)
            self._show_page(top)

    def _sentences_changed(self) -> None:
        self.view.reload()

    def _show_page(self, row: int) -> None:
        pages = self.pages()
        self.page_label.setVisible(self._in_front and pages > 1)
        self.page_label.setText(f"page {self.view.rows[row].page} of {pages}" if pages else "")

    def pages(self) -> int:
        """Return the number of the last page of the printed document."""
        return max((row.page for row in self.view.rows), default=0)

    def go_to_page(self, page: int) -> None:
        """Go to the first paragraph that begins on a page of the printed document, or after it."""
        self.trail.to_page(page)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc close a card, and note which column has the keyboard."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Column):
            self._active = watched
        if (
            isinstance(event, QKeyEvent)
            and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
            and event.key() == Qt.Key.Key_Escape
            and self.cards.card.isVisible()
        ):
            if event.type() == QEvent.Type.KeyPress:
                self.cards.hide()
            event.accept()
            return True
        return super().eventFilter(watched, event)
