"""The models there are, and the one loaded engine."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from reader.errors import NaastError
from translations.packages import Package, chosen_package, installed_packages
from translations.paths import DataPaths
from translations.settings import load_settings

if TYPE_CHECKING:
    from translations.engine import Engine


class EngineRoom:
    """The one loaded engine; asked from worker threads, so loading never holds the window up."""

    def __init__(self, paths: DataPaths) -> None:
        self._paths = paths
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._package_id = ""

    def packages(self) -> list[Package]:
        """Return the models there are."""
        return installed_packages(self._paths)

    def package(self) -> Package | None:
        """Return the model in use, or None when there is none."""
        try:
            return chosen_package(self._paths)
        except NaastError:
            return None

    def engine(self) -> Engine:
        """Return the engine of the chosen package, loading it if need be (call from a worker thread).

        Raises:
            EnvironmentProblem: there is no model, or it cannot be loaded.
        """
        from translations.engine import Engine

        with self._lock:
            package = chosen_package(self._paths)
            if self._engine is None or package.id != self._package_id:
                self._engine = Engine(package, threads=load_settings(self._paths).threads)
                self._engine.load()
                self._package_id = package.id
            return self._engine
