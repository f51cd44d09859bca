"""The trainer learns, resumes exactly, and its model translates the same after conversion.

Run with: pytest -m training
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from tiny_training import prepare

pytestmark = pytest.mark.training

TINY = (
    "--width 32 --feed-forward 64 --heads 2 --encoder-layers 2 --decoder-layers 2"
    " --batch-tokens 300 --warmup 5"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("data"))


def arguments(data: Path, run: Path, *more: str) -> argparse.Namespace:
    from translations.starter.train import parser

    return parser().parse_args(["--data", str(data), "--output", str(run), *TINY.split(), *more])


@pytest.fixture(scope="module")
def checkpoint(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from translations.starter.train import train

    run = tmp_path_factory.mktemp("run")
    more = ("--steps", "400", "--rate", "0.02", "--adam-rate", "0.01", "--guided", "0.3", "--average", "10")
    return train(arguments(data, run, *more))


@pytest.mark.parametrize("positions", ["rotary", "sinusoidal"])
def test_interrupted_training_goes_on_exactly(data: Path, tmp_path: Path, positions: str) -> None:
    import torch

    from translations.starter.train import train

    more = ("--positions", positions, "--steps", "40", "--dropout", "0.1", "--stop-after")
    whole = train(arguments(data, tmp_path / "whole", *more, "8"))
    train(arguments(data, tmp_path / "halves", *more, "3"))
    halves = train(arguments(data, tmp_path / "halves", *more, "8"))
    first, second = (torch.load(path, weights_only=True) for path in (whole, halves))
    for name in ("parameters", "first", "second", "average"):
        assert torch.equal(first[name], second[name]), name


def test_trained_model_translates_word_for_word_and_aligns(
    checkpoint: Path, data: Path, tmp_path: Path
) -> None:
    import ctranslate2
    import sentencepiece
    from tiny_training import sentences

    from translations.starter.average import average
    from translations.starter.convert import convert

    average([checkpoint], tmp_path / "weights.npz")
    vocabulary = data / "sentencepiece.model"
    model = convert(tmp_path / "weights.npz", vocabulary, tmp_path / "model")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    translator = ctranslate2.Translator(str(model), intra_threads=1)
    rows = sentences(20, 3)
    results = translator.translate_batch(
        [pieces.encode(dutch, out_type=str) for dutch, _ in rows], return_attention=True
    )
    right = [pieces.decode(r.hypotheses[0]) == english for r, (_, english) in zip(results, rows, strict=True)]
    assert sum(right) >= 15
    attention = results[0].attention[0]
    assert len(attention[0]) == len(pieces.encode(rows[0][0]))


def test_converted_model_gives_the_trainers_own_greedy_output(
    checkpoint: Path, data: Path, tmp_path: Path
) -> None:
    import ctranslate2
    import sentencepiece
    import torch
    from tiny_training import sentences

    from translations.starter.average import average
    from translations.starter.convert import convert, read_weights
    from translations.starter.model import ModelConfig, Transformer, greedy

    average([checkpoint], tmp_path / "weights.npz", last=True)
    config, named = read_weights(tmp_path / "weights.npz")
    net = Transformer(ModelConfig(**config), {name: torch.from_numpy(value) for name, value in named.items()})
    vocabulary = data / "sentencepiece.model"
    model = convert(tmp_path / "weights.npz", vocabulary, tmp_path / "model", quantization="")
    translator = ctranslate2.Translator(str(model), intra_threads=1)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    for dutch, _ in sentences(10, 4):
        expected = [pieces.id_to_piece(i) for i in greedy(net, pieces.encode(dutch))]
        (result,) = translator.translate_batch([pieces.encode(dutch, out_type=str)], beam_size=1)
        assert result.hypotheses[0] == expected


def test_two_workers_share_one_training(data: Path, tmp_path: Path) -> None:
    import torch

    from translations.starter.train import train

    path = train(arguments(data, tmp_path, "--workers", "2", "--steps", "20"))
    state = torch.load(path, weights_only=True)
    assert int(state["counters"][0]) >= 20
    assert torch.isfinite(state["parameters"]).all()


def test_warm_start_takes_the_weights_of_a_package(checkpoint: Path, data: Path, tmp_path: Path) -> None:
    import torch

    from translations.starter.model import ModelConfig, views
    from translations.starter.release import release
    from translations.starter.train import begin

    package = release([checkpoint], data / "sentencepiece.model", tmp_path / "starter.argosmodel", last=True)
    state = torch.load(checkpoint, weights_only=True)
    config, shared = begin(arguments(data, tmp_path / "warm", "--warm-start", str(package)))
    assert config == ModelConfig(**state["config"])
    for name, value in views(state["parameters"], config).items():
        warm = views(shared.parameters, config)[name]
        assert torch.allclose(value, warm, atol=float(value.abs().max()) / 120), name
