"""The columns of a glossary that is a table: which of ours a file's are, by their names or as told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from reader.errors import InputError
from translations.glossary_records import tidy

COLUMNS = (
    "dutch",
    "english",
    "dutch_variants",
    "english_variants",
    "part_of_speech",
    "domain",
    "status",
    "do_not_translate",
    "case_sensitive",
    "definition",
    "note",
    "source",
    "id",
    "created_at",
    "created_by",
    "modified_at",
    "modified_by",
    "details",
)
"""Ours, in the order in which they are written; ``details`` holds in JSON what the others cannot."""
MOST_SHOWN = 6

_NAMES = {
    "dutch": ("dutch", "nl", "nederlands", "source term", "term", "bron", "bronterm", "nl-nl", "dut", "nld"),
    "english": ("english", "en", "engels", "translation", "target term", "doel", "vertaling", "en-gb", "eng"),
    "part_of_speech": ("part of speech", "partofspeech", "pos", "woordsoort"),
    "domain": ("domain", "subject field", "subjectfield", "subject", "domein", "vakgebied"),
    "status": ("status", "administrative status", "administrativestatus"),
    "do_not_translate": ("do not translate", "dnt", "niet vertalen"),
    "case_sensitive": ("case sensitive", "casesensitive", "hoofdlettergevoelig"),
    "definition": ("definition", "definitie"),
    "note": ("note", "notes", "remark", "opmerking", "comment"),
    "source": ("source", "reference", "bronvermelding"),
    "dutch_variants": ("dutch variants", "dutch synonyms"),
    "english_variants": ("english variants", "english synonyms"),
    "id": ("id", "concept id"),
}
_NUMBER = re.compile(r"#(\d{1,4})")


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The first rows of a table, and for each of its columns which of ours it seems to be ("": none).

    ``named``: the first row holds the columns' names.
    """

    rows: tuple[tuple[str, ...], ...]
    guesses: tuple[str, ...]
    named: bool


def preview_of(rows: Iterable[tuple[int, Sequence[str]]]) -> TablePreview:
    """Return the first rows with what can be guessed of their columns."""
    told = (tuple(cells) for _, cells in rows if any(cell.strip() for cell in cells))
    first = tuple(islice(told, MOST_SHOWN))
    width = max((len(row) for row in first), default=0)
    shown = tuple(row + ("",) * (width - len(row)) for row in first)
    places = _places(shown[0], {}) if shown else {}
    by_place = {place: column for column, place in reversed(places.items())}
    named = "dutch" in places or "english" in places
    if named:
        # The partner of a column that has its language as name is the first other one nobody claims.
        free = [place for place in range(width) if place not in by_place]
        for column in ("dutch", "english"):
            if column not in places and free:
                by_place[free.pop(0)] = column
    else:
        by_place = dict(enumerate(("dutch", "english")[:width]))
    return TablePreview(shown, tuple(by_place.get(place, "") for place in range(width)), named)


def columns_of(header: Sequence[str], mapping: Mapping[str, str] | None, name: str) -> dict[str, int]:
    """Return at which place each of our columns stands, by the header's names or by the given mapping.

    The mapping names a column of the file for one of ours, by its name or as ``#2`` by its number; ``""``
    means that the file has no such column.

    Raises:
        InputError: there is no Dutch or no English column, or not the one that is named.
    """
    unknown = set(mapping or {}) - set(COLUMNS)
    if unknown:
        raise InputError(f"There is no field «{min(unknown)}»; there are: {', '.join(COLUMNS)}.")
    places = _places(header, mapping or {})
    for column, wanted in (mapping or {}).items():
        if wanted and column not in places:
            raise InputError(f"{name}, line 1: there is no column «{wanted}».")
    for column in ("dutch", "english"):
        if column not in places:
            raise InputError(
                f"{name}, line 1: no column for {column.capitalize()}; the first line must name the columns "
                "(dutch, english, …), or say which they are."
            )
    return places


def _places(header: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    given = [_plain(cell) for cell in header]
    places: dict[str, int] = {}
    for column in COLUMNS:
        if column not in mapping:
            known = (column.replace("_", " "), *_NAMES.get(column, ()))
            found = next((given.index(one) for one in known if one in given), None)
        elif number := _NUMBER.fullmatch(mapping[column].strip()):
            place = int(number.group(1)) - 1
            found = place if 0 <= place < len(header) else None
        else:
            wanted = _plain(mapping[column])
            found = given.index(wanted) if wanted and wanted in given else None
        if found is not None:
            places[column] = found
    return places


def _plain(cell: str) -> str:
    return tidy(cell).casefold().replace("_", " ")
