"""Train the starter model: seeded, resumable, on CPU workers that share one set of parameters, or on a GPU.

    python -m translations.starter.train --data DATA --output RUN --hours 2

Start it again with the same command and it goes on from RUN/checkpoint.pt. On a CPU every worker is a
process with one thread: it copies the shared parameters, works on a batch of its own, and applies its
gradient under a lock, so that a core lost to other work slows one worker and not both. One worker gives
the same weights every time.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import datetime
import json
import math
import os
import signal
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.multiprocessing as mp

from translations.starter import model as model_
from translations.starter.batches import Batch, Pairs, read_weights
from translations.starter.model import ModelConfig, SmoothedLoss, Transformer
from translations.starter.optimizer import Optimizer


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


def rate_factor(args: argparse.Namespace, step: int, now: float, deadline: float) -> float:
    """Warm-up, constant, then linear to zero: by steps when --steps is given, otherwise by the clock."""
    warm = min(1.0, (step + 1) / max(args.warmup, 1))
    if args.steps:
        left, decay = args.steps - step, args.decay_steps or args.steps // 4
    else:
        left, decay = deadline - now, args.decay_minutes * 60  # type: ignore[assignment]
    return warm * min(1.0, max(0.0, left / decay)) if decay else warm


def losses(
    net: Transformer, batch: Batch, smoothing: float, guided: float
) -> tuple[torch.Tensor, float, float]:
    """(loss to differentiate, mean nats a token, mean alignment nats a linked token)."""
    mask = model_.source_mask(batch.source_lengths, batch.source.shape[1])
    states = net.encode(batch.source, mask)
    hidden, attention = net.decode(batch.inputs, states, mask)
    rows = hidden.reshape(-1, net.config.width)[batch.kept]
    gold = batch.outputs.reshape(-1)[batch.kept]
    total = SmoothedLoss.apply(rows, net.p["embedding"], gold, smoothing)  # type: ignore[no-untyped-call]
    nats = float(total.detach()) / batch.tokens
    aligned = 0.0
    if guided and len(batch.links) and net.config.align_head >= 0:
        chosen = attention[batch.links[:, 0], batch.links[:, 1], batch.links[:, 2]].float()
        cost = -(chosen.clamp_min(1e-6).log() * batch.link_weights).sum() / batch.link_weights.sum()
        aligned = float(cost.detach())
        share = float(batch.link_weights.sum()) / batch.tokens
        total = total + guided * share * cost
    return total, nats, aligned


def validate(flat: torch.Tensor, config: ModelConfig, pairs: Pairs, device: str) -> dict[str, float]:
    """Mean nats a target token on each validation file."""
    net = Transformer(config, model_.views(flat.to(device), config))
    result = {}
    with torch.no_grad():
        for name in pairs.names:
            weights = {n: float(n == name) for n in pairs.names}
            nats = tokens = 0.0
            for numbers in pairs.plan(weights, 3000, np.random.default_rng(0)):
                batch = pairs.batch(numbers).to(device)
                _, mean, _ = losses(net, batch, 0.0, 0.0)
                nats += mean * batch.tokens
                tokens += batch.tokens
            result[name] = nats / max(tokens, 1)
    return result


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
        "plan": plan_key(args),
        "arguments": {k: str(v) for k, v in vars(args).items()},
    }
    temporary = path.with_suffix(".tmp")
    torch.save(state, temporary)
    os.replace(temporary, path)


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
    return {n: 1.0 for n in names}


class Worker:
    """One process's view of the training."""

    def __init__(self, rank: int, args: argparse.Namespace, config: ModelConfig, shared: Shared, lock: Any):
        self.rank, self.args, self.config, self.shared, self.lock = rank, args, config, shared, lock
        self.device = args.device
        if self.device == "cpu":
            torch.set_num_threads(args.threads)
        torch.manual_seed(args.seed + rank)
        self.pairs = Pairs(args.data, sorted(all_weights(args)), longest=args.longest)
        self.weights = both_weights(args)
        self.plans: dict[tuple[int, int], list[Any]] = {}
        self.local = torch.zeros(model_.size(config), device=self.device)
        self.gradient = torch.zeros_like(self.local)
        named = model_.views(self.local, config)
        gradients = model_.views(self.gradient, config)
        for name, value in named.items():
            value.requires_grad_(True)
            value.grad = gradients[name]
        self.net = Transformer(config, named, args.dropout, args.seed * 1000 + rank)
        state = [t.to(self.device) for t in (shared.parameters, shared.first, shared.second)]
        self.master, self.first, self.second = state  # on a CPU these are the shared tensors themselves
        self.optimizer = Optimizer(
            *state,
            model_.hidden_matrices(config),
            kind=args.optimizer,
            betas=(args.beta1, args.beta2),
            momentum=args.momentum,
            weight_decay=args.weight_decay,
            iterations=args.iterations,
        )
        self.valid = None
        if rank == 0 and (args.data / "valid.npz").exists():
            names = sorted(f.stem for f in args.data.glob("valid*.npz"))
            self.valid = Pairs(args.data, names, longest=args.longest)
        self.began = time.time()
        self.log_path = args.output / "log.txt"

    def log(self, text: str) -> None:
        line = f"{datetime.datetime.now(datetime.UTC):%H:%M:%S} {text}"
        print(line, flush=True)
        with self.log_path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def next_batch(self) -> Batch:
        counters = self.shared.counters
        while True:
            with self.lock:
                key = (int(counters[EPOCH]), int(counters[FINAL]))
                number = int(counters[NEXT])
                counters[NEXT] += 1
            if key not in self.plans:
                generator = np.random.default_rng((self.args.seed, *key))
                budget = self.args.batch_tokens
                self.plans = {key: self.pairs.plan(self.weights[key[1]], budget, generator)}
                self.say_plan(key)
            plan = self.plans[key]
            if number < len(plan):
                return self.pairs.batch(plan[number])
            with self.lock:
                if (int(counters[EPOCH]), int(counters[FINAL])) == key:
                    counters[EPOCH] += 1
                    counters[NEXT] = 0

    def say_plan(self, key: tuple[int, int]) -> None:
        if self.rank == 0:
            plan = self.plans[key]
            tokens = sum(int(self.pairs.target_lengths[b].sum() + len(b)) for b in plan)
            self.log(f"epoch {key[0]}{' final' if key[1] else ''}: {len(plan)} batches, {tokens} target tokens")

    def step(self) -> tuple[float, float, int]:
        args, counters = self.args, self.shared.counters
        batch = self.next_batch()
        if self.device != "cpu":
            batch = batch.to(self.device)
        self.local.data.copy_(self.master)
        self.gradient.zero_()
        amp = torch.autocast(self.device, dtype=torch.bfloat16) if self.device == "cuda" else None
        with amp or contextlib.nullcontext():
            total, nats, aligned = losses(self.net, batch, args.label_smoothing, args.guided)
        total.backward()
        norm = float(self.gradient.norm())
        if not math.isfinite(norm):
            self.log(f"step {int(counters[STEP])}: gradient is not finite, batch left out")
            return nats, aligned, 0
        if norm > args.clip:
            self.gradient.mul_(args.clip / norm)
        with self.lock:
            number = int(counters[STEP])
            counters[STEP] += 1
            self.shared.clock[TOKENS] += batch.tokens
        factor = rate_factor(args, number, time.time(), float(self.shared.clock[DEADLINE]))
        self.optimizer.step(
            self.gradient, number + 1, args.rate * factor, args.adam_rate * factor, lambda: self.lock
        )
        if self.rank == 0:
            if number < 20:
                self.shared.average.copy_(self.master)
            else:
                keep = 1 - args.workers / min(args.average, max(10.0, number / 5))
                self.shared.average.lerp_(self.master.to("cpu"), 1 - keep)
        if args.steps == 0 and factor < 1.0 and number > args.warmup and not int(counters[FINAL]):
            self.enter_final()
        return nats, aligned, batch.tokens

    def enter_final(self) -> None:
        if self.weights[0] == self.weights[1]:
            return
        with self.lock:
            if not int(self.shared.counters[FINAL]):
                self.shared.counters[FINAL] = 1
                self.shared.counters[EPOCH] += 1
                self.shared.counters[NEXT] = 0

    def finished(self) -> bool:
        counters = self.shared.counters
        if int(counters[STOP]):
            return True
        if self.args.stop_after and int(counters[STEP]) >= self.args.stop_after:
            return True
        if self.args.steps:
            return int(counters[STEP]) >= self.args.steps
        return time.time() >= float(self.shared.clock[DEADLINE])

    def run(self) -> None:
        args = self.args
        saved = validated = reported = time.time()
        tokens_before = float(self.shared.clock[TOKENS])
        nats = aligned = links = 0.0
        seen = 0
        while not self.finished():
            mean, align, tokens = self.step()
            nats, seen = nats + mean * tokens, seen + tokens
            if align:
                aligned, links = aligned + align, links + 1
            now = time.time()
            if self.rank or now - reported < args.report_seconds:
                continue
            total = float(self.shared.clock[TOKENS])
            rate = rate_factor(args, int(self.shared.counters[STEP]), now, float(self.shared.clock[DEADLINE]))
            self.log(
                f"step {int(self.shared.counters[STEP])} tokens {total / 1e6:.3f}M nats {nats / max(seen, 1):.3f}"
                f" align {aligned / max(links, 1):.3f} rate {rate:.3f}"
                f" {(total - tokens_before) / (now - reported):.0f} tok/s"
            )
            nats = aligned = links = 0.0
            seen, reported, tokens_before = 0, now, total
            if self.valid and now - validated >= args.valid_seconds:
                self.say_valid()
                validated = time.time()
            if now - saved >= args.save_minutes * 60:
                self.save()
                saved = time.time()
        if self.rank == 0 and self.valid:
            self.say_valid()

    def say_valid(self) -> None:
        assert self.valid is not None
        result = validate(self.shared.average, self.config, self.valid, self.device)
        self.log("valid " + " ".join(f"{name} {value:.4f}" for name, value in result.items()))

    def save(self) -> None:
        with self.lock:
            if self.device != "cpu":
                for there, here in zip(
                    (self.shared.parameters, self.shared.first, self.shared.second),
                    (self.master, self.first, self.second),
                    strict=True,
                ):
                    there.copy_(here)
            spent = float(self.shared.clock[SPENT]) + time.time() - self.began
            save(self.args.output / "checkpoint.pt", self.shared, self.config, self.args, spent)


