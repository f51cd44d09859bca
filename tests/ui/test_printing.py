"""Both columns as a PDF."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from reader.errors import EnvironmentProblem
from translations.segments import Bilingual
from ui.reading.printing import save_session_pdf


def test_the_pdf_holds_both_languages_and_says_who_translated(
    qapp: object, letter: Bilingual, tmp_path: Path
) -> None:
    file = tmp_path / "brief.pdf"
    pages = save_session_pdf(letter, file, lambda: False)
    document = pypdfium2.PdfDocument(file)
    assert len(document) == pages > 1
    text = " ".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", " ")
    words = set(text.split())
    for holder in letter.document.blocks:
        for segment in letter.of(holder):
            assert {word for word in segment.source.split() if word.isalpha()} <= words
            assert {word for word in segment.target.split() if word.isalpha()} <= words
    assert text.count("Machine translation, not reviewed") == pages
    document.close()


def test_a_pdf_that_cannot_be_written_is_told(qapp: object, letter: Bilingual, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="cannot be written there"):
        save_session_pdf(letter, tmp_path / "no such folder" / "brief.pdf", lambda: False)
