"""The diff against the machine's draft rebuilds both texts, whatever they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translations.word_diff import word_diff

TEXT = st.text("ab cd.,\n", max_size=40)


def test_one_changed_word_is_one_deletion_and_one_insertion() -> None:
    pieces = word_diff("The cabinet has met.", "The government has met.")
    assert [(p.kind, p.text) for p in pieces if p.kind != "equal"] == [
        ("delete", "cabinet"),
        ("insert", "government"),
    ]


@given(TEXT, TEXT)
def test_draft_and_target_can_be_read_from_the_pieces(draft: str, target: str) -> None:
    pieces = word_diff(draft, target)
    assert "".join(p.text for p in pieces if p.kind != "insert") == draft
    assert "".join(p.text for p in pieces if p.kind != "delete") == target
    for piece in pieces:
        if piece.kind != "insert":
            assert draft[piece.draft_start : piece.draft_end] == piece.text
        if piece.kind != "delete":
            assert target[piece.target_start : piece.target_end] == piece.text
