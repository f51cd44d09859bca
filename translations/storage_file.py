"""What the library and the memory are alike in: one file of people's work each, opened, asked and closed."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Self

from translations.storage import Clock, Kind, Storage, now_utc
from translations.storage_lock import Writer
from translations.storage_opening import open_storage


class WorkFile:
    """A file that keeps what people decided. Any thread may call it; calls wait for each other.

    Every write is one transaction and is on the disk when the call returns. Methods that write raise
    ``EnvironmentProblem`` when the file is read-only or the disk refuses: nothing of that call is saved then.
    """

    KIND: ClassVar[Kind]
    """What sort of file it is."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    @classmethod
    def open(cls, path: Path, *, clock: Clock = now_utc, to_read: bool = False) -> Self:
        """Open the file at ``path``, made when there is none.

        A second Naast on the same file opens it read-only, as ``to_read`` does, which leaves the right to
        write to another; a damaged file goes back to its last good backup. :attr:`notices` tells what
        happened.

        Raises:
            EnvironmentProblem: there is none and none can be made there, or a newer Naast wrote it.
        """
        return cls(open_storage(path, cls.KIND, clock=clock, to_read=to_read))

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._storage.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved; :attr:`notices` says why."""
        return self._storage.read_only

    @property
    def writer(self) -> Writer | None:
        """The other Naast that has the file open for writing, when it left its name."""
        return self._storage.writer

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know about how the file opened, each one plain sentence."""
        return self._storage.notices

    def save_copy(self, path: Path) -> None:
        """Write the whole file to a new one: the way out when its own folder is gone."""
        self._storage.copy_to(path)

    def close(self) -> None:
        """Close the file and let another Naast write it."""
        self._storage.close()
