"""Compares ways of making the English use the glossary's terms.

Run: python benchmarks/terms.py TERMS.tsv PACKAGE.argosmodel [SENTENCES]
TERMS.tsv holds Dutch, reference English and the sentence's terms (`dutch=english; …`), tab-separated. Prints,
for each way and for the chain that Naast uses (with the package as it is, without its channel, and without
its alignment too): the share of terms that are there, the share told as applied, chrF2 against the reference
(pip install sacrebleu), and CPU time against plain decoding. Then the CPU time of whole documents (the sample
letter and the invented letters of the tests) with the terms of "Dutch government" against without.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reader.document import Block, Document
from reader.identity import identify
from reader.importers import read_document
from reader.sentences import sentence_ranges
from translations.drafting import draft, warm
from translations.engine import Engine, Translation
from translations.glossary import Termbase
from translations.glossary_records import TermEntry
from translations.packages import Package, describe
from translations.segments import SegmentTerm
from translations.term_enforcement import translate_with_terms
from translations.term_english import occurrences, wanted_forms
from translations.term_matching import TermMatch, TermMatcher
from translations.term_ways import Way, ways_for
from ui.sample import SAMPLE

LETTERS = Path(__file__).resolve().parent.parent / "tests" / "letters"


@dataclass(frozen=True)
class Sample:
    """A sentence with its reference and the terms given with it."""

    source: str
    reference: str
    entries: tuple[TermEntry, ...]


class OwnTerms(TermMatcher):
    """Finds in each sentence only the terms that were given with it."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        super().__init__(())
        self._of = {sample.source: TermMatcher(sample.entries) for sample in samples}

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the matches of the sentence's own terms."""
        return self._of[text].find(text)


def samples_of(path: Path) -> list[Sample]:
    """Read the file."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        source, reference, terms = line.split("\t")
        pairs = [term.strip().split("=", 1) for term in terms.split(";") if "=" in term]
        entries = tuple(TermEntry(nl, "terms", nl, en, (en,), do_not_translate=nl == en) for nl, en in pairs)
        found.append(Sample(source, reference, entries))
    return found


def present(samples: Sequence[Sample], targets: Sequence[str]) -> float:
    """Return the share of terms whose English, in either number, stands in the target."""
    there = [
        bool(occurrences(target, wanted_forms(entry, None)))
        for sample, target in zip(samples, targets, strict=True)
        for entry in sample.entries
    ]
    return sum(there) / len(there)


def main() -> None:
    """Measure and print."""
    samples = samples_of(Path(sys.argv[1]))[: int(sys.argv[3]) if len(sys.argv) > 3 else None]
    whole = describe(Path(sys.argv[2]), "installed", "measured")
    matcher = OwnTerms(samples)
    sources = [sample.source for sample in samples]
    engine = Engine(whole, threads=1)
    translate_with_terms(engine, sources[:16], None)
    start = time.process_time()
    plain = [t for t, _ in translate_with_terms(engine, sources, None)]
    plain_time = time.process_time() - start
    print(f"{len(samples)} sentences, {sum(len(s.entries) for s in samples)} terms")
    print(f"{'way':<32} {'present':>8} {'applied':>8} {'chrF2':>6} {'time':>6} {'changed':>8}")
    _report("plain", samples, plain, [()] * len(samples), 1.0, plain)
    without = replace(whole, term_channel=None)
    bare = replace(without, has_alignment=False)
    runs: list[tuple[str, Package, tuple[Way, ...]]] = [
        ("n best", whole, ("choice",)),
        ("channel", whole, ("channel",)),
        ("English in the Dutch", without, ("inline",)),
        ("prefix", without, ("prefix",)),
        ("replaced by links", without, ("links",)),
        ("replaced by rendering", bare, ("rendering",)),
        ("chain", whole, ways_for(whole)),
        ("chain without channel", without, ways_for(without)),
        ("chain without alignment", bare, ways_for(bare)),
    ]
    for name, package, ways in runs:
        engine = Engine(package, threads=1)
        engine.load()
        start = time.process_time()
        done = translate_with_terms(engine, sources, matcher, ways=ways)
        ratio = (time.process_time() - start) / plain_time
        _report(name, samples, [t for t, _ in done], [terms for _, terms in done], ratio, plain)
    _report_documents(whole)


def documents() -> list[Document]:
    """Return the sample letter and the invented letters of the tests."""
    found = [read_document(SAMPLE)]
    for path in sorted(LETTERS.glob("*.json")):
        items = json.loads(path.read_text(encoding="utf-8"))["blocks"]
        blocks, _ = identify([Block("", one["kind"], one["nl"], 1) for one in items], (), sentence_ranges)
        found.append(Document(path.name, blocks[0].text, blocks))
    return found


def _report_documents(package: Package) -> None:
    with tempfile.TemporaryDirectory() as folder, Termbase.open(Path(folder) / "glossary.db") as termbase:
        matcher = TermMatcher(termbase.entries())
    letters = documents()
    engine = Engine(package, threads=1)
    warm(engine)
    matcher.find(letters[0].title)
    taken: dict[bool, float] = {}
    for with_terms in (False, True):
        start = time.process_time()
        segments = [
            segment
            for letter in letters
            for batch in draft(letter, engine=engine, matcher=matcher if with_terms else None)
            for segment in batch
        ]
        taken[with_terms] = time.process_time() - start
    told = [term.applied for segment in segments for term in segment.terms]
    print(
        f"whole documents: {len(segments)} sentences, {sum(told)} of {len(told)} terms applied, "
        f"time {taken[True] / taken[False]:.2f}"
    )


def _report(
    name: str,
    samples: Sequence[Sample],
    done: Sequence[Translation],
    terms: Sequence[tuple[SegmentTerm, ...]],
    ratio: float,
    plain: Sequence[Translation],
) -> None:
    targets = [translation.target for translation in done]
    told = [term.applied for of_one in terms for term in of_one]
    applied = f"{sum(told) / len(told):8.1%}" if told else f"{'':8}"
    changed = sum(a.target != b.target for a, b in zip(done, plain, strict=True))
    print(
        f"{name:<32} {present(samples, targets):8.1%} {applied} {_chrf(targets, samples):6.2f} "
        f"{ratio:6.2f} {changed:8}",
        flush=True,
    )


def _chrf(targets: Sequence[str], samples: Sequence[Sample]) -> float:
    try:
        from sacrebleu.metrics import CHRF
    except ImportError:
        return float("nan")
    return float(CHRF().corpus_score(list(targets), [[s.reference for s in samples]]).score)


if __name__ == "__main__":
    main()
