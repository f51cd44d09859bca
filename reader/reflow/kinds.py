"""Says what each group of rows is: title, meta line, heading, paragraph, list item, signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from reader.document import BlockKind
from reader.reflow.endings import is_terminal, without_call
from reader.reflow.paragraphs import Group
from reader.reflow.patterns import (
    ADDRESSEE,
    CLOSING,
    DOSSIER,
    META,
    NAME,
    NUMBERED_PAPER,
    ORDER_OF_THE_DAY,
    PLACE_DATE,
    QUESTION,
    QUESTION_PAPER_TITLE,
    ROLE,
    SALUTATION,
    SURNAME,
    TITLE_WORD,
    Marker,
)
from reader.reflow.styled import Styled

_LONGEST_HEADING = 160
_ENDS_IN_TITLE_ABBREVIATION = re.compile(r"\b(?:c\.s|e\.a|e\.d|a\.s|jl|N\.V|B\.V)\.$")
_HEADER_GROUPS = 16


def kinds_of(groups: Sequence[Group], texts: Sequence[Styled]) -> list[BlockKind]:
    """Return the kind of each group; ``texts`` are the groups' joined texts."""
    size = _body_size(groups)
    kinds: list[BlockKind] = []
    in_header = True
    for index, group in enumerate(groups):
        text = texts[index].text
        kind: BlockKind
        if group.role == "table":
            kind, in_header = "table", False
        elif group.role == "list" and not _numbered_heading(groups, texts, index):
            kind, in_header = "list_item", False
        else:
            header_kind = _header_kind(groups, texts, index, size) if in_header else None
            if header_kind is None and META.match(text) and _stands_alone(group, text):
                header_kind = "meta"
            kind = header_kind or _body_kind(groups, texts, index, size)
            if (
                kind in ("paragraph", "heading")
                and header_kind is None
                and (kind == "heading" or len(text) > 90)
            ):
                in_header = in_header and index < 3 and kind == "heading" and not QUESTION.match(text)
            if PLACE_DATE.match(text):
                in_header = in_header and index < _HEADER_GROUPS
        kinds.append(kind)
    _mark_signatures(groups, texts, kinds)
    return kinds


def _body_size(groups: Sequence[Group]) -> float:
    weights: Counter[float] = Counter()
    for group in groups:
        for row in group.rows:
            if row.line.size:
                weights[round(row.line.size, 1)] += len(row.text)
    return weights.most_common(1)[0][0] if weights else 0.0


def _stands_alone(group: Group, text: str) -> bool:
    return (
        len(text) < 200
        and len(group.rows) <= 2
        and (not is_terminal(text) or bool(re.search(r"\d{4}\.?$", text)))
    )


def _header_kind(
    groups: Sequence[Group], texts: Sequence[Styled], index: int, size: float
) -> BlockKind | None:
    """Return what a group at the document's head is, or None when the running text has begun."""
    text = texts[index].text
    if index >= _HEADER_GROUPS:
        return None
    if META.match(text) or ADDRESSEE.match(text) or PLACE_DATE.match(text) or re.fullmatch(r"\d{1,5}", text):
        return "meta" if len(text) < 250 else None
    if len(text) < 500 and (DOSSIER.match(text) or NUMBERED_PAPER.match(text)):
        return "title"
    if len(text) < 700 and QUESTION_PAPER_TITLE.match(text) and not text.endswith("?"):
        return "title"
    short = len(text) < 100 and not is_terminal(text) and groups[index].role == "body"
    if short and not SALUTATION.match(text) and _address_goes_on(texts, index):
        return "meta"
    if index == 0 and len(text) < 400 and not is_terminal(text) and len(groups) > 1 and text[-1] not in ":;,":
        following = texts[1].text
        large = size and (groups[0].rows[0].line.size or 0) > 1.15 * size
        if large or META.match(following) or TITLE_WORD.match(text) or text.isupper():
            return "title"
    return None


def _address_goes_on(texts: Sequence[Styled], index: int) -> bool:
    """Tell whether an addressee stands above a short line, and a date or salutation below it."""
    above = any(ADDRESSEE.match(t.text) or META.match(t.text) for t in texts[max(0, index - 8) : index])
    below = texts[index + 1 : index + 12]
    salutation = any(SALUTATION.match(t.text) for t in below)
    return (above and any(PLACE_DATE.match(t.text) for t in below[:3])) or salutation


def _numbered_heading(groups: Sequence[Group], texts: Sequence[Styled], index: int) -> bool:
    """Tell whether «1. Inleiding» heads a section rather than being an item of a list."""
    text, group = texts[index].text, groups[index]
    marker = group.marker
    if marker is None or not marker.values or len(text) > 100 or len(group.rows) > 2:
        return False
    rest = text[marker.end :]
    if not rest or not rest[0].isupper() or rest[-1] in ".;,:?!" or index + 1 >= len(groups):
        return False
    following = groups[index + 1]
    after = texts[index + 1].text
    alone = following.role == "body" and following.rows[0].blank_above and after[0].isupper()
    before = groups[index - 1].marker if index else None
    if not alone or not (is_terminal(after) or len(after) > 60):
        return False
    return before is None or before.style != marker.style or not _follows(before, marker)


