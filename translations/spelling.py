"""Spelling of the English: Hunspell's British and American dictionaries, read by ``spylls`` (pure Python)."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal

English = Literal["en_GB", "en_US"]

_DICTIONARIES = Path(__file__).parent / "dictionaries"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_PROSE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\b\w*\d\w*\b")


class Spelling:
    """One dictionary with the user's own words; made once (about a second), then asked for every segment."""

    def __init__(self, language: English = "en_GB", own_words: Collection[str] = ()) -> None:
        # A fifth of a second to import: only who wants spelling waits for it.
        from spylls.hunspell import Dictionary  # type: ignore[import-untyped]

        self.language = language
        self._dictionary: Any = Dictionary.from_files(str(_DICTIONARIES / language))
        self._own = {word.casefold() for word in own_words}
        self._knows = lru_cache(maxsize=50_000)(self._look_up)

    def add(self, word: str) -> None:
        """Take a word for right from now on; keeping it beyond this session is the caller's."""
        self._own.add(word.casefold())

    def misspelled(self, text: str, source: str = "") -> tuple[tuple[int, int], ...]:
        """Return the ranges of words that are not in the dictionary.

        Numbers, addresses and abbreviations in capitals are left out, and so are capitalised words that
        stand in the Dutch ``source`` too: names.
        """
        skipped = [match.span() for match in _NO_PROSE.finditer(text)]
        names = {word for word in _WORD.findall(source) if word[:1].isupper()}
        return tuple(
            match.span()
            for match in _WORD.finditer(text)
            if not any(start <= match.start() < end for start, end in skipped)
            and not self.is_right(match.group(), names)
        )

    def is_right(self, word: str, names: Collection[str] = ()) -> bool:
        """Return whether a word is in the dictionary, the user's words or ``names``."""
        plain = word.replace("’", "'")
        bare = plain.removesuffix("'s").removesuffix("'")
        if len(bare) < 2 or bare.isupper() or bare in names or bare.casefold() in self._own:
            return True
        return self._knows(plain) or self._knows(bare)

    def suggestions(self, word: str, limit: int = 5) -> tuple[str, ...]:
        """Return what may be meant, the likeliest first; takes a tenth of a second or more."""
        return tuple(islice(self._dictionary.suggest(word.replace("’", "'")), limit))

    def _look_up(self, word: str) -> bool:
        return bool(self._dictionary.lookup(word))
