"""Random Dutch documents, printed in many ways, come back paragraph by paragraph and word by word."""

from __future__ import annotations

import random
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from typesetter import Letter, PdfSetting, Setting, dutch_vocabulary, print_pdf, print_text, random_letter

from reader.document import Document
from reader.importers import read_document
from reader.importers.plain_text import read_plain_text

VOCABULARY = dutch_vocabulary()
SETTINGS = st.one_of(
    st.builds(
        Setting,
        width=st.sampled_from([50, 64, 76, 95]),
        note_width=st.sampled_from([64, 90]),
        lines_a_page=st.sampled_from([30, 45, 60]),
        page_break=st.sampled_from(["space", "form feed", "none"]),
        trailing_spaces=st.booleans(),
        hanging=st.sampled_from([0, 3]),
        gap_above_notes=st.sampled_from([1, 2]),
        page_numbers=st.booleans(),
    ),
    st.builds(
        Setting,
        width=st.sampled_from([28, 33.6, 40]),
        note_width=st.sampled_from([36, 45]),
        by_letters=st.just(True),
        lines_a_page=st.sampled_from([30, 45, 60]),
        page_break=st.sampled_from(["space", "form feed", "none"]),
        trailing_spaces=st.booleans(),
    ),
)


def blocks_read(document: Document) -> list[tuple[str, str, str, tuple[tuple[int, str], ...]]]:
    return [
        (b.kind, b.marker, b.text, tuple((span.start, span.ref) for span in b.footnote_calls()))
        for b in document.blocks
        if b.kind != "footer"
    ]


def blocks_written(letter: Letter) -> list[tuple[str, str, str, tuple[tuple[int, str], ...]]]:
    return [(piece.kind, piece.marker, piece.text, piece.calls) for piece in letter.pieces]


def right_blocks(document: Document, letter: Letter) -> int:
    found = SequenceMatcher(None, blocks_read(document), blocks_written(letter), autojunk=False)
    return sum(match.size for match in found.get_matching_blocks())


def letters_in_order(texts: list[str]) -> str:
    return "".join(c for text in texts for c in text if c.isalnum())


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9), SETTINGS)
def test_no_word_is_lost_doubled_or_out_of_order(seed: int, setting: Setting) -> None:
    letter = random_letter(seed, VOCABULARY, paragraphs=8)
    document = read_plain_text(print_text(letter, setting))
    assert letters_in_order([m + t for _, m, t, _ in blocks_read(document)]) == letters_in_order(
        [piece.marker + piece.text for piece in letter.pieces]
    )
    assert [(note.number, note.text) for note in document.footnotes] == list(letter.notes)


def test_98_of_100_paragraphs_and_99_of_100_joins_come_back() -> None:
    total = right = joins = wrong_words = 0
    for seed in range(48):
        chance = random.Random(seed)
        by_letters = chance.random() < 0.5
        setting = Setting(
            width=chance.choice([28, 33.6, 40]) if by_letters else chance.choice([50, 64, 76, 95]),
            note_width=chance.choice([36, 45]) if by_letters else chance.choice([64, 90]),
            by_letters=by_letters,
            page_break=chance.choice(["space", "form feed", "none"]),
            hanging=chance.choice([0, 3]),
        )
        letter = random_letter(seed, VOCABULARY, paragraphs=10)
        text = print_text(letter, setting)
        document = read_plain_text(text)
        total += len(letter.pieces)
        right += right_blocks(document, letter)
        joins += sum(line.rstrip().endswith("-") for line in text.splitlines())
        read = Counter(word for _, _, t, _ in blocks_read(document) for word in t.split())
        written = Counter(word for piece in letter.pieces for word in piece.text.split())
        wrong_words += sum((read - written).values())
    assert joins > 1_000
    assert right >= 0.98 * total
    assert wrong_words <= 0.01 * joins


def test_random_pdf_comes_back(tmp_path: Path) -> None:
    total = right = 0
    for seed in range(6):
        chance = random.Random(seed)
        setting = PdfSetting(
            width=chance.choice([260, 330, 400]),
            bold_headings=chance.random() < 0.5,
            raised_calls=chance.random() < 0.7,
        )
        letter = random_letter(seed, VOCABULARY, paragraphs=15)
        path = tmp_path / f"{seed}.pdf"
        path.write_bytes(print_pdf(letter, setting))
        document = read_document(path)
        total += len(letter.pieces)
        right += right_blocks(document, letter)
        assert [(note.number, note.text) for note in document.footnotes] == list(letter.notes)
    assert right >= 0.98 * total
