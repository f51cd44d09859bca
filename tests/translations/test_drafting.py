"""The way of a letter: what is on screen first, small batches, each sentence once, edits left alone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from reader.document import Block, Document, Footnote, Span
from reader.identity import identify
from reader.sentences import sentence_ranges
from translations.drafting import BATCH, FIRST_BATCH, draft
from translations.engine import Engine
from translations.glossary_records import TermEntry
from translations.packages import Package
from translations.segments import Segment, source_sentences
from translations.term_matching import TermMatcher


@pytest.fixture
def engine(aligned: Package) -> Engine:
    return Engine(aligned, threads=1)


def letter(*paragraphs: str, notes: tuple[str, ...] = ()) -> Document:
    blocks = [Block("", "paragraph", text, 1) for text in paragraphs]
    footnotes = [Footnote(str(number), text, 1) for number, text in enumerate(notes, 1)]
    named, named_notes = identify(blocks, footnotes, sentence_ranges)
    return Document("letter", "", named, named_notes)


def drafted(document: Document, engine: Engine, **options: object) -> list[Segment]:
    return [segment for batch in draft(document, engine=engine, **options) for segment in batch]  # type: ignore[arg-type]


def test_every_sentence_of_blocks_and_notes_gets_its_segment(engine: Engine) -> None:
    document = letter("De minister leest. De bank volgt.", "Het kabinet.", notes=("Dit is de brief.",))
    found = {segment.id: segment for segment in drafted(document, engine)}
    assert [found[sentence.id].target for _, sentence, _ in source_sentences(document)] == [
        "The minister reads.",
        "The bank follows.",
        "The government.",
        "This is the letter.",
    ]
    assert all(
        found[sentence.id].parent_id == holder.id for holder, sentence, _ in source_sentences(document)
    )
    assert all(one.origin == "machine" and one.status == "machine" and one.machine for one in found.values())


def test_batches_are_small_and_the_first_is_smallest(engine: Engine) -> None:
    document = letter(*(f"De motie {number} van het kabinet." for number in range(20)))
    sizes = [len(batch) for batch in draft(document, engine=engine)]
    assert sizes[0] == FIRST_BATCH
    assert max(sizes) <= BATCH
    assert sum(sizes) == 20


def test_blocks_on_screen_and_their_notes_come_first(engine: Engine) -> None:
    document = letter("De bank.", "Het kabinet.", "De motie.", notes=("Dit is de brief.", "Dit is de bank."))
    calling = tuple(
        Block(b.id, b.kind, b.text, 1, b.sentences, (Span(9, 9, "footnote", "2"),)) if i == 2 else b
        for i, b in enumerate(document.blocks)
    )
    document = Document("letter", "", calling, document.footnotes)
    found = drafted(document, engine, first=[calling[2].id])
    assert [one.source for one in found] == [
        "De motie.",
        "Dit is de bank.",
        "De bank.",
        "Het kabinet.",
        "Dit is de brief.",
    ]


def test_the_same_sentence_is_translated_once_and_arrives_everywhere(engine: Engine) -> None:
    document = letter("De bank.", "Het kabinet.", "De bank.", "De bank.")
    batches = list(draft(document, engine=engine))
    assert [segment.source for segment in batches[0]].count("De bank.") == 3
    assert len({segment.id for batch in batches for segment in batch}) == 4


def test_work_that_is_there_already_is_left_alone(engine: Engine) -> None:
    document = letter("De bank.", "Het kabinet.")
    first = document.blocks[0].sentences[0].id
    mine = Segment(first, document.blocks[0].id, "De bank.", target="The riverside.", status="edited")
    found = drafted(document, engine, already={first: mine})
    assert [one.source for one in found] == ["Het kabinet."]


def test_a_rejected_segment_is_not_drafted_again(engine: Engine) -> None:
    document = letter("De bank.")
    one = document.blocks[0].sentences[0].id
    rejected = Segment(one, document.blocks[0].id, "De bank.", status="rejected")
    assert drafted(document, engine, already={one: rejected}) == []


@dataclass
class Match:
    target: str


class Memory:
    """A memory that knows one sentence."""

    def exact(self, source: str, previous: str, following: str) -> Match | None:
        return Match("The riverbank.") if source == "De bank." else None


def test_memory_answers_before_the_engine(engine: Engine) -> None:
    document = letter("Het kabinet.", "De bank.")
    batches = list(draft(document, engine=engine, memory=Memory()))
    assert [(one.target, one.origin) for one in batches[0]] == [("The riverbank.", "exact")]
    assert [one.target for one in batches[1]] == ["The government."]


def test_cancelling_ends_quietly_with_what_is_done(engine: Engine) -> None:
    document = letter(*(f"De motie {number}." for number in range(30)))
    arrived: list[Segment] = []
    count = [0]
    for batch in draft(document, engine=engine, cancelled=lambda: count[0] > 5):
        arrived += batch
        count[0] = len(arrived)
    assert 5 < len(arrived) < 30


def test_addresses_and_numbers_are_copied_and_not_scored(engine: Engine) -> None:
    document = letter("https://www.hrw.org/report", "S.A. Blok")
    found = drafted(document, engine)
    assert [(one.target, one.origin, one.score) for one in found] == [
        ("https://www.hrw.org/report", "copied", None),
        ("S.A. Blok", "copied", None),
    ]


def test_a_wrong_number_is_marked(engine: Engine) -> None:
    # The tiny model leaves words it does not know as they are, so that «drie» is not in the English.
    document = letter("De bank heeft drie euro.")
    assert "numbers" in drafted(document, engine)[0].marks


def test_table_cells_are_translated_one_by_one(engine: Engine) -> None:
    table = Block("", "table", "De bank | 70.000\nHet kabinet | 2,5", 1)
    blocks, _ = identify([table], [], sentence_ranges)
    found = drafted(Document("t", "", blocks), engine)
    assert [one.target for one in found] == ["The bank", "70,000", "The government", "2.5"]


def test_a_word_that_is_not_english_is_marked_unless_a_term_has_it(engine: Engine) -> None:
    document = letter("Het loket volgt.")
    (plain,) = drafted(document, engine)
    assert plain.target == "The lokkout follows."
    assert plain.marks == ("invented",)
    entry = TermEntry("1", "ours", "loket", "lokkout", ("lokkout",))
    (asked,) = drafted(document, engine, matcher=TermMatcher([entry]))
    assert asked.marks == ()
