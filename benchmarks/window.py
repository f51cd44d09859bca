"""How smooth the window is while the English of a long document arrives: a histogram of event-loop stalls.

Run it with: python benchmarks/window.py [PARAGRAPHS] (5,000 unless said otherwise). It opens Read mode on an
invented document, lets English arrive from a worker as the drafting does, scrolls meanwhile, and measures how
long the event loop was away between two ticks of a 1 ms timer, and how far the paragraph being read moved.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer

from reader.document import Block, Document, Footnote, Span
from reader.identity import identify
from translations.segments import Link, Segment, source_sentences
from ui.application import make_application
from ui.palette import LIGHT
from ui.pauses import ShortPauses
from ui.reading.find_bar import FindBar
from ui.reading.finding import Finding
from ui.reading.view import ReadingView
from ui.session import Session
from ui.workers import Tasks

DUTCH = ("minister", "Kamer", "informeren", "mensenrechten", "beleid", "van", "de", "over", "zal", "inzake")
ENGLISH = ("minister", "House", "inform", "human", "rights", "policy", "of", "the", "on", "will")
EDGES = (1, 2, 5, 10, 20, 50, 100, 1000)
"""Milliseconds."""


def split(text: str) -> list[tuple[int, int]]:
    """Return the sentences of an invented text: each ends in a full stop."""
    ranges, start = [], 0
    while start < len(text):
        end = text.find(".", start) + 1 or len(text)
        ranges.append((start, end))
        start = end + 1
    return ranges


def invented(paragraphs: int, seed: int = 7) -> Document:
    """Return a document of so many paragraphs, with a heading and some notes every twenty."""
    pick = random.Random(seed)
    blocks, notes = [], []
    for at in range(paragraphs):
        if at % 20 == 0:
            blocks.append(Block("", "heading", f"Onderwerp {at // 20 + 1}", 1 + at // 12, level=1))
            continue
        sentences = [
            " ".join(pick.choices(DUTCH, k=pick.randint(5, 28))).capitalize() + f" {at}."
            for _ in range(pick.randint(1, 7))
        ]
        text = " ".join(sentences)
        spans: tuple[Span, ...] = ()
        if at % 9 == 0:
            notes.append(Footnote(str(len(notes) + 1), f"Kamerstuk {at} nr. {at % 7}.", 1 + at // 12))
            spans = (Span(len(text), len(text), "footnote", str(len(notes))),)
        blocks.append(Block("", "paragraph", text, 1 + at // 12, spans=spans))
    named, named_notes = identify(blocks, notes, split)
    return Document("invented", "Onderwerp", named, named_notes)


def english(document: Document, pick: random.Random) -> list[Segment]:
    """Return invented English for every sentence, aligned word by word."""
    segments = []
    for holder, sentence, source in source_sentences(document):
        words = pick.choices(ENGLISH, k=max(1, len(source.split()) + pick.randint(-2, 4)))
        target = " ".join(words).capitalize() + "."
        links = (Link(0, len(source.split()[0]), 0, len(target.split()[0])),)
        segments.append(
            Segment(sentence.id, holder.id, source, target, target, "machine", "machine", -0.3, links=links)
        )
    return segments


class Stalls:
    """How long the event loop was away between two ticks, and how much of that it was computing.

    On a busy machine the first counts the time that others had the processor; the second does not.
    """

    def __init__(self) -> None:
        self.away: list[float] = []
        self.computing: list[float] = []
        self._wall = self._busy = 0.0
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to measure."""
        self._wall, self._busy = time.perf_counter(), time.thread_time()
        self._timer.start()

    def _tick(self) -> None:
        wall, busy = time.perf_counter(), time.thread_time()
        self.away.append((wall - self._wall) * 1e3)
        self.computing.append((busy - self._busy) * 1e3)
        self._wall, self._busy = wall, busy

    def show(self, title: str) -> None:
        """Print the histogram and forget what was measured."""
        self._timer.stop()
        print(f"\n{title}: {len(self.away):,} ticks")
        print("                    away  computing")
        low = 0.0
        for edge in EDGES:
            counts = [sum(low <= value < edge for value in kind) for kind in (self.away, self.computing)]
            if any(counts):
                print(f"  {low:5.0f} – {edge:4.0f} ms  {counts[0]:6,}  {counts[1]:6,}")
            low = float(edge)
        print(f"  longest          {max(self.away):6.1f}  {max(self.computing):6.1f} ms")
        self.away, self.computing = [], []


def run(paragraphs: int) -> None:
    """Open, let the English arrive, read on meanwhile, zoom, find; print what was measured."""
    application = make_application()
    document = invented(paragraphs)
    arriving = english(document, random.Random(3))
    view = ReadingView(LIGHT)
    view.resize(1280, 800)
    view.show()
    application.processEvents()
    tasks = Tasks()
    pauses = ShortPauses()
    pauses.working(True)
    session = Session(document, tasks=tasks)
    stalls = Stalls()

    def pump(until: Callable[[], bool], limit: float = 120.0) -> float:
        began = time.perf_counter()
        while not until() and time.perf_counter() - began < limit:
            application.processEvents()
        return time.perf_counter() - began

    stalls.start()
    began = time.perf_counter()
    view.set_session(session)
    application.processEvents()
    print(
        f"{paragraphs:,} paragraphs; first Dutch on screen after {(time.perf_counter() - began) * 1e3:.0f} ms"
    )
    pump(lambda: not view.busy)
    stalls.show("Opening and measuring")

    def draft(
        _document: Document,
        _already: Mapping[str, Segment],
        _first: Sequence[str],
        cancelled: Callable[[], bool],
    ) -> Iterable[list[Segment]]:
        for at in range(0, len(arriving), 8):
            if cancelled():
                return
            yield arriving[at : at + 8]
            time.sleep(0.002)

    view.go_to_row(len(view.rows) // 2)
    application.processEvents()
    row = view.scrolling.top_row()
    before = view.geometry_.top(row) - view.scrolling.value
    moved = 0.0
    session.start_drafting(draft)
    stalls.start()

    def still_arriving() -> bool:
        nonlocal moved
        moved = max(moved, abs(view.geometry_.top(row) - view.scrolling.value - before))
        return not session.drafting and not view.busy

    seconds = pump(still_arriving)
    stalls.show(f"English arriving, reading in the middle ({seconds:.1f} s)")
    pauses.working(False)
    print(f"  the paragraph being read moved {moved:.1f} pixels at most")

    stalls.start()
    bar = view.english.verticalScrollBar()
    for step in range(200):
        bar.setValue(bar.value() + (300 if step < 150 else -1000))
        application.processEvents()
    stalls.show("Scrolling")

    finding = Finding(view, FindBar(view))
    stalls.start()
    for query in ("minister", "mensenrechten", "4999", "of the"):
        finding.find(query)
        application.processEvents()
        for _ in range(5):
            finding.step(1)
            application.processEvents()
    stalls.show("Finding")

    stalls.start()
    for zoom in (1.1, 1.25, 1.5, 1.0):
        view.set_zoom(zoom)
        application.processEvents()
    pump(lambda: not view.busy)
    stalls.show("Zooming")
    tasks.end()


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
