"""Reads a paper's particulars from its first blocks: dossier, number, date, and what to call it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.document import Block
from reader.reflow.patterns import DATE, DOSSIER, LETTERED_PAPER, MONTHS, NUMBERED_PAPER

_QUESTION_NUMBER = re.compile(r"\b(20\d\dZ\d{4,5})\b")
_ABOUT = re.compile(r"(?:Betreft|Onderwerp):? (\S.*)$")
_LONGEST_TITLE = 110
_HEAD_BLOCKS = 30


@dataclass(frozen=True, slots=True)
class Particulars:
    """A short title, and ``dossier``, ``number``, ``date`` (ISO), ``subject`` where the paper has them."""

    title: str
    metadata: dict[str, str] = field(default_factory=dict)


def particulars(blocks: Sequence[Block], source: str) -> Particulars:
    """Return what the document's head says of it; without a head, its first words are its title."""
    head = [block for block in blocks[:_HEAD_BLOCKS] if block.kind in ("title", "meta")]
    found: dict[str, str] = {}
    for block in head:
        dossier = DOSSIER.match(block.text)
        if dossier and "dossier" not in found:
            found["dossier"] = dossier["dossier"]
            subject = block.text[dossier.end("dossier") :].strip()
            if subject:
                found["subject"] = subject
        about = _ABOUT.match(block.text)
        if about and "subject" not in found:
            found["subject"] = about[1]
        numbered = NUMBERED_PAPER.match(block.text) or LETTERED_PAPER.match(block.text)
        if numbered and block.kind == "title" and "number" not in found:
            found["number"] = numbered["number"]
        question = _QUESTION_NUMBER.search(block.text)
        if question and "number" not in found:
            found["number"] = question[1]
        if block.text.isdecimal() and len(block.text) > 1 and "number" not in found:
            found["number"] = block.text
    dates = [match for block in head for match in DATE.finditer(block.text)]
    if dates:
        # The last date of a head is the paper's own: questions are handed in before they are answered.
        found["date"] = _iso(dates[-1])
    if "subject" not in found:
        titles = [b.text for b in blocks[:16] if b.kind == "title" and not b.text.isdecimal()]
        if titles:
            found["subject"] = titles[0]
    return Particulars(_title(found, blocks, source), found)


def _iso(match: re.Match[str]) -> str:
    month = MONTHS.index(match["month"].lower()) + 1
    return f"{int(match['year']):04}-{month:02}-{int(match['day']):02}"


def _title(found: dict[str, str], blocks: Sequence[Block], source: str) -> str:
    if "dossier" in found:
        name = f"Kamerstuk {found['dossier']}"
        return f"{name}, nr. {found['number']}" if "number" in found else name
    text = found.get("subject") or next((b.text for b in blocks if b.kind in ("title", "heading")), "")
    text = text or next((b.text for b in blocks if b.text), source)
    text = text.split("\n", 1)[0]
    if len(text) <= _LONGEST_TITLE:
        return text
    return text[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
