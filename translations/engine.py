"""Translates Dutch sentences with an Argos package: batches, scores, alternatives, links, terms, safety."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reader.errors import EnvironmentProblem
from translations.engine_hypotheses import (
    Hypothesis,
    Job,
    coverage,
    hypothesis_of,
    joined,
    right_beginning,
    runs_on,
    without_loop,
)
from translations.engine_requests import (
    Alternative,
    TermHint,
    Translation,
    TranslationRequest,
    with_hints,
    without_bare_spaces,
)
from translations.number_check import compare_numbers
from translations.number_repair import repair_numbers
from translations.package_files import PackageFiles
from translations.packages import Package
from translations.segments import Link, Mark
from translations.source_text import ADDRESS, Part, Word, clauses, is_language, parts_of, words_of
from translations.tokenizer import Tokenizer, tokenizer_of

__all__ = [
    "BATCH_SIZE",
    "Alternative",
    "Engine",
    "TermHint",
    "Translation",
    "TranslationCancelled",
    "TranslationRequest",
    "with_hints",
]

BATCH_SIZE = 8
"""Sentences a batch: a running batch cannot be stopped, and eight take about as long as one may wait."""
MAX_PIECES = 120
"""Longer sentences are cut at clauses: models of this kind lose the thread, and memory grows with length."""
CHOICES = 5
"""How many hypotheses are looked at for one whose numbers are right."""
MAX_NUMBERS = 2
"""How many wrong numbers of a sentence are put right by decoding on from the right one."""
MAX_SCORE_LOSS = 1.0
"""How much mean log-probability a hypothesis may give up for right numbers."""

Cancelled = Callable[[], bool]


class TranslationCancelled(Exception):
    """The caller's `cancelled` said so between two batches."""


