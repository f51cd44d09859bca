"""Convert plain weights (`weights.npz`) to a CTranslate2 model folder, and read weights back from one.

    python -m translations.starter.convert RUN/weights.npz DATA/sentencepiece.model --output RUN/model

The converted model takes plain sentencepiece pieces: it adds </s> to the source by itself, starts the
target with <s>, and reports the attention of its aligning head.
"""

from __future__ import annotations

import argparse
import json
import shutil
import struct
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece
from ctranslate2.specs import transformer_spec
from numpy.typing import NDArray

Weights = dict[str, NDArray[np.float32]]


def read_weights(path: Path) -> tuple[dict[str, Any], Weights]:
    """The shape of the model and its named arrays, as `average` wrote them."""
    with np.load(path) as arrays:
        config = json.loads(str(arrays["config"]))
        return config, {name: arrays[name] for name in arrays.files if name != "config"}


def specification(config: dict[str, Any], weights: Weights) -> transformer_spec.TransformerSpec:
    """CTranslate2's description of the model, filled with weights."""
    aligned = int(config["align_head"]) >= 0
    if aligned and int(config["align_head"]) != 0:
        raise ValueError("CTranslate2 aligns by the first heads of a layer; align_head must be 0.")
    rotary = {"rotary_dim": 0, "rotary_interleave": True} if config["positions"] == "rotary" else {}
    encoder = transformer_spec.TransformerEncoderSpec(config["encoder_layers"], config["heads"], **rotary)
    decoder = transformer_spec.TransformerDecoderSpec(
        config["decoder_layers"],
        config["heads"],
        alignment_layer=config["decoder_layers"] - 1 if aligned else -1,
        alignment_heads=1,
        **rotary,
    )
    if rotary:
        del encoder.position_encodings
    spec = transformer_spec.TransformerSpec(encoder, decoder)

    def norm(target: Any, name: str) -> None:
        target.gamma, target.beta = weights[f"{name}.gamma"], weights[f"{name}.beta"]

    for side, part in (("encoder", encoder), ("decoder", decoder)):
        norm(part.layer_norm, f"{side}.norm")
        for number, layer in enumerate(part.layer):
            at = f"{side}.{number}"
            norm(layer.self_attention.layer_norm, f"{at}.self.norm")
            layer.self_attention.linear[0].weight = weights[f"{at}.self.qkv"]
            layer.self_attention.linear[1].weight = weights[f"{at}.self.out"]
            if side == "decoder":
                norm(layer.attention.layer_norm, f"{at}.cross.norm")
                for place, piece in enumerate(("q", "kv", "out")):
                    layer.attention.linear[place].weight = weights[f"{at}.cross.{piece}"]
            norm(layer.ffn.layer_norm, f"{at}.ff.norm")
            layer.ffn.linear_0.weight = weights[f"{at}.ff.up"]
            layer.ffn.linear_0.bias = weights[f"{at}.ff.bias"]
            layer.ffn.linear_1.weight = weights[f"{at}.ff.down"]
    encoder.embeddings[0].weight = weights["embedding"]
    decoder.embeddings.weight = weights["embedding"]
    decoder.projection.weight = weights["embedding"]
    return spec


def convert(weights: Path, sentencepiece_model: Path, output: Path, quantization: str = "int8") -> Path:
    """Write the CTranslate2 model folder `output` (replaced if it is there) and give its path.

    `quantization` is one of CTranslate2's names, or "" for float32.
    """
    config, named = read_weights(weights)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(sentencepiece_model))
    tokens = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]
    spec = specification(config, named)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize(quantization=quantization or None)
    if output.exists():
        shutil.rmtree(output)
    output.mkdir(parents=True)
    spec.save(str(output))
    return output


def read_package(package: Path) -> Weights:
    """The weights of a packed `.argosmodel` under this trainer's names, de-quantised: for a warm start."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(package) as archive:
        name = next(n for n in archive.namelist() if n.endswith("/model/model.bin"))
        return trainer_names(read_model_binary(Path(archive.extract(name, folder))))


def read_model_binary(path: Path) -> Weights:
    """All variables of a CTranslate2 `model.bin` as float32, aliases resolved, int8 rows de-quantised."""
    kinds = [np.float32, np.int8, np.int16, np.int32, np.float16]
    data, at = path.read_bytes(), 0

    def number(form: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(form, data, at)
        at += struct.calcsize(form)
        return int(value)

    def text() -> str:
        nonlocal at
        length = number("H")
        value = data[at : at + length - 1].decode("utf-8")
        at += length
        return value

    version = number("I")
    if version < 6:
        raise ValueError(f"{path} has the old format {version}.")
    text(), number("I")
    stored: dict[str, NDArray[Any]] = {}
    for _ in range(number("I")):
        name = text()
        shape = [number("I") for _ in range(number("B"))]
        kind = number("B")
        length = number("I")
        stored[name] = np.frombuffer(data, kinds[kind], length // np.dtype(kinds[kind]).itemsize, at).reshape(
            shape
        )
        at += length
    for _ in range(number("I")):
        alias, original = text(), text()
        stored[alias] = stored[original]
    result: Weights = {}
    for name, value in stored.items():
        if value.dtype == np.int8 and f"{name}_scale" in stored:
            result[name] = (value / stored[f"{name}_scale"].reshape(-1, 1)).astype(np.float32)
        else:
            result[name] = value.astype(np.float32)
    return result


def trainer_names(variables: Weights) -> Weights:
    """CTranslate2's variables under the names of `model.parameter_shapes`."""
    names = {
        "self_attention/linear_0/weight": "self.qkv",
        "self_attention/linear_1/weight": "self.out",
        "self_attention/layer_norm/gamma": "self.norm.gamma",
        "self_attention/layer_norm/beta": "self.norm.beta",
        "attention/linear_0/weight": "cross.q",
        "attention/linear_1/weight": "cross.kv",
        "attention/linear_2/weight": "cross.out",
        "attention/layer_norm/gamma": "cross.norm.gamma",
        "attention/layer_norm/beta": "cross.norm.beta",
        "ffn/layer_norm/gamma": "ff.norm.gamma",
        "ffn/layer_norm/beta": "ff.norm.beta",
        "ffn/linear_0/weight": "ff.up",
        "ffn/linear_0/bias": "ff.bias",
        "ffn/linear_1/weight": "ff.down",
    }
    result: Weights = {"embedding": variables["decoder/embeddings/weight"]}
    for name, value in variables.items():
        side, _, rest = name.partition("/")
        if rest.startswith("layer_norm/"):
            result[f"{side}.norm.{rest.rpartition('/')[2]}"] = value
        elif rest.startswith("layer_"):
            number, _, part = rest[len("layer_") :].partition("/")
            if part in names:
                result[f"{side}.{number}.{names[part]}"] = value
    return result


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("weights", type=Path)
    p.add_argument("sentencepiece", type=Path)
    p.add_argument("--output", type=Path, required=True)
    p.add_argument("--quantization", default="int8", help="int8 (default), float16, … or '' for float32")
    a = p.parse_args()
    convert(a.weights, a.sentencepiece, a.output, a.quantization)
    print(f"CTranslate2 {ctranslate2.__version__} model in {a.output}")
