"""The trainer's data on disk: piece ids of a set of pairs as flat arrays with offsets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np


def flatten(rows: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """Rows as one uint16 array and int64 offsets, `len(rows) + 1` of them."""
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in rows], out=offsets[1:])
    flat = np.fromiter((piece for row in rows for piece in row), dtype=np.uint16, count=int(offsets[-1]))
    return flat, offsets


def save(
    path: Path,
    sources: Sequence[Sequence[int]],
    targets: Sequence[Sequence[int]],
    alignments: Sequence[Sequence[tuple[int, int]]] | None = None,
) -> None:
    """Write `src`, `src_off`, `tgt`, `tgt_off` and, where given, `align` and `align_off`.

    A row of `align` is the index of a source piece and that of a target piece linked to it.
    """
    src, src_off = flatten(sources)
    tgt, tgt_off = flatten(targets)
    arrays = {"src": src, "src_off": src_off, "tgt": tgt, "tgt_off": tgt_off}
    if alignments is not None:
        flat, offsets = flatten([[index for link in links for index in link] for links in alignments])
        arrays["align"] = flat.reshape(-1, 2)
        arrays["align_off"] = offsets // 2
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, **arrays)
    partial.replace(path)
