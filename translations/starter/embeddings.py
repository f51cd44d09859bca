"""Starting embeddings in which a Dutch piece lies near the English pieces that it is aligned with.

    python -m translations.starter.embeddings DATA --output DATA/embeddings.npy

English pieces get random directions; a Dutch piece gets the mean of those of its aligned pieces, weighted
by how often. With tied embeddings one map from encoder states to outputs then serves every word, also
those that are rare in training.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import sentencepiece
from numpy.typing import NDArray

LINKS_AT_A_TIME = 2_000_000


def counts(data: Path, size: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """(links of source piece to target piece [size, size], source frequencies, target frequencies)."""
    links = np.zeros((size, size), np.float32)
    source_frequency, target_frequency = np.zeros(size), np.zeros(size)
    for file in sorted(data.glob("*.npz")):
        with np.load(file) as arrays:
            source, target = arrays["src"], arrays["tgt"]
            source_frequency += np.bincount(source, minlength=size)
            target_frequency += np.bincount(target, minlength=size)
            if "align" not in arrays.files:
                continue
            pairs = arrays["align"].reshape(-1, 2).astype(np.int64)
            sentence = np.repeat(np.arange(len(arrays["align_off"]) - 1), np.diff(arrays["align_off"]))
            s = source[arrays["src_off"][sentence] + pairs[:, 0]].astype(np.int64)
            t = target[arrays["tgt_off"][sentence] + pairs[:, 1]].astype(np.int64)
            for start in range(0, len(s), LINKS_AT_A_TIME):
                end = start + LINKS_AT_A_TIME
                links += np.bincount(s[start:end] * size + t[start:end], minlength=size * size).reshape(
                    size, size
                )
    return links.astype(np.float64), source_frequency, target_frequency


def embeddings(
    links: NDArray[np.float64],
    source_frequency: NDArray[np.float64],
    target_frequency: NDArray[np.float64],
    width: int,
    *,
    deviation: float = 0.02,
    own: float = 0.3,
    seed: int = 1,
) -> NDArray[np.float32]:
    """Embeddings [size, width] whose entries have the given deviation; `own` is a piece's own random part."""
    size = len(links)
    random = np.random.default_rng(seed).normal(size=(size, width))
    random /= np.linalg.norm(random, axis=1, keepdims=True)
    # Links to very frequent pieces (the, comma) say little: take away what chance would give.
    total = max(links.sum(), 1.0)
    chance = np.outer(links.sum(1), links.sum(0)) / total
    strength = np.maximum(links - chance - 0.5, 0.0)
    strength *= strength / np.maximum(strength.sum(1, keepdims=True), 1e-9)  # favour the likeliest
    aimed = strength @ random
    norm = np.linalg.norm(aimed, axis=1, keepdims=True)
    aimed = np.where(norm > 1e-9, aimed / np.maximum(norm, 1e-9), 0.0)
    dutch = (source_frequency / np.maximum(source_frequency + target_frequency, 1.0))[:, None]
    # A piece of both languages keeps its own direction in proportion.
    mixed = dutch * aimed * (1 - own) + (1 - dutch * (1 - own)) * random
    mixed /= np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-9)
    result: NDArray[np.float32] = (mixed * deviation * np.sqrt(width)).astype(np.float32)
    return result


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("data", type=Path)
    p.add_argument("--output", type=Path, required=True)
    p.add_argument("--width", type=int, default=256)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(a.data / "sentencepiece.model"))
    made = embeddings(*counts(a.data, vocabulary.get_piece_size()), a.width, seed=a.seed)
    np.save(a.output, made)
    for word in ("brief", "minister", "kabinet", "mensenrechten", "vraag", "niet", "omdat", "schrijven"):
        i = vocabulary.piece_to_id("▁" + word)
        near = np.argsort(-(made @ made[i]))[1:5]
        print(word, [vocabulary.id_to_piece(int(n)) for n in near])
