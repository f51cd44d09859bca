"""The trainer's options: what is trained, on which data, how fast and for how long."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path


def _deadline(text: str) -> float:
    moment = datetime.datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).timestamp()


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(
        description="Train the starter model.", prog="python -m translations.starter.train"
    )
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
    add("--final-minutes", type=float, help="the final weights hold for the last minutes (default: the same)")
    add("--steps", type=int, default=0, help="or train this many steps in all")
    add(
        "--decay-steps", type=int, default=0, help="of which the rate falls over the last (default a quarter)"
    )
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
