"""Works out the bullets and numbers printed before list items, which word processors' files only imply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HIGHEST = 10_000


def small_number(text: str | None, otherwise: int) -> int:
    """Return a number of at most five digits from a file, or ``otherwise`` when it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def roman(number: int) -> str:
    """Return a number from 1 to 3999 in lower-case Roman numerals."""
    if not 0 < number < 4000:
        return str(number)
    numerals = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
    text = ""
    for value, letters in numerals:
        times, number = divmod(number, value)
        text += letters * times
    return text


def letters(number: int) -> str:
    """Return a, b, … z, aa, bb, … as word processors count in letters."""
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number < 500 else str(number)


NUMBER_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
}


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """The lists of one document, counted in the order in which its items are asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._list_of: dict[str, str] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        abstract = {
            node.get(f"{W}abstractNumId", ""): {
                small_number(level.get(f"{W}ilvl"), 0): self._level(level)
                for level in node.iterfind(f"{W}lvl")
            }
            for node in root.iterfind(f"{W}abstractNum")
        }
        for node in root.iterfind(f"{W}num"):
            number, reference = node.get(f"{W}numId", ""), node.find(f"{W}abstractNumId")
            name = reference.get(f"{W}val", "") if reference is not None else ""
            levels = dict(abstract.get(name, {}))
            restarted = False
            for override in node.iterfind(f"{W}lvlOverride"):
                index = small_number(override.get(f"{W}ilvl"), 0)
                replaced, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
                if replaced is not None:
                    levels[index] = self._level(replaced)
                if start is not None and index in levels:
                    old = levels[index]
                    levels[index] = _Level(
                        old.format,
                        old.text,
                        small_number(start.get(f"{W}val") if start is not None else None, 1),
                    )
                    restarted = True
            self._levels[number] = levels
            # Lists with one abstract definition go on counting together, unless one starts anew.
            self._list_of[number] = f"num {number}" if restarted else f"abstract {name}"

    @staticmethod
    def _level(node: etree._Element) -> _Level:
        form, text, start = (node.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start"))
        return _Level(
            form.get(f"{W}val", "decimal") if form is not None else "decimal",
            text.get(f"{W}val", "") if text is not None else "",
            small_number(start.get(f"{W}val") if start is not None else None, 1),
        )

    def marker(self, number: str, level: int) -> str:
        """Return what is printed before the next item of list ``number`` at ``level`` (from 0)."""
        levels = self._levels.get(number)
        if levels is None or level not in levels:
            return "–"
        counts = self._counts[self._list_of[number]]
        here = levels[level]
        counts[level] = min(_HIGHEST, counts.get(level, here.start - 1) + 1)
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if here.format == "none":
            return ""
        if here.format not in NUMBER_FORMATS:
            return "–" if here.format == "bullet" and here.text in {"-", "–", "—"} else "•"
        text = here.text[:50]
        for index in range(9):
            if f"%{index + 1}" in text:
                shown = levels.get(index, here)
                write = NUMBER_FORMATS.get(shown.format, str)
                text = text.replace(f"%{index + 1}", write(counts.get(index, shown.start)))
        return text.strip()
