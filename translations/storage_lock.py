"""Which Naast may write a file: the first to open it, until its process ends, however it ends."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout


@dataclass(frozen=True, slots=True)
class Writer:
    """The Naast that writes a file: its process, its computer, and since when (ISO 8601)."""

    pid: int
    host: str
    since: str


class WriterLock:
    """The right to write one file; held from :meth:`take` to :meth:`release` or the process's end."""

    def __init__(self, file: Path) -> None:
        self._lock = FileLock(f"{file}.lock", timeout=0)
        self._writer_file = file.with_name(file.name + ".writer.json")

    def take(self, now: datetime) -> bool:
        """Take the lock and leave our name beside it; False when another Naast holds it.

        Raises:
            OSError: the folder cannot be written.
        """
        try:
            self._lock.acquire()
        except Timeout:
            return False
        # The name is a courtesy to whoever finds the lock taken: the lock holds without it.
        with contextlib.suppress(OSError):
            writer = Writer(os.getpid(), socket.gethostname(), now.isoformat(timespec="seconds"))
            self._writer_file.write_text(json.dumps(asdict(writer)), encoding="utf-8")
        return True

    def holder(self) -> Writer | None:
        """Return who left their name as the writer, or None when it cannot be read."""
        try:
            plain = json.loads(self._writer_file.read_text(encoding="utf-8"))
            return Writer(int(plain["pid"]), str(plain["host"]), str(plain["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def release(self) -> None:
        """Give the lock back, if it is ours."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._writer_file.unlink(missing_ok=True)
            self._lock.release()
