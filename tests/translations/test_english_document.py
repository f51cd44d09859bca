"""Footnote calls and other spans find their place in the English, and none is ever lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import Block, Document, Footnote, Sentence, Span
from translations.english_document import NOT_TRANSLATED, english_document
from translations.segments import Bilingual, Link, Segment


def one_block(dutch: str, english: str, spans: list[Span], links: list[tuple[str, str]]) -> Block:
    """Return the English block of a one-sentence Dutch block whose words are linked as listed."""
    block = Block("b1", "paragraph", dutch, 1, (Sentence("s1", 0, len(dutch)),), tuple(spans))
    segment = Segment(
        "s1",
        "b1",
        dutch,
        target=english,
        machine=english,
        links=tuple(
            Link(dutch.index(nl), dutch.index(nl) + len(nl), english.index(en), english.index(en) + len(en))
            for nl, en in links
        ),
    )
    return english_document(Bilingual(Document("t", "t", (block,)), {"s1": segment})).blocks[0]


def call(dutch: str, after: str, number: str = "1") -> Span:
    at = dutch.index(after) + len(after)
    return Span(at, at, "footnote", number)


def with_call(block: Block) -> str:
    text = block.text
    for span in reversed(block.footnote_calls()):
        text = f"{text[: span.start]}[{span.ref}]{text[span.start :]}"
    return text


def test_a_call_at_the_end_of_a_sentence_stays_after_its_full_stop() -> None:
    dutch = "Dit is afgewezen."
    assert (
        with_call(one_block(dutch, "This was refused.", [call(dutch, "afgewezen.")], []))
        == "This was refused.[1]"
    )
    assert (
        with_call(one_block(dutch, "This was refused.", [call(dutch, "afgewezen")], []))
        == "This was refused.[1]"
    )


def test_a_call_inside_a_sentence_follows_its_word() -> None:
    dutch = "In het rapport «Viruses» dat de minister las, staat dit."
    english = 'The minister read this in the report "Viruses", it says.'
    block = one_block(
        dutch, english, [call(dutch, "«Viruses»")], [("rapport", "report"), ("Viruses", "Viruses")]
    )
    assert with_call(block) == 'The minister read this in the report "Viruses"[1], it says.'


def test_a_call_after_a_word_without_link_uses_the_word_before_it() -> None:
    dutch = "De brief van het kabinet zelf werd gelezen door velen."
    english = "The government's own letter was read by many."
    block = one_block(dutch, english, [call(dutch, "zelf")], [("kabinet", "government's"), ("velen", "many")])
    assert with_call(block) == "The government's[1] own letter was read by many."


def test_a_call_without_any_link_stands_in_proportion() -> None:
    dutch = "een twee drie vier vijf zes"
    assert with_call(one_block(dutch, "one two three four five six", [call(dutch, "drie")], [])) == (
        "one two three[1] four five six"
    )


def test_two_calls_keep_their_order_and_number() -> None:
    dutch = "De motie en de brief zijn er."
    block = one_block(
        dutch,
        "The motion and the letter are there.",
        [call(dutch, "motie", "1"), call(dutch, "er.", "2")],
        [("motie", "motion")],
    )
    assert with_call(block) == "The motion[1] and the letter are there.[2]"


def test_emphasis_and_links_cover_the_same_words() -> None:
    dutch = "De minister leest de brief van www.overheid.nl vandaag."
    english = "Today the minister reads the letter from www.overheid.nl."
    at = dutch.index("leest")
    address = dutch.index("www")
    block = one_block(
        dutch,
        english,
        [
            Span(at, at + len("leest de brief"), "emphasis", "italic"),
            Span(address, address + len("www.overheid.nl"), "link", "https://www.overheid.nl"),
        ],
        [("leest", "reads"), ("brief", "letter")],
    )
    found = {span.kind: block.text[span.start : span.end] for span in block.spans}
    assert found == {"emphasis": "reads the letter", "link": "www.overheid.nl"}


def test_emphasis_of_a_whole_sentence_covers_the_whole_english() -> None:
    dutch = "Vraag 1"
    block = one_block(dutch, "Question 1", [Span(0, 7, "emphasis", "bold")], [])
    assert block.spans == (Span(0, 10, "emphasis", "bold"),)


def two_sentences() -> Document:
    text = "Dit is een. Dit is twee."
    sentences = (Sentence("s1", 0, 11), Sentence("s2", 12, 24))
    block = Block(
        "b1", "paragraph", text, 1, sentences, (Span(11, 11, "footnote", "1"), Span(24, 24, "footnote", "2"))
    )
    note = Footnote("1", "Ibid.", 1, "f1", (Sentence("s3", 0, 5),))
    return Document("t", "Brief", (block,), (note, replace(note, number="2", id="f2", sentences=())))


def test_ids_stay_and_sentences_are_ranges_of_the_english() -> None:
    document = two_sentences()
    segments = {
        "s1": Segment("s1", "b1", "Dit is een.", target="This is one."),
        "s2": Segment("s2", "b1", "Dit is twee.", target="And this is two."),
        "s3": Segment("s3", "f1", "Ibid.", target="Ibid."),
    }
    english = english_document(Bilingual(document, segments))
    block = english.blocks[0]
    assert block.id == "b1"
    assert [block.sentence_text(one) for one in block.sentences] == ["This is one.", "And this is two."]
    assert with_call(block) == "This is one.[1] And this is two.[2]"
    assert english.footnotes[0].text == "Ibid."
    assert english.metadata["language"] == "en"


def test_what_is_not_translated_stays_dutch_and_says_so() -> None:
    segments = {"s1": Segment("s1", "b1", "Dit is een.", target="This is one.")}
    english = english_document(Bilingual(two_sentences(), segments))
    assert with_call(english.blocks[0]) == f"This is one.[1] {NOT_TRANSLATED}Dit is twee.[2]"


def test_a_call_keeps_its_place_where_a_person_rewrote_the_english() -> None:
    dutch = "De brief van het kabinet is er vandaag."
    machine = "The letter of the government is there today."
    block = Block("b1", "paragraph", dutch, 1, (Sentence("s1", 0, len(dutch)),), (call(dutch, "kabinet"),))
    start = machine.index("government")
    link = Link(dutch.index("kabinet"), dutch.index("kabinet") + 7, start, start + len("government"))
    edited = "Today the government has sent its letter."
    segment = Segment("s1", "b1", dutch, target=edited, machine=machine, status="edited", links=(link,))
    english = english_document(Bilingual(Document("t", "t", (block,)), {"s1": segment})).blocks[0]
    assert with_call(english) == "Today the government[1] has sent its letter."


@pytest.mark.parametrize("english", ["", " ", "X"])
def test_a_table_keeps_its_rows_and_cells(english: str) -> None:
    text = "Land | Aantal\nChina | 12"
    cells = ((0, 4), (7, 13), (14, 19), (22, 24))
    sentences = tuple(Sentence(f"s{i}", *cell) for i, cell in enumerate(cells))
    block = Block("b1", "table", text, 1, sentences)
    segments = {
        one.id: Segment(one.id, "b1", "", target=english or "Y") for one in sentences if english.strip()
    }
    table = english_document(Bilingual(Document("t", "t", (block,)), segments)).blocks[0]
    assert table.text.count("\n") == 1
    assert table.text.count(" | ") == 2


@st.composite
def letters(draw: st.DrawFn) -> Bilingual:
    """Any block of a few sentences with calls anywhere, links anywhere, some sentences untranslated."""
    word = st.text("abcdé,.", min_size=1, max_size=6)
    line = st.lists(word, min_size=1, max_size=8).map(" ".join)
    dutch = draw(st.lists(line, min_size=1, max_size=4))
    text, sentences, segments = "", [], {}
    for index, sentence in enumerate(dutch):
        start = len(text)
        text += sentence
        sentences.append(Sentence(f"s{index}", start, len(text)))
        text += " "
        if draw(st.booleans()):
            target = draw(line)
            links = draw(
                st.lists(
                    st.tuples(
                        st.integers(0, len(sentence) - 1),
                        st.integers(1, 4),
                        st.integers(0, len(target) - 1),
                        st.integers(1, 4),
                    ),
                    max_size=5,
                )
            )
            segments[f"s{index}"] = Segment(
                f"s{index}",
                "b1",
                sentence,
                target=target,
                machine=target,
                links=tuple(
                    Link(a, min(a + b, len(sentence)), c, min(c + d, len(target))) for a, b, c, d in links
                ),
            )
    text = text.rstrip(" ")
    places = draw(st.lists(st.integers(0, len(text)), max_size=4).map(sorted))
    spans = tuple(Span(at, at, "footnote", str(number)) for number, at in enumerate(places, 1))
    block = Block("b1", "paragraph", text, 1, tuple(sentences), spans)
    return Bilingual(Document("t", "t", (block,)), segments)


@given(letters())
@settings(max_examples=50, deadline=None)
def test_no_call_is_ever_lost_or_outside_the_text(bilingual: Bilingual) -> None:
    english = english_document(bilingual).blocks[0]
    ours, theirs = bilingual.document.blocks[0].footnote_calls(), english.footnote_calls()
    assert sorted(span.ref for span in theirs) == sorted(span.ref for span in ours)
    assert all(0 <= span.start <= len(english.text) for span in theirs)
