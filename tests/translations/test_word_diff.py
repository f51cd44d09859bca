"""What changed against the machine's draft is shown word by word."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from translations.word_diff import word_diff


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [
        (one.kind, old[one.old_start : one.old_end] or new[one.new_start : one.new_end])
        for one in word_diff(old, new)
    ]


def test_a_replaced_word_is_a_delete_and_an_insert() -> None:
    assert told("The minister went home.", "The minister walked home.") == [
        ("equal", "The minister "),
        ("delete", "went"),
        ("insert", "walked"),
        ("equal", " home."),
    ]


def test_a_rewritten_phrase_reads_as_one() -> None:
    assert told("He went to school yesterday.", "He cycled from school yesterday.") == [
        ("equal", "He "),
        ("delete", "went to"),
        ("insert", "cycled from"),
        ("equal", " school yesterday."),
    ]


def test_equal_and_empty_texts() -> None:
    assert told("Same.", "Same.") == [("equal", "Same.")]
    assert told("", "New.") == [("insert", "New.")]
    assert told("Old.", "") == [("delete", "Old.")]
    assert told("", "") == []


tokens = st.sampled_from(["the", "minister’s", " ", "  ", ".", ",", "é", "2018"])
texts = st.lists(tokens, max_size=14).map("".join)


@given(texts, texts)
@settings(max_examples=50, deadline=None)
def test_the_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(old[one.old_start : one.old_end] for one in pieces) == old
    assert "".join(new[one.new_start : one.new_end] for one in pieces) == new
    for one in pieces:
        same = old[one.old_start : one.old_end] == new[one.new_start : one.new_end]
        assert same == (one.kind == "equal")
        assert one.kind != "insert" or one.old_start == one.old_end
        assert one.kind != "delete" or one.new_start == one.new_end
