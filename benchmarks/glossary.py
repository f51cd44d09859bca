"""How fast the termbase is with 100,000 terms: import, open, add, search, a page of the table, undo.

Times are of the processor; an import also says how long one waits.

Run: python benchmarks/glossary.py [CONCEPTS]
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from translations.glossary import Termbase
from translations.glossary_merge import Incoming, compare, take_in
from translations.glossary_records import Concept, RowFilter, Term

_PARTS = ("mensen", "rechten", "raad", "verdrag", "handels", "beleids", "water", "vlucht", "school", "zorg")
_HEADS = ("commissie", "regeling", "beleid", "toezicht", "procedure", "aanvraag", "beslissing", "ambtenaar")


def invented(number: int, seed: int = 1) -> list[Concept]:
    """Return concepts with invented Dutch compounds and two English terms each."""
    chance = random.Random(seed)
    made = []
    for i in range(number):
        nl = "".join(chance.sample(_PARTS, 2)) + chance.choice(_HEADS) + f" {i:05x}"
        made.append(
            Concept(
                (Term(nl, "nl", preferred=True), Term(f"term {i} of {nl[:9]}", "en", preferred=True)),
                domain=chance.choice(("law", "tax", "education")),
            )
        )
    return made


def timed(what: Callable[[], object], times: int = 9) -> float:
    """Return the median of some runs, in milliseconds of processor time: others do not count."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        what()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "glossary.db"
        with Termbase.open(path) as termbase:
            concepts = invented(number)
            start, busy = time.perf_counter(), time.process_time()
            take_in(termbase, compare(termbase, "Large", map(Incoming, concepts)))
            print(
                f"import {number:,} concepts: {time.perf_counter() - start:.1f} s "
                f"({time.process_time() - busy:.1f} s of CPU)"
            )

        def opened() -> None:
            with Termbase.open(path) as again:
                again.glossaries()
                again.page(0, 50)

        print(f"open and show the first page: {timed(opened):.1f} ms")
        with Termbase.open(path) as termbase:
            words = iter(range(1000))
            print(f"add one: {timed(lambda: termbase.add(f'nieuw woord {next(words)}', 'new word')):.2f} ms")
            for text in ("verdrag", "vluchtschoolbeleid", "0ab", "raad", "of", "term 777"):
                print(f"search {text!r}: {timed(lambda text=text: termbase.search(text)):.1f} ms")
            for offset in (0, number // 2, number - 100):
                print(f"page at {offset:,}: {timed(lambda offset=offset: termbase.page(offset, 100)):.1f} ms")
            by_english = lambda: termbase.page(number // 2, 100, sort="en", descending=True)  # noqa: E731
            print(f"page by English: {timed(by_english):.1f} ms")
            filtered = RowFilter(text="raad", status="approved", glossary="Large")
            print(f"count of a filter: {timed(lambda: termbase.count(filtered)):.1f} ms")
            print(f"page of a filter: {timed(lambda: termbase.page(0, 100, rows=filtered)):.1f} ms")
            some = termbase.identifiers(filtered)[:1000]
            print(f"status of 1,000: {timed(lambda: termbase.bulk_status(some, 'proposed'), 1):.0f} ms")
            print(f"undo that: {timed(termbase.undo, 1):.0f} ms")
            print(f"all entries: {timed(lambda: sum(1 for _ in termbase.entries()), 1):.0f} ms")
            print(f"conflicts: {timed(termbase.conflicts, 1):.0f} ms")
        print(f"file: {path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
