"""Times a whole letter: Naast against Argos Translate's own `translate()`, on the same package and threads.

    python benchmarks/letter.py [LETTER] [--package FILE|FOLDER] [--runs 3] [--threads 1]
                                [--pages 300 [--minutes 5]]

Both get the same paragraphs and the package's own beam. Argos Translate is given Naast's sentence
splitter, because its own would be downloaded; it decodes each paragraph by itself, as it does.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.document import Block, Document
from reader.identity import identify
from reader.importers import read_document
from reader.sentences import sentence_ranges
from translations.drafting import draft
from translations.engine import Engine
from translations.packages import STARTER_FILE, Package, describe
from translations.segments import Segment
from ui.sample import SAMPLE

WORDS_A_PAGE = 400


class OurSentences:
    """Naast's sentence splitter in the shape that Argos Translate asks for."""

    def split_sentences(self, text: str) -> list[str]:
        """Return the sentences of a text."""
        return [text[start:end] for start, end in sentence_ranges(text)]


def argos_translate(package: Package, folder: Path, threads: int) -> Callable[[str], str]:
    """Return Argos Translate's `translate` on this package, its folders and settings moved into `folder`."""
    packages = folder / "packages"
    target = packages / "translate-nl_en"
    if package.path.is_dir():
        packages.mkdir(parents=True)
        target.symlink_to(package.path.absolute())
    else:
        with zipfile.ZipFile(package.path) as archive:
            archive.extractall(packages)
    os.environ |= {
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "ARGOS_PACKAGES_DIR": str(packages),
        "ARGOS_INTRA_THREADS": str(threads),
        "ARGOS_BEAM_SIZE": str(package.beam_size),
    }
    from argostranslate import translate

    dutch = next(one for one in translate.get_installed_languages() if one.code == "nl")
    english = next(one for one in translate.get_installed_languages() if one.code == "en")
    translation: Any = dutch.get_translation(english)
    translation.underlying.sentencizer = OurSentences()
    # Its cache would answer the second run; `hypotheses` of what lies below it is its `translate`.
    return lambda text: str(translation.underlying.hypotheses(text, 1)[0].value)


def long_document(document: Document, pages: int) -> Document:
    """Return a document of so many pages, its sentences all different, made from a letter's paragraphs."""
    blocks: list[Block] = []
    words = 0
    while words < pages * WORDS_A_PAGE:
        for block in document.blocks:
            text = f"{len(blocks)}. {block.text}"
            blocks.append(replace(block, text=text, spans=()))
            words += text.count(" ") + 1
    named, notes = identify(blocks, (), sentence_ranges)
    return Document("long", "", named, notes)


def time_long_document(document: Document, engine: Engine, minutes: float) -> None:
    """Translate a long document for at most ``minutes``; print its speed and memory as it goes."""
    total = sum(len(holder.sentences) for holder in document.holders())
    print(f"{len(document.blocks):,} paragraphs, {total:,} sentences, at most {minutes:g} minutes")
    start = shown = time.perf_counter()
    kept: list[Segment] = []
    for batch in draft(document, engine=engine):
        kept += batch
        now = time.perf_counter()
        over = now - start > minutes * 60
        if now - shown > 30 or over or len(kept) == total:
            shown = now
            print(
                f"  after {now - start:5.0f} s: {len(kept):6,} sentences, "
                f"{len(kept) / (now - start):5.1f} a second, {peak_megabytes():5.0f} MB at most",
                flush=True,
            )
        if over:
            print(f"  stopped; the whole would take {total / len(kept) * (now - start) / 60:.0f} minutes")
            return


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_megabytes() -> float:
    """Return the most memory that this process has had so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def show(name: str, times: Sequence[float]) -> None:
    """Print a median and its range."""
    print(f"{name:<44}{statistics.median(times):8.2f} s   ({min(times):.2f} to {max(times):.2f})", flush=True)


def main() -> None:
    """Print the measurements."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("letter", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--package", type=Path, default=STARTER_FILE)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--pages", type=int, default=0, help="also time a document of so many pages")
    parser.add_argument("--minutes", type=float, default=30.0, help="stop the long document after so long")
    given = parser.parse_args()
    package = describe(given.package, "installed", "measured")
    document = read_document(given.letter)
    sentences = sum(len(holder.sentences) for holder in document.holders())
    print(
        f"{given.letter.name}: {sentences} sentences; {package.name}; {given.threads} threads, "
        f"beam {package.beam_size}"
    )
    engine = Engine(package, threads=given.threads)
    show("load the model (once)", [seconds(engine.load)])
    show(
        "Naast, all checks and links",
        [seconds(lambda: list(draft(document, engine=engine))) for _ in range(given.runs)],
    )
    print(f"{'peak memory of Naast':<44}{peak_megabytes():8.0f} MB")
    if given.pages:
        time_long_document(long_document(document, given.pages), engine, given.minutes)
    with tempfile.TemporaryDirectory() as folder:
        translate = argos_translate(package, Path(folder), given.threads)
        paragraphs = [holder.text for holder in document.holders()]
        translate("Goedemorgen.")
        show(
            "Argos Translate, same paragraphs",
            [seconds(lambda: [translate(text) for text in paragraphs]) for _ in range(given.runs)],
        )


if __name__ == "__main__":
    main()
