"""What tests of every kind share: a data folder of their own, and tiny models that are quick to make."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings
from tiny_package import make_package, package_file

from translations.packages import Package, describe
from translations.paths import DataPaths
from translations.settings import save_settings

settings.register_profile("gate", derandomize=True)
settings.register_profile("search", derandomize=False)
# The same code gives the same verdict; `HYPOTHESIS_PROFILE=search` looks for new examples.
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Move everything that belongs to a person into the test's own folder, Argos Translate's too."""
    person = tmp_path / "person"
    person.mkdir()
    monkeypatch.setenv("NAAST_HOME", str(person / "naast"))
    monkeypatch.setenv("HOME", str(person))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR"):
        monkeypatch.delenv(name, raising=False)
    return person


@pytest.fixture
def paths(home: Path) -> DataPaths:
    """The data paths of the test's own person."""
    return DataPaths(home / "naast")


@pytest.fixture(scope="session")
def aligned_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny package that aligns words and has a terminology channel."""
    return make_package(tmp_path_factory.mktemp("aligned"), symbols=("⟦", "⇢", "⟧"))


@pytest.fixture(scope="session")
def plain_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny package shaped like any of the Argos index: no alignment, no channel."""
    return make_package(tmp_path_factory.mktemp("plain"), alignment=False, version="1.8")


@pytest.fixture(scope="session")
def plain_file(plain_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file to install."""
    return package_file(plain_folder, tmp_path_factory.mktemp("file") / "translate-nl_en-1_8.argosmodel")


@pytest.fixture
def aligned(aligned_folder: Path) -> Package:
    """The aligning package, described."""
    return describe(aligned_folder, "installed", "aligned")


@pytest.fixture
def plain(plain_folder: Path) -> Package:
    """The plain package, described."""
    return describe(plain_folder, "argos", "plain")


@pytest.fixture
def chosen(paths: DataPaths, aligned_folder: Path) -> str:
    """Install the aligning package for the test's person, choose it, and return its id."""
    shutil.copytree(aligned_folder, paths.packages / "tiny")
    save_settings(paths, model="tiny", threads=1)
    return "tiny"
