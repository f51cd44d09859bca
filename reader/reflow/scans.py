"""Steadies what text recognition says of scanned lines, which measures every line anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from reader.lines import Line

_LEAST_PAIRS = 6
_UNEVEN = 0.03
_ALIKE = 0.85, 1.2
"""Between these shares of the usual size, a recognised line is set in the text's own."""


def steadied(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines with one size for the text where, within sentences, the sizes of lines waver.

    A typesetter sets a sentence in one size; a scanning program tells of each line how high it found it.
    """
    pairs = [
        (before.size, line.size)
        for before, line in pairwise(lines)
        if before.size and line.size and before.page == line.page and _goes_on(before.text, line.text)
    ]
    uneven = sum(abs(a - b) > _UNEVEN * max(a, b) for a, b in pairs)
    if len(pairs) < _LEAST_PAIRS or uneven < 0.3 * len(pairs):
        return lines
    usual = median(line.size for line in lines if line.size for _ in range(1 + len(line.text) // 20))
    low, high = (share * usual for share in _ALIKE)
    return [replace(line, size=usual) if line.size and low <= line.size <= high else line for line in lines]


def _goes_on(before: str, text: str) -> bool:
    return before[-1:].isalpha() and text[:1].islower() and len(text) > 20
