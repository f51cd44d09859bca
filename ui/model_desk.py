"""Choosing, adding and downloading translation models, with what the message bar says about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.errors import NaastError
from translations.packages import Package, choose
from ui.message_bar import Choice, MessageBar
from ui.services import Services
from ui.session import Trouble
from ui.workers import Task, once


class ModelDesk(QObject):
    """The only place in the window that can use the network, and only after its button was pressed."""

    changed = Signal()
    """Another model is in use, or there are other models."""
    news = Signal(str)
    """How far a download is, in words; empty when it ended."""
    trouble = Signal(object)
    """``Trouble`` that is our fault."""

    def __init__(self, services: Services, message_bar: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._message_bar = message_bar
        self._window = window

    def say_none(self) -> None:
        """Say that there is no model and how to get one; the Dutch can be read meanwhile."""
        self._message_bar.say(
            "There is no translation model yet, so only the Dutch is shown.",
            Choice("Use a model file…", self.choose_file),
            Choice("Get the full model…", self.offer_full),
        )

    def choose(self, package_id: str) -> None:
        """Use another model from now on."""
        try:
            package = choose(self._services.paths, package_id)
        except NaastError as trouble:
            self._message_bar.say(str(trouble), kind="look")
            return
        self._message_bar.say(f"New English comes from the model “{package.name}” from now on.")
        self.changed.emit()

    def choose_file(self) -> None:
        """Ask for a model file and install it."""
        name, _filter = QFileDialog.getOpenFileName(
            self._window, "Add a model from a file", "", "Argos models (*.argosmodel);;All files (*)"
        )
        if name:
            self.install(Path(name))

    def install(self, path: Path) -> None:
        """Check and install a model file beside the window, and use it."""
        task = Task(once(lambda cancelled: self._services.install_model(path, cancelled)))
        task.arrived.connect(lambda package: self.choose(package.id))
        self._start(task)
        self._message_bar.say(f"Checking {path.name} …")

    def offer_full(self) -> None:
        """Say what downloading means, and ask."""
        self._message_bar.say(
            "The full model is downloaded from the Argos index over the network (about 100 MB).",
            Choice("Download now", self.download),
            Choice("Use a model file…", self.choose_file),
        )

    def download(self) -> None:
        """Download the full model, install it and use it."""
        task = Task(self._services.download_model)
        task.arrived.connect(self._downloaded)
        task.finished.connect(lambda: self.news.emit(""))
        self._start(task)
        self._message_bar.say("Downloading the full model …", Choice("Cancel", task.cancel))

    def _start(self, task: Task) -> None:
        task.refused.connect(lambda sentence: self._message_bar.say(sentence, kind="look"))
        task.failed.connect(
            lambda bug: self.trouble.emit(Trouble("The model could not be added: a fault in Naast.", bug))
        )
        self._services.tasks.start(task)

    def _downloaded(self, news: str | Package) -> None:
        if isinstance(news, Package):
            self.choose(news.id)
        else:
            self.news.emit(news)
