"""Measures translation packages side by side: scores, numbers, repetition, terms, speed, alignment.

    python benchmarks/quality.py EVALUATION --package a.argosmodel --package b.argosmodel [--sample 100]

EVALUATION is a folder of `NAME.tsv` files, `dutch<TAB>english` a line; a file with a third column of
`dutch term=english term; …` also measures terms. Without --package all that Naast finds are measured.
Needs the extra `training` (sacrebleu).
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sacrebleu
from alignment_error import alignment_error, read_hand_aligned

from reader.sentences import sentence_ranges
from translations.engine import Engine, TermHint, TranslationRequest
from translations.glossary_records import TermEntry
from translations.number_check import compare_numbers
from translations.packages import Package, describe, installed_packages
from translations.paths import data_paths
from translations.repetition import loops
from translations.term_matching import TermMatcher

LONGEST_FACTOR = 2.5
"""An output with this many times the words of its source, and ten more, has run away."""


@dataclass(frozen=True)
class TestSet:
    """Sentences with a reference each, and for some the terms that must appear."""

    name: str
    sources: list[str]
    references: list[str]
    terms: list[list[tuple[str, str]]] = field(default_factory=list)


@dataclass
class Result:
    """What one package did on one set."""

    package: str
    test_set: str
    sentences: int
    bleu: float
    chrf2: float
    numbers_kept: float
    repeated: int
    empty: int
    signatures: tuple[str, str]
    terms_plain: float | None = None
    terms_channel: float | None = None
    outputs: list[str] = field(default_factory=list)


def read_test_set(path: Path, sample: int, seed: int) -> TestSet:
    """A file's pairs, or a seeded sample of them."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
    if 0 < sample < len(rows):
        rows = random.Random(seed).sample(rows, sample)
    terms = [
        [(nl.strip(), en.strip()) for nl, _, en in (item.partition("=") for item in row[2].split(";")) if en]
        for row in rows
        if len(row) > 2
    ]
    return TestSet(path.stem, [row[0] for row in rows], [row[1] for row in rows], terms)


def plain_quotes(text: str) -> str:
    """Quotation marks and dashes in one form, so that typography is not counted as translation."""
    return text.translate(str.maketrans({**dict.fromkeys("‘’", "'"), **dict.fromkeys("“”«»", '"'), "—": "–"}))


def percentage(values: Iterable[bool]) -> float:
    """The share that is true, in percent; 100 of nothing."""
    found = list(values)
    return 100.0 * sum(found) / len(found) if found else 100.0


def hints_for(source: str, terms: Sequence[tuple[str, str]]) -> tuple[TermHint, ...]:
    """The terms where the app itself finds them in a sentence."""
    matcher = TermMatcher([TermEntry(str(i), "", nl, en, (en,)) for i, (nl, en) in enumerate(terms)])
    return tuple(
        TermHint(match.start, match.end, match.entry.en)
        for match in matcher.find(source)
        if match.kind == "full"
    )


def terms_right(outputs: Sequence[str], test_set: TestSet) -> float:
    """The share of terms whose English stands in the output, whatever its case."""
    return percentage(
        plain_quotes(english).lower() in plain_quotes(output).lower()
        for output, terms in zip(outputs, test_set.terms, strict=True)
        for _, english in terms
    )


def ran_away(source: str, output: str) -> bool:
    """Whether an output repeats itself or is far longer than its source can be."""
    words = len(output.split())
    return bool(loops(source, output)) or words > LONGEST_FACTOR * len(source.split()) + 10


def measure(engine: Engine, test_set: TestSet) -> Result:
    """Translate a set and score it."""
    done = engine.translate([TranslationRequest(source) for source in test_set.sources])
    outputs = [translation.target for translation in done]
    bleu, chrf = sacrebleu.metrics.BLEU(), sacrebleu.metrics.CHRF(word_order=0)
    ours = [plain_quotes(text) for text in outputs]
    references = [[plain_quotes(text) for text in test_set.references]]
    result = Result(
        package=engine.package.name,
        test_set=test_set.name,
        sentences=len(outputs),
        bleu=bleu.corpus_score(ours, references).score,
        chrf2=chrf.corpus_score(ours, references).score,
        numbers_kept=percentage(
            not compare_numbers(source, output)
            for source, output in zip(test_set.sources, outputs, strict=True)
            if any(map(str.isdigit, source))
        ),
        repeated=sum(map(ran_away, test_set.sources, outputs)),
        empty=sum(not output.strip() for output in outputs),
        signatures=(str(bleu.get_signature()), str(chrf.get_signature())),
        outputs=outputs,
    )
    if test_set.terms:
        result.terms_plain = terms_right(outputs, test_set)
        if engine.package.term_channel:
            requests = [
                TranslationRequest(source, hints_for(source, terms))
                for source, terms in zip(test_set.sources, test_set.terms, strict=True)
            ]
            told = [translation.target for translation in engine.translate(requests)]
            result.terms_channel = terms_right(told, test_set)
    return result


