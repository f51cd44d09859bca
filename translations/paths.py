"""Where Naast keeps its data: one folder that `NAAST_HOME` moves, nothing made before it is needed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from reader.errors import EnvironmentProblem


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The files and folders of one person's Naast; none of them need exist."""

    root: Path

    @property
    def glossary_db(self) -> Path:
        """The termbase (SQLite)."""
        return self.root / "glossary.db"

    @property
    def library_db(self) -> Path:
        """Documents, segments and edits (SQLite)."""
        return self.root / "library.db"

    @property
    def memory_db(self) -> Path:
        """The translation memory (SQLite)."""
        return self.root / "memory.db"

    @property
    def packages(self) -> Path:
        """The folder of the translation packages that Naast installed itself."""
        return self.root / "packages"

    @property
    def downloads(self) -> Path:
        """The folder of unfinished and just finished downloads."""
        return self.root / "downloads"

    @property
    def settings(self) -> Path:
        """The person's choices (JSON)."""
        return self.root / "settings.json"

    @property
    def logs(self) -> Path:
        """The folder of reports of bugs that a person may save or send."""
        return self.root / "logs"


def data_paths() -> DataPaths:
    """Return the paths under `NAAST_HOME` if that is set, else in the platform's place for user data."""
    home = os.environ.get("NAAST_HOME")
    if home:
        return DataPaths(Path(home).expanduser().absolute())
    import platformdirs

    return DataPaths(platformdirs.user_data_path("naast", appauthor=False))


def make_folder(folder: Path) -> Path:
    """Make `folder` and those above it where they are missing, readable by this person alone.

    Raises:
        EnvironmentProblem: the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentProblem(
            f"The folder {folder} cannot be made ({reason}); set NAAST_HOME to a folder you can write to."
        ) from error
    return folder


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that it holds either all of `data` or what it held before.

    Raises:
        EnvironmentProblem: the file cannot be written.
    """
    import tempfile

    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        else:
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise EnvironmentProblem(f"{path} cannot be written ({reason}).") from error
