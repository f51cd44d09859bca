"""`naast doctor`: what is installed, which model is used, where data lives, what is missing."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from importlib import metadata, util

from reader.errors import NaastError
from translations import packages
from translations.paths import DataPaths
from translations.settings import load_settings
from ui.commands_window import has_display, missing_libraries

_LIBRARIES = (
    "ctranslate2",
    "sentencepiece",
    "argos-translate-lt",
    "pypdfium2",
    "python-docx",
    "odfdo",
    "lxml",
    "sqlite-utils",
    "PySide6-Essentials",
)


TRIAL = "De minister leest de brief."
"""What the model is asked to translate, to see that it does."""


class _Report:
    """Lines as they are found, and whether something that Naast cannot do without is missing."""

    def __init__(self) -> None:
        self.broken = False

    def say(self, what: str, state: str) -> None:
        print(f"{what:<14}{state}")

    def fault(self, what: str, state: str) -> None:
        self.broken = True
        self.say(what, f"MISSING  {state}")

    def warn(self, what: str, state: str) -> None:
        self.say(what, f"note     {state}")


def doctor(arguments: argparse.Namespace, paths: DataPaths) -> int:
    """Print the report; 0 when letters can be read and translated, 1 when they cannot."""
    from ui.command_line import version

    report = _Report()
    report.say("Naast", version())
    report.say("Python", f"{platform.python_version()} on {platform.platform()}, {os.cpu_count()} processors")
    _data(report, paths)
    _models(report, paths)
    _libraries(report)
    _words(report)
    _window(report)
    report.say("Network", "never used, except by: naast model install, naast model list --available")
    return 1 if report.broken else 0


def _data(report: _Report, paths: DataPaths) -> None:
    moved = " (set by NAAST_HOME)" if os.environ.get("NAAST_HOME") else ""
    report.say("Data", f"{paths.root}{moved}")
    place = paths.root
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK):
        report.fault("", f"nothing can be saved there: {place} is not a folder you may write to")
    for name, file in (
        ("library", paths.library_db),
        ("glossaries", paths.glossary_db),
        ("memory", paths.memory_db),
    ):
        size = f"{file.stat().st_size / 1e6:.1f} MB" if file.is_file() else "not there yet"
        report.say("", f"{name}: {file.name}, {size}")


def _models(report: _Report, paths: DataPaths) -> None:
    try:
        found = packages.installed_packages(paths)
        used = packages.chosen_package(paths)
    except NaastError as error:
        report.fault("Model", str(error))
        return
    for package in found:
        mark = "in use" if package.id == used.id else "      "
        abilities = [name for name, has in (("aligns words", package.has_alignment),) if has]
        abilities += ["takes terms"] if package.term_channel else []
        report.say("Model", f"{mark}  {package.name} [{package.id}] {', '.join(abilities)}".rstrip())
    chosen = load_settings(paths).model
    if chosen and chosen != used.id:
        report.warn("", f"the model you chose ({chosen}) is gone; {used.id} is used instead")
    try:
        from translations.engine import Engine, TranslationRequest

        english = Engine(used).translate([TranslationRequest(TRIAL)])[0].target
        report.say("", f"it works: “{TRIAL}” → “{english}”")
    except NaastError as error:
        report.fault("", str(error))


def _libraries(report: _Report) -> None:
    installed = []
    for name in _LIBRARIES:
        try:
            installed.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            report.fault("Library", f"{name}; install Naast again with: pip install .")
    report.say("Libraries", ", ".join(installed))


def _words(report: _Report) -> None:
    """Tell which word lists are there: they decide hyphens at line ends and offer spellings."""
    from pathlib import Path

    import reader

    words = Path(reader.__file__).parent / "reflow" / "dutch_words.txt.xz"
    if words.is_file():
        report.say("Dutch words", "there (they tell which hyphens at line ends belong to a word)")
    else:
        report.fault("Dutch words", f"{words} is not there; install Naast again with: pip install .")


def _window(report: _Report) -> None:
    if util.find_spec("PySide6") is None:
        report.warn("Window", "PySide6 is not installed; the command line works without")
        return
    missing = missing_libraries()
    if missing:
        report.warn("Window", f"lacks system libraries; install them with: apt install {' '.join(missing)}")
    elif not has_display():
        report.warn("Window", "no display here: naast FILE prints both columns as text")
    else:
        report.say("Window", "can open")
    sys.stdout.flush()
