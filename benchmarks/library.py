"""Measures the library: saving, confirming, opening, searching and forgetting among many documents.

    python benchmarks/library.py [--documents 200] [--sentences 150]

Times are by the clock, since saving waits for the disk; the processor's share stands beside them.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from reader.document import Block, Document
from reader.identity import identify
from reader.sentences import sentence_ranges
from translations.library import Library
from translations.segments import empty_segments

WORDS = (
    "kabinet minister kamer brief beleid motie verdrag regering onderzoek samenwerking overleg besluit raad "
    "commissie begroting veiligheid mensenrechten ontwikkeling handel Syrië Nederland Europese lidstaten"
)


def letter(number: int, sentences: int, chance: random.Random) -> Document:
    """Return a letter of invented sentences, five a paragraph."""
    words = WORDS.split()
    blocks = []
    for start in range(0, sentences, 5):
        text = " ".join(
            f"In zaak {number}-{start + place} spreekt de {' '.join(chance.choices(words, k=15))} zich uit."
            for place in range(5)
        )
        blocks.append(Block("", "paragraph", text, 1))
    named, _ = identify(blocks, [], sentence_ranges)
    return Document(f"letter-{number}.pdf", f"Letter {number}", named)


@contextmanager
def timed(what: str, times: int = 1) -> Iterator[None]:
    """Print how long something took, each time."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    took, busy = (time.perf_counter() - clock) / times, (time.process_time() - processor) / times
    print(f"{what}: {took * 1e3:.1f} ms ({busy * 1e3:.1f} ms of processor)")


def main() -> None:
    """Run the measurement and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--sentences", type=int, default=150)
    arguments = parser.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        library = Library.open(path)
        ids = []
        with timed("add a document with its drafts", arguments.documents):
            for number in range(arguments.documents):
                document = letter(number, arguments.sentences, chance)
                ids.append(library.add_document(document, Path(f"letter-{number}.pdf")))
                library.store_drafts(
                    ids[-1],
                    [
                        replace(one, target=one.source, machine=one.source, origin="machine", score=-0.4)
                        for one in empty_segments(document).values()
                    ],
                )
        print(f"file: {path.stat().st_size / 1e6:.0f} MB for {arguments.documents} documents")
        segments = list(library.segments(ids[0]))
        with timed("save what is typed", 50):
            for number in range(50):
                library.save_target(ids[0], segments[number % len(segments)], f"Typed {number}.")
        with timed("confirm a segment", 50):
            for number in range(50):
                library.confirm(ids[0], segments[number % len(segments)], f"Confirmed {number}.")
        with timed("undo", 20):
            for _ in range(20):
                library.undo(ids[0])
        with timed("segments of a document"):
            library.segments(ids[1])
        with timed("the start page's list"):
            library.documents()
        with timed("search for a word"):
            library.search("mensenrechten")
        with timed("search for a case"):
            library.search(f"zaak {arguments.documents - 1}-7")
        library.close()
        with timed("open, with the day's backup"):
            library = Library.open(path)
        library.close()
        with timed("open again"):
            library = Library.open(path)
        with timed("forget a document"):
            library.forget(ids[0])
        library.close()


if __name__ == "__main__":
    main()
