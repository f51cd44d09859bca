"""Says what each group of rows is: title, meta line, heading, paragraph, list item, signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from reader.document import BlockKind
from reader.reflow.contents import is_titled, titles_of
from reader.reflow.endings import is_terminal, without_call
from reader.reflow.letter_lines import HEAD_BLOCKS, head_line_kind, mark_signatures
from reader.reflow.paragraphs import Group
from reader.reflow.patterns import (
    ADDRESSEE,
    CLOSING,
    LETTERHEAD_LINE,
    META,
    NAME,
    PLACE_DATE,
    QUESTION,
    ROLE,
    SALUTATION,
    SECTION,
    SPEAKER,
    TITLE_WORD,
    Marker,
)
from reader.reflow.styled import Styled

_LONGEST_HEADING = 160
_HEAD_LINES = 40
_ANNEX = re.compile(r"Bijlagen?(?:\.|: ?[A-Za-zÀ-ÿ][^.]{3,})?")
_CAPTION = re.compile(r"(?:Tabel|Figuur|Grafiek|Afbeelding|Foto|Kaart|Diagram) \d+(?:[.:–-]\d+)*\b.*[^\d\s]")
_NOTES = re.compile(r"(?:Eind)?[Nn]oten$|NOTEN$|Voetnoten$|Bronnen$|Bronnen en noten$")
_QUOTED = re.compile(r"[«“„\"].{12,}[»”\"]$")
"""A saying set large amid the text is no heading."""
_ENDS_IN_TITLE_ABBREVIATION = re.compile(r"\b(?:c\.s|e\.a|e\.d|a\.s|jl|N\.V|B\.V)\.$")


def kinds_of(groups: Sequence[Group], texts: Sequence[Styled]) -> list[BlockKind]:
    """Return the kind of each group; ``texts`` are the groups' joined texts."""
    size = _body_size(groups)
    kinds: list[BlockKind] = []
    in_header = True
    salutation = _salutation(groups, texts)
    numbers = _question_numbers(groups, texts)
    named = titles_of(row for group in groups for row in group.rows)
    for index, group in enumerate(groups):
        text = texts[index].text
        kind: BlockKind
        if group.role == "table":
            kind, in_header = "table", False
        elif group.role == "contents":
            kind, in_header = "list_item", False
        elif index in numbers or (is_titled(text, named) and _may_head(groups, index)):
            kind, in_header = "heading", False
        elif group.role == "list" and not _numbered_heading(groups, texts, index, size):
            kind, in_header = "list_item", False
        else:
            header_kind = _header_kind(groups, texts, index, size) if in_header else None
            sender = LETTERHEAD_LINE.match(text) or header_kind not in ("title", "meta")
            if index < salutation and len(text) < 100 and sender:
                header_kind = "meta"
            if (
                header_kind is None
                and META.match(text)
                and not _ANNEX.fullmatch(text)
                and _stands_alone(group, text)
            ):
                header_kind = "meta"
            kind = header_kind or _body_kind(groups, texts, index, size)
            if (
                kind in ("paragraph", "heading")
                and header_kind is None
                and (kind == "heading" or len(text) > 90)
            ):
                in_header = in_header and index < 3 and kind == "heading" and not QUESTION.match(text)
            if PLACE_DATE.match(text):
                in_header = in_header and index < HEAD_BLOCKS
        kinds.append(kind)
    mark_signatures([text.text for text in texts], kinds)
    return kinds


def _salutation(groups: Sequence[Group], texts: Sequence[Styled]) -> int:
    """Return the group with a letter's «Geachte …» when all that stands above it is its head, else 0."""
    for index, text in enumerate(texts[:_HEAD_LINES]):
        if SALUTATION.match(text.text):
            told = any(ADDRESSEE.match(t.text) or META.match(t.text) for t in texts[:index])
            return index if told and all(group.role == "body" for group in groups[:index]) else 0
        if len(text.text) > 250:
            return 0
    return 0


def _question_numbers(groups: Sequence[Group], texts: Sequence[Styled]) -> set[int]:
    """Return the groups that are the number alone of a question («1», «2», …), as some papers print them."""
    found: list[int] = []
    for index, text in enumerate(texts[:-1]):
        asked = texts[index + 1].text.endswith((".", "?")) and groups[index + 1].role == "body"
        if text.text == str(len(found) + 1) and asked:
            found.append(index)
    return set(found) if len(found) > 1 and any(texts[i + 1].text.endswith("?") for i in found) else set()


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
    if index >= HEAD_BLOCKS:
        return None
    kind = head_line_kind([t.text for t in texts[: index + 13]], index, running=groups[index].role == "body")
    if kind is not None:
        return kind
    if index == 0 and len(text) < 400 and not is_terminal(text) and len(groups) > 1 and text[-1] not in ":;,":
        following = texts[1].text
        large = size and (groups[0].rows[0].line.size or 0) > 1.15 * size
        if large or META.match(following) or TITLE_WORD.match(text) or text.isupper():
            return "title"
    return None


