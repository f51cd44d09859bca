"""What helps with the current segment: matches of the memory, and other ways the model would say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from translations.segments import Origin, Segment
from translations.word_diff import word_diff
from ui.services import Services
from ui.session import Trouble
from ui.workers import Cancelled, Task, once


@dataclass(frozen=True, slots=True)
class Suggestion:
    """English that could be put in: ``label`` says from where ("87 % · Client A"), ``source`` its Dutch,
    ``differs`` how the Dutch of the segment is other than that."""

    target: str
    label: str
    origin: Origin
    source: str = ""
    differs: str = ""


def what_differs(stored: str, here: str) -> str:
    """Return how the Dutch here is other than that of a match: "2018 → 2019, + ook, − niet"."""
    pieces = word_diff(stored, here)
    told: list[str] = []
    for at, piece in enumerate(pieces):
        gone = stored[piece.old_start : piece.old_end].strip()
        new = here[piece.new_start : piece.new_end].strip()
        before = pieces[at - 1] if at else None
        if piece.kind == "delete" and gone:
            told.append(f"− {gone}")
        elif piece.kind == "insert" and new:
            if before is not None and before.kind == "delete" and told and told[-1].startswith("− "):
                told[-1] = f"{told[-1].removeprefix('− ')} → {new}"
            else:
                told.append(f"+ {new}")
    return ", ".join(told)


class Assistance(QObject):
    """Looks things up beside the window; an answer for a segment that was left is thrown away."""

    matches_found = Signal(str, object)
    """Segment id, ``tuple[Suggestion, ...]`` from the memory."""
    alternatives_found = Signal(str, object)
    """Segment id, ``tuple[Suggestion, ...]`` from the model."""
    trouble = Signal(object)
    told = Signal(str)
    """What happened to the memory's file when it was opened, once."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._wanted: tuple[Segment, str | None, str | None] | None = None
        self._task: Task | None = None
        self._memory_told = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(80)
        self._soon.timeout.connect(self._look)

    def look_at(self, segment: Segment, before: str | None, after: str | None) -> None:
        """Look for matches of a segment, soon: moving quickly through segments looks up only the last."""
        self._wanted = (segment, before, after)
        self._soon.start()

    def pause(self) -> None:
        """Look up nothing more until the next segment."""
        self._soon.stop()

    def _look(self) -> None:
        if self._wanted is None:
            return
        segment, before, after = self._wanted
        services = self._services

        def work(_cancelled: Cancelled) -> Sequence[Suggestion]:
            found = services.memory().fuzzy(segment.source, previous=before, following=after)
            return tuple(
                Suggestion(
                    match.target,
                    f"{match.percent} % · {match.memory}"
                    + (" · numbers put right" if match.substituted else ""),
                    "fuzzy" if match.percent < 100 else "exact",
                    match.source,
                    what_differs(match.source, segment.source),
                )
                for match in found
            )

        self._start(segment.id, work, self.matches_found).arrived.connect(lambda _found: self._tell())

    def _tell(self) -> None:
        memory = self._services.memory()
        # That another Naast writes is told of the library already.
        if not self._memory_told and not memory.read_only:
            for notice in memory.notices:
                self.told.emit(notice)
        self._memory_told = True

    def ask_alternatives(self, segment: Segment) -> None:
        """Ask the model for other ways to say a segment."""
        services = self._services

        def work(cancelled: Cancelled) -> Sequence[Suggestion]:
            from translations.engine import TranslationRequest

            engine = services.engine_room.engine()
            (found,) = engine.translate(
                [TranslationRequest(segment.source)], alternatives=5, cancelled=cancelled
            )
            texts = dict.fromkeys((found.target, *(other.target for other in found.alternatives)))
            return tuple(Suggestion(text, "model", "machine") for text in texts if text != segment.target)

        self._start(segment.id, work, self.alternatives_found)

    def _start(
        self, segment_id: str, work: Callable[[Cancelled], Sequence[Suggestion]], answer: SignalInstance
    ) -> Task:
        if self._task is not None:
            self._task.cancel()
        task = Task(once(work))
        task.arrived.connect(lambda found: answer.emit(segment_id, found))
        task.refused.connect(lambda sentence: self.trouble.emit(Trouble(sentence)))
        task.failed.connect(lambda bug: self.trouble.emit(Trouble("A look-up failed.", bug)))
        self._task = task
        self._services.tasks.start(task)
        return task
