"""What Naast remembers between runs: window, theme, zoom, recent documents, and where each was left."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from ui.palette import ThemeChoice

RECENT_LIMIT = 12
PLACES_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document was left: the sentence at the top, the zoom, the mode."""

    sentence_id: str = ""
    zoom: float = 1.0
    mode: str = "read"


@dataclass(frozen=True, slots=True)
class Recent:
    """A document opened before: its file, and the title it is shown under."""

    path: str
    title: str


class Preferences:
    """A settings file in Naast's own data folder (INI, so that a person can read it)."""

    def __init__(self, file: Path) -> None:
        """Open (or start) the settings in ``file``."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def sync(self) -> None:
        """Write to disk now."""
        self._settings.sync()

    def theme(self) -> ThemeChoice:
        """Return the chosen colours: as the system has it, light or dark."""
        value = str(self._settings.value("view/theme", "system"))
        return "light" if value == "light" else "dark" if value == "dark" else "system"

    def set_theme(self, choice: ThemeChoice) -> None:
        """Remember the chosen colours."""
        self._settings.setValue("view/theme", choice)

    def state(self, name: str) -> QByteArray:
        """Return a saved geometry or splitter state, empty if there is none."""
        value = self._settings.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, name: str, state: QByteArray) -> None:
        """Remember a geometry or splitter state."""
        self._settings.setValue(f"window/{name}", state)

    def flag(self, name: str, default: bool) -> bool:
        """Return a yes-or-no choice by name."""
        return str(self._settings.value(f"view/{name}", str(default))).lower() == "true"

    def set_flag(self, name: str, value: bool) -> None:
        """Remember a yes-or-no choice."""
        self._settings.setValue(f"view/{name}", str(value))

    def shortcut(self, action_id: str, default: str) -> str:
        """Return the keys for an action: the user's own, else ``default``."""
        return str(self._settings.value(f"shortcuts/{action_id}", default))

    def set_shortcut(self, action_id: str, keys: str | None) -> None:
        """Remember the user's own keys for an action; None goes back to the default."""
        if keys is None:
            self._settings.remove(f"shortcuts/{action_id}")
        else:
            self._settings.setValue(f"shortcuts/{action_id}", keys)

    def recent(self) -> tuple[Recent, ...]:
        """Return the documents opened before, newest first."""
        return tuple(Recent(str(item["path"]), str(item["title"])) for item in self._list("recent"))

    def add_recent(self, recent: Recent) -> None:
        """Put a document at the head of the recent ones."""
        others = [item for item in self.recent() if item.path != recent.path]
        self._set_list("recent", [asdict(item) for item in (recent, *others)][:RECENT_LIMIT])

    def forget_recent(self, path: str) -> None:
        """Take a document out of the recent ones."""
        self._set_list("recent", [asdict(item) for item in self.recent() if item.path != path])

    def place(self, document_key: str) -> Place | None:
        """Return where a document was left, None if it is new."""
        for item in self._list("places"):
            if item.get("key") == document_key:
                return Place(str(item["sentence_id"]), float(item["zoom"]), str(item["mode"]))
        return None

    def set_place(self, document_key: str, place: Place) -> None:
        """Remember where a document was left."""
        others = [item for item in self._list("places") if item.get("key") != document_key]
        self._set_list("places", [{"key": document_key, **asdict(place)}, *others][:PLACES_LIMIT])

    def forget_place(self, document_key: str) -> None:
        """Forget where a document was left."""
        self._set_list("places", [item for item in self._list("places") if item.get("key") != document_key])

    def _list(self, name: str) -> list[dict[str, object]]:
        try:
            found = json.loads(str(self._settings.value(f"documents/{name}", "[]")))
        except ValueError:
            return []
        return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []

    def _set_list(self, name: str, items: list[dict[str, object]]) -> None:
        self._settings.setValue(f"documents/{name}", json.dumps(items, ensure_ascii=True))
