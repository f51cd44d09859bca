"""What a cell shows, and the way between the document's text and the text on screen."""

from __future__ import annotations

import pytest

from reader.document import Block, Sentence, Span
from translations.segments import Segment
from ui.reading.passages import LINE_BREAK, dutch_passage, english_passage


def block(text: str, *spans: Span, kind: str = "paragraph") -> Block:
    return Block("b1", kind, text, 1, (Sentence("s1", 0, len(text)),), spans)  # type: ignore[arg-type]


def call(at: int, number: str) -> Span:
    return Span(at, at, "footnote", number)


def test_note_numbers_stand_where_they_are_called() -> None:
    passage = dutch_passage(block("Viruses is vertaald.", call(7, "1"), call(20, "12")), {})
    assert passage.shown == "Viruses1 is vertaald.12"
    assert [(mark.start, mark.end, mark.ref) for mark in passage.marks] == [(7, 8, "1"), (21, 23, "12")]


@pytest.mark.parametrize("offset", range(21))
def test_places_come_back_from_the_screen(offset: int) -> None:
    passage = dutch_passage(block("Viruses is vertaald.", call(7, "1"), call(20, "12")), {})
    assert passage.text_at(passage.shown_at(offset)) == offset
    assert passage.text_at(passage.shown_at(offset, after_calls=True)) == offset


def test_places_after_a_character_beyond_the_bmp() -> None:
    passage = dutch_passage(block("Een 🙂 en een woord.", call(9, "3")), {})
    assert passage.shown_at(5) == 6
    at = passage.shown_at(10)
    assert passage.text_at(at) == 10
    mark = passage.mark_at(passage.shown_at(9), "call")
    assert mark is not None and mark.ref == "3"


def test_markup_and_control_characters_of_a_document_are_plain_text() -> None:
    passage = dutch_passage(block("<b>vet</b>\x00\u2029 &amp; <img src=x>"), {})
    assert passage.shown == "<b>vet</b>   &amp; <img src=x>"


def test_rows_of_a_table_are_lines_of_one_paragraph() -> None:
    passage = dutch_passage(block("Land | Bedrag\nNiger | 3", kind="table"), {})
    assert passage.shown == f"Land │ Bedrag{LINE_BREAK}Niger │ 3"


def test_english_shows_as_far_as_it_has_arrived_without_a_gap() -> None:
    holder = Block(
        "b1",
        "paragraph",
        "Een. Twee. Drie.",
        1,
        (Sentence("s1", 0, 4), Sentence("s2", 5, 10), Sentence("s3", 11, 16)),
    )
    one, three = (Segment(i, "b1", "", target, target) for i, target in (("s1", "One."), ("s3", "Three.")))
    passage = english_passage(holder, {"s1": one, "s3": three})
    assert passage.text == "One."
    assert not passage.complete
    two = Segment("s2", "b1", "Twee.", "Two.", "Two.")
    assert english_passage(holder, {"s1": one, "s2": two, "s3": three}).text == "One. Two. Three."


def test_a_note_is_called_in_the_english_too() -> None:
    holder = block("De motie is uitgevoerd.", call(23, "4"))
    segment = Segment("s1", "b1", holder.text, "The motion has been carried out.", "")
    assert english_passage(holder, {"s1": segment}).shown == "The motion has been carried out.4"
