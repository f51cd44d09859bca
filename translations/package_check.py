"""Decides whether an `.argosmodel` file may be let in, and unpacks it safely."""

from __future__ import annotations

import multiprocessing
import shutil
import stat
import tempfile
import zipfile
from multiprocessing.connection import Connection
from pathlib import Path, PurePosixPath

from reader.errors import EnvironmentProblem, InputError
from translations.package_files import MEGABYTE, PackageFiles, package_root
from translations.packages import Package, describe
from translations.paths import make_folder

MAX_FILES = 2000
MAX_TOTAL = 3072 * MEGABYTE
# A model's weights hardly shrink in a zip; JSON vocabularies shrink tenfold. Ten times that is a bomb.
MAX_RATIO = 100
TRIAL_SECONDS = 120
TRIAL_SENTENCE = "De minister heeft de brief gelezen."
# A package's sentence splitter (stanza, spacy, minisbd) is left in the zip: Naast has its own.
_WANTED = ("metadata.json", "README.md", "sentencepiece.model", "bpe.model")


def check_package_file(file: Path, *, trial_seconds: float = TRIAL_SECONDS) -> Package:
    """Return the package that `file` holds after every check: its zip, its languages, a trial translation.

    The trial runs in a process of its own, so that a damaged model takes down that process and not
    the person's window.

    Raises:
        InputError: one of them fails; says which.
    """
    if file.is_dir():
        raise InputError(f"{file} is a folder; a translation package is a file that ends in .argosmodel.")
    _check_zip(file)
    package = describe(file, "installed", file.stem)
    files = PackageFiles(file)
    if not files.has("model/model.bin"):
        raise InputError(f"{file.name} holds no CTranslate2 model (model/model.bin).")
    if not (files.has("sentencepiece.model") or files.has("bpe.model")):
        raise InputError(f"{file.name} holds no vocabulary (sentencepiece.model or bpe.model).")
    _check_translates(file, trial_seconds)
    return package


def _check_zip(file: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except FileNotFoundError:
        raise InputError(f"There is no file {file}.") from None
    except PermissionError:
        raise InputError(f"{file} may not be read by you.") from None
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise InputError(
            f"{file.name} is not a translation package: it is no zip file, or it is damaged."
        ) from error
    if len(entries) > MAX_FILES:
        raise InputError(f"{file.name} holds {len(entries):,} files; a translation package holds a few.")
    seen = set()
    for entry in entries:
        name = entry.filename
        parts = PurePosixPath(name).parts
        if name.startswith("/") or "\\" in name or ".." in parts or ":" in name or "\0" in name:
            raise InputError(f"{file.name} is not safe: it holds a file that wants to be written elsewhere.")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise InputError(f"{file.name} is not safe: it holds a link to another file.")
        if entry.flag_bits & 0x1:
            raise InputError(f"{file.name} is locked with a password.")
        if entry.file_size > MEGABYTE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise InputError(
                f"{file.name} is not safe: {PurePosixPath(name).name} swells when it is unpacked."
            )
        if name.casefold() in seen:
            raise InputError(f"{file.name} is damaged: it holds a file twice.")
        seen.add(name.casefold())
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise InputError(
            f"{file.name} is too large: unpacked it takes more than {MAX_TOTAL // MEGABYTE:,} MB."
        )


def _trial(file: str, answer: Connection) -> None:
    """Translate one sentence with the package in `file`; send the English, or "" and why not."""
    try:
        from translations.engine import Engine, TranslationRequest

        package = describe(Path(file), "installed", "trial")
        english = Engine(package, threads=1).translate([TranslationRequest(TRIAL_SENTENCE)])[0].target
        answer.send((english, ""))
    except Exception as error:
        answer.send(("", str(error)))


def _check_translates(file: Path, seconds: float) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_trial, args=(str(file), theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        english, _ = ours.recv() if ours.poll(seconds) else ("", "")
    except (EOFError, OSError):
        english = ""  # The process died with the model: as clear an answer as any.
    finally:
        process.kill()
        process.join()
        ours.close()
    if not english.strip():
        raise InputError(f"{file.name} does not translate: its model cannot be loaded or says nothing.")


def unpack(file: Path, folder: Path, name: str) -> Path:
    """Unpack what Naast needs of a checked package into `folder`/`name`, whole or not at all.

    Raises:
        InputError: the file turns out to be damaged.
        EnvironmentProblem: there is no room, or no permission.
    """
    make_folder(folder)
    target = folder / name
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".unpacking-") as temporary:
            made = Path(temporary) / name
            with zipfile.ZipFile(file) as archive:
                root = PurePosixPath(package_root(archive.namelist()) or ".")
                for entry in archive.infolist():
                    path = PurePosixPath(entry.filename)
                    if not path.is_relative_to(root):
                        continue
                    inside = path.relative_to(root)
                    wanted = str(inside) in _WANTED or (len(inside.parts) == 2 and inside.parts[0] == "model")
                    if entry.is_dir() or not wanted:
                        continue
                    destination = made.joinpath(*inside.parts)
                    destination.parent.mkdir(parents=True, exist_ok=True)
                    with archive.open(entry) as source, destination.open("wb") as written:
                        shutil.copyfileobj(source, written, MEGABYTE)
            _replace(made, target)
    except zipfile.BadZipFile as error:
        raise InputError(f"{file.name} is damaged; download it again.") from error
    except OSError as error:
        raise EnvironmentProblem(
            f"The package cannot be unpacked into {folder} ({error.strerror or error})."
        ) from error
    return target


def _replace(made: Path, target: Path) -> None:
    """Put the new package in the old one's place, which keeps the old one if that fails."""
    if not target.exists():
        made.rename(target)
        return
    old = made.with_name("old")
    target.rename(old)
    try:
        made.rename(target)
    except OSError:
        old.rename(target)
        raise
