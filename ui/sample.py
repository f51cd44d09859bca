"""Finds the letter that comes with Naast: the window's sample, and what `naast` prints without a display."""

from __future__ import annotations

from pathlib import Path

from reader.errors import EnvironmentProblem

SAMPLE = Path(__file__).resolve().parent.parent / "seeds" / "000_a3c3028fc9f051d5.txt"


def sample_letter() -> Path:
    """Return the letter of 27 September 2018 to the House (Parliamentary Paper 32 735, no. 209).

    Raises:
        EnvironmentProblem: this installation lacks it.
    """
    if not SAMPLE.is_file():
        raise EnvironmentProblem("The sample letter is missing from this installation of Naast.")
    return SAMPLE
