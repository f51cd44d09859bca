"""Plain weights become a CTranslate2 model that can be run, and can be read back."""

from __future__ import annotations

import json
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
import sentencepiece
from tiny_training import prepare, weights

from translations.starter.convert import convert, read_model_binary, trainer_names

SENTENCE = "de minister schrijft een brief"


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("data")) / "sentencepiece.model"


@pytest.mark.parametrize("positions", ["rotary", "sinusoidal"])
def test_converted_model_takes_plain_pieces_and_tells_where_it_looked(
    vocabulary: Path, tmp_path: Path, positions: str
) -> None:
    path, _ = weights(tmp_path, vocabulary, positions)
    model = convert(path, vocabulary, tmp_path / "model")
    translator = ctranslate2.Translator(str(model), intra_threads=1)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary)).encode(SENTENCE, out_type=str)
    (result,) = translator.translate_batch([pieces], max_decoding_length=10, return_attention=True)
    assert 0 < len(result.hypotheses[0]) <= 10
    assert {len(row) for row in result.attention[0]} == {len(pieces)}
    assert all(0 <= weight <= 1 for row in result.attention[0] for weight in row)


def test_end_of_sentence_is_added_by_the_model(vocabulary: Path, tmp_path: Path) -> None:
    path, _ = weights(tmp_path, vocabulary)
    settings = json.loads((convert(path, vocabulary, tmp_path / "model") / "config.json").read_text("utf-8"))
    assert settings["add_source_eos"] is True
    assert settings["add_source_bos"] is False
    assert settings["decoder_start_token"] == "<s>"


def test_weights_read_back_from_int8_are_within_half_a_step(vocabulary: Path, tmp_path: Path) -> None:
    path, named = weights(tmp_path, vocabulary)
    model = convert(path, vocabulary, tmp_path / "model")
    back = trainer_names(read_model_binary(model / "model.bin"))
    assert back.keys() == named.keys()
    for name, value in named.items():
        step = np.abs(value).max(axis=-1, keepdims=True) / 127
        assert np.all(np.abs(back[name] - value) <= 0.51 * step), name


def test_converting_again_replaces_the_model(vocabulary: Path, tmp_path: Path) -> None:
    path, _ = weights(tmp_path, vocabulary)
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "old.txt").write_text("old", "utf-8")
    model = convert(path, vocabulary, tmp_path / "model")
    assert sorted(file.name for file in model.iterdir()) == [
        "config.json",
        "model.bin",
        "shared_vocabulary.json",
    ]
