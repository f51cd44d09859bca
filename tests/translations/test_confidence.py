"""The calm mark stands on the drafts most worth a second look."""

from __future__ import annotations

import random

import pytest

from translations.confidence import FEWEST_MARKED, MOST_MARKED, calibrate, is_low


def test_the_threshold_tells_worse_drafts_from_better_ones() -> None:
    chance = random.Random(1)
    good = [(-0.4 + chance.gauss(0, 0.1), 70 + chance.gauss(0, 5)) for _ in range(85)]
    bad = [(-1.5 + chance.gauss(0, 0.1), 35 + chance.gauss(0, 5)) for _ in range(15)]
    scores, qualities = zip(*(good + bad), strict=True)
    found = calibrate(scores, qualities)
    assert -1.3 < found.threshold < -0.6
    assert found.marked == pytest.approx(0.15)
    assert found.quality_marked < 45 < 65 < found.quality_others


def test_a_mark_never_stands_on_everything() -> None:
    found = calibrate([-0.1 * number for number in range(100)], [50.0] * 100)
    assert FEWEST_MARKED <= found.marked <= MOST_MARKED


def test_too_few_drafts_calibrate_nothing() -> None:
    with pytest.raises(ValueError, match="at least twenty"):
        calibrate([-1.0] * 5, [50.0] * 5)


def test_english_of_a_person_or_a_memory_is_never_low() -> None:
    assert not is_low(None)
    assert is_low(-3.0) and not is_low(-0.2)
