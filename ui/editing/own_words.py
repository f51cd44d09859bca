"""The words that a person added to the dictionary: a plain text file, a word a line."""

from __future__ import annotations

from pathlib import Path

from translations.paths import write_atomically


class OwnWords:
    """Read when a dictionary is loaded, written when a word is added."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> tuple[str, ...]:
        """Return the words, in the order they were added; none when the file cannot be read."""
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ()
        return tuple(dict.fromkeys(word for line in text.splitlines() if (word := line.strip())))

    def add(self, word: str) -> None:
        """Add a word and keep it.

        Raises:
            EnvironmentProblem: the file cannot be written.
        """
        words = (*self.read(), word)
        write_atomically(self.path, "".join(f"{one}\n" for one in dict.fromkeys(words)).encode())
