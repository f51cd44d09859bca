"""The Dutch-English Argos packages on this machine: bundled, installed by Naast or by Argos Translate."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reader.errors import EnvironmentProblem, InputError
from translations.confidence import LOW_SCORE
from translations.package_files import PackageFiles
from translations.paths import DataPaths
from translations.settings import load_settings, save_settings

Origin = Literal["bundled", "installed", "argos"]
STARTER_ID = "starter"
STARTER_FILE = Path(__file__).parent / "starter" / "starter.argosmodel"
_ARGOS_PREFIX = "argos:"
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class TermChannel:
    """The symbols between which a model that was taught so takes a term: START dutch SEP english END."""

    start: str
    separator: str
    end: str


@dataclass(frozen=True, slots=True)
class Package:
    """One package that translates Dutch into English.

    ``path`` is its folder or, for the bundled one, its `.argosmodel` file. ``has_alignment`` says
    that the model was trained to align, so that its attention links words. How it decodes is what its
    makers found best: ``beam_size``, ``length_penalty``, ``coverage_penalty``, the weight of the source
    words a hypothesis did not attend to when the best is chosen (Wu et al. 2016, section 7), and
    ``invented_word_penalty``, the mean log-probability that a word which is no English costs it.
    ``low_score`` is the score below which a draft deserves a second look.
    """

    id: str
    name: str
    version: str
    path: Path
    origin: Origin
    term_channel: TermChannel | None = None
    has_alignment: bool = False
    description: str = ""
    target_prefix: str = ""
    beam_size: int = 4
    length_penalty: float = 1.0
    coverage_penalty: float = 0.0
    invented_word_penalty: float = 0.0
    low_score: float = LOW_SCORE


def _term_channel(extra: dict[str, Any]) -> TermChannel | None:
    channel = extra.get("term_channel")
    if not isinstance(channel, dict):
        return None
    symbols = [channel.get("start"), channel.get("sep"), channel.get("end")]
    if all(isinstance(symbol, str) and symbol for symbol in symbols):
        return TermChannel(*map(str, symbols))
    return None


def _number(value: Any, default: float, low: float, high: float) -> float:
    usable = isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
    return float(value) if usable else default


def _text(value: Any, limit: int = 200) -> str:
    """Return a metadata string fit for one line of a list."""
    return re.sub(r"[\x00-\x1f\x7f]+", " ", value).strip()[:limit] if isinstance(value, str) else ""


def is_dutch_english(metadata: dict[str, Any]) -> bool:
    """Whether a package's metadata says that it translates from Dutch to English."""
    kind = metadata.get("type", "translate")
    return kind == "translate" and metadata.get("from_code") == "nl" and metadata.get("to_code") == "en"


def describe(path: Path, origin: Origin, package_id: str) -> Package:
    """Return the package in `path` as its own metadata describes it.

    Raises:
        InputError: it cannot be read or is not a package from Dutch to English.
    """
    files = PackageFiles(path)
    metadata = files.metadata()
    if not is_dutch_english(metadata):
        languages = f"{_text(metadata.get('from_code')) or '?'} to {_text(metadata.get('to_code')) or '?'}"
        raise InputError(
            f"{path.name} translates {languages}; Naast needs a package from Dutch (nl) to English (en)."
        )
    section = metadata.get("naast")
    extra: dict[str, Any] = section if isinstance(section, dict) else {}
    version = _text(metadata.get("package_version"), 20)
    name = (
        "Starter (built in)"
        if origin == "bundled"
        else _text(extra.get("name"), 60).removesuffix(" (built in)")
    )
    where = {
        "bundled": "Small and fast, made for government letters; a larger package may read better.",
        "installed": "Installed by Naast.",
        "argos": "Installed by Argos Translate on this computer.",
    }[origin]
    return Package(
        id=package_id,
        name=name or f"Argos Dutch–English {version}".strip(),
        version=version,
        path=path,
        origin=origin,
        term_channel=_term_channel(extra),
        has_alignment=bool(extra.get("alignment")) or _trained_to_align(files),
        description=where,
        target_prefix=_text(metadata.get("target_prefix"), 40),
        beam_size=int(_number(extra.get("beam_size"), 4, 1, 8)),
        length_penalty=_number(extra.get("length_penalty"), 1.0, 0.0, 2.0),
        coverage_penalty=_number(extra.get("coverage_penalty"), 0.0, 0.0, 1.0),
        invented_word_penalty=_number(extra.get("invented_word_penalty"), 0.0, 0.0, 1.0),
        low_score=_number(extra.get("low_score"), LOW_SCORE, -20.0, 0.0),
    )


def _trained_to_align(files: PackageFiles) -> bool:
    """Whether the model's own configuration names the heads that were trained to align."""
    if not files.has("model/config.json"):
        return False
    try:
        config = json.loads(files.read("model/config.json", 1024 * 1024))
    except (InputError, ValueError):
        return False
    return isinstance(config, dict) and bool(config.get("alignment_heads"))


