"""The document that the window shows: it is taken in, followed, its place remembered, and let go."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.document_name import document_name
from ui.place_keeper import PlaceKeeper
from ui.preferences import Place, Preferences, Recent
from ui.services import Opened, Services
from ui.session import Session
from ui.window_look import Look
from ui.window_modes import WindowModes


class WindowDocument(QObject):
    """One document at a time, shown by all modes at once; none while the first page is shown."""

    changed = Signal()
    """Another document is on show, or none; the modes are about to hear of it."""
    progressed = Signal()
    """More of it is in English, or translating began or ended."""
    trouble = Signal(object)
    """``Trouble`` with it."""
    left = Signal()
    """The document that was on show is not any more."""

    def __init__(
        self, services: Services, preferences: Preferences, modes: WindowModes, look: Look, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._preferences = preferences
        self._modes = modes
        self._look = look
        self.session: Session | None = None
        self.opened: Opened | None = None
        """What was opened to get it; None for a session that was not opened."""
        self.place_keeper = PlaceKeeper(preferences, self._place, self)

    def show_opened(self, opened: Opened) -> Session:
        """Show a document that was opened, in a session of its own; return the session."""
        library = self._services.library() if opened.document_id is not None else None
        session = Session(
            opened.document,
            opened.segments,
            document_id=opened.document_id,
            library=library,
            tasks=self._services.tasks,
            parent=self,
        )
        self.show(session, opened)
        return session

    def show(self, session: Session | None, opened: Opened | None = None) -> None:
        """Show a session's document in all modes, where it was left; or none."""
        self.place_keeper.keep()
        old = self.session
        if old is not None:
            self._let_go(old)
        self.session, self.opened = session, opened
        place = Place(zoom=self._look.zoom, mode=self._modes.name)
        if session is not None:
            self._follow(session)
            place = self._remembered(session, opened) or place
            self._look.set_zoom(place.zoom)
        if place.mode in self._modes:
            self._modes.name = place.mode
        self.changed.emit()
        for mode in self._modes.values():
            mode.set_document(session)
        if session is not None:
            wanted = (opened.segment_id if opened is not None else "") or place.sentence_id
            session.set_place(wanted)
            self._modes.read.view.go_to_sentence(wanted)
            self._modes.front.enter()
        if old is not None:
            old.deleteLater()
            self.left.emit()

    def _let_go(self, session: Session) -> None:
        self._modes.front.leave()
        session.cancel_drafting()
        session.progress_changed.disconnect(self._progressed)
        session.drafting_changed.disconnect(self._progressed)
        session.trouble.disconnect(self.trouble)
        session.place_changed.disconnect(self.place_keeper.keep_soon)

    def _follow(self, session: Session) -> None:
        session.progress_changed.connect(self._progressed)
        session.drafting_changed.connect(self._progressed)
        session.trouble.connect(self.trouble)
        session.place_changed.connect(self.place_keeper.keep_soon)

    def _progressed(self, *_numbers: object) -> None:
        self.progressed.emit()

    def _remembered(self, session: Session, opened: Opened | None) -> Place | None:
        """Return where a document was left, and note that it was opened now."""
        if opened is None:
            return None
        if opened.path is not None:
            self._preferences.add_recent(Recent(str(opened.path), document_name(session.document)))
        return self._preferences.place(opened.place_key) if opened.place_key else None

    def _place(self) -> tuple[str, Place] | None:
        if self.session is None or self.opened is None or not self.opened.place_key:
            return None
        return self.opened.place_key, Place(self.session.place, self._look.zoom, self._modes.name)