@dataclass(frozen=True)
class Speed:
    """What a package costs on this machine."""

    package: str
    threads: int
    source_pieces_a_second: float
    target_pieces_a_second: float
    megabytes: float


def resident_megabytes() -> float:
    """Resident memory of this process where the system tells (Linux), else 0."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def speed(package: Package, sources: Sequence[str], threads: int) -> Speed:
    """Pieces a second in batches, and the memory a loaded package takes."""
    before = resident_megabytes()
    engine = Engine(package, threads=threads)
    tokenizer = engine.load().tokenizer
    engine.translate([TranslationRequest("Dit is een zin om mee te beginnen.")])
    began = time.perf_counter()
    done = engine.translate([TranslationRequest(source) for source in sources])
    seconds = time.perf_counter() - began
    source_pieces = sum(len(tokenizer.encode(source)) for source in sources)
    target_pieces = sum(len(tokenizer.encode(translation.target)) for translation in done)
    return Speed(
        package.name, threads, source_pieces / seconds, target_pieces / seconds, resident_megabytes() - before
    )


def letter_sentences(path: Path) -> TestSet:
    """The sentences of a plain text, or of a letter with its English (blocks of equally many sentences)."""
    if path.suffix != ".json":
        text = path.read_text(encoding="utf-8")
        sources = [text[start:end].strip() for start, end in sentence_ranges(text)]
        return TestSet(path.stem, [source for source in sources if source], [])
    sources, references = [], []
    for block in json.loads(path.read_text(encoding="utf-8"))["blocks"]:
        dutch = [block["nl"][start:end] for start, end in sentence_ranges(block["nl"])]
        english = [block["en"][start:end] for start, end in sentence_ranges(block["en"])]
        paired = (
            zip(dutch, english, strict=True) if len(dutch) == len(english) else [(block["nl"], block["en"])]
        )
        for source, reference in paired:
            sources.append(source.strip())
            references.append(reference.strip())
    return TestSet(path.stem, sources, references)


def table(results: Sequence[Result]) -> str:
    """The results as a Markdown table."""
    lines = [
        "| set | package | n | BLEU | chrF2 | numbers % | runaway | empty | terms % | with channel % |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for r in results:
        plain = "" if r.terms_plain is None else f"{r.terms_plain:.1f}"
        told = "" if r.terms_channel is None else f"{r.terms_channel:.1f}"
        lines.append(
            f"| {r.test_set} | {r.package} | {r.sentences} | {r.bleu:.1f} | {r.chrf2:.1f} "
            f"| {r.numbers_kept:.1f} | {r.repeated} | {r.empty} | {plain} | {told} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure the packages named, or all that are there, and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("evaluation", type=Path)
    parser.add_argument("--package", type=Path, action="append", default=[])
    parser.add_argument("--letter", type=Path, action="append", default=[], help=".txt or .json, to be read")
    parser.add_argument("--aligned", type=Path, help="hand-aligned sentences (default: the project's own)")
    parser.add_argument("--sample", type=int, default=0, help="sentences a set (0: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--no-speed", action="store_true")
    parser.add_argument("-o", "--output", type=Path, help="everything as JSON, outputs included")
    options = parser.parse_args()
    packages = [
        replace(describe(path, "installed", path.stem), name=path.stem) for path in options.package
    ] or installed_packages(data_paths())
    sets = [
        read_test_set(path, options.sample, options.seed) for path in sorted(options.evaluation.glob("*.tsv"))
    ]
    letters = [letter_sentences(path) for path in options.letter]
    results: list[Result] = []
    everything: dict[str, Any] = {}
    for package in packages:
        engine = Engine(package, threads=options.threads)
        for test_set in (*sets, *(letter for letter in letters if letter.references)):
            results.append(measure(engine, test_set))
            print(table(results[-1:]).splitlines()[-1], flush=True)
        aligned = read_hand_aligned(options.aligned)
        if package.has_alignment:
            error = alignment_error(engine, aligned)
            everything[f"alignment error {package.name}"] = error
            print(f"alignment error of {package.name} on {len(aligned)} sentences: {error:.3f}")
        for letter in letters:
            done = engine.translate([TranslationRequest(source) for source in letter.sources])
            print(f"\n{package.name}: {letter.name}")
            for source, translation in zip(letter.sources, done, strict=True):
                print(f"  {source}\n    {translation.target}")
    print("\n" + table(sorted(results, key=lambda result: result.test_set)))
    for signature in dict.fromkeys(signature for result in results for signature in result.signatures):
        print(signature)
    if not options.no_speed:
        sources = [source for test_set in sets for source in test_set.sources][:64]
        for package in packages:
            found = speed(package, sources, options.threads or 2)
            print(
                f"{found.package}: {found.source_pieces_a_second:.0f} source pieces and "
                f"{found.target_pieces_a_second:.0f} target pieces a second on {found.threads} threads "
                f"({platform.machine()}), {found.megabytes:.0f} MB"
            )
            everything[f"speed {found.package}"] = asdict(found)
    if options.output:
        everything["results"] = [asdict(result) for result in results]
        options.output.write_text(json.dumps(everything, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
