"""A bug as a report that a person can read before sending it: versions and traceback, no document text."""

from __future__ import annotations

import platform
import sys
import traceback

from PySide6 import __version__ as pyside_version


def report_text(bug: BaseException) -> str:
    """Return the report of an exception: where it happened, without the values that were at work."""
    frames = "".join(
        f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        for frame in traceback.extract_tb(bug.__traceback__)
    )
    return (
        "Naast report\n"
        f"Python {sys.version.split()[0]}, Qt for Python {pyside_version}, {platform.platform()}\n\n"
        f"{type(bug).__name__}\n{frames}"
    )
