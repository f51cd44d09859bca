"""Makes a tiny Argos package whose Transformer, set by hand, translates word for word from a list of words.

The weights are not trained but written: the decoder's cross-attention looks at the source position it has
come to, and the output layer maps a source piece to its English one. So a test knows every answer.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

POSITIONS = 400
WORDS: Mapping[str, str] = {
    "de": "the", "De": "The", "het": "the", "Het": "The", "een": "a", "Een": "A", "en": "and", "van": "of",
    "kabinet": "government", "brief": "letter", "Brief": "Letter", "motie": "motion", "lid": "member",
    "minister": "minister", "is": "is", "in": "in", "heeft": "has", "vraagt": "asks", "leest": "reads",
    "mensenrechten": "rights", "centra": "centres", "volgt": "follows", "bank": "bank", "wij": "we",
    "Dit": "This", "dit": "this", "niet": "not", "maar": "but", "omdat": "because", "politie": "police",
    "miljard": "billion", "euro": "euros", "Kamer": "House", "dank": "thanks", "voor": "for",
    "loket": "lokkout",
}  # fmt: skip
# Whatever may be written: letters and marks, so that only what is meant to be unknown is unknown.
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789éëïöüèç.,;:!?()\"'-–/%&€+*@#=_[]"


def sentencepiece_model(symbols: tuple[str, ...] = (), extra: str = "") -> bytes:
    """Return a small SentencePiece model in which every word of the list is one piece."""
    model = io.BytesIO()
    words = sorted({*WORDS, *WORDS.values()})
    sentences = [" ".join(words[i:] + words[:i]) for i in range(len(words))]
    sentences += [" ".join(_LETTERS + extra), _LETTERS + extra]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=model,
        vocab_size=340 + len(extra),
        hard_vocab_limit=False,
        model_type="unigram",
        normalization_rule_name="nmt_nfkc",
        required_chars=_LETTERS + extra,
        character_coverage=1.0,
        user_defined_symbols=["▁" + word for word in words] + list(symbols),
        unk_id=0,
        bos_id=1,
        eos_id=2,
        pad_id=-1,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def _layer_norm(spec: Any, width: int) -> None:
    spec.gamma, spec.beta = np.ones(width, np.float32), np.zeros(width, np.float32)


def _linear(spec: Any, weight: np.ndarray, bias: np.ndarray | None = None) -> None:
    spec.weight = np.ascontiguousarray(weight, np.float32)
    if bias is not None:
        spec.bias = bias.astype(np.float32)


def word_for_word_model(pieces: list[str], folder: Path, *, alignment: bool) -> None:
    """Write a CTranslate2 model of one layer a side that maps each source piece to its English.

    A state is [source piece | position | target piece]: the encoder leaves it alone, the cross-attention of
    position t fetches the source piece at t into the target part, the projection reads that part.
    """
    size, width = len(pieces), 2 * len(pieces) + POSITIONS
    source, position, target = slice(0, size), slice(size, size + POSITIONS), slice(size + POSITIONS, width)
    index = {piece: number for number, piece in enumerate(pieces)}
    spec = TransformerSpec.from_config(1, 1, alignment_layer=0 if alignment else -1, alignment_heads=1)
    embedding = np.zeros((size, width), np.float32)
    embedding[:, source] = np.eye(size)
    encodings = np.zeros((POSITIONS, width), np.float32)
    encodings[:, position] = np.eye(POSITIONS)
    nothing = np.zeros((width, width), np.float32)
    for side in (spec.encoder, spec.decoder):
        table = side.embeddings[0] if side is spec.encoder else side.embeddings
        table.weight = embedding
        side.scale_embeddings = False
        side.position_encodings.encodings = encodings
        _layer_norm(side.layer_norm, width)
        layer = side.layer[0]
        _layer_norm(layer.self_attention.layer_norm, width)
        _linear(layer.self_attention.linear[0], np.zeros((3 * width, width)))
        _linear(layer.self_attention.linear[1], nothing)
        _layer_norm(layer.ffn.layer_norm, width)
        _linear(layer.ffn.linear_0, np.zeros((4, width)))
        _linear(layer.ffn.linear_1, np.zeros((width, 4)))
    look = np.zeros((width, width), np.float32)
    look[position, position] = np.eye(POSITIONS)
    fetch = np.zeros((width, width), np.float32)
    fetch[target, source] = np.eye(size)
    attention = spec.decoder.layer[0].attention
    _layer_norm(attention.layer_norm, width)
    _linear(attention.linear[0], 2 * np.sqrt(width) / 10 * look)
    _linear(attention.linear[1], np.concatenate([look, fetch]))
    _linear(attention.linear[2], np.eye(width))
    answer = np.zeros((size, width), np.float32)
    for piece, number in index.items():
        word = WORDS.get(piece.removeprefix("▁"), "") if piece.startswith("▁") else ""
        english = index.get("▁" + word, number) if word else number
        answer[english, size + POSITIONS + number] += 1.0
    _linear(spec.decoder.projection, answer)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def make_package(
    folder: Path,
    *,
    alignment: bool = True,
    symbols: tuple[str, str, str] | None = None,
    version: str = "1.0",
    extra: str = "",
    **metadata: Any,
) -> Path:
    """Make the package `folder`/translate-nl_en-VERSION and return its folder.

    With `symbols` it says in its metadata that it has a terminology channel; without both it is shaped
    like any package of the Argos index.
    """
    package = folder / f"translate-nl_en-{version.replace('.', '_')}"
    package.mkdir(parents=True)
    model = sentencepiece_model(symbols or (), extra)
    (package / "sentencepiece.model").write_bytes(model)
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    pieces = [processor.id_to_piece(number) for number in range(processor.vocab_size())]
    word_for_word_model(pieces, package / "model", alignment=alignment)
    described: dict[str, Any] = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": "nl",
        "from_name": "Dutch",
        "to_code": "en",
        "to_name": "English",
    }
    if alignment:
        described["naast"] = {"alignment": True}
    if symbols:
        start, separator, end = symbols
        described.setdefault("naast", {})["term_channel"] = {"start": start, "sep": separator, "end": end}
    (package / "metadata.json").write_text(json.dumps(described | metadata), encoding="utf-8")
    return package


def package_file(package: Path, path: Path) -> Path:
    """Zip a package folder into an `.argosmodel` file, uncompressed: weights of zeros shrink like a bomb."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(package.rglob("*")):
            if file.is_file():
                archive.write(file, f"{package.name}/{file.relative_to(package).as_posix()}")
    return path


def translator(package: Path) -> ctranslate2.Translator:
    """Open a package's model directly, to compare the engine with."""
    return ctranslate2.Translator(str(package / "model"), device="cpu")
