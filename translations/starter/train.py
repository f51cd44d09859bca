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
import datetime
import math
import signal
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.multiprocessing as mp

from translations.starter import model as model_
from translations.starter.batches import Batch, Pairs
from translations.starter.checkpoint import (
    DEADLINE,
    EPOCH,
    FINAL,
    NEXT,
    SPENT,
    STEP,
    STOP,
    TOKENS,
    Shared,
    all_weights,
    begin,
    both_weights,
    save,
)
from translations.starter.model import ModelConfig, SmoothedLoss, Transformer
from translations.starter.optimizer import Optimizer
from translations.starter.options import parser


def rate_factor(args: argparse.Namespace, step: int, now: float, deadline: float) -> float:
    """Warm-up, constant, then linear to zero: by steps when --steps is given, otherwise by the clock."""
    warm = min(1.0, (step + 1) / max(args.warmup, 1))
    left, decay = deadline - now, float(args.decay_minutes * 60)
    if args.steps:
        left, decay = float(args.steps - step), float(args.decay_steps or args.steps // 4)
    fall = min(1.0, max(0.0, left / decay)) if decay else 1.0
    return float(warm * fall)


def losses(
    net: Transformer, batch: Batch, smoothing: float, guided: float
) -> tuple[torch.Tensor, float, float]:
    """(loss to differentiate, mean nats a token, mean alignment nats a linked token)."""
    mask = model_.source_mask(batch.source_lengths, batch.source.shape[1])
    states = net.encode(batch.source, mask)
    hidden, attention = net.decode(batch.inputs, states, mask)
    rows = hidden.reshape(-1, net.config.width)[batch.kept]
    gold = batch.outputs.reshape(-1)[batch.kept]
    total = SmoothedLoss.apply(rows, net.p["embedding"], gold, smoothing)
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
        # On a CPU these are the shared tensors themselves.
        self.master, self.first, self.second = (
            t.to(self.device) for t in (shared.parameters, shared.first, shared.second)
        )
        self.optimizer = Optimizer(
            self.master,
            self.first,
            self.second,
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
        """The next batch of the epoch that no worker has taken."""
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
                self.net.dropout.begin(key[0] * 10_000_000 + number)
                return self.pairs.batch(plan[number])
            with self.lock:
                if (int(counters[EPOCH]), int(counters[FINAL])) == key:
                    counters[EPOCH] += 1
                    counters[NEXT] = 0

    def say_plan(self, key: tuple[int, int]) -> None:
        if self.rank == 0:
            plan = self.plans[key]
            tokens = sum(int(self.pairs.target_lengths[b].sum() + len(b)) for b in plan)
            self.log(
                f"epoch {key[0]}{' final' if key[1] else ''}: {len(plan)} batches, {tokens} target tokens"
            )

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
        if args.steps == 0 and not int(counters[FINAL]) and self.final_minutes_left() <= 0:
            self.enter_final()
        return nats, aligned, batch.tokens

    def final_minutes_left(self) -> float:
        minutes = self.args.decay_minutes if self.args.final_minutes is None else self.args.final_minutes
        return (float(self.shared.clock[DEADLINE]) - time.time()) / 60 - float(minutes)

    def enter_final(self) -> None:
        """Draw by the final weights from here on."""
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
            return int(counters[STEP]) >= int(self.args.steps)
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
                f"step {int(self.shared.counters[STEP])} tokens {total / 1e6:.3f}M"
                f" nats {nats / max(seen, 1):.3f} align {aligned / max(links, 1):.3f} rate {rate:.3f}"
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


if __name__ == "__main__":
    train(parser().parse_args())