class Engine:
    """One package, loaded when the first sentence comes; may be used from several threads."""

    def __init__(self, package: Package, *, threads: int = 0) -> None:
        """Name the package and the number of threads (0: as many as the machine has, at most 4)."""
        self.package = package
        self.threads = threads or min(4, os.cpu_count() or 1)
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Tokenizer] | None = None

    def load(self) -> tuple[Any, Tokenizer]:
        """Load the model and its vocabulary unless they are, and return them.

        Raises:
            EnvironmentProblem: the model cannot be loaded.
            InputError: the package lacks a part.
        """
        with self._lock:
            if self._loaded is None:
                files = PackageFiles(self.package.path)
                tokenizer = tokenizer_of(files)
                import ctranslate2

                where: dict[str, Any] = {"model_path": str(self.package.path / "model")}
                if files.zipped:
                    where["files"] = files.model_files()
                try:
                    # Small matrices gain nothing from threads that share them: each takes sentences of its
                    # own, four times as fast on two cores as two threads in one batch.
                    translator = ctranslate2.Translator(
                        **where, device="cpu", inter_threads=self.threads, intra_threads=1
                    )
                except (RuntimeError, ValueError, MemoryError) as error:
                    raise EnvironmentProblem(
                        f"The model “{self.package.name}” cannot be loaded; remove it and install it again."
                    ) from error
                self._loaded = translator, tokenizer
            return self._loaded

    def translate(
        self,
        requests: Sequence[TranslationRequest],
        *,
        alternatives: int = 1,
        cancelled: Cancelled | None = None,
    ) -> list[Translation]:
        """Translate sentences, each with up to `alternatives` English versions in all.

        Identical requests are decoded once. Batches of at most `BATCH_SIZE` are filled with sentences
        of like length; results come back in the order asked.

        Raises:
            TranslationCancelled: `cancelled` returned true between two batches.
            EnvironmentProblem: the model cannot be loaded.
        """
        distinct = list(dict.fromkeys(requests))
        done = self._distinct(distinct, max(1, alternatives), cancelled or (lambda: False))
        by_request = dict(zip(distinct, done, strict=True))
        return [by_request[request] for request in requests]

    def _distinct(
        self, requests: list[TranslationRequest], alternatives: int, cancelled: Cancelled
    ) -> list[Translation]:
        found: dict[int, Translation] = {}
        work: dict[int, list[Job]] = {}
        for index, request in enumerate(requests):
            if is_language(request.source):
                work[index] = self._jobs(request)
            else:
                # A number alone is no language, but Dutch and English write it differently.
                found[index] = _copy(request.source)
        self._run([job for jobs in work.values() for job in jobs], alternatives, cancelled)
        lost = {
            index: self._jobs(requests[index], split_addresses=True)
            for index, jobs in work.items()
            if _address_lost(requests[index].source, jobs)
        }
        if lost:
            self._run([job for jobs in lost.values() for job in jobs], alternatives, cancelled)
            work |= lost
        for index, jobs in work.items():
            found[index] = _assemble(requests[index].source, jobs, alternatives)
        return [found[index] for index in range(len(requests))]

    def _jobs(self, request: TranslationRequest, *, split_addresses: bool = False) -> list[Job]:
        """Prepare the decoding jobs of one sentence: nearly always one."""
        _, tokenizer = self.load()
        text = request.source

        def length(piece: str) -> int:
            return len(tokenizer.encode(piece))

        jobs: list[Job] = []
        for whole in parts_of(text, split_addresses=split_addresses):
            if not is_language(text[whole.start : whole.end]):
                continue
            for part in clauses(text, whole, length, MAX_PIECES):
                prefix = request.target_prefix if not jobs else ""
                jobs.append(self._job(request, part, prefix, tokenizer))
        return jobs

    def _job(self, request: TranslationRequest, part: Part, prefix: str, tokenizer: Tokenizer) -> Job:
        words: list[Word] = []
        addresses: dict[str, str] = {}
        for word in words_of(request.source, part, tokenizer.knows):
            match = ADDRESS.search(word.text)
            if match:
                # A long address is many pieces and much to get wrong: a short one stands in for it.
                stand_in = f"www.x{len(addresses) + 1}.nl"
                addresses[stand_in] = (ADDRESS.search(word.original) or match).group()
                word = replace(word, text=word.text[: match.start()] + stand_in + word.text[match.end() :])
            words.append(word)
        channel = self.package.term_channel
        hints = [hint for hint in request.terms if part.start <= hint.start < hint.end <= part.end]
        given = with_hints(words, hints, channel) if channel and hints else words
        line = " ".join(word.text for word in given)
        pieces = tokenizer.encode(line)
        indices = tokenizer.words(pieces)
        if indices is not None and (not indices or indices[-1] != len(given) - 1):
            indices = None
        ranges = None if indices is None else [(given[i].start, given[i].end) for i in indices]
        if channel and given is not words:
            # In training the channel's symbols have no space piece of their own.
            kept = without_bare_spaces(pieces, channel)
            pieces = [pieces[i] for i in kept]
            ranges = None if ranges is None else [ranges[i] for i in kept]
        start = [self.package.target_prefix] if self.package.target_prefix else []
        return Job(
            source=request.source,
            part=part,
            words=tuple(words),
            pieces=tuple(pieces),
            ranges=None if ranges is None else tuple(ranges),
            prefix=(*start, *(tokenizer.encode(prefix) if prefix else ())),
            hidden_prefix=len(start),
            addresses=addresses,
            unknown=any(not tokenizer.knows(c) for c in dict.fromkeys(line) if not c.isspace()),
        )

    def _run(self, jobs: list[Job], alternatives: int, cancelled: Cancelled) -> None:
        """Decode jobs and put the hypotheses into them, decoding the doubtful ones again."""
        self._decode(jobs, alternatives, cancelled)
        looped = [job for job in jobs if job.loops]
        if looped:
            before = [job.hypotheses for job in looped]
            self._decode(looped, alternatives, cancelled, repetition_penalty=1.2, no_repeat_ngram_size=4)
            for job, old in zip(looped, before, strict=True):
                if job.loops:
                    # The second try fared no better: what is shown ends where it starts to turn.
                    job.hypotheses = [without_loop(job.dutch, one) for one in old]
                    job.ran_on = True
        wrong = [job for job in jobs if job.wrong_numbers and not job.ran_on]
        if wrong:
            self._decode_beside(wrong, max(CHOICES, alternatives), cancelled)
        for _ in range(MAX_NUMBERS):
            fixable = [(job, prefix) for job in wrong if (prefix := right_beginning(job))]
            if not fixable:
                break
            self._decode_from(fixable, alternatives, cancelled)

    def _decode_beside(self, jobs: list[Job], hypotheses: int, cancelled: Cancelled) -> None:
        """Decode jobs wider, and put the best hypothesis whose numbers are right first."""
        before = [job.hypotheses for job in jobs]
        self._decode(jobs, hypotheses, cancelled)
        for job, old in zip(jobs, before, strict=True):
            right = [one for one in job.hypotheses if not compare_numbers(job.dutch, one.target)]
            keep = [one for one in right if one.score >= old[0].score - MAX_SCORE_LOSS][:1]
            rest = [one for one in (*old, *job.hypotheses) if one.target not in {k.target for k in keep}]
            job.hypotheses = (keep + rest)[: len(old)]

    def _decode_from(self, fixable: list[tuple[Job, str]], alternatives: int, cancelled: Cancelled) -> None:
        """Decode jobs again from a beginning that has the right number; keep what has fewer wrong ones."""
        _, tokenizer = self.load()
        before = [job.hypotheses for job, _ in fixable]
        prefixes = [job.prefix for job, _ in fixable]
        for job, prefix in fixable:
            job.prefix = (*job.prefix[: job.hidden_prefix], *tokenizer.encode(prefix))
        self._decode([job for job, _ in fixable], alternatives, cancelled)
        for (job, _), old, own in zip(fixable, before, prefixes, strict=True):
            job.prefix = own
            was = len(compare_numbers(job.dutch, old[0].target))
            if job.loops or len(compare_numbers(job.dutch, job.hypotheses[0].target)) >= was:
                job.hypotheses = old

    def _decode(self, jobs: list[Job], hypotheses: int, cancelled: Cancelled, **options: Any) -> None:
        translator, tokenizer = self.load()
        beam = max(self.package.beam_size, hypotheses)
        penalty = self.package.length_penalty
        aligned, weight = self.package.has_alignment, self.package.coverage_penalty
        for batch in _batches(jobs):
            if cancelled():
                raise TranslationCancelled
            longest = max(len(job.pieces) for job in batch)
            unknown = any(job.unknown for job in batch)
            results = translator.translate_batch(
                [list(job.pieces) for job in batch],
                target_prefix=[list(job.prefix) or None for job in batch],
                max_batch_size=-(-len(batch) // self.threads),
                beam_size=beam,
                num_hypotheses=beam if weight else hypotheses,
                length_penalty=penalty,
                max_decoding_length=2 * longest + 30,
                max_input_length=0,
                return_scores=True,
                return_attention=aligned or weight > 0,
                # What the vocabulary cannot write (Кузу) comes over as it is; else nothing unknown comes.
                replace_unknowns=unknown,
                disable_unk=not unknown,
                **options,
            )
            for job, result in zip(batch, results, strict=True):
                job.hypotheses = [
                    hypothesis_of(
                        job,
                        result.hypotheses[rank],
                        result.scores[rank] * (len(result.hypotheses[rank]) + 1) ** (penalty - 1.0),
                        result.attention[rank] if aligned else None,
                        tokenizer,
                    )
                    for rank in _best_first(result, weight)[:hypotheses]
                ]


def _best_first(result: Any, weight: float) -> list[int]:
    """Return the ranks of CTranslate2's hypotheses by their score and, by its weight, their coverage."""
    if not weight:
        return list(range(len(result.hypotheses)))
    worth = [
        score + weight * coverage(attention)
        for score, attention in zip(result.scores, result.attention, strict=True)
    ]
    return sorted(range(len(worth)), key=lambda rank: -worth[rank])


def _batches(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    ordered = sorted(jobs, key=lambda job: len(job.pieces))
    for start in range(0, len(ordered), BATCH_SIZE):
        yield ordered[start : start + BATCH_SIZE]


def _copy(source: str) -> Translation:
    numbers_only = not any(map(str.isalpha, source))
    target = repair_numbers(source, source) if numbers_only else source
    links = tuple(Link(*match.span(), *match.span()) for match in re.finditer(r"\S+", source))
    return Translation(target, 0.0, links if len(target) == len(source) else (), copied=True)


def _address_lost(source: str, jobs: Sequence[Job]) -> bool:
    wanted = [address for job in jobs for address in job.addresses.values()]
    return any(address not in "\n".join(job.hypotheses[0].target for job in jobs) for address in wanted)


def _assemble(source: str, jobs: list[Job], alternatives: int) -> Translation:
    """Join the parts of a sentence, its own spaces and addresses between them."""
    if not jobs:
        return _copy(source)
    versions: list[Hypothesis] = []
    most = max(len(job.hypotheses) for job in jobs)
    for rank in range(max(1, min(alternatives, most))):
        chosen = [job.hypotheses[min(rank, len(job.hypotheses) - 1)] for job in jobs]
        version = joined(source, [job.part for job in jobs], chosen)
        if version.target not in {one.target for one in versions}:
            versions.append(version)
    best = versions[0]
    marks: list[Mark] = []
    if compare_numbers(source, best.target):
        marks.append("numbers")
    if any(job.ran_on for job in jobs) or runs_on(source, best.target):
        marks.append("repetition")
    others = tuple(Alternative(one.target, one.score, one.links) for one in versions[1:])
    return Translation(best.target, best.score, best.links, others, tuple(marks))