def argos_folders() -> list[Path]:
    """Return the folders in which Argos Translate keeps packages for this person, as its settings say.

    Read here and not from `argostranslate.settings`, whose import makes folders in the home.
    """
    home = Path(os.environ.get("SNAP_USER_DATA") or Path.home())
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "argos-translate"
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "argos-translate"
    chosen: Any = os.environ.get("ARGOS_PACKAGES_DIR")
    if not chosen:
        try:
            chosen = json.loads((config / "settings.json").read_text(encoding="utf-8")).get(
                "ARGOS_PACKAGES_DIR"
            )
        except (OSError, ValueError, AttributeError):
            chosen = None
    current = Path(chosen) if isinstance(chosen, str) and chosen else data / "packages"
    legacy = os.environ.get("ARGOS_TRANSLATE_PACKAGE_DIR")
    return list(dict.fromkeys([current, *([Path(legacy)] if legacy else [])]))


def _in_folder(folder: Path, origin: Origin, prefix: str = "") -> list[Package]:
    found = []
    try:
        children = sorted(child for child in folder.iterdir() if child.is_dir() and child.name[:1] != ".")
    except OSError:
        return []
    for child in children:
        try:
            found.append(describe(child, origin, prefix + child.name))
        except InputError:
            continue  # Argos Translate keeps other language pairs beside ours.
    return found


def installed_packages(paths: DataPaths, *, starter: Path | None = None) -> list[Package]:
    """Return every usable package: the bundled one, then Naast's own, then Argos Translate's.

    `starter` is the bundled package's file where it is not the one that comes with Naast.
    """
    packages = []
    bundled = starter or STARTER_FILE
    if bundled.is_file():
        packages.append(describe(bundled, "bundled", STARTER_ID))
    packages += _in_folder(paths.packages, "installed")
    for folder in argos_folders():
        packages += _in_folder(folder, "argos", _ARGOS_PREFIX)
    return packages


def find_package(paths: DataPaths, package_id: str, *, starter: Path | None = None) -> Package:
    """Return the installed package with this id.

    Raises:
        InputError: there is none; says which there are.
    """
    packages = installed_packages(paths, starter=starter)
    for package in packages:
        if package.id == package_id:
            return package
    known = ", ".join(package.id for package in packages) or "none"
    raise InputError(f"No model “{package_id}” is installed (installed: {known}).")


def chosen_package(paths: DataPaths, *, starter: Path | None = None) -> Package:
    """Return the package the person chose or, without a usable choice, the first there is.

    Raises:
        EnvironmentProblem: no package is installed.
    """
    packages = installed_packages(paths, starter=starter)
    if not packages:
        raise EnvironmentProblem("No translation model is installed; get one with: naast model install.")
    wanted = load_settings(paths).model
    return next((package for package in packages if package.id == wanted), packages[0])


def choose(paths: DataPaths, package_id: str, *, starter: Path | None = None) -> Package:
    """Remember this package as the one to translate with, and return it.

    Raises:
        InputError: it is not installed.
    """
    package = find_package(paths, package_id, starter=starter)
    save_settings(paths, model=package.id)
    return package


def install_file(paths: DataPaths, file: Path) -> Package:
    """Check an `.argosmodel` file, unpack it into Naast's own folder and return the package.

    A package of the same name is replaced. Nothing is changed when the file does not pass.

    Raises:
        InputError: the file is not a sound package from Dutch to English.
        EnvironmentProblem: it cannot be written here.
    """
    from translations.package_check import check_package_file, unpack

    checked = check_package_file(file)
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", f"translate-nl_en-{checked.version}".replace(".", "_")).strip(
        "-_"
    )
    if not _SAFE_NAME.fullmatch(name):
        name = "translate-nl_en"
    folder = unpack(file, paths.packages, name)
    return describe(folder, "installed", name)


def remove(paths: DataPaths, package_id: str, *, starter: Path | None = None) -> None:
    """Delete a package that Naast installed; the choice falls back to another.

    Raises:
        InputError: there is none of that id, or it is not Naast's to delete.
        EnvironmentProblem: the files cannot be deleted.
    """
    package = find_package(paths, package_id, starter=starter)
    if package.origin == "bundled":
        raise InputError("The starter model is part of Naast and cannot be removed.")
    if package.origin == "argos":
        raise InputError(f"{package.id} belongs to Argos Translate; remove it there (argospm remove).")
    trash = paths.packages / f".removed-{package.id}"
    try:
        shutil.rmtree(trash, ignore_errors=True)
        package.path.rename(trash)
        shutil.rmtree(trash)
    except OSError as error:
        raise EnvironmentProblem(f"{package.path} cannot be removed ({error.strerror or error}).") from error
    if load_settings(paths).model == package_id:
        save_settings(paths, model="")
