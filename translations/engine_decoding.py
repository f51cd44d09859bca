"""Has CTranslate2 decode the parts of sentences, in batches, and the doubtful ones a second time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from translations.engine_hypotheses import (
    Job,
    coverage,
    faults,
    hypothesis_of,
    right_beginning,
    soundest_first,
    without_loop,
)
from translations.invented_words import invented_words
from translations.number_check import compare_numbers
from translations.packages import Package
from translations.tokenizer import Tokenizer

BATCH_SIZE = 4
"""Sentences that one thread decodes together: a running batch cannot be stopped, and more gain little."""
CHOICES = 5
"""How many hypotheses are looked at for one whose numbers are right."""
MAX_NUMBERS = 2
"""How many wrong numbers of a sentence are put right by decoding on from the right one."""
Cancelled = Callable[[], bool]


class TranslationCancelled(Exception):
    """The caller's `cancelled` said so between two batches."""


@dataclass(frozen=True)
class Decoder:
    """A loaded model (`ctranslate2.Translator`), its vocabulary, and how its package wants it used."""

    translator: Any
    tokenizer: Tokenizer
    package: Package
    threads: int

    def run(self, jobs: list[Job], alternatives: int, cancelled: Cancelled) -> None:
        """Decode jobs and put the hypotheses into them, decoding the doubtful ones again.

        Raises:
            TranslationCancelled: `cancelled` returned true between two batches.
        """
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
        if wrong and not self._chooses:
            self._decode_beside(wrong, max(CHOICES, alternatives), cancelled)
        for _ in range(MAX_NUMBERS):
            fixable = [(job, prefix) for job in wrong if (prefix := right_beginning(job))]
            if not fixable:
                break
            self._decode_from(fixable, alternatives, cancelled)

    def _decode_beside(self, jobs: list[Job], hypotheses: int, cancelled: Cancelled) -> None:
        """Decode jobs wider, and put the hypothesis with the fewest faults first."""
        before = [job.hypotheses for job in jobs]
        self._decode(jobs, hypotheses, cancelled)
        for job, old in zip(jobs, before, strict=True):
            job.hypotheses = soundest_first(job.dutch, [*old, *job.hypotheses])[: len(old)]

    def _decode_from(self, fixable: list[tuple[Job, str]], alternatives: int, cancelled: Cancelled) -> None:
        """Decode jobs again from a beginning that has the right number; keep what has fewer wrong ones."""
        before = [job.hypotheses for job, _ in fixable]
        prefixes = [job.prefix for job, _ in fixable]
        for job, prefix in fixable:
            job.prefix = (*job.prefix[: job.hidden_prefix], *self.tokenizer.encode(prefix))
        self._decode([job for job, _ in fixable], alternatives, cancelled)
        for (job, _), old, own in zip(fixable, before, prefixes, strict=True):
            job.prefix = own
            was = len(compare_numbers(job.dutch, old[0].target))
            if job.loops or len(compare_numbers(job.dutch, job.hypotheses[0].target)) >= was:
                job.hypotheses = old

    def _decode(self, jobs: list[Job], hypotheses: int, cancelled: Cancelled, **options: Any) -> None:
        """Decode jobs in batches; while its threads decode the next, what came back is read."""
        running: deque[tuple[list[Job], list[Any]]] = deque()
        for batch in _batches(jobs, self.threads):
            if cancelled():
                raise TranslationCancelled
            running.append((batch, self._start(batch, hypotheses, options)))
            if len(running) > self.threads:
                self._finish(*running.popleft(), hypotheses)
        while running:
            self._finish(*running.popleft(), hypotheses)

    def _start(self, batch: list[Job], hypotheses: int, options: Mapping[str, Any]) -> list[Any]:
        """Give a batch to the next free thread; return CTranslate2's promises of results."""
        beam = max(self.package.beam_size, hypotheses)
        longest = max(len(job.pieces) for job in batch)
        unknown = any(job.unknown for job in batch)
        promises: list[Any] = self.translator.translate_batch(
            [list(job.pieces) for job in batch],
            target_prefix=[list(job.prefix) or None for job in batch],
            asynchronous=True,
            beam_size=beam,
            num_hypotheses=beam if self._chooses else hypotheses,
            length_penalty=self.package.length_penalty,
            max_decoding_length=2 * longest + 30,
            max_input_length=0,
            return_scores=True,
            return_attention=self.package.has_alignment or self._chooses,
            # What the vocabulary cannot write (Кузу) comes over as it is; else nothing unknown comes.
            replace_unknowns=unknown,
            disable_unk=not unknown,
            **options,
        )
        return promises

    def _finish(self, batch: list[Job], promises: list[Any], hypotheses: int) -> None:
        """Wait for a batch and put its best hypotheses into its jobs."""
        penalty = self.package.length_penalty
        for job, promise in zip(batch, promises, strict=True):
            result = promise.result()
            found = (
                hypothesis_of(
                    job,
                    result.hypotheses[rank],
                    result.scores[rank] * (len(result.hypotheses[rank]) + 1) ** (penalty - 1.0),
                    result.attention[rank] if self.package.has_alignment else None,
                    self.tokenizer,
                )
                for rank in self._best_first(job, result)
            )
            job.hypotheses = list(islice(found, hypotheses))
            if self._chooses and faults(job.dutch, job.hypotheses[0].target):
                job.hypotheses = soundest_first(job.dutch, [*job.hypotheses, *found])[:hypotheses]

    @property
    def _chooses(self) -> bool:
        """Whether the best of the beam is chosen by more than its score."""
        return self.package.coverage_penalty > 0 or self.package.invented_word_penalty > 0

    def _best_first(self, job: Job, result: Any) -> list[int]:
        """Return the ranks of CTranslate2's hypotheses: by score, coverage, and words that there are."""
        if not self._chooses:
            return list(range(len(result.hypotheses)))
        known = f"{job.source} {job.given}"
        values = [
            worth(self.package, score, attention, self.tokenizer.decode(pieces[job.hidden_prefix :]), known)
            for pieces, score, attention in zip(
                result.hypotheses, result.scores, result.attention, strict=True
            )
        ]
        return sorted(range(len(values)), key=lambda rank: -values[rank])


def worth(
    package: Package, score: float, attention: Sequence[Sequence[float]], english: str, known: str
) -> float:
    """Return a hypothesis's score less what its package takes off for words left out and words invented.

    ``known`` holds the words that are never invented: the Dutch, and the English that was asked for.
    """
    left_out = package.coverage_penalty * coverage(attention)
    return score + left_out - package.invented_word_penalty * len(invented_words(english, known))


def _batches(jobs: Sequence[Job], threads: int) -> Iterator[list[Job]]:
    """Yield the jobs in batches of like length, few enough in each that every thread gets one."""
    ordered = sorted(jobs, key=lambda job: len(job.pieces))
    size = min(BATCH_SIZE, -(-len(ordered) // threads)) or 1
    for start in range(0, len(ordered), size):
        yield ordered[start : start + size]
