"""What happens to files: a failing disk, an interrupted copy, another file in its place."""

from __future__ import annotations

from pathlib import Path


def garble(path: Path) -> None:
    """Write nonsense over the middle of a file, as a failing disk does."""
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 2048] = b"\xa5" * 2048
    path.write_bytes(data)


def shorten(path: Path) -> None:
    """Cut a file in half, as an interrupted copy does."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite(path: Path) -> None:
    """Put another file in a file's place."""
    path.write_text("This is not a library. " * 500)
