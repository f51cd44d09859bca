"""Writes numbers that a model copied from the Dutch the English way: 70.000 as 70,000 and 2,5 as 2.5.

Dutch marks thousands with a full stop and decimals with a comma (Taaladvies.net, «Punten en komma's in
getallen»), English the other way round (Interinstitutional Style Guide, 10.8).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translations.number_forms import ENGLISH_MONTHS, month_names

_NUMBER = re.compile(r"\d+(?:[.,]\d+)+")
_DUTCH = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
_SHORT_MONTHS = ("mei", "juni", "juli")
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


def months_put_right(words: Sequence[str]) -> list[str]:
    """Return English words with the months that stayed Dutch («februari 2019») in English; as many words."""
    text = "\n".join(words)
    english = {month.start for month in month_names(text, "en")}
    for month in reversed(list(month_names(text, "nl"))):
        written = text[month.start : month.end].lower()
        if month.start not in english and (len(written) > 4 or written in _SHORT_MONTHS):
            text = text[: month.start] + ENGLISH_MONTHS[month.month - 1] + text[month.end :]
    return text.split("\n") if words else []
