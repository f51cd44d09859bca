"""From checkpoints to a package in one go: average, convert, pack.

    python -m translations.starter.release RUN/checkpoint.pt [MORE.pt …] \\
        --sentencepiece DATA/sentencepiece.model --output translations/starter/starter.argosmodel
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from translations.starter.average import average
from translations.starter.convert import convert
from translations.starter.pack import pack


def release(
    checkpoints: list[Path],
    sentencepiece_model: Path,
    output: Path,
    *,
    version: str = "1.0",
    last: bool = False,
) -> Path:
    """Pack the average of the checkpoints as `output`, and give its path."""
    with tempfile.TemporaryDirectory() as folder:
        weights = Path(folder) / "weights.npz"
        average(checkpoints, weights, last=last)
        model = convert(weights, sentencepiece_model, Path(folder) / "model")
        return pack(model, sentencepiece_model, output, version=version)


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("checkpoints", nargs="+", type=Path)
    p.add_argument("--sentencepiece", type=Path, required=True)
    p.add_argument("--output", type=Path, required=True)
    p.add_argument("--version", default="1.0")
    p.add_argument("--last", action="store_true", help="the last parameters, not the running average")
    a = p.parse_args()
    made = release(a.checkpoints, a.sentencepiece, a.output, version=a.version, last=a.last)
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
