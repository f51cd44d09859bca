"""The package is a standard one: Argos Translate installs it and translates with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import sentencepiece
from tiny_training import prepare, weights

from translations.starter.convert import convert, read_package
from translations.starter.pack import BEAM_SIZE, COVERAGE_PENALTY, INVENTED_WORD_PENALTY, pack

INSTALL_AND_TRANSLATE = """
import sys
from pathlib import Path
import ctranslate2
from argostranslate import package, sbd, translate

class OneSentence(sbd.ISentenceBoundaryDetectionModel):
    def split_sentences(self, text):
        return [text]

package.install_from_path(Path(sys.argv[1]))
(installed,) = package.get_installed_packages()
assert (installed.from_code, installed.to_code) == ("nl", "en"), installed
translator = ctranslate2.Translator(str(installed.package_path / "model"))
(best,) = translate.apply_packaged_translation(installed, sys.argv[2], translator, OneSentence(), 1)
print("translated:", best.value)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A converted, untrained model and its vocabulary."""
    folder = tmp_path_factory.mktemp("made")
    vocabulary = prepare(folder / "data") / "sentencepiece.model"
    path, _ = weights(folder, vocabulary)
    return convert(path, vocabulary, folder / "model"), vocabulary


def described(package: Path) -> dict[str, object]:
    with zipfile.ZipFile(package) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith("metadata.json")]
        return dict(json.loads(archive.read(name).decode("ascii")))


def test_argos_translate_installs_the_package_and_translates(made: tuple[Path, Path], tmp_path: Path) -> None:
    package = pack(*made, tmp_path / "starter.argosmodel")
    homes = {
        name: str(tmp_path / name) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    }
    homes["USERPROFILE"] = homes["HOME"]
    homes["ARGOS_PACKAGES_DIR"] = str(tmp_path / "packages")
    done = subprocess.run(
        [sys.executable, "-c", INSTALL_AND_TRANSLATE, str(package), "de minister schrijft een brief"],
        env=os.environ | homes,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "translated:" in done.stdout


def test_package_tells_of_the_terminology_channel_and_the_alignment(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    told = described(pack(*made, tmp_path / "starter.argosmodel", version="1.2"))
    assert (told["from_code"], told["to_code"], told["package_version"]) == ("nl", "en", "1.2")
    assert told["naast"] == {
        "name": "Starter (built in)",
        "term_channel": {"start": "⟦", "sep": "⇢", "end": "⟧"},
        "alignment": True,
        "beam_size": BEAM_SIZE,
        "coverage_penalty": COVERAGE_PENALTY,
        "invented_word_penalty": INVENTED_WORD_PENALTY,
    }


def test_channel_is_not_announced_when_the_vocabulary_lacks_its_symbols(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    told = described(pack(*made, tmp_path / "starter.argosmodel", symbols=("☰", "☱", "☲")))
    assert told["naast"]["term_channel"] is None  # type: ignore[index]


def test_same_model_packs_to_the_same_bytes(made: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = (pack(*made, tmp_path / f"{n}.argosmodel").read_bytes() for n in (1, 2))
    assert first == second


def test_package_that_is_too_large_is_refused_and_the_old_one_kept(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    output = tmp_path / "box" / "starter.argosmodel"
    output.parent.mkdir()
    output.write_bytes(b"old")
    with pytest.raises(ValueError, match="larger than"):
        pack(*made, output, largest=1000)
    assert output.read_bytes() == b"old"
    assert [file.name for file in output.parent.iterdir()] == ["starter.argosmodel"]


def test_weights_of_a_package_can_be_taken_up_again(made: tuple[Path, Path], tmp_path: Path) -> None:
    size = sentencepiece.SentencePieceProcessor(model_file=str(made[1])).get_piece_size()
    named = read_package(pack(*made, tmp_path / "starter.argosmodel"))
    assert named["embedding"].shape == (size, 32)
    assert named["decoder.0.cross.kv"].shape == (64, 32)
