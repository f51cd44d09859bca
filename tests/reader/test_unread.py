"""What is told of pages that could not be read."""

from __future__ import annotations

import pytest

from reader.document import Document
from reader.unread import what_was_not_read


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ({}, ""),
        ({"damaged_pages": "none", "pages_of_pictures": " , "}, ""),
        (
            {"pages_of_pictures": "2"},
            "Page 2 is a picture without text and missing here: to read on, have the text recognised (OCR).",
        ),
        ({"damaged_pages": "1"}, "One page is damaged and could not be read."),
    ],
)
def test_pages_that_are_missing_are_told(metadata: dict[str, str], said: str) -> None:
    assert what_was_not_read(Document("brief.pdf", "Brief", (), (), metadata)) == said


def test_of_many_pages_the_first_are_named() -> None:
    pages = ", ".join(str(page) for page in range(3, 40))
    told = what_was_not_read(
        Document("brief.pdf", "Brief", (), (), {"pages_of_pictures": pages, "damaged_pages": "3"})
    )
    assert told.startswith("Pages 3, 4, 5, 6, 7, 8, 9, 10 and others are pictures")
    assert told.endswith("3 pages are damaged and could not be read.")
