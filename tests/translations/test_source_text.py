"""What is no language is never sent to the model."""

from __future__ import annotations

import pytest

from translations.source_text import is_language


@pytest.mark.parametrize(
    "text",
    [
        "kst-32735-209",
        "ah-tk-20232024-1314",
        "Ibid.",
        "idem",
        "op. cit.",
        "2023–2024",
        "https://www.hrw.org/x",
        "S.A. Blok",
    ],
)
def test_codes_addresses_names_and_references_back_are_copied(text: str) -> None:
    assert not is_language(text)


@pytest.mark.parametrize(
    "text", ["Ja.", "Idem voor de post-2015-agenda.", "Zie kst-32735-209.", "op de agenda"]
)
def test_dutch_goes_to_the_model(text: str) -> None:
    assert is_language(text)
