"""A vocabulary and a few prepared pairs, small enough to train on in seconds."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import sentencepiece

WORDS = {
    "de": "the",
    "minister": "minister",
    "brief": "letter",
    "kamer": "house",
    "schrijft": "writes",
    "leest": "reads",
    "een": "a",
    "nieuwe": "new",
    "oude": "old",
    "vraag": "question",
    "stelt": "asks",
    "wet": "law",
}


def sentences(count: int, seed: int) -> list[tuple[str, str]]:
    """Dutch and English sentences word for word."""
    chance = random.Random(seed)
    rows = []
    for _ in range(count):
        words = [chance.choice(list(WORDS)) for _ in range(chance.randint(2, 6))]
        rows.append((" ".join(words), " ".join(WORDS[word] for word in words)))
    return rows


def prepare(folder: Path, count: int = 600) -> Path:
    """Fill `folder` as the preparation does: vocabulary, two sources, weights and a validation file."""
    folder.mkdir(parents=True, exist_ok=True)
    pairs = sentences(count, 1)
    with (folder / "sentencepiece.model").open("wb") as model:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter([side for pair in pairs for side in pair]),
            model_writer=model,
            vocab_size=60,
            hard_vocab_limit=False,
            model_type="unigram",
            user_defined_symbols=["⟦", "⇢", "⟧"],
            unk_id=0,
            bos_id=1,
            eos_id=2,
            pad_id=-1,
            minloglevel=2,
        )
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    for name, rows in (("first", pairs[::2]), ("second", pairs[1::2]), ("valid", sentences(20, 2))):
        source, target = (pieces.encode([row[side] for row in rows]) for side in (0, 1))
        links = [
            [(min(i, len(s) - 1), i) for i in range(len(t))] for s, t in zip(source, target, strict=True)
        ]
        with_links = {
            "align": np.array([x for k in links for x in k], np.uint16),
            "align_off": offsets(links),
        }
        np.savez(
            folder / f"{name}.npz",
            src=np.concatenate(source).astype(np.uint16),
            src_off=offsets(source),
            tgt=np.concatenate(target).astype(np.uint16),
            tgt_off=offsets(target),
            **(with_links if name == "first" else {}),
        )
    (folder / "weights.json").write_text('{"first": 1.5, "second": 1}', "utf-8")
    return folder


def random_weights(
    vocabulary: int, positions: str = "rotary"
) -> tuple[dict[str, object], dict[str, np.ndarray]]:
    """The shape and the weights of an untrained model, as the averaging step writes them."""
    width, hidden, draw = 32, 64, np.random.default_rng(1)
    config = {
        "vocabulary": vocabulary,
        "width": width,
        "feed_forward": hidden,
        "heads": 2,
        "encoder_layers": 2,
        "decoder_layers": 1,
        "positions": positions,
        "align_head": 0,
    }
    shapes: dict[str, tuple[int, ...]] = {"embedding": (vocabulary, width)}
    for side, layers in (("encoder", 2), ("decoder", 1)):
        for at in (f"{side}.{layer}" for layer in range(layers)):
            shapes |= {f"{at}.self.qkv": (3 * width, width), f"{at}.self.out": (width, width)}
            shapes |= {
                f"{at}.ff.up": (hidden, width),
                f"{at}.ff.down": (width, hidden),
                f"{at}.ff.bias": (hidden,),
            }
            shapes |= {
                f"{at}.{part}.norm.{half}": (width,) for part in ("self", "ff") for half in ("gamma", "beta")
            }
            if side == "decoder":
                shapes |= {f"{at}.cross.{part}": (width, width) for part in ("q", "out")}
                shapes |= {f"{at}.cross.kv": (2 * width, width)}
                shapes |= {f"{at}.cross.norm.{half}": (width,) for half in ("gamma", "beta")}
        shapes |= {f"{side}.norm.{half}": (width,) for half in ("gamma", "beta")}
    return config, {name: draw.normal(0, 0.3, shape).astype(np.float32) for name, shape in shapes.items()}


def weights(folder: Path, vocabulary: Path, positions: str = "rotary") -> tuple[Path, dict[str, np.ndarray]]:
    """Random weights for a vocabulary, written as the averaging step writes them, and the arrays."""
    size = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary)).get_piece_size()
    config, named = random_weights(size, positions)
    np.savez(folder / "weights.npz", config=np.array(json.dumps(config)), **named)
    return folder / "weights.npz", named


def offsets(rows: list[list[object]]) -> np.ndarray:
    return np.cumsum([0, *map(len, rows)]).astype(np.int64)
