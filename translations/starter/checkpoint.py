"""The state of a training: shared by its workers, saved whole, taken up again where it stopped."""

from __future__ import annotations

import argparse
import dataclasses
import json
import time
from pathlib import Path

import numpy as np
import sentencepiece
import torch

from translations.starter import model as model_
from translations.starter.batches import read_weights
from translations.starter.convert import read_package
from translations.starter.model import ModelConfig


class Shared:
    """What all workers see: flat parameters, moments, average, and counters."""

    def __init__(self, size: int) -> None:
        self.parameters = torch.zeros(size).share_memory_()
        self.first = torch.zeros(size).share_memory_()
        self.second = torch.zeros(size).share_memory_()
        self.average = torch.zeros(size).share_memory_()
        # step, epoch, next batch of the epoch, final phase (0/1), stop (0/1)
        self.counters = torch.zeros(5, dtype=torch.int64).share_memory_()
        # target tokens seen, training seconds spent in earlier runs, deadline of this run (epoch seconds)
        self.clock = torch.zeros(3, dtype=torch.float64).share_memory_()


STEP, EPOCH, NEXT, FINAL, STOP = range(5)
TOKENS, SPENT, DEADLINE = range(3)


def save(path: Path, shared: Shared, config: ModelConfig, args: argparse.Namespace, spent: float) -> None:
    """Write a checkpoint whole or not at all."""
    state = {
        "config": dataclasses.asdict(config),
        "parameters": shared.parameters,
        "first": shared.first,
        "second": shared.second,
        "average": shared.average,
        "counters": shared.counters[:4].clone(),
        "tokens": float(shared.clock[TOKENS]),
        "spent": spent,
        "plan": args.plan,
        "arguments": {k: str(v) for k, v in vars(args).items()},
    }
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    temporary.replace(path)


def plan_key(args: argparse.Namespace) -> str:
    """What must be unchanged for a data position to mean the same."""
    files = [args.data / f"{name}.npz" for name in sorted(all_weights(args))]
    sizes = [(f.name, f.stat().st_size) for f in files]
    return json.dumps([args.seed, args.batch_tokens, sizes, [sorted(w.items()) for w in both_weights(args)]])


def both_weights(args: argparse.Namespace) -> tuple[dict[str, float], dict[str, float]]:
    first = read_weights(args.weights or args.data / "weights.json")
    final = args.final_weights or args.data / "final_weights.json"
    return first, (read_weights(final) if final.exists() else first)


def all_weights(args: argparse.Namespace) -> dict[str, float]:
    first, final = both_weights(args)
    names = {n for n in first | final if (args.data / f"{n}.npz").exists()}
    return dict.fromkeys(names, 1.0)


def begin(args: argparse.Namespace) -> tuple[ModelConfig, Shared]:
    """Take up the checkpoint if there is one, a shipped package if asked to, otherwise start afresh."""
    args.plan = plan_key(args)  # as the files are now: they may be replaced while the training runs
    path = args.output / "checkpoint.pt"
    state = torch.load(path, weights_only=True) if path.exists() else None
    if state is not None:
        config = ModelConfig(**state["config"])
    else:
        config = ModelConfig(
            vocabulary=vocabulary_size(args.data / "sentencepiece.model"),
            width=args.width,
            feed_forward=args.feed_forward,
            heads=args.heads,
            encoder_layers=args.encoder_layers,
            decoder_layers=args.decoder_layers,
            positions=args.positions,
        )
    shared = Shared(model_.size(config))
    if state is not None:
        for name in ("parameters", "first", "second", "average"):
            getattr(shared, name).copy_(state[name])
        shared.counters[:4].copy_(state["counters"])
        shared.clock[TOKENS], shared.clock[SPENT] = state["tokens"], state["spent"]
        if state["plan"] != args.plan or int(shared.counters[FINAL]):
            # Other data or batches, or a run that had come to its last part: begin a new shuffle.
            shared.counters[EPOCH] += 1
            shared.counters[NEXT] = 0
            shared.counters[FINAL] = 0
    else:
        model_.initialise(shared.parameters, config, torch.Generator().manual_seed(args.seed))
        named = model_.views(shared.parameters, config)
        if args.embeddings:
            named["embedding"].copy_(torch.from_numpy(np.load(args.embeddings)))
        if args.warm_start:
            for name, value in read_package(args.warm_start).items():
                named[name].copy_(torch.from_numpy(value))
        shared.average.copy_(shared.parameters)
    shared.clock[DEADLINE] = args.deadline or time.time() + args.hours * 3600
    return config, shared


def vocabulary_size(sentencepiece_model: Path) -> int:
    return int(sentencepiece.SentencePieceProcessor(model_file=str(sentencepiece_model)).get_piece_size())
