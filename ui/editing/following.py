"""What follows the current segment: the paragraph in context, matches, terms, checks and note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from translations.segments import Segment
from ui.editing.assistance import Suggestion

if TYPE_CHECKING:
    from ui.editing.mode import EditMode


class Following:
    """Keeps the panes of one Edit mode at its current segment."""

    def __init__(self, mode: EditMode) -> None:
        self._mode = mode

    def entered(self, segment_id: str) -> None:
        """Show what helps with the segment that became current."""
        session = self._mode.session
        if session is None or self._mode.desk is None:
            return
        session.set_place(segment_id)
        segment = self._mode.open_desk.segment(segment_id)
        row = session.position(segment_id)
        before = self._mode.open_desk.segment(session.order[row - 1]).source if row else None
        after = (
            self._mode.open_desk.segment(session.order[row + 1]).source
            if row + 1 < len(session.order)
            else None
        )
        self._mode.matches.show_suggestions(())
        self._mode.assistance.look_at(segment, before, after)
        self._show_panes(segment)
        self._mode.context.show_sentence(segment_id)

    def changed(self, segment: Segment) -> None:
        """Show what a person changed, if it is the current segment."""
        row = self._mode.grid.current_row()
        if self._mode.session is not None and row >= 0 and self._mode.session.order[row] == segment.id:
            self._show_panes(segment)
            if self._mode.grid.editor is not None and not self._mode.grid.editor.typing:
                self._mode.grid.editor.take(segment.target)

    def arrived(self, segments: Sequence[Segment]) -> None:
        """Show the draft of the current segment when it arrives."""
        row = self._mode.grid.current_row()
        if self._mode.session is not None and row >= 0:
            here = self._mode.session.order[row]
            for segment in segments:
                if segment.id == here:
                    self._show_panes(segment)

    def resegmented(self) -> None:
        """Show the paragraphs anew, with sentences that were split or merged."""
        self._mode.context.set_session(self._mode.session)
        self._mode.filter.choose("all")

    def _show_panes(self, segment: Segment) -> None:
        self._mode.terms.show_terms(segment.terms)
        self._mode.notes.show_segment(segment)
        self._mode.checks.show_segment(segment)

    def show_matches(self, segment_id: str, found: tuple[Suggestion, ...]) -> None:
        """Show what the memory has for the segment, unless it was left."""
        if self._mode.session is not None and segment_id == self._mode.session.place:
            self._mode.matches.show_suggestions(found)

    def show_alternatives(self, segment_id: str, found: tuple[Suggestion, ...]) -> None:
        """Show other ways the model says it, after the memory's matches."""
        if self._mode.session is not None and segment_id == self._mode.session.place:
            kept = tuple(one for one in self._mode.matches.suggestions if one.origin != "machine")
            self._mode.matches.show_suggestions((*kept, *found))
