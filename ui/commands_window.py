"""`naast [FILE]`: the window or, where there is no display, both columns as text."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from reader.errors import EnvironmentProblem, InputError
from translations.paths import DataPaths

QT_PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 "
    "libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0"
)
"""The Debian and Ubuntu packages with the libraries that Qt's window needs and a bare system lacks."""

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
}
_WITHOUT_X11 = ("offscreen", "minimal", "vnc", "wayland", "eglfs", "linuxfb")


def has_display() -> bool:
    """Whether a window can be shown: always but on a Unix without X11 or Wayland."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def missing_libraries() -> list[str]:
    """Return the system packages whose libraries Qt's window needs and cannot find."""
    if not sys.platform.startswith("linux"):
        return []
    import ctypes

    wanted = dict(QT_LIBRARIES)
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if not platform.startswith(_WITHOUT_X11) and not os.environ.get("WAYLAND_DISPLAY"):
        wanted |= X11_LIBRARIES
    missing = []
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def open_window(file: Path | None, paths: DataPaths) -> int:
    """Open the window with `file`, or print it (the sample letter without one) where there is no display.

    Raises:
        InputError: the file is no letter.
        EnvironmentProblem: Qt cannot run here; names the packages it needs.
    """
    if file is not None and not file.exists():
        raise InputError(f"There is no file {file}.")
    if file is not None and file.is_dir():
        raise InputError(f"{file} is a folder; give a letter in it.")
    if not has_display():
        return print_columns(file, paths)
    missing = missing_libraries()
    if missing:
        raise EnvironmentProblem(
            f"The window needs system libraries that are missing; install: apt install {' '.join(missing)}"
        )
    try:
        from ui.application import run
    except ImportError as error:
        if not str(error).startswith("lib"):
            raise
        raise EnvironmentProblem(
            f"The window cannot open ({error}); on Debian or Ubuntu install: apt install {QT_PACKAGES}"
        ) from error
    return run(paths, file)


def print_columns(file: Path | None, paths: DataPaths) -> int:
    """Print a letter and its English beside each other, as wide as the terminal."""
    from translations.exchange.bilingual_text import write_bilingual_text
    from ui.commands_translate import open_engine, terms_and_memory, translated
    from ui.sample import sample_letter

    engine = open_engine(paths)
    with terms_and_memory(paths) as (matcher, memory):
        bilingual = translated(file or sample_letter(), engine, matcher, memory)
    width = max(40, min(shutil.get_terminal_size((100, 40)).columns, 200))
    sys.stdout.write(write_bilingual_text(bilingual, width=width))
    sys.stdout.flush()
    return 0
