"""Compares concepts from outside (a file, a colleague's copy) with a glossary, and takes them in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from translations import glossary_fields
from translations.glossary import Termbase
from translations.glossary_records import Concept, Term, fold

Kind = Literal["add", "same", "change", "conflict"]
Choice = Literal["mine", "theirs", "both"]

_TEXTS = ("domain", "definition", "note", "source")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A concept read from a file, and the line (or row) it stood on; 0 where a file has no lines."""

    concept: Concept
    line: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two copies of a concept differ, to be shown side by side."""

    field: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One incoming concept beside what the glossary has.

    ``add``: the glossary does not have it; ``same``: nothing new; ``change``: it brings more, and
    contradicts nothing; ``conflict``: it contradicts. ``elsewhere`` tells of other English for the same
    Dutch in other glossaries.
    """

    kind: Kind
    theirs: Concept
    line: int = 0
    mine: Concept | None = None
    differences: tuple[Difference, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that taking in a file would do to a glossary; ``only_mine`` is what the file lacks."""

    glossary: str
    items: tuple[Compared, ...]
    only_mine: tuple[Concept, ...] = ()

    def count(self, kind: Kind) -> int:
        """Return how many concepts are of a kind."""
        return Counter(item.kind for item in self.items)[kind]


def compare(termbase: Termbase, glossary: str, incoming: Iterable[Incoming]) -> Comparison:
    """Lay incoming concepts beside a glossary (which need not exist yet); changes nothing.

    Concepts belong together by id, else by a Dutch term and, where both tell it, the part of speech.
    """
    known = any(g.name.casefold() == glossary.casefold() for g in termbase.glossaries())
    own = {c.id: c for c in termbase.concepts(glossary)} if known else {}
    by_term: dict[str, list[str]] = {}
    for concept in own.values():
        for term in concept.of("nl"):
            by_term.setdefault(fold(term.text), []).append(concept.id)
    others: dict[str, list[tuple[str, str]]] = {}
    for entry in termbase.entries():
        if entry.glossary.casefold() != glossary.casefold():
            others.setdefault(fold(entry.nl), []).append((entry.glossary, entry.en))
    items: list[Compared] = []
    gathered: dict[str, int] = {}
    for one in incoming:
        theirs = glossary_fields.checked(one.concept)
        mine = _counterpart(theirs, own, by_term)
        elsewhere = tuple(
            f"{where}: {en}" for where, en in others.get(fold(theirs.nl), ()) if en != theirs.en
        )
        key = mine.id if mine else f"+{fold(theirs.nl)}+{_part_of_speech(theirs)}"
        if key in gathered:
            before = items[gathered[key]]
            items[gathered[key]] = _compared(
                glossary_fields.joined(before.theirs, theirs), before.line, mine, elsewhere
            )
            continue
        gathered[key] = len(items)
        items.append(_compared(theirs, one.line, mine, elsewhere))
    met = {item.mine.id for item in items if item.mine}
    return Comparison(glossary, tuple(items), tuple(c for c in own.values() if c.id not in met))


def take_in(
    termbase: Termbase,
    comparison: Comparison,
    *,
    label: str = "",
    conflicts: Choice = "both",
    choices: Mapping[str, Choice] | None = None,
) -> int:
    """Do what a comparison told, as one operation that can be undone; returns how many concepts changed.

    Where copies contradict, ``choices`` (by the id of the glossary's concept), else ``conflicts``, says who
    wins; ``both`` keeps the glossary's preference and adds the other terms beside it.
    """
    new = [item.theirs for item in comparison.items if item.mine is None]
    done = len(new)
    with termbase.operation(label or f"Import into {comparison.glossary}", kind="import"):
        if new:
            termbase.add_concepts(new, glossary=comparison.glossary)
        for item in comparison.items:
            if item.mine is not None and item.kind != "same":
                choice = (choices or {}).get(item.mine.id, conflicts if item.kind == "conflict" else "both")
                result = {
                    "mine": item.mine,
                    "theirs": replace(item.theirs, id=item.mine.id),
                    "both": glossary_fields.joined(item.mine, item.theirs),
                }[choice]
                if result != item.mine:
                    termbase.replace(item.mine.id, result)
                    done += 1
    return done


def _counterpart(
    theirs: Concept, own: Mapping[str, Concept], by_term: Mapping[str, Sequence[str]]
) -> Concept | None:
    if theirs.id and theirs.id in own:
        return own[theirs.id]
    wanted = _part_of_speech(theirs)
    for identity in by_term.get(fold(theirs.nl), ()):
        found = _part_of_speech(own[identity])
        if not wanted or not found or wanted == found:
            return own[identity]
    return None


def _compared(theirs: Concept, line: int, mine: Concept | None, elsewhere: tuple[str, ...]) -> Compared:
    if mine is None:
        return Compared("add", theirs, line, None, (), elsewhere)
    differences = tuple(_differences(mine, theirs))
    if not differences:
        kind: Kind = "same"
    elif all(_only_adds(difference) for difference in differences):
        kind = "change"
    else:
        kind = "conflict"
    return Compared(kind, theirs, line, mine, differences, elsewhere)


def _differences(mine: Concept, theirs: Concept) -> Iterable[Difference]:
    if mine.en != theirs.en and theirs.en:
        yield Difference("en", mine.en, theirs.en)
    old = {(term.language, term.text): term for term in mine.terms}
    for term in theirs.terms:
        known = old.get((term.language, term.text))
        if known is None:
            yield Difference(f"new {term.language} term", "", term.text)
        elif _shown(known) != _shown(term):
            yield Difference(f"«{term.text}»", _shown(known), _shown(term))
    for field in _TEXTS:
        a, b = getattr(mine, field), getattr(theirs, field)
        if b and b not in a:
            yield Difference(field, a, b)
    if theirs.do_not_translate and not mine.do_not_translate:
        yield Difference("do_not_translate", "no", "yes")


def _only_adds(difference: Difference) -> bool:
    return not difference.mine or difference.field in ("note", "source")


def _shown(term: Term) -> str:
    traits = (
        term.status,
        term.part_of_speech,
        term.term_type,
        "case sensitive" if term.case_sensitive else "",
        term.note,
        term.source,
    )
    return ", ".join(trait for trait in traits if trait)


def _part_of_speech(concept: Concept) -> str:
    return next((term.part_of_speech for term in concept.of("nl") if term.part_of_speech), "")
