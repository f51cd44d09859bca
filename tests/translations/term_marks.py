"""The invented letters with their terms marked by hand, and how well a matcher finds them.

In ``gold/term_marks.txt`` a line is a block; ``[…]`` is a term, ``{…}`` a term inside a compound, and a
``+`` or ``-`` behind it says that the plural or the singular of the English is wanted.
"""

from __future__ import annotations

import re
from pathlib import Path

from translations.glossary_bundle import bundled_concepts, bundled_text
from translations.glossary_records import TermEntry
from translations.term_matching import TermMatcher

MARKED_TERMS = 183
"""The first rows of the shipped glossary: those that existed when the letters were marked."""

Mark = tuple[int, int, str, str]
_MARK = re.compile(r"\[([^\]]*)\]([+-]?)|\{([^}]*)\}")


def entry(nl: str, en: str, **fields: object) -> TermEntry:
    """Return an entry as the termbase would give it."""
    return TermEntry("c-" + nl, "test", nl, en, (en,), **fields)  # type: ignore[arg-type]


def bundled_matcher(number: int = MARKED_TERMS) -> TermMatcher:
    """Return a matcher of the shipped glossary's first terms."""
    concepts = bundled_concepts(bundled_text())[:number]
    return TermMatcher(
        TermEntry(
            c.id,
            "Dutch government",
            c.nl,
            c.en,
            (c.en,),
            part_of_speech=c.terms[0].part_of_speech,
            case_sensitive=c.terms[0].case_sensitive,
        )
        for c in concepts
    )


def gold_marks() -> list[tuple[str, set[Mark]]]:
    """Return the letters' blocks as text and marks (start, end, kind, number)."""
    made = []
    for line in (Path(__file__).parent / "gold" / "term_marks.txt").read_text(encoding="utf-8").splitlines():
        text, at, marks = "", 0, set()
        for found in _MARK.finditer(line):
            text += line[at : found.start()]
            at = found.end()
            word = found.group(1) or found.group(3)
            sign = found.group(2) or ""
            kind = "full" if found.group(1) else "partial"
            number = {"+": "plural", "-": "singular", "": ""}[sign]
            marks.add((len(text), len(text) + len(word), kind, number))
            text += word
        made.append((text + line[at:], marks))
    return made


def score(matcher: TermMatcher, gold: list[tuple[str, set[Mark]]]) -> tuple[int, int, int]:
    """Return how many marks are found right, how many are found, and how many there are."""
    right = found = wanted = 0
    for text, marks in gold:
        own = {(m.start, m.end, m.kind, m.number or "") for m in matcher.find(text)}
        right += len(own & marks)
        found += len(own)
        wanted += len(marks)
    return right, found, wanted
