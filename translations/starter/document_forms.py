"""Makes the fixed forms of parliamentary papers, which a corpus of sentences hardly has, with their numbers.

Titles, addressees, dates, signatures, references, headings of questions, decades, amounts in
`document_forms.tsv`, the sentences that letters keep using in `letter_prose.tsv`: written for this project,
filled in by chance.
"""

from __future__ import annotations

import random
from pathlib import Path

Pair = tuple[str, str]

_FORMS = Path(__file__).with_name("document_forms.tsv")
_PROSE = Path(__file__).with_name("letter_prose.tsv")
_MONTHS_TEXT = """
januari februari maart april mei juni juli augustus september oktober november december
January February March April May June July August September October November December
"""
_MONTHS = [line.split() for line in _MONTHS_TEXT.strip().splitlines()]


_PROSE_SLOTS = ("country", "group", "abuse", "policy")


def read_sections(path: Path) -> dict[str, list[list[str]]]:
    """Return the lines of each `[section]` as their columns; a comment starts with `#`."""
    sections: dict[str, list[list[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            rows = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
    return sections


def _slots(
    sections: dict[str, list[list[str]]], chance: random.Random
) -> tuple[dict[str, str], dict[str, str]]:
    """Draw what fills the slots of a form: its Dutch and its English."""

    def drawn(section: str) -> Pair:
        row = chance.choice(sections[section])
        return row[0], row[-1]

    def same(text: object) -> Pair:
        return str(text), str(text)

    def figure(text: str) -> Pair:
        return text.replace(",", " ").replace(".", ",").replace(" ", "."), text

    number = chance.randint
    year, month, n = number(1990, 2025), chance.randrange(12), number(1, 20)
    day = number(1, 28)
    session = number(1998, 2025)
    subject, office = drawn("subjects"), drawn("offices")
    matters = [row for row in sections["subjects"] if row[0].startswith(("de ", "het "))]
    many = f"{number(1, 999)},{number(0, 999):03d}" if chance.random() < 0.7 else str(number(13, 999))
    filled: dict[str, Pair] = {
        "office": office,
        "OFFICE": (office[0].upper(), office[1].upper()),
        "subject": (_small(subject[0]), _small(subject[1])),
        "Subject": (_capital(subject[0]), _capital(subject[1])),
        "matter": tuple(chance.choice(matters)),  # type: ignore[dict-item]
        "member": drawn("members"),
        "party": drawn("parties"),
        "debate": drawn("debates"),
        "place": drawn("places"),
        "thing": drawn("things"),
        "amount": drawn("amounts"),
        "unit": drawn("units"),
        "part": drawn("parts"),
        **{slot: drawn(slot) for slot in sections if slot in _PROSE_SLOTS},
        "initials": same("".join(f"{chance.choice('ABCDEFGHIJKLMNOPRSTUVW')}." for _ in range(number(1, 3)))),
        "day": (f"{day} {_MONTHS[0][month]}", f"{day} {_MONTHS[1][month]}"),
        "date": (f"{day} {_MONTHS[0][month]} {year}", f"{day} {_MONTHS[1][month]} {year}"),
        "year": same(year),
        "next": same(year + 1),
        "later": same(year + number(1, 9)),
        "decade": same(number(2, 9)),
        "session": same(f"{session}/{(session + 1) % 100:02d}"),
        "dossier": same(
            f"{number(19, 36)} {number(0, 999):03d}" + chance.choice(("", "", "", "-02", "-07", "-V"))
        ),
        "number": same(number(1, 2999)),
        "page": same(number(1, 99)),
        "n": same(n),
        "m": same(n + number(1, 5)),
        "count": figure(many),
        "decimal": figure(f"{number(1, 199)}.{number(1, 9)}"),
    }
    return {name: pair[0] for name, pair in filled.items()}, {name: pair[1] for name, pair in filled.items()}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """A subject inside a sentence: a title's capital goes, a name keeps its own."""
    if text.startswith(("Raad", "General", "Europe", "Dutch", "Nederl")):
        return text
    return text[:1].lower() + text[1:]


def forms(count: int, seed: int) -> list[Pair]:
    """Return at most `count` filled-in forms without repeats, the same for the same seed."""
    return _filled(read_sections(_FORMS), count, random.Random(f"{seed} forms"))


def prose(count: int, seed: int) -> list[Pair]:
    """Return at most `count` filled-in sentences of letters without repeats, the same for the same seed."""
    return _filled(read_sections(_FORMS) | read_sections(_PROSE), count, random.Random(f"{seed} prose"))


def _filled(sections: dict[str, list[list[str]]], count: int, chance: random.Random) -> list[Pair]:
    weights = [int(row[0]) for row in sections["forms"]]
    found: dict[Pair, None] = {}
    for _ in range(count * 3):
        _, dutch, english = chance.choices(sections["forms"], weights)[0]
        ours, theirs = _slots(sections, chance)
        found.setdefault((_sentence(dutch.format(**ours)), _sentence(english.format(**theirs))))
        if len(found) == count:
            break
    return list(found)


def _sentence(text: str) -> str:
    """A slot may stand first: then it begins with a capital."""
    return _capital(text) if text.endswith((".", "?")) else text