def work(rank: int, args: argparse.Namespace, config: ModelConfig, shared: Shared, lock: Any) -> None:
    if rank or args.workers > 1:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker = Worker(rank, args, config, shared, lock)
    worker.run()
    if args.workers == 1:
        worker.save()


def begin(args: argparse.Namespace) -> tuple[ModelConfig, Shared]:
    """Take up the checkpoint if there is one, a shipped package if asked to, otherwise start afresh."""
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
        if state["plan"] != plan_key(args):  # other data or batches: begin a new shuffle
            shared.counters[EPOCH] += 1
            shared.counters[NEXT] = 0
            shared.counters[FINAL] = 0
    else:
        model_.initialise(shared.parameters, config, torch.Generator().manual_seed(args.seed))
        named = model_.views(shared.parameters, config)
        if args.embeddings:
            named["embedding"].copy_(torch.from_numpy(np.load(args.embeddings)))
        if args.warm_start:
            from translations.starter.convert import read_package

            for name, value in read_package(args.warm_start).items():
                named[name].copy_(torch.from_numpy(value))
        shared.average.copy_(shared.parameters)
    shared.clock[DEADLINE] = args.deadline or time.time() + args.hours * 3600
    return config, shared


def vocabulary_size(sentencepiece_model: Path) -> int:
    import sentencepiece

    return int(sentencepiece.SentencePieceProcessor(model_file=str(sentencepiece_model)).get_piece_size())


