"""Measures a large translation memory: import, file size, exact and fuzzy look-ups.

    python benchmarks/memory.py PAIRS.tsv[.xz] … [--units 1000000] [--queries 200]

Each file holds ``dutch<TAB>english`` lines. Queries are sentences of the memory with a word changed or
dropped, and sentences that are not in it, half and half, in an order of their own. When the files hold fewer
pairs than asked for, variants of them with other words are made. Times are the processor's, so that other
programs do not count.
"""

from __future__ import annotations

import argparse
import lzma
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from translations.memory import TranslationMemory
from translations.memory_tmx import read_tmx, write_tmx
from translations.memory_units import Unit


def pairs(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of the files, in order."""
    for path in paths:
        opener = lzma.open if path.suffix == ".xz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            for line in file:
                dutch, _, english = line.rstrip("\n").partition("\t")
                if dutch and english:
                    yield dutch, english


def units(found: list[tuple[str, str]], wanted: int, chance: random.Random) -> Iterator[Unit]:
    """Yield ``wanted`` units: the pairs, then variants of them with words of other sentences swapped in."""
    for dutch, english in found[:wanted]:
        yield Unit(dutch, english)
    for _ in range(wanted - len(found)):
        dutch, english = chance.choice(found)
        other = chance.choice(found)[0].split()
        words = dutch.split()
        for _ in range(max(1, len(words) // 3)):
            words[chance.randrange(len(words))] = chance.choice(other)
        yield Unit(" ".join(words), english)


def changed(text: str, other: str, chance: random.Random) -> str:
    """Return a sentence with a word replaced and, if it is long, another dropped."""
    words = text.split()
    words[chance.randrange(len(words))] = chance.choice(other.split())
    if len(words) > 8:
        del words[chance.randrange(len(words))]
    return " ".join(words)


def milliseconds(times: list[float]) -> str:
    """Return median, 95th percentile and maximum of some seconds."""
    ordered = sorted(times)
    middle, high = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    return f"median {middle * 1e3:.1f} ms, 95 % {high * 1e3:.1f} ms, slowest {ordered[-1] * 1e3:.1f} ms"


def main() -> None:
    """Run the measurement and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--tmx", action="store_true", help="import through a TMX file")
    arguments = parser.parse_args()
    chance = random.Random(1)
    found = list(pairs(arguments.files))
    chance.shuffle(found)
    kept_out, found = found[: arguments.queries], found[arguments.queries :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.db"
        memory = TranslationMemory.open(path)
        stream: Iterator[Unit] = units(found, arguments.units, chance)
        if arguments.tmx:
            file = Path(folder) / "memory.tmx"
            start = time.process_time()
            write_tmx(stream, file)
            print(f"TMX of {file.stat().st_size / 1e6:.0f} MB written in {time.process_time() - start:.0f} s")
            stream = read_tmx(file)
        start = time.process_time()
        count = memory.add_all(stream)
        took = time.process_time() - start
        print(f"{count:,} units imported in {took:.0f} s ({count / took:,.0f} a second)")
        memory.close()
        print(f"file: {path.stat().st_size / 1e6:.0f} MB ({path.stat().st_size / count:.0f} bytes a unit)")
        memory = TranslationMemory.open(path)
        known = [chance.choice(found[: arguments.units])[0] for _ in range(arguments.queries)]
        times = []
        for text in known:
            start = time.process_time()
            memory.exact(text)
            times.append(time.process_time() - start)
        print(f"exact look-up: {milliseconds(times)}")
        hits, times = 0, []
        for text, other in zip(known, kept_out, strict=False):
            for query in (changed(text, other[0], chance), other[0]):
                start = time.process_time()
                matches = memory.fuzzy(query)
                times.append(time.process_time() - start)
                hits += bool(matches) and query != other[0]
        print(f"fuzzy look-up: {milliseconds(times)}; {hits} of {len(known)} changed sentences found at 70 %")
        memory.close()


if __name__ == "__main__":
    main()
