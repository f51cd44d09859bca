"""Find and replace shows what it would do, exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import InputError
from translations.replacing import replacements
from translations.segments import Segment


def segments(*targets: str) -> list[Segment]:
    return [Segment(str(at), "b", "nl", target) for at, target in enumerate(targets)]


def test_only_segments_that_change_are_listed() -> None:
    found = replacements(segments("The cabinet met.", "Nothing."), "cabinet", "government")
    assert [(one.segment_id, one.after, one.places) for one in found] == [("0", "The government met.", 1)]


def test_a_capital_at_the_start_is_kept() -> None:
    (found,) = replacements(segments("Cabinet and cabinet."), "cabinet", "government")
    assert found.after == "Government and government."


def test_whole_words_leave_longer_words_alone() -> None:
    assert replacements(segments("cabinets"), "cabinet", "x", whole_words=True) == ()


def test_case_counts_when_asked() -> None:
    assert replacements(segments("Cabinet"), "cabinet", "x", match_case=True) == ()


def test_nothing_to_look_for_is_refused() -> None:
    with pytest.raises(InputError):
        replacements(segments("x"), "", "y")


@given(st.text(min_size=1, max_size=20), st.text(max_size=10), st.text(max_size=60))
def test_plain_text_is_never_a_pattern(find: str, replace: str, target: str) -> None:
    for one in replacements(segments(target), find, replace, match_case=True):
        assert one.after == target.replace(find, replace)
