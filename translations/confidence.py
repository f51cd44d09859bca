"""How sure the model was of a draft, told calmly: a mark on the sentences most worth a second look.

Method: the score is the model's mean log-probability a target token. On an evaluation set each draft's score
is paired with a measure of its quality (chrF against a human translation, 0 to 100), and :func:`calibrate`
chooses the threshold below which a draft is *low*: where those below are worst, compared with the rest. The
mark says which sentences to read first; its absence never says that one is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LOW_SCORE = -1.1
"""Mean log-probability a token below which a draft is marked, for a model that was not calibrated."""
MOST_MARKED, FEWEST_MARKED = 0.25, 0.05
"""Share of sentences that a mark may stand on: a mark on everything says nothing."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A threshold and what it was worth on the evaluation set.

    ``marked`` is the share of drafts below it; ``quality_marked`` and ``quality_others`` are the mean
    qualities (0 to 100) of those below and of the rest.
    """

    threshold: float
    marked: float
    quality_marked: float
    quality_others: float


def is_low(score: float | None, threshold: float = LOW_SCORE) -> bool:
    """Return whether a draft deserves the calm mark; never for English that did not come from the model."""
    return score is not None and score < threshold


def calibrate(scores: Sequence[float], qualities: Sequence[float]) -> Calibration:
    """Return the threshold that best tells worse drafts from better ones.

    Among thresholds that mark between :data:`FEWEST_MARKED` and :data:`MOST_MARKED` of the drafts, the one
    with the greatest difference in mean quality, weighed by the share marked (the between-class variance,
    as Otsu's method has it).

    Raises:
        ValueError: fewer than twenty drafts, or scores and qualities of different number.
    """
    if len(scores) != len(qualities) or len(scores) < 20:
        raise ValueError("calibration needs a quality for each of at least twenty scores")
    pairs = sorted(zip(scores, qualities, strict=True))
    total = sum(quality for _, quality in pairs)
    count = len(pairs)
    best: tuple[float, Calibration] | None = None
    below = 0.0
    for place, (_, quality) in enumerate(pairs[:-1], 1):
        below += quality
        share = place / count
        if not FEWEST_MARKED <= share <= MOST_MARKED:
            continue
        low, high = below / place, (total - below) / (count - place)
        worth = share * (1 - share) * (high - low) * abs(high - low)
        threshold = (pairs[place - 1][0] + pairs[place][0]) / 2
        if best is None or worth > best[0]:
            best = (worth, Calibration(threshold, share, low, high))
    assert best is not None
    return best[1]
