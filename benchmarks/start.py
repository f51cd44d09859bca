"""Times the start: `naast read` as a program, readable Dutch, the first English and the last.

python benchmarks/start.py [LETTER] [--package FILE|FOLDER] [--runs 5] [--threads 0]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

from reader.isolation import read_document_isolated
from translations.drafting import draft
from translations.engine import Engine
from translations.packages import STARTER_FILE, describe
from ui.sample import SAMPLE


def show(name: str, times: list[float]) -> None:
    """Print a median and its range, in milliseconds."""
    print(f"{name:<52}{1000 * statistics.median(times):7.0f} ms   (from {1000 * min(times):.0f})", flush=True)


def timed(command: list[str]) -> float:
    """Return how long a program runs."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the measurements."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("letter", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--package", type=Path, default=STARTER_FILE)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=0)
    given = parser.parse_args()
    package = describe(given.package, "installed", "measured")
    bare = [sys.executable, "-c", "import ui.command_line"]
    read = [sys.executable, "-m", "ui.command_line", "read", str(given.letter)]
    show("Python and the command line, nothing done", [timed(bare) for _ in range(given.runs)])
    show("naast read LETTER, from the shell", [timed(read) for _ in range(given.runs)])
    opened, loaded, first, last = [], [], [], []
    for _ in range(given.runs):
        start = time.perf_counter()
        document = read_document_isolated(given.letter)
        opened.append(time.perf_counter() - start)
        engine = Engine(package, threads=given.threads)
        start = time.perf_counter()
        engine.load()
        loaded.append(time.perf_counter() - start)
        start = time.perf_counter()
        for number, _ in enumerate(draft(document, engine=engine)):
            if number == 0:
                first.append(time.perf_counter() - start)
        last.append(time.perf_counter() - start)
    show("opening to readable Dutch (in its own process)", opened)
    show("loading the model", loaded)
    show("first English, model loaded", first)
    show("first English, from opening", [sum(three) for three in zip(opened, loaded, first, strict=True)])
    show("all English, model loaded", last)


if __name__ == "__main__":
    main()
