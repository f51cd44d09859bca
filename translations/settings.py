"""A person's choices (model, package index, threads), kept in one small JSON file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from translations.paths import DataPaths, make_folder, write_atomically

INDEX_URL = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose; every default is what someone who never chose gets.

    ``model`` is a package id ("" for the bundled or only one); ``package_index`` the address of the
    index that `naast model install` asks (https, or a file); ``threads`` 0 leaves the number to the machine.
    """

    model: str = ""
    package_index: str = INDEX_URL
    threads: int = 0


def load_settings(paths: DataPaths) -> Settings:
    """Return the settings; a missing or broken file, or a broken value in it, counts as not chosen."""
    try:
        stored = json.loads(paths.settings.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    defaults = asdict(Settings())
    known = {
        one.name: stored[one.name]
        for one in fields(Settings)
        if one.name in stored and type(stored[one.name]) is type(defaults[one.name])
    }
    return Settings(**known)


def save_settings(paths: DataPaths, **changes: Any) -> Settings:
    """Change the named settings, leave the others, and return them all.

    Raises:
        EnvironmentProblem: the file cannot be written.
    """
    settings = replace(load_settings(paths), **changes)
    make_folder(paths.root)
    text = json.dumps(asdict(settings), indent=2, ensure_ascii=False, sort_keys=True)
    write_atomically(paths.settings, text.encode())
    return settings
