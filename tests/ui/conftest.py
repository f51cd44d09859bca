"""Windows for tests: real widgets on an invisible screen, with the invented letters to show."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from letters import load_letter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from translations import packages
from translations.paths import DataPaths
from translations.segments import Bilingual
from ui.application import make_application, make_window
from ui.main_window import MainWindow
from ui.session import Session


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The application as Naast makes it, with its style and font."""
    made = make_application(["naast"])
    yield made
    # The offscreen clipboard outlives Python, and a copy made in Python would be destroyed without it.
    made.clipboard().clear()


@pytest.fixture(scope="session")
def letter() -> Bilingual:
    """Letter A with an English sentence for every Dutch one."""
    return load_letter("a")


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, paths: DataPaths, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window as a newcomer sees it, with no model: not the bundled one either, which takes its time."""
    monkeypatch.setattr(packages, "STARTER_FILE", Path("/nowhere/starter.argosmodel"))
    made = make_window(paths)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def reading(window: MainWindow, letter: Bilingual, qtbot: QtBot) -> MainWindow:
    """The window with letter A in it, all of its English there."""
    session = Session(letter.document, letter.segments, tasks=window.services.tasks, parent=window)
    window.document.show(session)
    qtbot.waitUntil(lambda: not window.read_mode.view.busy)
    return window
