"""Translates Dutch sentences with an Argos package: batches, scores, alternatives, links, terms, safety."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reader.errors import EnvironmentProblem
from translations.engine_decoding import Cancelled, Decoder, TranslationCancelled
from translations.engine_hypotheses import Hypothesis, Job, joined, runs_on
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
    "Alternative",
    "Engine",
    "TermHint",
    "Translation",
    "TranslationCancelled",
    "TranslationRequest",
    "with_hints",
]

MAX_PIECES = 120
"""Longer sentences are cut at clauses: models of this kind lose the thread, and memory grows with length."""


class Engine:
    """One package, loaded when the first sentence comes; may be used from several threads."""

    def __init__(self, package: Package, *, threads: int = 0) -> None:
        """Name the package and the number of threads (0: as many as the machine has, at most 4)."""
        self.package = package
        self.threads = threads or min(4, os.cpu_count() or 1)
        self._lock = threading.Lock()
        self._loaded: Decoder | None = None

    def load(self) -> Decoder:
        """Load the model and its vocabulary unless they are, and return what decodes with them.

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
                        f"The model “{self.package.name}” cannot be loaded: "
                        "choose another one, or install it again."
                    ) from error
                self._loaded = Decoder(translator, tokenizer, self.package, self.threads)
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
        self.load().run([job for jobs in work.values() for job in jobs], alternatives, cancelled)
        lost = {
            index: self._jobs(requests[index], split_addresses=True)
            for index, jobs in work.items()
            if _address_lost(requests[index].source, jobs)
        }
        if lost:
            self.load().run([job for jobs in lost.values() for job in jobs], alternatives, cancelled)
            work |= lost
        for index, jobs in work.items():
            found[index] = _assemble(requests[index].source, jobs, alternatives)
        return [found[index] for index in range(len(requests))]

    def _jobs(self, request: TranslationRequest, *, split_addresses: bool = False) -> list[Job]:
        """Prepare the decoding jobs of one sentence: nearly always one."""
        tokenizer = self.load().tokenizer
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
            given=line,
        )


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