def _may_head(groups: Sequence[Group], index: int) -> bool:
    """Tell whether a group that the table of contents names stands as its heading does: above something."""
    return len(groups[index].rows) <= 3 and index + 1 < len(groups)


def _numbered_heading(groups: Sequence[Group], texts: Sequence[Styled], index: int, size: float) -> bool:
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
    if _set_larger(group, following, size):
        return True
    apart = _stands_apart(groups, following) and following.role == "body" and after[0].isupper()
    before = groups[index - 1].marker if index else None
    if not apart or not (is_terminal(after) or len(after) > 60):
        return False
    return before is None or before.style != marker.style or not _follows(before, marker)


def _set_larger(group: Group, following: Group, size: float) -> bool:
    """Tell whether a numbered line is set larger than the text, or in another type than what follows."""
    line, below = group.rows[0].line, following.rows[0].line
    if size and (line.size or 0) > 1.08 * size:
        return True
    if line.bold and not below.bold:
        return True
    return line.italic and not below.italic and following.role == "body"


def _stands_apart(groups: Sequence[Group], following: Group) -> bool:
    """Tell whether a gap or a page's end stands above a group, or no group of the text has a gap to show."""
    first = following.rows[0]
    if first.blank_above or first.page_start or first.interrupted:
        return True
    return not any(group.rows[0].blank_above for group in groups)


def _follows(before: Marker, marker: Marker) -> bool:
    """Tell whether one number comes directly after another in their series."""
    values = dict(before.values)
    return any(values.get(series) == value - 1 for series, value in marker.values)


def _body_kind(groups: Sequence[Group], texts: Sequence[Styled], index: int, size: float) -> BlockKind:
    group, text = groups[index], texts[index].text
    if (QUESTION.match(text) or SECTION.match(text) or SPEAKER.match(text)) and len(group.rows) == 1:
        return "heading"
    if index and (QUESTION.match(texts[index - 1].text) or SPEAKER.match(texts[index - 1].text)):
        return "heading" if _is_short_and_set_apart(group, groups[index - 1], text) else "paragraph"
    return "heading" if _is_heading(groups, texts, index, size, group, text) else "paragraph"


def _is_short_and_set_apart(group: Group, above: Group, text: str) -> bool:
    """Tell whether a line right below «Antwoord 3», in another type and no sentence, heads a part of it."""
    line, before = group.rows[0].line, above.rows[0].line
    styled = (line.bold or line.italic) and (line.bold, line.italic) != (before.bold, before.italic)
    return styled and text[-1].isalnum() and len(text) < 60


def _is_heading(
    groups: Sequence[Group], texts: Sequence[Styled], index: int, size: float, group: Group, text: str
) -> bool:
    if len(text) > _LONGEST_HEADING or len(group.rows) > 3 or not any(c.isalpha() for c in text):
        return False
    first = group.rows[0].line
    if SALUTATION.match(text) or CLOSING.match(text) or ROLE.match(text):
        return False
    if _QUOTED.match(text) or _CAPTION.match(text):
        return False
    if index + 1 >= len(groups):
        # All that stood below it are the notes.
        return bool(_NOTES.match(text)) and (first.bold or (first.size or 0) > 1.08 * size > 0)
    if size and (first.size or 0) > 1.08 * size and not is_terminal(text):
        return True
    lettered = [row for row in group.rows if any(c.isalpha() for c in row.text)]
    styled = all(row.line.bold for row in lettered) or all(row.line.italic for row in lettered)
    if styled and lettered and (text[-1] not in ".,;" or first.bold) and len(text) <= 140:
        return True
    if index and not first.bold and _below_a_heading(groups[index - 1], group):
        return False
    text = without_call(text)
    if not _ENDS_IN_TITLE_ABBREVIATION.search(text) and (text[-1] in ".;,!?-…–" or is_terminal(text)):
        return False
    if text[0].islower() or (not text[0].isalnum() and text[0] not in "«“‘\"'(’"):
        return False
    following = groups[index + 1]
    if text[-1] == ":" and (len(text.split()) > 3 or following.role != "body"):
        return False
    after = texts[index + 1].text[:1]
    if following.role == "body" and (after.islower() or CLOSING.match(texts[index + 1].text)):
        return False
    apart = following.rows[0].blank_above or following.rows[0].page_start or following.rows[0].interrupted
    before_ended = (
        index == 0
        or is_terminal(texts[index - 1].text)
        or group.rows[0].blank_above
        or texts[index - 1].text[-1] not in ",;:"
        or bool(SALUTATION.match(texts[index - 1].text))
    )
    return before_ended and (apart or len(group.rows) == 1) and not _is_name_list(groups, texts, index)


def _below_a_heading(above: Group, group: Group) -> bool:
    """Tell whether a line stands right below one in bold or italics, as what that heads."""
    line, first = above.rows[-1].line, group.rows[0]
    return (line.bold or line.italic) and not (first.blank_above or first.page_start or first.interrupted)


def _is_name_list(groups: Sequence[Group], texts: Sequence[Styled], index: int) -> bool:
    """Tell whether a line is one of the names that end a paper."""
    return bool(NAME.match(texts[index].text)) and index > 0 and texts[index - 1].text.endswith(",")


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
