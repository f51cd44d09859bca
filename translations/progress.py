"""How far a translation is: segments and words done, at what rate, and how long the rest will take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reader.document import Document
from translations.library_documents import DocumentEntry
from translations.library_history import Change
from translations.library_rows import count_words
from translations.segments import Segment, source_sentences

PAUSE = timedelta(minutes=5)
"""A longer time between two changes is not work on the text."""
ENOUGH = timedelta(minutes=2)
"""Work shorter than this says nothing about the rate."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of segments and of Dutch words; ``words_an_hour`` and ``left`` are None until known.

    ``translated`` segments have English, ``confirmed`` ones are signed off.
    """

    segments: int
    translated: int
    edited: int
    confirmed: int
    words: int
    translated_words: int
    confirmed_words: int
    words_an_hour: float | None = None
    left: timedelta | None = None

    @property
    def share(self) -> float:
        """The confirmed share of the words, from 0 to 1."""
        return self.confirmed_words / self.words if self.words else 0.0


def progress(document: Document, segments: Mapping[str, Segment], changes: Sequence[Change] = ()) -> Progress:
    """Return the progress of a document; with its ``changes`` (``Library.history``) also rate and estimate.

    The rate is of words confirmed in time worked: time between changes, pauses longer than :data:`PAUSE`
    left out. The estimate is the words still to confirm at that rate.
    """
    words = {sentence.id: count_words(text) for _, sentence, text in source_sentences(document)}
    present = [segment for segment_id, segment in segments.items() if segment_id in words]

    def counted(chosen: Iterable[Segment]) -> int:
        return sum(words[segment.id] for segment in chosen)

    translated = [segment for segment in present if segment.target.strip()]
    confirmed = [segment for segment in present if segment.status == "confirmed"]
    total, done = sum(words.values()), counted(confirmed)
    rate = words_an_hour(changes, words)
    return Progress(
        segments=len(words),
        translated=len(translated),
        edited=sum(segment.status == "edited" for segment in present),
        confirmed=len(confirmed),
        words=total,
        translated_words=counted(translated),
        confirmed_words=done,
        words_an_hour=rate,
        left=timedelta(hours=(total - done) / rate) if rate else None,
    )


def words_an_hour(changes: Sequence[Change], words: Mapping[str, int]) -> float | None:
    """Return at what rate words were confirmed, each segment counted once; None when too little is known."""
    done = sorted((change for change in changes if change.state == "done"), key=lambda one: one.made_at)
    confirmed: set[str] = set()
    worked = timedelta()
    last: datetime | None = None
    for change in done:
        moment = datetime.fromisoformat(change.made_at)
        if last is not None and moment - last <= PAUSE:
            worked += moment - last
            if change.action in ("confirm", "fill"):
                confirmed.update(change.segment_ids)
        last = moment
    if worked < ENOUGH or not confirmed:
        return None
    return sum(words.get(one, 0) for one in confirmed) / (worked / timedelta(hours=1))


def library_progress(entries: Iterable[DocumentEntry]) -> Progress:
    """Return the progress of all documents together, from what the start page lists."""
    listed = list(entries)
    return Progress(
        segments=sum(entry.segments for entry in listed),
        translated=sum(entry.translated for entry in listed),
        edited=sum(entry.edited for entry in listed),
        confirmed=sum(entry.confirmed for entry in listed),
        words=sum(entry.words for entry in listed),
        translated_words=sum(entry.translated_words for entry in listed),
        confirmed_words=sum(entry.confirmed_words for entry in listed),
    )
