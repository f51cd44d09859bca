"""Writes numbers that a model copied from the Dutch the English way: 70.000 as 70,000 and 2,5 as 2.5.

Dutch marks thousands with a full stop and decimals with a comma (Taaladvies.net, «Punten en komma's in
getallen»), English the other way round (Interinstitutional Style Guide, 10.8).
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+(?:[.,]\d+)+")
_DUTCH = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
_SWAP = str.maketrans(".,", ",.")


def english_form(number: str) -> str:
    """Return a number as printed in Dutch the way English prints it; what is no such number stays."""
    return number.translate(_SWAP) if _DUTCH.fullmatch(number) else number


def repair_numbers(source: str, target: str) -> str:
    """Return `target` with the numbers that were copied in their Dutch form written the English way.

    Only a number that stands in the English exactly as in the Dutch is touched, and only while the
    English lacks its own form of it: a right number is never made wrong. The length stays the same.
    """
    for match in _NUMBER.finditer(source):
        dutch = match.group()
        english = english_form(dutch)
        if english == dutch or re.search(rf"(?<![\d.,]){re.escape(english)}(?![.,]?\d)", target):
            continue
        target = re.sub(rf"(?<![\d.,]){re.escape(dutch)}(?![.,]?\d)", english, target)
    return target
