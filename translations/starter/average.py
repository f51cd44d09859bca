"""Average checkpoints of the starter model into plain weights (`weights.npz`), which need no PyTorch.

    python -m translations.starter.average RUN/checkpoint.pt [MORE.pt …] --output RUN/weights.npz

Each checkpoint brings its running average (or its last parameters, with --last); several are averaged
again, equally.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from translations.starter.model import ModelConfig, views


def average(checkpoints: list[Path], output: Path, *, last: bool = False) -> None:
    """Write the mean of the checkpoints' weights to `output`, whole or not at all."""
    total: torch.Tensor | None = None
    config: dict[str, object] = {}
    for path in checkpoints:
        state = torch.load(path, weights_only=True)
        if config and config != state["config"]:
            raise ValueError(f"{path} has another shape than {checkpoints[0]}.")
        config = state["config"]
        weights = state["parameters" if last else "average"].double()
        total = weights if total is None else total + weights
    if total is None:
        raise ValueError("No checkpoint was given.")
    mean = (total / len(checkpoints)).float()
    named = {name: value.numpy() for name, value in views(mean, ModelConfig(**config)).items()}  # type: ignore[arg-type]
    write_weights(output, config, named)


def write_weights(output: Path, config: dict[str, object], named: dict[str, np.ndarray]) -> None:
    """Write named arrays and the model's shape as one `.npz`."""
    temporary = output.with_name(output.name + ".tmp.npz")
    np.savez(temporary, config=np.array(json.dumps(config)), **named)  # type: ignore[arg-type]
    temporary.replace(output)


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("checkpoints", nargs="+", type=Path)
    p.add_argument("--output", type=Path, required=True)
    p.add_argument("--last", action="store_true", help="the last parameters, not the running average")
    a = p.parse_args()
    average(a.checkpoints, a.output, last=a.last)
