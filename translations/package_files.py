"""Reads an Argos package, be it a folder or an `.argosmodel` file, without unpacking anything."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

from reader.errors import InputError

MEGABYTE = 1024 * 1024
MAX_METADATA = 1 * MEGABYTE
MAX_MODEL = 2048 * MEGABYTE


class PackageFiles:
    """The files of one package, by their path inside it (`model/model.bin`)."""

    def __init__(self, path: Path) -> None:
        """Open a package folder or a zip.

        Raises:
            InputError: it is neither.
        """
        self.path = path
        self._names: dict[str, str] = {}
        if path.is_dir():
            return
        try:
            with zipfile.ZipFile(path) as archive:
                names = [info.filename for info in archive.infolist() if not info.is_dir()]
        except FileNotFoundError:
            raise InputError(f"There is no file {path}.") from None
        except (OSError, zipfile.BadZipFile) as error:
            raise InputError(
                f"{path.name} is not a translation package: it is no zip file, or it is damaged."
            ) from error
        root = package_root(names)
        if root is None:
            raise InputError(f"{path.name} is not a translation package: it has no metadata.json.")
        prefix = f"{root}/" if root else ""
        self._names = {name.removeprefix(prefix): name for name in names if name.startswith(prefix)}

    @property
    def zipped(self) -> bool:
        """Whether the package is still in its zip."""
        return bool(self._names)

    def has(self, name: str) -> bool:
        """Whether the package holds this file."""
        return name in self._names if self.zipped else (self.path / name).is_file()

    def read(self, name: str, limit: int = MAX_MODEL) -> bytes:
        """Return a file's content, at most `limit` bytes.

        Raises:
            InputError: the file is missing, damaged or too large.
        """
        try:
            if self.zipped:
                with zipfile.ZipFile(self.path) as archive, archive.open(self._names[name]) as file:
                    data = file.read(limit + 1)
            else:
                with (self.path / name).open("rb") as plain:
                    data = plain.read(limit + 1)
        except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise InputError(f"The package {self.path.name} has no readable {name}.") from error
        except Exception as error:  # zlib.error is not an OSError, lzma's errors are of their own kinds
            raise InputError(f"The package {self.path.name} is damaged at {name}.") from error
        if len(data) > limit:
            raise InputError(f"In the package {self.path.name}, {name} is larger than a package may hold.")
        return data

    def model_files(self) -> dict[str, bytes]:
        """Return the files of a zipped package's CTranslate2 model, by their name in its folder."""
        names = [name for name in self._names if PurePosixPath(name).parent == PurePosixPath("model")]
        return {PurePosixPath(name).name: self.read(name) for name in names}

    def metadata(self) -> dict[str, Any]:
        """Return what `metadata.json` says.

        Raises:
            InputError: it is missing or no JSON object.
        """
        try:
            found = json.loads(self.read("metadata.json", MAX_METADATA))
        except ValueError as error:
            raise InputError(f"The metadata.json of the package {self.path.name} is damaged.") from error
        if not isinstance(found, dict):
            raise InputError(f"The metadata.json of the package {self.path.name} is damaged.")
        return found


def package_root(names: list[str]) -> str | None:
    """Return the folder of a zip's `metadata.json` ("" for the top), or None where there is not one."""
    found = [PurePosixPath(name) for name in names if PurePosixPath(name).name == "metadata.json"]
    roots = sorted(
        {"" if str(path.parent) == "." else str(path.parent) for path in found if len(path.parts) <= 2}
    )
    return roots.pop().removeprefix(".") if len(roots) == 1 else None
