"""A word or a term is found across all documents of the library, with its English beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bilingual_letters import letter
from term_marks import entry

from translations.concordance import concordance, uses_of
from translations.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library.db")
    for name in ("letter_a", "letter_b"):
        bilingual = letter(name)
        document = opened.add_document(bilingual.document)
        opened.store_drafts(document, bilingual.segments.values())
    yield opened
    opened.close()


def test_word_is_found_in_either_language(library: Library) -> None:
    dutch = concordance(library, "mensenrechtenverdedigers")
    assert len({line.document_id for line in dutch}) == 2
    assert all("mensenrechtenverdedigers" in line.source for line in dutch)
    assert concordance(library, "human rights defenders")
    assert concordance(library, "nergens te vinden") == []


def test_term_is_found_in_any_form_with_its_english(library: Library) -> None:
    lines = uses_of(library, entry("sanctiepakket", "sanctions package"))
    assert ["sanctiepakketten" in line.source for line in lines] == [True]
    (line,) = lines
    assert [line.source[start:end] for start, end in line.source_ranges] == ["sanctiepakketten"]
    assert [line.target[start:end] for start, end in line.target_ranges] == ["sanctions packages"]


def test_compound_is_no_use_of_the_term(library: Library) -> None:
    uses = uses_of(library, entry("motie", "motion"))
    assert uses and not any(line.source_ranges == () for line in uses)


def test_limit_is_kept(library: Library) -> None:
    assert len(uses_of(library, entry("kabinet", "government"), limit=2)) == 2
