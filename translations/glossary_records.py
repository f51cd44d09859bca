"""What the termbase speaks in: concepts with their Dutch and English terms, and the rows a table shows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

Language = Literal["nl", "en"]
TermStatus = Literal["proposed", "approved", "deprecated", "forbidden"]

STATUSES: tuple[TermStatus, ...] = ("proposed", "approved", "deprecated", "forbidden")
TERM_TYPES = ("fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase")
"""Values of ISO 12620's term type, as TBX-Basic lists them."""

DEFAULT_GLOSSARY = "My terms"
BUNDLED_GLOSSARY = "Dutch government"
LONGEST_TERM = 500
LONGEST_TEXT = 20_000

_DASHES = re.compile(r"[\s\-‐‑‒–—_]+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Term:
    """One designation of a concept in one language; the field names follow ISO 12620 data categories."""

    text: str
    language: Language
    status: TermStatus = "approved"
    preferred: bool = False
    part_of_speech: str = ""
    term_type: str = ""
    case_sensitive: bool = False
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea with all its Dutch and English terms; ``id`` is empty until the termbase has stored it."""

    terms: tuple[Term, ...]
    id: str = ""
    domain: str = ""
    definition: str = ""
    note: str = ""
    source: str = ""
    do_not_translate: bool = False
    created_at: str = ""
    created_by: str = ""
    modified_at: str = ""
    modified_by: str = ""

    def of(self, language: Language) -> tuple[Term, ...]:
        """Return the terms of one language, in their order."""
        return tuple(term for term in self.terms if term.language == language)

    @property
    def nl(self) -> str:
        """The Dutch term by which the concept is known ("" when it has none)."""
        head = _head(self.of("nl"))
        return head.text if head else ""

    @property
    def en(self) -> str:
        """The preferred English term ("" when it has none)."""
        head = _head(self.of("en"))
        return head.text if head else ""

    @property
    def status(self) -> TermStatus:
        """The status of the pair as a whole: that of its leading English term, else of its Dutch one."""
        head = _head(self.of("en")) or _head(self.of("nl"))
        return head.status if head else "proposed"


@dataclass(frozen=True, slots=True)
class Glossary:
    """A named collection of concepts; a higher ``priority`` wins where two give the same Dutch term."""

    name: str
    priority: int
    enabled: bool
    read_only: bool
    note: str = ""
    concepts: int = 0


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One Dutch term as matching and enforcement need it.

    ``en`` is the preferred English (``nl`` itself when the term is not to be translated), ``english`` every
    English that counts as right, the preferred one first, ``forbidden`` those that must not be used.
    """

    concept_id: str
    glossary: str
    nl: str
    en: str
    english: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    part_of_speech: str = ""
    do_not_translate: bool = False
    case_sensitive: bool = False
    priority: int = 0
    status: TermStatus = "approved"
    note: str = ""
    definition: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class TermRow:
    """A concept as one row of the glossary table."""

    concept_id: str
    glossary: str
    nl: str
    en: str
    nl_variants: tuple[str, ...]
    en_variants: tuple[str, ...]
    part_of_speech: str
    domain: str
    status: TermStatus
    do_not_translate: bool
    case_sensitive: bool
    definition: str
    note: str
    source: str
    modified_at: str
    modified_by: str
    read_only: bool


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which rows a table shows; empty fields do not restrict. ``text`` is searched in both languages."""

    text: str = ""
    glossary: str = ""
    status: str = ""
    domain: str = ""
    part_of_speech: str = ""


def tidy(text: str) -> str:
    """Return ``text`` as a term is kept: NFC, single spaces, no soft hyphens or control characters."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u200b", "")
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return _SPACE.sub(" ", text).strip()


def fold(text: str) -> str:
    """Return ``text`` as it counts for search and duplicates: no case, accents, hyphens or double spaces."""
    decomposed = unicodedata.normalize("NFKD", tidy(text)).casefold()
    plain = decomposed
    if not decomposed.isascii():
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _DASHES.sub(" ", plain.replace("’", "'")).strip()


def pair(nl: str, en: str, *, status: TermStatus = "approved", part_of_speech: str = "") -> Concept:
    """Return a new concept of one Dutch and one (preferred) English term."""
    return Concept(
        (
            Term(nl, "nl", status, True, part_of_speech),
            Term(en, "en", status, True, part_of_speech),
        )
    )


def with_status(concept: Concept, status: TermStatus) -> Concept:
    """Return the concept with the status of its pair, and of every term that shared it, changed."""
    old = concept.status
    return replace(
        concept,
        terms=tuple(
            replace(term, status=status) if term.status == old or term.status != "forbidden" else term
            for term in concept.terms
        ),
    )


def _head(terms: tuple[Term, ...]) -> Term | None:
    """The leading term: the preferred, then by status, then the first; as the table's SQL orders them."""
    rank = {"approved": 0, "proposed": 1, "deprecated": 2, "forbidden": 3}
    return min(terms, key=lambda term: (not term.preferred, rank[term.status]), default=None)
