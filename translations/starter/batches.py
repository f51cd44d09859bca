"""Prepared sentence pairs (`NAME.npz`) drawn by weight, bucketed by length and cut into batches.

A file holds `src` and `tgt` (uint16 piece ids end to end, without </s>) with offsets `src_off`, `tgt_off`
(int64, n + 1), and optionally `align` ([k, 2] source and target piece index) with `align_off`.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from translations.starter.model import BOS, EOS

Numbers = NDArray[Any]
GRAIN = 4  # Lengths are padded to multiples of this.


@dataclasses.dataclass(frozen=True)
class Batch:
    """Padded ids ready for the model; `links` are rows (sentence, target, source) with their weights."""

    source: torch.Tensor
    source_lengths: torch.Tensor
    inputs: torch.Tensor
    outputs: torch.Tensor
    kept: torch.Tensor  # positions of real (not padding) outputs in the flattened [batch * T]
    links: torch.Tensor
    link_weights: torch.Tensor

    @property
    def tokens(self) -> int:
        return int(self.kept.numel())

    def to(self, device: str) -> Batch:
        return Batch(**{f.name: getattr(self, f.name).to(device) for f in dataclasses.fields(self)})


class Pairs:
    """All pairs of a folder's files, one numbering over all of them."""

    def __init__(self, folder: Path, names: list[str], *, longest: int = 250) -> None:
        self.names, self.ranges = names, {}
        sources, targets, links = [], [], []
        source_lengths, target_lengths, link_lengths = [], [], []
        at = 0
        for name in names:
            with np.load(folder / f"{name}.npz") as arrays:
                sources.append(arrays["src"].astype(np.uint16))
                targets.append(arrays["tgt"].astype(np.uint16))
                source_lengths.append(np.diff(arrays["src_off"]))
                target_lengths.append(np.diff(arrays["tgt_off"]))
                count = len(source_lengths[-1])
                if "align" in arrays.files and "align_off" in arrays.files:
                    links.append(arrays["align"].reshape(-1, 2).astype(np.uint16))
                    link_lengths.append(np.diff(arrays["align_off"]))
                else:
                    link_lengths.append(np.zeros(count, np.int64))
            self.ranges[name] = (at, at + count)
            at += count
        self.source, self.source_offsets = _joined(sources, source_lengths)
        self.target, self.target_offsets = _joined(targets, target_lengths)
        self.links, self.link_offsets = _joined(links, link_lengths)
        self.source_lengths = np.diff(self.source_offsets)
        self.target_lengths = np.diff(self.target_offsets)
        longest_side = np.maximum(self.source_lengths, self.target_lengths)
        shortest_side = np.minimum(self.source_lengths, self.target_lengths)
        self.usable = (longest_side < longest) & (shortest_side > 0)

    def plan(self, weights: dict[str, float], budget: int, generator: np.random.Generator) -> list[Numbers]:
        """One epoch: every file's pairs as often as its weight says, as shuffled batches of pair numbers.

        `budget` is the number of target pieces (or of source pieces, if these are more) in a batch.
        """
        chosen = []
        for name, (start, end) in self.ranges.items():
            passes = float(weights.get(name, 1.0))
            for share in [1.0] * int(passes) + [passes % 1.0]:
                count = round(share * (end - start))
                if count:
                    chosen.append(start + generator.permutation(end - start)[:count])
        picked = np.concatenate(chosen) if chosen else np.zeros(0, np.int64)
        picked = generator.permutation(picked[self.usable[picked]])
        source = self.source_lengths[picked] // GRAIN
        target = self.target_lengths[picked] // GRAIN
        order = np.lexsort((source, target))
        picked, source, target = picked[order], source[order], target[order]
        edges = np.flatnonzero(np.diff(source) | np.diff(target)) + 1
        batches: list[Numbers] = []
        pending: list[Numbers] = []
        room = 0.0
        for bucket in np.split(np.arange(len(picked)), edges):
            if not len(bucket):
                continue
            cost = (1.1 * source[bucket[0]] + target[bucket[0]] + 2.0) * GRAIN / 2.1
            fit = max(1, int(budget / cost))
            whole = len(bucket) // fit * fit
            batches += [picked[bucket[i : i + fit]] for i in range(0, whole, fit)]
            # What does not fill a batch is joined with its neighbours of nearly the same length.
            rest = picked[bucket[whole:]]
            if len(rest):
                if room + len(rest) * cost > budget and pending:
                    batches.append(np.concatenate(pending))
                    pending, room = [], 0.0
                pending.append(rest)
                room += len(rest) * cost
        if pending:
            batches.append(np.concatenate(pending))
        return [batches[i] for i in generator.permutation(len(batches))]

    def batch(self, numbers: Numbers) -> Batch:
        count = len(numbers)
        lengths_s, lengths_t = self.source_lengths[numbers] + 1, self.target_lengths[numbers] + 1
        width_s, width_t = (int(-(-n.max() // GRAIN) * GRAIN) for n in (lengths_s, lengths_t))
        source = np.zeros((count, width_s), np.int64)
        inputs = np.zeros((count, width_t), np.int64)
        outputs = np.full((count, width_t), -1, np.int64)
        links, weights = [], []
        for row, number in enumerate(numbers):
            s = self.source[self.source_offsets[number] : self.source_offsets[number + 1]]
            t = self.target[self.target_offsets[number] : self.target_offsets[number + 1]]
            source[row, : len(s)] = s
            source[row, len(s)] = EOS
            inputs[row, 0] = BOS
            inputs[row, 1 : len(t) + 1] = t
            outputs[row, : len(t)] = t
            outputs[row, len(t)] = EOS
            pairs = self.links[self.link_offsets[number] : self.link_offsets[number + 1]].astype(np.int64)
            if len(pairs):
                inside = (pairs[:, 0] < len(s)) & (pairs[:, 1] < len(t))
                pairs = np.concatenate([pairs[inside], [[len(s), len(t)]]])
                share = 1.0 / np.bincount(pairs[:, 1])[pairs[:, 1]]
                links.append(np.stack([np.full(len(pairs), row), pairs[:, 1], pairs[:, 0]], 1))
                weights.append(share)
        return Batch(
            source=torch.from_numpy(source),
            source_lengths=torch.from_numpy(lengths_s),
            inputs=torch.from_numpy(inputs),
            outputs=torch.from_numpy(outputs),
            kept=torch.from_numpy(np.flatnonzero(outputs.reshape(-1) >= 0)),
            links=torch.from_numpy(np.concatenate(links) if links else np.zeros((0, 3), np.int64)),
            link_weights=torch.from_numpy(
                (np.concatenate(weights) if weights else np.zeros(0)).astype(np.float32)
            ),
        )


def _joined(parts: list[Numbers], lengths: list[Numbers]) -> tuple[Numbers, Numbers]:
    joined = np.concatenate(parts) if parts else np.zeros((0, 2), np.uint16)
    offsets = np.concatenate([[0], np.cumsum(np.concatenate(lengths))]).astype(np.int64)
    return joined, offsets


def read_weights(path: Path) -> dict[str, float]:
    """`{NAME: passes}` of the files to draw from; a weight of 0 leaves a file out."""
    weights = json.loads(path.read_text("utf-8"))
    return {str(name): float(passes) for name, passes in weights.items() if float(passes) > 0}
