"""Knows the lines that stand around a letter's text, at its head and at its foot, by their words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.document import BlockKind
from reader.reflow.endings import is_terminal
from reader.reflow.patterns import (
    ADDRESSEE,
    CLOSING,
    DOSSIER,
    LETTERED_PAPER,
    META,
    NAME,
    NUMBERED_PAPER,
    ORDER_OF_THE_DAY,
    PLACE_DATE,
    PLACE_MONTH,
    QUESTION,
    QUESTION_PAPER_TITLE,
    ROLE,
    SALUTATION,
    SURNAME,
    list_marker,
)

_NAMED: tuple[BlockKind, ...] = ("heading", "paragraph", "signature")
_RUNNING: tuple[BlockKind, ...] = ("paragraph", "list_item")
_PROPOSED = re.compile(r"(?:AMENDEMENT|MOTIE) VAN|[Oo]ndergetekenden? stel(?:t|len)")
"""What says that those named at its end put a paper forward."""
HEAD_BLOCKS = 16
"""How many blocks the head of a letter has at most."""


_ALSO = re.compile(r"(?:tevens|mede|[Mm]inister|[Ss]taatssecretaris|[Vv]iceminister)\b")
"""What a second line of someone's office begins with."""


def head_line_kind(texts: Sequence[str], index: int, *, running: bool = True) -> BlockKind | None:
    """Return whether a text at a document's head is a title or a meta line, or None when it is neither.

    ``running`` says that the text is no table and no list item, so that it may be part of an address.
    """
    text = texts[index]
    if index >= HEAD_BLOCKS:
        return None
    if META.match(text) or ADDRESSEE.match(text) or PLACE_DATE.match(text) or re.fullmatch(r"\d{1,5}", text):
        return "meta" if len(text) < 250 else None
    if index and PLACE_MONTH.match(text):
        return "meta"
    if len(text) < 500 and (DOSSIER.match(text) or NUMBERED_PAPER.match(text)):
        return "title"
    if index and LETTERED_PAPER.match(text) and any(DOSSIER.match(above) for above in texts[:index]):
        return "title"
    if len(text) < 700 and QUESTION_PAPER_TITLE.match(text) and not text.endswith("?"):
        return "title"
    short = len(text) < 100 and not is_terminal(text) and running
    if short and not SALUTATION.match(text) and _address_goes_on(texts, index):
        return "meta"
    return None


def _address_goes_on(texts: Sequence[str], index: int) -> bool:
    """Tell whether an addressee stands above a short line, and a date or salutation below it."""
    above = any(ADDRESSEE.match(t) or META.match(t) for t in texts[max(0, index - 8) : index])
    below = texts[index + 1 : index + 12]
    salutation = any(SALUTATION.match(t) for t in below)
    return (above and any(PLACE_DATE.match(t) for t in below[:3])) or salutation


def mark_signatures(texts: Sequence[str], kinds: list[BlockKind]) -> None:
    """Change the kinds of who signs: «De Minister van …,» and a name, at the end or before an annex."""
    open_signature = False
    last_text = max((i for i, k in enumerate(kinds) if k == "paragraph" and len(texts[i]) > 110), default=-1)
    for index, text in enumerate(texts):
        numbered = kinds[index] == "list_item" or list_marker(text) is not None
        closed = kinds[index] in ("table", "title", "meta") or (numbered and not NAME.match(text))
        if closed or len(text) > 160 or QUESTION.match(text):
            open_signature = False
            continue
        role = ROLE.match(text) and (
            text.endswith(",") or (not is_terminal(text) and _name_follows(texts, index))
        )
        if CLOSING.match(text) or role:
            kinds[index] = "signature"
            open_signature = True
        elif open_signature and (
            NAME.match(text)
            or (_ALSO.match(text) and text.endswith(","))
            or (SURNAME.match(text) and len(text) < 40 and texts[index - 1].endswith(","))
            or (
                len(text) < 70
                and not is_terminal(text)
                and ": " not in text
                and (index > last_text or _ends_a_part(texts, kinds, index))
            )
        ):
            kinds[index] = "signature"
        elif index and ORDER_OF_THE_DAY.search(texts[index - 1]) and SURNAME.match(text):
            kinds[index] = "signature"
            open_signature = True
        elif index == len(texts) - 1 and index and NAME.match(text) and len(text) < 60 and index > last_text:
            kinds[index] = "signature"
        else:
            open_signature = False
    _mark_names_at_the_end(texts, kinds)


def _mark_names_at_the_end(texts: Sequence[str], kinds: list[BlockKind]) -> None:
    """Change the kinds of the names alone with which an amendment or a motion ends."""
    end = len(texts)
    while end and kinds[end - 1] == "footer":
        end -= 1
    first = end
    while (
        first and len(texts[first - 1]) < 40 and _is_a_name(texts[first - 1]) and kinds[first - 1] in _NAMED
    ):
        first -= 1
    many = end - first > 1 or any(_PROPOSED.search(text) for text in texts)
    if many and 0 < first < end and kinds[first - 1] in _RUNNING and is_terminal(texts[first - 1]):
        kinds[first:end] = ["signature"] * (end - first)


def _is_a_name(text: str) -> bool:
    return bool(NAME.match(text) or SURNAME.match(text))


def _ends_a_part(texts: Sequence[str], kinds: Sequence[BlockKind], index: int) -> bool:
    """Tell whether short lines alone stand between a line and the heading of what follows (an annex)."""
    following = index + 1
    while following < len(texts) and kinds[following] == "paragraph" and len(texts[following]) <= 70:
        following += 1
    return following < len(texts) and kinds[following] in ("heading", "title")


def _name_follows(texts: Sequence[str], index: int) -> bool:
    return index + 1 < len(texts) and bool(NAME.match(texts[index + 1]))
