"""Lets the English of the open document arrive, stops it, and says how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from reader.document import Document
from translations.segments import Segment
from ui.message_bar import Choice, MessageBar
from ui.model_desk import ModelDesk
from ui.reading.view import ReadingView
from ui.services import Services
from ui.session import Session
from ui.workers import Cancelled


def start_translating(
    session: Session | None, view: ReadingView, services: Services, model_desk: ModelDesk
) -> None:
    """Let the missing English of a session arrive, what ``view`` shows first; without a model, say so."""
    if session is None or session.complete:
        return
    if services.engine_room.package() is None:
        model_desk.say_none()
        return
    document_id = session.document_id

    def draft(
        document: Document, already: Mapping[str, Segment], first: Sequence[str], cancelled: Cancelled
    ) -> Iterable[list[Segment]]:
        return services.draft(document, already, first, cancelled, document_id=document_id)

    session.start_drafting(draft, [view.rows[index].holder.id for index in view.scrolling.visible_rows()])


def stop_translating(session: Session | None, message_bar: MessageBar, go_on: Callable[[], None]) -> None:
    """Stop the English of a session; what arrived stays, and ``go_on`` is offered."""
    if session is not None and session.drafting:
        session.cancel_drafting()
        done, total = session.progress
        message_bar.say(f"Stopped: {done:,} of {total:,} paragraphs are in English.", Choice("Go on", go_on))


def progress_words(session: Session | None) -> str:
    """Return how far the English is, for the status bar; empty when it is all there."""
    if session is None:
        return ""
    done, total = session.progress
    if session.drafting:
        return f"{done:,} of {total:,} paragraphs"
    return f"{done:,} of {total:,} paragraphs in English" if done < total else ""
