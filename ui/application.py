"""Starts the window: Qt, the reading font, the data folder, and what happens when something breaks."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from translations.paths import DataPaths, make_folder
from ui.main_window import MainWindow
from ui.pauses import ShortPauses
from ui.preferences import Preferences
from ui.services import Services
from ui.session import Trouble
from ui.typography import load_reading_font
from ui.workers import Task, once

log = logging.getLogger(__name__)


def make_application(arguments: list[str] | None = None) -> QApplication:
    """Return the Qt application, made when there is none, with Naast's style and font."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        application = QApplication(arguments or sys.argv[:1])
    QCoreApplication.setApplicationName("Naast")
    QGuiApplication.setApplicationDisplayName("Naast")
    QGuiApplication.setDesktopFileName("naast")
    application.setStyle("Fusion")
    if not load_reading_font():
        log.warning("the bundled reading font could not be loaded; another serif is used")
    return application


def make_window(paths: DataPaths) -> MainWindow:
    """Return the window on this data folder, not shown yet.

    Raises:
        EnvironmentProblem: the data folder cannot be made.
    """
    make_folder(paths.root)
    return MainWindow(Services(paths), Preferences(paths.root / "window.ini"))


def run(paths: DataPaths, file: Path | None = None) -> int:
    """Show the window, with ``file`` open if there is one; return the exit status when it is closed.

    Raises:
        EnvironmentProblem: the data folder cannot be made.
    """
    if sys.stderr is not None:
        faulthandler.enable()
    application = make_application()
    window = make_window(paths)

    def show_bug(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, bug, trace)
        if isinstance(bug, Exception):
            window.show_trouble(Trouble("Something went wrong in Naast; your work is saved.", bug))

    sys.excepthook = show_bug
    window.show()
    pauses = ShortPauses(window)
    window.progress.working.connect(pauses.working)
    window.document.left.connect(pauses.document_left)
    window.services.tasks.start(Task(once(window.services.warm)))
    if file is not None:
        window.open_file(file)
    status = int(application.exec())
    sys.excepthook = sys.__excepthook__
    if not window.services.tasks.end():
        # A model that is being loaded cannot be interrupted; the files are closed, so nothing is lost.
        sys.stdout.flush()
        os._exit(status)
    return status