def train(args: argparse.Namespace) -> Path:
    """Train as told; gives the path of the last checkpoint."""
    args.output.mkdir(parents=True, exist_ok=True)
    config, shared = begin(args)
    context = mp.get_context("spawn")
    if args.workers == 1:
        work(0, args, config, shared, contextlib.nullcontext())
    else:
        lock = context.RLock()
        processes = [
            context.Process(target=work, args=(rank, args, config, shared, lock))
            for rank in range(args.workers)
        ]
        for process in processes:
            process.start()

        def stop(*_: object) -> None:
            shared.counters[STOP] = 1

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        began = time.time()
        for process in processes:
            process.join()
        spent = float(shared.clock[SPENT]) + time.time() - began
        save(args.output / "checkpoint.pt", shared, config, args, spent)
    return Path(args.output) / "checkpoint.pt"


def _deadline(text: str) -> float:
    moment = datetime.datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).timestamp()


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = p.add_argument
    add("--data", type=Path, required=True, help="folder made by prepare")
    add("--output", type=Path, required=True, help="folder of the checkpoint and the log")
    add("--weights", type=Path, help="passes per file (default DATA/weights.json)")
    add("--final-weights", type=Path, help="passes while the rate falls (default DATA/final_weights.json)")
    add("--warm-start", type=Path, help="take the starting weights from an .argosmodel of the same shape")
    add("--embeddings", type=Path, help="take the starting embeddings from a .npy")
    add("--device", default="cpu", choices=("cpu", "cuda"))
    add("--workers", type=int, default=1, help="processes (CPU); one is reproducible")
    add("--threads", type=int, default=1, help="threads per worker (CPU)")
    add("--seed", type=int, default=1)
    add("--hours", type=float, default=1.0, help="train this long")
    add("--deadline", type=_deadline, help="or until this moment (ISO 8601, UTC unless it says otherwise)")
    add("--decay-minutes", type=float, default=30.0, help="the rate falls to zero over the last minutes")
    add("--steps", type=int, default=0, help="or train this many steps in all")
    add("--decay-steps", type=int, default=0, help="of which the rate falls over the last (default a quarter)")
    add("--stop-after", type=int, default=0, help="stop at this step, to go on later")
    add("--width", type=int, default=256)
    add("--feed-forward", type=int, default=1024)
    add("--heads", type=int, default=4)
    add("--encoder-layers", type=int, default=6)
    add("--decoder-layers", type=int, default=2)
    add("--positions", default="rotary", choices=("rotary", "sinusoidal"))
    add("--optimizer", default="muon", choices=("muon", "adam"))
    add("--rate", type=float, default=2e-3, help="learning rate of the hidden matrices")
    add("--adam-rate", type=float, default=2e-3, help="learning rate of embeddings, norms and biases")
    add("--beta1", type=float, default=0.9)
    add("--beta2", type=float, default=0.98)
    add("--momentum", type=float, default=0.95)
    add("--iterations", type=int, default=5, help="of the orthogonalisation")
    add("--weight-decay", type=float, default=0.0)
    add("--clip", type=float, default=5.0)
    add("--warmup", type=int, default=200, help="steps")
    add("--batch-tokens", type=int, default=3000, help="target pieces a batch")
    add("--longest", type=int, default=250, help="pairs with more pieces on a side are left out")
    add("--label-smoothing", type=float, default=0.1)
    add("--dropout", type=float, default=0.0)
    add("--guided", type=float, default=0.1, help="weight of the alignment loss")
    add("--average", type=float, default=200.0, help="steps over which the exponential average reaches back")
    add("--save-minutes", type=float, default=8.0)
    add("--report-seconds", type=float, default=30.0)
    add("--valid-seconds", type=float, default=240.0)
    return p


if __name__ == "__main__":
    train(parser().parse_args())