def _follows(before: Marker, marker: Marker) -> bool:
    """Tell whether one number comes directly after another in their series."""
    values = dict(before.values)
    return any(values.get(series) == value - 1 for series, value in marker.values)


def _body_kind(groups: Sequence[Group], texts: Sequence[Styled], index: int, size: float) -> BlockKind:
    group, text = groups[index], texts[index].text
    if QUESTION.match(text) and len(group.rows) == 1:
        return "heading"
    return "heading" if _is_heading(groups, texts, index, size, group, text) else "paragraph"


def _is_heading(
    groups: Sequence[Group], texts: Sequence[Styled], index: int, size: float, group: Group, text: str
) -> bool:
    if len(text) > _LONGEST_HEADING or len(group.rows) > 3 or not any(c.isalpha() for c in text):
        return False
    if SALUTATION.match(text) or CLOSING.match(text) or ROLE.match(text) or index + 1 >= len(groups):
        return False
    first = group.rows[0].line
    if size and (first.size or 0) > 1.08 * size and not is_terminal(text):
        return True
    lettered = [row for row in group.rows if any(c.isalpha() for c in row.text)]
    styled = all(row.line.bold for row in lettered) or all(row.line.italic for row in lettered)
    if styled and lettered and (text[-1] not in ".,;" or first.bold) and len(text) <= 140:
        return True
    text = without_call(text)
    if not _ENDS_IN_TITLE_ABBREVIATION.search(text) and (text[-1] in ".;,!?-…–" or is_terminal(text)):
        return False
    if text[0].islower() or (not text[0].isalnum() and text[0] not in "«“‘\"'(’"):
        return False
    if text[-1] == ":" and len(text.split()) > 3:
        return False
    following = groups[index + 1]
    after = texts[index + 1].text[:1]
    if following.role == "body" and (after.islower() or CLOSING.match(texts[index + 1].text)):
        return False
    apart = following.rows[0].blank_above or following.rows[0].page_start or following.rows[0].interrupted
    before_ended = (
        index == 0
        or is_terminal(texts[index - 1].text)
        or group.rows[0].blank_above
        or texts[index - 1].text[-1] not in ",;:"
    )
    return before_ended and (apart or len(group.rows) == 1) and not _is_name_list(groups, texts, index)


def _is_name_list(groups: Sequence[Group], texts: Sequence[Styled], index: int) -> bool:
    """Tell whether a line is one of the names that end a paper."""
    return bool(NAME.match(texts[index].text)) and index > 0 and texts[index - 1].text.endswith(",")


def _mark_signatures(groups: Sequence[Group], texts: Sequence[Styled], kinds: list[BlockKind]) -> None:
    """Mark who signs: «De Minister van …,» and a name, at the end or before an annex."""
    open_signature = False
    last_text = max(
        (i for i, k in enumerate(kinds) if k == "paragraph" and len(texts[i].text) > 110), default=-1
    )
    for index, group in enumerate(groups):
        text = texts[index].text
        if group.role == "table" or (group.role == "list" and not NAME.match(text)):
            open_signature = False
            continue
        if kinds[index] in ("title", "meta") or len(text) > 160:
            open_signature = False
            continue
        if QUESTION.match(text):
            open_signature = False
            continue
        role = ROLE.match(text) and (
            text.endswith(",") or (not is_terminal(text) and _name_follows(texts, index))
        )
        if CLOSING.match(text) or role:
            kinds[index] = "signature"
            open_signature = True
        elif open_signature and (
            NAME.match(text) or (len(text) < 70 and not is_terminal(text) and index > last_text)
        ):
            kinds[index] = "signature"
        elif index and ORDER_OF_THE_DAY.search(texts[index - 1].text) and SURNAME.match(text):
            kinds[index] = "signature"
            open_signature = True
        elif index == len(groups) - 1 and index and NAME.match(text) and len(text) < 60 and index > last_text:
            kinds[index] = "signature"
        else:
            open_signature = False


def _name_follows(texts: Sequence[Styled], index: int) -> bool:
    return index + 1 < len(texts) and bool(NAME.match(texts[index + 1].text))


def heading_levels(groups: Sequence[Group], kinds: Sequence[BlockKind], texts: Sequence[Styled]) -> list[int]:
    """Return each heading's depth from 1 (by size, bold, italic), 0 for other kinds."""
    ranks: list[float] = []
    for group, kind in zip(groups, kinds, strict=True):
        if kind != "heading":
            ranks.append(0.0)
            continue
        size = median(row.line.size or 0.0 for row in group.rows)
        bold, italic = group.rows[0].line.bold, group.rows[0].line.italic
        ranks.append(round(size) * 4 + (2 if bold else 0) - (1 if italic else 0) + 1000)
    order = sorted({rank for rank in ranks if rank}, reverse=True)
    return [order.index(rank) + 1 if rank else 0 for rank in ranks]
